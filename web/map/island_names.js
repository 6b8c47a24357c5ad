// The islands' names: each a button beside its island, both sides' names in their own scripts under the neutral pair.
(function (A) {
  "use strict";
  const NAMED_FROM = 20; // pixels that an island is long before it is named
  const WAYS = ["nw", "se", "wnw", "ese", "w", "e", "n", "s", "nnw", "sse", "sw", "ne", "wsw", "ene", "ssw", "nne"];
  const WHOLE_FROM = 6.6; // zoom from which both sides' own names stand under the pair

  A.IslandNames = class {
    /**
     * @param {L.Map} map
     * @param {Atlas.Store} store
     */
    constructor(map, store) {
      this.map = map;
      this.store = store;
      /** @type {Atlas.Label[]} */
      this.labels = [];
      /** @type {string | null} The view of claims by which names were written. */
      this.named = null;
    }

    forget() {
      this.named = null;
    }

    // The order of names follows the view of claims; the numbers in them change with every filter.
    refresh() {
      if (this.named !== A.state.claims) {
        this.named = A.state.claims;
        this.labels.forEach(({ marker }) => marker.remove());
        const marks = this.store.ofLand().flatMap((layer) => layer.marks);
        this.labels = marks.map((mark) => this.write(mark));
      }
      for (const { mark, told } of this.labels) {
        const text = ", " + A.say("map.facts", { n: mark.count() });
        if (told.textContent !== text) told.textContent = text;
      }
    }

    /**
     * @param {Atlas.Mark} mark
     * @returns {Atlas.Label}
     */
    write(mark) {
      const made = A.button("island", null, null, () => A.pick(mark.place));
      const names = A.names(mark.first);
      const told = A.node("span", "told-aside");
      const chain = mark.first.kind === "archipelago";
      if (chain) made.classList.add("of-chain");
      made.append(names, told);
      const at = A.bounds(mark.geometry).getCenter();
      const icon = A.icon("label-at", made);
      const marker = L.marker(at, { icon, interactive: false, keyboard: false, pane: "tooltipPane" }).addTo(this.map);
      return { place: mark.place, mark, made, marker, told, chain };
    }

    /**
     * The names that the map is large enough for, with where each may stand.
     *
     * @param {Atlas.LandCodes} codes
     * @param {boolean} chains The names of chains, which stand after all else, or those of islands.
     * @returns {(Atlas.Wanted & { label: Atlas.Label })[]}
     */
    wanted(codes, chains) {
      const view = this.map.getBounds();
      const seen = this.labels.filter(
        ({ mark, chain }) => chain === chains && view.intersects(A.bounds(mark.geometry)) && this.isLong(mark.geometry),
      );
      return seen.map((label) => this.wish(label, codes));
    }

    /**
     * @param {Atlas.Label} label
     * @param {Atlas.LandCodes} codes
     */
    wish(label, codes) {
      const { place, mark, chain } = label;
      const shapes = chain ? this.loose(mark.geometry, codes) : [mark.geometry];
      const edges = shapes.map((geometry) => A.outermost(this.map, [[geometry, null]], 0));
      const own = chain ? new Set([codes.line]) : codes.own(place, []);
      const spots = (/** @type {Atlas.Size} */ size) => [
        ...edges.flatMap((edge) => A.around(edge, size, WAYS, [5, 12])),
        ...(chain ? [] : this.within(mark.geometry, size)),
      ];
      return { label, place, own, forms: this.forms(label, spots) };
    }

    /**
     * @param {Atlas.Label} label
     * @param {(size: Atlas.Size) => Atlas.Spot[]} spots
     * @returns {Atlas.Form[]}
     */
    forms({ made }, spots) {
      const names = this.map.getZoom() < WHOLE_FROM ? ["short", "narrow"] : ["whole", "short", "narrow"];
      const sizes = A.sizesOf(
        this.map,
        names.map((name) => A.inForm(made, name)),
      );
      return names.map((name, i) => ({ name, ...sizes[i], spots: spots(sizes[i]) }));
    }

    /**
     * Where the map shows but a part of an island, its name may stand on it.
     *
     * @param {Atlas.Geometry} geometry
     * @param {Atlas.Size} size
     */
    within(geometry, size) {
      const bounds = A.bounds(geometry);
      const from = this.map.latLngToContainerPoint(bounds.getNorthWest());
      const to = this.map.latLngToContainerPoint(bounds.getSouthEast());
      const frame = this.map.getSize();
      if (from.x > 0 && from.y > 0 && to.x < frame.x && to.y < frame.y) return [];
      const middle = {
        x: (Math.max(0, from.x) + Math.min(frame.x, to.x)) / 2,
        y: (Math.max(0, from.y) + Math.min(frame.y, to.y)) / 2,
      };
      return A.anywhere(frame, size, middle, null).filter(
        ({ box }) => box.right > from.x && box.left < to.x && box.bottom > from.y && box.top < to.y,
      );
    }

    /**
     * The islands of a chain that are in view and have no name of their own, the largest first.
     *
     * @param {Atlas.Geometry} geometry
     * @param {Atlas.LandCodes} codes
     */
    loose(geometry, codes) {
      if (geometry.type !== "MultiPolygon") return [geometry];
      const view = this.map.getBounds();
      const named = new Set(codes.codes.values());
      return A.partsOf(geometry).filter((part) => {
        const bounds = A.bounds(part);
        if (!view.intersects(bounds) || !this.isLong(part)) return false;
        const middle = this.map.latLngToContainerPoint(bounds.getCenter());
        return ![...(codes.mask?.codesAt(middle) || [])].some((code) => named.has(code));
      });
    }

    /** @param {Atlas.Geometry} geometry */
    isLong(geometry) {
      const bounds = A.bounds(geometry);
      const from = this.map.latLngToContainerPoint(bounds.getNorthWest());
      return from.distanceTo(this.map.latLngToContainerPoint(bounds.getSouthEast())) >= NAMED_FROM;
    }
  };

  /** @type {WeakMap<GeoJSON.MultiPolygon, GeoJSON.Polygon[]>} */
  const parts = new WeakMap();
  // The parts of an area as areas of their own, the largest first.
  A.partsOf = function (geometry) {
    const old = parts.get(geometry);
    if (old) return old;
    const sorted = [...geometry.coordinates].sort((a, b) => b[0].length - a[0].length);
    /** @type {GeoJSON.Polygon[]} */
    const made = sorted.map((coordinates) => ({ type: "Polygon", coordinates }));
    parts.set(geometry, made);
    return made;
  };
})(window.Atlas);
