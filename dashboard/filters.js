// The options of the filters, as buttons that are pressed or not. Every text is set as textContent.
export default function (component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".filters");
  const make = (tag, className, text) => {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined && text !== null) node.textContent = text;
    return node;
  };
  const option = (field, entry) => {
    const node = make("button", "option");
    node.type = "button";
    node.dataset.option = field + "." + entry.value;
    node.setAttribute("aria-pressed", String(entry.on));
    node.append(make("span", "", entry.label), make("b", "", entry.n));
    node.onclick = () => {
      // Pressed at once: the answer comes a moment later and says the same.
      node.setAttribute("aria-pressed", String(node.getAttribute("aria-pressed") !== "true"));
      setTriggerValue("pick", { field, value: entry.value });
    };
    return node;
  };
  const group = (entry) => {
    const node = make("fieldset"), legend = make("legend", "", entry.label);
    node.append(legend);
    if (entry.help) {
      const help = make("p", "help", entry.help), mark = make("button", "mark", "?");
      mark.type = "button";
      mark.setAttribute("aria-expanded", "false");
      mark.setAttribute("aria-label", entry.label + ": ?");
      help.hidden = true;
      mark.onclick = () => { help.hidden = !help.hidden; mark.setAttribute("aria-expanded", String(!help.hidden)); };
      legend.append(mark);
      node.append(help);
    }
    const options = make("div", "options");
    options.append(...entry.options.map((item) => option(entry.field, item)));
    node.append(options);
    return node;
  };

  const focused = root.querySelector(":focus"), kept = focused && focused.dataset.option;
  const details = root.querySelector("details"), open = details ? details.open : false;
  const more = make("details");
  more.open = open || data.more.some((entry) => entry.options.some((item) => item.on));
  more.append(make("summary", "", data.words.more), ...data.more.map(group));
  root.replaceChildren(...data.groups.map(group), more);
  if (kept) { const again = root.querySelector(`[data-option="${CSS.escape(kept)}"]`); if (again) again.focus({ preventScroll: true }); }
}
