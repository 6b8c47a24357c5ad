// The land that the map lies on: ours in three degrees of detail, and online tiles where the reader asks for them.
(function (A) {
  "use strict";
  const DETAIL_ZOOM = 8.5; // from here on the detailed coast is fetched
  /** @type {Atlas.Bounds} */
  const DETAIL = [140, 40, 157, 52]; // what the detailed coast knows
  const FADE = { window: 2.5, detail: 0.4 }; // degrees within which lines fade out where the land is cut

  A.Land = class {
    /**
     * @param {L.Map} map
     * @param {(path: string) => Promise<Atlas.Collection>} fetch
     */
    constructor(map, fetch) {
      this.map = map;
      this.fetch = fetch;
      this.renderer = L.canvas({ pane: "land", padding: 0.3 });
      /** @type {Record<string, L.GeoJSON>} */
      this.shown = {};
      /** @type {Atlas.Collection | null} */
      this.overview = null;
      /** @type {Atlas.Collection | null} */
      this.medium = null;
      this.detailed = false;
      /** @type {L.TileLayer | null} */
      this.online = null;
      /** Whether a tile of it has come. */
      this.tiled = false;
      /** @type {L.GeoJSON | null} The relief under the islands that are marks. */
      this.islands = null;
      this.ground = new A.Ground(map, fetch);
      /** @type {Record<string, Atlas.Paint>} What coasts are drawn with, as those of a file end where it ends. */
      this.lines = {};
      // Before the canvases draw anew: they do so when a move ends.
      map.on("zoomend viewreset", () => this.turned());
      map.on("moveend", () => this.cover());
    }

    async first() {
      this.overview = await this.fetch("api/land/land_overview.geojson");
      this.show("overview", this.overview);
    }

    async second() {
      this.medium = await this.fetch("api/land/land_medium.geojson");
      this.show("medium", this.medium);
      this.zoomed();
    }

    /**
     * Sea depth and relief, once all marks stand; without them the land stays plain.
     *
     * @param {{ geometry: Atlas.Geometry }[]} islands
     */
    async underlay(islands) {
      if (!(await this.ground.load())) return;
      this.islands?.remove();
      const features = islands.map(({ geometry }) => ({ type: "Feature", properties: {}, geometry }));
      this.islands = this.drawn(/** @type {any} */ ({ type: "FeatureCollection", features }), () => this.ofIslands());
      this.dressed();
    }

    /**
     * @param {string} name
     * @param {Atlas.Collection} collection
     */
    show(name, collection) {
      if (this.shown[name]) return;
      for (const other of Object.values(this.shown)) other.remove();
      this.add(name, collection);
    }

    /**
     * @param {string} name
     * @param {Atlas.Collection} collection
     */
    add(name, collection) {
      this.shown[name] = this.drawn(collection, () => this.style(name));
    }

    /**
     * @param {Atlas.Collection} collection
     * @param {() => L.PathOptions} style
     */
    drawn(collection, style) {
      return L.geoJSON(collection, { pane: "land", interactive: false, renderer: this.renderer, style }).addTo(
        this.map,
      );
    }

    /** @param {string} name */
    style(name) {
      const plain = A.ink(A.settings.inks.land);
      return { color: this.line(name), weight: 0.9, fillColor: this.ground.land || plain, fillOpacity: 1 };
    }

    ofIslands() {
      return { stroke: false, fillColor: this.ground.land || "transparent", fillOpacity: 1 };
    }

    // Where the land is cut its outline is no coast: it fades out before.
    /** @param {string} name */
    line(name) {
      const window = A.settings.ground?.window;
      const color = A.ink(A.settings.inks.land_line);
      if (!window) return color;
      const finest = name === "detail";
      const key = [finest, color].join();
      if (!this.lines[key]) {
        const bounds = finest ? DETAIL : window;
        this.lines[key] = new A.Paint(this.map, bounds);
        this.lines[key].take(A.faded(color, bounds, finest ? FADE.detail : FADE.window));
      }
      return this.lines[key].color();
    }

    async dress() {
      this.dressed();
      await this.ground.dress();
      this.dressed();
    }

    dressed() {
      for (const [name, land] of Object.entries(this.shown)) land.setStyle(this.style(name));
      this.islands?.setStyle(this.ofIslands());
      this.map.getContainer().classList.toggle("relief", Boolean(this.ground.land && this.islands && !this.tiled));
    }

    // A map of a period is one of its own: the ground rests meanwhile.
    rest() {
      const old = this.ground.land;
      this.ground.refresh();
      if (this.ground.land !== old) this.dressed();
    }

    turned() {
      for (const paint of Object.values(this.lines)) paint.lay();
      this.rest();
    }

    async zoomed() {
      if (this.map.getZoom() < DETAIL_ZOOM || this.detailed || !this.shown.medium) return;
      this.detailed = true;
      this.add("detail", await this.fetch("api/land/land_detail.geojson"));
      this.islands?.bringToFront();
      this.cover();
    }

    // Where the finest coast is known all over, the coarser one would show beside it.
    cover() {
      const { medium, detail } = this.shown;
      if (!medium || !detail) return;
      const [west, south, east, north] = DETAIL;
      const whole = L.latLngBounds([south, west], [north, east]).contains(this.map.getBounds());
      if (whole && this.map.getZoom() >= DETAIL_ZOOM) medium.remove();
      else if (!this.map.hasLayer(medium)) medium.addTo(this.map).bringToBack();
    }

    // Online tiles lie under our land; the land steps aside only when a tile is there, and stays if none comes.
    tiles() {
      const wanted = A.state.basemap === "online";
      if (wanted === Boolean(this.online)) return;
      if (this.online) {
        this.online.remove();
        this.online = null;
        this.fade("1");
        A.store.notices.over("map.notice.tiles");
        return;
      }
      const [least, most] = A.settings.bounds.zoom;
      this.online = L.tileLayer("https://tile.openstreetmap.org/{z}/{x}/{y}.png", { minZoom: least, maxZoom: most });
      this.online.on("tileload", () => {
        this.fade("0");
        A.store.notices.over("map.notice.tiles");
      });
      this.online.on("tileerror", () => {
        this.fade("1");
        A.store.notices.say("map.notice.tiles");
      });
      this.online.addTo(this.map);
    }

    /** @param {string} opacity */
    fade(opacity) {
      for (const name of ["ground", "isobaths", "land"]) {
        const pane = this.map.getPane(name);
        if (pane) pane.style.opacity = opacity;
      }
      this.tiled = opacity === "0";
      this.dressed();
    }
  };
})(window.Atlas);
