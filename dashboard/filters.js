// The bar of filters: search, layers, menus, sources, and in a second row what is chosen. The layers stand in the bar at every width, as they
// are the map's legend too; the rest is in one sheet where there is little room. Its frame is made once, so that a panel stays
// open and a field keeps what is typed while the page answers; what is in it is filled in at each run.

/** @type {WeakMap<HTMLElement, ReturnType<typeof filterFrame>>} The frame of each bar, and what it was made for. */
const barFrames = new WeakMap();

/**
 * @param {HTMLElement} root
 * @param {Panels.Filters} data
 * @param {boolean} narrow
 */
const filterFrame = (root, data, narrow) => {
  /** @type {{ acts: Panels.Chosen | null }} */
  const now = { acts: null };
  const acts = () => /** @type {Panels.Chosen} */ (now.acts);
  const search = searchBox(data, acts);
  const dates = dateFields(data, acts);
  const basis = oneOf("basis", data.words.basis, data.choices.basis, acts);
  const menus = new Map([...data.menus.map((menu) => menu.id), "dates"].map((id) => [id, menuOf(id, id)]));
  const sheet = menuOf("all", "sheet");
  const [chips, active, count] = [make("div", "chips"), make("div", "actives"), make("p", "count")];
  count.tabIndex = -1;
  const reset = button("reset", data.words.reset, () => acts().reset());
  const done = button("done", data.words.done, () => {
    sheet.panel.hidePopover();
    document.getElementById("facts")?.scrollIntoView({ block: "start" });
  });
  chips.role = "group";
  chips.setAttribute("aria-label", data.layers.label);
  const parts = new Map([...menus.keys()].map((id) => [id, make("section")]));
  if (narrow) {
    const inner = make("div", "inner");
    inner.append(basis.node, ...parts.values());
    sheet.panel.append(inner, done);
  } else for (const [id, part] of parts) menus.get(id)?.panel.append(part);
  const bar = make("div", "bar");
  const openers = [...menus.values()].flatMap(({ opener, panel }) => [opener, panel]);
  bar.append(search.node, ...(narrow ? [sheet.opener, sheet.panel, chips] : [chips, ...openers]));
  const state = make("div", "state");
  const copy = copyButton(root, /** @type {Atlas.CopyWords} */ (data.words), () => wholeLink(location.href));
  state.append(count, active, reset, copy, ...(narrow ? [] : [basis.node]));
  return {
    narrow,
    now,
    search,
    dates,
    basis,
    menus,
    sheet,
    chips,
    active,
    count,
    reset,
    parts,
    state,
    nodes: [bar, state],
  };
};

/**
 * @param {ReturnType<typeof filterFrame>} frame
 * @param {Panels.Filters} data
 * @param {Panels.Chosen} acts
 */
const fillMenus = (frame, data, acts) => {
  const { narrow, parts, menus, dates } = frame;
  for (const { id, label, groups } of data.menus) {
    const chosen = groups.reduce((sum, group) => sum + acts.chosen(group.field).size, 0);
    menus.get(id)?.name(label, chosen);
    const part = parts.get(id);
    if (part) fillGroups(part, groups, acts, narrow || groups.length > 1);
  }
  const days = ["since", "until"].filter((name) => acts.value(name)).length;
  menus.get("dates")?.name(data.words.dates, days + Number(acts.value("undated") !== "keep"));
  const part = parts.get("dates");
  if (part && !part.firstChild) part.append(...(narrow ? [make("h3", "", data.words.dates)] : []), dates.node);
};

/** @param {Atlas.Component<Panels.Filters>} component */
function drawFilters(component) {
  const { data, parentElement, setTriggerValue } = component;
  const root = rootOf(parentElement, "filters");
  const narrow = window.matchMedia(NARROW);
  let frame = barFrames.get(root);
  if (!frame || frame.narrow !== narrow.matches) {
    frame = filterFrame(root, data, narrow.matches);
    barFrames.set(root, frame);
    root.replaceChildren(...frame.nodes);
  }
  narrow.onchange = () => drawFilters(component);
  announce(root, "");
  const acts = filterActs(root, data, (act) => setTriggerValue("pick", act));
  frame.now.acts = acts;
  fillFrame(frame, data, acts);
}

/**
 * @param {ReturnType<typeof filterFrame>} frame
 * @param {Panels.Filters} data
 * @param {Panels.Chosen} acts
 */
const fillFrame = (frame, data, acts) => {
  const { search, dates, basis, chips, active, count, reset, sheet, state } = frame;
  settle(chips, layerChips(data, acts), "option");
  fillMenus(frame, data, acts);
  for (const part of [search, dates, basis]) part.update();
  sheet.name(data.words.all, data.active.length);
  // The list of facts says it aloud.
  count.textContent = data.count;
  const drawState = () => {
    settle(active, activeChips(data, acts), "active");
    reset.hidden = !data.active.length && data.values.basis === "article";
  };
  // What has taken itself away gives the keyboard to the next one, else to the count of what is left.
  keepFocus(state, "active", drawState, [".active", ".count"]);
};
