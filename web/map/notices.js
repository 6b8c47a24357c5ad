// Short notices on the map: each once, until the reader puts it away or what it says is over.
(function (A) {
  "use strict";

  A.Notices = class {
    /** @param {L.Map} map */
    constructor(map) {
      this.box = A.node("div", "notices");
      this.box.setAttribute("aria-live", "polite");
      L.DomEvent.disableClickPropagation(this.box);
      map.getContainer().append(this.box);
      /** @type {Set<string>} What was put away: it is not said again before it has been over. */
      this.away = new Set();
    }

    /** @param {string} key */
    say(key) {
      if (this.away.has(key) || this.find(key)) return;
      const made = A.node("p", "notice", A.say(key));
      made.dataset.about = key;
      made.append(
        A.button("", "×", A.say("map.notice.close"), () => {
          this.away.add(key);
          made.remove();
        }),
      );
      this.box.append(made);
    }

    /** @param {string} key */
    over(key) {
      this.away.delete(key);
      this.find(key)?.remove();
    }

    /** @param {string} key */
    find(key) {
      return [...this.box.children].find((one) => one instanceof HTMLElement && one.dataset.about === key);
    }
  };
})(window.Atlas);
