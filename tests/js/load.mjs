// Loads the browser scripts as they are served, without a browser: jsdom for the document, and small stands-in for what it lacks.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Script } from "node:vm";
import { JSDOM } from "jsdom";

const ROOT = new URL("../../", import.meta.url);
const LEAFLET = "static/leaflet-1.9.4/leaflet.js";
/** The map's own scripts in the order in which they are served. */
const MAP = [...readText("web/assets.py").matchAll(/^ {4}"([\w-]+\.js)",$/gm)].map(([, name]) => "web/map/" + name);

function readText(path) {
  return readFileSync(new URL(path, ROOT), "utf8");
}

/** A canvas's pen: letters are all half as wide as their size, pixels are kept, and what is drawn is counted. */
function pen(canvas) {
  const calls = [];
  const put =
    (name) =>
    (...values) =>
      calls.push([name, ...values]);
  return {
    calls,
    font: "10px sans-serif",
    measureText(text) {
      return { width: 0.5 * parseFloat(this.font) * text.length };
    },
    createImageData: (width, height) => ({ width, height, data: new Uint8ClampedArray(4 * width * height) }),
    // One inked pixel in the middle stands for a ring.
    getImageData(left, top, width, height) {
      const data = new Uint8ClampedArray(4 * width * height);
      data.set([1, 2, 3, 255], 4 * (width * Math.floor(height / 2) + Math.floor(width / 2)));
      return { width, height, data };
    },
    putImageData(picture) {
      canvas.picture = picture;
    },
    setTransform: put("setTransform"),
    clearRect: put("clearRect"),
    beginPath: put("beginPath"),
    moveTo: put("moveTo"),
    lineTo: put("lineTo"),
    closePath: put("closePath"),
    arc: put("arc"),
    stroke: put("stroke"),
    fill: put("fill"),
    save: put("save"),
    restore: put("restore"),
    translate: put("translate"),
    scale: put("scale"),
    rect: put("rect"),
    clip: put("clip"),
    fillRect: put("fillRect"),
    drawImage: put("drawImage"),
    setLineDash: put("setLineDash"),
    createLinearGradient: () => ({ addColorStop() {} }),
    createPattern: () => ({
      setTransform(matrix) {
        this.matrix = matrix;
      },
    }),
  };
}

/** Gives a window what jsdom does not have, before any script runs. */
function furnish(window) {
  const size = { clientWidth: 800, clientHeight: 600 };
  for (const [name, value] of Object.entries(size)) {
    Object.defineProperty(window.HTMLElement.prototype, name, { configurable: true, get: () => value });
  }
  // A box of text is as wide as a line of all its letters, and no box wider than a callout.
  const wide = (box) => Math.min(200, 7 * box.textContent.length);
  Object.defineProperty(window.HTMLElement.prototype, "offsetWidth", { configurable: true, get() { return wide(this); } }); // prettier-ignore
  Object.defineProperty(window.HTMLElement.prototype, "offsetHeight", { configurable: true, get() { return 16 * Math.ceil((7 * this.textContent.length) / 200); } }); // prettier-ignore
  const pens = new WeakMap();
  window.HTMLCanvasElement.prototype.getContext = function () {
    if (!pens.has(this)) pens.set(this, pen(this));
    return pens.get(this);
  };
  // By this Leaflet knows that a browser draws SVG.
  window.SVGSVGElement.prototype.createSVGRect = () => ({});
  window.Element.prototype.checkVisibility = () => true;
  window.Element.prototype.setPointerCapture = () => {};
  window.document.elementsFromPoint = () => [];
  window.ResizeObserver = class {
    observe() {}
  };
  window.CSS = { escape: (text) => text };
  window.matchMedia = (query) => ({ matches: false, media: query, addEventListener() {} });
}

/** Opens an empty page with some scripts run in it, each in the window's own scope as a browser runs them. */
export function open(scripts, { url = "https://atlas.test/", body = "" } = {}) {
  const dom = new JSDOM(`<!doctype html><body>${body}</body>`, {
    url,
    runScripts: "outside-only",
    pretendToBeVisual: true,
  });
  furnish(dom.window);
  // As a browser runs them: what one declares the next one sees.
  const context = dom.getInternalVMContext();
  for (const path of scripts) new Script(readText(path), { filename: path }).runInContext(context);
  return dom.window;
}

/** Runs one more script on an open page. */
export function run(window, path) {
  window.eval(readText(path));
}

/** Opens a page with the map's scripts, and with the given settings and state where a test needs others. */
export function openMap({ settings = {}, state = {}, more = [], ...page } = {}) {
  const window = open([LEAFLET, ...MAP, ...more], page);
  const A = window.Atlas;
  A.settings = { ...SETTINGS, ...settings };
  A.state = { ...STATE, ...state };
  A.words = WORDS;
  return { window, A, L: window.L };
}

/** Starts the map on a page: answers come from `answers`, by path; every place that is clicked goes to `picked`. */
export async function startMap({ answers, state = {}, ...page }) {
  const { window, A, L } = openMap({ state, ...page });
  const picked = [];
  const asked = [];
  A.read = async (path) => {
    asked.push(path);
    if (path.startsWith("api/messages/")) return WORDS;
    if (path.startsWith("api/land/")) return collection([]);
    if (answers[path]) return answers[path];
    throw new Error(path);
  };
  A.pick = (place) => picked.push(place);
  const map = L.map(window.document.body.appendChild(window.document.createElement("div")), {
    center: [44.5, 147],
    zoom: 7,
    zoomControl: false,
    zoomAnimation: false,
    fadeAnimation: false,
  });
  A.start(map, A.settings);
  A.apply(A.state);
  await rest(window);
  return { window, A, L, map, picked, asked };
}

/** Asserts that a value of a window, whose arrays and objects are not ours, is what is expected. */
export function same(actual, expected) {
  const plain = (value) => JSON.parse(JSON.stringify(value));
  assert.deepEqual(plain(actual), plain(expected));
}

/** Waits until promises and short timers are done. */
export function rest(window, ms = 20) {
  return new Promise((resolve) => {
    window.setTimeout(resolve, ms);
  });
}

/** Runs a component's scripts, and returns what it drew and what it sent. */
export function drawComponent(scripts, draw, name, page) {
  const window = open(["web/map/runs.js", ...scripts], { body: `<div class="${name}"></div>`, ...page });
  const sent = [];
  const root = window.document.querySelector("." + name);
  const show = (data) => {
    window.eval(draw)({ data, parentElement: window.document.body, setTriggerValue: (...one) => sent.push(one) });
    return root;
  };
  return { window, root, sent, show };
}

const INK = { light: "#111111", dark: "#eeeeee" };
const NAMES = ["sea", "isobath", "land", "land_line", "islands", "selected", "context", "unit", "differ"];

function rule(given, more = {}) {
  return { symbol: given, shapes: [], each: [], some: [], passing: true, ...more };
}

function symbol(id, level, more = {}) {
  const plain = { legend: "", swatch: "area", ink: null, width: 2, opacity: 1, dash: [], round: false, fill: "none" };
  const none = { fill_opacity: 1, pattern: null, double: false, cross: false, split: false, years: false };
  return { id, level, ...plain, ...none, ...more };
}

const MARKS = [
  rule("ended", { each: ["planned", "withdrawn"], some: ["withdrawn"] }),
  rule("planned", { each: ["planned", "withdrawn"] }),
  rule("ring", { shapes: ["point"] }),
  rule("outline"),
];
const LAND = [rule("chain", { shapes: ["chain"] }), rule("island"), rule("land", { shapes: ["area"], passing: false })];
const plain = { ink: INK, rules: MARKS, ground: false, optional: false };

export const LOOKS = {
  islands: { ...plain, id: "islands", draws: "land", rules: LAND },
  events: { ...plain, id: "events", draws: "marks", ink: { light: "#1b5e9e", dark: "#7db9f0" } },
  aegis: { ...plain, id: "aegis", draws: "marks", optional: true },
  lines: { ...plain, id: "lines", draws: "lines", ground: true },
  places: { ...plain, id: "places", draws: "names" },
};

export const SETTINGS = {
  up: "../../",
  home: { centre: [44.5, 147], zoom: 7 },
  bounds: { lat: [-85, 85], lon: [-180, 180], zoom: [3, 13] },
  layers: [LOOKS.islands, LOOKS.events, LOOKS.aegis],
  inks: Object.fromEntries(NAMES.map((name) => [name, INK])),
  parties: ["one", "two"],
  languages: ["ja", "ru"],
  symbols: [
    symbol("claimed", "lines", { swatch: "line", dash: [10, 6] }),
    symbol("land", "islands", { fill: "land", width: 0 }),
    symbol("island", "islands", { fill: "land", legend: "map.layer_facts" }),
    symbol("chain", "rims", { dash: [3, 4] }),
    symbol("outline", "rims", { width: 6, legend: "map.layer_facts" }),
    symbol("ring", "marks", { swatch: "ring", legend: "map.ring" }),
    symbol("planned", "marks", { dash: [6, 5], legend: "map.planned" }),
    symbol("ended", "marks", { dash: [6, 5], cross: true, years: true, legend: "map.ended" }),
    symbol("others", "context", { ink: "context", double: true, legend: "map.context" }),
    symbol("differ", "marks", { swatch: "ring", split: true, legend: "map.differ" }),
    symbol("selected", "halo", { swatch: "line", ink: "selected", legend: "map.selected" }),
  ],
  levels: {
    ground: 201,
    isobaths: 202,
    waters: 203,
    context: 205,
    land: 210,
    lines: 370,
    rims: 380,
    islands: 390,
    units: 395,
    marks: 410,
    halo: 430,
  },
  context: { id: "context", ink: INK, rules: [rule("others")] },
  beside: [rule("differ", { shapes: ["point"], some: ["differ"] })],
  double: { edge: [13, 10, 9, 6], ring: 4 },
  swatch: { dash: 0.75, width: 3.4, inset: 3.6 },
  told: [["planned", "lifecycle.planned"]],
  ways: { claims: { both: {} }, periods: { then: {} } },
};

export const STATE = {
  data: "hash",
  bits: {},
  counts: {},
  others: {},
  marked: [],
  places: [],
  move: 0,
  camera_version: 0,
  camera_follows: false,
  article: "all",
  theme: "light",
  lang: "en",
  basemap: "land",
  claims: "both",
  period: null,
  camera: null,
  bookmarks: [],
};

export const WORDS = JSON.parse(readText("locale/en.json"));

export function collection(features) {
  return { type: "FeatureCollection", features };
}

/** A feature of a fact at a point, or what the properties say. */
export function point(place, [lon, lat], properties = {}) {
  return feature(place, { type: "Point", coordinates: [lon, lat] }, properties);
}

/** A square area around a point, half a degree on each side. */
export function area(place, [lon, lat], properties = {}) {
  const [w, e, s, n] = [lon - 0.5, lon + 0.5, lat - 0.5, lat + 0.5];
  const ring = [[w, s], [e, s], [e, n], [w, n], [w, s]]; // prettier-ignore
  return feature(place, { type: "MultiPolygon", coordinates: [[ring]] }, properties);
}

function feature(place, geometry, properties) {
  const names = { name_en: place + " A / " + place + " B", name_en_russia_first: place + " B / " + place + " A" };
  const common = {
    kind: "island",
    states: [],
    basis: "article",
    precision: "site",
    uncertainty_m: null,
    facts: ["f-" + place],
  };
  return { type: "Feature", id: place, geometry, properties: { place, ...names, ...common, ...properties } };
}

/** Bits as the server packs them. */
export function packed(...bits) {
  const bytes = new Uint8Array(Math.ceil(bits.length / 8));
  bits.forEach((bit, i) => {
    if (bit) bytes[i >> 3] |= 128 >> (i & 7);
  });
  return Buffer.from(bytes).toString("base64");
}
