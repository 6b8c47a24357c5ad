// Words, small DOM makers and the symbols that marks, legend and callouts share.
// Every text goes in as textContent: nothing from data or catalogue is ever read as HTML.
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
    if (text !== undefined && text !== null) A.write(made, String(text));
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

  // As geo/numbers.py writes a measured number: whole from 10 on, a smaller one with one, two or three decimals.
  A.figure = function (value) {
    const size = Math.abs(value);
    const maximumFractionDigits = size >= 10 ? 0 : size >= 1 ? 1 : size >= 0.01 ? 2 : 3;
    return new Intl.NumberFormat(A.language, { maximumFractionDigits }).format(value).replace("-", "−");
  };

  // As geo/text/measures.py: in metres below one kilometre.
  A.distance = function (metres) {
    if (metres < 1000) return A.say("map.height", { m: A.figure(Math.round(metres)) });
    return A.say("map.distance", { km: A.figure(metres / 1000) });
  };
})(window.Atlas);
