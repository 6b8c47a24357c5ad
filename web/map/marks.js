// Marks: one a layer and place, however many facts it bears, so that fills are never stacked. Each knows the positions of
// its features in the layer's bitmap and shows itself when one of them passes.
(function (A) {
  "use strict";

  // A circle of the stated radius on the ground, never smaller than a ring of six pixels.
  A.Ring = class extends L.Circle {
    _project() {
      super._project();
      const wider = this.options.wider_px || 0;
      const radius = Math.max(this._radius, 6) + wider;
      const radiusY = Math.max(this._radiusY || radius, 6 + wider);
      Object.assign(this, { true_px: this._radius, _radius: radius, _radiusY: radiusY });
      this._updateBounds();
    }

    // Its right half alone: a dash as long as half of it, which begins at its lowest point.
    _updatePath() {
      super._updatePath();
      if (!this.options.half) return;
      const half = Math.PI * this._radius;
      this.setStyle({ dashArray: half + " " + half, dashOffset: String(-half / 2) });
    }
  };

  A.shape = function (geometry, options, radius_m) {
    if (geometry.type === "Point") {
      const [lon, lat] = geometry.coordinates;
      return new A.Ring([lat, lon], Object.assign({ radius: radius_m || 1 }, options));
    }
    return L.geoJSON(geometry, options);
  };

  // Bounds are asked for at every state, and an island has thousands of vertices: each geometry is measured once.
  /** @type {WeakMap<Atlas.Geometry, L.LatLngBounds>} */
  const measured = new WeakMap();
  A.bounds = function (geometry, radius_m) {
    const known = measured.get(geometry) || measure(geometry, radius_m);
    measured.set(geometry, known);
    return known;
  };
  /**
   * @param {Atlas.Geometry} geometry
   * @param {number | null} [radius_m]
   */
  function measure(geometry, radius_m) {
    if (geometry.type !== "Point") return L.geoJSON(geometry).getBounds();
    const [lon, lat] = geometry.coordinates;
    return L.latLng(lat, lon).toBounds(2 * Math.max(radius_m || 0, 2000));
  }

  A.Mark = class {
    /**
     * @param {Atlas.Look} look
     * @param {Atlas.Feature[]} features
     * @param {number[]} indices
     */
    constructor(look, features, indices) {
      this.look = look;
      this.features = features;
      this.indices = indices;
      this.first = features[indices[0]].properties;
      this.place = this.first.place;
      // Only features with a shape have a mark.
      this.geometry = /** @type {Atlas.Geometry} */ (features[indices[0]].geometry);
      /** @type {Atlas.Feature[]} */
      this.passing = [];
      /** @type {string | null} */
      this.symbol = null;
      /** @type {string | null} */
      this.beside = null;
      /** @type {L.LayerGroup | null} */
      this.drawn = null;
      /** @type {Atlas.Drawn | null} The path that is clicked and styled anew. */
      this.outline = null;
      /** What the drawing was made for, and its style. */
      this.drawnAs = "";
      this.styled = "";
    }

    /**
     * @param {L.Map} map
     * @param {Atlas.Bits} bits
     */
    show(map, bits) {
      this.passing = A.bearing(this.indices.filter((i) => bits[i]).map((i) => this.features[i]));
      const states = A.statesOf(this.passing);
      const shape = A.shapeOf(this.geometry, this.first.states);
      this.symbol = A.symbolOf(this.look.rules, shape, states);
      this.beside = A.symbolOf(A.settings.beside, shape, states);
      if (!this.symbol) {
        this.remove();
        return;
      }
      const style = A.pathStyle(this.symbol, this.look, shape);
      const crossed = A.symbol(this.symbol).cross && this.symbol;
      const as = [style.pane, ...(this.beside || crossed ? [this.beside, crossed, A.theme] : [])].join();
      // An outline of thousands of points is painted anew when its style is set, be it the same.
      const styled = JSON.stringify(style);
      if (this.drawn && as === this.drawnAs) {
        if (styled !== this.styled) this.outline?.setStyle(style);
      } else {
        this.remove();
        this.drawn = this.draw(this.symbol, style).addTo(map);
      }
      this.styled = styled;
      this.drawnAs = as;
    }

    remove() {
      if (this.drawn) this.drawn.remove();
      this.drawn = null;
    }

    /**
     * @param {string} symbol
     * @param {L.PathOptions} style
     */
    draw(symbol, style) {
      // An area over islands that can be clicked one by one lets clicks through to them; its callout stands for the group.
      const interactive = !this.first.states.includes("group");
      const radius = this.first.uncertainty_m;
      this.outline = A.shape(this.geometry, { bubblingMouseEvents: false, interactive, ...style }, radius);
      if (interactive) {
        this.outline.on("click", () => {
          // Land is a way to its place whatever the filters leave on it.
          if (this.passing.length || this.look.draws === "land") A.pick(this.place);
        });
        A.tip(this.outline, () => this.tooltip());
      }
      return L.layerGroup([this.outline, ...A.besideMark(this.geometry, symbol, this.beside, this.look, radius)]);
    }

    count() {
      if (this.look.draws === "land") return A.state.counts[this.place] || 0;
      return new Set(this.passing.flatMap((f) => f.properties.facts)).size;
    }

    tooltip() {
      const made = A.node("div");
      made.append(A.names(this.first));
      if (this.look.draws === "land") {
        made.append(A.node("div", "", A.say("map.facts", { n: this.count() })));
        const others = A.state.others[this.place];
        if (others) made.append(A.node("div", "", A.say("map.others", { n: others })));
        const group = (this.first.facts_of_group || []).length;
        const named = (this.first.facts_named || []).length;
        if (group && !named) made.append(A.node("div", "quiet", A.say("map.group_only")));
        if ((this.first.facts_if_wider || []).length) made.append(A.node("div", "quiet", A.say("map.wider")));
      } else made.append(A.roles(this));
      made.append(A.node("div", "quiet", A.precision(this.first)));
      return made;
    }
  };
})(window.Atlas);
