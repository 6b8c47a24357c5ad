// The camera: where the map looks, what moves it, and what the page's address says of it.
(function (A) {
  "use strict";

  /**
   * @param {number} value
   * @param {Atlas.Range} range
   */
  const hold = (value, [low, high]) => Math.min(high, Math.max(low, value));

  // The map goes no further than an address may say. A flight's steps are not bound: the reader may stop one at any zoom.
  A.bind = function (map) {
    const [least, most] = A.settings.bounds.zoom;
    map.setMinZoom(least).setMaxZoom(most);
  };

  // Where the map looks as an address may hold it: past the date line the same place this side of it, and no long fractions.
  A.cameraOf = function (map) {
    const { lat, lon, zoom } = A.settings.bounds;
    const centre = map.getCenter().wrap();
    return {
      lat: hold(centre.lat, lat).toFixed(4),
      lon: hold(centre.lng, lon).toFixed(4),
      zoom: String(Number(hold(map.getZoom(), zoom).toFixed(2))),
    };
  };

  // The camera stands in the page's address, so that a copied link holds it; writing it there makes no rerun.
  // A page that stands alone keeps its address and puts another function in this place.
  A.writeAddress = function (map) {
    const page = window.parent;
    const kept = page.location.search
      .replace(/^\?/, "")
      .split("&")
      .filter((part) => part && !/^(lat|lon|zoom)=/.test(part));
    if (map) {
      for (const [name, value] of Object.entries(A.cameraOf(map))) kept.push(name + "=" + value);
    }
    const search = kept.length ? "?" + kept.join("&") : "";
    if (search !== page.location.search) {
      page.history.replaceState(page.history.state, "", page.location.pathname + search + page.location.hash);
    }
  };

  /** @typedef {"write" | "clear" | "keep"} After What the address is to hold after a move: the new camera, none, or what it holds. */

  A.Camera = class {
    /**
     * @param {L.Map} map
     * @param {Atlas.Store} store
     */
    constructor(map, store) {
      this.map = map;
      this.store = store;
      this.fly = 0;
      /** @type {number | null} */
      this.look = null;
      /** @type {After} */
      this.after = "keep";
      this.resizing = false;
      map.on("moveend", () => this.moved());
    }

    // A new state moves the map when its link is new, or when it says to fly. A target that is still being fetched waits.
    follow() {
      if (A.state.camera_version !== this.look) {
        if (!this.lookThere()) return;
        this.look = A.state.camera_version;
      } else if (A.state.move !== this.fly) {
        if (this.store.fetching) return;
        this.goTo(this.target());
      }
      this.fly = A.state.move;
    }

    // Where a flight goes: to the marked places, or to others that are not to be marked.
    target() {
      return A.state.places.length ? A.state.places : A.state.marked;
    }

    // A link's view: its camera, else what it aims at, else the first view. A target that is still being fetched waits.
    lookThere() {
      const { camera } = A.state;
      if (camera) {
        return this.move("keep", () => this.map.setView([camera[0], camera[1]], camera[2], { animate: false }));
      }
      if (A.state.camera_follows && this.store.fetching) return false;
      if (A.state.camera_follows && this.goTo(this.target(), { animate: this.look !== null })) return true;
      if (this.map.getSize().x < 560) return this.goTo((A.state.bookmarks[0] || [null, []])[1], { animate: false });
      return this.move("clear", () =>
        this.map.setView(A.settings.home.centre, A.settings.home.zoom, { animate: false }),
      );
    }

    /**
     * What the address holds after a move that is not a drag or a wheel's: a flight that follows from the state clears its
     * camera, a link's own camera is kept.
     *
     * @param {After} after
     * @param {() => void} act
     */
    move(after, act, flies = false) {
      this.after = after;
      act();
      // A jump is over here, be it that nothing moved: the next move is the reader's.
      if (!flies) this.after = "write";
      return true;
    }

    moved() {
      if (!this.store.loaded || this.resizing) return;
      if (this.after !== "keep") A.writeAddress(this.after === "clear" ? null : this.map);
      this.after = "write";
    }

    resize() {
      this.resizing = true;
      this.map.invalidateSize({ animate: false });
      this.resizing = false;
    }

    /**
     * @param {string[]} places
     * @param {{ animate?: boolean, after?: After }} [how]
     */
    goTo(places, { animate = true, after = "clear" } = {}) {
      const bounds = this.store.boundsOf(places);
      if (!bounds) return false;
      const still = !animate || window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      /** @type {L.FitBoundsOptions} */
      const options = { padding: [36, 44], maxZoom: 9.5 };
      return this.move(
        after,
        () => {
          if (still) this.map.fitBounds(bounds, Object.assign({ animate: false }, options));
          else this.map.flyToBounds(bounds, Object.assign({ duration: 0.7 }, options));
        },
        !still,
      );
    }

    /**
     * The reader's own way there: its end stands in the address like any move of hers.
     *
     * @param {string[]} places
     */
    visit(places) {
      this.goTo(places, { after: "write" });
    }
  };
})(window.Atlas);
