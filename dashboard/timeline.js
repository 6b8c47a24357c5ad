// The timeline: a bar a bin, a strip a rough date, one lane for facts with no date. All are buttons, so all work by keyboard.
// A range is brushed: drag over the bins, or choose one and then another with Shift.
function drawTimeline(component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".timeline");
  const picker = (className, text, pick) => button(className, text, () => setTriggerValue("pick", pick));
  const explain = (node, text) => {
    node.title = text;
    node.setAttribute("aria-label", text);
  };
  const most = Math.max(1, ...data.bins.map((bin) => bin.n));
  const head = make("div", "head");
  head.append(make("h3", "", data.words.title));
  if (!data.range) head.append(make("span", "hint", data.words.hint));
  if (data.range) head.append(make("span", "range", data.range));
  if (data.changed) head.append(picker("clear", data.words.clear, "clear"));

  const chart = make("div", "chart");
  // How wide a bar is by what it holds: a share of the chart, or on a phone pixels, past which the chart scrolls.
  const SHARE = { before: 1.5, year: 1, years: 1.6, month: 0.72, later: 1.1 };
  const PIXELS = { before: 76, year: 44, years: 84, month: 30, later: 58 };
  chart.style.setProperty("--wide", data.bins.map((bin) => SHARE[bin.kind] + "fr").join(" "));
  chart.style.setProperty("--narrow", data.bins.map((bin) => PIXELS[bin.kind] + "px").join(" "));
  // The chosen range is a band behind the bars; while a drag goes on it follows the pointer.
  const band = make("div", "band");
  const lay = (first, last) => {
    band.hidden = first < 0;
    band.style.gridColumn = `${first + 1} / ${last + 2}`;
  };
  const on = data.bins.map((bin, i) => (bin.on ? i : -1)).filter((i) => i >= 0);
  const settle = () => lay(on.length ? on[0] : -1, on.length ? on.at(-1) : -1);
  const choose = (a, b) => setTriggerValue("pick", Math.min(a, b) + "-" + Math.max(a, b));
  settle();
  chart.append(band);
  let start = null;
  let now = null;
  data.bins.forEach((bin, i) => {
    // A pointer's click is taken as a drag that ends where it began; what has no pointer is the keyboard's.
    const node = button("bin" + (bin.on ? " on" : ""), null, (event) => {
      if (event.detail === 0 && (bin.n || event.shiftKey)) choose(event.shiftKey && on.length ? on[0] : i, i);
    });
    explain(node, bin.title);
    node.dataset.bin = i;
    const tall = bin.n ? 6 + 44 * Math.sqrt(bin.n / most) : 0;
    const bar = make("span", "bar");
    bar.style.height = tall * (bin.n ? bin.article / bin.n : 0) + "px";
    const others = make("span", "bar others");
    others.style.height = tall * (bin.n ? 1 - bin.article / bin.n : 0) + "px";
    node.append(make("span", "n", bin.n ? String(bin.n) : ""));
    if (bin.n > bin.article) node.append(others);
    node.append(bar, make("span", "label", bin.label));
    node.style.gridColumn = i + 1;
    chart.append(node);
  });
  const under = (event) => {
    const found = [...chart.querySelectorAll(".bin")].filter(
      (node) => node.getBoundingClientRect().left <= event.clientX,
    );
    return Math.max(0, found.length - 1);
  };
  chart.onpointerdown = (event) => {
    if (event.button !== 0 || !event.target.closest(".bin")) return;
    start = event.shiftKey && on.length ? on[0] : under(event);
    now = under(event);
    chart.setPointerCapture(event.pointerId);
    lay(Math.min(start, now), Math.max(start, now));
  };
  chart.onpointermove = (event) => {
    if (start === null) return;
    now = under(event);
    lay(Math.min(start, now), Math.max(start, now));
  };
  chart.onpointercancel = () => {
    start = null;
    settle();
  };
  chart.onpointerup = () => {
    if (start === null) return;
    if (start !== now || data.bins[start].n) choose(start, now);
    else settle();
    start = null;
  };
  for (const { first, last, label } of data.years) {
    const year = make("div", "year", label);
    year.style.gridColumn = `${first + 1} / ${last + 2}`;
    chart.append(year);
  }
  data.spans.forEach((span, i) => {
    const node = picker("span", span.label, span.first + "-" + span.last);
    explain(node, data.words.rough + ": " + span.label);
    node.style.gridColumn = `${span.first + 1} / ${span.last + 2}`;
    node.style.gridRow = 3 + i;
    chart.append(node);
  });
  const lane = make("div", "lane");
  lane.append(make("span", "label", data.words.undated));
  if (data.lanes.length) {
    const node = picker("only" + (data.only ? " on" : ""), data.lanes.join(" · "), "undated");
    node.setAttribute("aria-pressed", String(data.only));
    lane.append(node);
  } else lane.append(make("span", "", data.words.none));
  root.replaceChildren(head, chart, lane);
}
