// Words, small DOM makers and the symbols that marks, legend and callouts share.
// Every text goes in as textContent: nothing from data or catalogue is ever read as HTML.
// Empty here: each script that follows adds its part.
window.Atlas = window.Atlas || /** @type {Atlas.Scripts} */ ({});
(function (A) {
  "use strict";
  const SVG = "http://www.w3.org/2000/svg";

  A.words = {};
  A.language = "en";

  // A language's rules take longer to look up than all else that a callout needs: once each.
  /** @type {Map<string, Intl.PluralRules>} */
  const rules = new Map();
  /** @param {number} n */
  function plural(n) {
    const known = rules.get(A.language) || new Intl.PluralRules(A.language);
    rules.set(A.language, known);
    return known.select(n);
  }

  A.say = function (key, values) {
    let entry = A.words[key];
    if (entry === undefined) return key;
    if (typeof entry !== "string") entry = entry[plural(Number(values?.n))] || entry.other;
    return entry.replace(/\{(\w+)\}/g, (whole, name) => (values && name in values ? String(values[name]) : whole));
  };

  A.node = function (tag, className, text) {
    const made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined && text !== null) made.textContent = String(text);
    return made;
  };

  A.button = function (className, text, label, act) {
    const made = A.node("button", className, text);
    made.type = "button";
    if (label) made.setAttribute("aria-label", label);
    made.addEventListener("click", (event) => {
      event.stopPropagation();
      act(event);
    });
    return made;
  };

  A.draw = function (tag, attributes) {
    const made = document.createElementNS(SVG, tag);
    for (const name of Object.keys(attributes)) {
      // A style attribute would need a looser policy than a style that a script sets.
      if (name === "style") made.style.cssText = String(attributes[name]);
      else made.setAttribute(name, String(attributes[name]));
    }
    return made;
  };

  // What a marker shows: an element, never HTML, as large as its content.
  A.icon = function (className, made) {
    return new L.DivIcon({ className, html: made, iconSize: undefined });
  };

  A.ink = function (ink) {
    return ink[A.theme === "dark" ? "dark" : "light"];
  };

  // The pattern of a hatch, once a document and colour. Leaflet passes `url(#id)` through as a path's fill.
  A.hatch = function (ink) {
    const id = "hatch-" + A.ink(ink).slice(1);
    if (!document.getElementById(id)) {
      const holder = A.draw("svg", { width: 0, height: 0, "aria-hidden": "true", style: "position:absolute" });
      const pattern = A.draw("pattern", {
        id,
        width: 7,
        height: 7,
        patternUnits: "userSpaceOnUse",
        patternTransform: "rotate(45)",
      });
      pattern.append(A.draw("line", { x1: 0, y1: 0, x2: 0, y2: 7, stroke: A.ink(ink), "stroke-width": 3 }));
      holder.append(pattern);
      document.body.append(holder);
    }
    return "url(#" + id + ")";
  };

  // A layer's symbol, 22 by 16 pixels; a plan is dashed and empty.
  A.symbol = function (look, planned) {
    const made = A.draw("svg", { width: 22, height: 16, viewBox: "0 0 22 16", "aria-hidden": "true" });
    const rim = look.symbol === "square" && !planned;
    let fill = "none";
    if (!planned && look.symbol === "land") fill = A.ink(A.settings.inks.islands);
    if (!planned && look.symbol === "hatch") fill = A.hatch(look.ink);
    const box = { x: 3, y: 3, width: 16, height: 10, stroke: A.ink(look.ink), "stroke-width": rim ? 3.4 : 1.8, fill };
    made.append(A.draw("rect", planned ? { ...box, "stroke-dasharray": "4 3" } : box));
    return made;
  };

  /** @type {Record<string, string>} Dashes of the map's lines as a symbol has room for them. */
  const SMALLER = { "1 5": "1 2.5", "7 4 1 4": "4 2 1 2" };

  // The double outline of what other sources add.
  A.doubleSymbol = function (dash) {
    const made = A.draw("svg", { width: 22, height: 16, viewBox: "0 0 22 16", "aria-hidden": "true" });
    for (const inset of [1, 4]) {
      /** @type {Record<string, string | number>} */
      const box = {
        x: inset + 1,
        y: inset,
        width: 20 - 2 * inset,
        height: 16 - 2 * inset,
        fill: "none",
        stroke: A.ink(A.settings.inks.context),
        "stroke-width": 1.4,
      };
      if (dash) box["stroke-dasharray"] = SMALLER[dash] || "4 3";
      made.append(A.draw("rect", box));
    }
    return made;
  };

  A.ringSymbol = function (ink) {
    const made = A.draw("svg", { width: 22, height: 16, viewBox: "0 0 22 16", "aria-hidden": "true" });
    made.append(A.draw("circle", { cx: 11, cy: 8, r: 6, fill: "none", stroke: A.ink(ink), "stroke-width": 2 }));
    return made;
  };

  A.lineSymbol = function (ink, dash, weight) {
    const made = A.draw("svg", { width: 22, height: 16, viewBox: "0 0 22 16", "aria-hidden": "true" });
    /** @type {Record<string, string | number>} */
    const line = { x1: 1, y1: 8, x2: 21, y2: 8, stroke: A.ink(ink), "stroke-width": weight };
    if (dash) line["stroke-dasharray"] = dash;
    made.append(A.draw("line", line));
    return made;
  };

  A.distance = function (metres) {
    const km = metres / 1000;
    return A.say("map.distance", { km: new Intl.NumberFormat(A.language, { maximumFractionDigits: 1 }).format(km) });
  };
})(window.Atlas);
