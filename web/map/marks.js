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

  A.names = function (p) {
    const made = A.node("div", "names");
    // The second party's names lead in its own view alone.
    const turned = A.settings.parties.indexOf(A.state.claims) > 0;
    const { languages } = A.settings;
    made.append(A.node("b", "", turned ? p.name_en_russia_first : p.name_en));
    const own = (turned ? [...languages].reverse() : languages)
      .map((language) => p[/** @type {const} */ (`name_${language}`)])
      .filter(Boolean)
      .join(" · ");
    if (own) made.append(A.node("span", "own", own));
    return made;
  };

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
      /** @type {Atlas.Drawn | null} */
      this.drawn = null;
      /** @type {string | null} The style that it has now. */
      this.styled = null;
    }

    planned() {
      return this.passing.length > 0 && this.passing.every((f) => f.properties.role === "planned-there");
    }

    /** @returns {L.PathOptions} */
    style() {
      const { look } = this;
      const color = A.ink(look.ink);
      const pane = "marks";
      if (look.symbol === "land") return this.landStyle(color);
      if (this.planned()) return { pane, color, weight: 2, dashArray: "6 5", fill: true, fillOpacity: 0 };
      if (look.symbol === "hatch" && this.geometry.type !== "Point") {
        return { pane, color, weight: 0, fill: true, fillColor: A.hatch(look.ink), fillOpacity: 0.85 };
      }
      if (this.geometry.type === "Point") {
        return { pane, color, weight: 2, fill: true, fillColor: color, fillOpacity: 0.08 };
      }
      return { pane: "rims", color, weight: 6, opacity: 0.75, fill: true, fillOpacity: 0 };
    }

    /**
     * @param {string} color
     * @returns {L.PathOptions}
     */
    landStyle(color) {
      const pane = "islands";
      const on = this.passing.length > 0;
      if (this.first.kind === "archipelago") {
        return { pane: "rims", color, weight: on ? 1.6 : 0, dashArray: "3 4", fill: true, fillOpacity: 0 };
      }
      return {
        pane,
        color,
        weight: on ? 1.5 : 0,
        fill: true,
        fillColor: A.ink(A.settings.inks.islands),
        fillOpacity: 1,
      };
    }

    // Land stays as land when no fact of it passes; every other mark goes.
    wanted() {
      return this.passing.length > 0 || this.look.symbol === "land";
    }

    /**
     * @param {L.Map} map
     * @param {Atlas.Bits} bits
     */
    show(map, bits) {
      this.passing = this.indices.filter((i) => bits[i]).map((i) => this.features[i]);
      if (!this.wanted()) {
        if (this.drawn) {
          this.drawn.remove();
          this.drawn = null;
        }
        return;
      }
      // An outline of thousands of points is painted anew when its style is set, be it the same.
      const style = this.style();
      const styled = JSON.stringify(style);
      const same = styled === this.styled;
      this.styled = styled;
      if (!this.drawn) {
        // An area over islands that can be clicked one by one lets clicks through to them; its callout stands for the group.
        const interactive = !A.store.hasParts(this.place);
        const options = Object.assign({ bubblingMouseEvents: false, interactive }, style);
        this.drawn = A.shape(this.geometry, options, this.first.uncertainty_m);
        if (interactive) {
          this.drawn.on("click", () => {
            if (this.passing.length) A.pick(this.place);
          });
          this.drawn.bindTooltip(() => this.tooltip(), { sticky: true, className: "atlas-tip", direction: "top" });
        }
        this.drawn.addTo(map);
      } else if (!same) this.drawn.setStyle(style);
    }

    count() {
      if (this.look.symbol === "land") return A.state.counts[this.place] || 0;
      return new Set(this.passing.flatMap((f) => f.properties.facts)).size;
    }

    tooltip() {
      const made = A.node("div");
      made.append(A.names(this.first));
      if (this.look.symbol === "land") {
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

  A.precision = function (p) {
    const word = A.say("map.precision." + p.precision);
    return p.uncertainty_m ? A.say("map.within", { word, distance: A.distance(p.uncertainty_m) }) : word;
  };

  // How many facts a mark bears, by role: three said to be there, one planned there.
  A.roles = function (mark) {
    const counts = new Map();
    for (const feature of mark.passing) {
      counts.set(feature.properties.role, (counts.get(feature.properties.role) || 0) + 1);
    }
    const made = A.node("div", "roles");
    made.append(A.symbol(mark.look, mark.planned()));
    const parts = [...counts].map(([role, n]) => A.say("map.role." + role, { n }));
    const lines = A.node("span");
    lines.append(A.node("span", "title", A.say("map.layer_facts", { title: A.say("layer." + mark.look.id) }) + " "));
    lines.append(A.node("b", "n", mark.count()));
    lines.append(A.node("small", "", parts.join(", ")));
    made.append(lines);
    return made;
  };

  // One callout a place: its names, and a line for each layer that has something there, then what other sources add.
  A.callout = function (place, marks, context) {
    const shown = marks.filter((mark) => mark.look.symbol !== "land" && mark.passing.length);
    const others = context && context.passing.length ? context : null;
    if (!shown.length) return others ? others.badge() : null;
    const p = shown[0].first;
    const made = A.button("callout", null, null, () => A.pick(place));
    made.append(A.names(p));
    for (const mark of shown) made.append(A.roles(mark));
    if (others) made.append(others.lines());
    if (shown.some((mark) => mark.passing.some((f) => f.properties.evidence === "contradicted"))) {
      made.append(A.node("div", "differ", A.say("map.differ")));
    }
    made.append(A.node("div", "quiet", A.precision(p)));
    if (shown.some((mark) => mark.passing.some((f) => f.properties.wider))) {
      made.append(A.node("div", "quiet", A.say("map.four_or_wider")));
    }
    return made;
  };
})(window.Atlas);
