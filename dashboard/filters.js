// The options of the filters, as buttons that are pressed or not.

/** @param {Atlas.Component<Panels.Filters>} component */
function drawFilters(component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = rootOf(parentElement, "filters");

  /**
   * @param {string} field
   * @param {Panels.Option} entry
   */
  const option = (field, entry) => {
    const node = button("option", null, () => {
      // Pressed at once: the answer comes a moment later and says the same.
      node.setAttribute("aria-pressed", String(node.getAttribute("aria-pressed") !== "true"));
      setTriggerValue("pick", { field, value: entry.value });
    });
    node.dataset.option = field + "." + entry.value;
    node.setAttribute("aria-pressed", String(entry.on));
    node.append(make("span", "", entry.label), make("b", "", entry.n));
    return node;
  };

  /** @param {Panels.Group} entry */
  const group = (entry) => {
    const node = make("fieldset");
    const legend = make("legend", "", entry.label);
    node.append(legend);
    if (entry.help) {
      const help = make("p", "help", entry.help);
      const mark = button("mark", "?", () => {
        help.hidden = !help.hidden;
        mark.setAttribute("aria-expanded", String(!help.hidden));
      });
      mark.setAttribute("aria-expanded", "false");
      mark.setAttribute("aria-label", entry.label + ": ?");
      help.hidden = true;
      legend.append(mark);
      node.append(help);
    }
    const options = make("div", "options");
    options.append(...entry.options.map((item) => option(entry.field, item)));
    node.append(options);
    return node;
  };

  const details = root.querySelector("details");
  const open = details ? details.open : false;
  const more = make("details");
  more.open = open || data.more.some((entry) => entry.options.some((item) => item.on));
  more.append(make("summary", "", data.words.more), ...data.more.map(group));
  keepFocus(root, "option", () => root.replaceChildren(...data.groups.map(group), more));
}
