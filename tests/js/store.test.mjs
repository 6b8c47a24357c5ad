import assert from "node:assert/strict";
import { test } from "node:test";
import { area, collection, packed, point, rest, same, startMap } from "./load.mjs";

const ISLANDS = "api/layers/islands.geojson?basis=all";
const EVENTS = "api/layers/events.geojson?basis=all";
const AEGIS = "api/layers/aegis.geojson?basis=all";
const answers = {
  [ISLANDS]: collection([area("one", [146, 44])]),
  [EVENTS]: collection([point("a", [145, 43]), point("b", [146, 44])]),
  [AEGIS]: collection([point("c", [140, 39])]),
};
const all = { bits: { islands: packed(1), events: packed(1, 1) } };

test("each layer is fetched once, an optional one when it is first asked for", async () => {
  const { A, asked, window } = await startMap({ answers, state: all });
  same(
    asked.filter((path) => path.includes("layers")),
    [ISLANDS, EVENTS],
  );
  const wanted = { ...A.state, bits: { ...all.bits, aegis: packed(1) } };
  // The second state comes while the layer is on its way, the third when it is there.
  A.apply({ ...wanted });
  A.apply({ ...wanted });
  await rest(window);
  A.apply({ ...wanted });
  await rest(window);
  same(
    asked.filter((path) => path === AEGIS),
    [AEGIS],
  );
  assert.equal(A.store.layers.get("aegis").marks[0].passing.length, 1);
});

test("a state's bits decide which marks pass", async () => {
  const { A } = await startMap({ answers, state: all });
  const passing = () => A.store.layers.get("events").marks.map((mark) => mark.passing.length);
  same(passing(), [1, 1]);
  A.apply({ ...A.state, bits: { islands: packed(1), events: packed(0, 1) } });
  same(passing(), [0, 1]);
  A.apply({ ...A.state, bits: {} });
  same(passing(), [0, 0]);
});

test("other data are fetched anew", async () => {
  const { A, asked, window } = await startMap({ answers, state: all });
  A.apply({ ...A.state, data: "other" });
  await rest(window);
  assert.equal(asked.filter((path) => path === EVENTS).length, 2);
  assert.equal(A.store.loaded, "other");
});

test("layers and words are asked for the article that is read", async () => {
  const { A, asked, window } = await startMap({ answers, state: all });
  A.read = async (path) => (asked.push(path), path.startsWith("api/messages/") ? {} : collection([]));
  A.apply({ ...A.state, data: "hash-gazette", article: "gazette" });
  await rest(window);
  assert.equal(A.store.loaded, "hash-gazette");
  assert.ok(asked.includes(EVENTS + "&article=gazette"));
  assert.ok(asked.includes("api/messages/en.json?article=gazette"));
});

test("of two articles chosen quickly the last one stands, whichever comes first", async () => {
  const { A, window } = await startMap({ answers, state: all });
  /** @type {(() => void)[]} */
  const waiting = [];
  A.read = async (path) => {
    if (path.startsWith("api/messages/")) return {};
    if (path.includes("article=slow")) {
      await new Promise((done) => {
        waiting.push(() => done(null));
      });
    }
    return path.startsWith(EVENTS) ? collection(path.includes("slow") ? [] : [point("b", [146, 44])]) : collection([]);
  };
  A.apply({ ...A.state, data: "hash-slow", article: "slow" });
  A.apply({ ...A.state, data: "hash-quick", article: "quick" });
  await rest(window);
  A.apply({ ...A.state });
  await rest(window);
  waiting.forEach((go) => go());
  await rest(window);
  assert.equal(A.store.loaded, "hash-quick");
  assert.equal(A.store.layers.get("events").features.length, 1);
});

test("marked places get a ring each, drawn anew only when something changed", async () => {
  const { A } = await startMap({ answers, state: { ...all, marked: ["a"] } });
  const { ring } = A.store;
  assert.equal(ring.getLayers().length, 1);
  A.apply({ ...A.state });
  assert.ok(A.store.ring === ring);
  A.apply({ ...A.state, marked: ["a", "b"] });
  assert.equal(A.store.ring.getLayers().length, 2);
});

test("without its data the map says so, and another try may go well", async () => {
  const { A, map, window } = await startMap({ answers: { [ISLANDS]: answers[ISLANDS] }, state: all });
  const box = map.getContainer().querySelector(".failed");
  assert.equal(A.store.loaded, null);
  A.read = async (path) => (path.startsWith("api/messages/") ? {} : answers[path] || collection([]));
  box.querySelector("button").click();
  await rest(window);
  assert.equal(A.store.loaded, "hash");
  assert.ok(!map.getContainer().querySelector(".failed"));
});

test("the map wears the theme, and tells how near it is", async () => {
  const { A, map } = await startMap({ answers, state: all });
  const { dataset, style } = map.getContainer();
  same([dataset.theme, dataset.zoom], ["light", "near"]);
  A.apply({ ...A.state, theme: "dark" });
  assert.equal(dataset.theme, "dark");
  assert.equal(style.getPropertyValue("--sea"), "#eeeeee");
  map.setZoom(6, { animate: false });
  assert.equal(dataset.zoom, "middle");
  map.setZoom(4, { animate: false });
  assert.equal(dataset.zoom, "far");
});
