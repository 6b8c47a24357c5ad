// The page: draws the reader's view anew at each turn. Whoever opens it says where data come from and what the address holds.
// Every text goes in as textContent; map, list and card are the dashboard's own scripts.
window.Page.open = function (answers, address) {
  "use strict";
  const [A, P] = [window.Atlas, window.Page];
  const PAGE = 50;
  const { file, byId } = answers;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  // What the reader looks at. Nothing of it leaves the page but what the address holds.
  const view = answers.firstView();
  A.words = /** @type {Atlas.Words} */ (file.answers["api/messages/" + file.language + ".json"]);
  A.language = file.language;

  // The places in which the map's scripts reach out of the map. Which answer a path has, its asker knows.
  A.read = /** @type {Atlas.Scripts["read"]} */ ((path) => answers.read(path));
  A.choose = (place) => turn({ place, fact: null, folded: false, row: 0 });
  A.showList = () => {
    if (P.narrow()) side.scrollIntoView({ block: "start" });
  };
  A.writeAddress = (map) => address.look(map);
  A.followAddress = function () {};
  A.nameFrame = function () {};

  const controls = P.controls({ answers, view, turn, show: () => turn({}) });
  const frame = A.node("div");
  const side = A.node("section", "side");
  const list = A.node("div");
  list.append(A.node("div", "facts"));
  const none = A.node("p", "none", A.say("empty.none"));
  const told = A.node("div", "told");

  /**
   * What the list asks for.
   *
   * @param {string} name
   * @param {unknown} value
   */
  function act(name, value) {
    if (name === "fact" && typeof value === "string" && byId.has(value)) {
      address.choose(view, value);
      open(value);
    }
    if (name === "fold") turn({ fact: null, folded: true });
    if (name === "more") turn({ others: true, row: 0 });
    if (name === "close") turn({ place: null, fact: null, folded: false, row: 0 });
    if (name === "row") turn({ row: Number(value) });
  }

  /** @param {string} id */
  function open(id) {
    const listed = list.querySelector(`.row[data-fact="${id}"]`);
    turn({ fact: id, folded: false, row: rowOf(id), move: view.move + 1, places: [] });
    // The list brings a card into its own sight; on a phone, where it does not scroll, one that was not in it has to be gone to.
    const card = list.querySelector(".card");
    if (card && !listed && P.narrow()) card.scrollIntoView({ block: "start" });
  }

  /**
   * Where the page of the list begins that holds a fact.
   *
   * @param {string} id
   */
  function rowOf(id) {
    const at = answers.listed(view, answers.passing(view)).findIndex((fact) => fact.id === id);
    return at < 0 ? view.row : Math.floor(at / PAGE) * PAGE;
  }

  /** @param {Partial<OneFile.View>} change */
  function turn(change) {
    Object.assign(view, change);
    address.write(view);
    show();
  }

  function show() {
    const all = answers.passing(view);
    const facts = answers.listed(view, all);
    const fact = answers.chosen(view, facts);
    fillList(facts, fact);
    none.hidden = facts.length > 0;
    controls.refresh(facts.length);
    const period = file.periods.find((one) => one.id === view.period);
    P.fillPeriod(told, period);
    // What is told of a step takes room from the map, which must know its size before it flies.
    A.store.camera.resize();
    A.apply(answers.mapState(view, all, fact, dark.matches ? "dark" : "light"));
  }

  /**
   * @param {OneFile.Fact[]} facts
   * @param {OneFile.Fact | null} fact
   */
  function fillList(facts, fact) {
    const total = facts.length;
    const first = Math.min(view.row, Math.floor(Math.max(0, total - 1) / PAGE) * PAGE);
    const last = Math.min(first + PAGE, total);
    const data = {
      heading: answers.heading(view, facts),
      card: fact && { ...fact, link: address.link(view, fact.id) },
      outside: fact && !facts.includes(fact) ? A.say("facts.outside") : null,
      items: answers.rows(view, facts.slice(first, last)),
      first,
      total,
      page: PAGE,
      range: A.say("facts.range", { first: first + 1, last, total }),
      printed: [...facts.slice(0, first), ...facts.slice(last)].map(printed),
      unprinted: null,
      table: null,
      words: file.card,
    };
    A.cards({ data, parentElement: list, setTriggerValue: act });
  }

  /** @param {OneFile.Fact} fact */
  function printed({ statement, who, date, cited }) {
    return { statement, said: who + " · " + date, cited };
  }

  function head() {
    const made = A.node("header");
    made.append(A.node("h1", "", A.say("page.title")), A.node("p", "", A.say("page.subtitle")));
    made.append(A.node("p", "neutral", A.say("page.neutral")));
    if (file.cases.length) made.append(P.cases(file.cases));
    return made;
  }

  function foot() {
    const made = A.node("footer");
    for (const [title, text] of [
      ["onefile.cite", file.citation],
      ["onefile.licence", file.licence],
    ]) {
      const box = A.node("section", title.split(".")[1]);
      box.append(A.node("h2", "", A.say(title)), A.node("p", "", text));
      made.append(box);
    }
    made.append(A.node("p", "quiet", file.credit), A.node("p", "quiet", file.what));
    return made;
  }

  function build() {
    const screen = A.node("div", "screen");
    const bar = A.node("div", "bar");
    bar.setAttribute("role", "search");
    const middle = A.node("main");
    const left = A.node("section", "left");
    const around = A.node("div", "frame");
    bar.append(controls.search, ...(controls.basis ? [controls.basis] : []), controls.more);
    side.append(...(address.box ? [address.box] : []), list, none);
    around.append(frame);
    left.append(around, told);
    middle.append(left, side);
    screen.append(head(), bar, middle);
    document.body.append(screen, foot());
  }

  function follow() {
    const asked = address.read(view);
    if (!asked) return;
    Object.assign(view, asked);
    if (asked.fact) open(asked.fact);
    else turn({});
  }

  async function start() {
    build();
    // The bar wraps by the letters' widths: a map that is drawn before the typeface moves under the reader's finger.
    await Promise.allSettled([...(document.fonts || [])].map((face) => face.load()));
    const map = L.map(frame, {
      center: file.settings.home.centre,
      zoom: file.settings.home.zoom,
      zoomControl: false,
      attributionControl: false,
      zoomSnap: 0.5,
      trackResize: false,
    });
    A.start(map, Object.assign({ height: "100%" }, file.settings));
    show();
    follow();
    window.addEventListener(address.event, follow);
    dark.addEventListener("change", show);
  }

  void start();
  return turn;
};
