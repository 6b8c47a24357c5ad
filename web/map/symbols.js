// How marks look: the rules that give a mark its symbol, and every way to draw one. Both are data that layers/ keeps and the
// server hands over; nothing here or in another script decides a look.
(function (A) {
  "use strict";
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
   * A pattern, once a document and colour. Leaflet passes `url(#id)` through as a path's fill.
   *
   * @param {Atlas.Pattern} pattern
   * @param {string} color
   */
  function fillOf(pattern, color) {
    const { directions, distance, width, dash } = pattern;
    const id = ["fill", ...directions, distance, width, ...dash, color.slice(1)].join("-");
    if (document.getElementById(id)) return "url(#" + id + ")";
    const holder = A.draw("svg", { width: 0, height: 0, "aria-hidden": "true", style: "position:absolute" });
    holder.append(patternNode(pattern, id, color));
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
      cross.append(crossNode(0, 0, 4.5, A.colorOf(A.symbol(id), look)));
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

  // A symbol for legend and callout.
  A.swatch = function (id, look) {
    const symbol = A.symbol(id);
    const colors = { ink: A.colorOf(symbol, look), land: A.ink(A.settings.inks.islands) };
    return swatchNode(symbol, colors, A.settings.swatch);
  };
})(window.Atlas);
