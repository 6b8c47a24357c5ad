// What lies under the marks and bears no fact: computed lines and waters, and who administered what in a chosen step.
(function (A) {
  "use strict";
  const GROUND = new Set(["line", "waters", "period"]);
  A.isGround = (look) => GROUND.has(look.symbol);

  // Patterns tell who administers without a flag or a side's colour: strokes of one ink in two directions, dots for neither.
  const PATTERNS = {
    japan: { d: "M0 4H8", width: 1.6 },
    russia: { d: "M4 0V8", width: 1.6 },
    "soviet-union": { d: "M4 0V8", width: 1.6 },
    joint: { d: "M0 4H8M4 0V8", width: 1.2 },
    undetermined: { d: "M3.4 4H4.6", width: 1.8 },
  };

  A.unitPattern = function (who) {
    const id = "unit-" + who + "-" + A.theme;
    if (!document.getElementById(id)) {
      const holder = A.draw("svg", { width: 0, height: 0, "aria-hidden": "true", style: "position:absolute" });
      const pattern = A.draw("pattern", { id, width: 8, height: 8, patternUnits: "userSpaceOnUse" });
      const shape = PATTERNS[who] || PATTERNS.undetermined;
      pattern.append(A.draw("path", { d: shape.d, stroke: A.ink(A.settings.inks.unit), "stroke-width": shape.width, fill: "none" }));
      holder.append(pattern);
      document.body.append(holder);
    }
    return "url(#" + id + ")";
  };

  A.Ground = class {
    constructor(look, features) {
      this.look = look;
      this.features = features;
      this.drawn = new Map();
    }

    // Lines follow the view of claims, steps the chosen period; waters come with their layer. Japan's position knows a third
    // state: what it gave up and nobody was named for.
    wanted(feature, passes) {
      const p = feature.properties;
      if (!passes || !feature.geometry) return null;
      if (this.look.symbol === "line") return p.shown_for.includes(A.state.claims) ? "line" : null;
      if (this.look.symbol === "waters") return "waters";
      if (A.state.period) return p.period === A.state.period ? p.held_by : null;
      return A.state.claims === "japan" && p.undetermined_for.includes("japan") && p.present ? "undetermined" : null;
    }

    show(map, bits) {
      this.features.forEach((feature, i) => {
        const as = this.wanted(feature, bits[i]), key = as && as + A.theme, old = this.drawn.get(i);
        if (old && old.key === key) return;
        if (old) { old.shape.remove(); this.drawn.delete(i); }
        if (as) this.drawn.set(i, { key, as, shape: this.draw(feature, as).addTo(map) });
      });
    }

    draw(feature, as) {
      const made = A.shape(feature.geometry, Object.assign({ bubblingMouseEvents: true }, this.style(as)));
      made.bindTooltip(() => this.tooltip(feature.properties, as), { sticky: true, className: "atlas-tip", direction: "top" });
      return made;
    }

    style(as) {
      const color = A.ink(this.look.ink);
      if (as === "line") return { pane: "lines", color, weight: 2, dashArray: "10 6", fill: false };
      if (as === "waters") return { pane: "waters", color, weight: 1, dashArray: "2 4", fillColor: color, fillOpacity: 0.1, interactive: false };
      return { pane: "units", color, weight: 1.2, fillColor: A.unitPattern(as), fillOpacity: 0.9 };
    }

    tooltip(p, as) {
      const made = A.node("div");
      made.append(A.names(p));
      if (this.look.symbol === "period") made.append(A.node("div", "", A.say("map.held." + as)));
      else {
        made.append(A.node("div", "quiet", A.say("map.computed")));
        if (p.accuracy_worst_m) made.append(A.node("div", "quiet", A.say("map.accuracy", { m: Math.round(p.accuracy_worst_m) })));
      }
      return made;
    }

    // What is shown now, for the legend: each way of drawing once, with its symbol and its words.
    legend() {
      const ways = new Set([...this.drawn.values()].map((entry) => entry.as));
      return [...ways].map((as) => {
        if (as === "line") return [A.lineSymbol(this.look.ink, "6 3", 2), A.say("map.lines")];
        if (as === "waters") return [A.lineSymbol(this.look.ink, "2 3", 1.4), A.say("map.waters")];
        return [A.unitSymbol(as, this.look.ink), A.say("map.held." + as)];
      });
    }
  };

  A.unitSymbol = function (who, ink) {
    const made = A.draw("svg", { width: 22, height: 16, viewBox: "0 0 22 16", "aria-hidden": "true" });
    made.append(A.draw("rect", { x: 2, y: 2, width: 18, height: 12, fill: A.unitPattern(who), stroke: A.ink(ink), "stroke-width": 1.2 }));
    return made;
  };
})(window.Atlas);
