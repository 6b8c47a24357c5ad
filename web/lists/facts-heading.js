// What stands over list and table: how many facts they hold, and of a chosen place its names and what is known of it.

/**
 * Makes the heading, and the sheet of the chosen place.
 *
 * @param {Atlas.Component<Cards.Data>} component
 * @param {HTMLElement} root Where it is noted that the reader folded the sheet.
 */
const headingMaker = ({ data, setTriggerValue }, root) => {
  const { heading, words } = data;

  /** @param {Cards.Line} line */
  const told = (line) => {
    const node = make("div", "line");
    node.append(spoken(line));
    if (line.note) node.append(make("span", "quiet", " · " + line.note));
    node.append(...line.sources.map(cite));
    return node;
  };

  /** @param {Cards.Section} section */
  const block = (section) => {
    const node = make("section");
    node.append(make("h3", "", section.title), ...section.lines.map(told));
    return node;
  };

  /** The sheet of the chosen place, folded over its facts until the reader opens it; open where there are none. */
  const sheet = () => {
    const node = make("details", "sheet");
    node.open = root.dataset.sheet === "open" || (!root.dataset.sheet && !data.items.length);
    node.ontoggle = () => {
      root.dataset.sheet = node.open ? "open" : "folded";
    };
    const summary = make("summary", "", words.sheet);
    if (heading.brief) summary.append(make("span", "brief", heading.brief));
    node.append(summary, ...heading.sections.map(block));
    return node;
  };

  /**
   * @param {string} name
   * @param {string} text
   */
  const way = (name, text) => {
    const node = button(name, text, () => setTriggerValue(name, Date.now()));
    node.dataset.key = name;
    return node;
  };

  /** @param {NonNullable<Cards.Heading["topics"]>} topics */
  const topicsOf = ({ title, options }) => {
    const node = make("div", "ways topics");
    node.setAttribute("role", "group");
    node.setAttribute("aria-label", title);
    node.append(make("span", "quiet", title));
    for (const { id, label, n, on } of options) {
      // One topic at a time, said as it is to be: to send it twice is to send it once.
      const choice = button("", null, () => setTriggerValue("topics", on ? [] : [id]));
      choice.append(make("i", "mark " + id), make("span", "", label + " "), make("b", "", n));
      choice.setAttribute("aria-pressed", String(on));
      choice.dataset.key = "topic." + id;
      node.append(choice);
    }
    return node;
  };

  const node = make("div", "heading");
  const title = make("h2", "", heading.text);
  title.tabIndex = -1;
  const ways = make("div", "ways");
  if (heading.more) ways.append(way("more", heading.more));
  if (heading.back) ways.append(way("back", heading.back));
  if (heading.close) ways.append(way("close", heading.close));
  if (heading.link) ways.append(copier(heading.link, words, "place"));
  node.append(title);
  if (heading.own) node.append(make("div", "quiet", heading.own));
  if (ways.childElementCount) node.append(ways);
  if (heading.topics) node.append(topicsOf(heading.topics));
  if (heading.note) node.append(make("div", "notice", heading.note));
  return { heading: node, sheet: heading.sections.length ? [sheet()] : [] };
};

/**
 * A line of a sheet, with the name in it that is of a language that no letters tell.
 *
 * @param {Cards.Line} line
 */
const spoken = ({ text, name, language }) => {
  const node = make("span");
  const at = name ? text.indexOf(name) : -1;
  if (!name || at < 0) {
    window.Atlas.write(node, text);
    return node;
  }
  const run = make("span");
  writeIn(run, name, language);
  node.append(make("span", "", text.slice(0, at)), run, make("span", "", text.slice(at + name.length)));
  return node;
};
