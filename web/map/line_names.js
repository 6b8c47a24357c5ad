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
      const names = this.wanted();
      const own = new Set([A.store.lettering.codes.line]);
      const placed = names.map(({ forms }) => room.put({ own, forms }));
      if (placed.some((found) => !found?.at)) return;
      placed.forEach((found, i) => {
        if (found?.at) {
          this.write(found.at, found.side, found.form === NARROW ? brokenOf(names[i].text) : names[i].text);
        }
      });
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

    // What each line in sight says, in one row or in two, and where that may stand.
    wanted() {
      const found = this.shown().map(({ line, text }) => {
        const [whole, broken] = [sizeOf(text), sizeOf(brokenOf(text))];
        /** @type {Atlas.Form[]} */
        const forms = [
          { name: "", ...whole, spots: A.besideLine(this.map, line, whole) },
          { name: NARROW, ...broken, spots: A.besideLine(this.map, line, broken) },
          { name: "", ...whole, spots: A.offLine(this.map, line, whole), lands: ["sea"] },
          { name: NARROW, ...broken, spots: A.offLine(this.map, line, broken), lands: ["sea"] },
        ];
        return { text, forms };
      });
      return found.filter(({ forms }) => forms[0].spots.length);
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
