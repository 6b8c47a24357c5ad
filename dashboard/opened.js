// The title of a panel. As the panel opens its title takes the keyboard, which stays where the reader moves it from there.

/** @type {WeakMap<HTMLElement, string>} The camera that a panel has told last. */
const toldCameras = new WeakMap();

/** @param {Atlas.Component<{ title: string, camera?: string }>} component */
function drawOpened({ data, parentElement, setTriggerValue }) {
  const root = rootOf(parentElement, "opened");
  // A panel that depends on where the map looks hears it, where the page knows of another place: the address alone is up to date.
  const now = new URLSearchParams(location.search);
  const camera = CAMERA.map((name) => now.get(name) ?? "").join();
  if (data.camera !== undefined && camera !== data.camera && camera !== toldCameras.get(root)) {
    toldCameras.set(root, camera);
    setTriggerValue("camera", camera);
  }
  if (root.firstElementChild?.textContent === data.title) return;
  const title = make("h2", "", data.title);
  title.tabIndex = -1;
  root.replaceChildren(title);
  title.focus({ preventScroll: true });
  const host = root.getRootNode();
  const content = host instanceof ShadowRoot && host.host.closest("[data-testid=stVerticalBlock]");
  const body = content && content.closest("[data-testid=stPopoverBody]");
  if (!(body instanceof HTMLElement) || !content) return;
  // What is in a panel comes a moment after it has opened, and Streamlit looks for a place by the least height alone: that
  // follows what the panel holds, or it would stand where it is cut.
  const fit = () => {
    const { paddingTop, paddingBottom } = getComputedStyle(body);
    const tall = content.clientHeight + parseFloat(paddingTop) + parseFloat(paddingBottom) + 2;
    const opener = document.querySelector("[data-testid=stPopoverButton][aria-expanded=true]")?.getBoundingClientRect();
    const room = opener ? Math.max(opener.top, innerHeight - opener.bottom) - 16 : innerHeight;
    body.style.minHeight = `${Math.min(tall, room, 0.7 * innerHeight)}px`;
  };
  new ResizeObserver(fit).observe(content);
}
