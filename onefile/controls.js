// The controls over the map. Each knows how to show its present state.
(function (A, P) {
  "use strict";

  P.narrow = () => window.matchMedia("(max-width: 900px)").matches;

  /**
   * A button that is pressed or not.
   *
   * @param {string} text
   * @param {() => boolean} isOn
   * @param {() => void} act
   * @returns {OneFile.Control}
   */
  function pressed(text, isOn, act) {
    const element = A.button("pill", text, null, act);
    return { element, refresh: () => element.setAttribute("aria-pressed", String(isOn())) };
  }

  /**
   * @param {string} label
   * @param {OneFile.Control[]} content
   */
  function group(label, content) {
    const made = A.node("div", "group");
    made.setAttribute("role", "group");
    made.setAttribute("aria-label", label);
    const row = A.node("div", "row");
    row.append(...content.map((one) => one.element));
    made.append(A.node("span", "label", label), row);
    return made;
  }

  /**
   * @param {string} label
   * @param {[value: string, text: string][]} options
   * @param {() => string | null} isOn
   * @param {(value: string) => void} act
   * @returns {OneFile.Control}
   */
  function choice(label, options, isOn, act) {
    const made = A.node("label", "group");
    const list = A.node("select");
    for (const [value, text] of options) {
      const option = A.node("option", "", text);
      option.value = value;
      list.append(option);
    }
    list.addEventListener("change", () => act(list.value));
    made.append(A.node("span", "label", label), list);
    return { element: made, refresh: () => (list.value = isOn() || "") };
  }

  /**
   * @param {OneFile.Desk} desk
   * @param {HTMLElement} count Where it says how many facts it found.
   * @returns {OneFile.Control}
   */
  function search({ view, turn }, count) {
    const made = A.node("label", "group search");
    const box = A.node("input");
    box.type = "search";
    box.placeholder = A.say("filter.text.hint");
    box.addEventListener("input", () => turn({ text: box.value, fact: null, row: 0 }));
    count.setAttribute("role", "status");
    made.append(A.node("span", "label", A.say("filter.text")), box, count);
    // What is being typed stays as it is: a blank at its end is no search.
    const refresh = () => {
      if (box.value !== view.text) box.value = view.text;
    };
    return { element: made, refresh };
  }

  /** @param {Atlas.Look} look */
  function nameOf({ id }) {
    const key = ["overlay." + id, "layer." + id].find((one) => A.words[one]);
    return key ? A.say(key) : id;
  }

  /** @param {OneFile.Desk} desk */
  function toggles({ answers, view, show }) {
    return answers.main.map((look) =>
      pressed(
        nameOf(look),
        () => !view.off.has(look.id),
        () => {
          if (!view.off.delete(look.id)) view.off.add(look.id);
          show();
        },
      ),
    );
  }

  /** @param {OneFile.Desk} desk */
  function bases({ answers, view, turn }) {
    if (!answers.hasOthers) return [];
    return [false, true].map((others) =>
      pressed(
        A.say(others ? "basis.all" : "basis.article"),
        () => view.others === others,
        () => turn({ others, row: 0 }),
      ),
    );
  }

  /**
   * The neutral views, then each party's.
   *
   * @param {string[]} parties
   * @returns {[value: string, text: string][]}
   */
  function claimsOf(parties) {
    const neutral = ["both", "administered"];
    return [
      ...neutral.map((id) => named(id, "claims." + id)),
      ...parties.map((id) => named(id, "claims.party", { name: A.say("party." + id) })),
    ];
  }

  /**
   * @param {string} value
   * @param {string} key
   * @param {Record<string, unknown>} [values]
   * @returns {[value: string, text: string]}
   */
  function named(value, key, values) {
    return [value, A.say(key, values)];
  }

  /** @param {OneFile.Desk} desk */
  function ground({ answers, view, turn }) {
    const { periods, settings } = answers.file;
    const claims = choice(
      A.say("claims.label"),
      claimsOf(settings.parties),
      () => view.claims,
      (value) => turn({ claims: value }),
    );
    if (!periods.length) return [claims];
    /** @type {[value: string, text: string][]} */
    const steps = periods.map((period) => [period.id, period.label]);
    const all = [named("", "period.off"), ...steps];
    const step = choice(
      A.say("period.label"),
      all,
      () => view.period,
      (value) => {
        const period = periods.find((one) => one.id === value);
        // A step without units draws nothing: there is nowhere to go.
        const places = period ? period.units : [];
        turn({ period: value || null, places, move: places.length ? view.move + 1 : view.move });
      },
    );
    return [claims, step];
  }

  P.controls = function (desk) {
    const count = A.node("span", "count");
    const overlays = toggles(desk);
    const basis = bases(desk);
    const under = ground(desk);
    const typed = search(desk, count);
    // Folded on a phone, so that the map is seen first.
    const more = A.node("details", "more");
    const row = A.node("div", "bar");
    more.open = !P.narrow();
    row.append(group(A.say("onefile.layers"), overlays), ...under.map((one) => one.element));
    more.append(A.node("summary", "", A.say("onefile.more")), row);
    return {
      search: typed.element,
      basis: basis.length ? group(A.say("basis.label"), basis) : null,
      more,
      refresh(found) {
        count.textContent = desk.view.text ? A.say("onefile.found", { n: found }) : "";
        for (const one of [typed, ...basis, ...overlays, ...under]) one.refresh();
      },
    };
  };
})(window.Atlas, window.Page);
