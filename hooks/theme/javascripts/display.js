/* 大字版、高对比、打印. Loaded in the head, so that what a reader chose is there before
   the first line is drawn. Without scripts the buttons are not shown and nothing is missing. */
(function () {
  "use strict";
  var root = document.documentElement;
  var CHOICES = ["large", "contrast"];

  function remembered(name) {
    try { return localStorage.getItem("display." + name) === "yes"; } catch (refused) { return false; }
  }

  function remember(name, chosen) {
    try { localStorage.setItem("display." + name, chosen ? "yes" : "no"); } catch (refused) { /* private window */ }
  }

  function show(name, chosen) {
    root.classList.toggle(name, chosen);
    var button = document.querySelector('[data-display="' + name + '"]');
    if (button) button.setAttribute("aria-pressed", String(chosen));
  }

  function showAll() {
    CHOICES.forEach(function (name) { show(name, remembered(name)); });
  }

  /* Browsers of before 2022 do not open what a link leads into. */
  function reveal() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var folded = target && target.closest("details");
    if (!folded || folded.open) return;
    folded.open = true;
    target.scrollIntoView();
  }

  root.classList.add("scripted");
  showAll();

  document.addEventListener("DOMContentLoaded", function () {
    showAll();
    CHOICES.forEach(function (name) {
      document.querySelector('[data-display="' + name + '"]').addEventListener("click", function () {
        var chosen = !root.classList.contains(name);
        remember(name, chosen);
        show(name, chosen);
      });
    });
    reveal();
    document.querySelector("[data-print]").addEventListener("click", function () { window.print(); });
  });

  window.addEventListener("hashchange", reveal);

  /* A page that the browser kept is shown again with what was chosen since. */
  window.addEventListener("pageshow", showAll);
})();
