// The timeline: a bar a bin, a strip a rough date, one lane for facts with no date. All are buttons, so all work by keyboard.
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".timeline");
  const make = (tag, className, text) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  };
  const button = (className, text, pick, title) => {
    const node = make("button", className, text);
    node.type = "button";
    node.onclick = () => setTriggerValue("pick", pick);
    if (title) { node.title = title; node.setAttribute("aria-label", title); }
    return node;
  };
  const size = data.bins.length, most = Math.max(1, ...data.bins.map((bin) => bin.n));
  const head = make("div", "head");
  head.append(make("h3", "", data.words.title));
  if (data.changed) head.append(button("clear", data.words.clear, "clear"));

  const chart = make("div", "chart");
  chart.style.setProperty("--size", size);
  data.bins.forEach((bin, i) => {
    const node = button("bin" + (bin.on ? " on" : ""), undefined, i + "-" + i, bin.title);
    node.disabled = bin.n === 0;
    const bar = make("span", "bar");
    bar.style.height = bin.n ? 6 + 44 * Math.sqrt(bin.n / most) + "px" : "0";
    node.append(make("span", "n", bin.n ? String(bin.n) : ""), bar, make("span", "label", bin.label));
    node.style.gridColumn = i + 1;
    chart.append(node);
  });
  const year = make("div", "year", data.year.label);
  year.style.gridColumn = `${data.year.first + 1} / ${data.year.last + 2}`;
  chart.append(year);
  data.spans.forEach((span, i) => {
    const node = button("span", span.label, span.first + "-" + span.last, data.words.rough + ": " + span.label);
    node.style.gridColumn = `${span.first + 1} / ${span.last + 2}`;
    node.style.gridRow = 3 + i;
    chart.append(node);
  });
  const lane = make("div", "lane");
  lane.append(make("span", "label", data.words.undated));
  if (data.lanes.length) {
    const node = button("only" + (data.only ? " on" : ""), data.lanes.join(" · "), "undated");
    node.setAttribute("aria-pressed", String(data.only));
    lane.append(node);
  } else lane.append(make("span", "", data.words.none));
  root.textContent = "";
  root.append(head, chart, lane);
}
