// The lines from places to what is written away from them.
(function (A) {
  "use strict";

  A.Leaders = class {
    /** @param {L.Map} map */
    constructor(map) {
      this.map = map;
      const pane = map.createPane("leaders");
      pane.style.zIndex = "605";
      pane.style.pointerEvents = "none";
      // Leaflet hides it while a zoom is under way.
      this.picture = A.draw("svg", { class: "leaders leaflet-zoom-hide", width: 1, height: 1, "aria-hidden": "true" });
      pane.append(this.picture);
    }

    /** @param {Atlas.Line[]} lines In pixels of the map. */
    draw(lines) {
      const corner = this.map.containerPointToLayerPoint([0, 0]);
      const d = lines
        .map((line) => line.map(({ x, y }) => (x + corner.x).toFixed(1) + " " + (y + corner.y).toFixed(1)).join("L"))
        .map((path) => "M" + path)
        .join("");
      // Two strokes: a line is seen on sea and land alike.
      this.picture.replaceChildren(A.draw("path", { d, class: "under" }), A.draw("path", { d, class: "over" }));
    }
  };
})(window.Atlas);
