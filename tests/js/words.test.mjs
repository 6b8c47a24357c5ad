import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { openMap, same } from "./load.mjs";

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

test("measured numbers read as the server writes them", async () => {
  const { A } = openMap();
  const cases = JSON.parse(await readFile(new URL("../cases/figures.json", import.meta.url), "utf-8"));
  for (const [value, text] of cases) assert.equal(A.figure(value), text);
});

test("a distance is in metres below one kilometre, in kilometres from there on", () => {
  const { A } = openMap();
  A.words = { "map.distance": "{km} km", "map.height": "{m} m" };
  assert.equal(A.distance(250), "250 m");
  assert.equal(A.distance(1260), "1.3 km");
  assert.equal(A.distance(12_400), "12 km");
});
