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

    // Lines drawn alike are told apart by nothing else: where one of them in sight finds no room for its name, none is named.
    /** @param {Atlas.Room} room */
    place(room) {
      this.remove();
      if (A.state.period) return;
      const names = this.wanted();
      const placed = names.map(({ size, spots }) =>
        room.put({ own: new Set([A.store.lettering.codes.line]), forms: [{ name: "", ...size, spots }] }),
      );
      if (placed.some((found) => !found?.at)) return;
      placed.forEach((found, i) => {
        if (found?.at) this.write(found.at, found.side, names[i].text);
      });
    }

    // What each line in sight says, and where that may stand.
    wanted() {
      /** @type {{ text: string, size: Atlas.Size, spots: Atlas.Spot[] }[]} */
      const found = [];
      for (const { look, ground } of A.store.layers.values()) {
        if (look.draws !== "lines") continue;
        const { drawn, features } = /** @type {Atlas.ReferenceLayer} */ (ground);
        for (const [i, { symbol, name }] of drawn) {
          const line = /** @type {Atlas.Geometry} */ (features[i].geometry);
          const text = A.say("map.line." + symbol, { name });
          const size = { wide: A.widthOf(text, 11.5) * 1.03 + 2, tall: 16 };
          const spots = A.besideLine(this.map, line, size);
          if (spots.length) found.push({ text, size, spots });
        }
      }
      return found;
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
