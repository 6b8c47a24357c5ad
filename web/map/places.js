// Places by name: each label by its rank from a zoom on, where nothing else is written; a click opens the place's sheet.
// Islets are shapes of their own that can be clicked once the map is near enough to tell them apart.
(function (A) {
  "use strict";
  const FROM_ZOOM = [0, 3, 7.5, 8, 8.5, 9.5]; // by rank, 1 to 5
  const SHAPES_FROM = 8.5;
  const LINE = 13;
  const GAP = 7;
  const LONG = 22;
  const ROOM = 2.6;
  const SETTLE_MS = 80;
  const SIGNS = { peak: "▲", cape: "◣", airfield: "✈", city: "●", town: "●", village: "•", lake: "○" };
  const measure = document.createElement("canvas").getContext("2d");

  const meets = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

  A.PlaceNames = class {
    constructor(look, features) {
      this.look = look;
      this.features = features;
      this.drawn = new Map();
      this.shapes = new Map();
      this.lineNames = [];
      this.passing = [];
      this.waiting = null;
    }

    show(map, bits) {
      if (!this.map) {
        this.map = map;
        map.on("moveend", () => this.settle());
      }
      this.passing = this.features.map((_, i) => i).filter((i) => bits[i] && this.features[i].geometry);
      this.settle();
    }

    // Labels wait until the map has answered a click: they are no part of the answer.
    settle() {
      window.clearTimeout(this.waiting);
      this.waiting = window.setTimeout(() => {
        this.waiting = null;
        this.place();
      }, SETTLE_MS);
    }

    remove() {
      window.clearTimeout(this.waiting);
      for (const entry of [...this.drawn.values(), ...this.shapes.values()]) entry.shape.remove();
      this.lineNames.forEach((marker) => marker.remove());
    }

    // Names stand in no legend.
    inLegend() {
      return [];
    }

    at(feature) {
      if (feature.geometry.type === "Point") {
        return L.latLng(feature.geometry.coordinates[1], feature.geometry.coordinates[0]);
      }
      const bounds = A.bounds(feature.geometry);
      return L.latLng(bounds.getSouth(), bounds.getCenter().lng);
    }

    place() {
      const { map } = this;
      const zoom = map.getZoom();
      const view = map.getBounds();
      const taken = this.taken();
      const wanted = new Map();
      const seen = this.passing.filter(
        (i) => zoom >= FROM_ZOOM[this.features[i].properties.label_rank] && view.contains(this.at(this.features[i])),
      );
      seen.sort((a, b) => this.features[a].properties.label_rank - this.features[b].properties.label_rank || a - b);
      for (const i of seen) {
        const found = this.spot(this.features[i], taken);
        if (!found) continue;
        taken.push(found.box);
        wanted.set(i, found.side);
      }
      this.draw(wanted);
      this.drawLines(taken);
      this.drawShapes(
        zoom >= SHAPES_FROM ? this.passing.filter((i) => this.features[i].geometry.type !== "Point") : [],
      );
    }

    // What labels keep off: names of islands, callouts, badges, and what stands at the map's edges.
    taken() {
      const box = this.map.getContainer();
      const own = box.getBoundingClientRect();
      const found = [];
      const kept =
        ".label-at .names, .callout, .badge, .chips, .inset, .strip, .credit, .leaflet-control-zoom, .leaflet-control-scale";
      for (const element of box.querySelectorAll(kept)) {
        const at = element.getBoundingClientRect();
        if (at.width) {
          found.push({
            left: at.left - own.left,
            right: at.right - own.left,
            top: at.top - own.top,
            bottom: at.bottom - own.top,
          });
        }
      }
      return found;
    }

    lines(p) {
      const turned = A.settings.parties.indexOf(A.state.claims) > 0;
      const name = turned ? p.name_en_russia_first : p.name_en;
      const parts = name.split(" / ");
      return name.length > LONG && parts.length === 2 ? [parts[0] + " /", parts[1]] : [name];
    }

    // The first side of its point on which a label meets nothing and lies within the map; none means that it is left out.
    spot(feature, taken) {
      const p = feature.properties;
      const lines = this.lines(p);
      const size = this.map.getSize();
      const at = this.map.latLngToContainerPoint(this.at(feature));
      measure.font = (p.label_rank === 1 ? 14 : 11.5) + "px sans-serif";
      const wide =
        Math.max(...lines.map((line) => measure.measureText(line).width)) * (p.label_rank === 1 ? 1.35 : 1.08) + 4;
      const tall = LINE * lines.length + 2;
      // A strait is named once its name has room between the coasts.
      if (["strait", "bay"].includes(p.kind) && wide > ROOM * this.pixels(p.uncertainty_m, feature)) return null;
      const middle = ["sea", "strait", "bay"].includes(p.kind);
      const area = feature.geometry.type !== "Point";
      const sides = middle ? ["over"] : area ? ["below"] : ["right", "left", "above", "below"];
      for (const side of sides) {
        const left = side === "right" ? at.x - 6 : side === "left" ? at.x - GAP - wide : at.x - wide / 2;
        const right = side === "left" ? at.x + 6 : side === "right" ? at.x + GAP + wide : left + wide;
        const top = side === "above" ? at.y - GAP - tall : side === "below" ? at.y : at.y - tall / 2;
        const bottom = side === "below" ? at.y + GAP + tall : side === "above" ? at.y + 6 : top + tall;
        const box = { left, right, top, bottom };
        const inside = left >= 2 && top >= 2 && right <= size.x - 2 && bottom <= size.y - 2;
        if (inside && !taken.some((other) => meets(box, other)) && !(middle && this.onLand(box))) return { side, box };
      }
      return null;
    }

    // A name of water never lies on an island: what is under some points of it tells.
    onLand(box) {
      const own = this.map.getContainer().getBoundingClientRect();
      const panes = ".leaflet-rims-pane, .leaflet-islands-pane, .leaflet-units-pane, .leaflet-islets-pane";
      const land = (x, y) =>
        document
          .elementsFromPoint(own.left + x, own.top + y)
          .some((one) => one.tagName === "path" && one.closest(panes));
      return [0, 0.25, 0.5, 0.75, 1].some((part) => {
        const x = box.left + part * (box.right - box.left);
        return land(x, box.top) || land(x, (box.top + box.bottom) / 2) || land(x, box.bottom);
      });
    }

    // How many pixels a distance on the ground is at a feature.
    pixels(metres, feature) {
      const around = 40075016.686 * Math.cos((this.at(feature).lat * Math.PI) / 180);
      return (metres / around) * 256 * 2 ** this.map.getZoom();
    }

    draw(wanted) {
      for (const [i, entry] of this.drawn) {
        if (wanted.get(i) === entry.side && entry.claims === A.state.claims) continue;
        entry.shape.remove();
        this.drawn.delete(i);
      }
      for (const [i, side] of wanted) {
        if (!this.drawn.has(i)) {
          this.drawn.set(i, {
            side,
            claims: A.state.claims,
            shape: this.label(this.features[i], side).addTo(this.map),
          });
        }
      }
    }

    label(feature, side) {
      const p = feature.properties;
      const made = A.button("place " + p.kind + " " + side, null, this.told(p), () => A.pick(p.place));
      // A search leads to each place; so many stops would stand between a reader and the facts.
      made.tabIndex = -1;
      if (SIGNS[p.kind]) made.append(A.node("i", "", SIGNS[p.kind]));
      const text = made.appendChild(A.node("span", "text"));
      this.lines(p).forEach((line) => text.append(A.node("span", "line", line)));
      const icon = L.divIcon({ className: "place-at", html: made, iconSize: null });
      const marker = L.marker(this.at(feature), { icon, keyboard: false, pane: "places" });
      return marker.bindTooltip(() => this.tooltip(p), { className: "atlas-tip", direction: "top", offset: [0, -8] });
    }

    // What a computed line says, written beside it: two lines drawn alike are told apart by their words.
    drawLines(taken) {
      this.lineNames.forEach((marker) => marker.remove());
      this.lineNames = [];
      const lines = [...A.store.layers.values()].filter((layer) => layer.ground && layer.look.draws === "lines");
      if (A.state.period) return;
      for (const { ground } of lines) {
        for (const [i, entry] of ground.drawn) {
          const text = A.say("map.line." + entry.symbol, { name: entry.name });
          const found = this.beside(ground.features[i].geometry, text, taken);
          if (!found) continue;
          taken.push(found.box);
          const icon = L.divIcon({
            className: "place-at",
            html: A.node("span", "line-name " + found.side, text),
            iconSize: null,
          });
          this.lineNames.push(
            L.marker(found.at, { icon, interactive: false, keyboard: false, pane: "places" }).addTo(this.map),
          );
        }
      }
    }

    // The first vertex of a line, from its ends inwards, beside which a text meets nothing.
    beside(geometry, text, taken) {
      const nested = Array.isArray(geometry.coordinates[0][0]);
      const points = nested ? geometry.coordinates.flat() : geometry.coordinates;
      const size = this.map.getSize();
      const steps = Math.max(1, Math.floor(points.length / 60));
      const some = points.filter((_, i) => i % steps === 0);
      measure.font = "11.5px sans-serif";
      const wide = measure.measureText(text).width * 1.08 + 8;
      const ends = some.flatMap((point, i) => (i < some.length / 2 ? [point, some[some.length - 1 - i]] : []));
      for (const [lon, lat] of ends) {
        const at = this.map.latLngToContainerPoint([lat, lon]);
        for (const side of ["right", "left"]) {
          const left = side === "right" ? at.x + 6 : at.x - 6 - wide;
          const box = { left, right: left + wide, top: at.y - 8, bottom: at.y + 8 };
          const inside = box.left >= 2 && box.top >= 2 && box.right <= size.x - 2 && box.bottom <= size.y - 2;
          if (inside && !taken.some((other) => meets(box, other)) && !this.onLand(box)) {
            return { at: [lat, lon], side, box };
          }
        }
      }
      return null;
    }

    drawShapes(wanted) {
      const shown = new Set(wanted);
      for (const [i, entry] of this.shapes) {
        if (shown.has(i) && entry.theme === A.theme) continue;
        entry.shape.remove();
        this.shapes.delete(i);
      }
      for (const i of shown) {
        if (this.shapes.has(i)) continue;
        const { geometry, properties } = this.features[i];
        const color = A.ink(this.look.ink);
        const shape = A.shape(geometry, {
          pane: "islets",
          color,
          weight: 0,
          fill: true,
          fillOpacity: 0.01,
          bubblingMouseEvents: false,
        });
        shape.on("click", () => A.pick(properties.place));
        shape.on("mouseover", () => shape.setStyle({ weight: 1.5 }));
        shape.on("mouseout", () => shape.setStyle({ weight: 0 }));
        shape.bindTooltip(() => this.tooltip(properties), { sticky: true, className: "atlas-tip", direction: "top" });
        this.shapes.set(i, { theme: A.theme, shape: shape.addTo(this.map) });
      }
    }

    told(p) {
      return A.say("place.kind." + p.kind) + ": " + p.name_en;
    }

    tooltip(p) {
      const made = A.node("div");
      const heights = p.heights_m || [];
      made.append(A.names(p));
      if (p.name_ainu) made.append(A.node("span", "own", [p.name_ainu, p.name_ainu_latin].filter(Boolean).join(" · ")));
      made.append(A.node("div", "quiet", A.say("place.kind." + p.kind)));
      if (heights.length) {
        made.append(
          A.node(
            "div",
            "",
            heights.map((m) => A.say("map.height", { m: new Intl.NumberFormat(A.language).format(m) })).join(" / "),
          ),
        );
      }
      if (p.area_km2) {
        made.append(
          A.node("div", "", A.say("map.area", { km2: new Intl.NumberFormat(A.language).format(p.area_km2) })),
        );
      }
      return made;
    }
  };
})(window.Atlas);
