import assert from "node:assert/strict";
import { test } from "node:test";
import { LOOKS, openMap, same } from "./load.mjs";

test("a text's values stand in their marks, and an unknown mark or key stays", () => {
  const { A } = openMap();
  A.words = { greeting: "{n} of {total}, {other}" };
  assert.equal(A.say("greeting", { n: 0, total: 3 }), "0 of 3, {other}");
  assert.equal(A.say("nothing"), "nothing");
});

test("the form of a text follows the language's rules for numbers", () => {
  const { A } = openMap();
  A.words = { facts: { one: "{n} fact", few: "{n} facts, few", other: "{n} facts" } };
  same(
    [0, 1, 2].map((n) => A.say("facts", { n })),
    ["0 facts", "1 fact", "2 facts"],
  );
  A.language = "ru";
  same(
    [1, 2, 5].map((n) => A.say("facts", { n })),
    ["1 fact", "2 facts, few", "5 facts"],
  );
});

test("a text is a text, whatever stands in it", () => {
  const { A } = openMap();
  const made = A.button("x", "<img src=x>", "<b>", () => {});
  assert.equal(made.childElementCount, 0);
  assert.equal(made.textContent, "<img src=x>");
  assert.equal(A.node("div", "", 0).textContent, "0");
  assert.equal(A.node("div", "", null).childNodes.length, 0);
});

test("a button's click stays its own", () => {
  const { A, window } = openMap();
  const done = [];
  const made = A.button("x", "x", null, () => done.push("own"));
  window.document.body.append(made);
  window.document.body.addEventListener("click", () => done.push("page's"));
  made.click();
  same(done, ["own"]);
});

test("colours follow the theme", () => {
  const { A } = openMap();
  A.theme = "dark";
  assert.equal(A.ink({ light: "#fff", dark: "#000" }), "#000");
  A.theme = "light";
  assert.equal(A.ink({ light: "#fff", dark: "#000" }), "#fff");
});

test("a plan's symbol is dashed and empty", () => {
  const { A } = openMap();
  const dashes = (planned) =>
    A.symbol(LOOKS.events, planned).querySelector("rect, circle, path").getAttribute("stroke-dasharray");
  assert.ok(dashes(true));
  assert.equal(dashes(false), null);
});

test("a distance is in kilometres with at most one decimal", () => {
  const { A } = openMap();
  A.words = { "map.distance": "{km} km" };
  assert.equal(A.distance(1250), "1.3 km");
  assert.equal(A.distance(12_000), "12 km");
});
