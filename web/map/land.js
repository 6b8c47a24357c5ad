// The land that the map lies on: ours in three degrees of detail, and online tiles where the reader asks for them.
(function (A) {
  "use strict";
  const DETAIL_ZOOM = 8.5; // from here on the detailed coast is fetched

  A.Land = class {
    constructor(map, fetch) {
      this.map = map;
      this.fetch = fetch;
      this.shown = {};
    }

    async first() {
      this.overview = await this.fetch("api/land/land_overview.geojson");
      this.show("overview", this.overview);
    }

    async second() {
      this.show("medium", await this.fetch("api/land/land_medium.geojson"));
      this.zoomed();
    }

    show(name, collection) {
      if (this.shown[name]) return;
      for (const other of Object.values(this.shown)) other.remove();
      this.add(name, collection);
    }

    add(name, collection) {
      this.shown[name] = L.geoJSON(collection, {
        pane: "land",
        interactive: false,
        renderer: L.canvas({ pane: "land", padding: 0.3 }),
        style: () => this.style(),
      }).addTo(this.map);
    }

    style() {
      return { color: A.ink(A.settings.inks.land_line), weight: 0.8, fillColor: A.ink(A.settings.inks.land), fillOpacity: 1 };
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
      const land = this.map.getPane("land");
      if (!wanted) {
        this.online.remove();
        this.online = null;
        land.style.opacity = 1;
        return;
      }
      const [least, most] = A.settings.bounds.zoom;
      this.online = L.tileLayer("https://tile.openstreetmap.org/{z}/{x}/{y}.png", { minZoom: least, maxZoom: most });
      this.online.on("tileload", () => {
        land.style.opacity = 0;
      });
      this.online.on("tileerror", () => {
        land.style.opacity = 1;
      });
      this.online.addTo(this.map);
    }
  };
})(window.Atlas);
