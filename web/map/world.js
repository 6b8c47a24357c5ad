// Shapes in the world's units of Web Mercator, so that a view needs no more than a factor and a step.
(function (A) {
  "use strict";
  /** @type {WeakMap<Atlas.Geometry, Atlas.Ring[][]>} */
  const known = new WeakMap();

  // The polygons of an area, projected once; other shapes have none.
  A.polygonsOf = function (geometry) {
    const old = known.get(geometry);
    if (old) return old;
    const areas =
      geometry.type === "Polygon"
        ? [geometry.coordinates]
        : geometry.type === "MultiPolygon"
          ? geometry.coordinates
          : [];
    const made = areas.map((rings) => rings.map(A.projected));
    known.set(geometry, made);
    return made;
  };

  // Points as Web Mercator has them, in the world's units.
  A.projected = function (points) {
    const x = Float64Array.from(points, ([lon]) => lon / 360 + 0.5);
    const y = Float64Array.from(points, ([, lat]) => {
      const sine = Math.sin((lat * Math.PI) / 180);
      return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
    });
    const box = { left: 1, right: 0, top: 1, bottom: 0 };
    for (let i = 0; i < x.length; i += 1) {
      box.left = Math.min(box.left, x[i]);
      box.right = Math.max(box.right, x[i]);
      box.top = Math.min(box.top, y[i]);
      box.bottom = Math.max(box.bottom, y[i]);
    }
    return { x, y, box };
  };
})(window.Atlas);
