// The options of the bar: layers as chips that are the legend, and facets in groups.

/**
 * Shows at once that an option is pressed: the answer comes a moment later and says the same. The button is the one that stands there,
 * which may be older than what it does.
 *
 * @param {MouseEvent} event
 * @param {Panels.Chosen} acts
 * @param {string} field
 * @param {string} option
 */
const turnOption = (event, acts, field, option) => {
  const on = acts.turn(field, option);
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.setAttribute("aria-pressed", String(on));
};

/**
 * @param {Panels.Chosen} acts
 * @param {string} field
 * @param {Panels.Option} entry
 */
const filterOption = (acts, field, entry) => {
  const node = button("option", null, (event) => turnOption(event, acts, field, entry.value));
  node.dataset.option = field + "." + entry.value;
  const on = acts.chosen(field).has(entry.value);
  node.setAttribute("aria-pressed", String(on));
  node.classList.toggle("empty", !entry.n && !on);
  node.append(make("span", "", entry.label), make("b", "", entry.n));
  return node;
};

/**
 * The layers. One that only other sources fill says so, and a click brings them with it.
 *
 * @param {Panels.Filters} data
 * @param {Panels.Chosen} acts
 */
const layerChips = ({ layers, small }, acts) =>
  layers.options.map((entry) => {
    const node = filterOption(acts, layers.field, entry);
    node.classList.add("layer");
    const { symbol, ink, land } = entry.swatch;
    node.prepend(swatchNode(symbol, { ink, land }, small));
    if (entry.brings) {
      node.querySelector("b")?.replaceWith(make("i", "", entry.brings));
      node.onclick = (event) => {
        acts.set({ basis: "all" });
        turnOption(event, acts, layers.field, entry.value);
      };
    }
    return node;
  });

/**
 * Fills a part with the options of some facets, whose frames stay from run to run.
 *
 * @param {HTMLElement} part
 * @param {Panels.Group[]} groups
 * @param {Panels.Chosen} acts
 * @param {boolean} titled
 */
const fillGroups = (part, groups, acts, titled) => {
  for (const entry of groups) {
    const node = part.querySelector(`[data-field="${entry.field}"]`) ?? part.appendChild(groupFrame(entry, titled));
    const options = /** @type {HTMLElement} */ (node.querySelector(".options"));
    settle(
      options,
      entry.options.map((item) => filterOption(acts, entry.field, item)),
      "option",
    );
  }
};

/**
 * @param {Panels.Group} entry
 * @param {boolean} titled
 */
const groupFrame = (entry, titled) => {
  const node = make("fieldset");
  node.dataset.field = entry.field;
  node.append(make("legend", titled ? "" : "unseen", entry.label));
  if (entry.help) node.append(make("p", "help", entry.help));
  node.append(make("div", "options"));
  return node;
};

/**
 * What is chosen, each with a cross that takes it away.
 *
 * @param {Panels.Filters} data
 * @param {Panels.Chosen} acts
 */
const activeChips = ({ active }, acts) =>
  active.map(({ field, value, label, remove }) => {
    const node = button("active", null, () => {
      if (field === "dates") acts.set({ since: "", until: "" });
      else if (field === "text" || field === "undated") acts.set({ [field]: value });
      else if (acts.chosen(field).has(value)) acts.turn(field, value);
    });
    node.dataset.active = field + "." + value;
    node.setAttribute("aria-label", remove);
    node.append(make("span", "", label), make("span", "cross", "×"));
    return node;
  });
