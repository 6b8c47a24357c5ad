// The facts as a list or as a table. The chosen one is open in its place; what is drawn anew keeps the reader's place and keyboard.

/** @param {Atlas.Component<Cards.Data>} given */
function drawFacts(given) {
  const { data, parentElement } = given;
  const root = rootOf(parentElement, "facts");
  const component = insisting(given, root);
  if (data.heading.status) announce(root, data.heading.status);
  const body = bodyOf(root);
  const { heading, sheet } = headingMaker(component, root);
  const list = make("div", data.table ? "list of-table" : "list");
  list.append(...sheet, ...(data.table ? tableMaker(component, data.table) : listMaker(component)));
  if (data.total > data.page) list.append(pagerOf(component));
  list.append(...printedOf(data));

  const opened = data.card ? data.card.id : "";
  const turned = root.dataset.first !== undefined && root.dataset.first !== String(data.first);
  const before = root.querySelector(".list");
  // What the page says of a place that was just chosen stands above its facts: there the list begins.
  const about = data.heading.sections.length ? data.heading.text : "";
  const arrived = Boolean(about) && root.dataset.about !== undefined && about !== root.dataset.about;
  const [top, left] = before && !turned && !arrived ? [before.scrollTop, before.scrollLeft] : [0, 0];
  // Where the row stood that is opened now: its card opens there, whatever is folded above it.
  const asked = opened !== root.dataset.opened && opened ? rowOf(root, opened) : null;
  const stood = asked ? asked.getBoundingClientRect().top : null;
  // Another page, and the facts of other sources, are read from their heading on; the button that asked for them has gone.
  const anew = turned || Boolean(root.querySelector(".more:focus"));
  keepFocus(root, "key", () => body.replaceChildren(heading, list), anew ? ["h2"] : [".card .row", "h2"]);
  // To set what it is already would make the browser lay the page out at once.
  if (top) list.scrollTop = top;
  if (left) list.scrollLeft = left;
  // One that opens with the page as the first of its list is in sight already: to look would lay the page out at once.
  const first = root.dataset.opened === undefined && data.items[0]?.id === opened;
  const inSight = first || (arrived && hasOwnScroll(list));
  if (opened && opened !== root.dataset.opened && !inSight) reveal(root, list, opened, stood);
  root.dataset.opened = opened;
  root.dataset.about = about;
  root.dataset.first = String(data.first);
  root.onkeydown = (event) => stepRows(root, event);
}

/**
 * From the row that has the keyboard up and down lead to the next one: past all that stands in an open card.
 *
 * @param {HTMLElement} root
 * @param {KeyboardEvent} event
 */
function stepRows(root, event) {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  /** @type {HTMLElement[]} */
  const rows = [...root.querySelectorAll(".row")].filter((row) => row instanceof HTMLElement);
  const at = rows.findIndex((row) => row.matches(":focus"));
  if (at < 0) return;
  event.preventDefault();
  rows[at + by]?.focus();
}

/**
 * @param {HTMLElement} root
 * @param {string} fact
 */
function rowOf(root, fact) {
  return root.querySelector(`.row[data-fact="${CSS.escape(fact)}"]`);
}

/**
 * Brings an opened card into sight within its list, and never moves the page for it; in a list that is as long as its content
 * the row stays where it was.
 *
 * @param {HTMLElement} root
 * @param {HTMLElement} list
 * @param {string} fact
 * @param {number | null} stood Where its row stood in the window; nothing where it was not in the list.
 */
function reveal(root, list, fact, stood) {
  const row = rowOf(root, fact);
  const card = row?.closest("tr") || root.querySelector(".card");
  if (!card) return;
  if (!hasOwnScroll(list)) {
    const page = scrollerOf(root);
    if (page && row && stood !== null) page.scrollTop += row.getBoundingClientRect().top - stood;
    return;
  }
  if (row && stood !== null) list.scrollTop += row.getBoundingClientRect().top - stood;
  const last = card.nextElementSibling?.matches(".opened") ? card.nextElementSibling : card;
  const [box, from, to] = [list, card, last].map((one) => one.getBoundingClientRect());
  // A table's head stands over its rows.
  const clear = box.top + (list.querySelector("thead")?.clientHeight || 0);
  const over = to.bottom - box.bottom;
  if (from.top < clear || over > from.top - clear) list.scrollTop += from.top - clear;
  else if (over > 0) list.scrollTop += over;
}

/** @param {HTMLElement} list Whether it scrolls in itself, and is not as long as its content. */
function hasOwnScroll(list) {
  return list.scrollHeight > list.clientHeight + 1;
}

/**
 * What scrolls a component that does not scroll by itself.
 *
 * @param {Element} node
 * @returns {Element | null}
 */
function scrollerOf(node) {
  const host = node.getRootNode();
  const above = node.parentElement || (host instanceof ShadowRoot ? host.host : null);
  if (!above) return document.scrollingElement;
  const scrolls = above.scrollHeight > above.clientHeight + 1 && /auto|scroll/.test(getComputedStyle(above).overflowY);
  return scrolls ? above : scrollerOf(above);
}
