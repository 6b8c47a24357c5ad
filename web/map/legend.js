// The rows of the legend: each symbol that is in view now, in the order of the symbols, and nothing else.
(function (A) {
  "use strict";
  /** @typedef {[symbol: string, name: string]} Named A symbol's id and the name of whom it tells of. */

  /**
   * What some marks are drawn by, of those that are in view.
   *
   * @param {(Atlas.Mark | Atlas.Context)[]} marks
   * @param {L.LatLngBounds} view
   * @returns {Named[]}
   */
  function ofMarks(marks, view) {
    const near = marks.filter((mark) => view.intersects(A.bounds(mark.geometry, mark.first.uncertainty_m)));
    const found = near.flatMap((mark) => [mark.symbol, "beside" in mark ? mark.beside : null]);
    return found.flatMap((id) => (id ? [[id, ""]] : []));
  }

  /**
   * @param {Atlas.Layer} layer
   * @param {L.LatLngBounds} view
   * @returns {Named[]}
   */
  function ofLayer({ marks, points, ground }, view) {
    const told = ground ? ground.inLegend().filter(([geometry]) => view.intersects(A.bounds(geometry))) : [];
    /** @type {Named[]} */
    const found = [...told.map(([, id, name]) => /** @type {Named} */ ([id, name])), ...ofMarks(marks, view)];
    if (points?.symbol && points.painted) found.push([points.symbol, ""]);
    return found;
  }

  /**
   * Each symbol's id, what it is drawn for, and its words.
   *
   * @param {Atlas.Marked} look
   * @param {Named[]} named
   */
  function rowsOf(look, named) {
    /** @type {[id: string, look: Atlas.Marked, text: string][]} */
    const rows = [];
    for (const { id, legend } of A.settings.symbols.filter((symbol) => symbol.legend)) {
      for (const name of new Set(named.filter(([own]) => own === id).map(([, who]) => who))) {
        rows.push([id, look, A.say(legend, { title: A.say("layer." + look.id), name })]);
      }
    }
    return rows;
  }

  A.legendRows = function (store) {
    const view = store.map.getBounds();
    const { context } = A.settings;
    const layers = A.settings.layers.flatMap((look) => store.layers.get(look.id) || []);
    const rows = layers.flatMap((layer) => rowsOf(layer.look, ofLayer(layer, view)));
    rows.push(...rowsOf(context, ofMarks([...store.context.values()], view)));
    if (A.state.marked.length && !A.state.period) rows.push(...rowsOf(context, [["selected", ""]]));
    // What several layers draw alike has one row.
    const once = new Map(rows.map((row) => [row[0] + row[2], row]));
    return [...once.values()].map(([id, look, text]) => [A.swatch(id, look), text]);
  };
})(window.Atlas);
