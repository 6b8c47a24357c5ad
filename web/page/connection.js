// Says what is wrong where the page's own line to the server never opens: Streamlit would show grey bars for ever. A proxy that
// does not pass websockets on is the usual reason.
(() => {
  "use strict";
  const PATIENCE_MS = 8000;
  const EVERY_MS = 1000;
  const notice = /** @type {HTMLElement} */ (document.getElementById("no-connection"));
  const isConnected = () => document.querySelector('[data-test-connection-state="CONNECTED"]') !== null;
  const health = () => fetch(notice.dataset.health || "", { cache: "no-store" }).then((answer) => answer.ok);
  /** @param {boolean} answers Whether the server answers what is asked without a websocket. */
  const tell = (answers) => {
    for (const part of notice.querySelectorAll("[data-answers]")) {
      /** @type {HTMLElement} */ (part).hidden = /** @type {HTMLElement} */ (part).dataset.answers !== String(answers);
    }
    notice.hidden = isConnected();
  };
  const look = () => {
    if (isConnected()) {
      notice.remove();
      return;
    }
    if (performance.now() > PATIENCE_MS) {
      health()
        .catch(() => false)
        .then(tell);
    }
    setTimeout(look, EVERY_MS);
  };
  look();
})();
