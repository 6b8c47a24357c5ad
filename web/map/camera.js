// The camera: where the map looks, what moves it, and what the page's address says of it.
(function (A) {
  "use strict";

  /** @type {L.PointTuple} */
  const EDGE = [20, 16]; // pixels kept free at the sides of what the map goes to
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

  // Where the map looks as an address may hold it: inside the area of its data, past the date line the same place this side of
  // it, and no long fractions. A pan that goes too far is written as where the map comes to rest.
  A.cameraOf = function (map) {
    const { lat, lon, zoom, area } = A.settings.bounds;
    const [[south, west], [north, east]] = area || [
      [lat[0], lon[0]],
      [lat[1], lon[1]],
    ];
    const centre = map.getCenter().wrap();
    return {
      lat: hold(centre.lat, [south, north]).toFixed(4),
      lon: hold(centre.lng, [west, east]).toFixed(4),
      zoom: String(Number(hold(map.getZoom(), zoom).toFixed(2))),
    };
  };

  // Streamlit writes the address of a new view with the camera that it has heard of last, which may be an old one: what it writes
  // gets the camera that shows.
  A.followAddress = function () {
    const page = /** @type {Window} */ (window.parent);
    if (page === window) return;
    const { pushState } = Object.getPrototypeOf(page.history);
    page.history.pushState = (...given) => {
      const { hash } = page.location;
      pushState.apply(page.history, given);
      // What stands behind # is the reader's, or another page's: what Streamlit writes has none.
      if (hash && !page.location.hash) page.history.replaceState(page.history.state, "", page.location.search + hash);
      if (A.store.loaded) A.store.camera.correct();
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
      /** @type {string | undefined} The session that both numbers are of. */
      this.session = undefined;
      /** @type {After} */
      this.after = "keep";
      /** @type {boolean | null} Whether the address is to hold the camera; nothing where a link's own stands in it. */
      this.stands = null;
      this.resizing = false;
      this.confined = "";
      this.released = false;
      map.on("moveend", () => this.moved());
      map.on("dragend", () => {
        this.released = true;
        setTimeout(() => (this.released = false));
      });
    }

    // Whether a drag of the map has ended just now: the browser makes a click of its release before anything else.
    dragged() {
      return this.released;
    }

    // The map shows its data and little beyond: it pans inside their area, and zooms out until this fills it, or until all
    // bookmarks and what it is sent to just fit.
    confine() {
      const { zoom, area } = A.settings.bounds;
      const { x, y } = this.map.getSize();
      const places = [...A.state.bookmarks.flatMap(([, some]) => some), ...A.state.places];
      const as = [this.store.loaded, x, y, ...places].join();
      if (!area || as === this.confined) return;
      this.confined = as;
      const held = L.latLngBounds(area);
      const all = this.store.boundsOf(places);
      this.map.setMinZoom(zoom[0]);
      const fills = this.map.getBoundsZoom(held, true);
      const fits = all ? this.map.getBoundsZoom(all, false, this.around()) : fills;
      const least = Math.max(zoom[0], Math.min(fills, fits));
      if (this.map.getZoom() < least) this.map.setZoom(least, { animate: false });
      this.map.setMinZoom(least).setMaxBounds(held);
      this.map.options.maxBoundsViscosity = 1;
    }

    // A new state moves the map when its link is new, or when it says to fly. A target that is still being fetched waits.
    follow() {
      this.resizing = true;
      this.confine();
      this.resizing = false;
      // A page whose session was lost counts anew in the next one: the map stays where its reader has it.
      const { session, camera_version, move } = A.state;
      if (session !== this.session && this.look !== null) [this.look, this.fly] = [camera_version, move];
      this.session = session;
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
      const places = (A.state.bookmarks[0] || [null, []])[1];
      if (!this.showsAtHome(places)) return this.goTo(places, { animate: false });
      return this.move("clear", () =>
        this.map.setView(A.settings.home.centre, A.settings.home.zoom, { animate: false }),
      );
    }

    // Whether the data's first view holds the first bookmark's places clear of the buttons; on a small map it does not.
    showsAtHome(/** @type {string[]} */ places) {
      const bounds = this.store.boundsOf(places);
      if (!bounds) return true;
      const { centre, zoom } = A.settings.home;
      const middle = this.map.project(centre, zoom);
      const half = this.map.getSize().divideBy(2);
      const from = this.map.project(bounds.getNorthWest(), zoom).subtract(middle).add(half);
      const to = this.map.project(bounds.getSouthEast(), zoom).subtract(middle).add(half);
      const [first, last] = this.margins();
      const size = this.map.getSize();
      return from.x >= first.x && from.y >= first.y && to.x <= size.x - last.x && to.y <= size.y - last.y;
    }

    // As much as both margins together.
    around() {
      const [first, last] = this.margins();
      return first.add(last);
    }

    // What is kept free at the north-west and the south-east of what the map goes to.
    margins() {
      const { top, bottom } = this.store.controls?.margins() || { top: 0, bottom: 0 };
      return [L.point(EDGE[0], EDGE[1] + top), L.point(EDGE[0], EDGE[1] + bottom)];
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
      this.stands = this.after === "keep" ? null : this.after === "write";
      this.correct();
      this.after = "write";
    }

    correct() {
      if (this.stands !== null) A.writeAddress(this.stands ? this.map : null);
    }

    resize() {
      this.resizing = true;
      this.map.invalidateSize({ animate: false });
      if (this.store.loaded) this.confine();
      this.resizing = false;
    }

    /**
     * @param {string[]} places
     * @param {{ animate?: boolean, after?: After }} [how]
     */
    goTo(places, { animate = true, after = "clear" } = {}) {
      const bounds = this.store.boundsOf(places);
      if (!bounds) return false;
      const still = !animate || A.still.matches;
      const [first, last] = this.margins();
      /** @type {L.FitBoundsOptions} */
      const options = { paddingTopLeft: first, paddingBottomRight: last, maxZoom: 9.5 };
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
