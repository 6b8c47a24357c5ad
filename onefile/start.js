// The page of one file: its data stand in it, and its address holds the chosen fact alone, behind #.
(function (P) {
  "use strict";
  const answers = new P.Answers(JSON.parse(document.getElementById("content")?.textContent || ""));

  P.open(answers, {
    box: null,
    event: "hashchange",

    read(view) {
      const id = window.location.hash.match(/^#fact=([\w-]+)$/)?.[1];
      if (id && answers.byId.has(id)) return id === view.fact ? null : { fact: id };
      return view.fact ? { fact: null, row: 0 } : null;
    },

    choose(_, id) {
      window.location.hash = "fact=" + id;
    },

    // A chosen place or a search closes the card that the address names.
    write(view) {
      if (!view.fact && window.location.hash) {
        window.history.replaceState(null, "", window.location.href.split("#")[0]);
      }
    },

    link: (_, id) => "#fact=" + id,
    look() {},
  });
})(window.Page);
