import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { area, LOOKS, openMap, packed, point, rest, run, same, SETTINGS, WORDS } from "./load.mjs";

const SCRIPTS = ["onefile/search.js", "onefile/answers.js", "onefile/texts.js", "onefile/controls.js"];
const CASES = JSON.parse(readFileSync(new URL("../cases/search.json", import.meta.url), "utf8"));
const LEXICON = JSON.parse(readFileSync(new URL("../../locale/search/en.json", import.meta.url), "utf8"));
const PLACES = { f1: ["a"] };
const TEXTS = [];
const fact = (id, basis, text, passes = true) => {
  const search = { pieces: [["shown", TEXTS.push("\n2018") - 1]], places: PLACES[id] || [] };
  return { id, basis, statement: text, search, passes, marked: ["m-" + id] };
};

function file(more = {}) {
  const stored = ({ id, properties }, drawn = true) => ({ id, drawn, properties });
  const place = {
    label: "A",
    own: "own",
    note: null,
    sections: [],
    facts: ["f1", "missing"],
    names: ["Kunashir", "Кунашир"],
  };
  return {
    data: "hash",
    language: "en",
    settings: { ...SETTINGS, layers: [LOOKS.islands, LOOKS.events, LOOKS.aegis] },
    answers: { "api/known.json": { known: true } },
    layers: {
      islands: [stored(area("a", [146, 44], { facts: ["f1"], context_facts: ["c1"] }))],
      events: [stored(point("a", [146, 44], { facts: ["f1"] })), stored(point("b", [1, 1], { facts: ["f2"] }), false)],
      aegis: [stored(point("c", [140, 39], { facts: ["c1"] }))],
    },
    shapes: { a: { type: "Point", coordinates: [146, 44] } },
    facts: [
      fact("f1", "article", "the treaty"),
      fact("f2", "article", "the offer"),
      fact("c1", "context", "foreign"),
      fact("f3", "article", "the treaty", false),
    ],
    places: { a: place },
    periods: [],
    cases: [],
    bookmarks: [],
    lead: "f2",
    texts: TEXTS,
    lexicon: LEXICON,
    ...more,
  };
}

function opened(more) {
  const { window, A } = openMap({ more: SCRIPTS });
  const answers = new window.Page.Answers(file(more));
  return { A, window, P: window.Page, answers, view: answers.firstView() };
}
const ids = (facts) => facts.map((one) => one.id);

test("what is searched is folded as the server folds it", () => {
  const { P } = opened();
  for (const [text, folded] of CASES.folded) assert.equal(P.fold(text), folded);
});

test("what is typed is read as the server reads it", () => {
  const { answers } = opened();
  for (const [typed, terms] of CASES.terms) same(answers.search.terms(typed), terms);
});

test("a row says what matched where it does not show it", () => {
  const { A, answers, view } = opened();
  A.words = { "search.matches": "matches: {what}", "search.in.place": "place name {text}" };
  const told = (text) => answers.rows({ ...view, text }, answers.passing({ ...view, text })).map((one) => one.matched);
  same(told("кунашир treaty"), ["matches: place name Кунашир"]);
  same(told("treaty"), [null]);
  same(answers.rows(view, answers.passing(view))[0], answers.byId.get("f1"));
});

test("a search finds facts by their text and by the names of their places, all words needed", () => {
  const { answers, view } = opened();
  const found = (text) => ids(answers.passing({ ...view, text }));
  same(found(""), ["f1", "f2", "c1"]);
  same(found(" Kunashír  TREATY "), ["f1"]);
  same(found("the"), ["f1", "f2"]);
  same(found("kunashir offer"), []);
  same(ids(answers.passing({ ...view, others: false })), ["f1", "f2"]);
});

test("truth values are packed as the map reads them", () => {
  const { P, A } = opened();
  const bits = [true, false, true, false, false, false, false, true, true];
  assert.equal(P.pack(bits), packed(...bits));
  same([...A.bitmap(P.pack(bits), 9)], bits.map(Number));
});

test("the map shows features of the facts that pass, and no layer that is off", () => {
  const { answers, view } = opened();
  same([...view.off], ["aegis"]);
  const facts = answers.passing({ ...view, text: "treaty" });
  const state = answers.mapState(view, facts, facts[0], "dark");
  same(state.bits, { islands: packed(1), events: packed(1, 0) });
  same([state.counts, state.others, state.marked, state.theme], [{ a: 1 }, {}, ["m-f1"], "dark"]);
  same(answers.mapState({ ...view, place: "a" }, facts, facts[0], "dark").marked, ["a"]);
});

test("the card is the reader's choice, else the only one, else the lead where nothing is filtered", () => {
  const { answers, view } = opened();
  const all = answers.passing(view);
  const chosen = (more, facts = all) => answers.chosen({ ...view, ...more }, facts)?.id ?? null;
  same([chosen({}), chosen({ fact: "c1" }), chosen({ place: "a" }), chosen({ text: "x" })], ["f2", "c1", null, null]);
  same([chosen({ place: "a" }, [all[0]]), chosen({ folded: true }, [all[0]])], [all[0].id, null]);
  assert.equal(chosen({}, []), null);
});

test("paths are answered from the file; land that it lacks is empty; all else is refused", async () => {
  const { answers } = opened();
  const { features } = await answers.read("api/layers/events.geojson?basis=all");
  same(features.map((one) => [one.id, one.geometry?.type ?? null]), [["a", "Point"], ["b", null]]); // prettier-ignore
  same(await answers.read("api/known.json"), { known: true });
  same(await answers.read("api/land/land_detail.geojson"), { type: "FeatureCollection", features: [] });
  await assert.rejects(answers.read("api/unknown"), /api\/unknown/);
});

test("the heading counts the article's facts and those of others, at a place too", () => {
  const { A, answers, view } = opened();
  A.words = {
    "facts.all": "{n} all",
    "facts.at": "{n} at {place}",
    "facts.others": "+{n}",
    "facts.close": "x",
    "facts.more": "{n} more",
  };
  const facts = answers.passing(view);
  same([answers.heading(view, facts).text, answers.heading(view, facts).close], ["2 all +1", null]);
  const own = facts.filter(({ basis }) => basis === "article");
  same(answers.heading({ ...view, place: "a", others: false }, own).text, "2 at A");
  // What other sources have is one click away, where there is anything.
  same([answers.heading(view, facts).more, answers.heading({ ...view, others: false }, own).more], [null, "1 more"]);
  same(answers.heading({ ...view, text: "treaty", others: false }, own).more, null);
});

test("controls turn the view, and show what it is", () => {
  const { P, window, answers, view } = opened();
  const turns = [];
  const desk = { answers, view, turn: (change) => turns.push(change), show: () => turns.push("show") };
  const { search, basis, more, refresh } = P.controls(desk);
  const box = search.querySelector("input");
  box.value = "x";
  box.dispatchEvent(new window.Event("input"));
  basis.querySelector("button").click();
  more.querySelector("button:last-of-type").click();
  const claims = more.querySelector("select");
  claims.value = "one";
  claims.dispatchEvent(new window.Event("change"));
  same(turns, [{ text: "x", fact: null, row: 0 }, { others: false, row: 0 }, "show", { claims: "one" }]); // prettier-ignore
  same([...view.off], []);
  refresh(3);
  const pressed = (root) => [...root.querySelectorAll(".pill")].map((one) => one.getAttribute("aria-pressed"));
  same([pressed(basis), pressed(more)], [["false", "true"], ["true", "true"]]); // prettier-ignore
  same(
    [...claims.options].map((one) => one.value),
    ["both", "administered", "one", "two"],
  );
});

test("sources link only to http, and warnings stand beside them", () => {
  const { P } = opened();
  const source = { publisher: "P", title: null, date: null, url: "data:text/html,x", warning: "W" };
  const made = P.cited([source, { ...source, url: "http://example.org/", warning: null }]);
  same(
    [made.querySelectorAll("a").length, made.querySelectorAll(".warning").length, made.textContent],
    [1, 1, "P ⚠ W · P"],
  );
});

test("each case has its points, and each point its answer; a step's box is hidden without a step", () => {
  const { P, window } = opened();
  const point1 = { says: "S", sources: [], answers: "Other:", answer: "Answer", answer_sources: [] };
  const made = P.cases([{ title: "One", points: [point1] }, { title: "Two", points: [point1, point1] }]); // prettier-ignore
  same(
    [...made.querySelectorAll("ol")].map((list) => list.children.length),
    [1, 2],
  );
  const box = window.document.createElement("div");
  P.fillPeriod(box, { title: "T", says: ["a", "b"], views: [{ who: "W", says: "v", sources: [] }], sources: [] });
  same([box.hidden, box.children.length], [false, 5]);
  P.fillPeriod(box, undefined);
  same([box.hidden, box.children.length], [true, 0]);
});

test("the page turns its view by search, by the list and by its address", async () => {
  const content = file({ answers: { "api/messages/en.json": WORDS }, card: {}, credit: "", citation: "", licence: "" });
  const body = `<script type="application/json" id="content">${JSON.stringify(content)}</script>`;
  const { window, A } = openMap({ more: SCRIPTS, body, url: "https://atlas.test/#fact=c1" });
  const drawn = [];
  A.cards = (component) => drawn.push(component);
  for (const name of ["page", "start"]) run(window, `onefile/${name}.js`);
  await rest(window);
  const last = () => drawn.at(-1);
  const open = () => [last().data.card.id, last().data.items.length, last().data.outside !== null];
  same([open(), A.state.move], [["c1", 3, false], 1]);
  A.pick("a");
  same([open(), A.state.marked, window.location.hash], [["f1", 1, false], ["a"], ""]);
  last().setTriggerValue("fact", "f2");
  same([open(), window.location.hash], [["f2", 1, true], "#fact=f2"]);
  last().setTriggerValue("fact", "unknown");
  same(open(), ["f2", 1, true]);
  last().setTriggerValue("close", 1);
  same(open(), ["f2", 3, false]);
  const box = window.document.querySelector("input[type=search]");
  box.value = "nothing has this";
  box.dispatchEvent(new window.Event("input"));
  same([last().data.card, window.document.querySelector(".none").hidden], [null, false]);
});
