// What computed lines say, written beside them: two lines drawn alike are told apart by their words.
(function (A) {
  "use strict";

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

    /** @param {Atlas.Room} room */
    place(room) {
      this.remove();
      if (A.state.period) return;
      for (const { look, ground } of A.store.layers.values()) {
        if (look.draws !== "lines") continue;
        const { drawn, features } = /** @type {Atlas.ReferenceLayer} */ (ground);
        for (const [i, { symbol, name }] of drawn) {
          const line = /** @type {Atlas.Geometry} */ (features[i].geometry);
          this.write(room, line, A.say("map.line." + symbol, { name }));
        }
      }
    }

    /**
     * @param {Atlas.Room} room
     * @param {Atlas.Geometry} line
     * @param {string} text
     */
    write(room, line, text) {
      const size = { wide: A.widthOf(text, 11.5) * 1.08 + 8, tall: 16 };
      const spots = A.besideLine(this.map, line, size);
      const found = room.put({ own: new Set([A.store.lettering.codes.line]), forms: [{ name: "", ...size, spots }] });
      if (!found?.at) return;
      const icon = A.icon("place-at", A.node("span", "line-name " + found.side, text));
      const marker = L.marker(found.at, { icon, interactive: false, keyboard: false, pane: "places" });
      this.written.push(marker.addTo(this.map));
    }
  };
})(window.Atlas);
