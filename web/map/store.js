// The store: fetches each layer once, and applies what a rerun hands over. The map is never built again.
(function (A) {
  "use strict";
  const NOT_CLICKED = new Set(["waters", "context", "land", "halo", "ground", "isobaths"]);

  A.theme = "light";

  A.Store = class extends A.Layers {
    /** @param {L.Map} map */
    constructor(map) {
      super(map);
      /** @type {Set<string>} Optional layers that were asked for. */
      this.asked = new Set();
      this.applied = 0;
      this.fetching = false;
      /** @type {string | null} The hash of the data that are being read. */
      this.loading = null;
      /** @type {string | null} The hash of the data that were read. */
      this.loaded = null;
      /** @type {string | null} The theme that the map wears. */
      this.dressed = null;
      /** @type {string | null} What the ring around marked places was made of. */
      this.ringed = null;
      /** @type {L.LayerGroup | null} */
      this.ring = null;
      /** @type {Atlas.Controls | null} */
      this.controls = null;
      // What is no mark of a fact has panes of its own: islets that can be clicked lie below the marks, names above all.
      for (const [name, z] of Object.entries({ ...A.settings.levels, islets: 397, places: 610 })) {
        const { style } = map.createPane(name);
        style.zIndex = String(z);
        if (NOT_CLICKED.has(name)) style.pointerEvents = "none";
      }
      this.land = new A.Land(map, (path) => A.read(path));
      this.camera = new A.Camera(map, this);
      this.tips = new A.Tips(map);
      this.gestures = new A.Gestures(map);
      this.notices = new A.Notices(map);
      // Before the names' own: which of them show follows from the zoom.
      map.on("zoomend", () => this.zoomed());
      this.lettering = new A.Lettering(map, this);
      // A typeface that arrives later has other widths.
      document.fonts?.addEventListener("loadingdone", () => {
        A.forgetSizes();
        this.lettering.place();
      });
    }

    async load() {
      const wanted = A.state.data;
      this.loading = wanted;
      try {
        const whole = await this.fetchAll();
        if (!whole) return;
      } catch (error) {
        this.failed(error);
        return;
      }
      this.loaded = wanted;
      this.lettering.forget();
      this.name();
      this.controls = this.controls || new A.Controls(this.map, this);
      this.apply();
      this.map.getContainer().dataset.ready = "yes";
      this.zoomed();
      await this.land.second();
      this.lettering.place();
      await this.land.underlay(this.islandShapes());
    }

    // What a screen reader calls the map, its texts and its frame.
    name() {
      A.nameFrame();
      const box = this.map.getContainer();
      box.setAttribute("role", "region");
      box.setAttribute("aria-label", A.say("map.region"));
      this.lettering.rover.name();
      A.font = window.getComputedStyle(box).fontFamily;
    }

    /** @returns {Atlas.Line[]} */
    lineStretches() {
      const grounds = [...this.layers.values()].map(({ ground }) => ground);
      return grounds.flatMap((ground) => (ground && "lineNames" in ground && ground.lineNames?.stretches()) || []);
    }

    /** @param {Atlas.Room} room */
    nameLines(room) {
      for (const { ground } of this.layers.values()) if (ground && "lineNames" in ground) ground.lineNames?.place(room);
    }

    // Names of places are put where room is left, once all else stands.
    settleNames() {
      for (const { ground } of this.layers.values()) if (ground && "settle" in ground) ground.settle();
    }

    /** @returns {Promise<boolean>} Whether what came is still what is shown: a reader may turn to another article meanwhile. */
    async fetchAll() {
      const wanted = this.loading;
      const looks = A.settings.layers.filter((look) => !look.optional);
      const language = A.state.lang;
      const [words, , ...layers] = await Promise.all([
        /** @type {Promise<Atlas.Words>} */ (A.read(ofArticle("api/messages/" + language + ".json"))),
        this.land.first(),
        ...looks.map((look) => fetchLayer(look)),
      ]);
      if (this.loading !== wanted) return false;
      A.words = words;
      A.language = language;
      this.clear();
      this.asked.clear();
      layers.forEach((collection, i) => this.build(looks[i], collection));
      return true;
    }

    /**
     * Without its data the map says so and offers another try; the page's cards and table work all the same.
     *
     * @param {unknown} error
     */
    failed(error) {
      console.warn("Atlas:", error instanceof Error ? error.message : error);
      const box = A.node("div", "failed", "The map's data could not be read. ");
      box.append(
        A.button("", "Try again", null, () => {
          box.remove();
          this.load();
        }),
      );
      this.map.getContainer().append(box);
    }

    // A layer that is off until asked for is fetched when the state first asks.
    async fetchOptional() {
      const wanted = A.settings.layers.filter(
        (look) => look.optional && A.state.bits[look.id] && !this.layers.has(look.id) && !this.asked.has(look.id),
      );
      for (const look of wanted) {
        this.asked.add(look.id);
        this.fetching = true;
        try {
          const data = A.state.data;
          const collection = await fetchLayer(look);
          if (A.state.data !== data) return;
          this.build(look, collection);
        } catch (error) {
          this.failed(error);
          this.asked.delete(look.id);
          return;
        } finally {
          this.fetching = false;
        }
        this.apply();
      }
    }

    apply() {
      if (!this.loaded) return;
      if (A.state.data !== this.loaded) {
        this.loaded = null;
        this.load();
        return;
      }
      this.dress();
      const box = this.map.getContainer();
      box.classList.toggle("of-period", Boolean(A.state.period));
      this.fetchOptional();
      for (const layer of this.layers.values()) {
        const bits = A.bitmap(A.state.bits[layer.look.id] || "", layer.features.length);
        layer.bits = bits;
        if (layer.ground) layer.ground.show(this.map, bits);
        for (const mark of layer.marks) mark.show(this.map, bits);
        if (layer.points) layer.points.show(bits);
      }
      for (const mark of this.context.values()) mark.show(this.map);
      this.lettering.refresh();
      this.halo();
      this.land.tiles();
      this.land.rest();
      this.controls?.refresh();
      this.camera.follow();
      this.applied += 1;
      box.dataset.applied = String(this.applied);
    }

    dress() {
      if (this.dressed === A.state.theme) return;
      this.dressed = A.theme = A.state.theme;
      const box = this.map.getContainer();
      box.dataset.theme = A.theme;
      box.style.background = A.ink(A.settings.inks.sea);
      for (const [name, ink] of Object.entries(A.settings.inks)) box.style.setProperty("--" + name, A.ink(ink));
      this.land.dress();
    }

    zoomed() {
      const zoom = this.map.getZoom();
      this.map.getContainer().dataset.zoom = zoom < 5.5 ? "far" : zoom < 6.6 ? "middle" : "near";
      this.land.zoomed();
    }

    halo() {
      const wanted = [A.theme, this.loaded, this.layers.size, ...A.state.marked].join();
      if (wanted === this.ringed) return;
      this.ringed = wanted;
      if (this.ring) this.ring.remove();
      const style = A.pathStyle("selected", A.settings.context, "area");
      const options = { ...style, interactive: false, fill: false };
      const shapes = A.state.marked.flatMap((place) => this.shapesOf(place));
      this.ring = L.layerGroup(shapes.map(([geometry, radius]) => A.shape(geometry, options, radius))).addTo(this.map);
    }
  };

  /**
   * @param {Atlas.Look} look
   * @returns {Promise<Atlas.Collection>}
   */
  function fetchLayer(look) {
    return A.read(ofArticle("api/layers/" + look.id + ".geojson?basis=all"));
  }

  /**
   * Layers and words are those of the article that is read; without a choice, of all that the folder has.
   *
   * @param {string} path
   */
  function ofArticle(path) {
    if (A.state.article === "all") return path;
    return path + (path.includes("?") ? "&" : "?") + "article=" + encodeURIComponent(A.state.article);
  }
})(window.Atlas);
