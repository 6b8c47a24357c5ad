// What all components of the page make their elements with. Every text is set as text, never as HTML.

/**
 * A text that is all in one language, which its source says.
 *
 * @param {HTMLElement} node
 * @param {string} text
 * @param {string | null | undefined} language
 */
const writeIn = (node, text, language) => {
  if (language) {
    node.lang = language;
    node.textContent = text;
  } else window.Atlas.write(node, text);
};

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} [className]
 * @param {string | number | null} [text]
 */
const make = (tag, className, text) => {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined && text !== null) window.Atlas.write(node, String(text));
  return node;
};

/**
 * @param {string} className
 * @param {string | null} text
 * @param {((event: MouseEvent) => void) | null} act
 */
const button = (className, text, act) => {
  const node = make("button", className, text);
  node.type = "button";
  node.onclick = act;
  return node;
};

/**
 * What is drawn anew, or hides, takes the keyboard away: the element that bears the same name gets it back, and where there is none any
 * more the first of those that are to have it instead.
 *
 * @param {HTMLElement} root
 * @param {string} name
 * @param {() => void} draw
 * @param {string[]} [instead] Selectors.
 */
const keepFocus = (root, name, draw, instead = []) => {
  const focused = root.querySelector(":focus");
  const kept = focused instanceof HTMLElement && focused.dataset[name];
  draw();
  if (!focused || root.querySelector(":focus:not([hidden])")) return;
  const again = kept && root.querySelector(`[data-${name}="${CSS.escape(kept)}"]:not(:disabled)`);
  const next = [again, ...instead.map((one) => root.querySelector(one))].find((one) => one instanceof HTMLElement);
  if (next instanceof HTMLElement) next.focus({ preventScroll: true });
};

/**
 * A line that is heard and not seen: what it says anew is read aloud, without taking the keyboard. It stays in its place, since
 * one that is drawn anew is not heard.
 *
 * @param {HTMLElement} root
 * @param {string} text
 */
const announce = (root, text) => {
  let line = root.querySelector(":scope > .heard");
  if (!(line instanceof HTMLElement)) {
    line = make("div", "heard");
    line.setAttribute("role", "status");
    root.prepend(line);
  }
  if (line.textContent !== text) line.textContent = text;
};

/**
 * The part of a component that is drawn anew, beside what stays.
 *
 * @param {HTMLElement} root
 */
const bodyOf = (root) => {
  const found = root.querySelector(":scope > .drawn");
  if (found instanceof HTMLElement) return found;
  return root.appendChild(make("div", "drawn"));
};

/** @type {WeakMap<HTMLElement, { pressed: boolean, waiting: (() => void) | null }>} What a component's root has pressed, and is to draw then. */
const presses = new WeakMap();
/** @param {HTMLElement} root */
const watchPress = (root) => {
  /** @type {{ pressed: boolean, waiting: (() => void) | null }} */
  const press = { pressed: false, waiting: null };
  const release = () => {
    press.pressed = false;
    // The click comes first.
    setTimeout(() => {
      const draw = press.pressed ? null : press.waiting;
      if (draw) press.waiting = null;
      draw?.();
    });
  };
  root.addEventListener("pointerdown", () => (press.pressed = true), true);
  for (const end of ["pointerup", "pointercancel"]) window.addEventListener(end, release, true);
  presses.set(root, press);
  return press;
};

/** @type {WeakSet<Node>} What wears its component's style sheet: each stands in a shadow root of its own. */
const worn = new WeakSet();
/**
 * @param {HTMLElement} root
 * @param {string} style The component's style sheet.
 */
const wear = (root, style) => {
  const scope = root.getRootNode();
  if (!(scope instanceof ShadowRoot || scope instanceof Document) || worn.has(scope)) return;
  worn.add(scope);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  scope.adoptedStyleSheets.push(sheet);
};

/**
 * Draws at once, or once a pointer that is pressed in the component is released: a button that is drawn anew between press and release
 * never hears of the click.
 *
 * @param {HTMLElement} root
 * @param {() => void} draw
 */
const whenReleased = (root, draw) => {
  const press = presses.get(root) ?? watchPress(root);
  press.waiting = press.pressed ? draw : null;
  if (!press.pressed) draw();
};

/**
 * Fills a box with buttons made anew, but keeps each that stands there under the same name: one that was put in its place between the
 * press and the release of a pointer would never hear of the click, and one that has the keyboard would lose it.
 *
 * @param {HTMLElement} box
 * @param {HTMLElement[]} fresh
 * @param {string} name Of the data attribute that tells the buttons apart.
 */
const settle = (box, fresh, name) => {
  const there = new Map([...box.children].map((node) => [/** @type {HTMLElement} */ (node).dataset[name], node]));
  const kept = fresh.map((node) => {
    const old = there.get(node.dataset[name]);
    if (!(old instanceof HTMLElement)) return node;
    old.onclick = node.onclick;
    if (old.isEqualNode(node)) return old;
    for (const { name: attribute, value } of node.attributes) old.setAttribute(attribute, value);
    old.replaceChildren(...node.childNodes);
    return old;
  });
  if (kept.length !== box.children.length || kept.some((node, i) => node !== box.children[i])) {
    box.replaceChildren(...kept);
  }
};

/**
 * The element that a component draws itself into: the page declares it under the component's name.
 *
 * @param {HTMLElement | ShadowRoot} parent
 * @param {string} name
 */
const rootOf = (parent, name) => {
  const root = parent.querySelector("." + name);
  if (root instanceof HTMLElement) return root;
  throw new Error("no ." + name);
};
