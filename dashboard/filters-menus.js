// The menus of the bar. A panel stands above all else on the page, under its button, and scrolls in itself where it is long. On a narrow
// screen all of them stand in one sheet.

const EDGE = 8; // pixels that a panel keeps off the window's edges
const LEAST = 220; // pixels: with less room below, and more above, a panel stands over its button

/**
 * Puts a panel under its button or over it, within the window: the button stays in sight.
 *
 * @param {HTMLElement} panel
 * @param {HTMLElement} opener
 */
const placePanel = (panel, opener) => {
  if (panel.classList.contains("sheet")) return;
  const at = opener.getBoundingClientRect();
  panel.style.maxHeight = "";
  const { width, height } = panel.getBoundingClientRect();
  const left = Math.max(EDGE, Math.min(at.left, window.innerWidth - width - EDGE));
  const [below, above] = [window.innerHeight - at.bottom, at.top].map((room) => room - 4 - EDGE);
  const under = below >= Math.min(height, LEAST) || below >= above;
  const tall = Math.min(height, under ? below : above);
  panel.style.left = left + "px";
  panel.style.top = (under ? at.bottom + 4 : at.top - 4 - tall) + "px";
  panel.style.maxHeight = tall + "px";
};

/**
 * A button with its panel, made once: what stands in the panel may change while it is open.
 *
 * @param {string} id
 * @param {string} className Of the panel.
 */
const menuOf = (id, className) => {
  const opener = button("menu", null, null);
  const panel = make("div", "panel " + className);
  panel.popover = "auto";
  panel.tabIndex = -1;
  panel.role = "dialog";
  opener.dataset.menu = id;
  panel.dataset.panel = id;
  opener.setAttribute("aria-expanded", "false");
  opener.setAttribute("aria-haspopup", "dialog");
  // The browser's own opener: a press on the button of an open panel closes it, and does not open it anew.
  opener.popoverTargetElement = panel;
  const follow = () => placePanel(panel, opener);
  // A press on the map is one in another document: only the focus that it takes tells of it.
  const leave = () => panel.hidePopover();
  let hadFocus = false;
  panel.addEventListener("beforetoggle", () => (hadFocus = panel.matches(":focus-within")));
  panel.addEventListener("toggle", () => {
    const open = panel.matches(":popover-open");
    opener.setAttribute("aria-expanded", String(open));
    const act = open ? "addEventListener" : "removeEventListener";
    window[act]("scroll", follow, true);
    window[act]("resize", follow);
    window[act]("blur", leave);
    // The keyboard goes back to the button, unless a press elsewhere has taken it.
    const free = panel.matches(":focus-within") || document.activeElement === document.body;
    if (!open && hadFocus && free) opener.focus({ preventScroll: true });
    panel.classList.toggle("placed", open);
    if (!open) return;
    follow();
    panel.focus({ preventScroll: true });
  });
  return {
    opener,
    panel,
    /**
     * @param {string} label
     * @param {number} n How many things are chosen in it.
     */
    name: (label, n) => {
      if (opener.textContent !== label + (n || "")) {
        opener.replaceChildren(make("span", "", label), ...(n ? [make("b", "", n)] : []));
      }
      panel.setAttribute("aria-label", label);
    },
  };
};
