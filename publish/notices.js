// What stands over the list of a publication: the filters that a link brought, with the way out of them, and what of the link
// could not be used.
(function (A, P) {
  "use strict";

  // As the dashboard writes days: 12 September 2018.
  /** @param {string} iso */
  function day(iso) {
    const region = A.language === "en" ? "en-GB" : A.language;
    return new Intl.DateTimeFormat(region, { dateStyle: "long", timeZone: "UTC" }).format(new Date(iso));
  }

  /**
   * The filters in words, one text each.
   *
   * @param {Publish.Content} file
   * @param {Publish.View} view
   */
  function filtersIn({ facets }, { filters }) {
    const { lists, since, until, undated } = filters;
    const found = Object.entries(lists).map(([name, ids]) => {
      const { label, options } = facets[name];
      return label + ": " + ids.map((id) => options[id]).join(", ");
    });
    if (since) found.push(A.say("filter.since") + " " + day(since));
    if (until) found.push(A.say("filter.until") + " " + day(until));
    if (undated !== "keep") found.push(A.say("filter.active.undated." + undated));
    return found;
  }

  P.tell = function (box, file, view, refused, clear) {
    const filters = filtersIn(file, view);
    box.textContent = "";
    for (const [name, reason] of refused) box.append(A.node("p", "", A.say("page.dropped", { name, reason })));
    if (filters.length) {
      const line = box.appendChild(A.node("p"));
      line.append(A.node("span", "", A.say("publish.filtered", { what: filters.join("; ") }) + " "));
      line.append(A.button("pill", A.say("publish.clear"), null, clear));
    }
    box.hidden = !box.childElementCount;
  };
})(window.Atlas, window.Page);
