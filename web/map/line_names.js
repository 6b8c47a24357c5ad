// What computed lines say, written beside them: two lines drawn alike are told apart by their words.
(function (A) {
  "use strict";

  const NARROW = "narrow";
  const FONT = 11.5; // pixels
  const ROW = 14;
  const STRETCH = 40; // pixels: points of a line further apart than this have a part out of sight between them

  // In two rows: its last word stands under the others.
  const brokenOf = (/** @type {string} */ text) => text.replace(/ (?=\S+$)/, "\n");

  /** @param {string} text */
  const sizeOf = (text) => {
    const rows = text.split("\n");
    return { wide: Math.max(...rows.map((row) => A.widthOf(row, FONT))) * 1.03 + 2, tall: ROW * rows.length + 2 };
  };

  A.LineNames = class {
    /** @param {L.Map} map */
    constructor(map) {
      this.map = map;
      /** @type {L.Marker[]} */
      this.written = [];
    }

    remove() {
      this.written.forEach((marker) => marker.remove());
      this.written = [];
    }

    // Lines drawn alike are told apart by nothing else: where one of them in sight finds no room for its name, none is named.
    /** @param {Atlas.Room} room */
    place(room) {
      this.remove();
      const seen = this.shown().flatMap(({ line, text }) => {
        const points = A.alongLine(this.map, line).flat();
        return points.length ? [{ points, text }] : [];
      });
      const placed = seen.map(({ points, text }) => this.put(room, points, text));
      if (placed.some((found) => !found?.at)) return;
      placed.forEach((found, i) => {
        if (found?.at) this.write(found.at, found.side, found.form === NARROW ? brokenOf(seen[i].text) : seen[i].text);
      });
    }

    // Beside its line, in one row or in two, else away from it in open sea.
    /**
     * @param {Atlas.Room} room
     * @param {L.Point[]} points The line's.
     * @param {string} text
     */
    put(room, points, text) {
      const own = new Set([A.store.lettering.codes.line]);
      const rows = [
        { name: "", ...sizeOf(text) },
        { name: NARROW, ...sizeOf(brokenOf(text)) },
      ];
      const beside = rows.map((row) => ({ ...row, spots: A.besideLine(this.map, points, row) }));
      const found = room.put({ own, forms: beside });
      if (found) return found;
      /** @type {Atlas.Form[]} */
      const off = rows.map((row) => ({ ...row, spots: A.offLine(this.map, points, row), lands: ["sea"] }));
      // A line to a name on the other side of an island would seem to name that.
      return room.put({ own, forms: [...off.map((row) => ({ ...row, overSea: true })), ...off] });
    }

    // The lines that are drawn, and what each says.
    shown() {
      /** @type {{ line: Atlas.Geometry, text: string }[]} */
      const found = [];
      if (A.state.period) return found;
      for (const { look, ground } of A.store.layers.values()) {
        if (look.draws !== "lines") continue;
        const { drawn, features } = /** @type {Atlas.ReferenceLayer} */ (ground);
        for (const [i, { symbol, name }] of drawn) {
          const line = /** @type {Atlas.Geometry} */ (features[i].geometry);
          found.push({ line, text: A.say("map.line." + symbol, { name }) });
        }
      }
      return found;
    }

    // The short stretches of the drawn lines that are in sight.
    /** @returns {Atlas.Line[]} */
    stretches() {
      const parts = this.shown().flatMap(({ line }) => A.alongLine(this.map, line));
      return parts.flatMap((points) =>
        points
          .slice(1)
          .map((to, i) => /** @type {Atlas.Line} */ ([points[i], to]))
          .filter(([from, to]) => Math.hypot(to.x - from.x, to.y - from.y) < STRETCH),
      );
    }

    /**
     * @param {L.LatLng} at
     * @param {string} side
     * @param {string} text
     */
    write(at, side, text) {
      const icon = A.icon("place-at", A.node("span", "line-name " + side, text));
      const marker = L.marker(at, { icon, interactive: false, keyboard: false, pane: "places" });
      this.written.push(marker.addTo(this.map));
    }
  };
})(window.Atlas);
