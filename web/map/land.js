// The land that the map lies on: ours in three degrees of detail, and online tiles where the reader asks for them.
(function (A) {
  "use strict";
  const DETAIL_ZOOM = 8.5; // from here on the detailed coast is fetched

  A.Land = class {
    /**
     * @param {L.Map} map
     * @param {(path: string) => Promise<Atlas.Collection>} fetch
     */
    constructor(map, fetch) {
      this.map = map;
      this.fetch = fetch;
      /** @type {Record<string, L.GeoJSON>} */
      this.shown = {};
      /** @type {Atlas.Collection | null} */
      this.overview = null;
      /** @type {Atlas.Collection | null} */
      this.medium = null;
      this.detailed = false;
      /** @type {L.TileLayer | null} */
      this.online = null;
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
      this.shown[name] = L.geoJSON(collection, {
        pane: "land",
        interactive: false,
        renderer: L.canvas({ pane: "land", padding: 0.3 }),
        style: () => this.style(),
      }).addTo(this.map);
    }

    style() {
      return {
        color: A.ink(A.settings.inks.land_line),
        weight: 0.8,
        fillColor: A.ink(A.settings.inks.land),
        fillOpacity: 1,
      };
    }

    dress() {
      for (const land of Object.values(this.shown)) land.setStyle(this.style());
    }

    async zoomed() {
      if (this.map.getZoom() < DETAIL_ZOOM || this.detailed || !this.shown.medium) return;
      this.detailed = true;
      this.add("detail", await this.fetch("api/land/land_detail.geojson"));
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
      const land = this.map.getPane("land");
      if (land) land.style.opacity = opacity;
    }
  };
})(window.Atlas);
