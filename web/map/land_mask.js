// Whose land lies under each part of the map: a coarse picture in numbers, so that a text can tell what it would cover
// without asking the browser, which would have to lay out the page for it.
(function (A) {
  "use strict";
  const CELL = 4; // pixels
  const SMALL = 6; // pixels: land smaller than this is told apart from no other

  A.LandMask = class {
    /**
     * @param {{ x: number, y: number }} size The map's, in pixels.
     * @param {{ x: number, y: number }} corner Where the map's corner lies, in the world's pixels.
     * @param {number} world How many pixels the world is wide.
     */
    constructor(size, corner, world) {
      this.corner = corner;
      this.world = world;
      this.wide = Math.ceil(size.x / CELL);
      this.tall = Math.ceil(size.y / CELL);
      this.cells = new Uint16Array(this.wide * this.tall);
      /** @type {Int32Array | null} How much land lies above and left of each cell, once asked for. */
      this.sums = null;
      // One is all land that is too small to be told apart.
      this.codes = 1;
    }

    /**
     * Draws some areas, and says by which numbers: one for all, or one for each that is large enough.
     *
     * @param {Atlas.Geometry} geometry
     * @param {boolean} apart
     */
    draw(geometry, apart = false) {
      this.sums = null;
      const whole = apart ? 1 : this.next();
      for (const rings of A.polygonsOf(geometry)) {
        const { box } = rings[0];
        if (!this.isNear(box)) continue;
        const large = (box.right - box.left) * this.world > SMALL || (box.bottom - box.top) * this.world > SMALL;
        this.fill(rings, apart && large ? this.next() : whole);
      }
      return whole;
    }

    next() {
      this.codes += 1;
      return this.codes;
    }

    /**
     * Draws a line by a number of its own.
     *
     * @param {Atlas.Geometry} geometry
     * @param {number} code
     */
    rule(geometry, code) {
      this.sums = null;
      const lines =
        geometry.type === "LineString"
          ? [geometry.coordinates]
          : geometry.type === "MultiLineString"
            ? geometry.coordinates
            : [];
      for (const line of lines) {
        const { x, y } = A.projected(line);
        for (let i = 1; i < x.length; i += 1) {
          const steps = Math.min(
            2000,
            Math.ceil((Math.hypot(x[i] - x[i - 1], y[i] - y[i - 1]) * this.world) / CELL) + 1,
          );
          for (let k = 0; k <= steps; k += 1) {
            const part = k / steps;
            this.dot(x[i - 1] + part * (x[i] - x[i - 1]), y[i - 1] + part * (y[i] - y[i - 1]), code);
          }
        }
      }
    }

    /**
     * @param {number} x
     * @param {number} y
     * @param {number} code
     */
    dot(x, y, code) {
      const [column, row] = [Math.floor((x * this.world - this.corner.x) / CELL), Math.floor((y * this.world - this.corner.y) / CELL)]; // prettier-ignore
      if (column < 0 || row < 0 || column >= this.wide || row >= this.tall) return;
      const at = row * this.wide + column;
      if (!this.cells[at]) this.cells[at] = code;
    }

    /** @param {Atlas.Box} box In the world's units. */
    isNear(box) {
      const { corner, world } = this;
      return (
        box.right * world > corner.x &&
        box.bottom * world > corner.y &&
        box.left * world < corner.x + this.wide * CELL &&
        box.top * world < corner.y + this.tall * CELL
      );
    }

    /**
     * Between each pair of crossings of a row with the rings; their own vertices too, lest a narrow cape fall between two rows.
     *
     * @param {Atlas.Ring[]} rings
     * @param {number} code
     */
    fill(rings, code) {
      /** @type {number[][]} */
      const rows = Array.from({ length: this.tall }, () => []);
      for (const ring of rings) this.trace(ring, rows, code);
      rows.forEach((crossings, row) => {
        crossings.sort((a, b) => a - b);
        for (let i = 0; i + 1 < crossings.length; i += 2) {
          const first = Math.max(0, Math.ceil(crossings[i] - 0.5));
          const last = Math.min(this.wide - 1, Math.floor(crossings[i + 1] - 0.5));
          if (first <= last) this.cells.fill(code, row * this.wide + first, row * this.wide + last + 1);
        }
      });
    }

    /**
     * @param {Atlas.Ring} ring
     * @param {number[][]} rows
     * @param {number} code
     */
    trace({ x, y }, rows, code) {
      const { corner, world, wide, tall } = this;
      const end = x.length - 1;
      let x0 = (x[end] * world - corner.x) / CELL;
      let y0 = (y[end] * world - corner.y) / CELL;
      for (let i = 0; i <= end; i += 1) {
        const x1 = (x[i] * world - corner.x) / CELL;
        const y1 = (y[i] * world - corner.y) / CELL;
        if (x1 >= 0 && y1 >= 0 && x1 < wide && y1 < tall) this.cells[Math.floor(y1) * wide + Math.floor(x1)] = code;
        const first = Math.max(0, Math.ceil(Math.min(y0, y1) - 0.5));
        const last = Math.min(tall - 1, Math.ceil(Math.max(y0, y1) - 0.5) - 1);
        for (let row = first; row <= last; row += 1) rows[row].push(x0 + ((row + 0.5 - y0) / (y1 - y0)) * (x1 - x0));
        x0 = x1;
        y0 = y1;
      }
    }

    /**
     * The numbers of the land at a point or within some pixels of it.
     *
     * @param {{ x: number, y: number }} at
     * @param {number} reach
     */
    codesAt(at, reach = 8) {
      /** @type {Set<number>} */
      const found = new Set();
      this.each({ left: at.x - reach, right: at.x + reach, top: at.y - reach, bottom: at.y + reach }, (code) => {
        if (code) found.add(code);
        return false;
      });
      return found;
    }

    /** @param {Atlas.Box} box */
    isSea(box) {
      const [x0, y0, x1, y1] = this.within(box);
      const sums = this.sums || (this.sums = this.sum());
      const across = this.wide + 1;
      return sums[y1 * across + x1] - sums[y0 * across + x1] - sums[y1 * across + x0] + sums[y0 * across + x0] === 0;
    }

    /**
     * Whether a box lies on land that is none of its own.
     *
     * @param {Atlas.Box} box
     * @param {Set<number>} own
     */
    isForeign(box, own) {
      return !this.isSea(box) && this.each(box, (code) => code > 0 && !own.has(code));
    }

    /**
     * @param {Atlas.Box} box
     * @param {(code: number) => boolean} stop
     */
    each(box, stop) {
      const [x0, y0, x1, y1] = this.within(box);
      for (let y = y0; y < y1; y += 1) {
        for (let x = x0; x < x1; x += 1) if (stop(this.cells[y * this.wide + x])) return true;
      }
      return false;
    }

    /**
     * The cells that a box touches: from the first to the one after the last.
     *
     * @param {Atlas.Box} box
     */
    within({ left, right, top, bottom }) {
      const x = (/** @type {number} */ value) => Math.min(this.wide, Math.max(0, value));
      const y = (/** @type {number} */ value) => Math.min(this.tall, Math.max(0, value));
      const [x0, y0] = [x(Math.floor(left / CELL)), y(Math.floor(top / CELL))];
      return [x0, y0, Math.max(x0, x(Math.ceil(right / CELL))), Math.max(y0, y(Math.ceil(bottom / CELL)))];
    }

    sum() {
      const across = this.wide + 1;
      const sums = new Int32Array(across * (this.tall + 1));
      for (let y = 0; y < this.tall; y += 1) {
        let row = 0;
        for (let x = 0; x < this.wide; x += 1) {
          row += this.cells[y * this.wide + x] ? 1 : 0;
          sums[(y + 1) * across + x + 1] = sums[y * across + x + 1] + row;
        }
      }
      return sums;
    }
  };
})(window.Atlas);
