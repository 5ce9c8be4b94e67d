/* Tables of class "sortable" get a button in each column head. The server's order is complete
   without it, and a third press brings it back. */
(function () {
  "use strict";
  var collator = new Intl.Collator("zh-CN", { numeric: true });
  var NEXT = { none: "descending", descending: "ascending", ascending: "none" };

  function key(row, column) {
    var cell = row.cells[column];
    return cell.getAttribute("data-value") || cell.textContent.trim();
  }

  /* Unknown values stay at the end, whichever way the others stand. */
  function compare(a, b, isNumber, sign) {
    if (a === "—" || b === "—") return (a === "—") - (b === "—");
    return sign * (isNumber ? a - b : collator.compare(a, b));
  }

  function sort(table, header, column) {
    var direction = NEXT[header.getAttribute("aria-sort") || "none"];
    var isNumber = header.classList.contains("number");
    var sign = direction === "descending" ? -1 : 1;
    Array.prototype.forEach.call(table.tBodies, function (body) {
      var rows = Array.prototype.slice.call(body.rows);
      rows.forEach(function (row, place) { if (!row.hasAttribute("data-place")) row.setAttribute("data-place", place); });
      rows.sort(function (a, b) {
        var order = direction === "none" ? 0 : compare(key(a, column), key(b, column), isNumber, sign);
        return order || a.getAttribute("data-place") - b.getAttribute("data-place");
      });
      rows.forEach(function (row) { body.appendChild(row); });
    });
    Array.prototype.forEach.call(header.parentNode.cells, function (cell) { cell.removeAttribute("aria-sort"); });
    if (direction !== "none") header.setAttribute("aria-sort", direction);
  }

  Array.prototype.forEach.call(document.querySelectorAll("table.sortable"), function (table) {
    Array.prototype.forEach.call(table.tHead.rows[0].cells, function (header, column) {
      if (header.classList.contains("unsorted")) return;
      var button = document.createElement("button");
      button.type = "button";
      while (header.firstChild) button.appendChild(header.firstChild);
      header.appendChild(button);
      button.addEventListener("click", function () { sort(table, header, column); });
    });
  });
})();
