// What stands on the map beside the marks: place buttons, inset, legend, credit, zoom and scale.
(function (A) {
  "use strict";

  /**
   * An empty box among Leaflet's controls; what is done in it does not reach the map.
   *
   * @param {L.Map} map
   * @param {L.ControlPosition} position
   * @param {string} className
   */
  function boxAt(map, position, className) {
    const box = A.node("div", className);
    L.DomEvent.disableClickPropagation(box);
    L.DomEvent.disableScrollPropagation(box);
    const made = new L.Control({ position });
    made.onAdd = () => box;
    made.addTo(map);
    return box;
  }

  // The region that the inset shows, and its size in pixels.
  const REGION = { west: 127, east: 160, south: 31, north: 55 };
  /**
   * @param {number} lat
   * @param {number} lon
   */
  const flat = (lat, lon) => L.CRS.EPSG3857.latLngToPoint(L.latLng(lat, lon), 4);
  const corner = flat(REGION.north, REGION.west);
  const far = flat(REGION.south, REGION.east);
  const scale = 176 / (far.x - corner.x);
  const SIZE = { width: 176, height: Math.round((far.y - corner.y) * scale) };

  /**
   * Where a place lies on the inset, in pixels.
   *
   * @param {number} lat
   * @param {number} lon
   */
  function at(lat, lon) {
    const point = flat(lat, lon);
    return [(point.x - corner.x) * scale, (point.y - corner.y) * scale];
  }

  /**
   * The outer rings of areas as the path of a picture.
   *
   * @param {{ geometry: Atlas.Geometry | null }[]} features
   */
  function path(features) {
    return features.flatMap(({ geometry }) => polygons(geometry).map((rings) => ring(rings[0]))).join("");
  }

  /**
   * @param {Atlas.Geometry | null} geometry
   * @returns {GeoJSON.Position[][][]}
   */
  function polygons(geometry) {
    if (geometry?.type === "Polygon") return [geometry.coordinates];
    return geometry?.type === "MultiPolygon" ? geometry.coordinates : [];
  }

  /** @param {GeoJSON.Position[]} points */
  function ring(points) {
    const steps = points.map(([lon, lat]) => {
      const [x, y] = at(lat, lon);
      return x.toFixed(1) + " " + y.toFixed(1);
    });
    return "M" + steps.join("L") + "Z";
  }

  A.Controls = class {
    /**
     * @param {L.Map} map
     * @param {Atlas.Store} store
     */
    constructor(map, store) {
      this.map = map;
      this.store = store;
      this.chips = boxAt(map, "topleft", "chips");
      this.inset = boxAt(map, "topleft", "inset");
      // The pins say to a mouse what the buttons above say to everyone.
      this.inset.setAttribute("aria-hidden", "true");
      L.control.scale({ position: "bottomleft", imperial: false }).addTo(map);
      this.legend = this.strip();
      const link = A.node("a", "", A.say("map.credit"));
      link.href = "https://www.openstreetmap.org/copyright";
      link.target = "_blank";
      link.rel = "noopener";
      boxAt(map, "bottomright", "credit").append(link);
      // In the south-east lies open sea; the islands run to the north-east.
      L.control
        .zoom({ position: "bottomright", zoomInTitle: A.say("map.zoom_in"), zoomOutTitle: A.say("map.zoom_out") })
        .addTo(map);
      this.open = window.innerWidth > 640;
      /** @type {SVGRectElement | null} The frame around what the map shows, once the inset is drawn. */
      this.window = null;
      map.on("moveend", () => this.moved());
      const observer = new ResizeObserver(() => this.store.lettering.keepOff(this.boxes()));
      for (const box of this.furniture()) observer.observe(box);
      observer.observe(map.getContainer());
    }

    furniture() {
      return [...this.map.getContainer().querySelectorAll(".leaflet-control, .strip")];
    }

    // What of the map's corners is taken, in its own pixels: where it does not fill its page, those of the window are others.
    boxes() {
      const own = this.map.getContainer().getBoundingClientRect();
      return this.furniture().flatMap((element) => {
        const seen = element.getBoundingClientRect();
        const [left, top] = [seen.left - own.left, seen.top - own.top];
        return seen.width ? [{ left, top, right: left + seen.width, bottom: top + seen.height }] : [];
      });
    }

    // How much of the map buttons and legend take at its top and its foot.
    margins() {
      const strip = this.legend.parentElement?.offsetHeight || 0;
      return { top: this.chips.offsetTop + this.chips.offsetHeight, bottom: strip };
    }

    // The legend lies in a strip under the map, so that it never covers it; the corners make room for the strip.
    strip() {
      const box = A.node("div", "strip");
      const container = this.map.getContainer();
      L.DomEvent.disableClickPropagation(box);
      const legend = A.node("div", "legend");
      box.append(legend);
      container.append(box);
      new ResizeObserver(() => {
        container.style.setProperty("--strip", box.offsetHeight + "px");
        this.store.lettering.keepOff(this.boxes());
      }).observe(box);
      return legend;
    }

    refresh() {
      if (!this.chips.firstChild) this.fillChips();
      this.fillInset();
      this.moved();
    }

    moved() {
      this.fillLegend();
      this.frame();
    }

    fillChips() {
      const box = this.chips;
      box.textContent = "";
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", A.say("map.go_to"));
      for (const [name, places] of A.state.bookmarks) {
        const label = A.say("map.bookmark." + name);
        box.append(A.button("chip", label, A.say("map.go", { place: label }), () => A.visit(places)));
      }
    }

    // The region as a small picture: land, the present view as a frame, and the places with how many facts they show.
    fillInset() {
      if (!this.window) this.window = this.drawInset();
      const pins = A.state.bookmarks
        .filter(([name]) => name !== "all")
        .map(([name, places]) => this.pin(name, places))
        .filter((pin) => pin !== null);
      const old = [...this.inset.querySelectorAll(".pin")];
      if (old.length === pins.length && old.every((pin, i) => pin.isEqualNode(pins[i]))) return;
      old.forEach((pin) => pin.remove());
      this.inset.append(...pins);
    }

    // Drawn once: its paths are thousands of points, and only the counts on it change with a filter.
    drawInset() {
      const { width, height } = SIZE;
      const picture = A.draw("svg", { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });
      picture.append(A.draw("path", { d: path(this.store.land.overview?.features || []), class: "land" }));
      picture.append(A.draw("path", { d: path(this.store.islandShapes()), class: "islands" }));
      const frame = A.draw("rect", { class: "window" });
      picture.append(frame);
      this.inset.append(picture);
      return frame;
    }

    /**
     * @param {string} name
     * @param {string[]} places
     */
    pin(name, places) {
      const bounds = this.store.boundsOf(places);
      if (!bounds) return null;
      const centre = bounds.getCenter();
      const [x, y] = at(centre.lat, centre.lng);
      const n = this.store.countAt(places);
      const label = A.say("map.bookmark." + name);
      const title = A.say("map.go_count", { place: label, n });
      const made = A.button("pin", String(n), title, () => A.visit(places));
      made.title = title;
      made.tabIndex = -1;
      made.style.left = (100 * x) / SIZE.width + "%";
      made.style.top = (100 * y) / SIZE.height + "%";
      return made;
    }

    frame() {
      if (!this.window) return;
      const view = this.map.getBounds();
      // A map that shows all places at once needs no locator, which would lie on one of them.
      const all = this.store.boundsOf(A.state.bookmarks.flatMap(([, places]) => places));
      this.inset.hidden = all !== null && view.contains(all);
      const [x0, y0] = at(view.getNorth(), view.getWest());
      const [x1, y1] = at(view.getSouth(), view.getEast());
      const box = { x: x0, y: y0, width: Math.max(2, x1 - x0), height: Math.max(2, y1 - y0) };
      for (const [name, value] of Object.entries(box)) this.window.setAttribute(name, value.toFixed(1));
    }

    // The legend names what is in view now, and nothing else.
    fillLegend() {
      const made = A.node("div", "legend");
      const head = A.button("legend-head", A.say("map.legend"), null, () => {
        this.open = !this.open;
        this.fillLegend();
      });
      head.setAttribute("aria-expanded", String(this.open));
      made.append(head);
      if (this.open) made.append(rowsOf(A.legendRows(this.store)));
      if (!made.isEqualNode(this.legend)) this.legend.replaceChildren(...made.childNodes);
    }
  };

  /** @param {Atlas.Row[]} rows */
  function rowsOf(rows) {
    const list = A.node("div", "rows");
    for (const [symbol, text] of rows) {
      const row = A.node("div", "row");
      row.append(symbol, A.node("span", "", text));
      list.append(row);
    }
    return list;
  }
})(window.Atlas);
