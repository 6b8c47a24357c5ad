// Lists facts and the open card.

/** @param {Atlas.Component<Cards.Data>} component */
function drawFacts(component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = rootOf(parentElement, "facts");

  /** @param {Cards.Item} fact */
  const row = (fact) => {
    const node = button("row " + fact.basis, null, () => setTriggerValue("fact", fact.id));
    node.dataset.fact = fact.id;
    if (data.card && data.card.id === fact.id) node.setAttribute("aria-current", "true");
    const meta = make("span", "meta");
    meta.append(make("span", "paragraph", fact.paragraph), topic(fact), make("span", "", fact.who));
    const foot = make("span", "meta");
    foot.append(make("span", "", fact.date), evidence(fact));
    if (fact.later) foot.append(make("span", "later", fact.later));
    if (!fact.mapped) foot.append(make("span", "unmapped", data.words.not_mapped));
    node.append(meta, make("span", "statement", fact.statement), foot);
    return node;
  };

  /**
   * The sheet of the chosen place, open until the reader folds it.
   *
   * @param {Cards.Section[]} sections
   */
  const sheet = (sections) => {
    const node = make("details", "sheet");
    node.open = root.dataset.folded !== "yes";
    node.ontoggle = () => {
      root.dataset.folded = node.open ? "no" : "yes";
    };
    node.append(make("summary", "", data.words.sheet));
    for (const section of sections) {
      const block = make("section");
      block.append(make("h4", "", section.title));
      for (const line of section.lines) {
        const told = make("div", "line");
        told.append(make("span", "", line.text));
        if (line.note) told.append(make("span", "quiet", " · " + line.note));
        told.append(...line.sources.map(cite));
        block.append(told);
      }
      node.append(block);
    }
    return node;
  };

  const heading = () => {
    const { text, own, note, sections, close, link } = data.heading;
    const node = make("div", "heading");
    node.append(make("h3", "", text));
    if (close) node.append(button("close", close, () => setTriggerValue("close", Date.now())));
    if (link) node.append(copier(link, data.words));
    if (own) node.append(make("div", "quiet", own));
    if (note) node.append(make("div", "notice", note));
    if (sections.length) node.append(sheet(sections));
    return node;
  };

  const pager = () => {
    const node = make("div", "pager");
    const back = button("", data.words.previous, () => setTriggerValue("row", data.first - data.page));
    const on = button("", data.words.next, () => setTriggerValue("row", data.first + data.page));
    back.disabled = data.first === 0;
    on.disabled = data.first + data.page >= data.total;
    node.append(back, make("span", "quiet", data.range), on);
    return node;
  };

  // Keep the reader's place in the list, and the keyboard's, when the same list comes again.
  const scroller = root.querySelector(".list");
  const scrolled = scroller ? scroller.scrollTop : 0;
  const list = make("div", "list");
  list.append(...data.items.map(row));
  if (data.total > data.page) list.append(pager());
  const card = data.card ? [cardMaker(component)(data.card)] : [];
  keepFocus(root, "fact", () => {
    root.replaceChildren(heading(), ...card, list);
    // To set what it is already would make the browser lay the page out at once.
    if (scrolled) list.scrollTop = scrolled;
  });
}
