// The link of the present view, an iframe's code and a citation, each to be copied. All hold the whole view, and where the map
// looks when they are copied.

/** @param {Atlas.Component<Panels.Share>} component */
function drawShare(component) {
  const { data, parentElement } = component;
  const root = rootOf(parentElement, "share");
  /** @param {string} text */
  const quote = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
  const link = () => wholeLink(data.link);
  const embed = () => {
    const url = link();
    return `<iframe src="${quote(url + (url.includes("?") ? "&" : "?") + "embed=true")}" width="800" height="600" title="${quote(data.title)}" loading="lazy"></iframe>`;
  };
  /**
   * @param {string} name
   * @param {() => string} text
   */
  const row = (name, text) => {
    const node = make("div", "row");
    const field = make("textarea");
    field.readOnly = true;
    field.rows = name === "link" ? 2 : 3;
    field.value = text();
    field.setAttribute("aria-label", data.words[name]);
    field.onfocus = () => {
      field.value = text();
      field.select();
    };
    const copy = copyButton(
      root,
      /** @type {Atlas.CopyWords} */ (data.words),
      () => (field.value = text()),
      () => field.focus(),
    );
    copy.setAttribute("aria-label", `${data.words.copy}: ${data.words[name]}`);
    node.append(make("h3", "", data.words[name]), field, copy);
    return node;
  };
  announce(root, "");
  bodyOf(root).replaceChildren(
    row("link", link),
    row("embed", embed),
    row("cite", () => data.cite.replace("{link}", link())),
  );
}
