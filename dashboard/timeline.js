// The timeline: a bar a bin, a strip a rough date, one lane for facts with no date. All are buttons, so all work by keyboard.
// A range is brushed: drag over the bins, or choose one and then another with Shift.

/** @param {Atlas.Component<Panels.Timeline>} component */
function drawTimeline(component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = rootOf(parentElement, "timeline");
  /** @type {Acts<{ range: [number, number] | null }>} The bins that the reader chose, first and last. */
  const own = unseen(root, data.seen, () => ({ range: null }));
  /** @param {string} pick */
  const send = (pick) => {
    own.number += 1;
    const act = { number: own.number, pick };
    insist(own, () => setTriggerValue("pick", act));
  };
  /**
   * @param {string} className
   * @param {string} text
   * @param {string} pick
   */
  const picker = (className, text, pick) => {
    const node = button(className, text, () => {
      if (pick === "clear") own.value.range = [-1, -1];
      send(pick);
    });
    node.dataset.key = pick;
    return node;
  };
  /**
   * @param {HTMLElement} node
   * @param {string} text
   */
  const explain = (node, text) => {
    node.title = text;
    node.setAttribute("aria-label", text);
  };
  /**
   * The columns from a bin to another, as CSS has them.
   *
   * @param {number} first
   * @param {number} last
   */
  const columns = (first, last) => `${first + 1} / ${last + 2}`;

  const most = Math.max(1, ...data.bins.map((bin) => bin.n));
  const on = data.bins.map((bin, i) => (bin.on ? i : -1)).filter((i) => i >= 0);
  const head = make("div", "head");
  head.append(make("h3", "", data.words.title));
  head.append(data.range ? make("span", "range", data.range) : make("span", "hint", data.words.hint));
  if (data.changed) head.append(picker("clear", data.words.clear, "clear"));

  // First and last bin of what is chosen: the reader's own latest choice until the page has seen it.
  const range = () => own.value.range ?? [on[0] ?? -1, on[on.length - 1] ?? -1];
  /**
   * @param {{ shiftKey: boolean }} event
   * @param {number} i
   */
  const from = (event, i) => (event.shiftKey && range()[0] >= 0 ? range()[0] : i);
  /**
   * @param {number} a
   * @param {number} b
   */
  const choose = (a, b) => {
    own.value.range = [Math.min(a, b), Math.max(a, b)];
    send(own.value.range.join("-"));
    settle();
  };

  /**
   * @param {Panels.Bin} bin
   * @param {number} i
   */
  const column = (bin, i) => {
    // A pointer's click is taken as a drag that ends where it began; what has no pointer is the keyboard's.
    const node = button("bin" + (bin.on ? " on" : ""), null, (event) => {
      if (event.detail === 0 && (bin.n || event.shiftKey)) choose(from(event, i), i);
    });
    node.title = bin.title;
    node.append(make("span", "unseen", bin.title));
    node.dataset.bin = String(i);
    node.dataset.key = "bin." + i;
    const tall = bin.n ? 6 + 44 * Math.sqrt(bin.n / most) : 0;
    const bar = make("span", "bar");
    bar.style.height = tall * (bin.n ? bin.article / bin.n : 0) + "px";
    const others = make("span", "bar others");
    others.style.height = tall * (bin.n ? 1 - bin.article / bin.n : 0) + "px";
    // What is read aloud is what the pointer is told.
    /**
     * @param {string} name
     * @param {string} text
     */
    const written = (name, text) => {
      const label = make("span", name, text);
      label.ariaHidden = "true";
      return label;
    };
    node.append(written("n", bin.n ? String(bin.n) : ""));
    if (bin.n > bin.article) node.append(others);
    node.append(bar, written("label", bin.label), written("label short", bin.short));
    node.style.gridColumn = String(i + 1);
    return node;
  };

  const chart = make("div", "chart");
  // How wide a bar is, as a share of the chart, by what its label needs: in full, and in short.
  const SHARE = { before: 1.5, year: 1, years: 1.6, month: 0.72, later: 1.1 };
  const SHORT = { before: 1.8, year: 1.5, years: 1.8, month: 0.62, later: 1.8 };
  chart.style.setProperty("--wide", data.bins.map((bin) => SHARE[bin.kind] + "fr").join(" "));
  chart.style.setProperty("--narrow", data.bins.map((bin) => `minmax(0, ${SHORT[bin.kind]}fr)`).join(" "));
  // The chosen range is a band behind the bars; while a drag goes on it follows the pointer.
  const band = make("div", "band");
  /**
   * @param {number} a
   * @param {number} b
   */
  const lay = (a, b) => {
    const first = Math.min(a, b);
    band.hidden = first < 0;
    band.style.gridColumn = columns(first, Math.max(a, b));
  };
  const settle = () => lay(range()[0], range()[1]);
  settle();
  chart.append(band, ...data.bins.map(column));

  /** @param {PointerEvent} event */
  const under = (event) => {
    const bins = [...chart.querySelectorAll(".bin")];
    const found = bins.filter((node) => node.getBoundingClientRect().left <= event.clientX);
    return Math.max(0, found.length - 1);
  };
  /** @type {{ start: number, now: number } | null} The bins from and to which a drag goes. */
  let drag = null;
  chart.onpointerdown = (event) => {
    if (event.button !== 0 || !(event.target instanceof Element && event.target.closest(".bin"))) return;
    const now = under(event);
    drag = { start: from(event, now), now };
    chart.setPointerCapture(event.pointerId);
    lay(drag.start, drag.now);
  };
  chart.onpointermove = (event) => {
    if (!drag) return;
    drag.now = under(event);
    lay(drag.start, drag.now);
  };
  chart.onpointercancel = () => {
    drag = null;
    settle();
  };
  chart.onpointerup = () => {
    if (!drag) return;
    const { start, now } = drag;
    if (start !== now || data.bins[start].n) choose(start, now);
    else settle();
    drag = null;
  };

  for (const { first, last, label } of data.years) {
    const year = make("div", "year", label);
    year.style.gridColumn = columns(first, last);
    chart.append(year);
  }
  data.spans.forEach((span, i) => {
    const node = picker("span", span.label, span.first + "-" + span.last);
    explain(node, data.words.rough + ": " + span.label);
    node.style.gridColumn = columns(span.first, span.last);
    node.style.gridRow = String(3 + i);
    chart.append(node);
  });
  const lane = make("div", "lane");
  lane.append(make("span", "label", data.words.undated));
  if (data.lanes.length) {
    const node = picker("only" + (data.only ? " on" : ""), data.lanes.join(" · "), "undated");
    node.setAttribute("aria-pressed", String(data.only));
    lane.append(node);
  } else lane.append(make("span", "", data.words.none));
  keepFocus(root, "key", () => root.replaceChildren(head, chart, lane), [".bin.on", ".bin"]);
}
