// The line to the server. One that was cut and is mended may lead to a session that knows nothing of this page: the server was started
// anew, or the reader's computer slept. Streamlit asks for nothing then, and what the reader does first would come to a session that has
// drawn no page, and be lost. So the page is asked for as soon as the line is mended.

const LINE = "data-test-connection-state"; // Streamlit's own word of it

/** @type {WeakMap<HTMLElement, (name: string, value: unknown) => void>} How the page is asked for: as it was told last. */
const askers = new WeakMap();

/**
 * Acts once no dialog is open: a run of the page would close it under the reader's eyes.
 *
 * @param {() => void} act
 */
const whenNoDialog = (act) => {
  const isOpen = () => document.querySelector("[data-testid=stDialog]");
  if (!isOpen()) {
    act();
    return;
  }
  const watch = new MutationObserver(() => {
    if (isOpen()) return;
    watch.disconnect();
    act();
  });
  watch.observe(document.body, { childList: true, subtree: true });
};

/** @param {Atlas.Component<{}>} component */
function drawLine({ parentElement, setTriggerValue }) {
  const root = rootOf(parentElement, "line");
  const watched = askers.has(root);
  askers.set(root, setTriggerValue);
  const app = document.querySelector(`[${LINE}]`);
  if (watched || !app) return;
  const ask = () => {
    askers.get(root)?.("mended", Date.now());
    insistAnew();
  };
  let whole = true;
  const watch = new MutationObserver(() => {
    const before = whole;
    whole = app.getAttribute(LINE) === "CONNECTED";
    if (!root.isConnected) watch.disconnect();
    else if (whole && !before) whenNoDialog(ask);
  });
  watch.observe(app, { attributes: true, attributeFilter: [LINE] });
}
