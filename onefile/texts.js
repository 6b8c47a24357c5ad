// Longer texts of the page: the parties' cases, what is said of a step of administration, and the sources of both.
(function (A, P) {
  "use strict";

  /** @param {Cards.Source} source */
  function anchor({ title, publisher, language, url }) {
    const linked = url && /^https?:\/\//.test(url);
    const made = A.node(linked ? "a" : "span", "", title || publisher);
    if (title && language) {
      made.lang = language;
      made.textContent = title;
    }
    if (made instanceof HTMLAnchorElement && url) {
      made.href = url;
      made.target = "_blank";
      made.rel = "noopener noreferrer";
    }
    return made;
  }

  P.cited = function (sources, before) {
    const made = A.node("span", "quiet", before);
    sources.forEach((source, i) => {
      made.append(i ? " · " : "", anchor(source));
      if (source.warning) made.append(A.node("span", "warning", " ⚠ " + source.warning));
    });
    return made;
  };

  // What is said of the chosen step of administration.
  P.fillPeriod = function (box, period) {
    box.hidden = !period;
    box.textContent = "";
    if (!period) return;
    box.append(A.node("b", "", period.title));
    for (const text of period.says) box.append(A.node("span", "", text));
    for (const side of period.views) {
      const line = box.appendChild(A.node("span", "", side.who + " " + side.says + " "));
      line.append(P.cited(side.sources));
    }
    box.append(P.cited(period.sources, A.say("period.sources") + " "));
  };

  // Each party's case as it puts it, and under each point what the other answers: folded, one click from the first screen.
  P.cases = function (cases) {
    const made = A.node("details", "cases");
    const box = A.node("div", "columns");
    const titles = { first: cases[0].title, second: cases[cases.length - 1].title };
    made.append(A.node("summary", "", A.say("cases.button", titles)));
    made.append(A.node("p", "quiet", A.say("cases.what")), box);
    for (const side of cases) {
      const column = box.appendChild(A.node("section"));
      const list = A.node("ol");
      column.append(A.node("h2", "", side.title), list);
      for (const point of side.points) {
        const item = list.appendChild(A.node("li"));
        const answer = A.node("p", "answer");
        answer.append(A.node("b", "", point.answers + " "), A.node("span", "", point.answer + " "));
        answer.append(P.cited(point.answer_sources));
        const says = A.node("p", "", point.says + " ");
        says.append(P.cited(point.sources));
        item.append(says, answer);
      }
    }
    return made;
  };
})(window.Atlas, window.Page);
