import assert from "node:assert/strict";
import { test } from "node:test";
import { area, collection, LOOKS, openMap, packed, point, same } from "./load.mjs";

function layers(state) {
  const { A, L, window } = openMap({ state });
  const map = L.map(window.document.body, { center: [44.5, 147], zoom: 7, zoomAnimation: false });
  for (const name of ["marks", "rims", "islands", "context"]) map.createPane(name);
  const made = new A.Layers(map);
  A.store = made;
  return { A, L, map, made };
}

test("bits come out as they were packed, also past a whole byte", () => {
  const { A } = openMap();
  const bits = [1, 0, 1, 1, 0, 0, 0, 1, 0, 1];
  same([...A.bitmap(packed(...bits), bits.length)], bits);
  same([...A.bitmap("", 3)], [0, 0, 0]);
});

test("features are gathered by place, and those without a shape by none", () => {
  const { A } = openMap();
  const features = [point("a", [145, 43]), point("b", [146, 44]), point("a", [145, 43])];
  features.push({ ...point("c", [1, 1]), geometry: null });
  same([...A.byPlace(features)], [["a", [0, 2]], ["b", [1]]]); // prettier-ignore
  same([...A.byPlace(features, (one) => one.properties.place === "b").keys()], ["b"]);
});

test("a place has one mark a layer, and what other sources add stands beside it", () => {
  const { made } = layers();
  const others = { basis: "context" };
  made.build(LOOKS.events, collection([point("a", [145, 43]), point("a", [145, 43]), point("b", [146, 44], others)]));
  same(
    made.layers.get("events").marks.map((mark) => mark.place),
    ["a"],
  );
  same([...made.context.keys()], ["b"]);
  assert.equal(made.marksAt("a").length, 1);
  assert.equal(made.marksAt("b").length, 0);
  made.clear();
  same([made.layers.size, made.context.size], [0, 0]);
});

test("many points of a layer share one canvas", () => {
  const { made } = layers();
  const many = Array.from({ length: 601 }, (_, i) => point("p" + i, [145 + i / 1000, 43]));
  made.build(LOOKS.events, collection([...many, area("x", [147, 44])]));
  const { marks, points } = made.layers.get("events");
  same(
    marks.map((mark) => mark.place),
    ["x"],
  );
  assert.equal(points.indices.length, 601);
  made.build(LOOKS.events, collection(many.slice(0, 600)));
  assert.equal(made.layers.get("events").points, null);
});

test("a group's shapes are its own, else those of its parts", () => {
  const { made } = layers();
  made.build(
    LOOKS.islands,
    collection([area("one", [146, 44], { part_of: "both" }), area("two", [148, 45], { part_of: "both" })]),
  );
  assert.equal(made.shapesOf("both").length, 2);
  assert.equal(made.shapesOf("one").length, 1);
  same(made.shapesOf("nowhere"), []);
  assert.equal(made.hasParts("both"), true);
  assert.equal(made.hasParts("one"), false);
  assert.equal(made.boundsOf(["both"]).toBBoxString(), "145.5,43.5,148.5,45.5");
  assert.equal(made.boundsOf(["nowhere"]), null);
});

test("the bounds of some places leave the measured bounds of each as they are", () => {
  const { made } = layers();
  made.build(LOOKS.islands, collection([area("one", [146, 44]), area("two", [148, 45])]));
  const alone = made.boundsOf(["one"]).toBBoxString();
  made.boundsOf(["one", "two"]);
  assert.equal(made.boundsOf(["one"]).toBBoxString(), alone);
});

test("facts are counted once, only where they pass, and no less than the islands' own count", () => {
  const { A, made } = layers({ counts: { a: 0, b: 5 } });
  const one = { facts: ["f"] };
  made.build(LOOKS.events, collection([point("a", [145, 43], one), point("b", [146, 44], one), point("a", [145, 43])]));
  made.layers.get("events").bits = A.bitmap(packed(1, 1, 0), 3);
  assert.equal(made.countAt(["a"]), 1);
  assert.equal(made.countAt(["a", "b"]), 5);
});

test("the inset draws islands, and no chain of them", () => {
  const { made } = layers();
  made.build(LOOKS.islands, collection([area("one", [146, 44]), area("chain", [147, 45], { kind: "archipelago" })]));
  assert.equal(made.islandShapes().length, 1);
});
