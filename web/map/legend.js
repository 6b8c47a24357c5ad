// The rows of the legend: what is in view now, each with its symbol, and nothing else.
(function (A) {
  "use strict";

  A.legendRows = function (store) {
    const view = store.map.getBounds();
    /** @type {Atlas.Row[]} */
    const rows = [];
    const ground = [...store.layers.values()].filter((layer) => layer.ground);
    if (A.state.period) {
      return ground.filter((layer) => layer.look.symbol === "period").flatMap((layer) => layer.ground?.legend() || []);
    }
    /** @param {Atlas.Mark} mark */
    const seen = (mark) => view.intersects(A.bounds(mark.geometry, mark.first.uncertainty_m));
    for (const layer of store.layers.values()) {
      if (layer.ground) {
        rows.push(...layer.ground.legend());
        continue;
      }
      const { look } = layer;
      const title = A.say("layer." + look.id);
      const marks = layer.marks.filter((m) => m.passing.length && seen(m));
      const areas = marks.filter((m) => m.geometry.type !== "Point" && !m.planned() && m.first.kind !== "archipelago");
      if (areas.length) rows.push([A.symbol(look, false), title]);
      if (marks.some((m) => m.first.kind === "archipelago")) {
        rows.push([A.lineSymbol(look.ink, "3 4", 1.8), A.say("map.chain")]);
      }
      if (marks.some((m) => m.planned())) rows.push([A.symbol(look, true), A.say("map.planned", { title })]);
      if (marks.some((m) => m.geometry.type === "Point") || (layer.points && layer.points.painted)) {
        rows.push([A.ringSymbol(look.ink), A.say("map.ring", { title })]);
      }
    }
    const context = [...store.context.values()].filter(
      (m) => m.passing.length && view.intersects(A.bounds(m.geometry, m.first.uncertainty_m)),
    );
    if (context.some((m) => !m.dash())) rows.push([A.doubleSymbol(null), A.say("map.context")]);
    if (context.some((m) => m.dash() === "7 5")) rows.push([A.doubleSymbol("7 5"), A.say("map.context_planned")]);
    if (context.some((m) => m.dash() === "7 4 1 4")) rows.push([A.doubleSymbol("7 4 1 4"), A.say("map.context_guess")]);
    if (context.some((m) => m.dash() === "1 5")) rows.push([A.doubleSymbol("1 5"), A.say("map.context_later")]);
    if (A.state.marked.length) rows.push([A.lineSymbol(A.settings.inks.selected, null, 3), A.say("map.selected")]);
    return rows;
  };
})(window.Atlas);
