// The page of one file: reads the data that stand in it, and answers by itself what the dashboard asks its server.
// Every text goes in as textContent; map, list and card are the dashboard's own scripts.
(function (A) {
  "use strict";
  const PAGE = 50;
  const file = JSON.parse(document.getElementById("content").textContent);
  const byId = new Map(file.facts.map((fact) => [fact.id, fact]));
  // What is searched: a fact's own text, and the names of every place that shows it, which stand in the file once.
  for (const place of Object.values(file.places)) {
    for (const fact of place.facts.map((id) => byId.get(id)).filter(Boolean)) fact.body += "\n" + place.names;
  }
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const main = file.settings.layers.filter(
    (look) =>
      look.draws !== "units" && look.draws !== "land" && look.draws !== "names" && file.layers[look.id].length,
  );
  const has = { others: file.facts.some((fact) => fact.passes && fact.basis === "context") };
  // What the reader looks at. Nothing of it leaves the page but the chosen fact, which stands behind the address's #.
  const view = {
    text: "",
    others: has.others,
    off: new Set(main.filter((look) => look.optional).map((look) => look.id)),
    claims: "both",
    period: null,
    place: null,
    fact: null,
    row: 0,
    fly: 0,
    go: [],
    marked: [],
  };

  // The three places in which the map's scripts reach out of the map.
  A.read = async function (path) {
    const layer = path.match(/^api\/layers\/(.+)\.geojson/);
    const land = path.startsWith("api/land/");
    if (layer) return { features: file.layers[layer[1]].map(whole) };
    return file.answers[path] || (land ? { type: "FeatureCollection", features: [] } : Promise.reject(new Error(path)));
  };
  A.pick = function (place) {
    turn({ place, fact: null, row: 0 });
    showList();
  };
  A.writeAddress = function () {};

  // A place's outline stands in the file once, however many features have it.
  function whole(feature) {
    const geometry = feature.drawn ? file.shapes[feature.properties.place] : null;
    return { type: "Feature", id: feature.id, geometry, properties: feature.properties };
  }

  // As geo/tables/facts.py folds what is searched: accents, macrons, letter case and curls of quotes fall away.
  const fold = (text) =>
    text
      .replace(/[\u2018\u2019\u02bc]/g, "'")
      .replace(/[\u201c\u201d]/g, '"')
      .replace(/[\u2010\u2011\u2013]/g, "-")
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[\u0300-\u036f]/g, "")
      .normalize("NFKC");
  const borne = (p) => [...(p.facts || []), ...(p.context_facts || [])];

  function passing() {
    const words = fold(view.text).split(/\s+/).filter(Boolean);
    return file.facts.filter(
      (fact) =>
        fact.passes && (view.others || fact.basis === "article") && words.every((word) => fact.body.includes(word)),
    );
  }

  // Truth values as the map reads them: base64 of a bitmap, the first in the highest bit of the first byte.
  function pack(bits) {
    const bytes = new Uint8Array(Math.ceil(bits.length / 8));
    bits.forEach((bit, i) => {
      if (bit) bytes[i >> 3] |= 128 >> (i & 7);
    });
    return btoa(String.fromCharCode(...bytes));
  }

  function bitmaps(shown) {
    const bits = {};
    for (const look of file.settings.layers) {
      const rests =
        look.draws === "units" ? !view.period && !file.settings.parties.includes(view.claims) : view.off.has(look.id);
      if (rests) continue;
      bits[look.id] = pack(
        file.layers[look.id].map(({ properties }) => {
          const facts = borne(properties);
          return !facts.length || facts.some((id) => shown.has(id));
        }),
      );
    }
    return bits;
  }

  function counts(facts, basis) {
    const ids = new Set(facts.filter((fact) => fact.basis === basis).map((fact) => fact.id));
    const found = {};
    for (const look of file.settings.layers.filter((one) => one.draws === "land")) {
      for (const { properties } of file.layers[look.id]) {
        const n = borne(properties).filter((id) => ids.has(id)).length;
        if (n) found[properties.place] = n;
      }
    }
    return found;
  }

  function mapState(facts, fact) {
    const shown = new Set(facts.map((one) => one.id));
    return {
      data: file.data,
      bits: bitmaps(shown),
      counts: counts(facts, "article"),
      others: counts(facts, "context"),
      marked: view.place && !view.fact ? [view.place] : fact ? fact.marked : [],
      go: view.go,
      fly: view.fly,
      look: 0,
      aims: false,
      theme: dark.matches ? "dark" : "light",
      lang: file.language,
      basemap: "land",
      claims: view.claims,
      period: view.period,
      camera: null,
      bookmarks: file.bookmarks,
    };
  }

  function heading(facts) {
    const n = facts.filter((fact) => fact.basis === "article").length;
    const others = view.others ? A.say("facts.others", { n: facts.length - n }) : "";
    const place = view.place && file.places[view.place];
    if (!place) {
      return {
        text: [A.say("facts.all", { n }), others].filter(Boolean).join(" "),
        own: null,
        note: null,
        sections: [],
        close: null,
      };
    }
    const text = [A.say("facts.at", { n, place: place.label }), others].filter(Boolean).join(" ");
    return { text, own: place.own, note: place.note, sections: place.sections, close: A.say("facts.close") };
  }

  function chosen(facts) {
    if (view.fact) return byId.get(view.fact);
    const lead = view.place || view.text ? null : facts.find((fact) => fact.id === file.lead);
    return lead || facts[0] || null;
  }

  function act(name, value) {
    if (name === "fact" && byId.has(value)) {
      window.location.hash = "fact=" + value;
      open(value);
    }
    if (name === "close") turn({ place: null, fact: null, row: 0 });
    if (name === "row") turn({ row: value });
  }

  function open(id) {
    turn({ fact: id, fly: view.fly + 1, go: [] });
    parts.side.scrollTop = 0;
    const card = parts.list.querySelector(".card");
    if (card && narrow()) card.scrollIntoView({ block: "start" });
  }

  const narrow = () => window.matchMedia("(max-width: 900px)").matches;
  function showList() {
    parts.side.scrollTop = 0;
    if (narrow()) parts.side.scrollIntoView({ block: "start" });
  }

  function turn(change) {
    Object.assign(view, change);
    // A chosen place or a search closes the card that the address names.
    if (!view.fact && window.location.hash) window.history.replaceState(null, "", window.location.href.split("#")[0]);
    show();
  }

  function show() {
    const all = passing();
    const there = view.place ? new Set(file.places[view.place].facts) : null;
    const facts = there ? all.filter((fact) => there.has(fact.id)) : all;
    const fact = chosen(facts);
    const first = Math.min(view.row, Math.floor(Math.max(0, facts.length - 1) / PAGE) * PAGE);
    const last = Math.min(first + PAGE, facts.length);
    const data = {
      heading: heading(facts),
      card: fact,
      outside: fact && !facts.includes(fact) ? A.say("facts.outside") : null,
      items: facts.slice(first, last),
      first,
      total: facts.length,
      page: PAGE,
      range: A.say("facts.range", { first: first + 1, last, total: facts.length }),
      words: file.card,
    };
    A.cards({ data, parentElement: parts.list, setTriggerValue: act });
    parts.none.hidden = facts.length > 0;
    parts.count.textContent = view.text ? A.say("onefile.found", { n: facts.length }) : "";
    for (const one of parts.switches) one.refresh();
    tellPeriod();
    // What is told of a step takes room from the map, which must know its size before it flies.
    A.store.camera.resize();
    A.apply(mapState(all, fact));
  }

  // Controls: each knows how to show its present state.
  const parts = { switches: [] };
  function pressed(text, isOn, act) {
    const made = A.button("pill", text, null, act);
    parts.switches.push({ refresh: () => made.setAttribute("aria-pressed", String(isOn())) });
    return made;
  }
  function group(label, ...content) {
    const made = A.node("div", "group");
    made.setAttribute("role", "group");
    made.setAttribute("aria-label", label);
    const row = A.node("div", "row");
    row.append(...content);
    made.append(A.node("span", "label", label), row);
    return made;
  }
  function choice(label, options, act) {
    const made = A.node("label", "group");
    const list = A.node("select");
    for (const [value, text] of options) {
      const option = A.node("option", "", text);
      option.value = value;
      list.append(option);
    }
    list.addEventListener("change", () => act(list.value));
    made.append(A.node("span", "label", label), list);
    return made;
  }
  function search() {
    const made = A.node("label", "group search");
    const box = A.node("input");
    box.type = "search";
    box.placeholder = A.say("filter.text.hint");
    box.addEventListener("input", () => turn({ text: box.value, fact: null, row: 0 }));
    parts.count = A.node("span", "count");
    parts.count.setAttribute("role", "status");
    made.append(A.node("span", "label", A.say("filter.text")), box, parts.count);
    return made;
  }
  function toggles() {
    return main.map((look) => {
      const text = A.words["overlay." + look.id]
        ? A.say("overlay." + look.id)
        : A.words["layer." + look.id]
          ? A.say("layer." + look.id)
          : look.id;
      return pressed(
        text,
        () => !view.off.has(look.id),
        () => {
          if (!view.off.delete(look.id)) view.off.add(look.id);
          show();
        },
      );
    });
  }
  function basis() {
    const other = (value) => () => turn({ others: value, row: 0 });
    return group(
      A.say("basis.label"),
      pressed(A.say("basis.article"), () => !view.others, other(false)),
      pressed(A.say("basis.all"), () => view.others, other(true)),
    );
  }
  // The neutral views, then each party's.
  function claimsOf() {
    const parties = file.settings.parties.map((id) => [id, A.say("claims.party", { name: A.say("party." + id) })]);
    return [...["both", "administered"].map((one) => [one, A.say("claims." + one)]), ...parties];
  }
  function ground() {
    const claims = choice(A.say("claims.label"), claimsOf(), (value) => turn({ claims: value }));
    const steps = [["", A.say("period.off")], ...file.periods.map((period) => [period.id, period.label])];
    const periods = choice(A.say("period.label"), steps, (value) => {
      const period = file.periods.find((one) => one.id === value);
      turn({ period: value || null, go: period ? period.units : [], fly: period ? view.fly + 1 : view.fly });
    });
    return file.periods.length ? [claims, periods] : [claims];
  }

  // Folded on a phone, so that the map is seen first.
  function more() {
    const made = A.node("details", "more");
    const row = A.node("div", "bar");
    made.open = !narrow();
    row.append(group(A.say("onefile.layers"), ...toggles()), ...ground());
    made.append(A.node("summary", "", A.say("onefile.more")), row);
    return made;
  }

  // What is said of the chosen step of administration.
  function tellPeriod() {
    const period = file.periods.find((one) => one.id === view.period);
    const box = parts.told;
    box.hidden = !period;
    box.textContent = "";
    if (!period) return;
    box.append(A.node("b", "", period.title));
    for (const text of period.says) box.append(A.node("span", "", text));
    for (const side of period.views) {
      const line = box.appendChild(A.node("span", "", side.who + " " + side.says + " "));
      line.append(cited(side.sources));
    }
    box.append(cited(period.sources, A.say("period.sources") + " "));
  }
  function cited(sources, before) {
    const made = A.node("span", "quiet", before);
    sources.forEach((source, i) => {
      made.append(i ? " · " : "", anchor(source.title || source.publisher, source.url));
      if (source.warning) made.append(A.node("span", "warning", " ⚠ " + source.warning));
    });
    return made;
  }
  // Each party's case as it puts it, and under each point what the other answers: folded, one click from the first screen.
  function casesOf() {
    const made = A.node("details", "cases");
    const box = A.node("div", "columns");
    made.append(
      A.node("summary", "", A.say("cases.button", { first: file.cases[0].title, second: file.cases.at(-1).title })),
    );
    made.append(A.node("p", "quiet", A.say("cases.what")), box);
    for (const side of file.cases) {
      const column = box.appendChild(A.node("section"));
      const list = A.node("ol");
      column.append(A.node("h2", "", side.title), list);
      for (const point of side.points) {
        const item = list.appendChild(A.node("li"));
        const answer = A.node("p", "answer");
        answer.append(
          A.node("b", "", point.answers + " "),
          A.node("span", "", point.answer + " "),
          cited(point.answer_sources),
        );
        const says = A.node("p", "", point.says + " ");
        says.append(cited(point.sources));
        item.append(says, answer);
      }
    }
    return made;
  }
  function anchor(text, url) {
    if (!url || !/^https?:\/\//.test(url)) return A.node("span", "", text);
    const made = A.node("a", "", text);
    made.href = url;
    made.target = "_blank";
    made.rel = "noopener noreferrer";
    return made;
  }

  function build() {
    const head = A.node("header");
    const bar = A.node("div", "bar");
    const middle = A.node("main");
    const foot = A.node("footer");
    head.append(
      A.node("h1", "", A.say("page.title")),
      A.node("p", "", A.say("page.subtitle")),
      A.node("p", "neutral", A.say("page.neutral")),
    );
    bar.append(search(), ...(has.others ? [basis()] : []), more());
    parts.map = A.node("div");
    parts.side = A.node("section", "side");
    parts.list = A.node("div");
    parts.list.append(A.node("div", "facts"));
    parts.none = A.node("p", "none", A.say("empty.none"));
    parts.told = A.node("div", "told");
    parts.side.append(parts.list, parts.none);
    const left = A.node("section", "left");
    const frame = A.node("div", "frame");
    const screen = A.node("div", "screen");
    frame.append(parts.map);
    left.append(frame, parts.told);
    middle.append(left, parts.side);
    for (const [title, text] of [
      ["onefile.cite", file.citation],
      ["onefile.licence", file.licence],
    ]) {
      const box = A.node("section", title.split(".")[1]);
      box.append(A.node("h2", "", A.say(title)), A.node("p", "", text));
      foot.append(box);
    }
    foot.append(A.node("p", "quiet", file.credit), A.node("p", "quiet", A.say("onefile.what")));
    if (file.cases.length) head.append(casesOf());
    screen.append(head, bar, middle);
    document.body.append(screen, foot);
  }

  function byHash() {
    const found = window.location.hash.match(/^#fact=([\w-]+)$/);
    if (found && byId.has(found[1])) {
      if (found[1] !== view.fact) open(found[1]);
    } else if (view.fact) turn({ fact: null });
  }

  A.words = file.answers["api/messages/" + file.language + ".json"];
  A.language = file.language;
  build();
  const map = L.map(parts.map, {
    center: file.settings.home.centre,
    zoom: file.settings.home.zoom,
    zoomControl: false,
    attributionControl: false,
    zoomSnap: 0.5,
    trackResize: false,
  });
  A.start(map, Object.assign({ height: "100%" }, file.settings));
  show();
  byHash();
  window.addEventListener("hashchange", byHash);
  dark.addEventListener("change", show);
})(window.Atlas);
