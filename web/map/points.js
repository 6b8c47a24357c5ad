// Many points on one canvas. A Leaflet layer a point costs Leaflet and streamlit-folium time for each point at every
// rerun; here a filter is one redraw, whatever the number. Marks that would fall on the same few pixels are drawn once.
(function (A) {
  "use strict";
  const CELL = 3; // pixels: two rings closer than this look like one
  const RING = 5; // pixels: the smallest ring, where the true radius is smaller
  const LARGE = 60; // pixels: a larger ring is drawn as a line, of which a map so near shows few
  const MOST_RINGS = 200; // how many rings' pixels are kept
  const REACH = 10; // pixels: how near a click must be

  /**
   * Every browser that draws the map has a pen for a canvas.
   *
   * @param {HTMLCanvasElement} canvas
   */
  const penOf = (canvas) => /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));

  /** @typedef {{ half: number, left: Int32Array, top: Int32Array, step: Int32Array, color: Uint32Array }} Ring */

  /**
   * @param {number} at
   * @param {number} end
   */
  const inside = (at, end) => at >= 0 && at < end;

  A.Points = class extends L.Layer {
    /**
     * @param {Atlas.Look} look
     * @param {Atlas.Feature[]} features
     * @param {number[]} indices
     */
    constructor(look, features, indices) {
      super();
      this.canvas = L.DomUtil.create("canvas", "atlas-points");
      this.look = look;
      this.features = features;
      this.indices = indices;
      this.symbol = A.symbolOf(look.rules, "point", [[]]);
      const size = indices.length;
      this.x = new Float64Array(size);
      this.y = new Float64Array(size);
      this.metres = new Float64Array(size);
      for (let i = 0; i < size; i += 1) {
        const feature = features[indices[i]];
        const [lon, lat] = /** @type {GeoJSON.Point} */ (feature.geometry).coordinates;
        const at = L.CRS.EPSG3857.latLngToPoint(L.latLng(lat, lon), 0);
        this.x[i] = at.x;
        this.y[i] = at.y;
        // Web Mercator stretches with latitude: metres on the ground become world pixels at zoom 0 here.
        this.metres[i] = (feature.properties.uncertainty_m || 0) / (156543.03392 * Math.cos((lat * Math.PI) / 180));
      }
      /** @type {Atlas.Bits | null} */
      this.shown = null;
      this.painted = 0;
      /** @type {Map<string, Ring>} */
      this.kept = new Map();
      /** @type {ImageData | null} */
      this.picture = null;
    }

    /** @param {L.Map} map */
    onAdd(map) {
      map.getPane("marks")?.append(this.canvas);
      map.on("moveend zoomend resize", this.paint, this);
      map.on("zoomstart", this.hide, this);
      map.on("click", this.click, this);
      this.paint();
      return this;
    }

    /** @param {L.Map} map */
    onRemove(map) {
      this.canvas.remove();
      map.off("moveend zoomend resize", this.paint, this);
      map.off("zoomstart", this.hide, this);
      map.off("click", this.click, this);
      return this;
    }

    /**
     * Hands a pen the layer's colour and a ring's line.
     *
     * @param {CanvasRenderingContext2D} pen
     * @param {number} scale
     */
    ink(pen, scale) {
      const symbol = A.symbol(this.symbol || "");
      pen.strokeStyle = A.colorOf(symbol, this.look);
      pen.lineWidth = symbol.width * scale;
    }

    hide() {
      this.canvas.style.visibility = "hidden";
    }

    /** @param {Atlas.Bits} bits */
    show(bits) {
      // All facts of a layer rest together while a period shows.
      this.shown = A.bearing(this.features.slice(0, 1)).length ? bits : null;
      if (this._map) this.paint();
    }

    paint() {
      const size = this._map.getSize();
      const ratio = window.devicePixelRatio || 1;
      const canvas = this.canvas;
      if (canvas.width !== size.x * ratio || canvas.height !== size.y * ratio) {
        canvas.width = size.x * ratio;
        canvas.height = size.y * ratio;
        canvas.style.width = size.x + "px";
        canvas.style.height = size.y + "px";
      }
      L.DomUtil.setPosition(canvas, this._map.containerPointToLayerPoint([0, 0]));
      canvas.style.visibility = "visible";
      const pen = penOf(canvas);
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.clearRect(0, 0, size.x, size.y);
      this.painted = this.shown ? this.rings(pen, size, this.shown) : 0;
    }

    // What the map's corner is in the world's pixels.
    origin() {
      return this._map.getPixelBounds().min || L.point(0, 0);
    }

    /**
     * Rings are set pixel by pixel in one picture: the browser would take ten times as long to draw them one by one.
     *
     * @param {CanvasRenderingContext2D} pen
     * @param {L.Point} size
     * @param {Atlas.Bits} shown
     */
    rings(pen, size, shown) {
      const scale = Math.pow(2, this._map.getZoom());
      const origin = this.origin();
      const ratio = window.devicePixelRatio || 1;
      const wide = Math.ceil(size.x / CELL) + 1;
      const taken = new Uint8Array(wide * (Math.ceil(size.y / CELL) + 1));
      const picture = this.blank(pen);
      const across = picture.width;
      const down = picture.height;
      const pixels = new Uint32Array(picture.data.buffer);
      /** @type {[x: number, y: number, radius: number][]} */
      const large = [];
      /** @type {Ring[]} */
      const small = [];
      let painted = 0;
      for (let i = 0; i < this.indices.length; i += 1) {
        if (!shown[this.indices[i]]) continue;
        const x = this.x[i] * scale - origin.x;
        const y = this.y[i] * scale - origin.y;
        if (x < 0 || y < 0 || x >= size.x || y >= size.y) continue;
        const cell = Math.floor(y / CELL) * wide + Math.floor(x / CELL);
        if (taken[cell]) continue;
        taken[cell] = 1;
        painted += 1;
        const radius = Math.max(RING, this.metres[i] * scale);
        if (radius > LARGE) {
          large.push([x, y, radius]);
          continue;
        }
        const dots = Math.round(radius * ratio);
        const { half, left, top, step, color } = (small[dots] ??= this.ring(dots, across));
        const column = Math.round(x * ratio);
        const row = Math.round(y * ratio);
        const cut = column < half || row < half || column + half >= across || row + half >= down;
        const middle = row * across + column;
        // Of two that meet the stronger shows: both are of one colour, and alpha stands in the highest byte.
        for (let k = 0; k < step.length; k += 1) {
          if (cut && !(inside(column + left[k], across) && inside(row + top[k], down))) continue;
          const at = middle + step[k];
          if (pixels[at] < color[k]) pixels[at] = color[k];
        }
      }
      pen.putImageData(picture, 0, 0);
      this.ink(pen, 1);
      for (const [x, y, radius] of large) {
        pen.beginPath();
        pen.arc(x, y, radius, 0, 2 * Math.PI);
        pen.stroke();
      }
      return painted;
    }

    /**
     * An empty picture of the canvas's size, the same one each time: a new one of some megabytes at every filter has to be cleared away.
     *
     * @param {CanvasRenderingContext2D} pen
     */
    blank(pen) {
      const { width, height } = this.canvas;
      if (this.picture?.width === width && this.picture.height === height) this.picture.data.fill(0);
      else this.picture = pen.createImageData(width, height);
      return this.picture;
    }

    /**
     * The pixels of a ring about its middle: how far to the right and down each lies, how many steps that is in a picture of some width,
     * and its colour. The latest are kept: most points are as sure as many others.
     *
     * @param {number} radius In the canvas's own pixels.
     * @param {number} across The picture's width in them.
     */
    ring(radius, across) {
      const key = [radius, across, window.devicePixelRatio, A.theme].join();
      const known = this.kept.get(key);
      if (known) return known;
      const ratio = window.devicePixelRatio || 1;
      const half = radius + Math.ceil(3 * ratio);
      const made = document.createElement("canvas");
      made.width = made.height = 2 * half;
      const pen = /** @type {CanvasRenderingContext2D} */ (made.getContext("2d", { willReadFrequently: true }));
      this.ink(pen, ratio);
      pen.arc(half, half, radius, 0, 2 * Math.PI);
      pen.stroke();
      const colors = new Uint32Array(pen.getImageData(0, 0, 2 * half, 2 * half).data.buffer);
      const inked = [...colors.keys()].filter((i) => colors[i]);
      const left = Int32Array.from(inked, (i) => (i % (2 * half)) - half);
      const top = Int32Array.from(inked, (i) => Math.floor(i / (2 * half)) - half);
      const step = top.map((down, k) => down * across + left[k]);
      const found = { half, left, top, step, color: Uint32Array.from(inked, (i) => colors[i]) };
      if (this.kept.size >= MOST_RINGS) this.kept.clear();
      this.kept.set(key, found);
      return found;
    }

    /** @param {L.LeafletMouseEvent} event */
    click(event) {
      if (!this.shown) return;
      const scale = Math.pow(2, this._map.getZoom());
      const origin = this.origin();
      const at = this._map.latLngToContainerPoint(event.latlng);
      let best = REACH * REACH;
      let found = null;
      for (let i = 0; i < this.indices.length; i += 1) {
        if (!this.shown[this.indices[i]]) continue;
        const dx = this.x[i] * scale - origin.x - at.x;
        const dy = this.y[i] * scale - origin.y - at.y;
        if (dx * dx + dy * dy < best) {
          best = dx * dx + dy * dy;
          found = this.features[this.indices[i]];
        }
      }
      if (found) A.pick(found.properties.place);
    }
  };
})(window.Atlas);
