// The options of the filters, as buttons that are pressed or not. A click sends all that is chosen of each filter that the page has not
// answered for yet, so that no order of clicks and answers can turn an option the wrong way, and a click that is not seen is made up.

/** @param {Atlas.Component<Panels.Filters>} component */
function drawFilters(component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = rootOf(parentElement, "filters");
  /** @type {Acts<Map<string, Set<string>>>} The lists that the reader changed, by field. */
  const own = unseen(root, data.seen, () => new Map());
  const given = new Map(
    [...data.groups, ...data.more].map((group) => [
      group.field,
      group.options.filter((item) => item.on).map((item) => item.value),
    ]),
  );
  /** @param {string} field */
  const chosen = (field) => own.value.get(field) ?? new Set(given.get(field));

  /**
   * @param {string} field
   * @param {Panels.Option} entry
   */
  const option = (field, entry) => {
    const node = button("option", null, () => {
      const values = chosen(field);
      if (!values.delete(entry.value)) values.add(entry.value);
      own.value.set(field, values);
      own.number += 1;
      // Pressed at once: the answer comes a moment later and says the same.
      node.setAttribute("aria-pressed", String(values.has(entry.value)));
      const lists = Object.fromEntries([...own.value].map(([name, set]) => [name, [...set]]));
      const act = { number: own.number, lists };
      insist(root, own, () => setTriggerValue("pick", act));
    });
    node.dataset.option = field + "." + entry.value;
    node.setAttribute("aria-pressed", String(chosen(field).has(entry.value)));
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
