// Links to the view that shows, and how a text is copied.

/** Where the map looks, by its names in an address. */
const CAMERA = ["lat", "lon", "zoom"];

/**
 * A link of ours as a whole address, with where the map looks now: its script writes that into the page's address without a
 * run.
 *
 * @param {string} href
 */
const wholeLink = (href) => {
  const url = new URL(href, location.href);
  const now = new URLSearchParams(location.search);
  for (const name of CAMERA) {
    const value = now.get(name);
    url.searchParams.delete(name);
    if (value !== null) url.searchParams.set(name, value);
  }
  return url.href.replace(/%2C/g, ",").replace(/\?$/, "");
};

/**
 * Copies a text, and tells whether it did. A page without https has no clipboard, and a browser may refuse it.
 *
 * @param {string} text
 */
const putOnClipboard = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
};

/**
 * A button that copies a text, and says on itself what it did, aloud too, for as long as it takes to read; where it may not, what to
 * do instead.
 *
 * @param {HTMLElement} root
 * @param {Atlas.CopyWords} words
 * @param {() => string} text
 * @param {() => void} [otherwise] What helps where it may not.
 */
const copyButton = (root, words, text, otherwise = () => {}) => {
  const copy = button("copy", words.copy, async () => {
    const done = await putOnClipboard(text());
    if (!done) otherwise();
    copy.textContent = done ? words.copied : words.select;
    announce(root, copy.textContent);
    setTimeout(() => {
      copy.textContent = words.copy;
      announce(root, "");
    }, 2500);
  });
  return copy;
};

/**
 * Copies the whole address of a link; where it may not, the address stands beside it, selected.
 *
 * @param {string} href
 * @param {Record<string, string>} words
 * @param {string} key
 */
const copier = (href, words, key) => {
  const node = button("open copy", words.copy, async () => {
    if (await putOnClipboard(wholeLink(href))) {
      node.textContent = words.copied;
      return;
    }
    node.textContent = words.select;
    const field = make("input", "address");
    Object.assign(field, { readOnly: true, value: wholeLink(href) });
    field.setAttribute("aria-label", words.select);
    if (node.nextElementSibling?.className === "address") node.nextElementSibling.remove();
    node.after(field);
    field.select();
  });
  node.dataset.key = "copy." + key;
  node.setAttribute("aria-live", "polite");
  return node;
};
