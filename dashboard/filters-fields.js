// The fields of the bar that hold one value: search, days, what becomes of facts with no date, and which sources are shown.

/** Where the filters stand in a sheet, and what is found below the map. */
const NARROW = "(max-width: 900px)";

/**
 * A field that keeps what is being typed in it: only one that is not in use takes what the page says.
 *
 * @param {HTMLInputElement} input
 * @param {string} value
 */
const takeValue = (input, value) => {
  if (!input.matches(":focus")) input.value = value;
};

/**
 * @param {string} label
 * @param {HTMLElement} field
 */
const labelled = (label, field) => {
  const node = make("label", "field");
  node.append(make("span", "", label), field);
  return node;
};

/** How long a reader who types rests before the words are searched. */
const TYPED_MS = 700;

/**
 * @param {Panels.Filters} data
 * @param {() => Panels.Chosen} acts The present one: the field outlives a run.
 */
const searchBox = (data, acts) => {
  const form = make("form", "search");
  form.role = "search";
  const input = make("input");
  Object.assign(input, { type: "search", maxLength: data.longest, placeholder: data.words["text.hint"], name: "text" });
  input.setAttribute("aria-label", data.words.text);
  input.enterKeyHint = "search";
  let resting = 0;
  const send = () => {
    clearTimeout(resting);
    if (input.value !== acts().value("text")) acts().set({ text: input.value });
  };
  form.onsubmit = (event) => {
    event.preventDefault();
    send();
    // What is found stands below the map there, and under the keyboard of a phone.
    if (!input.value || !window.matchMedia(NARROW).matches) return;
    input.blur();
    document.getElementById("facts")?.scrollIntoView({ block: "start" });
  };
  input.onchange = send;
  const rest = () => {
    clearTimeout(resting);
    resting = window.setTimeout(send, TYPED_MS);
  };
  /** @param {Event} event */
  input.oninput = (event) => {
    // A word that is still composed of keys, as Japanese is, waits; the cross of the field takes the search away at once.
    if (event instanceof InputEvent && event.isComposing) clearTimeout(resting);
    else if (input.value) rest();
    else send();
  };
  input.addEventListener("compositionend", rest);
  form.append(input);
  let last = "";
  return {
    node: form,
    update: () => {
      const now = acts().value("text");
      // A search that was taken away goes from the field, be it in use or not; what is only being typed stays.
      if (last && !now) input.value = "";
      last = now;
      takeValue(input, now);
    },
  };
};

/**
 * One of a few values, as buttons of which one is pressed.
 *
 * @param {string} name
 * @param {string} label
 * @param {[value: string, label: string][]} choices
 * @param {() => Panels.Chosen} acts
 */
const oneOf = (name, label, choices, acts) => {
  const node = make("div", "one-of " + name);
  node.role = "group";
  node.setAttribute("aria-label", label);
  const mark = () => {
    for (const item of node.querySelectorAll("button")) {
      item.setAttribute("aria-pressed", String(item.dataset.option === name + "." + acts().value(name)));
    }
  };
  for (const [value, text] of choices) {
    const made = button("", text, () => {
      acts().set({ [name]: value });
      mark();
    });
    made.dataset.option = name + "." + value;
    node.append(made);
  }
  return { node, update: mark };
};

/**
 * The first and the last day, and what becomes of facts with no date.
 *
 * @param {Panels.Filters} data
 * @param {() => Panels.Chosen} acts
 */
const dateFields = (data, acts) => {
  const node = make("div", "dates");
  const inputs = ["since", "until"].map((name) => {
    const input = make("input");
    Object.assign(input, { type: "date", name, min: data.days[0], max: data.days[1] });
    // A day that is still being typed is none.
    input.onchange = () => {
      if (!input.validity.badInput) acts().set({ [name]: input.value });
    };
    node.append(labelled(data.words[name], input));
    return input;
  });
  const undated = oneOf("undated", data.words.undated, data.choices.undated, acts);
  const group = make("div", "field");
  group.append(make("span", "", data.words.undated), undated.node);
  node.append(group);
  return {
    node,
    update: () => {
      for (const input of inputs) takeValue(input, acts().value(input.name));
      undated.update();
    },
  };
};
