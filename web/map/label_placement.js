// Where texts and boxes stand: each is put where it meets nothing that stands already, lies within the map and on no land
// but its own. One room for all of them; who comes first is the asker's order.
(function (A) {
  "use strict";
  const EDGE = 3; // pixels kept free at the map's edges
  const AIR = 2; // pixels between any two boxes
  const STEP = 3; // pixels between two points of a line where it is tried for land
  const LEADER = 16; // pixels between a place and its box from which a line joins them

  /** @type {Atlas.OnLand[]} */
  const LANDS = ["sea", "own"];

  /** @typedef {{ x: number, y: number }} Point In pixels of the map. */

  /**
   * @param {Atlas.Box} a
   * @param {Atlas.Box} b
   */
  const meets = (a, b) =>
    a.left < b.right + AIR && b.left < a.right + AIR && a.top < b.bottom + AIR && b.top < a.bottom + AIR;

  /**
   * Whether a straight line runs through a box.
   *
   * @param {Atlas.Line} line
   * @param {Atlas.Box} box
   */
  function crosses([from, to], box) {
    let [first, last] = [0, 1];
    for (const [start, step, low, high] of [
      [from.x, to.x - from.x, box.left, box.right],
      [from.y, to.y - from.y, box.top, box.bottom],
    ]) {
      if (Math.abs(step) < 1e-9) {
        if (start < low || start > high) return false;
        continue;
      }
      const [a, b] = [(low - start) / step, (high - start) / step];
      first = Math.max(first, Math.min(a, b));
      last = Math.min(last, Math.max(a, b));
    }
    return first <= last;
  }

  /**
   * The point of a box that is nearest to another.
   *
   * @param {Atlas.Box} box
   * @param {Point} at
   * @returns {Point}
   */
  function nearest(box, at) {
    return { x: Math.min(box.right, Math.max(box.left, at.x)), y: Math.min(box.bottom, Math.max(box.top, at.y)) };
  }

  A.Room = class {
    /**
     * @param {Point} size The map's.
     * @param {Atlas.LandMask | null} mask
     * @param {Atlas.Box[]} kept What stands on the map whatever is written: buttons, credit, scale, legend.
     */
    constructor(size, mask, kept) {
      this.size = size;
      this.mask = mask;
      this.taken = [...kept];
      /** @type {Atlas.Line[]} */
      this.lines = [];
      /** @type {{ place: string, box: Atlas.Box }[]} Small marks, on which only their own texts may lie. */
      this.marks = [];
      /** @type {Atlas.Line[]} Lines of the map itself, which a text lies on only where there is no other place. */
      this.borders = [];
    }

    /**
     * The first spot, in the order of the forms and then of the land that they may lie on, that is free; it is taken then.
     *
     * @param {Atlas.Wanted} wanted
     * @returns {Atlas.Placed | null}
     */
    put({ forms, own, place = "" }) {
      for (const { name, spots, lands, bare = false, overSea = false } of forms) {
        for (const keepsOff of this.borders.length ? [true, false] : [false]) {
          for (const land of lands || LANDS) {
            const found = spots.find(
              (spot) =>
                this.fits(spot, land, own, bare ? null : place) &&
                !(keepsOff && this.isOnBorder(spot.box)) &&
                (!overSea || this.joinsOverSea(spot)),
            );
            if (found) return this.take({ ...found, form: name, line: leader(found) });
          }
        }
      }
      return null;
    }

    /** @param {Atlas.Box} box */
    isOnBorder(box) {
      return this.borders.some((border) => crosses(border, box));
    }

    /**
     * @param {Atlas.Placed} placed
     */
    take(placed) {
      this.taken.push(placed.box);
      if (placed.line) this.lines.push(placed.line);
      return placed;
    }

    /**
     * @param {Atlas.Spot} spot
     * @param {Atlas.OnLand} land
     * @param {Set<number>} own
     * @param {string | null} place Whose marks it may lie on; null where it may lie on any.
     */
    fits(spot, land, own, place) {
      const { box } = spot;
      if (!this.isFree(box) || this.covers(box, land, own)) return false;
      if (place !== null && this.marks.some((mark) => mark.place !== place && meets(mark.box, box))) return false;
      const line = leader(spot);
      return !line || !this.taken.some((other) => crosses(line, other));
    }

    /**
     * Whether the line that joins a box to what it names, if there is one, runs over no land.
     *
     * @param {Atlas.Spot} spot
     */
    joinsOverSea(spot) {
      const line = leader(spot);
      if (!line || !this.mask) return true;
      const [from, to] = line;
      const steps = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / STEP);
      return Array.from({ length: steps + 1 }, (_, i) => i / steps).every((part) => {
        const [x, y] = [from.x + part * (to.x - from.x), from.y + part * (to.y - from.y)];
        return this.mask?.isSea({ left: x, right: x + 1, top: y, bottom: y + 1 });
      });
    }

    /** @param {Atlas.Box} box */
    isFree(box) {
      const { x, y } = this.size;
      const inside = box.left >= EDGE && box.top >= EDGE && box.right <= x - EDGE && box.bottom <= y - EDGE;
      return inside && !this.taken.some((other) => meets(box, other)) && !this.lines.some((line) => crosses(line, box));
    }

    /**
     * @param {Atlas.Box} box
     * @param {Atlas.OnLand} land
     * @param {Set<number>} own
     */
    covers(box, land, own) {
      if (!this.mask || land === "any") return false;
      return land === "sea" ? !this.mask.isSea(box) : this.mask.isForeign(box, own);
    }

    /**
     * Whether a point lies on the map, where something can stand beside it.
     *
     * @param {Point} at
     */
    holds(at) {
      return at.x >= EDGE && at.y >= EDGE && at.x <= this.size.x - EDGE && at.y <= this.size.y - EDGE;
    }
  };

  /**
   * The line from a place to its box, where this stands away from it.
   *
   * @param {Atlas.Spot} spot
   * @returns {Atlas.Line | null}
   */
  function leader({ from, box }) {
    if (!from) return null;
    const end = nearest(box, from);
    return Math.hypot(end.x - from.x, end.y - from.y) > LEADER ? [from, end] : null;
  }
})(window.Atlas);
