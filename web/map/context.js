// What other sources add: one mark a place, whatever layers its features are of.
(function (A) {
  "use strict";
  /** @param {Atlas.Feature} feature */
  const year = (feature) => (feature.properties.earliest || "").slice(0, 4);

  A.Context = class {
    /** @param {string} place */
    constructor(place) {
      this.place = place;
      /** @type {[layer: Atlas.Layer, index: number][]} Each feature's layer, and its position in it. */
      this.members = [];
      /** @type {Atlas.Feature[]} */
      this.passing = [];
      /** @type {string | null} By which it is drawn now. */
      this.symbol = null;
      /** By which callout and badge tell of it, be it drawn or not. */
      this.sign = "";
      /** @type {L.LayerGroup | null} */
      this.drawn = null;
      this.drawnAs = "";
    }

    get feature() {
      const [layer, index] = this.members[0];
      return layer.features[index];
    }

    get first() {
      return this.feature.properties;
    }

    get geometry() {
      // Only features with a shape are added.
      return /** @type {Atlas.Geometry} */ (this.feature.geometry);
    }

    /**
     * @param {Atlas.Layer} layer
     * @param {number} index
     */
    add(layer, index) {
      this.members.push([layer, index]);
    }

    /** @param {L.Map} map */
    show(map) {
      const passing = this.members.filter(([layer, i]) => layer.bits?.[i]).map(([layer, i]) => layer.features[i]);
      this.passing = A.bearing(passing);
      const { rules } = A.settings.context;
      const states = A.statesOf(this.passing);
      this.symbol = A.symbolOf(rules, A.shapeOf(this.geometry, this.first.states), states);
      this.sign = this.symbol || A.symbolOf(rules, "point", states) || "";
      const as = this.symbol ? [this.symbol, A.theme].join() : "";
      if (as === this.drawnAs) return;
      if (this.drawn) this.drawn.remove();
      this.drawnAs = as;
      this.drawn = this.symbol ? this.draw(this.symbol).addTo(map) : null;
    }

    /** @param {string} symbol */
    draw(symbol) {
      const radius = this.first.uncertainty_m;
      const look = A.settings.context;
      const paths = A.doublePaths(this.geometry, symbol, look, radius);
      if (this.geometry.type === "Point") {
        paths[0].on("click", () => A.pick(this.place));
        A.tip(paths[0], () => this.tooltip());
      }
      return L.layerGroup([...paths, ...A.besideMark(this.geometry, symbol, null, look, radius)]);
    }

    // How many facts, and for deployments what became of them and when.
    lines() {
      const made = A.node("div", "roles");
      made.append(A.swatch(this.sign, A.settings.context));
      const text = A.node("span");
      text.append(A.node("span", "title", A.say("map.context") + " "), A.node("b", "n", this.count()));
      /** @type {Map<string | null, Set<string>>} */
      const told = new Map();
      for (const feature of this.passing.filter((f) => f.properties.lifecycle)) {
        const label = A.toldOf(feature.properties.states);
        told.set(label, (told.get(label) || new Set()).add(year(feature)));
      }
      for (const [label, years] of told) {
        text.append(A.node("small", "", label + " " + [...years].filter(Boolean).sort().join(", ")));
      }
      if (A.statesOf(this.passing).every((states) => states.includes("later"))) {
        text.append(A.node("small", "", A.say("map.later")));
      }
      made.append(text);
      return made;
    }

    count() {
      return new Set(this.passing.flatMap((f) => f.properties.facts)).size;
    }

    tooltip() {
      const made = A.node("div");
      made.append(A.names(this.first), this.lines(), A.node("div", "quiet", A.precision(this.first)));
      return made;
    }

    // A place that only other sources name gets a small badge: the number, or for some symbols the years. That of a chain says whose it
    // is: it stands by some island of it, and a number alone would be read as that one's.
    badge() {
      const { cross, years: inYears } = A.symbol(this.sign);
      const years = [...new Set(this.passing.map(year))].filter(Boolean).sort();
      const span = [years[0], years.at(-1)].filter((y, i) => i === 0 || y !== years[0]).join("–");
      const text = (cross ? "✕ " : "") + (inYears ? span : this.count());
      const said = A.say("map.context_at", { place: this.first.name_en, n: this.count() });
      // What is written on it is part of its name.
      const label = inYears ? said + ", " + text : said;
      const made = A.button("badge of-" + this.sign, null, label, () => A.pick(this.place));
      const total = A.node("span", "total");
      if (this.first.kind === "archipelago") total.append(A.node("span", "of", this.first.name_en + " "));
      total.append(text);
      made.append(total);
      made.title = label;
      return made;
    }
  };
})(window.Atlas);
