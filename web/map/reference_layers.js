// What lies under the marks and bears no fact: computed lines and waters, and who administered what in a chosen step. The server
// says for each view of claims and each period which feature is drawn by which symbol, and of whom it tells.
(function (A) {
  "use strict";
  A.isReference = (look) => look.ground || look.draws === "names";

  A.ReferenceLayer = class {
    /**
     * @param {Atlas.Look} look
     * @param {Atlas.Feature[]} features
     */
    constructor(look, features) {
      this.look = look;
      this.features = features;
      /** @type {Map<number, { as: string; symbol: string; name: string; shape: Atlas.Drawn }>} By the feature's position. */
      this.drawn = new Map();
    }

    // What the present view draws of this layer: a symbol's id and an actor's, by the feature's id.
    wanted() {
      const { claims, period } = A.state;
      const { ways } = A.settings;
      return (period ? ways.periods[period] : ways.claims[claims])[this.look.id] || {};
    }

    remove() {
      for (const entry of this.drawn.values()) entry.shape.remove();
    }

    /**
     * @param {L.Map} map
     * @param {Atlas.Bits} bits
     */
    show(map, bits) {
      const wanted = this.wanted();
      this.features.forEach((feature, i) => {
        const [symbol, who] = (bits[i] && feature.geometry && wanted[feature.id || ""]) || ["", ""];
        const as = symbol && [symbol, who, A.theme].join();
        const old = this.drawn.get(i);
        if (old && old.as === as) return;
        if (old) {
          old.shape.remove();
          this.drawn.delete(i);
        }
        if (!symbol) return;
        const name = this.whose(feature.properties, who);
        this.drawn.set(i, { as, symbol, name, shape: this.draw(feature, symbol, name).addTo(map) });
      });
    }

    /**
     * @param {Atlas.Feature} feature
     * @param {string} symbol
     * @param {string} name
     * @returns {Atlas.Drawn}
     */
    draw(feature, symbol, name) {
      const style = A.pathStyle(symbol, this.look, "area");
      const filled = A.symbol(symbol).fill !== "none";
      const interactive = this.look.draws !== "waters";
      const made = A.shape(/** @type {Atlas.Geometry} */ (feature.geometry), {
        bubblingMouseEvents: true,
        interactive,
        ...style,
        fill: filled,
      });
      A.tip(made, () => this.tooltip(feature.properties, symbol, name));
      return made;
    }

    /**
     * @param {Atlas.Properties} p
     * @param {string} symbol
     * @param {string} name
     */
    tooltip(p, symbol, name) {
      const made = A.node("div");
      made.append(A.names(p), A.node("div", "", A.say(A.symbol(symbol).legend, { name })));
      if (this.look.draws !== "units") {
        made.append(A.node("div", "quiet", A.say("map.computed")));
        if (p.accuracy_worst_m) {
          made.append(A.node("div", "quiet", A.say("map.accuracy", { m: A.figure(p.accuracy_worst_m) })));
        }
      }
      return made;
    }

    /**
     * The name of whom a feature tells: who held it, else a party.
     *
     * @param {Atlas.Properties} p
     * @param {string} who
     */
    whose(p, who) {
      if (!who) return "";
      return (who === p.held_by && p.held_by_name) || A.say("party." + who);
    }

    /**
     * What is drawn now, for the legend.
     *
     * @returns {Atlas.Told[]}
     */
    inLegend() {
      const shape = (/** @type {number} */ i) => /** @type {Atlas.Geometry} */ (this.features[i].geometry);
      return [...this.drawn].map(([i, { symbol, name }]) => [shape(i), symbol, name]);
    }
  };
})(window.Atlas);
