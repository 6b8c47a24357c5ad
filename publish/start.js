// Opens the publication: fetches its data, which lie beside the page under a name that changes with them, then draws.
(function (A, P) {
  "use strict";

  async function content() {
    const link = /** @type {HTMLLinkElement} */ (document.getElementById("content"));
    const answer = await window.fetch(link.href);
    if (!answer.ok) throw new Error(link.href + ": " + answer.status);
    return /** @type {Promise<Publish.Content>} */ (answer.json());
  }

  async function open() {
    const file = await content();
    A.words = /** @type {Atlas.Words} */ (file.answers["api/messages/" + file.language + ".json"]);
    const answers = new P.PublishedAnswers(file);
    const address = new P.PublishedAddress(file, answers.byId);
    address.turn = P.open(answers, address);
    // It stands in the page for readers without scripts; under the map it is what the foot leads on with.
    document.getElementById("waiting")?.remove();
    document.body.append(/** @type {HTMLElement} */ (document.getElementById("files")));
  }

  // The page works without it, as on a host without TLS; with it the page opens again where there is no network.
  async function keep() {
    try {
      await window.navigator.serviceWorker?.register("worker.js");
    } catch (error) {
      console.info("Atlas: not kept for use without a network:", error instanceof Error ? error.message : error);
    }
  }

  open().then(keep, (error) => {
    const waiting = document.getElementById("waiting");
    if (waiting) waiting.textContent = waiting.dataset.failed || "";
    console.error("Atlas:", error instanceof Error ? error.message : error);
  });
})(window.Atlas, window.Page);
