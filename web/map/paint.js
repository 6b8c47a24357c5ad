// Paint: a picture of a part of the earth that shapes on a canvas are filled and drawn with, each where it lies.
(function (A) {
  "use strict";
  /**
   * An empty canvas with its pen.
   *
   * @param {number} width
   * @param {number} height
   */
  function canvas(width, height) {
    const made = document.createElement("canvas");
    made.width = Math.max(1, Math.round(width));
    made.height = Math.max(1, Math.round(height));
    // A canvas of this kind always has a pen.
    return { made, pen: /** @type {CanvasRenderingContext2D} */ (made.getContext("2d")) };
  }

  A.Paint = class {
    /**
     * @param {L.Map} map
     * @param {Atlas.Bounds} bounds
     */
    constructor(map, [west, south, east, north]) {
      this.map = map;
      this.corners = [L.latLng(north, west), L.latLng(south, east)];
      /** @type {HTMLCanvasElement | HTMLImageElement | null} */
      this.picture = null;
      /** @type {CanvasPattern | null} What Leaflet fills with; the same one as long as the picture is. */
      this.pattern = null;
    }

    /** @param {HTMLCanvasElement | HTMLImageElement} picture */
    take(picture) {
      this.picture = picture;
      this.pattern = canvas(1, 1).pen.createPattern(picture, "no-repeat");
      this.lay();
    }

    // Leaflet draws in its layers' pixels, which are others at each zoom.
    lay() {
      if (!this.pattern || !this.picture) return;
      const [from, to] = this.corners.map((corner) => this.map.latLngToLayerPoint(corner));
      const { width, height } = this.picture;
      const [a, d] = [(to.x - from.x) / width, (to.y - from.y) / height];
      this.pattern.setTransform({ a, b: 0, c: 0, d, e: from.x, f: from.y });
    }

    // Leaflet hands a colour on to the canvas as it is, and a canvas takes a pattern for one.
    color() {
      return /** @type {string} */ (/** @type {unknown} */ (this.pattern));
    }
  };

  /**
   * A picture of one colour that fades out towards its edges.
   *
   * @param {string} color
   * @param {Atlas.Bounds} bounds
   * @param {number} degrees How far from an edge it begins to fade.
   */
  A.faded = function (color, [west, south, east, north], degrees) {
    const { made, pen } = canvas(256, 256);
    pen.fillStyle = color;
    pen.fillRect(0, 0, 256, 256);
    pen.globalCompositeOperation = "destination-in";
    for (const [x, y, share] of [
      [256, 0, degrees / (east - west)],
      [0, 256, degrees / (north - south)],
    ]) {
      const edge = pen.createLinearGradient(0, 0, x, y);
      edge.addColorStop(0, "transparent");
      edge.addColorStop(share, "black");
      edge.addColorStop(1 - share, "black");
      edge.addColorStop(1, "transparent");
      pen.fillStyle = edge;
      pen.fillRect(0, 0, 256, 256);
    }
    return made;
  };

  /**
   * A picture made as small as the screen shows it, which a pattern by itself would do badly, and mixed with a colour.
   *
   * @param {HTMLImageElement} image
   * @param {number} scale At most 1.
   * @param {string} color
   * @param {number} share How much of the picture stays, from 0 to 1.
   */
  A.mixed = function (image, scale, color, share) {
    if (scale === 1 && share === 1) return image;
    const { made, pen } = canvas(image.naturalWidth * scale, image.naturalHeight * scale);
    pen.imageSmoothingQuality = "high";
    pen.drawImage(image, 0, 0, made.width, made.height);
    // Where the picture is clear it stays so.
    pen.globalCompositeOperation = "source-atop";
    pen.globalAlpha = 1 - share;
    pen.fillStyle = color;
    pen.fillRect(0, 0, made.width, made.height);
    return made;
  };

  /**
   * The value at a zoom between those at some, in their order; before the first and after the last it stays the same.
   *
   * @param {number} zoom
   * @param {[zoom: number, value: number][]} steps
   */
  A.between = function (zoom, steps) {
    const after = steps.findIndex(([at]) => zoom < at);
    if (after === 0) return steps[0][1];
    if (after < 0) return steps[steps.length - 1][1];
    const [[low, from], [high, to]] = steps.slice(after - 1, after + 1);
    return from + ((zoom - low) / (high - low)) * (to - from);
  };
})(window.Atlas);
