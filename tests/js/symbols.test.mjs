import assert from "node:assert/strict";
import { test } from "node:test";
import { area, LOOKS, openMap, point, same } from "./load.mjs";

test("the first rule that fits gives the symbol", () => {
  const { A } = openMap();
  const { rules } = LOOKS.events;
  assert.equal(A.symbolOf(rules, "area", []), null);
  assert.equal(A.symbolOf(rules, "area", [[]]), "outline");
  assert.equal(A.symbolOf(rules, "point", [["later"]]), "ring");
  assert.equal(A.symbolOf(rules, "point", [["planned"], ["planned", "later"]]), "planned");
  assert.equal(A.symbolOf(rules, "point", [["planned"], ["deployed"]]), "ring");
  assert.equal(A.symbolOf(rules, "area", [["planned"], ["withdrawn"]]), "ended");
  assert.equal(A.symbolOf(LOOKS.islands.rules, "area", []), "land");
  assert.equal(A.symbolOf(LOOKS.islands.rules, "chain", []), null);
});

test("what rests is borne by no mark while a period shows", () => {
  const { A } = openMap();
  const features = [point("a", [145, 43], { states: ["rests"] }), point("b", [145, 43])];
  assert.equal(A.bearing(features).length, 2);
  A.state.period = "then";
  same(
    A.bearing(features).map((feature) => feature.id),
    ["b"],
  );
});

test("a plan's swatch is dashed, what has ended is crossed, a double line is drawn twice", () => {
  const { A } = openMap();
  const shapes = (id) => [...A.swatch(id, LOOKS.events).children];
  assert.equal(shapes("planned")[0].getAttribute("stroke-dasharray"), "4.5 3.75");
  assert.equal(shapes("outline")[0].getAttribute("stroke-dasharray"), null);
  assert.equal(shapes("outline")[0].getAttribute("stroke-width"), "3.4");
  same([shapes("planned").length, shapes("ended").length, shapes("others").length], [1, 2, 2]);
});

test("a point's ring lies among the marks, an area's double line under the land", () => {
  const { A } = openMap();
  assert.equal(A.pathStyle("others", LOOKS.events, "point").pane, "marks");
  assert.equal(A.pathStyle("others", LOOKS.events, "area").pane, "context");
  assert.equal(A.doublePaths(area("a", [146, 44]).geometry, "others", LOOKS.events).length, 4);
  assert.equal(A.doublePaths(point("a", [146, 44]).geometry, "others", LOOKS.events).length, 2);
});
