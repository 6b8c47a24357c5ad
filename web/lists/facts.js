// Lists facts and the open card. Addresses are checked to be http or https.
function drawFacts(component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = parentElement.querySelector(".facts");
  const anchor = (text, url) => {
    if (!url || !/^https?:\/\//.test(url)) return make("span", "", text);
    const node = make("a", "", text);
    node.href = url;
    node.target = "_blank";
    node.rel = "noopener noreferrer";
    return node;
  };
  const cite = (source) => {
    const node = make("span", "cite");
    node.append(anchor(source.title || source.publisher, source.url));
    const rest = [source.title ? source.publisher : null, source.date].filter(Boolean).join(", ");
    if (rest) node.append(make("span", "quiet", " " + rest));
    if (source.warning) node.append(make("span", "warning", " ⚠ " + source.warning));
    return node;
  };
  const SIGN = { contradicted: "≠", questioned: "?", refined: "+", supported: "✓", "article-only": "○" };
  const evidence = (fact) => {
    const node = make("span", "evidence " + fact.evidence);
    const sign = make("span", "sign", SIGN[fact.evidence] || "·");
    sign.setAttribute("aria-hidden", "true");
    node.append(sign, make("span", "", fact.evidence_label));
    return node;
  };
  const topic = (fact) => {
    const node = make("span", "topic");
    node.append(
      make("i", "mark " + (fact.basis === "context" ? "context" : fact.topic)),
      make("span", "", fact.topic_label),
    );
    return node;
  };
  // Copies the whole address of a link. A page without https has no clipboard: then the address bar has to do.
  const copier = (href) => {
    const node = button("open copy", data.words.copy, async () => {
      await navigator.clipboard.writeText(wholeLink(href));
      node.textContent = data.words.copied;
    });
    node.hidden = !navigator.clipboard;
    return node;
  };
  const part = (label, ...content) => {
    const node = make("div", "part");
    node.append(make("h4", "", label), ...content);
    return node;
  };

  const place = (entry) => {
    const node = make("div", "place");
    node.append(make("b", "", entry.name), make("div", "quiet", entry.own));
    const lines = [entry.role + " · " + entry.precision, entry.named, entry.wider, entry.drawn ? null : entry.undrawn];
    for (const line of lines.filter(Boolean)) node.append(make("div", "", line));
    return node;
  };
  const heard = (entry) => {
    const node = make("div", "heard " + entry.kind);
    const kind = make("div", "kind", entry.label);
    if (entry.later) kind.append(make("span", "later", entry.later));
    node.append(kind, make("div", "", entry.statement));
    node.append(make("div", "quiet", entry.date + " · " + entry.standing));
    if (entry.note) node.append(make("div", "quiet", entry.note));
    const sources = make("div", "sources");
    entry.sources.forEach((source) => sources.append(cite(source)));
    sources.append(button("open", data.words.open, () => setTriggerValue("fact", entry.id)));
    node.append(sources);
    return node;
  };
  // What a fact of another source or article bears on: each fact, to be opened.
  const bears = (entry) => {
    const node = make("div", "heard " + entry.kind);
    node.append(make("div", "kind", entry.label), make("div", "", entry.statement));
    if (entry.note) node.append(make("div", "quiet", entry.note));
    node.append(button("open", data.words.open, () => setTriggerValue("fact", entry.id)));
    return node;
  };

  // The positions of those who differ, one column each, equal in width and weight.
  const beside = (entry) => {
    const node = make("div", "beside");
    node.append(make("div", "kind", entry.matter));
    const columns = make("div", "positions");
    for (const position of entry.positions) {
      const column = make("div", "position");
      column.append(make("b", "", position.who));
      if (position.date) column.append(make("div", "date", position.date));
      column.append(make("div", "", position.says));
      const sources = make("div", "sources");
      position.sources.forEach((source) => sources.append(cite(source)));
      column.append(sources);
      columns.append(column);
    }
    node.append(columns, make("div", "quiet", entry.shown_as));
    return node;
  };
  // What the article does not say, and which facts of other sources say it.
  const gap = (entry) => {
    const node = make("div", "gap");
    node.append(make("div", "", entry.missing));
    if (!entry.filled.length) node.append(make("div", "quiet", data.words.not_filled));
    else node.append(make("span", "quiet", data.words.filled));
    for (const filled of entry.filled) {
      node.append(button("open", filled.statement, () => setTriggerValue("fact", filled.id)));
    }
    return node;
  };

  const card = (fact) => {
    const words = data.words;
    const node = make("article", "card " + fact.basis);
    node.dataset.fact = fact.id;
    const head = make("div", "meta");
    head.append(make("span", "paragraph", fact.paragraph), topic(fact), make("span", "", fact.modality_label));
    if (fact.lifecycle_label) head.append(make("span", "", fact.lifecycle_label));
    if (fact.later) head.append(make("span", "later", fact.later));
    node.append(head, make("p", "statement", fact.statement));
    if (data.outside) node.append(make("p", "notice", data.outside));
    if (fact.note) node.append(make("p", "note", fact.note));
    const said = make("div", "", fact.who);
    if (fact.actors) said.append(make("span", "quiet", " · " + words.about + " " + fact.actors));
    node.append(part(words.says, said));
    const when = [make("div", "", fact.date)];
    if (fact.date_note) when.push(make("div", "quiet", fact.date_note));
    node.append(part(words.when, ...when));
    if (fact.beside.length) node.append(part(words.beside, ...fact.beside.map(beside)));
    node.append(
      part(words.where, ...(fact.places.length ? fact.places.map(place) : [make("div", "", words.not_mapped)])),
    );
    if (fact.basis === "article") {
      node.append(part(words.evidence, evidence(fact)));
      node.append(
        part(words.others, ...(fact.heard.length ? fact.heard.map(heard) : [make("div", "quiet", words.none_add)])),
      );
      if (fact.bears_on.length) node.append(part(words.bears_on, ...fact.bears_on.map(bears)));
      if (fact.open.length) node.append(part(words.left_open, ...fact.open.map(gap)));
      const source = make("div", "");
      source.append(make("span", "paragraph", fact.paragraph));
      if (fact.anchor) source.append(make("q", "", fact.anchor), document.createTextNode(" "));
      source.append(cite(fact.sources[0]));
      node.append(part(words.source, source));
    } else {
      const standing = [make("div", "", fact.standing)];
      if (fact.standing_note) standing.push(make("div", "quiet", fact.standing_note));
      node.append(part(words.standing_title, ...standing));
      if (fact.bears_on.length) node.append(part(words.bears_on, ...fact.bears_on.map(bears)));
      if (fact.heard.length) node.append(part(words.others, ...fact.heard.map(heard)));
      node.append(
        part(
          words.context_source,
          ...fact.sources.map((source) => {
            const line = make("div", "");
            line.append(cite(source));
            return line;
          }),
        ),
      );
    }
    const link = make("a", "permalink", words.link);
    link.href = fact.link;
    // Before it is followed, or copied by the browser's own menu.
    link.onpointerdown = link.onfocus = () => {
      link.href = wholeLink(fact.link);
    };
    node.append(link, " ", copier(fact.link));
    return node;
  };

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

  // The sheet of the chosen place, open until the reader folds it.
  const sheet = (sections) => {
    const node = make("details", "sheet");
    node.open = root.dataset.folded !== "yes";
    node.ontoggle = () => {
      root.dataset.folded = node.open ? "no" : "yes";
    };
    node.append(make("summary", "", data.words.sheet));
    for (const section of sections) {
      const part = make("section");
      part.append(make("h4", "", section.title));
      for (const line of section.lines) {
        const row = make("div", "line");
        row.append(make("span", "", line.text));
        if (line.note) row.append(make("span", "quiet", " · " + line.note));
        line.sources.forEach((source) => row.append(cite(source)));
        part.append(row);
      }
      node.append(part);
    }
    return node;
  };

  const heading = () => {
    const node = make("div", "heading");
    node.append(make("h3", "", data.heading.text));
    if (data.heading.close) {
      node.append(button("close", data.heading.close, () => setTriggerValue("close", Date.now())));
    }
    if (data.heading.link) node.append(copier(data.heading.link));
    if (data.heading.own) node.append(make("div", "quiet", data.heading.own));
    if (data.heading.note) node.append(make("div", "notice", data.heading.note));
    if (data.heading.sections.length) node.append(sheet(data.heading.sections));
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
  keepFocus(root, "fact", () => {
    root.replaceChildren(heading(), ...(data.card ? [card(data.card)] : []), list);
    // To set what it is already would make the browser lay the page out at once.
    if (scrolled) list.scrollTop = scrolled;
  });
}
