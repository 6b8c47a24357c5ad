import assert from "node:assert/strict";
import { test } from "node:test";
import { drawComponent, same, WORDS } from "./load.mjs";

const SCRIPTS = ["web/lists/elements.js", "web/lists/facts-card.js", "web/lists/facts.js"];
const SOURCE = { publisher: "Agency", title: "A report", date: "2018", url: "https://example.org/a", warning: null };
const WORDS_OF = Object.fromEntries(
  Object.entries(WORDS)
    .filter(([key, text]) => key.startsWith("card.") && typeof text === "string")
    .map(([key, text]) => [key.slice(5), text]),
);

function fact(id, more = {}) {
  const texts = { paragraph: "P1", statement: "Statement " + id, who: "Somebody", date: "2018", topic: "treaty" };
  const labels = { topic_label: "Treaty", evidence: "supported", evidence_label: "Supported", modality_label: "Said" };
  return { id, basis: "article", later: null, mapped: true, ...texts, ...labels, ...more };
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
    words: WORDS_OF,
    ...more,
  };
}

const draw = (page) => drawComponent(SCRIPTS, "drawFacts", "facts", page);

test("a row opens its fact, and the open one says so", () => {
  const { root, show, sent } = draw();
  show(data({ card: card("b") }));
  const rows = [...root.querySelectorAll(".row")];
  same(rows.map((row) => [row.dataset.fact, row.getAttribute("aria-current")]), [["a", null], ["b", "true"]]); // prettier-ignore
  rows[0].click();
  same(sent, [["fact", "a"]]);
  same(rows.map((row) => row.querySelectorAll(".unmapped").length), [0, 1]); // prettier-ignore
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
  show(data({ card: card("x", { basis: "context", standing: "Confirmed", bears_on: [bears] }) }));
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
  root.querySelector(".row[data-fact=b]").focus();
  root.querySelector(".list").scrollTop = 30;
  show(data());
  assert.ok(window.document.activeElement === root.querySelector(".row[data-fact=b]"));
  assert.equal(root.querySelector(".list").scrollTop, 30);
});

test("a folded sheet stays folded", () => {
  const { root, show, window } = draw();
  const sections = [{ title: "Size", lines: [{ text: "T", note: "N", sources: [] }] }];
  const one = data({ heading: { ...data().heading, sections } });
  show(one);
  const sheet = root.querySelector(".sheet");
  assert.equal(sheet.open, true);
  sheet.open = false;
  sheet.dispatchEvent(new window.Event("toggle"));
  show(one);
  assert.equal(root.querySelector(".sheet").open, false);
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
