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
// What the reader has done and the drawn data do not know of yet, by a component's root. Acts are numbered, and the page says the
// number of the last one that it has seen: until that is the reader's latest, what the reader did counts and not what the page says.
const acts = new WeakMap();
const unseen = (root, seen) => {
  const own = acts.get(root);
  if (own && own.number > seen) return own;
  const none = { number: seen, values: new Map() };
  acts.set(root, none);
  return none;
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
