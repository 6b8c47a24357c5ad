// What lies under the marks and bears no fact: computed lines and waters, and who administered what in a chosen step.
(function (A) {
  "use strict";
  const GROUND = new Set(["line", "waters", "period", "label"]);
  A.isGround = (look) => GROUND.has(look.symbol);

  // Strokes tell who administers without a flag or a side's colour: one ink, equal weight, in directions that the server gives by holder.
  /** @type {Record<string, { d: string, width: number }>} */
  const STROKES = {
    along: { d: "M0 4H8", width: 1.6 },
    across: { d: "M4 0V8", width: 1.6 },
    slanted: { d: "M-2 2L2 -2M0 8L8 0M6 10L10 6", width: 1.6 },
    crossed: { d: "M0 4H8M4 0V8", width: 1.2 },
    dotted: { d: "M3.4 4H4.6", width: 1.8 },
  };

  // What a piece of ground says, and of whom: one of the kinds that geo/tables/sides.py names.
  /** @param {Atlas.Way} way */
  const key = (way) => way.kind + "|" + way.who;
  /** @param {Atlas.Way} way */
  const strokeOf = (way) =>
    A.settings.strokes[way.kind === "joint" || way.kind === "undetermined" ? way.kind : way.who] || "slanted";

  A.unitPattern = function (way) {
    const stroke = strokeOf(way);
    const broken = way.kind === "occupied";
    const id = ["unit", stroke, broken ? "broken" : "whole", A.theme].join("-");
    if (!document.getElementById(id)) {
      const holder = A.draw("svg", { width: 0, height: 0, "aria-hidden": "true", style: "position:absolute" });
      const pattern = A.draw("pattern", { id, width: 8, height: 8, patternUnits: "userSpaceOnUse" });
      const shape = STROKES[stroke];
      /** @type {Record<string, string | number>} */
      const line = { d: shape.d, stroke: A.ink(A.settings.inks.unit), "stroke-width": shape.width, fill: "none" };
      if (broken) line["stroke-dasharray"] = "5 3";
      pattern.append(A.draw("path", line));
      holder.append(pattern);
      document.body.append(holder);
    }
    return "url(#" + id + ")";
  };

  A.Ground = class {
    /**
     * @param {Atlas.Look} look
     * @param {Atlas.Feature[]} features
     */
    constructor(look, features) {
      this.look = look;
      this.features = features;
      /** @type {Map<number, { key: string, way: Atlas.Way, shape: Atlas.Drawn }>} */
      this.drawn = new Map();
    }

    /**
     * Lines follow the view of claims, steps the chosen period; waters come with their layer. A party's own view may know a
     * third state: what it calls undetermined.
     *
     * @param {Atlas.Feature} feature
     * @param {number} passes
     * @returns {Atlas.Way | null}
     */
    wanted(feature, passes) {
      const p = feature.properties;
      const { claims, period } = A.state;
      const party = A.settings.parties.includes(claims);
      if (!passes || !feature.geometry) return null;
      if (this.look.symbol === "line") {
        const shown = p.shown_for || [];
        if (!shown.includes(claims)) return null;
        if (claims === "administered") return { kind: "control", who: "" };
        const one = party ? claims : A.settings.parties.find((id) => shown.includes(id)) || "";
        return { kind: "claim", who: one };
      }
      if (this.look.symbol === "waters") return { kind: "waters", who: "" };
      if (period) return p.period === period ? this.held(p) : null;
      return p.present && p.undetermined_for?.includes(claims) ? { kind: "undetermined", who: claims } : null;
    }

    /**
     * @param {Atlas.Properties} p
     * @returns {Atlas.Way}
     */
    held(p) {
      if (p.held_by === "joint" || p.held_by === "undetermined") return { kind: p.held_by, who: "" };
      return { kind: p.occupied ? "occupied" : "held", who: p.held_by || "", name: p.held_by_name };
    }

    remove() {
      for (const entry of this.drawn.values()) entry.shape.remove();
    }

    /**
     * @param {L.Map} map
     * @param {Atlas.Bits} bits
     */
    show(map, bits) {
      this.features.forEach((feature, i) => {
        const way = this.wanted(feature, bits[i]);
        const drawn = way && key(way) + A.theme;
        const old = this.drawn.get(i);
        if (old && old.key === drawn) return;
        if (old) {
          old.shape.remove();
          this.drawn.delete(i);
        }
        if (way && drawn && feature.geometry) {
          const shape = this.draw(feature.geometry, feature.properties, way).addTo(map);
          this.drawn.set(i, { key: drawn, way, shape });
        }
      });
    }

    /**
     * @param {Atlas.Geometry} geometry
     * @param {Atlas.Properties} p
     * @param {Atlas.Way} way
     */
    draw(geometry, p, way) {
      const made = A.shape(geometry, Object.assign({ bubblingMouseEvents: true }, this.style(way)));
      made.bindTooltip(() => this.tooltip(p, way), { sticky: true, className: "atlas-tip", direction: "top" });
      return made;
    }

    /**
     * Who administers is a whole line, what a party claims a broken one: control never looks like a claim.
     *
     * @param {Atlas.Way} way
     * @returns {L.PathOptions}
     */
    style(way) {
      const color = A.ink(this.look.ink);
      if (way.kind === "claim") return { pane: "lines", color, weight: 2, dashArray: "10 6", fill: false };
      if (way.kind === "control") return { pane: "lines", color, weight: 2, fill: false };
      if (way.kind === "waters") {
        return {
          pane: "waters",
          color,
          weight: 1,
          dashArray: "2 4",
          fillColor: color,
          fillOpacity: 0.1,
          interactive: false,
        };
      }
      return { pane: "units", color, weight: 1.2, fillColor: A.unitPattern(way), fillOpacity: 0.9 };
    }

    /**
     * @param {Atlas.Properties} p
     * @param {Atlas.Way} way
     */
    tooltip(p, way) {
      const made = A.node("div");
      made.append(A.names(p), A.node("div", "", this.says(way)));
      if (this.look.symbol !== "period") {
        made.append(A.node("div", "quiet", A.say("map.computed")));
        if (p.accuracy_worst_m) {
          made.append(A.node("div", "quiet", A.say("map.accuracy", { m: Math.round(p.accuracy_worst_m) })));
        }
      }
      return made;
    }

    /** @param {Atlas.Way} way */
    whose(way) {
      return way.name || (way.who ? A.say("party." + way.who) : "");
    }

    /** @param {Atlas.Way} way */
    says(way) {
      return A.say("map.way." + way.kind, { name: this.whose(way) });
    }

    /**
     * What is shown now, for the legend: each way of drawing once, with its symbol and its words.
     *
     * @returns {Atlas.Row[]}
     */
    legend() {
      const ways = new Map([...this.drawn.values()].map((entry) => [key(entry.way), entry.way]));
      return [...ways.values()].map((way) => [this.symbol(way), this.says(way)]);
    }

    /** @param {Atlas.Way} way */
    symbol(way) {
      if (way.kind === "claim") return A.lineSymbol(this.look.ink, "6 3", 2);
      if (way.kind === "control") return A.lineSymbol(this.look.ink, null, 2);
      if (way.kind === "waters") return A.lineSymbol(this.look.ink, "2 3", 1.4);
      return A.unitSymbol(way, this.look.ink);
    }
  };

  A.unitSymbol = function (way, ink) {
    const made = A.draw("svg", { width: 22, height: 16, viewBox: "0 0 22 16", "aria-hidden": "true" });
    made.append(
      A.draw("rect", {
        x: 2,
        y: 2,
        width: 18,
        height: 12,
        fill: A.unitPattern(way),
        stroke: A.ink(ink),
        "stroke-width": 1.2,
      }),
    );
    return made;
  };
})(window.Atlas);
