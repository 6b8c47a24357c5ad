// What is written at places: names in all their scripts, how exactly a place is known, and a callout with what is told there.
(function (A) {
  "use strict";

  // Each name says its language, or a browser would write Japanese with the letters of another.
  A.inScripts = function (names) {
    const made = A.node("span", "own");
    names.forEach(([language, name], i) => {
      if (i) made.append(" · ");
      const one = A.node("span", "", name);
      one.lang = language;
      made.append(one);
    });
    return made;
  };

  A.names = function (p) {
    const made = A.node("div", "names");
    // The second party's names lead in its own view alone.
    const turned = A.settings.parties.indexOf(A.state.claims) > 0;
    const { languages } = A.settings;
    made.append(A.node("b", "", turned ? p.name_en_russia_first : p.name_en));
    const own = (turned ? [...languages].reverse() : languages).flatMap((language) => {
      const name = p[/** @type {const} */ (`name_${language}`)];
      return name ? [/** @type {[string, string]} */ ([language, name])] : [];
    });
    if (own.length) made.append(A.inScripts(own));
    return made;
  };

  // What a place by name is, in all its scripts.
  A.placeTip = function (p) {
    const made = A.node("div");
    const numbers = new Intl.NumberFormat(A.language);
    const heights = (p.heights_m || []).map((m) => A.say("map.height", { m: numbers.format(m) }));
    made.append(A.names(p));
    /** @type {[string, string][]} */
    const ainu = [
      ["ain", p.name_ainu || ""],
      ["ain-Latn", p.name_ainu_latin || ""],
    ];
    if (p.name_ainu) made.append(A.inScripts(ainu.filter(([, name]) => name)));
    made.append(A.node("div", "quiet", A.say("place.kind." + p.kind)));
    if (heights.length) made.append(A.node("div", "", heights.join(" / ")));
    if (p.area_km2) made.append(A.node("div", "", A.say("map.area", { km2: A.figure(p.area_km2) })));
    return made;
  };

  A.precision = function (p) {
    const word = A.say("map.precision." + p.precision);
    return p.uncertainty_m ? A.say("map.within", { word, distance: A.distance(p.uncertainty_m) }) : word;
  };

  // How many facts a mark bears, by role: three said to be there, one planned there.
  A.roles = function (mark) {
    const counts = new Map();
    for (const feature of mark.passing) {
      counts.set(feature.properties.role, (counts.get(feature.properties.role) || 0) + 1);
    }
    const made = A.node("div", "roles");
    if (mark.symbol) made.append(A.swatch(mark.symbol, mark.look));
    const parts = [...counts].map(([role, n]) => A.say("map.role." + role, { n }));
    const lines = A.node("span");
    lines.append(A.node("span", "title", A.say("map.layer_facts", { title: A.say("layer." + mark.look.id) }) + " "));
    lines.append(A.node("b", "n", mark.count()), " ", A.node("small", "", parts.join(", ")));
    made.append(lines);
    return made;
  };

  /**
   * How many facts some marks bear, each fact once.
   *
   * @param {Atlas.Feature[]} features
   */
  const factsOf = (features) => new Set(features.flatMap((feature) => feature.properties.facts)).size;

  // One callout a place: its names, and a line for each layer that has something there, then what other sources add. Where
  // the map has no room for it, it shows their number alone; to a screen reader it says the same in each of its forms.
  A.callout = function (place, marks, context) {
    const shown = marks.filter((mark) => mark.look.draws !== "land" && mark.passing.length);
    const others = context && context.passing.length ? context : null;
    if (!shown.length) return others ? others.badge() : null;
    const p = shown[0].first;
    const made = A.button("callout", null, null, () => A.pick(place));
    const facts = factsOf([...shown.flatMap((mark) => mark.passing), ...(others ? others.passing : [])]);
    const total = A.node("span", "total", facts);
    total.setAttribute("aria-hidden", "true");
    made.append(total, A.names(p));
    for (const mark of shown) made.append(A.roles(mark));
    if (others) made.append(others.lines());
    if (shown.some((mark) => mark.passing.some((f) => f.properties.states.includes("differ")))) {
      made.append(A.node("div", "differ", A.say("map.differ")));
    }
    made.append(A.node("div", "quiet", A.precision(p)));
    if (shown.some((mark) => mark.passing.some((f) => f.properties.wider))) {
      made.append(A.node("div", "quiet", A.say("map.four_or_wider")));
    }
    return made;
  };
})(window.Atlas);
