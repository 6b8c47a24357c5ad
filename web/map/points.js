// Many points on one canvas. A Leaflet layer a point costs Leaflet and streamlit-folium time for each point at every
// rerun; here a filter is one redraw, whatever the number. Marks that would fall on the same few pixels are drawn once.
(function (A) {
  "use strict";
  const CELL = 3; // pixels: two rings closer than this look like one
  const RING = 5; // pixels: the smallest ring, where the true radius is smaller
  const REACH = 10; // pixels: how near a click must be

  /**
   * Every browser that draws the map has a pen for a canvas.
   *
   * @param {HTMLCanvasElement} canvas
   */
  const penOf = (canvas) => /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));

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

    hide() {
      this.canvas.style.visibility = "hidden";
    }

    /** @param {Atlas.Bits} bits */
    show(bits) {
      this.shown = bits;
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
     * Small rings are set pixel by pixel in one picture: the browser would take ten times as long to draw them one by one.
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
      const picture = pen.createImageData(this.canvas.width, this.canvas.height);
      const across = picture.width;
      const down = picture.height;
      const pixels = new Uint32Array(picture.data.buffer);
      const ring = this.ring(across);
      const dots = ring.color.length;
      /** @type {[x: number, y: number, radius: number][]} */
      const large = [];
      let painted = 0;
      for (let i = 0; i < this.indices.length; i += 1) {
        if (!shown[this.indices[i]]) continue;
        const x = this.x[i] * scale - origin.x;
        const y = this.y[i] * scale - origin.y;
        const radius = Math.max(RING, this.metres[i] * scale);
        if (x < 0 || y < 0 || x >= size.x || y >= size.y) continue;
        const cell = Math.floor(y / CELL) * wide + Math.floor(x / CELL);
        if (taken[cell]) continue;
        taken[cell] = 1;
        painted += 1;
        if (radius > 12) {
          large.push([x, y, radius]);
          continue;
        }
        const left = Math.round(x * ratio);
        const top = Math.round(y * ratio);
        // A ring at the edge is drawn as a line, which the canvas cuts off.
        if (left < ring.half || top < ring.half || left + ring.half >= across || top + ring.half >= down) {
          large.push([x, y, radius]);
          continue;
        }
        const middle = top * across + left;
        // Of two that meet the stronger shows: both are of one colour, and alpha stands in the highest byte.
        for (let k = 0; k < dots; k += 1) {
          const at = middle + ring.step[k];
          if (pixels[at] < ring.color[k]) pixels[at] = ring.color[k];
        }
      }
      pen.putImageData(picture, 0, 0);
      pen.strokeStyle = A.ink(this.look.ink);
      pen.lineWidth = 1.5;
      for (const [x, y, radius] of large) {
        pen.beginPath();
        pen.arc(x, y, radius, 0, 2 * Math.PI);
        pen.stroke();
      }
      return painted;
    }

    /**
     * The pixels of one small ring: how many steps from its middle each lies in a picture of some width, and its colour.
     *
     * @param {number} across
     */
    ring(across) {
      const ratio = window.devicePixelRatio || 1;
      const half = Math.ceil(8 * ratio);
      const made = document.createElement("canvas");
      made.width = made.height = 2 * half;
      const pen = penOf(made);
      pen.strokeStyle = A.ink(this.look.ink);
      pen.lineWidth = 1.5 * ratio;
      pen.arc(half, half, RING * ratio, 0, 2 * Math.PI);
      pen.stroke();
      const colors = new Uint32Array(pen.getImageData(0, 0, 2 * half, 2 * half).data.buffer);
      const inked = [...colors.keys()].filter((i) => colors[i]);
      const step = Int32Array.from(
        inked,
        (i) => (Math.floor(i / (2 * half)) - half) * across + (i % (2 * half)) - half,
      );
      return { half, step, color: Uint32Array.from(inked, (i) => colors[i]) };
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
