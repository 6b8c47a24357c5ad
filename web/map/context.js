// What other sources add: one mark a place, hollow with a double outline, whatever layers its features are of.
(function (A) {
  "use strict";
  const ink = () => A.ink(A.settings.inks.context);
  /** @param {Atlas.Feature} feature */
  const year = (feature) => (feature.properties.earliest || "").slice(0, 4);
  /** @param {Atlas.Properties} p */
  const isPlan = (p) => p.lifecycle === "planned" || p.role === "planned-there";
  /** @param {Atlas.Properties} p */
  const hasEnded = (p) => p.lifecycle === "cancelled" || p.lifecycle === "withdrawn";
  /**
   * What became of a deployment; a guess in print is called one, whatever it guesses.
   *
   * @param {Atlas.Properties} p
   */
  const state = (p) => A.say(p.status === "speculated" ? "status.speculated" : "lifecycle." + p.lifecycle);

  A.Context = class {
    /** @param {string} place */
    constructor(place) {
      this.place = place;
      /** @type {[layer: Atlas.Layer, index: number][]} Each feature's layer, and its position in it. */
      this.members = [];
      /** @type {Atlas.Feature[]} */
      this.passing = [];
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

    /** @param {(p: Atlas.Properties) => boolean | undefined} test */
    every(test) {
      return this.passing.length > 0 && this.passing.every((feature) => test(feature.properties));
    }
    guessed() {
      return this.every((p) => p.status === "speculated");
    }
    later() {
      return this.every((p) => p.later);
    }

    // A plan that was given up is no more there than one that stands: both together are dashed too.
    absent() {
      return this.every((p) => isPlan(p) || hasEnded(p));
    }
    ended() {
      return this.absent() && this.passing.some((feature) => hasEnded(feature.properties));
    }

    dash() {
      return this.guessed() ? "7 4 1 4" : this.absent() ? "7 5" : this.later() ? "1 5" : null;
    }

    /** @param {L.Map} map */
    show(map) {
      this.passing = this.members.filter(([layer, i]) => layer.bits?.[i]).map(([layer, i]) => layer.features[i]);
      const as = this.passing.length ? [this.dash(), A.theme].join() : "";
      if (as === this.drawnAs) return;
      if (this.drawn) this.drawn.remove();
      this.drawnAs = as;
      this.drawn = as ? this.draw().addTo(map) : null;
    }

    draw() {
      // A group whose islands are drawn one by one is outlined by them: an area is drawn once.
      if (A.store.hasParts(this.place)) return L.layerGroup();
      const area = this.geometry.type !== "Point";
      const rings = area ? this.outlines() : this.rings();
      const made = L.layerGroup(rings);
      const touch = area ? null : rings[0];
      if (touch) {
        touch.on("click", () => A.pick(this.place));
        touch.bindTooltip(() => this.tooltip(), { className: "atlas-tip", direction: "top" });
      }
      return made;
    }

    // An area's double line lies outside its coast, under the land: each wider path shows beside the next.
    outlines() {
      const dashArray = this.dash() ?? undefined;
      const sea = A.ink(A.settings.inks.sea);
      /** @type {[weight: number, color: string, dash: string | undefined][]} */
      const strokes = [
        [13, ink(), dashArray],
        [10, sea, undefined],
        [9, ink(), dashArray],
        [6, sea, undefined],
      ];
      return strokes.map(([weight, color, dash]) =>
        A.shape(this.geometry, {
          pane: "context",
          interactive: false,
          fill: false,
          weight,
          color,
          dashArray: dash,
          lineCap: "butt",
        }),
      );
    }

    rings() {
      const common = {
        pane: "marks",
        color: ink(),
        weight: 1.8,
        dashArray: this.dash() ?? undefined,
        bubblingMouseEvents: false,
      };
      const radius = this.first.uncertainty_m;
      return [
        A.shape(this.geometry, Object.assign({}, common, { fill: true, fillOpacity: 0 }), radius),
        A.shape(this.geometry, Object.assign({ wider_px: 4, interactive: false, fill: false }, common), radius),
      ];
    }

    // How many facts, and for deployments what became of them and when.
    lines() {
      const made = A.node("div", "roles");
      made.append(A.doubleSymbol(this.dash()));
      const text = A.node("span");
      text.append(A.node("span", "title", A.say("map.context") + " "), A.node("b", "n", this.count()));
      const states = new Map();
      for (const feature of this.passing.filter((f) => f.properties.lifecycle)) {
        const label = state(feature.properties);
        states.set(label, (states.get(label) || new Set()).add(year(feature)));
      }
      for (const [label, years] of states) {
        text.append(A.node("small", "", label + " " + [...years].filter(Boolean).sort().join(", ")));
      }
      if (this.later()) text.append(A.node("small", "", A.say("map.later")));
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

    // A place that only other sources name gets a small badge: the number, or the years where all is later or has ended.
    badge() {
      const years = [...new Set(this.passing.map(year))].filter(Boolean).sort();
      const text =
        (this.ended() ? "✕ " : "") +
        (this.later() || this.ended()
          ? [years[0], years.at(-1)].filter((y, i) => i === 0 || y !== years[0]).join("–")
          : this.count());
      const label = A.say("map.context_at", { place: this.first.name_en, n: this.count() });
      const made = A.button("badge" + (this.later() ? " later" : ""), text, label, () => A.pick(this.place));
      made.title = label;
      return made;
    }
  };
})(window.Atlas);
