// Loads the page again when there is something new. A page in the background does not ask: a
// browser keeps but six connections to one server.
"use strict";

(() => {
  const { mark } = document.currentScript.dataset;

  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  const inFront = async () => {
    while (document.visibilityState === "hidden") {
      await new Promise((done) => {
        document.addEventListener("visibilitychange", done, { once: true });
      });
    }
  };

  const follow = async () => {
    for (;;) {
      await inFront();
      try {
        const answer = await fetch(`/.preview/changes?since=${encodeURIComponent(mark)}`);
        if (answer.ok && (await answer.text()) !== mark) {
          location.reload();
          return;
        }
      } catch {
        // The preview has ended, and may be started again.
      }
      await pause(200);
    }
  };

  follow();
})();
