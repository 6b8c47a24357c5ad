// Runs of another language in a text, for all scripts: those of the map, and the page's lists and panels.
// Empty here: each script that follows adds its part.
window.Atlas = window.Atlas || /** @type {Atlas.Scripts} */ ({});
(function (A) {
  "use strict";
  // Letters of Japanese, and words of Russian in a row: geo/text/languages.py has the same.
  const JAPANESE = "[\\u3001-\\u303f\\u3041-\\u30ff\\u31f0-\\u31ff\\u3400-\\u9fff\\uf900-\\ufaff\\uff01-\\uffef]+";
  const RUSSIAN = "[\\u0400-\\u052f]+(?:[ .,'\\u2019-]+[\\u0400-\\u052f]+)*";

  // A text in pieces, each with its language by its letters, or none where it is the page's own.
  A.runs = function (text) {
    /** @type {[string, string | null][]} */
    const found = [];
    let end = 0;
    for (const run of text.matchAll(new RegExp(`(${JAPANESE})|(${RUSSIAN})`, "g"))) {
      if (run.index > end) found.push([text.slice(end, run.index), null]);
      found.push([run[0], run[1] ? "ja" : "ru"]);
      end = run.index + run[0].length;
    }
    if (end < text.length) found.push([text.slice(end), null]);
    return found;
  };

  // Writes a text, never as HTML, and says of each run in another language which it is: without that, Han characters come out in
  // the glyphs of whatever the browser prefers.
  A.write = function (node, text) {
    // Most texts have no such letter: they are set as they are.
    if (!/[\u0400-\u052f\u3001-\uffef]/.test(text)) {
      node.textContent = text;
      return;
    }
    node.replaceChildren();
    for (const [piece, language] of A.runs(text)) {
      const run = document.createElement("span");
      if (language) run.lang = language;
      run.textContent = piece;
      node.append(language ? run : piece);
    }
  };
})(window.Atlas);
