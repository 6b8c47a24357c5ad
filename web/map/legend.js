// The rows of the legend: each symbol that is in view now, in the order of the symbols, and nothing else.
(function (A) {
  "use strict";

  // Pairs of a symbol's id and the name of whom it tells of, of one layer's marks in view.
  function inView(layer, view) {
    const near = (geometry, radius) => view.intersects(A.bounds(geometry, radius));
    if (layer.ground) return layer.ground.inLegend().filter(([geometry]) => near(geometry)).map(([, ...told]) => told);
    const marks = layer.marks.filter((mark) => near(mark.geometry, mark.first.uncertainty_m));
    const found = marks.flatMap((mark) => [mark.symbol, mark.beside]);
    if (layer.points && layer.points.painted) found.push(layer.points.symbol);
    return found.filter(Boolean).map((id) => [id, ""]);
  }

  function rowsOf(look, told) {
    const rows = [];
    for (const { id, legend } of A.settings.symbols.filter((symbol) => symbol.legend)) {
      for (const name of new Set(told.filter(([own]) => own === id).map(([, who]) => who))) {
        rows.push([id, look, A.say(legend, { title: A.say("layer." + look.id), name })]);
      }
    }
    return rows;
  }

  A.legendRows = function (store) {
    const view = store.map.getBounds();
    const layers = A.settings.layers.map((look) => store.layers.get(look.id)).filter(Boolean);
    const rows = layers.flatMap((layer) => rowsOf(layer.look, inView(layer, view)));
    rows.push(...rowsOf(A.settings.context, inView({ marks: [...store.context.values()] }, view)));
    if (A.state.marked.length && !A.state.period) rows.push(...rowsOf(A.settings.context, [["selected", ""]]));
    // What several layers draw alike has one row.
    const once = new Map(rows.map((row) => [row[0] + row[2], row]));
    return [...once.values()].map(([id, look, text]) => [A.swatch(id, look), text]);
  };
})(window.Atlas);
