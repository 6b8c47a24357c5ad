// How marks look: the rules that give a mark its symbol, and every way to draw one. Both are data that layers/ keeps and the
// server hands over; nothing here or in another script decides a look.
(function (A) {
  "use strict";
  const WIDE = 22; // pixels of a symbol in legend and callout
  const TALL = 16;

  A.symbol = function (id) {
    const found = A.settings.symbols.find((symbol) => symbol.id === id);
    if (!found) throw new Error("no symbol: " + id);
    return found;
  };

  A.colorOf = function (symbol, look) {
    return A.ink(symbol.ink ? A.settings.inks[symbol.ink] : look.ink);
  };

  A.shapeOf = function (geometry, states) {
    if (geometry.type === "Point") return "point";
    return states.includes("chain") ? "chain" : "area";
  };

  // The same as symbol_of in layers/rules.py: the first rule that fits a shape and the states of the features that pass.
  A.symbolOf = function (rules, shape, features) {
    const inAny = (/** @type {string[]} */ wanted) => (/** @type {string[]} */ states) =>
      wanted.some((state) => states.includes(state));
    const found = rules.find(
      (rule) =>
        rule.passing === features.length > 0 &&
        (!rule.shapes.length || rule.shapes.includes(shape)) &&
        (!rule.each.length || features.every(inAny(rule.each))) &&
        (!rule.some.length || features.some(inAny(rule.some))),
    );
    return found ? found.symbol : null;
  };

  // What a mark bears now: the features that pass, less those that rest while a period shows.
  A.bearing = function (features) {
    return A.state.period ? features.filter((feature) => !feature.properties.states.includes("rests")) : features;
  };

  A.statesOf = function (features) {
    return features.map((feature) => feature.properties.states);
  };

  // The message that says what became of a thing: that of the weightiest of its states.
  A.toldOf = function (states) {
    const found = A.settings.told.find(([state]) => states.includes(state));
    return found ? A.say(found[1]) : null;
  };

  /** @param {Atlas.Symbol} symbol */
  const dashes = (symbol) => (symbol.dash.length ? symbol.dash.join(" ") : undefined);

  /**
   * Lines at one distance, once a document, pattern and colour. Leaflet passes `url(#id)` through as a path's fill.
   *
   * @param {Atlas.Pattern} pattern
   * @param {string} color
   */
  function fillOf(pattern, color) {
    const { directions, distance, width, dash } = pattern;
    const id = ["fill", ...directions, distance, width, ...dash, color.slice(1)].join("-");
    if (document.getElementById(id)) return "url(#" + id + ")";
    const holder = A.draw("svg", { width: 0, height: 0, "aria-hidden": "true", style: "position:absolute" });
    const made = A.draw("pattern", { id, width: distance, height: distance, patternUnits: "userSpaceOnUse" });
    if (directions.includes("slanted")) made.setAttribute("patternTransform", "rotate(45)");
    for (const direction of directions) {
      const middle = distance / 2;
      const d = direction === "along" ? `M0 ${middle}H${distance}` : `M${middle} 0V${distance}`;
      const line = A.draw("path", { d, stroke: color, "stroke-width": width, fill: "none" });
      if (dash.length) line.setAttribute("stroke-dasharray", dash.join(" "));
      made.append(line);
    }
    holder.append(made);
    document.body.append(holder);
    return "url(#" + id + ")";
  }

  /**
   * @param {Atlas.Symbol} symbol
   * @param {string} color
   * @returns {{ fillOpacity: number; fillColor?: string }}
   */
  function filling(symbol, color) {
    if (symbol.fill === "land") return { fillColor: A.ink(A.settings.inks.islands), fillOpacity: 1 };
    if (symbol.fill === "tint") return { fillColor: color, fillOpacity: symbol.fill_opacity };
    if (symbol.pattern) return { fillColor: fillOf(symbol.pattern, color), fillOpacity: symbol.fill_opacity };
    // An area without a fill can be pointed at all the same.
    return { fillOpacity: 0 };
  }

  // A symbol as Leaflet draws a path. A ring about a point lies among the marks, under no land.
  A.pathStyle = function (id, look, shape) {
    const symbol = A.symbol(id);
    const color = A.colorOf(symbol, look);
    const stroke = { color, weight: symbol.width, opacity: symbol.opacity, dashArray: dashes(symbol) };
    const pane = shape === "point" ? "marks" : symbol.level;
    /** @type {L.LineCapShape} */
    const lineCap = symbol.round ? "round" : "butt";
    return { pane, ...stroke, lineCap, fill: true, ...filling(symbol, color) };
  };

  // The paths that draw a mark of a double line: about an area outside its coast, about a point as two rings.
  A.doublePaths = function (geometry, id, look, radius_m) {
    const symbol = A.symbol(id);
    const { edge, ring } = A.settings.double;
    if (geometry.type === "Point") {
      const style = { ...A.pathStyle(id, look, "point"), bubblingMouseEvents: false };
      return [
        A.shape(geometry, style, radius_m),
        A.shape(geometry, { ...style, wider_px: ring, interactive: false, fill: false }, radius_m),
      ];
    }
    const color = A.colorOf(symbol, look);
    const sea = A.ink(A.settings.inks.sea);
    return edge.map((weight, i) => {
      const ink = i % 2 ? { color: sea } : { color, dashArray: dashes(symbol) };
      return A.shape(geometry, {
        pane: symbol.level,
        interactive: false,
        fill: false,
        weight,
        lineCap: "butt",
        ...ink,
      });
    });
  };

  // What is drawn with a mark: the half of a ring where sources differ, and the cross over what has ended.
  A.besideMark = function (geometry, id, beside, look, radius_m) {
    /** @type {(Atlas.Drawn | L.Marker)[]} */
    const made = [];
    if (beside) {
      const style = { ...A.pathStyle(beside, look, "point"), interactive: false, fill: false };
      made.push(A.shape(geometry, { ...style, half: A.symbol(beside).split }, radius_m));
    }
    if (A.symbol(id).cross) {
      const box = A.node("div", "cross");
      const cross = A.draw("svg", { width: 12, height: 12, viewBox: "-6 -6 12 12", "aria-hidden": "true" });
      cross.append(crossOf(0, 0, 4.5, A.colorOf(A.symbol(id), look)));
      box.append(cross);
      const icon = A.icon("cross-at", box);
      made.push(L.marker(middleOf(geometry), { icon, interactive: false, keyboard: false, pane: "marks" }));
    }
    return made;
  };

  /**
   * The middle of a point's ring, or of an area's largest part.
   *
   * @param {Atlas.Geometry} geometry
   */
  function middleOf(geometry) {
    if (geometry.type !== "MultiPolygon") return A.bounds(geometry).getCenter();
    const largest = geometry.coordinates.reduce((best, part) => (part[0].length > best[0].length ? part : best));
    return A.bounds({ type: "Polygon", coordinates: largest }).getCenter();
  }

  /**
   * @param {number} x
   * @param {number} y
   * @param {number} reach
   * @param {string} color
   */
  function crossOf(x, y, reach, color) {
    const d = `M${x - reach} ${y - reach}L${x + reach} ${y + reach}M${x - reach} ${y + reach}L${x + reach} ${y - reach}`;
    return A.draw("path", { d, stroke: color, "stroke-width": 2, fill: "none" });
  }

  // A symbol for legend and callout, with smaller dashes and no broad line.
  A.swatch = function (id, look) {
    const symbol = A.symbol(id);
    const { dash, width, inset } = A.settings.swatch;
    const color = A.colorOf(symbol, look);
    const weight = Math.min(symbol.width, width);
    const fill = filling(symbol, color);
    /** @type {Record<string, string | number>} */
    const style = { stroke: color, "stroke-width": weight, "stroke-opacity": symbol.opacity, fill: "none" };
    if (symbol.dash.length) style["stroke-dasharray"] = symbol.dash.map((step) => step * dash).join(" ");
    if (symbol.round) style["stroke-linecap"] = "round";
    if (fill.fillColor) Object.assign(style, { fill: fill.fillColor, "fill-opacity": fill.fillOpacity });
    const made = A.draw("svg", { width: WIDE, height: TALL, viewBox: `0 0 ${WIDE} ${TALL}`, "aria-hidden": "true" });
    made.append(...outlinesOf(symbol, weight, inset).map(([tag, shape]) => A.draw(tag, { ...shape, ...style })));
    if (symbol.cross) made.append(crossOf(WIDE / 2, TALL / 2, 3.5, color));
    return made;
  };

  /**
   * The elements that draw a small symbol.
   *
   * @param {Atlas.Symbol} symbol
   * @param {number} weight
   * @param {number} inset
   * @returns {[tag: "line" | "path" | "circle" | "rect", shape: Record<string, string | number>][]}
   */
  function outlinesOf(symbol, weight, inset) {
    if (symbol.swatch === "line") return [["line", { x1: 1, y1: TALL / 2, x2: WIDE - 1, y2: TALL / 2 }]];
    if (symbol.split) return [["path", { d: `M${WIDE / 2} 2A6 6 0 0 1 ${WIDE / 2} 14` }]];
    if (symbol.swatch === "ring") return [["circle", { cx: WIDE / 2, cy: TALL / 2, r: 6 }]];
    const edge = 1 + weight / 2;
    /**
     * @param {number} by
     * @returns {[tag: "rect", shape: Record<string, number>]}
     */
    const box = (by) => ["rect", { x: by, y: by, width: WIDE - 2 * by, height: TALL - 2 * by }];
    return symbol.double ? [box(edge), box(edge + inset)] : [box(edge)];
  }
})(window.Atlas);
