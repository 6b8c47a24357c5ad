import assert from "node:assert/strict";
import { test } from "node:test";
import { drawComponent, same, WORDS } from "./load.mjs";

const PARTS = ["facts-card", "facts-heading", "facts-list", "facts-table", "facts"];
const SCRIPTS = ["elements", "links", "acts", ...PARTS].map((name) => `web/lists/${name}.js`);
const SOURCE = {
  publisher: "Agency",
  title: "A report",
  date: "2018",
  language: "en",
  url: "https://example.org/a",
  warning: null,
};
const WORDS_OF = Object.fromEntries(
  Object.entries(WORDS)
    .filter(([key, text]) => key.startsWith("card.") && typeof text === "string")
    .map(([key, text]) => [key.slice(5), text]),
);

function fact(id, more = {}) {
  const texts = { paragraph: "P1", statement: "Statement " + id, who: "Somebody", date: "2018", topic: "treaty" };
  const labels = { topic_label: "Treaty", evidence: "supported", evidence_label: "Supported", modality_label: "Said" };
  const line = { origin: "P1", where: "Nagato", cited: "Agency, 2018" };
  return { id, basis: "article", later: null, mapped: true, ...texts, ...labels, ...line, ...more };
}

function card(id, more = {}) {
  const none = {
    lifecycle_label: null,
    anchor: null,
    standing: null,
    standing_note: null,
    date_note: null,
    note: null,
  };
  const lists = { sources: [SOURCE], bears_on: [], places: [], incoming: [], beside: [], open: [] };
  return { ...fact(id), ...none, ...lists, actors: "", link: "?fact=" + id, ...more };
}

function data(more = {}) {
  const heading = { text: "Facts", own: null, note: null, sections: [], close: null, link: null };
  const items = [fact("a"), fact("b", { mapped: false })];
  return {
    heading,
    card: null,
    outside: null,
    items,
    first: 0,
    total: 2,
    page: 50,
    range: "1 to 2",
    printed: [],
    unprinted: null,
    table: null,
    words: WORDS_OF,
    ...more,
  };
}

const draw = (page) => drawComponent(SCRIPTS, "drawFacts", "facts", page);

const rowsOf = (root) => [...root.querySelectorAll(".row")];

test("a row opens its fact in its own place, says so at once, and folds it again", () => {
  const { root, show, sent } = draw();
  show(data({ items: [fact("a"), fact("b"), fact("c", { mapped: false })], card: card("b") }));
  same(rowsOf(root).map((row) => [row.dataset.fact, row.getAttribute("aria-expanded")]), [["a", "false"], ["b", "true"], ["c", "false"]]); // prettier-ignore
  const entries = [...root.querySelectorAll(".rows > li")];
  same(entries.map((entry) => entry.querySelectorAll(".card").length), [0, 1, 0]); // prettier-ignore
  assert.equal(root.querySelector(".card").dataset.fact, "b");
  same(rowsOf(root).map((row) => row.querySelectorAll(".unmapped").length), [0, 0, 1]); // prettier-ignore
  rowsOf(root)[0].click();
  assert.equal(rowsOf(root)[0].getAttribute("aria-expanded"), "true");
  rowsOf(root)[1].click();
  same(sent, [["fact", "a"], ["fold", "b"]]); // prettier-ignore
});

test("a chosen fact that is not listed stands on top with the reason, and no row is doubled", () => {
  const { root, show } = draw();
  show(data({ card: card("x"), outside: "It does not pass." }));
  const [first, second] = root.querySelector(".list").children;
  same([first.dataset.fact, second.className], ["x", "rows"]);
  assert.match(first.textContent, /It does not pass\./);
  show(data({ card: card("x") }));
  assert.ok(!root.querySelector(".card"), "the card of a fact on another page");
});

test("headings go down by one from the list's to a card's and its parts", () => {
  const { root, show } = draw();
  const sections = [{ title: "Size", lines: [{ text: "T", note: null, sources: [] }] }];
  show(data({ card: card("a"), heading: { ...data().heading, sections } }));
  const levels = [...root.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((node) => Number(node.tagName[1]));
  assert.equal(levels[0], 2);
  levels.forEach((level, i) => assert.ok(i === 0 || level <= levels[i - 1] + 1, levels.join()));
});

test("what passes is said aloud by a line that stays, and only where it changed", () => {
  const { root, show } = draw();
  const said = (status) => data({ heading: { ...data().heading, status } });
  show(said("2 of 2 facts"));
  const line = root.querySelector("[role=status]");
  show(said("1 of 2 facts"));
  assert.ok(line === root.querySelector("[role=status]"));
  assert.equal(line.textContent, "1 of 2 facts");
});

test("only http and https become links, and a text is never read as HTML", () => {
  const { root, show } = draw();
  const bad = { ...SOURCE, title: "<img src=x>", url: ["javascript", "alert(1)"].join(":") };
  show(data({ card: card("a", { sources: [bad], statement: "<script>x</script>" }) }));
  assert.equal(root.querySelectorAll(".cite a, img, script").length, 0);
  assert.match(root.querySelector(".card").textContent, /<img src=x>.*/);
  show(data({ card: card("a") }));
  const link = root.querySelector(".cite a");
  same([link.href, link.rel], ["https://example.org/a", "noopener noreferrer"]);
});

test("a card of the article tells what others say, one of another source what it bears on", () => {
  const { root, show, sent } = draw();
  const incoming = {
    id: "c",
    kind: "supports",
    label: "Supports",
    statement: "S",
    date: "2019",
    later: "Later",
    note: null,
  };
  const entry = { ...incoming, standing: "Confirmed", sources: [SOURCE] };
  show(
    data({ card: card("a", { incoming: [entry], open: [{ missing: "M", filled: [{ id: "d", statement: "D" }] }] }) }),
  );
  root.querySelectorAll(".card button.open:not(.copy)").forEach((button) => button.click());
  same(sent, [["fact", "c"], ["fact", "d"]]); // prettier-ignore
  assert.equal(root.querySelector(".incoming .later").textContent, "Later");
  const bears = { id: "a", kind: "supports", label: "Supports", statement: "S", note: null };
  const other = card("x", { basis: "context", standing: "Confirmed", bears_on: [bears] });
  show(data({ items: [other], card: other }));
  assert.match(root.querySelector(".card").textContent, new RegExp(WORDS_OF.bears_on));
  assert.ok(!root.querySelector(".evidence.card"));
});

test("those who differ stand in one column each", () => {
  const { root, show } = draw();
  const position = { who: "One", says: "Ours", date: null, sources: [SOURCE] };
  const beside = [{ matter: "Whose", positions: [position, { ...position, who: "Two" }], shown_as: "Both" }];
  show(data({ card: card("a", { beside }) }));
  same(
    [...root.querySelectorAll(".position b")].map((node) => node.textContent),
    ["One", "Two"],
  );
});

test("pages are turned by as many as a page holds, and not past the ends", () => {
  const { root, show, sent } = draw();
  show(data({ first: 50, total: 120 }));
  const [back, on] = root.querySelectorAll(".pager button");
  back.click();
  on.click();
  same(sent, [["row", 0], ["row", 100]]); // prettier-ignore
  show(data({ first: 100, total: 120 }));
  same(
    [...root.querySelectorAll(".pager button")].map((one) => one.disabled),
    [false, true],
  );
  show(data({ total: 50 }));
  assert.ok(!root.querySelector(".pager"));
});

test("what is drawn anew keeps the keyboard and the scroll", () => {
  const { root, show, window } = draw();
  show(data());
  const focused = () => window.document.activeElement;
  root.querySelector(".row[data-fact=b]").focus();
  root.querySelector(".list").scrollTop = 30;
  show(data());
  assert.ok(focused() === root.querySelector(".row[data-fact=b]"));
  assert.equal(root.querySelector(".list").scrollTop, 30);
  // The row that is opened keeps the keyboard; a button in a card that is gone hands it to the card that opened.
  show(
    data({
      card: card("b", { bears_on: [{ id: "a", kind: "k", label: "L", statement: "S", note: null }], basis: "context" }),
    }),
  );
  assert.ok(focused() === root.querySelector(".card .row"));
  root.querySelector(".card .open").focus();
  show(data({ card: card("a") }));
  assert.ok(focused() === root.querySelector(".card[data-fact=a] .row"));
  root.querySelector(".card .copy, .permalink").focus();
  show(data({ items: [], total: 0 }));
  assert.ok(focused() === root.querySelector("h2"));
});

test("a sheet lies folded over the facts, stays as the reader wants it, and is open where there are none", () => {
  const { root, show, window } = draw();
  const sections = [{ title: "Size", lines: [{ text: "T", note: "N", sources: [] }] }];
  const one = data({ heading: { ...data().heading, sections } });
  show(one);
  const open = () => root.querySelector(".sheet").open;
  assert.equal(open(), false);
  for (const wanted of [true, false]) {
    root.querySelector(".sheet").open = wanted;
    root.querySelector(".sheet").dispatchEvent(new window.Event("toggle"));
    show(one);
    assert.equal(open(), wanted);
  }
  const other = draw();
  other.show({ ...one, items: [], total: 0 });
  assert.equal(other.root.querySelector(".sheet").open, true);
});

test("a link of ours holds where the map looks now", () => {
  const { window } = draw({ url: "https://atlas.test/page?lat=44.1&zoom=8&q=x" });
  const whole = (href) => window.eval("wholeLink")(href);
  assert.equal(whole("?fact=a,b&lon=3"), "https://atlas.test/page?fact=a,b&lat=44.1&zoom=8");
});

test("without its root a component says which it misses", () => {
  const { window } = draw();
  assert.throws(() => window.eval("rootOf")(window.document.body, "nothing"), /no \.nothing/);
});

const COLUMNS = ["origin", "date", "statement", "who", "where", "topic_label", "evidence_label"];
const table = (column, down) => ({
  columns: COLUMNS.map((id) => ({ id, label: "The " + id })),
  sort: { column, down },
});

test("a table has a header a column, says how it is sorted, and asks for another order by what is wanted", () => {
  const { root, show, sent } = draw();
  show(data({ table: table("date", true) }));
  const heads = [...root.querySelectorAll("thead th")];
  same(heads.map((head) => head.getAttribute("aria-sort")), ["none", "descending", "none", "none", "none", "none", "none"]); // prettier-ignore
  assert.ok(heads.every((head) => head.scope === "col" && head.querySelector("button")));
  heads.slice(0, 2).forEach((head) => head.querySelector("button").click());
  same(sent.map(([name, { column, down }]) => [name, column, down]), [["sort", "origin", false], ["sort", "date", false]]); // prettier-ignore
  show(data({ table: table("origin", false) }));
  root.querySelector("thead button").click();
  same([sent[2][1].column, sent[2][1].down], ["origin", true]);
});

test("a table's row opens its card under it, by its button and by a click beside it; each cell is there", () => {
  const { root, show, sent } = draw();
  show(data({ table: table("origin", false), items: [fact("a"), fact("b", { where: "" })], card: card("a") }));
  const lines = [...root.querySelectorAll("tbody tr")];
  same(lines.map((line) => line.className), ["article", "opened", "article"]); // prettier-ignore
  assert.equal(lines[1].querySelector("td").colSpan, COLUMNS.length);
  same([lines[0].children.length, lines[2].querySelector(".where").textContent], [COLUMNS.length, "–"]);
  lines[2].querySelector("td.who").click();
  lines[0].querySelector("button.row").click();
  same(sent, [["fact", "b"], ["fold", "a"]]); // prettier-ignore
});

test("every run of another language says which it is, and a source's title is of its own", () => {
  const { root, show } = draw();
  const titled = { ...SOURCE, title: "北方領土 и Курилы", language: "ja" };
  const own = "国後島 (Kunashiri-tō) · Кунашир (Kunashir)";
  const line = { text: "Ainu name: キナシㇼ.", note: null, sources: [titled], name: "キナシㇼ", language: "ain" };
  const heading = { ...data().heading, own, sections: [{ title: "Names", lines: [line] }] };
  show(data({ heading, card: card("a", { sources: [titled], note: "The town of Южно-Курильск" }) }));
  const spoken = [...root.querySelectorAll("[lang]")].map((node) => [node.lang, node.textContent]);
  for (const run of [
    ["ja", "国後島"],
    ["ru", "Кунашир"],
    ["ain", "キナシㇼ"],
    ["ja", titled.title],
    ["ru", "Южно-Курильск"],
  ]) {
    assert.ok(
      spoken.some(([lang, text]) => lang === run[0] && text === run[1]),
      run.join(" "),
    );
  }
  assert.equal(root.querySelector(".heading .quiet").textContent, own);
});

test("an opened card comes into sight within its list, where its row stood", () => {
  const { root, show, window } = draw();
  let heights = {};
  window.Element.prototype.getBoundingClientRect = function () {
    const list = this.closest(".list");
    const key = this.classList.contains("list") ? "list" : (this.dataset.fact ?? "other");
    const [top, height] = heights[key] || [0, 0];
    const shift = key === "list" ? 0 : list?.scrollTop || 0;
    return { top: top - shift, bottom: top + height - shift };
  };
  Object.defineProperty(window.HTMLElement.prototype, "scrollHeight", { configurable: true, get: () => 2000 });
  heights = { list: [0, 500], a: [0, 300], b: [400, 60] };
  show(data({ card: card("a") }));
  // The card above folds: the row that was at 400 is at 160 now, and its card, 500 high, begins at the list's top.
  const rows = window.HTMLElement.prototype.getBoundingClientRect;
  const stub = function () {
    if (this.isConnected && root.querySelector(".card")?.dataset.fact === "b") {
      heights = { list: [0, 500], b: [160, 700] };
    }
    return rows.call(this);
  };
  window.Element.prototype.getBoundingClientRect = stub;
  show(data({ card: card("b") }));
  assert.equal(root.querySelector(".list").scrollTop, 160);
});

test("a printed page has what stands on other pages, and says what it leaves out", () => {
  const { root, show } = draw();
  show(data({ printed: [{ statement: "Third", said: "Somebody · 2018", cited: "Agency" }], unprinted: "7 more" }));
  same([...root.querySelectorAll(".printed li")].map((line) => line.textContent), ["ThirdSomebody · 2018Agency", "7 more"]); // prettier-ignore
  same([...root.querySelectorAll(".rows .print")].map((line) => line.textContent), ["Agency, 2018", "Agency, 2018"]); // prettier-ignore
});

test("an act is sent until the page has seen it, with all before it that it has not seen, and an answered one no more", async () => {
  const waiting = [];
  const { window, root, show, sent } = draw();
  window.setTimeout = (act, ms) => waiting.push([act, ms]);
  window.clearTimeout = (timer) => (waiting[timer - 1] = null);
  const again = () => {
    const next = waiting.findLast(Boolean);
    waiting.length = 0;
    next?.[0]();
    return next?.[1];
  };
  const acts = () =>
    sent.map(([name, act]) => [name, act.number, act.acts.map((one) => [one.number, one.name, one.value])]);
  show(data({ seen: 4 }));
  rowsOf(root)[0].click();
  rowsOf(root)[1].click();
  const [first, second] = [[5, "fact", "a"], [6, "fact", "b"]]; // prettier-ignore
  same(acts(), [["act", 5, [first]], ["act", 6, [first, second]]]); // prettier-ignore
  assert.ok(again() > 0);
  same(acts().at(-1), ["act", 6, [first, second]]);
  // The page has seen the first alone: both go on being sent.
  show(data({ seen: 5 }));
  again();
  same(acts().at(-1), ["act", 6, [first, second]]);
  show(data({ seen: 6 }));
  const n = sent.length;
  again();
  assert.equal(sent.length, n);
  rowsOf(root)[0].click();
  same(acts().at(-1), ["act", 7, [[7, "fact", "a"]]]);
  window.eval("var drawn = 0; redraws.set(document.querySelector('.facts'), () => (drawn += 1))");
  let most = 0;
  while (again()) most += 1;
  assert.ok(most > 3 && most < 12, "a server that never answers is left alone");
  // What is given up counts no more: the page's own word is drawn, and the act is not sent with the next one.
  assert.equal(window.eval("drawn"), 1);
  // An act that takes the list away is not sent into nothing.
  rowsOf(root)[0].click();
  same(acts().at(-1), ["act", 8, [[8, "fact", "a"]]]);
  const told = sent.length;
  root.remove();
  again();
  assert.equal(sent.length, told);
});
