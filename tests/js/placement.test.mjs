import assert from "node:assert/strict";
import { test } from "node:test";
import { area, openMap, same } from "./load.mjs";

/** Numbers between 0 and 1 that are the same at each run. */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Whether a line passes through the inside of a box, by many points of it. */
function through([from, to], box) {
  return Array.from({ length: 201 }, (_, i) => i / 200).some((part) => {
    const [x, y] = [from.x + part * (to.x - from.x), from.y + part * (to.y - from.y)];
    return x > box.left + 1 && x < box.right - 1 && y > box.top + 1 && y < box.bottom - 1;
  });
}

/** A map of 800 by 600 pixels that shows the square from 0° to 8° east and 6° to 0° north, more or less. */
const WORLD = 36000;
const CORNER = { x: WORLD / 2, y: WORLD / 2 - 600 };

function masked(A, ...areas) {
  const mask = new A.LandMask({ x: 800, y: 600 }, CORNER, WORLD);
  return [mask, areas.map((one) => mask.draw(one.geometry))];
}

/** A square island a hundred pixels wide about a point of that map: a degree is a hundred pixels. */
const island = (x, y) => area("i", [x / 100, (600 - y) / 100]);

test("a line to a text runs over no land where it is tried for it", () => {
  const { A } = openMap();
  const [mask] = masked(A, island(400, 300));
  const room = new A.Room({ x: 800, y: 600 }, mask, []);
  const spot = (from, left) => ({ from, box: { left, right: left + 60, top: 295, bottom: 305 } });
  const [west, east] = [{ x: 300, y: 300 }, { x: 500, y: 300 }]; // prettier-ignore
  same(
    [spot(west, 520), spot(east, 560), spot(west, 200), spot(null, 380)].map((one) => room.joinsOverSea(one)),
    [false, true, true, true],
  );
});

function fill(A, seed, mask, own) {
  const next = numbers(seed);
  const room = new A.Room({ x: 800, y: 600 }, mask, [{ left: 0, right: 300, top: 0, bottom: 40 }]);
  const found = [];
  for (let i = 0; i < 60; i += 1) {
    const at = { x: 800 * next(), y: 600 * next() };
    const edge = new Map(A.ways.map((way) => [way, at]));
    const large = { wide: 40 + 180 * next(), tall: 20 + 100 * next() };
    const small = { wide: 24, tall: 24 };
    const spots = (size) => A.around(edge, size, A.ways, [3, 20, 60]);
    const rest = A.anywhere(room.size, small, at, edge);
    const forms = [
      { name: "whole", ...large, spots: spots(large) },
      { name: "count", ...small, spots: [...spots(small), ...rest] },
    ];
    found.push(room.put({ forms, own }));
  }
  return { room, found };
}

test("whatever is put, nothing meets anything, leaves the map, lies on another's land or under another's line", () => {
  const { A } = openMap();
  for (let seed = 1; seed <= 40; seed += 1) {
    const [mask, [mine, theirs]] = masked(A, island(200, 300), island(550, 300));
    const { room, found } = fill(A, seed, mask, new Set([mine]));
    const put = found.filter(Boolean);
    assert.ok(put.length > 20, String(seed));
    assert.ok(put.some(({ form }) => form === "count") && put.some(({ form }) => form === "whole"));
    put.forEach(({ box }, i) => {
      assert.ok(box.left >= 0 && box.top >= 0 && box.right <= 800 && box.bottom <= 600);
      assert.ok(!put.some((other, j) => j !== i && meets(box, other.box)));
      assert.ok(!meets(box, { left: 0, right: 300, top: 0, bottom: 40 }));
      assert.ok(!put.some((other, j) => j !== i && other.line && through(other.line, box)));
      assert.ok(!mask.isForeign(box, new Set([mine])));
    });
    assert.ok(!mask.each({ left: 0, right: 800, top: 0, bottom: 600 }, (code) => code > theirs));
    assert.equal(room.lines.length, put.filter(({ line }) => line).length);
  }
});

test("the same texts get the same places again", () => {
  const { A } = openMap();
  const once = () => fill(A, 7, masked(A, island(200, 300))[0], new Set()).found;
  same(once(), once());
});

test("what stands away from its place has a line to it, and what stands beside it none", () => {
  const { A } = openMap();
  for (let seed = 1; seed <= 20; seed += 1) {
    for (const placed of fill(A, seed, null, new Set()).found.filter(Boolean)) {
      const { box, from, line } = placed;
      const [x, y] = [Math.max(box.left - from.x, from.x - box.right, 0), Math.max(box.top - from.y, from.y - box.bottom, 0)]; // prettier-ignore
      assert.equal(Boolean(line), Math.hypot(x, y) > 16);
      if (line) same(line[0], from);
    }
  }
});

test("each island has its number, sea has none, and a lake is no land", () => {
  const { A } = openMap();
  const [mask, [one, two]] = masked(A, island(200, 300), island(550, 300));
  const at = (x, y) => [...mask.codesAt({ x, y }, 3)];
  same([at(200, 300), at(550, 300), at(380, 300), at(200, 100)], [[one], [two], [], []]);
  const box = { left: 180, right: 220, top: 280, bottom: 320 };
  same([mask.isSea(box), mask.isForeign(box, new Set([one])), mask.isForeign(box, new Set([two]))], [false, false, true]); // prettier-ignore
  same(mask.isSea({ left: 300, right: 400, top: 0, bottom: 600 }), true);
  const [[outer]] = island(200, 300).geometry.coordinates;
  const inner = outer.map(([lon, lat]) => [2 + (lon - 2) / 2, 3 + (lat - 3) / 2]);
  const ringed = new A.LandMask({ x: 800, y: 600 }, CORNER, WORLD);
  ringed.draw({ type: "Polygon", coordinates: [outer, inner] });
  same([ringed.isSea({ left: 190, right: 210, top: 290, bottom: 310 }), ringed.isSea(box)], [true, true]);
  same(ringed.isSea({ left: 150, right: 162, top: 290, bottom: 310 }), false);
});

test("land told apart has a number a part, and what is too small one for all", () => {
  const { A } = openMap();
  const mask = new A.LandMask({ x: 800, y: 600 }, CORNER, WORLD);
  const square = (lon, lat, half) => [[[lon - half, lat - half], [lon + half, lat - half], [lon + half, lat + half], [lon - half, lat + half], [lon - half, lat - half]]]; // prettier-ignore
  mask.draw({ type: "MultiPolygon", coordinates: [square(1, 3, 0.4), square(3, 3, 0.4), square(5, 3, 0.01), square(7, 3, 0.01)] }, true); // prettier-ignore
  const codes = [100, 300, 500, 700].map((x) => [...mask.codesAt({ x, y: 300 }, 4)].join());
  assert.equal(new Set(codes.slice(0, 2)).size, 2);
  same(codes.slice(2), ["1", "1"]);
});

test("a tip stands beside a shape where the map has room, and never under the pointer", () => {
  const { A, L } = openMap();
  const next = numbers(3);
  let beside = 0;
  for (let i = 0; i < 400; i += 1) {
    const size = L.point(300 + 900 * next(), 250 + 500 * next());
    const [wide, tall] = [60 + 150 * next(), 30 + 100 * next()];
    const pointer = L.point(size.x * next(), size.y * next());
    const reach = () => 5 + 300 * next() ** 3;
    const shape = { left: pointer.x - reach(), right: pointer.x + reach(), top: pointer.y - reach(), bottom: pointer.y + reach() }; // prettier-ignore
    const { left, top } = A.asideOf(pointer, shape, { wide, tall }, size);
    const box = { left, top, right: left + wide, bottom: top + tall };
    assert.ok(!(pointer.x > box.left && pointer.x < box.right && pointer.y > box.top && pointer.y < box.bottom));
    const room = Math.max(shape.left, size.x - shape.right) >= wide + 14;
    if (room && tall < size.y - 4) {
      beside += 1;
      assert.ok(!meets(box, shape));
      assert.ok(box.left >= 0 && box.top >= 0 && box.right <= size.x && box.bottom <= size.y);
    }
  }
  assert.ok(beside > 100);
});

test("arrows lead through the texts that are offered, one of them is the Tab key's stop", () => {
  const { A, L, window } = openMap();
  const map = L.map(window.document.body.appendChild(window.document.createElement("div")), { center: [1, 1], zoom: 7, zoomAnimation: false }); // prettier-ignore
  const rover = new A.Rover(map);
  const stops = ["a", "b", "c", "d"].map((text) => A.button("", text, null, () => {}));
  map.getPanes().mapPane.append(...stops);
  rover.offer("told", stops.slice(0, 2));
  rover.offer("places", stops.slice(2));
  const reached = () => stops.filter((stop) => stop.tabIndex === 0).map((stop) => stop.textContent);
  same(reached(), ["a"]);
  stops[0].focus();
  const press = (key) => {
    window.document.activeElement.dispatchEvent(new window.KeyboardEvent("keydown", { key, bubbles: true }));
    return [window.document.activeElement.textContent, ...reached()];
  };
  const keys = ["ArrowRight", "ArrowDown", "End", "ArrowRight", "ArrowLeft", "ArrowUp", "Home", "ArrowLeft", "x"];
  same(keys.map((key) => press(key)), ["b", "c", "d", "d", "c", "b", "a", "a", "a"].map((text) => [text, text])); // prettier-ignore
  stops[1].focus();
  rover.leave(stops[1]);
  rover.offer("told", [stops[0]]);
  same(window.document.activeElement.textContent, "a");
});

test("the wheel zooms with Ctrl alone, and who turns it without is told so", () => {
  const { A, L, window } = openMap();
  const box = window.document.body.appendChild(window.document.createElement("div"));
  const map = L.map(box, { center: [1, 1], zoom: 7, zoomAnimation: false });
  new A.Gestures(map);
  const hint = box.querySelector(".hint");
  let heard = 0;
  box.addEventListener("wheel", () => {
    heard += 1;
  });
  const wheel = (more) => {
    box.dispatchEvent(new window.WheelEvent("wheel", { deltaY: 100, bubbles: true, cancelable: true, ...more }));
    return [heard, hint.hidden];
  };
  same([wheel({}), wheel({ ctrlKey: true }), wheel({}), wheel({ metaKey: true })], [[0, false], [1, true], [1, false], [2, true]]); // prettier-ignore
});

test("a finger does not drag the map, a mouse does", () => {
  const { A, L, window } = openMap();
  const box = window.document.body.appendChild(window.document.createElement("div"));
  const map = L.map(box, { center: [1, 1], zoom: 7, zoomAnimation: false });
  new A.Gestures(map);
  const press = (pointerType) => {
    const event = new window.Event("pointerdown", { bubbles: true });
    Object.assign(event, { pointerType });
    box.dispatchEvent(event);
    return map.dragging.enabled();
  };
  same(["touch", "mouse", "touch", "pen"].map(press), [false, true, false, true]);
});

test("a notice comes once, stays away once put away, and comes again after it was over", () => {
  const { A, L, window } = openMap();
  const box = window.document.body.appendChild(window.document.createElement("div"));
  const notices = new A.Notices(L.map(box, { center: [1, 1], zoom: 7, zoomAnimation: false }));
  const shown = () => [...box.querySelectorAll(".notice")].length;
  notices.say("map.notice.tiles");
  notices.say("map.notice.tiles");
  assert.equal(shown(), 1);
  box.querySelector(".notice button").click();
  notices.say("map.notice.tiles");
  assert.equal(shown(), 0);
  notices.over("map.notice.tiles");
  notices.say("map.notice.tiles");
  assert.equal(shown(), 1);
});
