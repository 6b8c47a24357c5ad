// The facts as a table, a row each, sorted by the column that the reader wants; a chosen row has its card under it.

/** @type {Record<string, (fact: Cards.Item) => Node[]>} What stands in a column, where it is more than a text. */
const CELLS = {
  topic_label: (fact) => [topic(fact)],
  evidence_label: (fact) => [evidence(fact)],
  date: (fact) =>
    [make("span", "", fact.date), ...(fact.later ? [" ", make("span", "later", fact.later)] : [])].map(asNode),
};

/** @param {Node | string} part */
function asNode(part) {
  return typeof part === "string" ? document.createTextNode(part) : part;
}

/**
 * @param {Atlas.Component<Cards.Data>} component
 * @param {Cards.Table} told
 */
const tableMaker = (component, told) => {
  const { data, setTriggerValue } = component;

  /** @param {string} className */
  const lineOf = (className) => {
    const made = make("tr", className);
    made.setAttribute("role", "row");
    return made;
  };

  /** @param {Cards.Column} column */
  const header = (column) => {
    const sorted = told.sort.column === column.id;
    const down = sorted && told.sort.down;
    const node = make("th");
    node.scope = "col";
    node.setAttribute("role", "columnheader");
    node.className = column.id;
    node.setAttribute("aria-sort", sorted ? (down ? "descending" : "ascending") : "none");
    const act = button("sort", null, () => setTriggerValue("sort", { column: column.id, down: sorted && !down }));
    act.dataset.key = "sort." + column.id;
    const arrow = make("span", "arrow", sorted ? (down ? "▼" : "▲") : "↕");
    arrow.setAttribute("aria-hidden", "true");
    act.append(make("span", "", column.label), arrow);
    node.append(act);
    return node;
  };

  /**
   * @param {Cards.Item} fact
   * @param {Cards.Column} column
   * @param {boolean} open
   */
  const cell = (fact, column, open) => {
    const node = make(column.id === "statement" ? "th" : "td", column.id);
    // A narrow table stands in blocks: then each text says what it is, and the roles of a table have to be said too.
    node.setAttribute("role", column.id === "statement" ? "rowheader" : "cell");
    node.dataset.label = column.label;
    if (column.id === "statement") {
      node.setAttribute("scope", "row");
      const act = turner(component, fact, open);
      act.append(make("span", "statement", fact.statement));
      node.append(act);
    } else if (CELLS[column.id]) node.append(...CELLS[column.id](fact));
    else window.Atlas.write(node, String(fact[/** @type {keyof Cards.Item} */ (column.id)] || "–"));
    return node;
  };

  /** @param {Cards.Card} card */
  const opened = (card) => {
    const line = lineOf("opened");
    const node = make("td");
    node.setAttribute("role", "cell");
    node.colSpan = told.columns.length;
    node.append(cardMaker(component)(card, make("h3", "heard", card.statement)));
    line.append(node);
    return line;
  };

  /** @param {Cards.Item} fact */
  const row = (fact) => {
    const open = data.card?.id === fact.id ? data.card : null;
    const line = lineOf(fact.basis);
    line.append(...told.columns.map((column) => cell(fact, column, Boolean(open))));
    // A click anywhere on the row does what its button does; text that is being marked is left alone.
    line.onclick = (event) => {
      const on = event.target instanceof Element && event.target.closest("button, a");
      if (!on && !String(getSelection())) line.querySelector("button")?.click();
    };
    return open ? [line, opened(open)] : [line];
  };

  const table = make("table");
  table.setAttribute("role", "table");
  const head = make("thead");
  const line = lineOf("");
  line.append(...told.columns.map(header));
  head.append(line);
  const body = make("tbody");
  for (const group of [head, body]) group.setAttribute("role", "rowgroup");
  body.append(...data.items.flatMap(row));
  table.append(make("caption", "heard", data.heading.text), head, body);
  const outside =
    data.card && data.outside ? [cardMaker(component)(data.card, make("h3", "statement", data.card.statement))] : [];
  return [...outside, table];
};
