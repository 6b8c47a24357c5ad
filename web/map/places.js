// Places by name: each label by its rank from a zoom on, where nothing else is written; a click opens the place's sheet.
// Islets are shapes of their own that can be clicked once the map is near enough to tell them apart.
(function (A) {
  "use strict";
  const FROM_ZOOM = [0, 3, 7.5, 8, 8.5, 9.5]; // by rank, 1 to 5
  const SHAPES_FROM = 8.5;
  const LONG = 22; // letters from which a pair of names stands on two lines
  const SETTLE_MS = 80;
  /** @type {Record<string, string>} */
  const SIGNS = { peak: "▲", cape: "◣", airfield: "✈", city: "●", town: "●", village: "•", lake: "○" };

  /** @typedef {{ index: number, geometry: Atlas.Geometry, properties: Atlas.Properties }} Place A feature that the map can draw. */

  A.PlaceNames = class {
    /**
     * @param {Atlas.Look} look
     * @param {Atlas.Feature[]} features
     */
    constructor(look, features) {
      this.look = look;
      this.features = features;
      /** @type {Map<number, { side: string, claims: string, shape: L.Marker }>} By the place of a feature in the layer. */
      this.drawn = new Map();
      /** @type {Map<number, { theme: string, shape: Atlas.Drawn }>} */
      this.shapes = new Map();
      /** @type {L.Marker[]} */
      this.lineNames = [];
      /** @type {Place[]} */
      this.passing = [];
      /** @type {number | null} The timer of labels that wait to be placed. */
      this.waiting = null;
      /** @type {L.Map | null} */
      this.map = null;
      this.settle = this.settle.bind(this);
    }

    /**
     * @param {L.Map} map
     * @param {Atlas.Bits} bits
     */
    show(map, bits) {
      if (!this.map) map.on("moveend", this.settle);
      this.map = map;
      this.passing = this.features.flatMap(({ geometry, properties }, index) =>
        bits[index] && geometry ? [{ index, geometry, properties }] : [],
      );
      this.settle();
    }

    // Labels wait until the map has answered a click: they are no part of the answer.
    settle() {
      this.stopWaiting();
      this.waiting = window.setTimeout(() => {
        this.waiting = null;
        this.place();
      }, SETTLE_MS);
    }

    remove() {
      this.stopWaiting();
      this.map?.off("moveend", this.settle);
      for (const entry of [...this.drawn.values(), ...this.shapes.values()]) entry.shape.remove();
      this.lineNames.forEach((marker) => marker.remove());
    }

    stopWaiting() {
      if (this.waiting !== null) window.clearTimeout(this.waiting);
      this.waiting = null;
    }

    /**
     * Names stand in no legend.
     *
     * @returns {Atlas.Told[]}
     */
    inLegend() {
      return [];
    }

    place() {
      const { map } = this;
      if (!map) return;
      const zoom = map.getZoom();
      const view = map.getBounds();
      const room = new A.Room(map);
      /** @type {Map<Place, string>} */
      const wanted = new Map();
      const seen = this.passing.filter((label) => zoom >= FROM_ZOOM[rank(label)] && view.contains(at(label)));
      for (const label of seen.sort((a, b) => rank(a) - rank(b))) {
        const found = room.spot(label, lines(label.properties), at(label));
        if (found) wanted.set(label, found.side);
      }
      this.draw(map, wanted);
      this.drawLines(room);
      const near = zoom >= SHAPES_FROM ? this.passing : [];
      this.drawShapes(
        map,
        near.filter((label) => label.geometry.type !== "Point"),
      );
    }

    /**
     * @param {L.Map} map
     * @param {Map<Place, string>} wanted
     */
    draw(map, wanted) {
      const { claims } = A.state;
      const sides = new Map([...wanted].map(([label, side]) => [label.index, side]));
      for (const [index, entry] of this.drawn) {
        if (sides.get(index) === entry.side && entry.claims === claims) continue;
        entry.shape.remove();
        this.drawn.delete(index);
      }
      for (const [label, side] of wanted) {
        if (this.drawn.has(label.index)) continue;
        this.drawn.set(label.index, { side, claims, shape: this.label(label, side).addTo(map) });
      }
    }

    /**
     * What a computed line says, written beside it: two lines drawn alike are told apart by their words.
     *
     * @param {Atlas.Room} room
     */
    drawLines(room) {
      this.lineNames.forEach((marker) => marker.remove());
      this.lineNames = [];
      if (A.state.period) return;
      for (const { look, ground } of A.store.layers.values()) {
        if (look.draws !== "lines") continue;
        const drawn = /** @type {Atlas.ReferenceLayer} */ (ground);
        for (const [i, { symbol, name }] of drawn.drawn) {
          const line = /** @type {GeoJSON.LineString | GeoJSON.MultiLineString} */ (drawn.features[i].geometry);
          const text = A.say("map.line." + symbol, { name });
          const found = room.beside(line, text);
          if (!found) continue;
          const html = A.node("span", "line-name " + found.side, text);
          const icon = A.icon("place-at", html);
          const marker = L.marker(found.at, { icon, interactive: false, keyboard: false, pane: "places" });
          this.lineNames.push(marker.addTo(room.map));
        }
      }
    }

    /**
     * @param {L.Map} map
     * @param {Place[]} wanted
     */
    drawShapes(map, wanted) {
      const shown = new Set(wanted.map((label) => label.index));
      for (const [index, entry] of this.shapes) {
        if (shown.has(index) && entry.theme === A.theme) continue;
        entry.shape.remove();
        this.shapes.delete(index);
      }
      const color = A.ink(this.look.ink);
      for (const label of wanted) {
        if (this.shapes.has(label.index)) continue;
        this.shapes.set(label.index, { theme: A.theme, shape: this.outline(label, color).addTo(map) });
      }
    }

    /**
     * @param {Place} place
     * @param {string} side
     */
    label(place, side) {
      const p = place.properties;
      const told = A.say("place.kind." + p.kind) + ": " + p.name_en;
      const made = A.button("place " + p.kind + " " + side, null, told, () => A.pick(p.place));
      // A search leads to each place; so many stops would stand between a reader and the facts.
      made.tabIndex = -1;
      if (SIGNS[p.kind]) made.append(A.node("i", "", SIGNS[p.kind]));
      const text = made.appendChild(A.node("span", "text"));
      lines(p).forEach((line) => text.append(A.node("span", "line", line)));
      const icon = A.icon("place-at", made);
      const marker = L.marker(at(place), { icon, keyboard: false, pane: "places" });
      return marker.bindTooltip(() => this.tooltip(p), { className: "atlas-tip", direction: "top", offset: [0, -8] });
    }

    /**
     * @param {Place} label
     * @param {string} color
     */
    outline({ geometry, properties }, color) {
      const look = { pane: "islets", color, weight: 0, fill: true, fillOpacity: 0.01, bubblingMouseEvents: false };
      const made = A.shape(geometry, look);
      made.on("click", () => A.pick(properties.place));
      made.on("mouseover", () => made.setStyle({ weight: 1.5 }));
      made.on("mouseout", () => made.setStyle({ weight: 0 }));
      made.bindTooltip(() => this.tooltip(properties), { sticky: true, className: "atlas-tip", direction: "top" });
      return made;
    }

    /** @param {Atlas.Properties} p */
    tooltip(p) {
      const made = A.node("div");
      const numbers = new Intl.NumberFormat(A.language);
      const heights = (p.heights_m || []).map((m) => A.say("map.height", { m: numbers.format(m) }));
      made.append(A.names(p));
      if (p.name_ainu) made.append(A.node("span", "own", [p.name_ainu, p.name_ainu_latin].filter(Boolean).join(" · ")));
      made.append(A.node("div", "quiet", A.say("place.kind." + p.kind)));
      if (heights.length) made.append(A.node("div", "", heights.join(" / ")));
      if (p.area_km2) made.append(A.node("div", "", A.say("map.area", { km2: A.areaOf(p.area_km2) })));
      return made;
    }
  };

  /** @param {Place} label */
  function rank(label) {
    return label.properties.label_rank || FROM_ZOOM.length - 1;
  }

  /** @param {Place} label */
  function at({ geometry }) {
    if (geometry.type === "Point") return L.latLng(geometry.coordinates[1], geometry.coordinates[0]);
    const bounds = A.bounds(geometry);
    return L.latLng(bounds.getSouth(), bounds.getCenter().lng);
  }

  /** @param {Atlas.Properties} p */
  function lines(p) {
    const turned = A.settings.parties.indexOf(A.state.claims) > 0;
    const name = turned ? p.name_en_russia_first : p.name_en;
    const parts = name.split(" / ");
    return name.length > LONG && parts.length === 2 ? [parts[0] + " /", parts[1]] : [name];
  }
})(window.Atlas);
