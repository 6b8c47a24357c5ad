// What a link of the dashboard's form selects: its filters on the facts, and the layers that the map then shows. The same rules
// as geo/tables/selection.py, held to it by a test that opens the same links on both.
(function (P) {
  "use strict";

  /**
   * @param {Publish.Fact["days"]} days
   * @param {Publish.Filters} filters
   */
  function inDays(days, { since, until, undated }) {
    if (undated === "only") return !days;
    if (!days) return undated === "keep";
    return (!since || days[1] >= since) && (!until || days[0] <= until);
  }

  P.PublishedAnswers = class extends P.Answers {
    /** @param {Publish.Content} file */
    constructor(file) {
      super(file);
      this.published = file;
    }

    firstView() {
      const off = new Set(this.file.settings.layers.filter((look) => look.optional).map((look) => look.id));
      return {
        ...super.firstView(),
        off,
        others: false,
        filters: P.noFilters(),
        camera: null,
        link: 0,
        follows: false,
      };
    }

    /** @param {string} path */
    async read(path) {
      const apart = this.published.apart[path];
      if (!apart) return super.read(path);
      const answer = await window.fetch(apart);
      if (!answer.ok) throw new Error(path + ": " + answer.status);
      return answer.json();
    }

    /**
     * Facts that pass all filters but that of layers, which acts on features and not on facts.
     *
     * @param {Publish.View} view
     */
    meeting(view) {
      const { filters } = view;
      const wanted = Object.entries(filters.lists).filter(([name, ids]) => name !== "layer" && ids.length);
      return super.passing(view).filter((fact) => {
        const { filters: own, days } = /** @type {Publish.Fact} */ (fact);
        return wanted.every(([name, ids]) => ids.some((id) => own[name].includes(id))) && inDays(days, filters);
      });
    }

    /** @param {Publish.View} view */
    passing(view) {
      const layers = view.filters.lists.layer || [];
      const facts = this.meeting(view);
      if (!layers.length) return facts;
      return facts.filter((fact) => layers.some((id) => /** @type {Publish.Fact} */ (fact).filters.layer.includes(id)));
    }

    /** @param {Publish.View} view */
    narrowed(view) {
      const { lists, since, until, undated } = view.filters;
      return super.narrowed(view) || Object.keys(lists).length > 0 || Boolean(since || until) || undated !== "keep";
    }

    /**
     * @param {Publish.View} view
     * @param {Atlas.Look} look
     */
    showsUnits(view, look) {
      return super.showsUnits(view, look) || !view.off.has(look.id);
    }

    /** @param {Publish.View} view */
    bitmaps(view) {
      const layers = view.filters.lists.layer || [];
      const bits = super.bitmaps(view, new Set(this.meeting(view).map((fact) => fact.id)));
      for (const id of Object.keys(bits)) {
        if (layers.length && !layers.includes(id)) bits[id] = P.pack(this.file.layers[id].map(() => false));
      }
      return bits;
    }

    /**
     * @param {Publish.View} view
     * @param {OneFile.Fact[]} facts
     * @param {OneFile.Fact | null} fact
     * @param {string} theme
     */
    mapState(view, facts, fact, theme) {
      const { camera, link, follows } = view;
      return { ...super.mapState(view, facts, fact, theme), camera, camera_version: link, camera_follows: follows };
    }
  };
})(window.Page);
