// The open card of a fact, and the pieces that the list has too. Addresses are checked to be http or https.

/**
 * @param {string} text
 * @param {string | null} url
 * @param {string | null} [language] Of the text, where it is not the page's.
 */
const anchor = (text, url, language) => {
  const linked = url && /^https?:\/\//.test(url);
  const node = make(linked ? "a" : "span");
  writeIn(node, text, language);
  if (!(node instanceof HTMLAnchorElement) || !url) return node;
  node.href = url;
  node.target = "_blank";
  node.rel = "noopener noreferrer";
  return node;
};

/** @param {Cards.Source} source */
const cite = (source) => {
  const node = make("span", "cite");
  node.append(anchor(source.title || source.publisher, source.url, source.title ? source.language : null));
  const rest = [source.title ? source.publisher : null, source.date, source.scope].filter(Boolean).join(", ");
  if (rest) node.append(make("span", "quiet", " " + rest));
  if (source.warning) node.append(make("span", "warning", " ⚠ " + source.warning));
  return node;
};

/** @param {Cards.Source[]} sources */
const cites = (sources) => {
  const node = make("div", "sources");
  node.append(...sources.map(cite));
  return node;
};

/** @type {Record<string, string>} */
const SIGN = { contradicted: "≠", questioned: "?", refined: "+", supported: "✓", "article-only": "○" };

/** @param {Cards.Item} fact */
const evidence = (fact) => {
  const node = make("span", "evidence " + fact.evidence);
  const sign = make("span", "sign", SIGN[fact.evidence] || "·");
  sign.setAttribute("aria-hidden", "true");
  node.append(sign, make("span", "", fact.evidence_label));
  return node;
};

/** @param {Cards.Item} fact */
const topic = (fact) => {
  const node = make("span", "topic");
  node.append(
    make("i", "mark " + (fact.basis === "context" ? "context" : fact.topic)),
    make("span", "", fact.topic_label),
  );
  return node;
};

/**
 * @param {string} label
 * @param {Node[]} content
 */
const part = (label, ...content) => {
  const node = make("div", "part");
  node.append(make("h4", "", label), ...content);
  return node;
};

/**
 * A part that a printed page leaves out: other facts, each of which is selected and printed itself or is not.
 *
 * @param {HTMLElement} node
 */
const more = (node) => {
  node.classList.add("more");
  return node;
};

/** @param {Cards.Place} entry */
const placeOf = (entry) => {
  const node = make("div", "place");
  node.append(make("b", "", entry.name), make("div", "quiet", entry.own));
  const lines = [entry.role + " · " + entry.precision, entry.named, entry.wider, entry.drawn ? null : entry.undrawn];
  for (const line of lines.filter(Boolean)) node.append(make("div", "", line));
  return node;
};

/**
 * The positions of those who differ, one column each, equal in width and weight.
 *
 * @param {Cards.Matter} entry
 */
const beside = (entry) => {
  const node = make("div", "beside");
  node.append(make("div", "kind", entry.matter));
  const columns = make("div", "positions");
  for (const position of entry.positions) {
    const column = make("div", "position");
    column.append(make("b", "", position.who));
    if (position.date) column.append(make("div", "date", position.date));
    column.append(make("div", "", position.says), cites(position.sources));
    columns.append(column);
  }
  node.append(columns, make("div", "quiet", entry.shown_as));
  return node;
};

/**
 * Returns what makes a card.
 *
 * @param {Atlas.Component<Cards.Data>} component
 */
const cardMaker = ({ data, setTriggerValue }) => {
  const { words, outside } = data;
  /**
   * @param {string} text
   * @param {string} id
   */
  const opener = (text, id) => button("open", text, () => setTriggerValue("fact", id));

  /** @param {Cards.Incoming} entry */
  const incoming = (entry) => {
    const node = make("div", "incoming " + entry.kind);
    const kind = make("div", "kind", entry.label);
    if (entry.later) kind.append(make("span", "later", entry.later));
    node.append(kind, make("div", "", entry.statement));
    node.append(make("div", "quiet", entry.date + " · " + entry.standing));
    if (entry.note) node.append(make("div", "quiet", entry.note));
    const sources = cites(entry.sources);
    sources.append(opener(words.open, entry.id));
    node.append(sources);
    return node;
  };

  /**
   * What a fact of another source bears on: each of the article's facts, to be opened.
   *
   * @param {Cards.Bearing} entry
   */
  const bears = (entry) => {
    const node = make("div", "incoming " + entry.kind);
    node.append(make("div", "kind", entry.label), make("div", "", entry.statement));
    if (entry.note) node.append(make("div", "quiet", entry.note));
    node.append(opener(words.open, entry.id));
    return node;
  };

  /**
   * What the article does not say, and which facts of other sources say it.
   *
   * @param {Cards.Gap} entry
   */
  const gap = (entry) => {
    const node = make("div", "gap");
    node.append(make("div", "", entry.missing));
    if (!entry.filled.length) node.append(make("div", "quiet", words.not_filled));
    else node.append(make("span", "quiet", words.filled));
    node.append(...entry.filled.map((filled) => opener(filled.statement, filled.id)));
    return node;
  };

  /** @param {Cards.Card} fact */
  const ofArticle = (fact) => {
    const none = make("div", "quiet", words.none_add);
    const source = make("div", "");
    source.append(make("span", "paragraph", fact.paragraph));
    if (fact.anchor) source.append(make("q", "", fact.anchor), document.createTextNode(" "));
    source.append(cite(fact.sources[0]));
    return [
      part(words.evidence, evidence(fact)),
      more(part(words.others, ...(fact.incoming.length ? fact.incoming.map(incoming) : [none]))),
      ...(fact.bears_on.length ? [part(words.bears_on, ...fact.bears_on.map(bears))] : []),
      ...(fact.open.length ? [part(words.left_open, ...fact.open.map(gap))] : []),
      part(words.source, source),
    ];
  };

  /** @param {Cards.Card} fact */
  const ofOthers = (fact) => {
    const standing = [make("div", "", fact.standing)];
    if (fact.standing_note) standing.push(make("div", "quiet", fact.standing_note));
    const sources = fact.sources.map((source) => {
      const line = make("div", "");
      line.append(cite(source));
      return line;
    });
    return [
      part(words.standing_title, ...standing),
      ...(fact.bears_on.length ? [part(words.bears_on, ...fact.bears_on.map(bears))] : []),
      ...(fact.incoming.length ? [more(part(words.others, ...fact.incoming.map(incoming)))] : []),
      part(words.context_source, ...sources),
    ];
  };

  /**
   * @param {Cards.Card} fact
   * @param {HTMLElement | null} title What stands over it, where it has no row.
   */
  const card = (fact, title) => {
    const node = make("article", "card " + fact.basis);
    node.dataset.fact = fact.id;
    node.setAttribute("aria-label", fact.statement);
    if (title) node.append(title);
    if (outside) node.append(make("p", "notice", outside));
    if (fact.note) node.append(make("p", "note", fact.note));
    const said = make("div", "", fact.who);
    if (fact.actors) said.append(make("span", "quiet", " · " + words.about + " " + fact.actors));
    const when = [make("div", "", fact.date)];
    if (fact.date_note) when.push(make("div", "quiet", fact.date_note));
    node.append(part(words.says, said), part(words.when, ...when));
    if (fact.beside.length) node.append(part(words.beside, ...fact.beside.map(beside)));
    const nowhere = make("div", "", words.not_mapped);
    node.append(part(words.where, ...(fact.places.length ? fact.places.map(placeOf) : [nowhere])));
    node.append(...(fact.basis === "article" ? ofArticle(fact) : ofOthers(fact)));
    const link = make("a", "permalink", words.link);
    link.href = fact.link;
    // Before it is followed, or copied by the browser's own menu.
    link.onpointerdown = link.onfocus = () => {
      link.href = wholeLink(fact.link);
    };
    const foot = make("div", "links");
    foot.append(link, copier(fact.link, words, "fact"));
    node.append(foot);
    return node;
  };
  return card;
};
