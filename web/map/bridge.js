// Where the map meets its page: what the page calls, and what the map asks of it. A page without a server puts its own
// functions in the place of `choose`, `showList` and `read`.
(function (A) {
  "use strict";
  const LIST_SEEN = 160; // pixels of the list that are to be in sight
  let clicks = 0;

  // What is told of: one place, or all. It goes to the page as an id and a number, as a second click on the same place must count too.
  A.choose = function (place, button) {
    clicks += 1;
    window.Streamlit.setComponentValue({ place: place ?? "", button, seq: Date.now() * 100 + (clicks % 100) });
  };

  // What a click on a place does.
  A.pick = function (place) {
    // The release of a drag that began on a text or a mark is no click on it.
    if (A.store.camera.dragged()) return;
    A.choose(place, false);
    A.showList();
  };

  // What a place button does: the map goes there, and what is told is of the one place; of several, of all.
  A.visit = function (places) {
    A.choose(places.length === 1 ? places[0] : null, true);
    A.store.camera.visit(places);
  };

  // Where the facts stand below the map and out of sight, a click on a mark leads to them.
  A.showList = function () {
    const { document: page, innerHeight } = window.parent;
    const list = window.parent === window ? null : page.getElementById("facts");
    if (list && list.getBoundingClientRect().top > innerHeight - LIST_SEEN) list.scrollIntoView({ block: "start" });
  };

  // Where all data come from: a path of our server's API, and its answer.
  A.read = async function (path) {
    const answer = await window.fetch(A.settings.up + path, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(path + ": " + answer.status);
    return answer.json();
  };

  // The map's frame is a document of its own: it says what it is, and in which language.
  A.nameFrame = function () {
    document.title = A.say("map.title");
    document.documentElement.lang = A.language;
  };

  // A reader may change the page's theme while nothing runs on the server: Streamlit tells every frame of it by itself.
  /** @type {string | null} */
  let worn = null;
  /** @param {Event} event */
  function wear(event) {
    const base = /** @type {CustomEvent<{ theme?: { base?: string } }>} */ (event).detail?.theme?.base;
    if (base !== "light" && base !== "dark") return;
    worn = base;
    if (A.state && A.state.theme !== worn) A.apply(A.state);
  }

  const PAPER = 687; // CSS pixels between the margins of A4, as dashboard/print.css has them

  /**
   * A browser lays a page out for paper and prints it at once: a map that took another size there would be printed half drawn, and one that
   * kept its own would be cut. So it is printed as it stands, made small enough for the paper, in a frame that is as low.
   *
   * @param {HTMLElement} container
   */
  function followPrint(container) {
    const frame = /** @type {HTMLElement | null} */ (window.frameElement);
    if (!frame) return;
    let before = { frame: "", container: "" };
    window.addEventListener("beforeprint", () => {
      const { offsetWidth: wide, offsetHeight: tall } = container;
      const scale = Math.min(1, PAPER / wide);
      before = { frame: frame.style.cssText, container: container.style.cssText };
      container.style.cssText += `; width: ${wide}px; height: ${tall}px; transform: scale(${scale}); transform-origin: 0 0`;
      frame.style.setProperty("height", tall * scale + "px", "important");
    });
    window.addEventListener("afterprint", () => {
      frame.style.cssText = before.frame;
      container.style.cssText = before.container;
    });
  }

  A.start = function (map, settings) {
    A.settings = settings;
    map.getContainer().classList.add("atlas");
    A.bind(map);
    A.calm(map);
    window.Streamlit?.events?.addEventListener("streamlit:render", wear);
    A.store = new A.Store(map);
    A.followAddress();
    // The page's style sheet sets the frame's height, so that a phone gets a lower map: fill whatever it gives.
    map.getContainer().style.height = settings.height || "100vh";
    followPrint(map.getContainer());
    new ResizeObserver(() => A.store.camera.resize()).observe(map.getContainer());
  };

  A.apply = function (state) {
    A.state = worn ? { ...state, theme: worn } : state;
    // streamlit-folium keeps every group it was ever handed in this list and removes all of them at each rerun.
    window.feature_group = [];
    if (A.store.loaded) A.store.apply();
    else if (A.store.loading !== state.data) {
      A.theme = A.state.theme;
      A.store.dress();
      A.store.load();
    }
    return L.layerGroup();
  };
})(window.Atlas);
