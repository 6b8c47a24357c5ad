// The land in view by number: each island that facts bear on its own, other land polygon by polygon; and which is a place's own.
(function (A) {
  "use strict";
  const REACH = 10; // pixels from a place within which land is its own

  A.LandCodes = class {
    /**
     * @param {L.Map} map
     * @param {Atlas.Store} store
     */
    constructor(map, store) {
      this.map = map;
      this.store = store;
      this.drawnFor = "";
      /** @type {Atlas.LandMask | null} */
      this.mask = null;
      /** @type {Map<string, number>} */
      this.codes = new Map();
      /** On lines a text lies where nothing else is free. */
      this.line = 0;
    }

    // Drawn anew where the map shows something else.
    refresh() {
      const { map, store } = this;
      const { x, y } = map.getSize();
      const corner = map.getPixelBounds().min || L.point(0, 0);
      const world = 256 * 2 ** map.getZoom();
      const land = store.land.medium || store.land.overview;
      const as = [
        x,
        y,
        corner.x,
        corner.y,
        world,
        store.loaded,
        land?.features.length,
        A.state.claims,
        A.state.period,
        store.layers.size,
      ].join();
      if (as === this.drawnFor && this.mask) return this.mask;
      this.drawnFor = as;
      this.mask = new A.LandMask({ x, y }, corner, world);
      for (const { geometry } of land?.features || []) if (geometry) this.mask.draw(geometry, true);
      this.drawIslands(this.mask);
      this.drawLines(this.mask);
      return this.mask;
    }

    /** @param {Atlas.LandMask} mask */
    drawLines(mask) {
      this.line = mask.next();
      for (const { look, ground } of this.store.layers.values()) {
        if (look.draws !== "lines" || A.state.period) continue;
        const { drawn, features } = /** @type {Atlas.ReferenceLayer} */ (ground);
        for (const i of drawn.keys()) mask.rule(/** @type {Atlas.Geometry} */ (features[i].geometry), this.line);
      }
    }

    /**
     * A chain is drawn before the islands of it that have numbers of their own.
     *
     * @param {Atlas.LandMask} mask
     */
    drawIslands(mask) {
      const marks = this.store.ofLand().flatMap((layer) => layer.marks);
      const chains = marks.filter((mark) => mark.first.kind === "archipelago");
      for (const { geometry } of chains) mask.draw(geometry, true);
      const islands = marks.filter((mark) => !chains.includes(mark));
      this.codes = new Map(islands.map((mark) => [mark.place, mask.draw(mark.geometry)]));
    }

    /**
     * The numbers of the land that a text of a place may lie on: its island or the islands that are part of it, else what
     * lies under its own points.
     *
     * @param {string} place
     * @param {Iterable<{ x: number, y: number }>} points
     */
    own(place, points) {
      const islands = this.store.ofLand().flatMap((layer) => layer.features);
      const parts = islands.filter(({ properties: p }) => p.place === place || p.part_of === place);
      const codes = parts.flatMap(({ properties }) => this.codes.get(properties.place) || []);
      const found = new Set([this.line, ...codes]);
      if (codes.length) return found;
      for (const point of points) this.mask?.codesAt(point, REACH).forEach((code) => found.add(code));
      return found;
    }
  };
})(window.Atlas);
