/* 大字版、高对比、打印. What was chosen before is shown by partials/display.html, at once; without
   scripts the buttons are not there and nothing is missing. */
(function () {
  "use strict";
  var root = document.documentElement;

  function remembered(name) {
    try { return localStorage.getItem("display." + name) === "yes"; } catch (refused) { return root.classList.contains(name); }
  }

  function remember(name, chosen) {
    try { localStorage.setItem("display." + name, chosen ? "yes" : "no"); } catch (refused) { /* until the page is left */ }
  }

  function show(button, chosen) {
    root.classList.toggle(button.getAttribute("data-display"), chosen);
    button.setAttribute("aria-pressed", String(chosen));
  }

  var buttons = Array.prototype.slice.call(document.querySelectorAll("[data-display]"));

  function showAll() {
    buttons.forEach(function (button) { show(button, remembered(button.getAttribute("data-display"))); });
  }

  buttons.forEach(function (button) {
    button.addEventListener("click", function () {
      var chosen = button.getAttribute("aria-pressed") !== "true";
      remember(button.getAttribute("data-display"), chosen);
      show(button, chosen);
    });
  });

  document.querySelector("[data-print]").addEventListener("click", function () { window.print(); });

  /* Browsers of before 2022 do not open what a link leads into. */
  function reveal() {
    var target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    var folded = target && target.closest("details");
    if (!folded || folded.open) return;
    folded.open = true;
    target.scrollIntoView();
  }

  window.displayWorks = true;
  showAll();
  reveal();
  window.addEventListener("hashchange", reveal);
  /* A page that the browser kept is shown again with what was chosen since. */
  window.addEventListener("pageshow", showAll);
})();
