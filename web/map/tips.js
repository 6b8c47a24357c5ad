// What a shape tells when a pointer rests on it: beside the shape, never over it. It stays while the pointer is on either, and
// goes with Escape, a click, a move of the map; a finger, which cannot rest on anything, gets none.
(function (A) {
  "use strict";
  const REST_MS = 120; // how long a pointer rests before the tip comes
  const GRACE_MS = 400; // how long it stays after the pointer has left, so that the pointer can go over to it
  const GAP = 10; // pixels from the shape
  const OFF = 20; // pixels from the pointer, where there is no room beside the shape

  A.Tips = class {
    /** @param {L.Map} map */
    constructor(map) {
      this.map = map;
      this.box = A.node("div", "atlas-tip");
      this.box.setAttribute("role", "tooltip");
      this.box.hidden = true;
      this.timer = 0;
      this.touched = false;
      const container = map.getContainer();
      container.append(this.box);
      L.DomEvent.disableScrollPropagation(this.box);
      this.box.addEventListener("mouseenter", () => window.clearTimeout(this.timer));
      this.box.addEventListener("mouseleave", () => this.part());
      map.on("movestart zoomstart", () => this.hide());
      container.addEventListener("pointerdown", (event) => this.press(event), true);
      container.addEventListener("pointermove", ({ pointerType }) => (this.touched = pointerType === "touch"), true);
      document.addEventListener("keydown", ({ key }) => key === "Escape" && this.hide());
    }

    /** @param {PointerEvent} event */
    press({ pointerType, target }) {
      this.touched = pointerType === "touch";
      if (!this.box.contains(/** @type {Node} */ (target))) this.hide();
    }

    hide() {
      window.clearTimeout(this.timer);
      this.box.hidden = true;
    }

    part() {
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.hide(), GRACE_MS);
    }

    /**
     * @param {L.Point} pointer On the map.
     * @param {Atlas.Box} shape
     * @param {() => HTMLElement} make
     */
    come(pointer, shape, make) {
      window.clearTimeout(this.timer);
      if (this.touched) return;
      this.timer = window.setTimeout(() => {
        this.box.replaceChildren(...make().childNodes);
        this.box.hidden = false;
        this.stand(pointer, shape);
      }, REST_MS);
    }

    /**
     * @param {L.Point} pointer
     * @param {Atlas.Box} shape
     */
    stand(pointer, shape) {
      const size = { wide: this.box.offsetWidth, tall: this.box.offsetHeight };
      const { left, top } = A.asideOf(pointer, shape, size, this.map.getSize());
      this.box.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    }
  };

  // On the side of a shape that has room; where none has, off the pointer towards the wider part of the map.
  A.asideOf = function (pointer, shape, { wide, tall }, size) {
    const x = Math.max(2, Math.min(size.x - wide - 2, pointer.x - wide / 2));
    const y = Math.max(2, Math.min(size.y - tall - 2, pointer.y - tall / 2));
    const sides = [
      { left: shape.right + GAP, top: y },
      { left: shape.left - GAP - wide, top: y },
      { left: x, top: shape.top - GAP - tall },
      { left: x, top: shape.bottom + GAP },
    ];
    const fits = sides.find(
      ({ left, top }) => left >= 2 && top >= 2 && left + wide <= size.x - 2 && top + tall <= size.y - 2,
    );
    if (fits) return fits;
    return {
      left: pointer.x < size.x / 2 ? pointer.x + OFF : pointer.x - OFF - wide,
      top: Math.max(2, Math.min(size.y - tall - 2, pointer.y < size.y / 2 ? pointer.y + OFF : pointer.y - OFF - tall)),
    };
  };

  A.tip = function (layer, make) {
    layer.on("mouseover", (event) => {
      const { tips, map } = A.store;
      const shape = boxOf(map, /** @type {L.LeafletMouseEvent} */ (event).layer || layer);
      tips.come(/** @type {L.LeafletMouseEvent} */ (event).containerPoint, shape, make);
    });
    layer.on("mouseout", () => A.store.tips.part());
    layer.on("remove", () => A.store?.tips.hide());
  };

  /**
   * @param {L.Map} map
   * @param {L.Layer} layer
   * @returns {Atlas.Box}
   */
  function boxOf(map, layer) {
    if (layer instanceof L.Marker) {
      const own = map.getContainer().getBoundingClientRect();
      const at = (layer.getElement()?.firstElementChild || map.getContainer()).getBoundingClientRect();
      const [left, top] = [at.left - own.left, at.top - own.top];
      return { left, top, right: left + at.width, bottom: top + at.height };
    }
    const bounds = /** @type {L.Polygon} */ (layer).getBounds();
    const from = map.latLngToContainerPoint(bounds.getNorthWest());
    const to = map.latLngToContainerPoint(bounds.getSouthEast());
    return { left: from.x, top: from.y, right: to.x, bottom: to.y };
  }
})(window.Atlas);
