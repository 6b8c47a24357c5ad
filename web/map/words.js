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

  const coarse = window.matchMedia("(pointer: coarse)");
  // How large in pixels what is clicked must be at least; a finger needs more.
  A.target = function () {
    return coarse.matches ? 44 : 24;
  };

  A.ink = function (ink) {
    return ink[A.theme === "dark" ? "dark" : "light"];
  };

  A.distance = function (metres) {
    const km = metres / 1000;
    return A.say("map.distance", { km: new Intl.NumberFormat(A.language, { maximumFractionDigits: 1 }).format(km) });
  };
})(window.Atlas);
