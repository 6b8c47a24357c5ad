// Where a text may stand about its place: the ways out from a point or a coast, and the sides of a name's point.
(function (A) {
  "use strict";
  const GAP = 7; // pixels between a point and its name
  const STEP = 44; // pixels of the grid that is tried where nothing about a place is free
  const ALONG = 12; // pixels between the points of a line that are tried
  const MOST_STEPS = 120; // points that are tried in one stretch of a line, which may be far longer than the map
  const OFF = [26, 44, 66, 92]; // pixels between a line and a name that stands away from it
  const LINE_GAP = 7; // pixels between a line's point and its name beside it, as the style sheet has it
  const WATER = ["sea", "strait", "bay"];

  /** @typedef {{ x: number, y: number }} Point In pixels of the map. */

  /**
   * Eight ways out from a place, and eight between them; down is south.
   *
   * @type {Record<string, [x: number, y: number]>}
   */
  const WAYS = {};
  const NAMES = "e ese se sse s ssw sw wsw w wnw nw nnw n nne ne ene".split(" ");
  NAMES.forEach((name, i) => {
    WAYS[name] = [Math.cos((i * Math.PI) / 8), Math.sin((i * Math.PI) / 8)];
  });
  A.ways = NAMES;

  /** @type {WeakMap<Atlas.Geometry, Map<string, L.LatLng>>} */
  const known = new WeakMap();

  /**
   * The vertex of a shape that lies furthest each way.
   *
   * @param {Atlas.Geometry} geometry
   */
  function extremesOf(geometry) {
    const old = known.get(geometry);
    if (old) return old;
    /** @type {Map<string, L.LatLng>} */
    const made = new Map();
    /** @type {GeoJSON.Position[]} */
    const points = verticesOf(geometry);
    const stretch = Math.cos((A.bounds(geometry).getCenter().lat * Math.PI) / 180);
    for (const name of NAMES) {
      const [x, y] = WAYS[name];
      let best = points[0];
      let most = -Infinity;
      for (const point of points) {
        const reach = point[0] * stretch * x - point[1] * y;
        if (reach > most) [most, best] = [reach, point];
      }
      made.set(name, L.latLng(best[1], best[0]));
    }
    known.set(geometry, made);
    return made;
  }

  /**
   * @param {Atlas.Geometry} geometry
   * @returns {GeoJSON.Position[]}
   */
  function verticesOf(geometry) {
    if (geometry.type === "Point") return [geometry.coordinates];
    if (geometry.type === "LineString") return geometry.coordinates;
    if (geometry.type === "Polygon") return geometry.coordinates[0];
    if (geometry.type === "MultiLineString") return geometry.coordinates.flat();
    return geometry.coordinates.flatMap((rings) => rings[0]);
  }

  // The point of some shapes that lies furthest a way, on the map; about a lone point a ring may be drawn.
  A.outermost = function (map, shapes, ring) {
    const all = shapes.map(([geometry]) => extremesOf(geometry));
    /** @type {Map<string, Point>} */
    const found = new Map();
    for (const name of NAMES) {
      const [x, y] = WAYS[name];
      const points = all.map((one) => map.latLngToContainerPoint(/** @type {L.LatLng} */ (one.get(name))));
      const best = points.reduce((a, b) => (b.x * x + b.y * y > a.x * x + a.y * y ? b : a));
      found.set(name, { x: best.x + ring * x, y: best.y + ring * y });
    }
    return found;
  };

  /** @param {number} part */
  const whole = (part) => Math.max(-1, Math.min(1, Math.SQRT2 * part));

  // Boxes about a place: each way out at each distance, the nearer distance first.
  A.around = function (outermost, { wide, tall }, ways, distances) {
    return distances.flatMap((away) =>
      ways.map((side) => {
        const [x, y] = WAYS[side];
        const from = /** @type {Point} */ (outermost.get(side));
        const left = from.x + away * x + ((whole(x) - 1) * wide) / 2;
        const top = from.y + away * y + ((whole(y) - 1) * tall) / 2;
        return { side, from, box: { left, right: left + wide, top, bottom: top + tall } };
      }),
    );
  };

  // Boxes anywhere on the map, the nearest to a place first: where all about it is taken. From an area a line leads from the
  // point of its coast that is next to the box.
  A.anywhere = function (size, { wide, tall }, near, edge, step = STEP) {
    /** @type {Atlas.Spot[]} */
    const found = [];
    /** @type {Map<Atlas.Spot, number>} */
    const away = new Map();
    const points = edge ? [...edge.values()] : [];
    for (let top = 4; top + tall < size.y; top += step) {
      for (let left = 4; left + wide < size.x; left += step) {
        const box = { left, right: left + wide, top, bottom: top + tall };
        const from = points.reduce((a, b) => (off(box, b) < off(box, a) ? b : a), points[0]) || null;
        const spot = { side: "", from, box };
        found.push(spot);
        away.set(spot, from ? off(box, from) : Math.hypot(left + wide / 2 - near.x, top + tall / 2 - near.y));
      }
    }
    return found.sort((a, b) => (away.get(a) || 0) - (away.get(b) || 0));
  };

  /**
   * How far a point is from a box.
   *
   * @param {Atlas.Box} box
   * @param {Point} at
   */
  function off({ left, right, top, bottom }, { x, y }) {
    return Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom));
  }
  A.off = off;

  // The boxes of a place's name on the sides of its point; each holds the point's own sign too. A name of water lies over it.
  A.besidePoint = function (at, { wide, tall }, kind, isPoint, least, reach = 0) {
    if (kind === "sea") return shifted(at, wide, Math.max(tall, least), reach);
    const sides = WATER.includes(kind) ? ["over"] : isPoint ? ["right", "left", "above", "below"] : ["below"];
    return sides.map((side) => {
      const room = side === "above" ? GAP + 6 : side === "below" ? GAP : 0;
      return { side, from: null, box: boxOn(side, at, Math.max(wide, least), Math.max(tall, least - room)) };
    });
  };

  /**
   * A sea is wide: its name may stand some way off the point that it has.
   *
   * @param {Point} at
   * @param {number} wide
   * @param {number} tall
   * @param {number} reach How far off, in pixels.
   * @returns {Atlas.Spot[]}
   */
  function shifted(at, wide, tall, reach) {
    const steps = [0, -0.33, 0.33, -0.66, 0.66, -1, 1].map((part) => part * reach);
    const all = steps.flatMap((y) => steps.map((x) => ({ x, y })));
    const moves = all.filter(({ x, y }) => Math.hypot(x, y) <= reach);
    moves.sort((a, b) => Math.hypot(a.x, a.y) - Math.hypot(b.x, b.y));
    return moves.map(({ x, y }) => {
      return { side: "over", from: null, box: boxOn("over", { x: at.x + x, y: at.y + y }, wide, tall) };
    });
  }

  /**
   * @param {string} side
   * @param {Point} at
   * @param {number} wide
   * @param {number} tall
   * @returns {Atlas.Box}
   */
  function boxOn(side, at, wide, tall) {
    const left = side === "right" ? at.x - 6 : side === "left" ? at.x - GAP - wide : at.x - wide / 2;
    const right = side === "left" ? at.x + 6 : side === "right" ? at.x + GAP + wide : left + wide;
    const top = side === "above" ? at.y - GAP - tall : side === "below" ? at.y : at.y - tall / 2;
    const bottom = side === "below" ? at.y + GAP + tall : side === "above" ? at.y + 6 : top + tall;
    return { left, right, top, bottom };
  }

  // Points along a line that are in sight, some pixels from each other: its own vertices may lie far apart.
  /**
   * @param {L.Point[]} points
   * @param {(point: L.Point) => boolean} inside
   */
  const spread = (points, inside) => {
    /** @type {L.Point[]} */
    const found = [];
    points.forEach((from, i) => {
      const to = points[i + 1] || from;
      const steps = Math.min(MOST_STEPS, Math.max(1, Math.ceil(from.distanceTo(to) / ALONG)));
      for (let step = 0; step < steps; step += 1) {
        const at = from.add(to.subtract(from).multiplyBy(step / steps));
        if (inside(at) && (!found.length || at.distanceTo(found[found.length - 1]) >= ALONG / 2)) found.push(at);
      }
    });
    const last = points[points.length - 1];
    if (last && inside(last)) found.push(last);
    return found;
  };

  // The points of a line that are in sight, a list a part of it.
  A.alongLine = function (map, line) {
    const frame = map.getSize();
    const inside = (/** @type {L.Point} */ { x, y }) => x >= 0 && y >= 0 && x <= frame.x && y <= frame.y;
    const parts = line.type === "MultiLineString" ? line.coordinates : [verticesOf(line)];
    return parts.map((part) => {
      const points = part.map(([lon, lat]) => map.latLngToContainerPoint([lat, lon]));
      return spread(points, inside);
    });
  };

  // Boxes beside such points, from a line's ends inwards.
  A.besideLine = function (map, points, { wide, tall }) {
    const ends = points.flatMap((point, i) => (i < points.length / 2 ? [point, points[points.length - 1 - i]] : []));
    return ends.flatMap((at) =>
      ["right", "left"].map((side) => {
        const left = side === "right" ? at.x + 6 : at.x - 6 - wide;
        const box = { left, right: left + wide, top: at.y - tall / 2, bottom: at.y + tall / 2 };
        return { side, from: null, at: map.containerPointToLatLng(at), box };
      }),
    );
  };

  // Boxes in open sea off such points, the nearest first: a thin line leads from each to its point.
  A.offLine = function (map, points, { wide, tall }) {
    return OFF.flatMap((gap) =>
      points.flatMap((from) =>
        NAMES.map((name) => {
          const [x, y] = WAYS[name];
          const left = from.x + x * (gap + wide / 2) - wide / 2;
          const top = from.y + y * (gap + tall / 2) - tall / 2;
          const box = { left, right: left + wide, top, bottom: top + tall };
          const at = map.containerPointToLatLng([left - LINE_GAP, top + tall / 2]);
          return { side: "right", from, at, box };
        }),
      ),
    );
  };
})(window.Atlas);
