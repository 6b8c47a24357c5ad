import assert from "node:assert/strict";
import { test } from "node:test";
import { drawComponent, rest, same } from "./load.mjs";

const SCRIPTS = [
  "web/lists/elements.js",
  "web/lists/links.js",
  "web/lists/acts.js",
  "web/map/swatch.js",
  ...["acts", "fields", "menus", "options"].map((part) => `dashboard/filters-${part}.js`),
  "dashboard/filters.js",
];
const SYMBOL = { swatch: "area", width: 2, opacity: 1, dash: [], fill: "none", pattern: null };
const HATCH = {
  ...SYMBOL,
  fill: "pattern",
  fill_opacity: 1,
  pattern: { directions: ["slanted"], distance: 7, width: 2, dash: [] },
};
const WORD_LIST = ["text", "text.hint", "since", "until", "undated", "dates", "all", "reset", "done", "basis"];
const OPTIONS = ["x", "y"];

/** What the page tells a bar: a topic menu of two options, two layers, and what is chosen. */
function told({ seen = 0, on = [], values = {}, active = [], brings = null, order = OPTIONS } = {}) {
  const option = (value) => ({ value, label: value.toUpperCase(), n: 1, on: on.includes(value) });
  const layer = (value, symbol) => ({ ...option(value), swatch: { symbol, ink: "red", land: "tan" }, brings: null });
  const layers = [layer("islands", SYMBOL), { ...layer("arms", HATCH), brings }];
  return {
    seen,
    layers: { field: "layer", label: "Layers", options: layers },
    menus: [
      {
        id: "topic",
        label: "Topic",
        groups: [{ field: "topic", label: "Topic", help: "Help", options: order.map(option) }],
      },
    ],
    values: { text: "", since: "", until: "", undated: "keep", basis: "article", ...values },
    choices: { undated: [["keep", "keep"], ["only", "only"]], basis: [["article", "Article"], ["all", "All"]] }, // prettier-ignore
    days: ["1600-01-01", "2100-12-31"],
    longest: 200,
    active,
    count: "1 of 2 facts",
    small: { dash: 1, width: 3, inset: 3 },
    words: Object.fromEntries(WORD_LIST.map((name) => [name, name])),
  };
}

function bar(page = {}) {
  const drawn = drawComponent(SCRIPTS, "drawFilters", "filters", page);
  const find = (name) => drawn.root.querySelector(`[data-option="${name}"]`);
  const pressed = (name) => find(name).getAttribute("aria-pressed");
  return { ...drawn, find, pressed };
}

test("an option shows at once that it is pressed, and says all that was picked", () => {
  const { show, sent, find, pressed } = bar();
  show(told());
  find("topic.x").click();
  assert.equal(pressed("topic.x"), "true");
  same(sent, [["pick", { number: 1, lists: { topic: ["x"] }, values: {}, reset: false }]]);
  // An answer that has not seen the click yet turns nothing back, and the next click sends all that is chosen.
  show(told());
  assert.equal(pressed("topic.x"), "true");
  find("topic.x").click();
  find("basis.all").click();
  same(sent[2], ["pick", { number: 3, lists: { topic: [] }, values: { basis: "all" }, reset: false }]);
  show(told({ seen: 3, values: { basis: "all" } }));
  same([pressed("topic.x"), pressed("basis.all"), pressed("basis.article")], ["false", "true", "false"]);
});

test("a button stays the same one from run to run, whatever is said of it and wherever it stands", () => {
  const { show, find } = bar();
  show(told());
  const [option, layer] = [find("topic.x"), find("layer.arms")];
  show(told({ seen: 0, on: ["x", "arms"], order: ["y", "x"] }));
  same([find("topic.x") === option, find("layer.arms") === layer], [true, true]);
  assert.equal(option.getAttribute("aria-pressed"), "true");
  assert.equal(option.nextSibling, null);
  // What a later run hangs on the button acts on the button that stands there.
  option.click();
  assert.equal(option.getAttribute("aria-pressed"), "false");
});

test("a layer bears its symbol, and one that only other sources fill brings them", () => {
  const { show, sent, find } = bar();
  show(told({ brings: "+ 2 from other sources" }));
  assert.ok(find("layer.arms").querySelector("pattern"));
  assert.equal(find("layer.arms").querySelector("i").textContent, "+ 2 from other sources");
  find("layer.arms").click();
  same(sent.at(-1)[1].lists, { layer: ["arms"] });
  same(sent.at(-1)[1].values, { basis: "all" });
});

test("a search is sent once, and goes from its field when it is taken away", () => {
  const { root, show, sent, window } = bar();
  show(told());
  const input = root.querySelector("input[type=search]");
  input.focus();
  input.value = "Nagato";
  // An answer to something else takes nothing away that is being typed.
  show(told());
  const submit = () => root.querySelector("form").dispatchEvent(new window.Event("submit", { cancelable: true }));
  submit();
  input.dispatchEvent(new window.Event("change"));
  same(sent.map(([, act]) => act.values), [{ text: "Nagato" }]); // prettier-ignore
  // What is being typed stays, though the page answers.
  input.value = "Nagato p";
  show(told({ seen: 1, values: { text: "Nagato" } }));
  assert.equal(input.value, "Nagato p");
  const active = [{ field: "text", value: "", label: "“Nagato”", remove: "Remove" }];
  show(told({ seen: 1, values: { text: "Nagato" }, active }));
  root.querySelector(".active").click();
  same(sent.at(-1)[1].values, { text: "" });
  show(told({ seen: 2 }));
  assert.equal(input.value, "");
});

test("each chip takes its own choice away, and a reset all of them", () => {
  const { root, show, sent } = bar();
  const active = [
    { field: "topic", value: "x", label: "X", remove: "Remove: X" },
    { field: "dates", value: "", label: "from 1 May 2018", remove: "Remove: days" },
    { field: "undated", value: "keep", label: "Only undated", remove: "Remove: undated" },
  ];
  const values = { since: "2018-05-01", undated: "only", basis: "all" };
  const again = (seen) => show(told({ seen, on: ["x"], values, active }));
  again(0);
  const [topic, dates, undated] = root.querySelectorAll(".active");
  topic.click();
  same(sent.at(-1)[1].lists, { topic: [] });
  again(1);
  dates.click();
  same(sent.at(-1)[1].values, { since: "", until: "" });
  again(2);
  undated.click();
  same(sent.at(-1)[1].values, { undated: "keep" });
  again(3);
  root.querySelector(".reset").click();
  const { lists, values: said, reset } = sent.at(-1)[1];
  same([lists, reset], [{ layer: [], topic: [] }, true]);
  same(said, { text: "", since: "", until: "", undated: "keep", basis: "article" });
});

test("a narrow screen has all of it in one sheet", () => {
  const { root, show, window } = bar();
  let narrow = true;
  window.matchMedia = () => ({ matches: narrow });
  show(told({ active: [{ field: "topic", value: "x", label: "X", remove: "Remove" }] }));
  assert.equal(root.querySelectorAll(".menu").length, 1);
  assert.equal(root.querySelector(".menu").textContent, "all1");
  assert.ok(root.querySelector(".sheet").contains(root.querySelector('[data-option="topic.x"]')));
  narrow = false;
  show(told());
  same([...root.querySelectorAll(".menu")].map((node) => node.dataset.menu), ["topic", "dates"]); // prettier-ignore
});

test("nothing is drawn anew while a pointer is pressed in a component", async () => {
  const { root, window } = bar();
  let drawn = 0;
  const draw = () => window.eval("whenReleased")(root, () => (drawn += 1));
  draw();
  root.dispatchEvent(new window.Event("pointerdown", { bubbles: true }));
  draw();
  draw();
  assert.equal(drawn, 1);
  window.dispatchEvent(new window.Event("pointerup"));
  await rest(window, 1);
  assert.equal(drawn, 2);
});
