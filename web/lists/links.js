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
 * A button that copies a text, and says on itself what it did, aloud too, for as long as it takes to read. A page without https has
 * no clipboard: then it says what to do instead.
 *
 * @param {HTMLElement} root
 * @param {Atlas.CopyWords} words
 * @param {() => string} text
 * @param {() => void} [otherwise] What helps where there is no clipboard.
 */
const copyButton = (root, words, text, otherwise = () => {}) => {
  const copy = button("copy", words.copy, async () => {
    if (navigator.clipboard) await navigator.clipboard.writeText(text());
    else otherwise();
    copy.textContent = navigator.clipboard ? words.copied : words.select;
    announce(root, copy.textContent);
    setTimeout(() => {
      copy.textContent = words.copy;
      announce(root, "");
    }, 2500);
  });
  return copy;
};
