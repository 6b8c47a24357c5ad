// A link of the dashboard's form: what each parameter of its table (geo/view/parameters.py) says, and how a view is written so.
// What cannot be used is told with the reason, and never dropped in silence.
(function (A, P) {
  "use strict";
  const LONGEST = 200;
  const MOST = 60;
  const CAMERA = ["lat", "lon", "zoom"];

  /** @param {string} key @param {Record<string, unknown>} [values] */
  function refuse(key, values) {
    return new P.Refused(A.say("publish.refused." + key, values));
  }

  P.Refused = class extends Error {};

  P.noFilters = () => ({ lists: {}, since: null, until: null, undated: "keep" });

  /** @param {string} text */
  const shortened = (text) => (text.length > 40 ? text.slice(0, 39) + "…" : text);

  /**
   * @param {string} text
   * @param {(id: string) => boolean} isKnown
   */
  function one(text, isKnown) {
    if (!isKnown(text)) throw refuse("value", { value: shortened(text) });
    return text;
  }

  /**
   * @param {string} text
   * @param {(id: string) => boolean} isKnown
   */
  function several(text, isKnown) {
    const parts = text.split(",").map((part) => part.trim());
    const wanted = [...new Set(parts.filter(Boolean))].sort();
    if (wanted.length > MOST) throw refuse("many", { n: MOST });
    return wanted.map((id) => one(id, isKnown));
  }

  /**
   * The first or the last day that a day, month or year holds, as ISO 8601.
   *
   * @param {string} text
   * @param {boolean} end
   */
  function day(text, end) {
    const found = text.match(/^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/);
    const [year, month] = [Number(found?.[1]), Number(found?.[2] || (end ? 12 : 1))];
    const last = new Date(Date.UTC(2000, 0, 1));
    last.setUTCFullYear(year, month, 0);
    const date = Number(found?.[3] || (end ? last.getUTCDate() : 1));
    const exists = found && year > 0 && month > 0 && month < 13 && date > 0 && date <= last.getUTCDate();
    if (!exists) throw refuse("date", { value: shortened(text) });
    return [found[1], ...[month, date].map((part) => String(part).padStart(2, "0"))].join("-");
  }

  /**
   * @param {string} text
   * @param {Atlas.Range} range
   */
  function number(text, [low, high]) {
    const inside = /^-?\d{1,3}(\.\d{1,6})?$/.test(text) && Number(text) >= low && Number(text) <= high;
    if (!inside) throw refuse("number", { value: shortened(text), low, high });
    return Number(text);
  }

  /** @param {string} text */
  function words(text) {
    const clean = text
      .replace(/\s+/g, " ")
      .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "")
      .trim();
    if (clean.length > LONGEST) throw refuse("long", { n: LONGEST });
    return clean;
  }

  /**
   * What the dashboard has and a publication has not.
   *
   * @param {string} text
   * @param {string[]} held The values that say no more than a publication shows.
   */
  function absent(text, held) {
    if (!held.includes(text)) throw refuse("absent");
    return text;
  }

  /**
   * The parsers by parameter: each returns a value, or throws the reason.
   *
   * @param {Publish.Content} file
   * @param {Map<string, OneFile.Fact>} byId
   * @returns {Record<string, (text: string) => any>}
   */
  P.parsers = function (file, byId) {
    const { settings, facets } = file;
    const claims = ["both", "administered", ...settings.parties];
    const optional = settings.layers.filter((look) => look.optional).map((look) => look.id);
    /** @type {Record<string, (text: string) => any>} */
    const lists = {};
    for (const [name, { options }] of Object.entries(facets)) {
      lists[name] = (text) => several(text, (id) => Object.hasOwn(options, id));
    }
    return {
      ...lists,
      from: (text) => day(text, false),
      to: (text) => day(text, true),
      undated: (text) => one(text, (id) => ["keep", "drop", "only"].includes(id)),
      q: words,
      basis: (text) => one(text, (id) => ["article", "all"].includes(id)),
      article: (text) => absent(text, file.articles),
      fact: (text) => one(text, (id) => byId.has(id)),
      place: (text) => one(text, (id) => Object.hasOwn(file.places, id)),
      ...Object.fromEntries(CAMERA.map((name) => [name, (/** @type {string} */ text) => number(text, bound(name))])),
      claims: (text) => one(text, (id) => claims.includes(id)),
      period: (text) => one(text, (id) => file.periods.some((period) => period.id === id)),
      step: (text) => absent(text, []),
      overlay: (text) => several(text, (id) => optional.includes(id)),
      basemap: (text) => absent(text, ["land"]),
      lang: (text) => absent(text, [file.language]),
      embed: (text) => absent(text, ["false"]),
    };

    /** @param {string} name */
    function bound(name) {
      return settings.bounds[/** @type {"lat" | "lon" | "zoom"} */ (name)];
    }
  };

  P.readPairs = function (pairs, parsers, isForeign) {
    /** @type {Record<string, any>} */
    const values = {};
    /** @type {[name: string, reason: string][]} */
    const refused = [];
    for (const [name, text] of pairs) {
      if (!Object.hasOwn(parsers, name)) {
        if (!isForeign(name)) refused.push([shortened(name), A.say("publish.refused.name")]);
        continue;
      }
      if (Object.hasOwn(values, name)) {
        refused.push([name, A.say("publish.refused.twice")]);
        continue;
      }
      try {
        if (text.trim()) values[name] = parsers[name](text.trim());
      } catch (error) {
        if (!(error instanceof P.Refused)) throw error;
        refused.push([name, error.message]);
      }
    }
    if (values.from && values.to && values.from > values.to) {
      delete values.from;
      delete values.to;
      refused.push(["from", A.say("publish.refused.order")]);
    }
    return { values, refused };
  };

  // A view as pairs in the order of the table, defaults left out.
  P.pairsOf = function (view, file) {
    const { lists, since, until, undated } = view.filters;
    const optional = file.settings.layers.filter((look) => look.optional).map((look) => look.id);
    const overlay = optional.filter((id) => !view.off.has(id)).sort();
    const camera = view.camera || [];
    /** @type {[name: string, value: string | number | null | undefined][]} */
    const all = [
      ...Object.keys(file.facets).map((name) => /** @type {[string, string]} */ ([name, (lists[name] || []).join()])),
      ["from", since],
      ["to", until],
      ["undated", undated === "keep" ? null : undated],
      ["q", view.text.trim()],
      ["basis", view.others ? "all" : null],
      ["fact", view.fact],
      ["place", view.place],
      ...CAMERA.map((name, i) => /** @type {[string, number]} */ ([name, camera[i]])),
      ["claims", view.claims === "both" ? null : view.claims],
      ["period", view.period],
      ["overlay", overlay.join()],
    ];
    return all.filter(([, value]) => value !== null && value !== undefined && value !== "");
  };
})(window.Atlas, window.Page);
