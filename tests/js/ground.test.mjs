// The ground under the map: what is asked for and when, how much of it shows, and that the map does without it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { LOOKS, WORDS, area, collection, openMap, packed, rest, same } from "./load.mjs";

const BOUNDS = [125, 30, 165, 62];
const image = (name, theme) => [name, { url: `assets/x/ground/${name}-${theme}.webp`, bounds: BOUNDS }];
const GROUND = {
  window: BOUNDS,
  isobaths: "assets/x/ground/isobaths.geojson",
  images: Object.fromEntries(
    ["light", "dark"].map((theme) => [
      theme,
      Object.fromEntries(["far", "sea", "land"].map((name) => image(name, theme))),
    ]),
  ),
};
const LINES = collection([
  { type: "Feature", properties: { depth_m: 200 }, geometry: { type: "MultiLineString", coordinates: [[[130, 40], [131, 41]]] } }, // prettier-ignore
]);

/** A map on which images come at once, or not at all. */
async function started({ images = true, ground = GROUND, state = {}, zoom = 7 } = {}) {
  const bits = { islands: packed(1) };
  const { window, A, L } = openMap({ settings: { ground, layers: [LOOKS.islands] }, state: { bits, ...state } });
  const asked = [];
  window.Image = class {
    constructor() {
      Object.assign(this, { naturalWidth: 400, naturalHeight: 400, width: 400, height: 400 });
    }
    async decode() {
      asked.push(this.src);
      if (!images) throw new Error("gone");
    }
  };
  A.read = async (path) => {
    asked.push(path);
    if (path.startsWith("api/messages/")) return WORDS;
    if (path.startsWith("api/layers/")) return collection([area("a", [147, 44.5])]);
    return path.endsWith("isobaths.geojson") ? LINES : collection([area("x", [140, 50])]);
  };
  const map = L.map(window.document.body.appendChild(window.document.createElement("div")), {
    center: [44.5, 147],
    zoom,
    zoomControl: false,
    zoomAnimation: false,
    fadeAnimation: false,
  });
  A.start(map, A.settings);
  A.apply(A.state);
  await rest(window);
  return { window, A, map, asked, land: A.store.land, box: map.getContainer() };
}

const painted = (layer) => layer.getLayers()[0].options;

test("images and isobaths are asked for after everything else, those of the theme alone", async () => {
  const { asked } = await started();
  const first = asked.findIndex((path) => path.includes("/ground/"));
  assert.ok(first > 0);
  assert.ok(asked.slice(first).every((path) => path.includes("/ground/")));
  same(asked.slice(first).length, 4);
  assert.ok(asked.every((path) => !path.includes("dark")));
});

test("land and islands are filled with the relief, and the sources are credited once", async () => {
  const { land, box, A } = await started();
  assert.equal(painted(land.shown.medium).fillColor, land.ground.land);
  assert.equal(typeof land.ground.land, "object");
  assert.equal(painted(land.islands).fillColor, land.ground.land);
  same([Object.keys(land.ground.seas), box.classList.contains("relief")], [["far", "sea"], true]);
  A.apply({ ...A.state, theme: "dark" });
  await rest(A.store.map.getContainer().ownerDocument.defaultView);
  assert.equal(box.querySelectorAll(".credit .of-ground").length, 1);
});

test("without the images the land is plain, and nothing is credited", async () => {
  for (const how of [{ images: false }, { ground: null }]) {
    const { land, box, A } = await started(how);
    assert.equal(painted(land.shown.medium).fillColor, A.ink(A.settings.inks.land));
    same([land.ground.land, land.ground.seas, box.querySelector(".of-ground")], [null, {}, null]);
    assert.ok(!box.classList.contains("relief"));
    assert.equal(box.dataset.ready, "yes");
  }
});

test("another theme asks for its own images once, and is plain until they come", async () => {
  const { window, A, asked, land } = await started();
  const before = land.ground.land;
  for (const theme of ["dark", "light", "dark"]) {
    A.apply({ ...A.state, theme });
    assert.equal(land.ground.land, null);
    await rest(window);
    assert.equal(typeof land.ground.land, "object");
  }
  assert.notEqual(land.ground.land, before);
  same(asked.filter((path) => path.includes("-dark")).length, 3);
  same(asked.filter((path) => path.includes("-light")).length, 3);
});

test("a theme left before its images came shows nothing of it", async () => {
  const { window, A, land } = await started();
  A.apply({ ...A.state, theme: "dark" });
  A.apply({ ...A.state, theme: "light" });
  await rest(window);
  assert.equal(land.ground.mixed.split(",")[0], "light");
});

test("nearer the ground turns into a wash, and under a period it rests", async () => {
  const { A, map, land } = await started();
  const deep = () => land.ground.seas.sea.options.fillOpacity;
  const lines = () => land.ground.isobaths.getLayers()[0].options.opacity;
  same([deep(), lines() > 0], [1, true]);
  A.apply({ ...A.state, period: "then" });
  same([deep(), land.ground.mixed.endsWith(",0.5")], [0.5, true]);
  A.apply({ ...A.state, period: null });
  map.setZoom(12, { animate: false });
  assert.ok(deep() < 0.5 && deep() > 0.3);
  same([lines(), land.ground.mixed.endsWith(",0")], [0, true]);
});

test("how much shows goes evenly from step to step, and ends at both ends", () => {
  const { A } = openMap();
  const steps = [[7, 1], [8, 0.6], [10, 0]]; // prettier-ignore
  same(
    [3, 7, 7.5, 8, 9, 10, 13].map((zoom) => Math.round(1000 * A.between(zoom, steps)) / 1000),
    [1, 1, 0.8, 0.6, 0.3, 0, 0],
  );
});

test("paint lies where its corners are at every zoom", async () => {
  const { map, land } = await started();
  for (const zoom of [4, 6.5, 9, 12]) {
    map.setZoom(zoom, { animate: false });
    const { pattern, picture, corners } = land.ground.paints.sea;
    const [from, to] = corners.map((corner) => map.latLngToLayerPoint(corner));
    const { a, d, e, f } = pattern.matrix;
    same([e, f, Math.round(e + a * picture.width), Math.round(f + d * picture.height)], [from.x, from.y, to.x, to.y]);
  }
});

test("online tiles hide the ground with the land, and it comes back", async () => {
  const { A, map, land, box } = await started();
  A.apply({ ...A.state, basemap: "online" });
  const opacity = () => ["ground", "isobaths", "land"].map((name) => map.getPane(name).style.opacity);
  land.online.fire("tileload");
  same([opacity(), box.classList.contains("relief")], [["0", "0", "0"], false]);
  A.apply({ ...A.state, basemap: "land" });
  same([opacity(), box.classList.contains("relief")], [["1", "1", "1"], true]);
});

test("where the finest coast is known all over, the coarser one steps aside, and comes back below", async () => {
  const { window, map, land } = await started();
  map.setView([44.5, 147], 9, { animate: false });
  await rest(window);
  assert.ok(!map.hasLayer(land.shown.medium));
  map.setView([40.1, 141], 9, { animate: false });
  assert.ok(map.hasLayer(land.shown.medium));
});
