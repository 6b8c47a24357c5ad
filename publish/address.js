// The publication's address: a link of the dashboard's form opens its view, behind ? or behind #, and the view that shows is
// written back, so that a copied address opens the same again, here or there.
(function (A, P) {
  "use strict";

  /** @param {Publish.Content["foreign"]} foreign */
  function foreignNames({ names, prefixes }) {
    const known = new Set(names);
    return (/** @type {string} */ name) => {
      const small = name.toLowerCase();
      return known.has(small) || prefixes.some((one) => small.startsWith(one));
    };
  }

  // What stands behind # counts first: it was added last.
  function given() {
    const { search, hash } = window.location;
    const later = hash.includes("=") ? [...new URLSearchParams(hash.slice(1))] : [];
    const names = new Set(later.map(([name]) => name));
    return [...later, ...[...new URLSearchParams(search)].filter(([name]) => !names.has(name))];
  }

  P.PublishedAddress = class {
    /**
     * @param {Publish.Content} file
     * @param {Map<string, OneFile.Fact>} byId
     */
    constructor(file, byId) {
      this.file = file;
      /** @type {(change: Partial<Publish.View>) => void} Changes the view that shows. */
      this.turn = () => {};
      this.event = /** @type {const} */ ("popstate");
      this.parsers = P.parsers(file, byId);
      this.isForeign = foreignNames(file.foreign);
      this.box = A.node("div", "asked");
      this.box.setAttribute("role", "status");
      /** @type {[name: string, reason: string][]} */
      this.refused = [];
      this.links = 0;
      /** @type {Publish.View | null} */
      this.view = null;
      /** @type {string | null} */
      this.written = null;
    }

    /** @returns {Partial<Publish.View> | null} */
    read() {
      const pairs = given();
      if (this.written === window.location.search && !window.location.hash) return null;
      const { values, refused } = P.readPairs(pairs, this.parsers, this.isForeign);
      this.refused = refused;
      this.links += 1;
      return { ...this.chosen(values), filters: this.filters(values), ...this.ground(values), row: 0 };
    }

    /** @param {Record<string, any>} values */
    filters({ from = null, to = null, undated = "keep", ...values }) {
      const set = Object.keys(this.file.facets).filter((name) => values[name]?.length);
      return { lists: Object.fromEntries(set.map((name) => [name, values[name]])), since: from, until: to, undated };
    }

    /** @param {Record<string, any>} values */
    chosen({ q = "", basis = "article", fact = null, place = null }) {
      return { text: q, others: basis === "all", fact, place, folded: false };
    }

    /**
     * What lies under the marks, and where the map looks.
     *
     * @param {Record<string, any>} values
     * @returns {Partial<Publish.View>}
     */
    ground({ claims = "both", period = null, overlay = [], fact = null, place = null, ...values }) {
      const { home, layers } = this.file.settings;
      const units = this.file.periods.find((one) => one.id === period)?.units || [];
      const places = fact || place ? [] : units;
      const off = new Set(layers.filter((one) => one.optional && !overlay.includes(one.id)).map((one) => one.id));
      const said = [values.lat, values.lon, values.zoom];
      const first = [...home.centre, home.zoom];
      const camera = said.every((one) => one === undefined) ? null : said.map((one, i) => one ?? first[i]);
      const follows = Boolean(fact || place || places.length);
      const look = /** @type {Publish.View["camera"]} */ (camera);
      return { claims, period, places, off, camera: look, link: this.links, follows };
    }

    /** @param {Publish.View} view */
    query(view) {
      const pairs = P.pairsOf(view, this.file).map(([name, value]) => [name, String(value)]);
      return pairs.length ? "?" + String(new URLSearchParams(pairs)).replace(/%2C/g, ",") : "";
    }

    /**
     * @param {Publish.View} view
     * @param {string} fact
     */
    choose(view, fact) {
      this.put({ ...view, fact, camera: null }, "pushState");
    }

    /** @param {Publish.View} view */
    write(view) {
      this.view = view;
      this.put(view, "replaceState");
      P.tell(this.box, this.file, view, this.refused, () => this.turn({ filters: P.noFilters(), row: 0 }));
    }

    /**
     * @param {Publish.View} view
     * @param {"pushState" | "replaceState"} how
     */
    put(view, how) {
      const wanted = this.query(view);
      this.written = wanted;
      const { search, hash, pathname } = window.location;
      if (wanted !== search || hash) window.history[how](null, "", pathname + wanted);
    }

    /**
     * @param {Publish.View} view
     * @param {string} fact
     */
    link(view, fact) {
      return this.query({ ...view, fact, camera: null });
    }

    /** @param {L.Map | null} map */
    look(map) {
      if (!this.view) return;
      const at = map && A.cameraOf(map);
      this.view.camera = at && [Number(at.lat), Number(at.lon), Number(at.zoom)];
      this.put(this.view, "replaceState");
    }
  };
})(window.Atlas, window.Page);
