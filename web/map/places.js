// Places by name: each label by its rank from a zoom on, where nothing else is written; a click opens the place's sheet.
// Islets are shapes of their own that can be clicked once the map is near enough to tell them apart.
(function (A) {
  "use strict";
  const FROM_ZOOM = [0, 3, 7.5, 8, 8.5, 9.5]; // by rank, 1 to 5
  const SHAPES_FROM = 8.5;
  const LONG = 22; // letters from which a pair of names stands on two lines
  const SETTLE_MS = 80;
  const LINE = 13; // pixels: a line's height
  const ROOM = 2.6; // how often the width of a strait its name may be wide
  const REACH = 120; // pixels that a sea's name may stand off its point
  const WATER = ["sea", "strait", "bay"];
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
      /** @type {Map<number, { as: string, made: HTMLElement, shape: L.Marker }>} By the place of a feature in the layer. */
      this.drawn = new Map();
      /** @type {Map<number, { theme: string, shape: Atlas.Drawn }>} */
      this.shapes = new Map();
      /** @type {Place[]} */
      this.passing = [];
      /** @type {number | null} The timer of labels that wait to be placed. */
      this.waiting = null;
      /** @type {L.Map | null} */
      this.map = null;
      /** @type {Atlas.LineNames | null} */
      this.lineNames = null;
    }

    /**
     * @param {L.Map} map
     * @param {Atlas.Bits} bits
     */
    show(map, bits) {
      this.map = map;
      this.lineNames = this.lineNames || new A.LineNames(map);
      this.passing = this.features.flatMap(({ geometry, properties }, index) =>
        bits[index] && geometry ? [{ index, geometry, properties }] : [],
      );
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
      for (const entry of [...this.drawn.values(), ...this.shapes.values()]) entry.shape.remove();
      this.lineNames?.remove();
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
      const { lettering } = A.store;
      if (!map || !lettering.room) return;
      const zoom = map.getZoom();
      const view = map.getBounds();
      /** @type {Map<Place, Atlas.Placed>} */
      const wanted = new Map();
      const seen = this.passing.filter((label) => zoom >= FROM_ZOOM[rank(label)] && view.contains(at(label)));
      for (const label of seen.sort((a, b) => rank(a) - rank(b))) {
        const found = this.spot(lettering.room, lettering.codes, label);
        if (found) wanted.set(label, found);
      }
      this.draw(map, wanted);
      const near = zoom >= SHAPES_FROM ? this.passing : [];
      this.drawShapes(
        map,
        near.filter((label) => label.geometry.type !== "Point"),
      );
      lettering.rover.offer(
        "places",
        [...wanted.keys()].flatMap((label) => this.drawn.get(label.index)?.made || []),
      );
    }

    /**
     * The first side of its point on which a name meets nothing; none means that it is left out.
     *
     * @param {Atlas.Room} room
     * @param {Atlas.LandCodes} codes
     * @param {Place} label
     */
    spot(room, codes, { geometry, properties: p }) {
      const map = /** @type {L.Map} */ (this.map);
      const large = p.label_rank === 1;
      const texts = lines(p);
      const widest = Math.max(...texts.map((line) => A.widthOf(line, large ? 14 : 11.5)));
      const size = { wide: widest * (large ? 1.35 : 1.08) + 4, tall: LINE * texts.length + 2 };
      const place = at({ geometry });
      // A strait is named once its name has room between the coasts.
      const narrow = ["strait", "bay"].includes(p.kind);
      if (narrow && size.wide > ROOM * pixels(map, p.uncertainty_m || 0, place.lat)) return null;
      const point = map.latLngToContainerPoint(place);
      const water = WATER.includes(p.kind);
      const reach = Math.min(REACH, pixels(map, p.uncertainty_m || 0, place.lat) / 2);
      const spots = A.besidePoint(point, size, p.kind, geometry.type === "Point", A.target(), reach);
      const own = water ? new Set() : codes.own(p.place, [point]);
      return room.put({ own, forms: [{ name: "", ...size, spots, lands: [water ? "sea" : "own"] }] });
    }

    /**
     * @param {L.Map} map
     * @param {Map<Place, Atlas.Placed>} wanted
     */
    draw(map, wanted) {
      const { claims } = A.state;
      /** @param {Place} label @param {Atlas.Placed} placed */
      const as = (label, { side, box }) => {
        const { x, y } = map.latLngToContainerPoint(at(label));
        return [claims, side, ...[box.left - x, box.top - y, box.right - x, box.bottom - y].map(Math.round)].join();
      };
      const kept = new Map([...wanted].map(([label, placed]) => [label.index, as(label, placed)]));
      for (const [index, entry] of this.drawn) {
        if (kept.get(index) === entry.as) continue;
        A.store.lettering.rover.leave(entry.made);
        entry.shape.remove();
        this.drawn.delete(index);
      }
      for (const [label, placed] of wanted) {
        if (this.drawn.has(label.index)) continue;
        const made = this.button(label, placed, map.latLngToContainerPoint(at(label)));
        const icon = A.icon("place-at", made);
        const shape = L.marker(at(label), { icon, keyboard: false, pane: "places" }).addTo(map);
        A.tip(shape, () => A.placeTip(label.properties));
        this.drawn.set(label.index, { as: as(label, placed), made, shape });
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
     * @param {Place} label
     * @param {Atlas.Placed} placed
     * @param {{ x: number, y: number }} point Where its own point lies on the map.
     */
    button({ properties: p }, { side, box }, point) {
      const told = A.say("place.kind." + p.kind) + ": " + p.name_en;
      const made = A.button("place " + p.kind + " " + side, null, told, () => A.pick(p.place));
      const [left, top] = [Math.round(box.left - point.x), Math.round(box.top - point.y)];
      Object.assign(made.style, {
        transform: `translate(${left}px, ${top}px)`,
        width: Math.round(box.right - box.left) + "px",
        height: Math.round(box.bottom - box.top) + "px",
      });
      if (SIGNS[p.kind]) {
        const sign = A.node("i", "", SIGNS[p.kind]);
        Object.assign(sign.style, { left: -left + "px", top: -top + "px" });
        made.append(sign);
      }
      const text = made.appendChild(A.node("span", "text"));
      lines(p).forEach((line) => text.append(A.node("span", "line", line)));
      return made;
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
      A.tip(made, () => A.placeTip(properties));
      return made;
    }
  };

  /** @param {Place} label */
  function rank(label) {
    return label.properties.label_rank || FROM_ZOOM.length - 1;
  }

  /**
   * How many pixels a distance on the ground is at a latitude.
   *
   * @param {L.Map} map
   * @param {number} metres
   * @param {number} lat
   */
  function pixels(map, metres, lat) {
    const around = 40075016.686 * Math.cos((lat * Math.PI) / 180);
    return (metres / around) * 256 * 2 ** map.getZoom();
  }

  /** @param {Pick<Place, "geometry">} label */
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
