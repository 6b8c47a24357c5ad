// What is written on the map: the islands' names, a callout a place, and badges where only other sources name a place.
(function (A) {
  "use strict";
  const FAR = 60; // pixels

  /** @typedef {{ left: number, wide: number, y: number, tall: number }} Block A box on the map, in its layers' pixels. */

  /**
   * @typedef {object} Name An island's name.
   * @property {HTMLElement} names
   * @property {L.LatLngTuple} north
   * @property {L.LatLngTuple} south
   * @property {{ wide: number, tall: number }} size How large it was when it was written.
   * @property {boolean} turns Whether it may go to the island's other side.
   * @typedef {L.Marker & Name} Label
   */

  /**
   * @typedef {object} Told What stands beside a place.
   * @property {HTMLElement} made
   * @property {Node} said What it said when it was made.
   * @property {string} at
   * @property {boolean} ofArea
   * @typedef {L.Marker & Told} Callout
   */

  A.Lettering = class {
    /**
     * @param {L.Map} map
     * @param {Atlas.Store} store
     */
    constructor(map, store) {
      this.map = map;
      this.store = store;
      /** @type {Map<string, Callout>} */
      this.callouts = new Map();
      /** @type {Label[]} */
      this.labels = [];
      /** @type {string | null} The view of claims by which names were written. */
      this.named = null;
      map.on("zoomend", () => this.spreadBadges());
      map.on("moveend", () => this.clearInset());
    }

    refresh() {
      this.rename();
      this.callOut();
      this.spreadBadges();
    }

    forget() {
      this.named = null;
    }

    callOut() {
      const places = new Set([...this.store.layers.values()].flatMap((layer) => layer.marks.map((mark) => mark.place)));
      for (const place of this.store.context.keys()) places.add(place);
      for (const place of places) {
        const made = A.callout(place, this.store.marksAt(place), this.store.context.get(place));
        const spot = made && this.spot(place);
        const old = this.callouts.get(place);
        // One that says the same stays: a new one would be laid out and painted again.
        if (old && spot && old.at === String(spot.at) && old.said.isEqualNode(made)) continue;
        old?.remove();
        this.callouts.delete(place);
        if (made && spot) this.callouts.set(place, this.write(made, spot));
      }
    }

    /**
     * @param {HTMLElement} made
     * @param {{ ofArea: boolean, at: L.LatLngTuple }} spot
     * @returns {Callout}
     */
    write(made, { ofArea, at }) {
      const said = made.cloneNode(true);
      const small = made.classList.contains("badge");
      const className = "callout-at" + (ofArea ? " of-area" : "") + (small ? " small" : "");
      const icon = A.icon(className, made);
      const marker = L.marker(at, { icon, interactive: false, keyboard: false, pane: "popupPane" });
      return Object.assign(marker.addTo(this.map), { made, said, at: String(at), ofArea });
    }

    /**
     * A point's callout stands on its right; an area's in its lower right quarter, which islands that run north-east leave
     * free.
     *
     * @param {string} place
     * @returns {{ ofArea: boolean, at: L.LatLngTuple } | null}
     */
    spot(place) {
      const bounds = this.store.boundsOf([place]);
      if (!bounds) return null;
      const tall = bounds.getNorth() - bounds.getSouth();
      const ofArea = this.store.shapesOf(place)[0][0].type !== "Point";
      const east = bounds.getEast() - (ofArea ? 0.32 : 0) * (bounds.getEast() - bounds.getWest());
      return { ofArea, at: [bounds.getSouth() + (ofArea ? 0.58 : 0.5) * tall, east] };
    }

    // Badges that would lie on each other or on an island's name move down, the northern ones first; callouts stay where
    // they are. How wide one is follows from its text: to measure it would make the browser lay the map out at every state.
    spreadBadges() {
      // A style sheet hides some names where the map is small: those take no room.
      const shown = this.labels.filter((label) => label.size.wide && label.names.checkVisibility());
      const names = shown.map((label) => this.boxOf(label));
      /** @type {Block[]} */
      const placed = [];
      const badges = [...this.callouts.values()].filter(({ made }) => made.classList.contains("badge"));
      const found = badges.map((callout) => {
        const { made, ofArea } = callout;
        const at = this.map.latLngToLayerPoint(callout.getLatLng());
        // As map.css has it: an area's badge hangs from its point, a point's stands on its right.
        const [left, top] = ofArea ? [at.x, at.y] : [at.x + 9, at.y - 12];
        return { made, left, top, wide: 20 + 8 * (made.textContent || "").length };
      });
      for (const { made, left, top, wide } of found.sort((a, b) => a.top - b.top)) {
        // One that would go far from its place to keep off the names lies on one of them instead.
        const clear = lower([...names, ...placed], left, wide, top);
        const y = clear - top <= FAR ? clear : lower(placed, left, wide, top);
        placed.push({ left, wide, y, tall: 26 });
        made.style.marginTop = y - top + "px";
      }
    }

    /**
     * Where an island's name stands, by the size that it had when it was written.
     *
     * @param {Label} label
     * @returns {Block}
     */
    boxOf(label) {
      const at = this.map.latLngToLayerPoint(label.getLatLng());
      const { wide, tall } = label.size;
      const { classList } = label.names;
      if (!classList.contains("of-long")) {
        return { left: at.x, wide, y: at.y + (classList.contains("of-small") ? 4 : 0), tall };
      }
      return classList.contains("of-south")
        ? { left: at.x + 16, wide, y: at.y + 10, tall }
        : { left: at.x - wide, wide, y: at.y - tall, tall };
    }

    // A long island's name that the inset would cover goes to the island's other side.
    clearInset() {
      const inset = this.map.getContainer().querySelector(".inset");
      if (!inset) return;
      // Both in the map's own pixels: where it does not fill its page, those of the window are others.
      const own = this.map.getContainer().getBoundingClientRect();
      const on = inset.getBoundingClientRect();
      const left = on.left - own.left;
      const right = on.right - own.left;
      const top = on.top - own.top;
      const bottom = on.bottom - own.top;
      for (const label of this.labels.filter((one) => one.turns)) {
        const { names, north, south } = label;
        const at = this.map.latLngToContainerPoint(north);
        // The name stands on the left of its point.
        const wide = names.offsetWidth + 8;
        const covered = at.x - wide < right && at.x > left && at.y > top - 10 && at.y - 40 < bottom;
        label.setLatLng(covered ? south : north);
        names.classList.toggle("of-south", covered);
      }
    }

    // The order of names follows the view of claims.
    rename() {
      if (this.named === A.state.claims) return;
      this.named = A.state.claims;
      this.label();
      this.clearInset();
    }

    label() {
      this.labels.forEach((label) => label.remove());
      const marks = [...this.store.layers.values()].flatMap((l) => (l.look.symbol === "land" ? l.marks : []));
      this.labels = marks.map((mark) => this.nameOf(mark));
    }

    /**
     * An island's name: both sides' in their own scripts under the neutral pair. Long islands are named on their north-west.
     *
     * @param {Atlas.Mark} mark
     * @returns {Label}
     */
    nameOf({ first, geometry }) {
      const bounds = A.bounds(geometry);
      const tall = bounds.getNorth() - bounds.getSouth();
      const wide = bounds.getEast() - bounds.getWest();
      const chain = first.kind === "archipelago";
      const long = wide > 0.9;
      /** @type {L.LatLngTuple} */
      const north = [bounds.getSouth() + 0.66 * tall, bounds.getWest() + (chain ? 0.66 : 0.36) * wide];
      /** @type {L.LatLngTuple} */
      const south = [bounds.getSouth() + 0.36 * tall, bounds.getWest() + 0.56 * wide];
      /** @type {L.LatLngTuple} */
      const at = chain || long ? north : [bounds.getSouth(), bounds.getWest()];
      const names = A.names(first);
      names.className = "names " + (chain ? "of-chain" : long ? "of-long" : "of-small");
      const icon = A.icon("label-at", names);
      const marker = L.marker(at, { icon, interactive: false, keyboard: false, pane: "tooltipPane" }).addTo(this.map);
      const size = { wide: names.offsetWidth, tall: names.offsetHeight };
      return Object.assign(marker, { names, north, south, size, turns: long && !chain });
    }
  };

  /**
   * The first height from the top down at which a badge meets none of some boxes.
   *
   * @param {Block[]} boxes
   * @param {number} left
   * @param {number} wide
   * @param {number} top
   */
  function lower(boxes, left, wide, top) {
    let y = top;
    /** @param {Block} other */
    const meets = (other) =>
      left < other.left + other.wide && other.left < left + wide && y < other.y + other.tall && other.y < y + 26;
    for (let hit = boxes.find(meets); hit; hit = boxes.find(meets)) y = hit.y + hit.tall;
    return y;
  }
})(window.Atlas);
