// What all components of the page make their elements with. Every text is set as textContent, never as HTML.
const make = (tag, className, text) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined && text !== null) node.textContent = text;
  return node;
};
const button = (className, text, act) => {
  const node = make("button", className, text);
  node.type = "button";
  node.onclick = act;
  return node;
};
// A link of ours as a whole address, with where the map looks now: its script writes that into the page's address without a run.
const wholeLink = (href) => {
  const url = new URL(href, location.href);
  const now = new URLSearchParams(location.search);
  for (const name of ["lat", "lon", "zoom"]) {
    url.searchParams.delete(name);
    if (now.has(name)) url.searchParams.set(name, now.get(name));
  }
  return url.href.replace(/%2C/g, ",").replace(/\?$/, "");
};
// What is drawn anew takes the keyboard away: the button that bears the same name gets it back.
const keepFocus = (root, name, draw) => {
  const focused = root.querySelector(":focus");
  const kept = focused && focused.dataset[name];
  draw();
  const again = kept && root.querySelector(`button[data-${name}="${CSS.escape(kept)}"]`);
  if (again) again.focus({ preventScroll: true });
};
