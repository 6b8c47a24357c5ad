// The layers that were fetched: the marks of each, what other sources add beside them, and what is asked of both by place.
(function (A) {
  "use strict";
  const MANY = 600; // point features of one layer from which they share one canvas

  A.bitmap = function (text, size) {
    const bytes = atob(text);
    const bits = new Uint8Array(size);
    for (let i = 0; i < size; i += 1) bits[i] = (bytes.charCodeAt(i >> 3) >> (7 - (i & 7))) & 1;
    return bits;
  };

  // The positions of the drawn features of each place, whoever tells of it, or of those kept.
  A.byPlace = function (features, kept = () => true) {
    const groups = new Map();
    features.forEach((feature, i) => {
      if (!feature.geometry || !kept(feature)) return;
      const place = feature.properties.place;
      if (!groups.has(place)) groups.set(place, []);
      groups.get(place).push(i);
    });
    return groups;
  };

  A.Layers = class {
    /** @param {L.Map} map */
    constructor(map) {
      this.map = map;
      /** @type {Map<string, Atlas.Layer>} */
      this.layers = new Map();
      /** @type {Map<string, Atlas.Context>} */
      this.context = new Map();
    }

    /**
     * @param {Atlas.Look} look
     * @param {Atlas.Collection} collection
     */
    build(look, { features }) {
      this.drop(look.id);
      /** @type {Atlas.Layer} */
      const layer = { look, features, marks: [], groups: A.byPlace(features), bits: null, points: null, ground: null };
      if (A.isReference(look)) {
        layer.ground = look.draws === "names" ? new A.PlaceNames(look, features) : new A.ReferenceLayer(look, features);
      } else {
        this.mark(layer);
        this.gatherContext(layer);
      }
      this.layers.set(look.id, layer);
    }

    /** @param {Atlas.Layer} layer */
    mark(layer) {
      const { look, features } = layer;
      const groups = [...A.byPlace(features, (feature) => feature.properties.basis !== "context").values()];
      /** @param {number} i */
      const isPoint = (i) => features[i].geometry?.type === "Point";
      // In the order of the features, not of the places.
      const points = groups
        .flat()
        .filter(isPoint)
        .sort((a, b) => a - b);
      const many = points.length > MANY;
      if (many) layer.points = new A.Points(look, features, points).addTo(this.map);
      const drawn = groups.filter(([first]) => !(many && isPoint(first)));
      layer.marks.push(...drawn.map((indices) => new A.Mark(look, features, indices)));
    }

    /** @param {string} id */
    drop(id) {
      const old = this.layers.get(id);
      if (!old) return;
      old.marks.forEach((mark) => mark.drawn && mark.drawn.remove());
      if (old.points) old.points.remove();
      if (old.ground) old.ground.remove();
      this.layers.delete(id);
    }

    clear() {
      for (const look of A.settings.layers) this.drop(look.id);
      for (const mark of this.context.values()) if (mark.drawn) mark.drawn.remove();
      this.context.clear();
    }

    /** @param {Atlas.Layer} layer */
    gatherContext(layer) {
      if (layer.look.draws === "land") return;
      layer.features.forEach((feature, i) => {
        if (!feature.geometry || feature.properties.basis !== "context") return;
        const place = feature.properties.place;
        const mark = this.context.get(place) || new A.Context(place);
        this.context.set(place, mark);
        mark.add(layer, i);
      });
    }

    ofLand() {
      return [...this.layers.values()].filter((layer) => layer.look.draws === "land");
    }

    /** @param {string} place */
    marksAt(place) {
      return [...this.layers.values()].flatMap((l) => l.marks.filter((mark) => mark.place === place));
    }

    /**
     * The shapes of a place: its own, else those of the places that are part of it.
     *
     * @param {string} place
     * @returns {Atlas.Shape[]}
     */
    shapesOf(place) {
      for (const layer of this.layers.values()) {
        const own = layer.groups.get(place);
        if (own) return shapes([layer.features[own[0]]]);
      }
      const parts = this.ofLand().flatMap((l) => l.features);
      return shapes(parts.filter((f) => f.properties.part_of === place));
    }

    /** @param {string[]} places */
    boundsOf(places) {
      /** @type {L.LatLngBounds | null} */
      let bounds = null;
      for (const [geometry, radius] of places.flatMap((place) => this.shapesOf(place))) {
        const next = A.bounds(geometry, radius);
        bounds = bounds ? bounds.extend(next) : L.latLngBounds(next.getSouthWest(), next.getNorthEast());
      }
      return bounds;
    }

    /** @param {string[]} places */
    countAt(places) {
      const facts = new Set();
      for (const { look, groups, bits, features } of this.layers.values()) {
        if (look.draws === "land") continue;
        for (const i of places.flatMap((place) => groups.get(place) || [])) {
          if (bits?.[i]) features[i].properties.facts.forEach((fact) => facts.add(fact));
        }
      }
      return Math.max(facts.size, ...places.map((place) => A.state.counts[place] || 0));
    }

    islandShapes() {
      const islands = this.ofLand().flatMap((l) => l.marks);
      return islands.filter((m) => m.first.kind !== "archipelago").map((m) => ({ geometry: m.geometry }));
    }
  };

  /**
   * @param {Atlas.Feature[]} features
   * @returns {Atlas.Shape[]}
   */
  function shapes(features) {
    return features.flatMap((f) => (f.geometry ? [[f.geometry, f.properties.uncertainty_m]] : []));
  }
})(window.Atlas);
