// The map's texts as one stop of the Tab key: arrows lead from one to the next, Home and End to the first and the last.
(function (A) {
  "use strict";
  /** @type {Record<string, number>} */
  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };

  A.Rover = class {
    /** @param {L.Map} map */
    constructor(map) {
      /** @type {Map<string, HTMLElement[]>} By who offered them. */
      this.offers = new Map();
      /** @type {HTMLElement | null} The one that the Tab key reaches. */
      this.current = null;
      /** Whether what had the focus was taken away. */
      this.lost = false;
      this.pane = map.getPanes().mapPane;
      this.pane.addEventListener("keydown", (event) => this.step(event));
      this.pane.addEventListener("focusin", ({ target }) => {
        const found = this.stops().find((stop) => stop === target);
        if (found) this.turn(found);
      });
    }

    // What the group of them is called.
    name() {
      this.pane.setAttribute("role", "group");
      this.pane.setAttribute("aria-label", A.say("map.places"));
    }

    stops() {
      return [...this.offers.values()].flat();
    }

    /**
     * @param {string} who
     * @param {HTMLElement[]} stops In the order in which arrows lead through them.
     */
    offer(who, stops) {
      this.offers.set(who, stops);
      const all = this.stops();
      for (const stop of all) stop.tabIndex = -1;
      this.turn(all.find((stop) => stop === this.current) || all[0] || null);
      if (!this.lost || !this.current) return;
      this.lost = false;
      this.current.focus({ preventScroll: true });
    }

    /**
     * A text is about to be taken away: what follows it gets the focus that it had.
     *
     * @param {HTMLElement | undefined} text
     */
    leave(text) {
      if (text && text === document.activeElement) this.lost = true;
    }

    /** @param {HTMLElement | null} stop */
    turn(stop) {
      if (this.current) this.current.tabIndex = -1;
      this.current = stop;
      if (stop) stop.tabIndex = 0;
    }

    /** @param {KeyboardEvent} event */
    step(event) {
      const all = this.stops();
      const at = all.findIndex((stop) => stop === event.target);
      if (at < 0 || !(event.key in STEPS) || event.ctrlKey || event.altKey || event.metaKey) return;
      // The page would scroll, and the map would move.
      event.preventDefault();
      event.stopPropagation();
      const next = Math.min(all.length - 1, Math.max(0, at + STEPS[event.key]));
      all[next].focus({ preventScroll: true });
    }
  };
})(window.Atlas);
