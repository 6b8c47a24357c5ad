// Gestures that let the page scroll: a wheel zooms with Ctrl alone, a finger scrolls and two move the map. Who tries the plain
// gesture is told the other one.
(function (A) {
  "use strict";
  const SHOWN_MS = 1500;

  A.Gestures = class {
    /** @param {L.Map} map */
    constructor(map) {
      this.map = map;
      this.hint = A.node("div", "hint");
      this.hint.setAttribute("aria-hidden", "true");
      this.hint.hidden = true;
      this.timer = 0;
      const container = map.getContainer();
      container.append(this.hint);
      container.addEventListener("wheel", (event) => this.wheel(event), { capture: true, passive: true });
      container.addEventListener("pointerdown", (event) => this.press(event), true);
      container.addEventListener("touchmove", (event) => this.slide(event), { capture: true, passive: true });
    }

    /**
     * A trackpad's pinch comes as a wheel with Ctrl.
     *
     * @param {WheelEvent} event
     */
    wheel(event) {
      if (event.ctrlKey || event.metaKey) {
        this.hint.hidden = true;
        return;
      }
      // Neither Leaflet nor what stops scrolling over buttons hears of it: the page scrolls.
      event.stopImmediatePropagation();
      this.say(/Mac|iP/.test(window.navigator.platform) ? "map.hint.wheel_mac" : "map.hint.wheel");
    }

    /** @param {PointerEvent} event */
    press({ pointerType }) {
      if (pointerType === "touch") this.map.dragging.disable();
      else this.map.dragging.enable();
    }

    /** @param {TouchEvent} event */
    slide({ touches }) {
      if (touches.length === 1) this.say("map.hint.touch");
      else this.hint.hidden = true;
    }

    /** @param {string} key */
    say(key) {
      this.hint.textContent = A.say(key);
      this.hint.hidden = false;
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => (this.hint.hidden = true), SHOWN_MS);
    }
  };

  // A reader who wants no motion gets none of Leaflet's either.
  A.still = window.matchMedia("(prefers-reduced-motion: reduce)");
  A.calm = function (map) {
    const { panBy } = map;
    const moves = map._zoomAnimated;
    map.panBy = (offset, options) =>
      panBy.call(map, offset, A.still.matches ? { ...options, animate: false } : options);
    const settle = () => {
      map.options.inertia = !A.still.matches;
      map._zoomAnimated = moves && !A.still.matches;
    };
    settle();
    A.still.addEventListener("change", settle);
  };
})(window.Atlas);
