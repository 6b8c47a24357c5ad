import assert from "node:assert/strict";
import { test } from "node:test";
import { openMap, same } from "./load.mjs";

const looking = (L, lat, lng, zoom) => ({ getCenter: () => L.latLng(lat, lng), getZoom: () => zoom });

/** A camera on a map that only writes down where it was sent. */
function camera({ A, L }, { state, store = {}, wide = 800 } = {}) {
  const moves = [];
  const acts = {};
  const map = {
    on: (name, act) => (acts[name] = act),
    getSize: () => L.point(wide, 600),
    project: (at, zoom) => L.CRS.EPSG3857.latLngToPoint(L.latLng(at), zoom),
    setView: (...to) => moves.push(["setView", ...to]),
    fitBounds: (bounds) => moves.push(["fitBounds", bounds.toBBoxString()]),
    flyToBounds: (bounds) => moves.push(["flyToBounds", bounds.toBBoxString()]),
  };
  Object.assign(A.state, state);
  const written = [];
  A.writeAddress = (at) => written.push(at === map);
  const held = {
    loaded: "hash",
    fetching: false,
    boundsOf: (places) => (places.length ? L.latLngBounds([43, 145], [44, 146]) : null),
  };
  const made = new A.Camera(map, Object.assign(held, store));
  return { made, moves, written, acts, end: () => acts.moveend() };
}

test("an address holds no more than the bounds, this side of the date line, without long fractions", () => {
  const { A, L } = openMap();
  same(A.cameraOf(looking(L, 44.123456, 147.987654, 7.123456)), { lat: "44.1235", lon: "147.9877", zoom: "7.12" });
  same(A.cameraOf(looking(L, 89, 190, 20)), { lat: "85.0000", lon: "-170.0000", zoom: "13" });
  same(A.cameraOf(looking(L, -89, -190, 0)), { lat: "-85.0000", lon: "170.0000", zoom: "3" });
});

test("the camera replaces the one in the page's address and leaves all else as it is", () => {
  const { A, L, window } = openMap({ url: "https://atlas.test/x?q=%D0%A2&lat=1&lon=2&zoom=3#here" });
  A.writeAddress(looking(L, 44, 147, 8));
  assert.equal(window.location.href, "https://atlas.test/x?q=%D0%A2&lat=44.0000&lon=147.0000&zoom=8#here");
  A.writeAddress(null);
  assert.equal(window.location.href, "https://atlas.test/x?q=%D0%A2#here");
});

test("a link's camera is taken once and kept in the address; the reader's next move is written", () => {
  const { made, moves, written, end } = camera(openMap(), { state: { camera_version: 1, camera: [43, 145, 9] } });
  made.follow();
  same(
    moves.map(([name, at, zoom]) => [name, [...at], zoom]),
    [["setView", [43, 145], 9]],
  );
  made.follow();
  assert.equal(moves.length, 1);
  end();
  same(written, [true]);
});

test("a flight that follows from the state goes to the places to go to, else to the marked, and clears the address", () => {
  const opened = openMap();
  const { made, moves, written, end } = camera(opened, { state: { camera_version: 1, camera: [43, 145, 9] } });
  made.follow();
  Object.assign(opened.A.state, { move: 1, marked: ["a"] });
  made.follow();
  same(moves.at(-1), ["flyToBounds", "145,43,146,44"]);
  end();
  same(written, [false]);
  end();
  same(written, [false, true]);
  same(made.target(), ["a"]);
  opened.A.state.places = ["b"];
  same(made.target(), ["b"]);
});

test("an address that the page writes anew gets the camera that shows, and a link's own is left alone", () => {
  const { made, written, end } = camera(openMap(), { state: { camera_version: 1, camera: [43, 145, 9] } });
  made.follow();
  made.correct();
  same(written, []);
  end();
  made.correct();
  same(written, [true, true]);
  made.goTo(["a"], { animate: false });
  end();
  made.correct();
  same(written.slice(2), [true, true]);
});

test("the release of a drag is no click, the next one is", async () => {
  const { made, acts } = camera(openMap());
  assert.equal(made.dragged(), false);
  acts.dragend();
  assert.equal(made.dragged(), true);
  await new Promise((resolve) => {
    setTimeout(resolve, 5);
  });
  assert.equal(made.dragged(), false);
});

test("a flight waits for what is being fetched", () => {
  const store = { fetching: true };
  const opened = openMap();
  const { made, moves } = camera(opened, { state: { camera_version: 1, camera_follows: true, marked: ["a"] }, store });
  made.follow();
  same(moves, []);
  made.store.fetching = false;
  made.follow();
  same(moves, [["fitBounds", "145,43,146,44"]]);
});

test("a reader who wants no motion gets none, and a narrow map starts at the first bookmark", () => {
  const opened = openMap();
  opened.A.still = { matches: true };
  const { made, moves } = camera(opened, { state: { camera_version: 1, bookmarks: [["all", ["a"]]] }, wide: 400 });
  made.follow();
  made.visit(["a"]);
  same(
    moves.map(([name]) => name),
    ["fitBounds", "fitBounds"],
  );
});

test("nothing is written while the frame changes its size or before the data are there", () => {
  const { made, written, end } = camera(openMap(), { state: { camera_version: 1 } });
  made.after = "write";
  made.resizing = true;
  end();
  made.resizing = false;
  made.store.loaded = null;
  end();
  same(written, []);
});
