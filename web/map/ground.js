// The ground: sea depth, relief and isobaths. It comes after the first marks, nothing waits for it, and nothing is read off it.
(function (A) {
  "use strict";
  /** @typedef {[zoom: number, share: number][]} Steps How much of a thing shows at a zoom. */

  // The relief has a pixel each four kilometres and the depths one each eleven: coming nearer they turn into a wash.
  /** @type {Record<"land" | "sea" | "isobaths", Steps>} */
  const SHOWN = {
    land: [[7, 1], [8, 0.6], [9, 0.35], [10.5, 0]],
    sea: [[7, 1], [8.5, 0.8], [10.5, 0.45]],
    isobaths: [[3.5, 0], [5, 0.45], [6, 0.65], [8, 0.65], [9.5, 0]],
  }; // prettier-ignore
  const RESTING = 0.5; // how much of it shows while the map tells of a period

  A.Ground = class {
    /**
     * @param {L.Map} map
     * @param {(path: string) => Promise<Atlas.Collection>} fetch
     */
    constructor(map, fetch) {
      this.map = map;
      this.fetch = fetch;
      /** @type {Atlas.GroundSettings | undefined} */
      this.from = A.settings.ground;
      /** @type {Record<string, Promise<Record<string, HTMLImageElement>>>} What was asked for, by theme. */
      this.asked = {};
      /** @type {Record<string, HTMLImageElement> | null} The images that show. */
      this.images = null;
      /** @type {Record<string, Atlas.Paint>} */
      this.paints = {};
      /** @type {Record<string, L.Path>} */
      this.seas = {};
      /** @type {L.GeoJSON | null} */
      this.isobaths = null;
      this.open = false;
      /** What each paint was mixed by. */
      this.mixed = "";
    }

    // How the land is painted; null while there is no relief, and it is plain.
    get land() {
      return this.images ? this.paints.land.color() : null;
    }

    /**
     * Without the ground the map is plain.
     *
     * @returns {Promise<boolean>} Whether there is relief to paint the land with.
     */
    async load() {
      if (!this.from) return false;
      this.open = true;
      await Promise.all([this.dress(), this.line(this.from.isobaths)]);
      return this.images !== null;
    }

    /** @param {string} path */
    async line(path) {
      if (this.isobaths) return;
      try {
        this.isobaths = this.drawIsobaths(await this.fetch(path));
        this.refresh();
      } catch (error) {
        missing(error);
      }
    }

    // The images of the theme that is worn; those of the other one go at once.
    async dress() {
      if (!this.open || !this.from) return;
      const theme = A.theme;
      this.images = null;
      this.refresh();
      try {
        this.asked[theme] ||= readImages(this.from.images[theme]);
        const images = await this.asked[theme];
        if (theme === A.theme) this.show(images);
      } catch (error) {
        delete this.asked[theme];
        missing(error);
      }
    }

    /** @param {Record<string, HTMLImageElement>} images */
    show(images) {
      const from = /** @type {Atlas.GroundSettings} */ (this.from).images[A.theme];
      for (const name of Object.keys(images)) this.paints[name] ||= new A.Paint(this.map, from[name].bounds);
      this.images = images;
      this.mixed = "";
      this.refresh();
      this.credit();
    }

    // All that follows from zoom, theme and period.
    refresh() {
      const rest = A.state.period ? RESTING : 1;
      const zoom = this.map.getZoom();
      if (this.images) this.mix(zoom, rest);
      for (const name of ["far", "sea"]) this.showSea(name, A.between(zoom, SHOWN.sea) * rest);
      const opacity = A.between(zoom, SHOWN.isobaths) * rest;
      this.isobaths?.setStyle({ color: A.ink(A.settings.inks.isobath), opacity });
    }

    /**
     * @param {number} zoom
     * @param {number} rest
     */
    mix(zoom, rest) {
      const share = A.between(zoom, SHOWN.land) * rest;
      const mixed = [A.theme, Math.min(zoom, 7), share].join();
      if (mixed !== this.mixed) {
        for (const [name, image] of Object.entries(this.images || {})) {
          const { bounds } = /** @type {Atlas.GroundSettings} */ (this.from).images[A.theme][name];
          const wide = (256 * 2 ** zoom * (bounds[2] - bounds[0])) / 360;
          const scale = Math.min(1, (wide * (window.devicePixelRatio || 1)) / image.naturalWidth);
          this.paints[name].take(A.mixed(image, scale, A.ink(A.settings.inks.land), name === "land" ? share : 1));
        }
        this.mixed = mixed;
      }
      this.lay();
    }

    lay() {
      for (const paint of Object.values(this.paints)) paint.lay();
    }

    /**
     * @param {string} name
     * @param {number} opacity
     */
    showSea(name, opacity) {
      const paint = this.images && this.paints[name];
      if (!paint) {
        this.seas[name]?.remove();
        delete this.seas[name];
        return;
      }
      const style = { stroke: false, fillColor: paint.color(), fillOpacity: opacity };
      if (this.seas[name]) {
        this.seas[name].setStyle(style);
        return;
      }
      // One canvas each, as the order on a shared one would be that of their arrival.
      const renderer = L.canvas({ pane: "ground", padding: 0.3 });
      const options = { pane: "ground", interactive: false, renderer, ...style };
      this.seas[name] = L.rectangle(L.latLngBounds(paint.corners), options).addTo(this.map);
    }

    /** @param {Atlas.Collection} lines */
    drawIsobaths(lines) {
      return L.geoJSON(lines, {
        pane: "isobaths",
        interactive: false,
        renderer: L.canvas({ pane: "isobaths", padding: 0.3 }),
        style: { weight: 0.7, fill: false, opacity: 0 },
      }).addTo(this.map);
    }

    // Stands with the coast's credit, for as long as there is something to credit.
    credit() {
      const box = this.map.getContainer().querySelector(".credit");
      if (box && !box.querySelector(".of-ground")) box.append(A.node("span", "of-ground", A.say("map.credit_ground")));
    }
  };

  /** @param {unknown} error */
  function missing(error) {
    console.warn("Atlas: without relief and depth:", error instanceof Error ? error.message : error);
  }

  /**
   * @param {Record<string, { url: string }>} images
   * @returns {Promise<Record<string, HTMLImageElement>>}
   */
  async function readImages(images) {
    const read = Object.entries(images).map(async ([name, { url }]) => {
      const image = new Image();
      image.src = (A.settings.up || "") + url;
      await image.decode();
      return [name, image];
    });
    return Object.fromEntries(await Promise.all(read));
  }
})(window.Atlas);
