// How large texts are: a line by the canvas, a box of several lines by the browser, each once.
(function (A) {
  "use strict";
  const pen = document.createElement("canvas").getContext("2d");
  /** @type {Map<string, { wide: number, tall: number }>} */
  const known = new Map();
  const MOST = 2000;
  /** @param {HTMLElement} box */
  const keyOf = (box) => [box.className, box.dataset.form, box.textContent].join("|");

  // How wide a text is, without that the browser lays out the page.
  A.widthOf = function (text, size) {
    if (!pen) return 0.5 * size * text.length;
    pen.font = `${size}px ${A.font || "sans-serif"}`;
    return pen.measureText(text).width;
  };

  // Boxes that were never seen are measured together, hidden: the browser lays out once for all of them.
  A.sizesOf = function (map, boxes) {
    if (known.size > MOST) known.clear();
    const keys = boxes.map(keyOf);
    const unseen = boxes.filter((_, i) => !known.has(keys[i]));
    if (unseen.length) measure(map.getContainer(), unseen);
    return keys.map((key) => known.get(key) || { wide: 0, tall: 0 });
  };

  /**
   * @param {HTMLElement} container
   * @param {HTMLElement[]} boxes
   */
  function measure(container, boxes) {
    const hidden = A.node("div", "measured");
    hidden.setAttribute("aria-hidden", "true");
    const copies = boxes.map((box) => /** @type {HTMLElement} */ (box.cloneNode(true)));
    hidden.append(...copies);
    container.append(hidden);
    for (const copy of copies) known.set(keyOf(copy), { wide: copy.offsetWidth, tall: copy.offsetHeight });
    hidden.remove();
  }

  A.forgetSizes = function () {
    known.clear();
  };
})(window.Atlas);
