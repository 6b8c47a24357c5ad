// What is written on the map: the islands' names, a callout a place, and badges where only other sources name a place.
(function (A) {
  "use strict";
  const FAR = 60; // pixels

  A.Lettering = class {
    constructor(map, store) {
      this.map = map;
      this.store = store;
      this.callouts = new Map();
      this.labels = [];
      this.named = null;
      map.on("zoomend", () => this.spreadBadges());
      map.on("moveend", () => this.clearInset());
    }

    refresh() {
      this.rename();
      this.callOut();
      this.spreadBadges();
    }

    callOut() {
      const places = new Set([...this.store.layers.values()].flatMap((layer) => layer.marks.map((mark) => mark.place)));
      for (const place of this.store.context.keys()) places.add(place);
      for (const place of places) {
        const made = A.callout(place, this.store.marksAt(place), this.store.context.get(place));
        const old = this.callouts.get(place);
        const spot = made && this.spot(place);
        const said = made && spot.at + made.outerHTML;
        // One that says the same stays: a new one would be laid out and painted again.
        if (made && old && old.said === said) continue;
        if (old) {
          old.remove();
          this.callouts.delete(place);
        }
        if (!made) continue;
        const className =
          "callout-at" + (spot.area ? " of-area" : "") + (made.classList.contains("badge") ? " small" : "");
        const icon = L.divIcon({ className, html: made, iconSize: null });
        const mark = L.marker(spot.at, { icon, interactive: false, keyboard: false, pane: "popupPane" }).addTo(
          this.map,
        );
        this.callouts.set(place, Object.assign(mark, { said }));
      }
    }

    // A point's callout stands on its right; an area's in its lower right quarter, which islands that run north-east leave free.
    spot(place) {
      const bounds = this.store.boundsOf([place]);
      const tall = bounds.getNorth() - bounds.getSouth();
      const area = this.store.shapesOf(place)[0][0].type !== "Point";
      const east = bounds.getEast() - (area ? 0.32 : 0) * (bounds.getEast() - bounds.getWest());
      return { area, at: [bounds.getSouth() + (area ? 0.58 : 0.5) * tall, east] };
    }

    // Badges that would lie on each other or on an island's name move down, the northern ones first; callouts stay where they are. How wide one is follows
    // from its text: to measure it would make the browser lay the map out at every state.
    spreadBadges() {
      // A style sheet hides some names where the map is small: those take no room.
      const shown = this.labels.filter(
        (label) => label.size.wide && label.getElement().querySelector(".names").checkVisibility(),
      );
      const names = shown.map((label) => this.boxOf(label));
      const placed = [];
      const found = [];
      for (const mark of this.callouts.values()) {
        const badge = mark.getElement().querySelector(".badge");
        if (!badge) continue;
        const at = this.map.latLngToLayerPoint(mark.getLatLng());
        const area = mark.getElement().classList.contains("of-area");
        // As map.css has it: an area's badge hangs from its point, a point's stands on its right.
        found.push({
          badge,
          left: at.x + (area ? 0 : 9),
          top: at.y - (area ? 0 : 12),
          wide: 20 + 8 * badge.textContent.length,
        });
      }
      for (const { badge, left, top, wide } of found.sort((a, b) => a.top - b.top)) {
        // One that would go far from its place to keep off the names lies on one of them instead.
        const clear = this.lower([...names, ...placed], left, wide, top);
        const y = clear - top <= FAR ? clear : this.lower(placed, left, wide, top);
        placed.push({ left, wide, y, tall: 26 });
        badge.style.marginTop = y - top + "px";
      }
    }

    // The first height from the top down at which a badge meets none of some boxes.
    lower(boxes, left, wide, top) {
      let y = top;
      const meets = (other) =>
        left < other.left + other.wide && other.left < left + wide && y < other.y + other.tall && other.y < y + 26;
      for (let hit = boxes.find(meets); hit; hit = boxes.find(meets)) y = hit.y + hit.tall;
      return y;
    }

    // Where an island's name stands, by the size that it had when it was written.
    boxOf(label) {
      const at = this.map.latLngToLayerPoint(label.getLatLng());
      const { wide, tall } = label.size;
      const names = label.getElement().querySelector(".names").classList;
      if (!names.contains("of-long")) return { left: at.x, wide, y: at.y + (names.contains("of-small") ? 4 : 0), tall };
      return names.contains("of-south")
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
      const box = {
        left: on.left - own.left,
        right: on.right - own.left,
        top: on.top - own.top,
        bottom: on.bottom - own.top,
      };
      for (const label of this.labels.filter((one) => one.turns)) {
        const at = this.map.latLngToContainerPoint(label.north);
        // The name stands on the left of its point.
        const wide = label.getElement().querySelector(".names").offsetWidth + 8;
        const covered = at.x - wide < box.right && at.x > box.left && at.y > box.top - 10 && at.y - 40 < box.bottom;
        label.setLatLng(covered ? label.south : label.north);
        label.getElement().querySelector(".names").classList.toggle("of-south", covered);
      }
    }

    // The order of names follows the view of claims.
    rename() {
      if (this.named === A.state.claims) return;
      this.named = A.state.claims;
      this.label();
      this.clearInset();
    }

    // Island names: both sides' in their own scripts under the neutral pair. Long islands are named on their north-west.
    label() {
      this.labels.forEach((label) => label.remove());
      this.labels = [];
      for (const layer of this.store.layers.values()) {
        if (layer.look.draws !== "land") continue;
        for (const mark of layer.marks) {
          const bounds = A.bounds(mark.geometry);
          const tall = bounds.getNorth() - bounds.getSouth();
          const wide = bounds.getEast() - bounds.getWest();
          const chain = mark.first.kind === "archipelago";
          const long = wide > 0.9;
          const north = [bounds.getSouth() + 0.66 * tall, bounds.getWest() + (chain ? 0.66 : 0.36) * wide];
          const south = [bounds.getSouth() + 0.36 * tall, bounds.getWest() + 0.56 * wide];
          const at = chain || long ? north : [bounds.getSouth(), bounds.getWest()];
          const html = A.names(mark.first);
          html.className = "names " + (chain ? "of-chain" : long ? "of-long" : "of-small");
          const icon = L.divIcon({ className: "label-at", html, iconSize: null });
          const made = L.marker(at, { icon, interactive: false, keyboard: false, pane: "tooltipPane" }).addTo(this.map);
          const written = made.getElement().querySelector(".names");
          const size = { wide: written.offsetWidth, tall: written.offsetHeight };
          this.labels.push(Object.assign(made, { north, south, size, turns: long && !chain }));
        }
      }
    }
  };
})(window.Atlas);
