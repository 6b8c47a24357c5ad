// What the one file answers by itself where the dashboard asks its server: which facts pass a search, what the map shows of
// them, and what stands over the list.
// Empty here: each script of the page adds its part.
window.Page = window.Page || /** @type {OneFile.Scripts} */ ({});
(function (A, P) {
  "use strict";
  const UNSWITCHED = ["units", "land", "names"];

  // Truth values as the map reads them: base64 of a bitmap, the first in the highest bit of the first byte.
  P.pack = (bits) => {
    const bytes = new Uint8Array(Math.ceil(bits.length / 8));
    bits.forEach((bit, i) => {
      if (bit) bytes[i >> 3] |= 128 >> (i & 7);
    });
    return btoa(String.fromCharCode(...bytes));
  };

  /** @param {unknown[]} features */
  const collection = (features) => ({ type: "FeatureCollection", features });
  /** @param {Atlas.Properties} p */
  const borne = (p) => [...(p.facts || []), ...(p.context_facts || [])];

  P.Answers = class {
    /** @param {OneFile.Content} file */
    constructor(file) {
      this.file = file;
      this.byId = new Map(file.facts.map((fact) => [fact.id, fact]));
      this.main = file.settings.layers.filter(
        (look) => !UNSWITCHED.includes(look.draws) && file.layers[look.id].length,
      );
      this.hasOthers = file.facts.some((fact) => fact.passes && fact.basis === "context");
      this.search = new P.Search(file.lexicon);
      /** @type {Map<string, string>} */
      const known = new Map();
      // Names come again and again: each is folded once.
      /** @type {(kind: string, text: string) => OneFile.Piece} */
      const piece = (kind, text) => {
        const folded = known.get(text) || P.fold(text);
        known.set(text, folded);
        return { kind, text, folded };
      };
      this.pieces = new Map(
        file.facts.map(({ id, statement, search }) => {
          const names = search.places.flatMap((place) =>
            (file.places[place]?.names || []).map((name) => piece("place", name)),
          );
          // The card has the statement: of what a row shows the file holds the rest.
          const own = search.pieces.map(([kind, n]) =>
            piece(kind, (kind === "shown" ? statement : "") + file.texts[n]),
          );
          return [id, [...own, ...names]];
        }),
      );
      this.bodies = new Map([...this.pieces].map(([id, all]) => [id, all.map((one) => one.folded).join("\n")]));
    }

    /** @returns {OneFile.View} */
    firstView() {
      const off = new Set(this.main.filter((look) => look.optional).map((look) => look.id));
      const none = { period: null, place: null, fact: null, folded: false, row: 0, move: 0, places: [] };
      return { text: "", others: this.hasOthers, off, claims: "both", ...none };
    }

    /**
     * @param {string} path
     * @returns {Promise<unknown>}
     */
    async read(path) {
      const layer = path.match(/^api\/layers\/(.+)\.geojson/);
      if (layer) return collection(this.file.layers[layer[1]].map((one) => this.whole(one)));
      const answer = this.file.answers[path];
      if (answer) return answer;
      if (path.startsWith("api/land/")) return collection([]);
      throw new Error(path);
    }

    /** @param {OneFile.Content["layers"][string][number]} feature */
    whole(feature) {
      const geometry = feature.drawn ? this.file.shapes[feature.properties.place] : null;
      return { type: "Feature", id: feature.id, geometry, properties: feature.properties };
    }

    /** @param {OneFile.View} view */
    passing({ text, others }) {
      const terms = this.search.terms(text);
      return this.file.facts.filter((fact) => {
        const body = this.bodies.get(fact.id) || "";
        return fact.passes && (others || fact.basis === "article") && terms.every((term) => P.holds(body, term));
      });
    }

    /**
     * @param {OneFile.View} view
     * @param {OneFile.Fact[]} facts
     */
    rows({ text }, facts) {
      const terms = this.search.terms(text);
      if (!terms.length) return facts;
      return facts.map((fact) => ({ ...fact, matched: P.matched(this.pieces.get(fact.id) || [], terms) }));
    }

    /**
     * What is listed, in its order: all that passes, the news first; or of these the facts of the chosen place.
     *
     * @param {OneFile.View} view
     * @param {OneFile.Fact[]} facts
     */
    listed(view, facts) {
      if (view.place) {
        const there = new Set(this.file.places[view.place].facts);
        return facts.filter((fact) => there.has(fact.id));
      }
      const lead = facts.filter((fact) => fact.id === this.file.lead);
      return [...lead, ...facts.filter((fact) => !lead.includes(fact))];
    }

    /**
     * The fact whose card is open: the reader's choice, else the only one that is listed, else the file's lead where nothing
     * is filtered.
     *
     * @param {OneFile.View} view
     * @param {OneFile.Fact[]} facts
     */
    chosen(view, facts) {
      if (view.fact) return this.byId.get(view.fact) || null;
      if (view.folded) return null;
      if (facts.length === 1) return facts[0];
      const lead = this.narrowed(view) ? null : facts.find((fact) => fact.id === this.file.lead);
      return lead || null;
    }

    /** @param {OneFile.View} view */
    narrowed(view) {
      return Boolean(view.place || view.text);
    }

    /**
     * @param {OneFile.View} view
     * @param {OneFile.Fact[]} facts
     * @returns {Cards.Heading}
     */
    heading(view, facts) {
      const n = facts.filter((fact) => fact.basis === "article").length;
      const others = view.others ? A.say("facts.others", { n: facts.length - n }) : "";
      const place = view.place ? this.file.places[view.place] : null;
      const first = place ? A.say("facts.at", { n, place: place.label }) : A.say("facts.all", { n });
      const text = [first, others].filter(Boolean).join(" ");
      const more = view.others ? null : this.more(view, n);
      if (!place) return { text, own: null, note: null, sections: [], close: null, more };
      const { own, note, sections, brief } = place;
      return { text, own, note, sections, brief, close: A.say("facts.close"), more };
    }

    /**
     * How many facts of other sources pass too, where only some of the article are listed.
     *
     * @param {OneFile.View} view
     * @param {number} listed
     */
    more(view, listed) {
      const wider = { ...view, others: true };
      const n = this.listed(wider, this.passing(wider)).length - listed;
      return n > 0 ? A.say("facts.more", { n }) : null;
    }

    /**
     * @param {OneFile.View} view
     * @param {OneFile.Fact[]} facts
     * @param {OneFile.Fact | null} fact
     * @param {string} theme
     * @returns {Atlas.State}
     */
    mapState(view, facts, fact, theme) {
      const { data, language, bookmarks } = this.file;
      return {
        data,
        bits: this.bitmaps(view, new Set(facts.map((one) => one.id))),
        counts: this.counts(facts, "article"),
        others: this.counts(facts, "context"),
        marked: view.place && !view.fact ? [view.place] : fact ? fact.marked : [],
        places: view.places,
        move: view.move,
        camera_version: 0,
        camera_follows: false,
        article: "all",
        theme,
        lang: language,
        basemap: "land",
        claims: view.claims,
        period: view.period,
        camera: null,
        bookmarks,
      };
    }

    /**
     * Units show with a step of administration, and with a party's own view.
     *
     * @param {OneFile.View} view
     * @param {Atlas.Look} _
     */
    showsUnits(view, _) {
      return Boolean(view.period) || this.file.settings.parties.includes(view.claims);
    }

    /**
     * @param {OneFile.View} view
     * @param {Set<string>} shown
     */
    bitmaps(view, shown) {
      const { settings, layers } = this.file;
      /** @type {Record<string, string>} */
      const bits = {};
      for (const look of settings.layers) {
        if (!(look.draws === "units" ? this.showsUnits(view, look) : !view.off.has(look.id))) continue;
        const passes = layers[look.id].map(({ properties }) => {
          const facts = borne(properties);
          return !facts.length || facts.some((id) => shown.has(id));
        });
        bits[look.id] = P.pack(passes);
      }
      return bits;
    }

    /**
     * How many facts of one basis bear on each island.
     *
     * @param {OneFile.Fact[]} facts
     * @param {"article" | "context"} basis
     */
    counts(facts, basis) {
      const ids = new Set(facts.filter((fact) => fact.basis === basis).map((fact) => fact.id));
      /** @type {Record<string, number>} */
      const found = {};
      for (const look of this.file.settings.layers.filter((one) => one.draws === "land")) {
        for (const { properties } of this.file.layers[look.id]) {
          const n = borne(properties).filter((id) => ids.has(id)).length;
          if (n) found[properties.place] = n;
        }
      }
      return found;
    }
  };
})(window.Atlas, window.Page);
