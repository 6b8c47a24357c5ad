// The store: fetches each layer once, keeps its marks, and applies what a rerun hands over. The map is never built again.
(function (A) {
  "use strict";
  const MANY = 600; // point features of one layer from which they share one canvas

  A.theme = "light";
  A.state = null;
  let store = null;
  let clicks = 0;

  // What a click on a place does. Here it goes to the page as an id and a number, as a second click on the same place must count too.
  A.pick = function (place) {
    clicks += 1;
    window.Streamlit.setComponentValue({ place, seq: Date.now() * 100 + (clicks % 100) });
  };

  // Where all data come from: a path of our server's API, and its answer. A page without a server puts its own in this place.
  A.read = async function (path) {
    const answer = await window.fetch(A.settings.up + path, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(path + ": " + answer.status);
    return answer.json();
  };

  // Layers and words are those of the article that is read; without a choice, of all that the folder has.
  function ofArticle(path) {
    const article = A.state.article || "all";
    if (article === "all") return path;
    return path + (path.includes("?") ? "&" : "?") + "article=" + encodeURIComponent(article);
  }

  function bitmap(text, size) {
    const bytes = atob(text);
    const bits = new Uint8Array(size);
    for (let i = 0; i < size; i += 1) bits[i] = (bytes.charCodeAt(i >> 3) >> (7 - (i & 7))) & 1;
    return bits;
  }

  class Store {
    constructor(map) {
      this.map = map;
      this.layers = new Map();
      this.context = new Map();
      this.asked = new Set();
      this.applied = 0;
      for (const [name, z] of [
        ["waters", 203],
        ["context", 205],
        ["land", 210],
        ["lines", 370],
        ["rims", 380],
        ["islands", 390],
        ["units", 395],
        ["islets", 397],
        ["marks", 410],
        ["halo", 430],
        ["places", 610],
      ]) {
        map.createPane(name).style.zIndex = z;
      }
      map.getPane("land").style.pointerEvents = "none";
      for (const name of ["waters", "context", "halo"]) map.getPane(name).style.pointerEvents = "none";
      this.land = new A.Land(map, (path) => A.read(path));
      this.camera = new A.Camera(map, this);
      // Before the names' own: which of them show follows from the zoom.
      map.on("zoomend", () => this.zoomed());
      this.lettering = new A.Lettering(map, this);
    }

    async load() {
      const looks = A.settings.layers.filter((look) => !look.optional);
      const wanted = (this.loading = A.state.data);
      try {
        const [words, , ...layers] = await Promise.all([
          A.read(ofArticle("api/messages/" + A.state.lang + ".json")),
          this.land.first(),
          ...looks.map((look) => A.read(ofArticle("api/layers/" + look.id + ".geojson?basis=all"))),
        ]);
        // The reader has turned to another article meanwhile: what came is not what is shown.
        if (this.loading !== wanted) return;
        A.words = words;
        A.language = A.state.lang;
        for (const look of A.settings.layers) this.drop(look.id);
        this.asked.clear();
        for (const mark of this.context.values()) if (mark.drawn) mark.drawn.remove();
        this.context.clear();
        layers.forEach((collection, i) => this.build(looks[i], collection));
      } catch (error) {
        this.failed(error);
        return;
      }
      this.loaded = wanted;
      this.lettering.named = null;
      this.furniture = this.furniture || new A.Furniture(this.map, this);
      this.apply();
      this.map.getContainer().dataset.ready = "yes";
      this.zoomed();
      await this.land.second();
    }

    // Without its data the map says so and offers another try; the page's cards and table work all the same.
    failed(error) {
      console.warn("Atlas:", error.message);
      const box = A.node("div", "failed", "The map's data could not be read. ");
      box.append(
        A.button("", "Try again", null, () => {
          box.remove();
          this.load();
        }),
      );
      this.map.getContainer().append(box);
    }

    build(look, collection) {
      this.drop(look.id);
      if (A.isGround(look)) {
        const ground =
          look.symbol === "label"
            ? new A.PlaceNames(look, collection.features)
            : new A.Ground(look, collection.features);
        this.layers.set(look.id, {
          look,
          features: collection.features,
          marks: [],
          groups: this.byPlace(collection.features),
          ground,
        });
        return;
      }
      const features = collection.features;
      const points = [];
      const groups = new Map();
      features.forEach((feature, i) => {
        if (!feature.geometry || feature.properties.basis === "context") return;
        if (feature.geometry.type === "Point") points.push(i);
        const place = feature.properties.place;
        if (!groups.has(place)) groups.set(place, []);
        groups.get(place).push(i);
      });
      const many = points.length > MANY;
      const layer = { look, features, marks: [], points: null, bits: null };
      if (many) layer.points = new A.Points(look, features, points).addTo(this.map);
      for (const indices of groups.values()) {
        if (!(many && features[indices[0]].geometry.type === "Point")) {
          layer.marks.push(new A.Mark(look, features, indices));
        }
      }
      this.gatherContext(layer);
      layer.groups = this.byPlace(features);
      this.layers.set(look.id, layer);
    }

    drop(id) {
      const old = this.layers.get(id);
      if (!old) return;
      old.marks.forEach((mark) => mark.drawn && mark.drawn.remove());
      if (old.points) old.points.remove();
      if (old.ground) old.ground.remove();
      this.layers.delete(id);
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
      const wanted = A.settings.layers.filter(
        (look) => look.optional && A.state.bits[look.id] && !this.layers.has(look.id) && !this.asked.has(look.id),
      );
      for (const look of wanted) {
        this.asked.add(look.id);
        this.fetching = true;
        try {
          const data = A.state.data;
          const collection = await A.read(ofArticle("api/layers/" + look.id + ".geojson?basis=all"));
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
      this.map.getContainer().classList.toggle("of-period", Boolean(A.state.period));
      this.fetchOptional();
      for (const layer of this.layers.values()) {
        layer.bits = bitmap(A.state.bits[layer.look.id] || "", layer.features.length);
        if (layer.ground) layer.ground.show(this.map, layer.bits);
        for (const mark of layer.marks) mark.show(this.map, layer.bits);
        if (layer.points) layer.points.show(layer.bits);
      }
      for (const mark of this.context.values()) mark.show(this.map);
      this.lettering.refresh();
      this.halo();
      this.land.tiles();
      this.furniture.refresh();
      this.camera.follow();
      this.applied += 1;
      this.map.getContainer().dataset.applied = this.applied;
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

    marksAt(place) {
      return [...this.layers.values()].flatMap((l) => l.marks.filter((mark) => mark.place === place));
    }

    hasParts(place) {
      return [...this.layers.values()].some(
        (l) => l.look.symbol === "land" && l.features.some((f) => f.properties.part_of === place),
      );
    }

    // The shapes of a place: its own, else those of the places that are part of it.
    shapesOf(place) {
      const layers = [...this.layers.values()];
      for (const layer of layers) {
        const own = layer.groups.get(place);
        if (own) return [[layer.features[own[0]].geometry, layer.features[own[0]].properties.uncertainty_m]];
      }
      const parts = layers.filter((l) => l.look.symbol === "land").flatMap((l) => l.features);
      return parts
        .filter((f) => f.geometry && f.properties.part_of === place)
        .map((f) => [f.geometry, f.properties.uncertainty_m]);
    }

    boundsOf(places) {
      let bounds = null;
      for (const [geometry, radius] of places.flatMap((place) => this.shapesOf(place))) {
        const next = A.bounds(geometry, radius);
        bounds = bounds ? bounds.extend(next) : L.latLngBounds(next.getSouthWest(), next.getNorthEast());
      }
      return bounds;
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
      const color = A.ink(A.settings.inks.selected);
      const options = { pane: "halo", interactive: false, color, weight: 3, fill: false };
      const shapes = A.state.marked.flatMap((place) => this.shapesOf(place));
      this.ring = L.layerGroup(shapes.map(([geometry, radius]) => A.shape(geometry, options, radius))).addTo(this.map);
    }
  }

  A.start = function (map, settings) {
    A.settings = settings;
    map.getContainer().classList.add("atlas");
    A.bind(map);
    store = A.store = new Store(map);
    // The page's style sheet sets the frame's height, so that a phone gets a lower map: fill whatever it gives.
    map.getContainer().style.height = settings.height || "100vh";
    new ResizeObserver(() => store.camera.resize()).observe(map.getContainer());
  };

  A.apply = function (state) {
    A.state = state;
    // streamlit-folium keeps every group it was ever handed in this list and removes all of them at each rerun.
    window.feature_group = [];
    if (store.loaded) store.apply();
    else if (store.loading !== state.data) {
      A.theme = state.theme;
      store.dress();
      store.load();
    }
    return L.layerGroup();
  };
})(window.Atlas);
