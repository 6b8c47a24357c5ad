// The store: fetches each layer once, keeps its marks, and applies what a rerun hands over. The map is never built again.
(function (A) {
  "use strict";
  const MANY = 600;          // point features of one layer from which they share one canvas
  const DETAIL_ZOOM = 8.5;   // from here on the detailed coast is fetched

  A.theme = "light";
  A.state = null;
  let store = null, clicks = 0;

  // A click goes to the page as an id and a number, as a second click on the same place must count too.
  A.pick = function (place) {
    clicks += 1;
    window.Streamlit.setComponentValue({ place, seq: Date.now() * 100 + (clicks % 100) });
  };

  // The camera stands in the page's address, so that a copied link holds it; writing it there makes no rerun.
  A.writeCamera = function (map) {
    const page = window.parent, kept = page.location.search.replace(/^\?/, "").split("&").filter((part) => part && !/^(lat|lon|zoom)=/.test(part));
    if (map) {
      const { lat, lng } = map.getCenter();
      kept.push("lat=" + lat.toFixed(4), "lon=" + lng.toFixed(4), "zoom=" + map.getZoom());
    }
    const search = kept.length ? "?" + kept.join("&") : "";
    if (search !== page.location.search) page.history.replaceState(page.history.state, "", page.location.pathname + search + page.location.hash);
  };

  function bitmap(text, size) {
    const bytes = atob(text), bits = new Uint8Array(size);
    for (let i = 0; i < size; i += 1) bits[i] = (bytes.charCodeAt(i >> 3) >> (7 - (i & 7))) & 1;
    return bits;
  }

  class Store {
    constructor(map) {
      this.map = map;
      this.layers = new Map();
      this.context = new Map();
      this.asked = new Set();
      this.callouts = new Map();
      this.labels = [];
      this.land = {};
      this.fly = 0;
      this.look = null;
      this.after = "keep";
      this.applied = 0;
      for (const [name, z] of [["waters", 203], ["context", 205], ["land", 210], ["units", 220], ["lines", 370], ["rims", 380], ["islands", 390], ["marks", 410], ["halo", 430]]) {
        map.createPane(name).style.zIndex = z;
      }
      map.getPane("land").style.pointerEvents = "none";
      for (const name of ["waters", "context", "halo"]) map.getPane(name).style.pointerEvents = "none";
      map.on("zoomend", () => this.zoomed());
      map.on("moveend", () => this.moved());
    }

    async fetch(path) {
      const answer = await window.fetch(A.settings.up + path, { credentials: "same-origin" });
      if (!answer.ok) throw new Error(path + ": " + answer.status);
      return answer.json();
    }

    async load() {
      const looks = A.settings.layers.filter((look) => !look.optional);
      this.loading = A.state.data;
      try {
        const [words, overview, ...layers] = await Promise.all([
          this.fetch("api/messages/" + A.state.lang + ".json"),
          this.fetch("api/land/land_overview.geojson"),
          ...looks.map((look) => this.fetch("api/layers/" + look.id + ".geojson?basis=all")),
        ]);
        A.words = words;
        A.language = A.state.lang;
        this.overview = overview;
        this.showLand("overview", overview);
        for (const mark of this.context.values()) if (mark.drawn) mark.drawn.remove();
        this.context.clear();
        layers.forEach((collection, i) => this.build(looks[i], collection));
      } catch (error) {
        this.failed(error);
        return;
      }
      this.loaded = this.loading;
      this.named = null;
      this.furniture = this.furniture || new A.Furniture(this.map, this);
      this.apply();
      this.map.getContainer().dataset.ready = "yes";
      this.showLand("medium", await this.fetch("api/land/land_medium.geojson"));
      this.zoomed();
    }

    // Without its data the map says so and offers another try; the page's cards and table work all the same.
    failed(error) {
      console.warn("Atlas:", error.message);
      const box = A.node("div", "failed", "The map's data could not be read. ");
      box.append(A.button("", "Try again", null, () => { box.remove(); this.load(); }));
      this.map.getContainer().append(box);
    }

    showLand(name, collection) {
      if (this.land[name]) return;
      for (const other of Object.values(this.land)) other.remove();
      this.land[name] = L.geoJSON(collection, {
        pane: "land", interactive: false, renderer: L.canvas({ pane: "land", padding: 0.3 }), style: () => this.landStyle(),
      }).addTo(this.map);
    }

    landStyle() {
      const line = A.theme === "dark" ? "#4A5A66" : "#B9B2A2";
      return { color: line, weight: 0.8, fillColor: A.ink(A.settings.inks.land), fillOpacity: 1 };
    }

    build(look, collection) {
      const old = this.layers.get(look.id);
      if (old) { old.marks.forEach((mark) => mark.drawn && mark.drawn.remove()); if (old.points) old.points.remove(); }
      if (A.isGround(look)) {
        if (old) for (const entry of old.ground.drawn.values()) entry.shape.remove();
        const ground = new A.Ground(look, collection.features);
        this.layers.set(look.id, { look, features: collection.features, marks: [], groups: this.byPlace(collection.features), ground });
        return;
      }
      const features = collection.features, points = [], groups = new Map();
      features.forEach((feature, i) => {
        if (!feature.geometry || feature.properties.basis === "context") return;
        if (feature.geometry.type === "Point") points.push(i);
        const place = feature.properties.place;
        if (!groups.has(place)) groups.set(place, []);
        groups.get(place).push(i);
      });
      const many = points.length > MANY, layer = { look, features, marks: [], points: null, bits: null };
      if (many) layer.points = new A.Points(look, features, points).addTo(this.map);
      for (const indices of groups.values()) {
        if (!(many && features[indices[0]].geometry.type === "Point")) layer.marks.push(new A.Mark(look, features, indices));
      }
      this.gatherContext(layer);
      layer.groups = this.byPlace(features);
      this.layers.set(look.id, layer);
    }

    // The features of each place, whoever tells of it.
    byPlace(features) {
      const groups = new Map();
      features.forEach((feature, i) => {
        if (!feature.geometry) return;
        const place = feature.properties.place;
        if (!groups.has(place)) groups.set(place, []);
        groups.get(place).push(i);
      });
      return groups;
    }

    gatherContext(layer) {
      if (layer.look.symbol === "land") return;
      layer.features.forEach((feature, i) => {
        if (!feature.geometry || feature.properties.basis !== "context") return;
        const place = feature.properties.place;
        if (!this.context.has(place)) this.context.set(place, new A.Context(place));
        this.context.get(place).add(layer, i);
      });
    }

    // A layer that is off until asked for is fetched when the state first asks.
    async fetchOptional() {
      const wanted = A.settings.layers.filter((look) => look.optional && A.state.bits[look.id] && !this.layers.has(look.id) && !this.asked.has(look.id));
      for (const look of wanted) {
        this.asked.add(look.id);
        this.fetching = true;
        try { this.build(look, await this.fetch("api/layers/" + look.id + ".geojson?basis=all")); }
        catch (error) { this.failed(error); this.asked.delete(look.id); return; }
        finally { this.fetching = false; }
        this.apply();
      }
    }

    apply() {
      if (!this.loaded) return;
      if (A.state.data !== this.loaded) { this.loaded = null; this.load(); return; }
      this.dress();
      this.fetchOptional();
      this.rename();
      for (const layer of this.layers.values()) {
        layer.bits = bitmap(A.state.bits[layer.look.id] || "", layer.features.length);
        if (layer.ground) layer.ground.show(this.map, layer.bits);
        for (const mark of layer.marks) mark.show(this.map, layer.bits);
        if (layer.points) layer.points.show(layer.bits);
      }
      for (const mark of this.context.values()) mark.show(this.map);
      this.callOut();
      this.spreadBadges();
      this.halo();
      this.tiles();
      this.furniture.refresh();
      if (A.state.look !== this.look && this.lookThere()) this.look = A.state.look;
      else if (A.state.look === this.look && A.state.fly !== this.fly && !this.goTo(this.target()) && this.fetching) return this.done();
      this.fly = A.state.fly;
      this.done();
    }

    // Where a flight goes: to the marked places, or to others that are not to be marked.
    target() { return A.state.go.length ? A.state.go : A.state.marked; }

    done() {
      this.applied += 1;
      this.map.getContainer().dataset.applied = this.applied;
    }

    // A link's view: its camera, else what it aims at, else the first view. A target that is still being fetched waits.
    lookThere() {
      const { camera } = A.state;
      if (camera) return this.move("keep", () => this.map.setView([camera[0], camera[1]], camera[2], { animate: false }));
      if (A.state.aims && this.goTo(this.target(), { animate: this.look !== null })) return true;
      if (A.state.aims && this.fetching) return false;
      if (this.map.getSize().x < 560) return this.goTo((A.state.bookmarks[0] || [null, []])[1], { animate: false });
      return this.move("clear", () => this.map.setView(A.settings.home.centre, A.settings.home.zoom, { animate: false }));
    }

    // What the address holds after a move that is not a drag or a wheel's: a flight that follows from the state clears its
    // camera, a link's own camera is kept.
    move(after, act) {
      this.after = after;
      act();
      return true;
    }

    moved() {
      if (!this.loaded || this.resizing) return;
      if (this.after !== "keep") A.writeCamera(this.after === "clear" ? null : this.map);
      this.after = "write";
    }

    resize() {
      this.resizing = true;
      this.map.invalidateSize({ animate: false });
      this.resizing = false;
    }

    dress() {
      if (this.dressed === A.state.theme) return;
      this.dressed = A.theme = A.state.theme;
      const box = this.map.getContainer();
      box.dataset.theme = A.theme;
      box.style.background = A.ink(A.settings.inks.sea);
      for (const [name, ink] of Object.entries(A.settings.inks)) box.style.setProperty("--" + name, A.ink(ink));
      for (const land of Object.values(this.land)) land.setStyle(this.landStyle());
    }

    marksAt(place) { return [...this.layers.values()].flatMap((l) => l.marks.filter((mark) => mark.place === place)); }

    hasParts(place) {
      return [...this.layers.values()].some((l) => l.look.symbol === "land" && l.features.some((f) => f.properties.part_of === place));
    }

    // The shapes of a place: its own, else those of the places that are part of it.
    shapesOf(place) {
      const layers = [...this.layers.values()];
      for (const layer of layers) {
        const own = layer.groups.get(place);
        if (own) return [[layer.features[own[0]].geometry, layer.features[own[0]].properties.uncertainty_m]];
      }
      const parts = layers.filter((l) => l.look.symbol === "land").flatMap((l) => l.features);
      return parts.filter((f) => f.geometry && f.properties.part_of === place).map((f) => [f.geometry, f.properties.uncertainty_m]);
    }

    boundsOf(places) {
      let bounds = null;
      for (const [geometry, radius] of places.flatMap((place) => this.shapesOf(place))) {
        const next = A.bounds(geometry, radius);
        bounds = bounds ? bounds.extend(next) : L.latLngBounds(next.getSouthWest(), next.getNorthEast());
      }
      return bounds;
    }

    goTo(places, { animate = true, after = "clear" } = {}) {
      const bounds = this.boundsOf(places);
      if (!bounds) return false;
      const still = !animate || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      const options = { padding: [36, 44], maxZoom: 9.5 };
      return this.move(after, () => {
        if (still) this.map.fitBounds(bounds, Object.assign({ animate: false }, options));
        else this.map.flyToBounds(bounds, Object.assign({ duration: 0.7 }, options));
      });
    }

    // The reader's own way there: its end stands in the address like any move of hers.
    visit(places) {
      this.goTo(places, { after: "write" });
    }

    countAt(places) {
      const facts = new Set();
      for (const layer of this.layers.values()) {
        if (layer.look.symbol === "land") continue;
        for (const i of places.flatMap((place) => layer.groups.get(place) || [])) {
          if (layer.bits[i]) layer.features[i].properties.facts.forEach((fact) => facts.add(fact));
        }
      }
      return Math.max(facts.size, ...places.map((place) => A.state.counts[place] || 0));
    }

    islandShapes() {
      const islands = [...this.layers.values()].filter((layer) => layer.look.symbol === "land").flatMap((l) => l.marks);
      return { features: islands.filter((m) => m.first.kind !== "archipelago").map((m) => ({ geometry: m.geometry })) };
    }

    callOut() {
      const places = new Set([...this.layers.values()].flatMap((layer) => layer.marks.map((mark) => mark.place)));
      for (const place of this.context.keys()) places.add(place);
      for (const place of places) {
        const made = A.callout(place, this.marksAt(place), this.context.get(place)), old = this.callouts.get(place);
        if (old) { old.remove(); this.callouts.delete(place); }
        if (!made) continue;
        const bounds = this.boundsOf([place]);
        // A point's callout stands on its right; an area's in its lower right quarter, which islands that run north-east leave free.
        const area = this.shapesOf(place)[0][0].type !== "Point", tall = bounds.getNorth() - bounds.getSouth();
        const east = bounds.getEast() - (area ? 0.32 : 0) * (bounds.getEast() - bounds.getWest());
        const at = [bounds.getSouth() + (area ? 0.58 : 0.5) * tall, east];
        const small = made.classList.contains("badge") ? " small" : "";
        const icon = L.divIcon({ className: "callout-at" + (area ? " of-area" : "") + small, html: made, iconSize: null });
        this.callouts.set(place, L.marker(at, { icon, interactive: false, keyboard: false, pane: "popupPane" }).addTo(this.map));
      }
    }

    // Badges that would lie on each other move down, the northern ones first; callouts stay where they are.
    spreadBadges() {
      const placed = [], badges = [...this.callouts.values()].map((mark) => [mark, mark.getElement().querySelector(".badge")]);
      const found = badges.filter(([, badge]) => badge).map(([mark, badge]) => [this.map.latLngToLayerPoint(mark.getLatLng()), badge]);
      for (const [at, badge] of found.sort((a, b) => a[0].y - b[0].y)) {
        let y = at.y;
        const meets = (other) => Math.abs(other.x - at.x) < 36 && Math.abs(other.y - y) < 26;
        for (let hit = placed.find(meets); hit; hit = placed.find(meets)) y = hit.y + 26;
        placed.push({ x: at.x, y });
        badge.style.marginTop = y - at.y + "px";
      }
    }

    // The order of names follows the view of claims.
    rename() {
      if (this.named === A.state.claims) return;
      this.named = A.state.claims;
      this.label();
    }

    // Island names: both sides' in their own scripts under the neutral pair. Long islands are named on their north-west.
    label() {
      this.labels.forEach((label) => label.remove());
      this.labels = [];
      for (const layer of this.layers.values()) {
        if (layer.look.symbol !== "land") continue;
        for (const mark of layer.marks) {
          const bounds = A.bounds(mark.geometry), tall = bounds.getNorth() - bounds.getSouth(), wide = bounds.getEast() - bounds.getWest();
          const chain = mark.first.kind === "archipelago", long = wide > 0.9;
          const at = chain ? [bounds.getSouth() + 0.66 * tall, bounds.getWest() + 0.66 * wide]
            : long ? [bounds.getSouth() + 0.66 * tall, bounds.getWest() + 0.36 * wide]
              : [bounds.getSouth(), bounds.getWest()];
          const html = A.names(mark.first);
          html.className = "names " + (chain ? "of-chain" : long ? "of-long" : "of-small");
          const icon = L.divIcon({ className: "label-at", html, iconSize: null });
          this.labels.push(L.marker(at, { icon, interactive: false, keyboard: false, pane: "tooltipPane" }).addTo(this.map));
        }
      }
    }

    halo() {
      if (this.ring) this.ring.remove();
      const color = A.ink(A.settings.inks.selected), options = { pane: "halo", interactive: false, color, weight: 3, fill: false };
      const shapes = A.state.marked.flatMap((place) => this.shapesOf(place));
      this.ring = L.layerGroup(shapes.map(([geometry, radius]) => A.shape(geometry, options, radius))).addTo(this.map);
    }

    // Online tiles lie under our land; the land steps aside only when a tile is there, and stays if none comes.
    tiles() {
      const wanted = A.state.basemap === "online";
      if (wanted === Boolean(this.online)) return;
      const land = this.map.getPane("land");
      if (!wanted) { this.online.remove(); this.online = null; land.style.opacity = 1; return; }
      this.online = L.tileLayer("https://tile.openstreetmap.org/{z}/{x}/{y}.png", { maxZoom: 13, minZoom: 3 });
      this.online.on("tileload", () => { land.style.opacity = 0; });
      this.online.on("tileerror", () => { land.style.opacity = 1; });
      this.online.addTo(this.map);
    }

    async zoomed() {
      const zoom = this.map.getZoom();
      this.spreadBadges();
      this.map.getContainer().dataset.zoom = zoom < 5.5 ? "far" : zoom < 6.6 ? "middle" : "near";
      if (zoom < DETAIL_ZOOM || this.detailed || !this.loaded) return;
      this.detailed = true;
      const detail = await this.fetch("api/land/land_detail.geojson");
      this.land.detail = L.geoJSON(detail, {
        pane: "land", interactive: false, renderer: L.canvas({ pane: "land", padding: 0.3 }), style: () => this.landStyle(),
      }).addTo(this.map);
    }

    inView() {
      const view = this.map.getBounds(), rows = [];
      const seen = (mark) => view.intersects(A.bounds(mark.geometry, mark.first.uncertainty_m));
      for (const layer of this.layers.values()) {
        if (layer.ground) { rows.push(...layer.ground.legend()); continue; }
        const { look } = layer, title = A.say("layer." + look.id), marks = layer.marks.filter((m) => m.passing.length && seen(m));
        const areas = marks.filter((m) => m.geometry.type !== "Point" && !m.planned() && m.first.kind !== "archipelago");
        if (areas.length) rows.push([A.symbol(look, false), title]);
        if (marks.some((m) => m.first.kind === "archipelago")) rows.push([A.lineSymbol(look.ink, "3 4", 1.8), A.say("map.chain")]);
        if (marks.some((m) => m.planned())) rows.push([A.symbol(look, true), A.say("map.planned", { title })]);
        if (marks.some((m) => m.geometry.type === "Point") || (layer.points && layer.points.painted)) {
          rows.push([A.ringSymbol(look.ink), A.say("map.ring", { title })]);
        }
      }
      const context = [...this.context.values()].filter((m) => m.passing.length && view.intersects(A.bounds(m.geometry, m.first.uncertainty_m)));
      if (context.some((m) => !m.dash())) rows.push([A.doubleSymbol(null), A.say("map.context")]);
      if (context.some((m) => m.dash() === "7 5")) rows.push([A.doubleSymbol("7 5"), A.say("map.context_planned")]);
      if (context.some((m) => m.dash() === "7 4 1 4")) rows.push([A.doubleSymbol("7 4 1 4"), A.say("map.context_guess")]);
      if (context.some((m) => m.dash() === "1 5")) rows.push([A.doubleSymbol("1 5"), A.say("map.context_later")]);
      if (A.state.marked.length) rows.push([A.lineSymbol(A.settings.inks.selected, null, 3), A.say("map.selected")]);
      return rows;
    }
  }

  A.start = function (map, settings) {
    A.settings = settings;
    map.getContainer().classList.add("atlas");
    store = A.store = new Store(map);
    // The page's style sheet sets the frame's height, so that a phone gets a lower map: fill whatever it gives.
    map.getContainer().style.height = "100vh";
    new ResizeObserver(() => store.resize()).observe(map.getContainer());
  };

  A.apply = function (state) {
    A.state = state;
    // streamlit-folium keeps every group it was ever handed in this list and removes all of them at each rerun.
    window.feature_group = [];
    if (store.loaded) store.apply();
    else if (store.loading !== state.data) { A.theme = state.theme; store.dress(); store.load(); }
    return L.layerGroup();
  };
})(window.Atlas);
