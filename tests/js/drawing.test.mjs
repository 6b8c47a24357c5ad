import assert from "node:assert/strict";
import { test } from "node:test";
import { area, collection, LOOKS, openMap, packed, point, rest, same, startMap } from "./load.mjs";

const [ISLANDS, EVENTS, PLACES] = ["islands", "events", "places"].map((id) => `api/layers/${id}.geojson?basis=all`);
const near = { settings: { layers: [LOOKS.islands, LOOKS.events, LOOKS.places] } };
const label = (place, at, more) => point(place, at, { kind: "town", label_rank: 1, name_en: place, ...more });

/** A map with islands, events and names, all of which pass. */
function shown({ islands = [], events = [], places = [], state = {} }) {
  const answers = { [ISLANDS]: collection(islands), [EVENTS]: collection(events), [PLACES]: collection(places) };
  const all = (features) => packed(...features.map(() => 1));
  const bits = { islands: all(islands), events: all(events), places: all(places) };
  return startMap({ answers, state: { bits, ...state }, ...near });
}

test("a ring is never smaller than six pixels, and as much wider as it is asked to be", async () => {
  const { A, map } = await shown({});
  const ring = (radius, more) => A.shape(point("a", [147, 44.5]).geometry, more, radius).addTo(map)._radius;
  same([ring(1, {}), ring(1, { wider_px: 4 })], [6, 10]);
  assert.ok(ring(50_000, {}) > 20);
});

test("a click on a place picks it", async () => {
  const { A, picked } = await shown({ events: [point("a", [147, 44.5])] });
  A.store.marksAt("a")[0].outline.fire("click", { latlng: [44.5, 147] });
  same(picked, ["a"]);
});

test("bounds are those of a shape, or around a point what is uncertain of it", () => {
  const { A } = openMap();
  assert.equal(A.bounds(area("a", [146, 44]).geometry).toBBoxString(), "145.5,43.5,146.5,44.5");
  const wide = (radius) => {
    const bounds = A.bounds(point("a", [146, 44]).geometry, radius);
    return Math.round((bounds.getNorth() - bounds.getSouth()) * 111);
  };
  same([wide(null), wide(50_000)], [4, 100]);
});

test("one callout a place; the same one stays", async () => {
  const { A } = await shown({ events: [point("a", [147, 44.5]), point("a", [147, 44.5], { facts: ["g"] })] });
  const { callouts } = A.store.lettering;
  const [first] = callouts.values();
  assert.equal(callouts.size, 1);
  A.apply({ ...A.state });
  assert.ok([...callouts.values()][0] === first);
  A.apply({ ...A.state, bits: { events: packed(1, 0) } });
  assert.ok([...callouts.values()][0] !== first);
  A.apply({ ...A.state, bits: {} });
  assert.equal(callouts.size, 0);
});

test("an island is named once, and anew when the view of claims turns the names", async () => {
  const { A } = await shown({ islands: [area("a", [147, 44.5])] });
  const names = () => A.store.lettering.labels.map((one) => one.made.querySelector("b").textContent);
  same(names(), ["a A / a B"]);
  A.apply({ ...A.state, claims: "two" });
  same(names(), ["a B / a A"]);
});

test("the higher rank is placed first, and what would lie on it stands elsewhere or nowhere", async () => {
  const at = [147, 44.5];
  const many = Array.from({ length: 6 }, (_, i) => label("place" + i, at, { label_rank: i ? 2 : 1 }));
  const { A, map, window } = await shown({ places: many.reverse() });
  map.setZoom(8, { animate: false });
  await rest(window, 120);
  const { drawn, features } = A.store.layers.get("places").ground;
  const sides = [...drawn].map(([i, entry]) => [features[i].properties.place, entry.as.split(",")[1]]);
  assert.equal(sides[0][0], "place0");
  same([...new Set(sides.map(([, side]) => side))].sort(), sides.map(([, side]) => side).sort());
  assert.ok(sides.length < many.length);
});

test("names come by rank from a zoom on, and go with their layer", async () => {
  const { A, map, window } = await shown({
    places: [label("near", [147, 44.5], { label_rank: 5 }), label("far", [147.5, 44])],
  });
  const names = () => [...map.getContainer().querySelectorAll(".place-at .text")].map((one) => one.textContent).sort();
  await rest(window, 120);
  same(names(), ["far"]);
  map.setZoom(10, { animate: false });
  await rest(window, 120);
  assert.ok(names().includes("near"));
  map.setZoom(7, { animate: false });
  await rest(window, 120);
  A.store.drop("places");
  map.setZoom(10, { animate: false });
  await rest(window, 120);
  same(names(), []);
});

test("a name of water keeps off land, and a strait is named where it has room", async () => {
  const water = (place, at, more) => label(place, at, { kind: "sea", uncertainty_m: 60_000, ...more });
  const narrow = { kind: "strait", label_rank: 2, uncertainty_m: 10 };
  const places = [water("off", [146, 43.4]), water("inland", [147, 44.5]), water("narrow", [148, 45], narrow), water("wide", [148.6, 44], { ...narrow, uncertainty_m: 60_000 })]; // prettier-ignore
  const { A, window, map } = await shown({ islands: [area("i", [147, 44.5])], places });
  map.setZoom(8, { animate: false });
  await rest(window, 120);
  const { drawn, features } = A.store.layers.get("places").ground;
  same([...drawn.keys()].map((i) => features[i].properties.place).sort(), ["off", "wide"]);
  map.setZoom(7, { animate: false });
  await rest(window, 120);
  same([...drawn.keys()].map((i) => features[i].properties.place).sort(), ["off"]);
});

test("a line's words stand beside a free end of it, and off the map nowhere", async () => {
  const { A, map } = await shown({});
  const line = { type: "LineString", coordinates: [[147, 44.5], [147.5, 44], [148, 43.5]] }; // prettier-ignore
  const room = new A.Room(map.getSize(), null, []);
  const put = (geometry) => {
    const size = { wide: 60, tall: 16 };
    return room.put({
      own: new Set(),
      forms: [{ name: "", ...size, spots: A.besideLine(map, A.alongLine(map, geometry).flat(), size) }],
    });
  };
  const found = [put(line), put(line), put(line)].map(({ at, side }) => [at.lng.toFixed(1), at.lat.toFixed(1), side]);
  same(found, [["147.0", "44.5", "right"], ["147.0", "44.5", "left"], ["148.0", "43.5", "right"]]); // prettier-ignore
  assert.equal(put({ type: "LineString", coordinates: [[10, 10], [11, 11]] }), null); // prettier-ignore
});

test("points that fall on the same pixels are drawn once, and those outside not at all", async () => {
  const { A, map } = await shown({});
  const features = [
    point("a", [147, 44.5]),
    point("b", [147.0001, 44.5]),
    point("c", [147.5, 44.5]),
    point("far", [10, 10]),
  ];
  const points = new A.Points(LOOKS.events, features, [0, 1, 2, 3]).addTo(map);
  points.show(A.bitmap(packed(1, 1, 1, 1), 4));
  assert.equal(points.painted, 2);
  points.show(A.bitmap(packed(0, 0, 1, 1), 4));
  assert.equal(points.painted, 1);
});

test("a click near a point that shows picks the nearest", async () => {
  const { A, map, picked, L } = await shown({});
  const points = new A.Points(LOOKS.events, [point("a", [147, 44.5]), point("b", [147.05, 44.5])], [0, 1]).addTo(map);
  points.show(A.bitmap(packed(1, 1), 2));
  map.fire("click", { latlng: L.latLng(44.5, 147.04) });
  map.fire("click", { latlng: L.latLng(40, 150) });
  points.show(A.bitmap(packed(1, 0), 2));
  map.fire("click", { latlng: L.latLng(44.5, 147.01) });
  same(picked, ["b", "a"]);
});

test("the legend names what is in view, and nothing else", async () => {
  const { A, map } = await shown({ islands: [area("i", [147, 44.5])], events: [point("a", [147, 44.5])] });
  const rows = () => A.legendRows(A.store).map(([, text]) => text);
  const before = rows();
  assert.ok(before.length >= 2);
  map.setView([10, 10], 7, { animate: false });
  same(rows(), []);
  map.setView([44.5, 147], 7, { animate: false });
  same(rows(), before);
  A.apply({ ...A.state, marked: ["a"] });
  assert.equal(rows().at(-1), A.say("map.selected"));
});

test("a line shows in the views that have it, a step in its period", () => {
  const { A, map } = openGround();
  const ground = new A.ReferenceLayer(LOOKS.lines, [{ ...point("l", [1, 1]), id: "l" }]);
  const told = (state, bit = 1) => {
    Object.assign(A.state, { claims: "both", period: null }, state);
    ground.show(map, [bit]);
    return ground.inLegend().map(([, symbol, name]) => [symbol, name]);
  };
  same(told({}), [["claimed", A.say("party.one")]]);
  same(told({ claims: "two" }), []);
  same(told({}, 0), []);
  same(told({ period: "then" }), [["outline", ""]]);
  same(told({ period: "later" }), []);
});

function openGround() {
  const ways = {
    claims: { both: { lines: { l: ["claimed", "one"] } }, two: {} },
    periods: { then: { lines: { l: ["outline", ""] } }, later: {} },
  };
  const { A, L, window } = openMap({ settings: { ways } });
  A.words = { ...A.words, "party.one": "One" };
  const map = L.map(window.document.body.appendChild(window.document.createElement("div")), {
    center: [1, 1],
    zoom: 7,
    zoomAnimation: false,
  });
  for (const name of Object.keys(A.settings.levels)) map.createPane(name);
  return { A, map };
}

test("what other sources add is marked once a place, as long as one of it passes", async () => {
  const others = { basis: "context", states: ["planned"], earliest: "2019-01-01" };
  const { A } = await shown({
    events: [point("a", [147, 44.5], others), point("a", [147, 44.5], { ...others, facts: ["g"] })],
  });
  const mark = A.store.context.get("a");
  same([A.store.context.size, mark.passing.length, mark.symbol], [1, 2, "others"]);
  A.apply({ ...A.state, bits: {} });
  assert.equal(mark.drawn, null);
});

test("the first rule that fits all that pass gives the symbol; nothing passing has none", () => {
  const { A } = openMap();
  const { rules } = LOOKS.events;
  const symbol = (shape, ...states) => A.symbolOf(rules, shape, states);
  same(
    [
      symbol("area", []),
      symbol("point", []),
      symbol("area", ["planned"]),
      symbol("area", ["planned"], []),
      symbol("area", ["planned"], ["withdrawn"]),
      symbol("area"),
    ],
    ["outline", "ring", "planned", "outline", "ended", null],
  );
});

test("finer land takes the place of coarser, and the finest is asked for when it can be seen", async () => {
  const { A, map, asked, window } = await shown({});
  const land = () => asked.filter((path) => path.startsWith("api/land/"));
  same(Object.keys(A.store.land.shown), ["overview", "medium"]);
  same(land().length, 2);
  for (const zoom of [9, 10]) map.setZoom(zoom, { animate: false });
  await rest(window);
  same(land().slice(2), ["api/land/land_detail.geojson"]);
});

test("online tiles hide the land only once one is there, and the land comes back without them", async () => {
  const { A, map } = await shown({});
  const pane = map.getPane("land");
  A.apply({ ...A.state, basemap: "online" });
  assert.equal(pane.style.opacity, "");
  A.store.land.online.fire("tileload");
  assert.equal(pane.style.opacity, "0");
  A.apply({ ...A.state, basemap: "land" });
  same([pane.style.opacity, A.store.land.online], ["1", null]);
});

test("the inset counts what shows at each bookmark, and a click goes there", async () => {
  const bookmarks = [["all", ["a"]], ["kunashir", ["a"]], ["nowhere", ["x"]]]; // prettier-ignore
  const { A, map, window } = await shown({ events: [point("a", [147, 44.5])], state: { bookmarks } });
  window.Streamlit = { setComponentValue() {} };
  const box = map.getContainer();
  same(
    [...box.querySelectorAll(".inset .pin")].map((pin) => pin.textContent),
    ["1"],
  );
  assert.equal(box.querySelectorAll(".chip").length, 3);
  const gone = [];
  A.store.camera.visit = (places) => gone.push(places);
  box.querySelector(".pin").click();
  same(gone, [["a"]]);
  const frame = box.querySelector(".inset .window");
  const wide = () => Number(frame.getAttribute("width"));
  const before = wide();
  map.setZoom(6, { animate: false });
  assert.ok(wide() > before);
});

test("the legend folds and unfolds", async () => {
  const { map } = await shown({ events: [point("a", [147, 44.5])] });
  const box = map.getContainer();
  assert.ok(box.querySelector(".legend .row"));
  box.querySelector(".legend-head").click();
  same([Boolean(box.querySelector(".legend .row")), box.querySelector(".legend-head").getAttribute("aria-expanded")], [false, "false"]); // prettier-ignore
});
