// What is written on the map: callouts and badges at places, the islands' names, then the names of places and of lines. All of
// them share one room, which is filled anew whenever the map has moved or says something else.
(function (A) {
  "use strict";
  const FAR = 5.5; // zoom below which a callout says its numbers only
  const NEAR = 130; // pixels from its place within which a callout of several lines stands
  const OUT = ["e", "w", "se", "ne", "s", "n", "sw", "nw"];
  // Islands that run north-east leave the south-east free.
  const OUT_OF_AREA = ["se", "ese", "e", "sse", "s", "nw", "wnw", "w", "nnw", "n", "sw", "ne"];
  /** How large a callout may be: its part of the map's width, and of the map. */
  const MOST = { whole: [0.42, 0.16], brief: [0.5, 0.13], count: [1, 1] };

  A.Lettering = class {
    /**
     * @param {L.Map} map
     * @param {Atlas.Store} store
     */
    constructor(map, store) {
      this.map = map;
      this.store = store;
      /** @type {Map<string, Atlas.Callout>} */
      this.callouts = new Map();
      this.islands = new A.IslandNames(map, store);
      this.codes = new A.LandCodes(map, store);
      this.leaders = new A.Leaders(map);
      this.rover = new A.Rover(map);
      /** @type {Atlas.Box[]} What stands on the map whatever is written. */
      this.kept = [];
      /** @type {Atlas.Room | null} */
      this.room = null;
      /** @type {Set<HTMLElement>} What was given a place. */
      this.standing = new Set();
      map.on("moveend", () => this.place());
    }

    get labels() {
      return this.islands.labels;
    }

    forget() {
      this.islands.forget();
    }

    refresh() {
      this.islands.refresh();
      this.callOut();
      this.place();
    }

    /**
     * Buttons, legend and credit have changed their places.
     *
     * @param {Atlas.Box[]} boxes
     */
    keepOff(boxes) {
      if (JSON.stringify(boxes) === JSON.stringify(this.kept)) return;
      this.kept = boxes;
      this.place();
    }

    callOut() {
      const places = new Set([...this.store.layers.values()].flatMap((layer) => layer.marks.map((mark) => mark.place)));
      for (const place of this.store.context.keys()) places.add(place);
      for (const place of new Set([...places, ...this.callouts.keys()])) {
        const made = A.callout(place, this.store.marksAt(place), this.store.context.get(place));
        const old = this.callouts.get(place);
        // One that says the same stays: a new one would be laid out and painted again.
        if (old && made && old.said.isEqualNode(made)) continue;
        this.rover.leave(old?.made);
        old?.marker.remove();
        this.callouts.delete(place);
        const bounds = made && this.store.boundsOf([place]);
        if (made && bounds) this.callouts.set(place, this.write(place, made, bounds));
      }
    }

    /**
     * @param {string} place
     * @param {HTMLElement} made
     * @param {L.LatLngBounds} bounds
     * @returns {Atlas.Callout}
     */
    write(place, made, bounds) {
      const said = made.cloneNode(true);
      const icon = A.icon("callout-at", made);
      const marker = L.marker(bounds.getCenter(), { icon, interactive: false, keyboard: false, pane: "popupPane" });
      return { place, made, said, marker: marker.addTo(this.map), bounds, isBadge: made.classList.contains("badge") };
    }

    // The chosen place's callout first, then islands' names, what lines drawn alike are told apart by, badges, callouts and chains;
    // names of places follow once the map has answered.
    place() {
      if (!this.store.loaded) return;
      const mask = this.codes.refresh();
      const room = new A.Room(this.map.getSize(), mask, this.kept);
      this.room = room;
      room.marks = this.smallMarks();
      room.borders = this.store.lineStretches();
      const told = this.inView();
      const chosen = told.filter(({ place }) => A.state.marked.includes(place));
      const others = told.filter((one) => !chosen.includes(one));
      const islands = this.islands.wanted(this.codes, false);
      /** @type {HTMLElement[]} */
      const stops = [];
      this.standing = new Set();
      const put = (/** @type {Atlas.Callout} */ one) => this.put(room, one, chosen.includes(one), stops);
      chosen.forEach(put);
      for (const wanted of islands) this.name(room, wanted, stops);
      this.store.nameLines(room);
      others.filter((one) => one.isBadge).forEach(put);
      others.filter((one) => !one.isBadge).forEach(put);
      for (const wanted of this.islands.wanted(this.codes, true)) this.name(room, wanted, stops);
      for (const { made } of [...this.callouts.values(), ...this.labels]) {
        if (!this.standing.has(made)) made.dataset.form = "none";
      }
      this.leaders.draw(room.lines);
      this.rover.offer("told", stops);
      this.store.settleNames();
    }

    // In one order, whatever was drawn first: what bears more first, then from north to south.
    inView() {
      const view = this.map.getBounds();
      const size = (/** @type {Atlas.Callout} */ one) => Number(one.made.querySelector(".total")?.textContent || 0);
      return [...this.callouts.values()]
        .filter(({ bounds }) => view.intersects(bounds))
        .sort((a, b) => size(b) - size(a) || b.bounds.getNorth() - a.bounds.getNorth() || (a.place < b.place ? -1 : 1));
    }

    // Rings about points: no text of another place covers one.
    smallMarks() {
      return [...this.callouts.values()].flatMap(({ place, bounds }) => {
        const shapes = this.store.shapesOf(place);
        if (shapes[0][0].type !== "Point") return [];
        const { x, y } = this.map.latLngToContainerPoint(bounds.getCenter());
        return [{ place, box: { left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 } }];
      });
    }

    /**
     * @param {Atlas.Room} room
     * @param {Atlas.Wanted & { label: Atlas.Label }} wanted
     * @param {HTMLElement[]} stops
     */
    name(room, wanted, stops) {
      const found = room.put(wanted);
      if (!found) return;
      this.stand(wanted.label, found);
      stops.push(wanted.label.made);
    }

    /**
     * @param {Atlas.Room} room
     * @param {Atlas.Callout} callout
     * @param {boolean} chosen
     * @param {HTMLElement[]} stops
     */
    put(room, callout, chosen, stops) {
      const shapes = this.store.shapesOf(callout.place);
      const isPoint = shapes[0][0].type === "Point";
      const edge = A.outermost(this.map, shapes, isPoint ? this.ringOf(shapes[0][1], callout) : 0);
      const own = this.codes.own(callout.place, edge.values());
      const found = room.put({ place: callout.place, own, forms: this.forms(room, callout, chosen, edge, isPoint) });
      if (!found) return;
      this.stand(callout, found);
      stops.push(callout.made);
    }

    /**
     * @param {number | null | undefined} metres
     * @param {Atlas.Callout} callout
     */
    ringOf(metres, { bounds }) {
      const around = 40075016.686 * Math.cos((bounds.getCenter().lat * Math.PI) / 180);
      return Math.min(110, Math.max(7, ((metres || 0) / around) * 256 * 2 ** this.map.getZoom()));
    }

    /**
     * @param {Atlas.Room} room
     * @param {Atlas.Callout} callout
     * @param {boolean} chosen
     * @param {Map<string, { x: number, y: number }>} edge
     * @param {boolean} isPoint
     * @returns {Atlas.Form[]}
     */
    forms({ size }, { made, isBadge, bounds }, chosen, edge, isPoint) {
      const far = this.map.getZoom() < FAR;
      const names = isBadge ? ["count"] : far && !chosen ? ["brief", "count"] : ["whole", "brief", "count"];
      const sizes = A.sizesOf(
        this.map,
        names.map((name) => A.inForm(made, name)),
      );
      const near = this.map.latLngToContainerPoint(bounds.getCenter());
      const ways = isPoint ? OUT : OUT_OF_AREA;
      // What is told of islands never lies on them.
      /** @type {Atlas.OnLand[]} */
      const lands = isPoint ? ["sea", "own"] : ["sea"];
      /** @type {Atlas.Form[]} */
      const forms = [];
      names.forEach((name, i) => {
        const [part, share] = MOST[/** @type {keyof typeof MOST} */ (name)];
        const { wide, tall } = sizes[i];
        if (wide > part * size.x || wide * tall > share * size.x * size.y) return;
        const few = name === "count";
        const distances = few ? [2, 18, 34, 52] : isPoint ? [5, 30, 60] : [8, 24, 50, 90];
        const spots = A.around(edge, sizes[i], few ? [...ways, ...A.ways] : ways, distances);
        const rest = A.anywhere(size, sizes[i], near, edge, few ? 36 : 22);
        if (few) forms.push({ name, wide, tall, spots }, { name, wide, tall, spots: [...spots, ...rest], bare: true });
        else forms.push({ name, wide, tall, spots: [...spots, ...rest.filter(nearEnough)], lands });
      });
      return forms;
    }

    /**
     * @param {{ made: HTMLElement, marker: L.Marker }} text
     * @param {Atlas.Placed} placed
     */
    stand({ made, marker }, { box, form, side }) {
      const at = this.map.latLngToContainerPoint(marker.getLatLng());
      this.standing.add(made);
      made.dataset.form = form;
      made.classList.toggle("on-border", this.room?.isOnBorder(box) === true);
      made.classList.toggle("on-left", side.includes("w"));
      const [x, y] = [Math.round(box.left - at.x), Math.round(box.top - at.y)];
      made.style.transform = `translate(${x}px, ${y}px)`;
    }
  };

  /** @param {Atlas.Spot} spot */
  const nearEnough = ({ from, box }) => from !== null && A.off(box, from) < NEAR;

  // A copy of a text in one of its forms, to be measured.
  A.inForm = function (made, form) {
    const copy = /** @type {HTMLElement} */ (made.cloneNode(true));
    copy.dataset.form = form;
    return copy;
  };
})(window.Atlas);
