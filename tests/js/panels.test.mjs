import assert from "node:assert/strict";
import { test } from "node:test";
import { drawComponent, rest, same } from "./load.mjs";

const draw = (name, draws, page) =>
  drawComponent(
    ["elements", "links", "acts"].map((one) => `web/lists/${one}.js`).concat(`dashboard/${name}.js`),
    draws,
    name,
    page,
  );

test("what is shared holds the whole link, and an iframe's code cannot break out", async () => {
  const { root, show, window } = draw("share", "drawShare", { url: "https://atlas.test/?lat=44" });
  const words = { link: "Link", embed: "Embed", cite: "Cite", copy: "Copy", copied: "Copied", select: "Selected" };
  show({ link: '?q="<a>&x=1', title: 'The "map"', cite: "Title\n{link}", words });
  const [link, embed, cite] = [...root.querySelectorAll("textarea")].map((field) => field.value);
  assert.match(link, /^https:\/\/atlas\.test\/\?q=.*&lat=44$/);
  assert.match(embed, /^<iframe src="[^"<>]*&amp;embed=true" width/);
  assert.equal(cite, "Title\n" + link);
  const copy = root.querySelector("button.copy");
  copy.click();
  await rest(window, 1);
  assert.equal(copy.textContent, "Selected");
  window.navigator.clipboard = { writeText: async () => {} };
  copy.click();
  await rest(window, 1);
  assert.equal(copy.textContent, "Copied");
});

function story(here) {
  const steps = ["one", "two", "three"].map((id) => ({ id, label: id, title: id }));
  const names = { steps: "Steps", titles: "All steps", show: "Show" };
  const words = {
    ...names,
    previous: "Back",
    next: "On",
    open: "Open",
    others: "Others",
    none_add: "None",
    keys: "Keys",
  };
  const incoming = { kind: "k", label: "L", statement: "S", date: "2019", later: null };
  const facts = [{ id: "f", statement: "S", who: "W", date: "D", incoming: [incoming] }];
  return { seen: 0, steps, here, progress: "", title: "", text: "", facts, still: null, words };
}

test("the walk goes one step at a time by button and by arrow, and not past its ends", () => {
  const { root, show, sent, window } = draw("story", "drawStory");
  show(story(1));
  const press = (key, more) => root.dispatchEvent(new window.KeyboardEvent("keydown", { key, ...more }));
  root.querySelector(".turn .next").click();
  press("ArrowRight");
  press("ArrowLeft");
  press("ArrowLeft", { altKey: true });
  root.querySelector(".fact .open").click();
  // A step back is one from the step that the reader turned to last; past the last one there is none.
  same(sent, [["go", { number: 1, step: "three" }], ["go", { number: 2, step: "two" }], ["go", { number: 3, fact: "f" }]]); // prettier-ignore
  show({ ...story(2), seen: 3 });
  same(
    [...root.querySelectorAll(".turn button")].map((one) => one.disabled),
    [false, true],
  );
  assert.equal(root.querySelectorAll("[aria-current=step]").length, 1);
  same([...root.querySelectorAll(".dot .title")].map((node) => node.textContent), ["one", "two", "three"]); // prettier-ignore
  root.querySelector(".all").click();
  assert.ok(root.querySelector(".dots").classList.contains("titled"));
  press("ArrowRight");
  assert.equal(sent.length, 3);
});

/** A timeline of bins ten pixels wide; each number is how many facts a bin has. */
function timeline(counts, more = {}) {
  const drawn = draw("timeline", "drawTimeline");
  const bins = counts.map((n, i) => ({
    kind: "month",
    label: "b" + i,
    n,
    article: Math.min(n, 1),
    on: false,
    title: n + " facts",
  }));
  const words = { title: "T", hint: "H", rough: "R", undated: "U", none: "N", clear: "C" };
  const spans = [{ first: 1, last: 2, label: "s" }];
  const others = {
    spans,
    years: [{ first: 1, last: 2, label: "2018" }],
    lanes: ["1 fact"],
    only: false,
    range: null,
    changed: false,
    words,
  };
  const data = { seen: 0, bins, ...others, ...more };
  drawn.show(data);
  drawn.root.querySelectorAll(".bin").forEach((bin, i) => {
    bin.getBoundingClientRect = () => ({ left: 10 * i });
  });
  const pointer = (type, x, options = {}) => {
    const event = new drawn.window.MouseEvent(type, { bubbles: true, clientX: x, button: 0, ...options });
    drawn.root.querySelector(".bin").dispatchEvent(event);
  };
  return { ...drawn, pointer, band: drawn.root.querySelector(".band") };
}

test("a drag over bins picks them all, in order, whichever way it goes", () => {
  const { pointer, sent, band } = timeline([1, 0, 2, 3]);
  pointer("pointerdown", 35);
  pointer("pointermove", 12);
  assert.equal(band.style.gridColumn, "2 / 5");
  pointer("pointerup", 12);
  same(sent, [["pick", { number: 1, pick: "1-3" }]]);
  pointer("pointerup", 12);
  assert.equal(sent.length, 1);
});

test("a click picks a bin that has facts, and none that has none", () => {
  const { pointer, sent, band } = timeline([1, 0]);
  pointer("pointerdown", 15);
  pointer("pointerup", 15);
  same([sent, band.hidden], [[], true]);
  pointer("pointerdown", 5);
  pointer("pointerup", 5);
  same(sent, [["pick", { number: 1, pick: "0-0" }]]);
});

test("with Shift a range grows from where it begins; another button does nothing; a broken drag is forgotten", () => {
  const bins = [0, 1, 2, 3].map((i) => ({ kind: "month", label: "", n: 1, article: 1, on: i === 1, title: "" }));
  const { pointer, sent, band, root, window } = timeline([], { bins, range: "R", changed: true });
  assert.equal(band.style.gridColumn, "2 / 3");
  pointer("pointerdown", 35, { shiftKey: true });
  pointer("pointerup", 35);
  pointer("pointerdown", 35, { button: 2 });
  pointer("pointerup", 35);
  pointer("pointerdown", 35);
  pointer("pointercancel", 35);
  pointer("pointerup", 35);
  same([sent, band.style.gridColumn], [[["pick", { number: 1, pick: "1-3" }]], "2 / 5"]);
  root.querySelectorAll(".bin")[2].dispatchEvent(new window.MouseEvent("click", { detail: 0, shiftKey: true }));
  root.querySelector(".clear").click();
  root.querySelector(".span").click();
  root.querySelector(".only").click();
  same(
    sent.slice(1).map(([, act]) => [act.number, act.pick]),
    [[2, "1-2"], [3, "clear"], [4, "1-2"], [5, "undated"]], // prettier-ignore
  );
});

test("a bar is as high as the root of its share, and parts the article's facts from others'", () => {
  const { root } = timeline([4, 1, 0]);
  const heights = [...root.querySelectorAll(".bin")].map((bin) =>
    [...bin.querySelectorAll(".bar")].map((bar) => bar.style.height),
  );
  same(heights, [["37.5px", "12.5px"], ["28px"], ["0px"]]); // prettier-ignore
});
