// What stands on the map beside the marks: place buttons, inset, legend, credit, zoom and scale.
(function (A) {
  "use strict";

  function control(position, className) {
    const made = L.control({ position });
    made.onAdd = () => {
      const box = A.node("div", className);
      L.DomEvent.disableClickPropagation(box);
      L.DomEvent.disableScrollPropagation(box);
      made.box = box;
      return box;
    };
    return made;
  }

  A.Furniture = class {
    constructor(map, store) {
      this.map = map;
      this.store = store;
      this.chips = control("topleft", "chips").addTo(map);
      L.control
        .zoom({ position: "topright", zoomInTitle: A.say("map.zoom_in"), zoomOutTitle: A.say("map.zoom_out") })
        .addTo(map);
      this.inset = control("topleft", "inset").addTo(map);
      L.control.scale({ position: "bottomleft", imperial: false }).addTo(map);
      this.strip();
      const link = A.node("a", "", A.say("map.credit"));
      link.href = "https://www.openstreetmap.org/copyright";
      link.target = "_blank";
      link.rel = "noopener";
      control("bottomright", "credit").addTo(map).getContainer().append(link);
      this.open = window.innerWidth > 640;
      map.on("moveend", () => this.moved());
    }

    // The legend lies in a strip under the map, so that it never covers it; the corners make room for the strip.
    strip() {
      const box = A.node("div", "strip");
      const container = this.map.getContainer();
      L.DomEvent.disableClickPropagation(box);
      this.legend = A.node("div", "legend");
      box.append(this.legend);
      container.append(box);
      new ResizeObserver(() => container.style.setProperty("--strip", box.offsetHeight + "px")).observe(box);
    }

    refresh() {
      if (!this.chips.box.firstChild) this.fillChips();
      this.fillInset();
      this.moved();
    }

    moved() {
      this.fillLegend();
      this.frame();
    }

    fillChips() {
      const box = this.chips.box;
      box.textContent = "";
      box.setAttribute("role", "group");
      box.setAttribute("aria-label", A.say("map.go_to"));
      for (const [name, places] of A.state.bookmarks) {
        const label = A.say("map.bookmark." + name);
        box.append(A.button("chip", label, A.say("map.go", { place: label }), () => this.store.camera.visit(places)));
      }
    }

    // The region as a small picture: land, the present view as a frame, and the places with how many facts they show.
    fillInset() {
      const box = this.inset.box;
      if (!this.window) this.drawInset(box);
      const pins = A.state.bookmarks
        .filter(([name]) => name !== "all")
        .map(([name, places]) => this.pin(name, places))
        .filter(Boolean);
      const old = [...box.querySelectorAll(".pin")];
      if (old.length === pins.length && old.every((pin, i) => pin.isEqualNode(pins[i]))) return;
      old.forEach((pin) => pin.remove());
      box.append(...pins);
    }

    // Drawn once: its paths are thousands of points, and only the counts on it change with a filter.
    drawInset(box) {
      const land = this.store.land.overview;
      const west = 127;
      const east = 160;
      const south = 31;
      const north = 55;
      const width = 176;
      const corner = L.CRS.EPSG3857.latLngToPoint(L.latLng(north, west), 4);
      const far = L.CRS.EPSG3857.latLngToPoint(L.latLng(south, east), 4);
      const scale = width / (far.x - corner.x);
      const height = Math.round((far.y - corner.y) * scale);
      this.at = (lat, lon) => {
        const point = L.CRS.EPSG3857.latLngToPoint(L.latLng(lat, lon), 4);
        return [(point.x - corner.x) * scale, (point.y - corner.y) * scale];
      };
      const picture = A.draw("svg", { width, height, viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true" });
      picture.append(A.draw("path", { d: this.path(land), class: "land" }));
      picture.append(A.draw("path", { d: this.path(this.store.islandShapes()), class: "islands" }));
      this.window = A.draw("rect", { class: "window" });
      picture.append(this.window);
      box.append(picture);
    }

    pin(name, places) {
      const bounds = this.store.boundsOf(places);
      if (!bounds) return null;
      const centre = bounds.getCenter();
      const [x, y] = this.at(centre.lat, centre.lng);
      const n = this.store.countAt(places);
      const label = A.say("map.bookmark." + name);
      const made = A.button("pin", String(n), A.say("map.go_count", { place: label, n }), () =>
        this.store.camera.visit(places),
      );
      made.title = A.say("map.go_count", { place: label, n });
      made.style.left = x + "px";
      made.style.top = y + "px";
      return made;
    }

    path(collection) {
      const rings = [];
      for (const feature of collection.features) {
        const shape = feature.geometry;
        for (const polygon of shape.type === "Polygon" ? [shape.coordinates] : shape.coordinates) {
          rings.push(
            "M" +
              polygon[0]
                .map(([lon, lat]) =>
                  this.at(lat, lon)
                    .map((v) => v.toFixed(1))
                    .join(" "),
                )
                .join("L") +
              "Z",
          );
        }
      }
      return rings.join("");
    }

    frame() {
      if (!this.window) return;
      const view = this.map.getBounds();
      const [x0, y0] = this.at(view.getNorth(), view.getWest());
      const [x1, y1] = this.at(view.getSouth(), view.getEast());
      const attributes = { x: x0, y: y0, width: Math.max(2, x1 - x0), height: Math.max(2, y1 - y0) };
      for (const name of Object.keys(attributes)) this.window.setAttribute(name, attributes[name].toFixed(1));
    }

    // The legend names what is in view now, and nothing else.
    fillLegend() {
      const box = this.legend;
      const made = A.node("div");
      const rows = A.legendRows(this.store);
      const head = A.button("legend-head", A.say("map.legend"), null, () => {
        this.open = !this.open;
        this.fillLegend();
      });
      head.setAttribute("aria-expanded", String(this.open));
      made.append(head);
      if (this.open) {
        const list = made.appendChild(A.node("div", "rows"));
        for (const [symbol, text] of rows) {
          const row = A.node("div", "row");
          row.append(symbol, A.node("span", "", text));
          list.append(row);
        }
      }
      if (made.innerHTML !== box.innerHTML) box.replaceChildren(...made.childNodes);
    }
  };
})(window.Atlas);
