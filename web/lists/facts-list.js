// The facts one under the other; the chosen one is open in its place.

/**
 * @param {Cards.Item} fact
 * @param {string} notMapped
 */
const footOf = (fact, notMapped) => {
  const foot = make("span", "meta");
  foot.append(make("span", "", fact.date), evidence(fact));
  if (fact.later) foot.append(make("span", "later", fact.later));
  if (!fact.mapped) foot.append(make("span", "unmapped", notMapped));
  if (fact.matched) window.Atlas.write(foot.appendChild(make("span", "matched")), fact.matched);
  return foot;
};

/**
 * What opens a fact and folds it again. It says at once that it is open: the card comes a moment later.
 *
 * @param {Atlas.Component<Cards.Data>} component
 * @param {Cards.Item} fact
 * @param {boolean} open
 */
const turner = ({ setTriggerValue }, fact, open) => {
  const node = button("row " + fact.basis, null, () => {
    node.setAttribute("aria-expanded", String(!open));
    node.classList.add("asked");
    if (open) node.closest(".card")?.classList.add("folding");
    setTriggerValue(open ? "fold" : "fact", fact.id);
  });
  node.dataset.fact = fact.id;
  node.dataset.key = "fact." + fact.id;
  node.setAttribute("aria-expanded", String(open));
  return node;
};

/**
 * @param {Atlas.Component<Cards.Data>} component
 */
const listMaker = (component) => {
  const { data } = component;
  const { words } = data;

  /** @param {Cards.Item} fact */
  const closed = (fact) => {
    const node = turner(component, fact, false);
    const meta = make("span", "meta");
    meta.append(make("span", "paragraph", fact.paragraph), topic(fact), make("span", "", fact.who));
    node.append(meta, make("span", "statement", fact.statement), footOf(fact, words.not_mapped));
    const title = make("h3");
    title.append(node);
    return [title, make("p", "print", fact.cited)];
  };

  /**
   * The open card: what opened it folds it, and the statement under it can be marked and copied.
   *
   * @param {Cards.Card} fact
   */
  const open = (fact) => {
    const node = turner(component, fact, true);
    const meta = make("span", "meta");
    meta.append(make("span", "paragraph", fact.paragraph), topic(fact), make("span", "", fact.modality_label));
    if (fact.lifecycle_label) meta.append(make("span", "", fact.lifecycle_label));
    if (fact.later) meta.append(make("span", "later", fact.later));
    node.append(meta);
    const title = make("h3");
    title.append(node, make("span", "statement", fact.statement));
    return cardMaker(component)(fact, title);
  };

  /** @param {Cards.Item} fact */
  const entry = (fact) => {
    const node = make("li");
    node.append(...(data.card?.id === fact.id ? [open(data.card)] : closed(fact)));
    return node;
  };

  const list = make("ol", "rows");
  list.append(...data.items.map(entry));
  // A chosen fact that does not pass stands on top.
  const outside = data.card && data.outside ? [open(data.card)] : [];
  return [...outside, list];
};

/**
 * The ways to the pages before and after.
 *
 * @param {Atlas.Component<Cards.Data>} component
 */
const pagerOf = ({ data, setTriggerValue }) => {
  const node = make("div", "pager");
  const turn = (/** @type {string} */ name, /** @type {number} */ by) => {
    const made = button("", data.words[name], () => setTriggerValue("row", data.first + by));
    made.dataset.key = name;
    return made;
  };
  const back = turn("previous", -data.page);
  const on = turn("next", data.page);
  back.disabled = data.first === 0;
  on.disabled = data.first + data.page >= data.total;
  node.append(back, make("span", "quiet", data.range), on);
  return node;
};

/**
 * What a printed page has of the facts that are on no page that shows.
 *
 * @param {Cards.Data} data
 */
const printedOf = ({ printed, unprinted }) => {
  const list = make("ol", "printed");
  for (const line of printed) {
    const node = make("li");
    node.append(make("span", "statement", line.statement), make("div", "", line.said), make("div", "", line.cited));
    list.append(node);
  }
  if (unprinted) list.append(make("li", "", unprinted));
  return printed.length ? [list] : [];
};
