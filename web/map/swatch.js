// The small picture of a symbol, for the map's legend and for the page's filters alike. What it looks like is said in layers/symbols.py.

const SWATCH_WIDE = 22; // CSS pixels
const SWATCH_TALL = 16;

/**
 * An element of a picture, with its attributes.
 *
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 */
function drawn(tag, attributes) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) {
    // A style attribute would need a looser policy than a style that a script sets.
    if (name === "style") node.style.cssText = String(value);
    else node.setAttribute(name, String(value));
  }
  return node;
}

/**
 * Lines at one distance, to fill an area with.
 *
 * @param {Atlas.Pattern} pattern
 * @param {string} id
 * @param {string} color Any colour of CSS.
 */
function patternNode({ directions, distance, width, dash }, id, color) {
  const made = drawn("pattern", { id, width: distance, height: distance, patternUnits: "userSpaceOnUse" });
  if (directions.includes("slanted")) made.setAttribute("patternTransform", "rotate(45)");
  for (const direction of directions) {
    const middle = distance / 2;
    const d = direction === "along" ? `M0 ${middle}H${distance}` : `M${middle} 0V${distance}`;
    const line = drawn("path", { d, style: `stroke:${color}`, "stroke-width": width, fill: "none" });
    if (dash.length) line.setAttribute("stroke-dasharray", dash.join(" "));
    made.append(line);
  }
  return made;
}

/**
 * The outlines of a small symbol: tags and attributes.
 *
 * @param {Atlas.Symbol} symbol
 * @param {number} weight
 * @param {number} inset How far apart the two lines of a double one are.
 * @returns {[tag: string, shape: Record<string, string | number>][]}
 */
function swatchOutlines(symbol, weight, inset) {
  const [x, y] = [SWATCH_WIDE / 2, SWATCH_TALL / 2];
  if (symbol.swatch === "line") return [["line", { x1: 1, y1: y, x2: SWATCH_WIDE - 1, y2: y }]];
  if (symbol.split) return [["path", { d: `M${x} 2A6 6 0 0 1 ${x} 14` }]];
  if (symbol.swatch === "ring") return [["circle", { cx: x, cy: y, r: 6 }]];
  const edge = 1 + weight / 2;
  /**
   * @param {number} by
   * @returns {[tag: string, shape: Record<string, number>]}
   */
  const box = (by) => ["rect", { x: by, y: by, width: SWATCH_WIDE - 2 * by, height: SWATCH_TALL - 2 * by }];
  return symbol.double ? [box(edge), box(edge + inset)] : [box(edge)];
}

/**
 * A cross over what has ended.
 *
 * @param {number} x
 * @param {number} y
 * @param {number} reach
 * @param {string} color
 */
function crossNode(x, y, reach, color) {
  const d = `M${x - reach} ${y - reach}L${x + reach} ${y + reach}M${x - reach} ${y + reach}L${x + reach} ${y - reach}`;
  return drawn("path", { d, style: `stroke:${color}`, "stroke-width": 2, fill: "none" });
}

/**
 * What a small symbol is filled with; a pattern of its own goes into the picture, as a reference holds in one tree alone.
 *
 * @param {SVGElement} picture
 * @param {Atlas.Symbol} symbol
 * @param {{ ink: string, land: string }} colors
 */
function swatchFill(picture, symbol, { ink, land }) {
  if (symbol.fill === "land") return `fill:${land}`;
  if (symbol.fill === "tint") return `fill:${ink};fill-opacity:${symbol.fill_opacity}`;
  if (!symbol.pattern) return "fill:none";
  const { directions, distance, width, dash } = symbol.pattern;
  const id = ["swatch", ...directions, distance, width, ...dash, ink.replace(/[^\w]+/g, "")].join("-");
  picture.append(patternNode(symbol.pattern, id, ink));
  return `fill:url(#${id});fill-opacity:${symbol.fill_opacity}`;
}

/**
 * A symbol for legend, callout and filter, with smaller dashes and no broad line.
 *
 * @param {Atlas.Symbol} symbol
 * @param {{ ink: string, land: string }} colors Any colours of CSS.
 * @param {{ dash: number, width: number, inset: number }} small How dashes shrink, the widest line, and a double line's distance.
 */
function swatchNode(symbol, colors, small) {
  const weight = Math.min(symbol.width, small.width);
  const size = { width: SWATCH_WIDE, height: SWATCH_TALL, viewBox: `0 0 ${SWATCH_WIDE} ${SWATCH_TALL}` };
  const picture = drawn("svg", { ...size, "aria-hidden": "true", class: "swatch" });
  const style = `stroke:${colors.ink};${swatchFill(picture, symbol, colors)}`;
  /** @type {Record<string, string | number>} */
  const line = { style, "stroke-width": weight, "stroke-opacity": symbol.opacity };
  if (symbol.dash.length) line["stroke-dasharray"] = symbol.dash.map((step) => step * small.dash).join(" ");
  if (symbol.round) line["stroke-linecap"] = "round";
  picture.append(
    ...swatchOutlines(symbol, weight, small.inset).map(([tag, shape]) => drawn(tag, { ...shape, ...line })),
  );
  if (symbol.cross) picture.append(crossNode(SWATCH_WIDE / 2, SWATCH_TALL / 2, 3.5, colors.ink));
  return picture;
}
