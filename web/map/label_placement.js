// The room that the map has for texts: each is put where it meets nothing that is written already, or nowhere.
(function (A) {
  "use strict";
  const LINE = 13; // pixels: a line's height
  const GAP = 7; // pixels between a point and its text
  const EDGE = 2; // pixels kept free at the map's edges
  const ROOM = 2.6; // how often the width of a strait its name may be wide
  const WATER = ["sea", "strait", "bay"];
  const KEPT =
    ".label-at .names, .callout, .badge, .chips, .inset, .strip, .credit, .leaflet-control-zoom, .leaflet-control-scale";
  const LAND_PANES = ".leaflet-rims-pane, .leaflet-islands-pane, .leaflet-units-pane, .leaflet-islets-pane";
  const pen = document.createElement("canvas").getContext("2d");

  /**
   * How wide a text is in a size, without that the browser lays out the page.
   *
   * @param {string} text
   * @param {number} size
   */
  function widthOf(text, size) {
    if (!pen) return 0.5 * size * text.length;
    pen.font = size + "px sans-serif";
    return pen.measureText(text).width;
  }

  /**
   * @param {Atlas.Box} a
   * @param {Atlas.Box} b
   */
  const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

  A.Room = class {
    /**
     * What texts keep off at first: names of islands, callouts, badges, and what stands at the map's edges.
     *
     * @param {L.Map} map
     */
    constructor(map) {
      this.map = map;
      const box = map.getContainer();
      const own = box.getBoundingClientRect();
      /** @type {Atlas.Box[]} */
      this.taken = [];
      for (const element of box.querySelectorAll(KEPT)) {
        const at = element.getBoundingClientRect();
        if (!at.width) continue;
        const [left, top] = [at.left - own.left, at.top - own.top];
        this.taken.push({ left, right: at.right - own.left, top, bottom: at.bottom - own.top });
      }
    }

    /**
     * The first side of its point on which a name meets nothing and lies within the map; none means that it is left out.
     *
     * @param {{ geometry: Atlas.Geometry, properties: Atlas.Properties }} label
     * @param {string[]} lines
     * @param {L.LatLng} place
     */
    spot({ geometry, properties: p }, lines, place) {
      const large = p.label_rank === 1;
      const widest = Math.max(...lines.map((line) => widthOf(line, large ? 14 : 11.5)));
      const wide = widest * (large ? 1.35 : 1.08) + 4;
      const tall = LINE * lines.length + 2;
      // A strait is named once its name has room between the coasts.
      if (["strait", "bay"].includes(p.kind) && wide > ROOM * this.pixels(p.uncertainty_m || 0, place.lat)) return null;
      const middle = WATER.includes(p.kind);
      const sides = middle ? ["over"] : geometry.type !== "Point" ? ["below"] : ["right", "left", "above", "below"];
      const at = this.map.latLngToContainerPoint(place);
      for (const side of sides) {
        const box = boxOn(side, at, wide, tall);
        if (this.isFree(box) && !(middle && this.onLand(box))) return this.take({ side, box });
      }
      return null;
    }

    /**
     * The first vertex of a line, from its ends inwards, beside which a text meets nothing.
     *
     * @param {GeoJSON.LineString | GeoJSON.MultiLineString} line
     * @param {string} text
     */
    beside(line, text) {
      const points = line.type === "LineString" ? line.coordinates : line.coordinates.flat();
      const steps = Math.max(1, Math.floor(points.length / 60));
      const some = points.filter((_, i) => i % steps === 0);
      const ends = some.flatMap((point, i) => (i < some.length / 2 ? [point, some[some.length - 1 - i]] : []));
      const wide = widthOf(text, 11.5) * 1.08 + 8;
      for (const [lon, lat] of ends) {
        const at = this.map.latLngToContainerPoint([lat, lon]);
        for (const side of ["right", "left"]) {
          const left = side === "right" ? at.x + 6 : at.x - 6 - wide;
          const box = { left, right: left + wide, top: at.y - 8, bottom: at.y + 8 };
          if (!this.isFree(box) || this.onLand(box)) continue;
          /** @type {L.LatLngTuple} */
          const end = [lat, lon];
          return { at: end, ...this.take({ side, box }) };
        }
      }
      return null;
    }

    /** @param {Atlas.Spot} spot */
    take(spot) {
      this.taken.push(spot.box);
      return spot;
    }

    /** @param {Atlas.Box} box */
    isFree(box) {
      const size = this.map.getSize();
      const inside = box.left >= EDGE && box.top >= EDGE && box.right <= size.x - EDGE && box.bottom <= size.y - EDGE;
      return inside && !this.taken.some((other) => meets(box, other));
    }

    /**
     * A name of water never lies on an island: what is under some points of it tells.
     *
     * @param {Atlas.Box} box
     */
    onLand(box) {
      const own = this.map.getContainer().getBoundingClientRect();
      /**
       * @param {number} x
       * @param {number} y
       */
      const land = (x, y) =>
        document
          .elementsFromPoint(own.left + x, own.top + y)
          .some((one) => one.tagName === "path" && one.closest(LAND_PANES));
      return [0, 0.25, 0.5, 0.75, 1].some((part) => {
        const x = box.left + part * (box.right - box.left);
        return land(x, box.top) || land(x, (box.top + box.bottom) / 2) || land(x, box.bottom);
      });
    }

    /**
     * How many pixels a distance on the ground is at a latitude.
     *
     * @param {number} metres
     * @param {number} lat
     */
    pixels(metres, lat) {
      const around = 40075016.686 * Math.cos((lat * Math.PI) / 180);
      return (metres / around) * 256 * 2 ** this.map.getZoom();
    }
  };

  /**
   * The box of a name on one side of its point: it holds the point's own sign too.
   *
   * @param {string} side
   * @param {L.Point} at
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
})(window.Atlas);
