/* Which form a report is in, how people write its labels (nianbao/form/labels.py), and the forms
   that reports declare themselves (nianbao/source/local_table.py). */
(function () {
  "use strict";
  if (!window.filling) return;
  const MONEY = "元", COUNT = "件", NO_UNIT = "——";

  /* A label without “of which”, its numbering, its closing gloss and its quotation marks. */
  function keyOf(text) {
    let narrow = text.replace(/（/g, "(").replace(/）/g, ")").replace(/．/g, ".").trim();
    narrow = narrow.replace(/^其中[:：]/, "").trim() || narrow;
    const stripped = narrow
      .replace(/^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d+[.、]|\(\d+\))/, "")
      .replace(/\([^()]*\)$/, "").replace(/[“”‘’"'「」]/g, "").trim();
    return stripped || narrow;
  }

  /* The form of a label in which two ways of writing it are equal. */
  function fold(text) { return keyOf(text.normalize("NFKC").replace(/\s+/g, "")).replace(/\s+/g, ""); }

  function formOfYear(data, year) {
    return data.forms.find((form) => !form.local && form.from <= year && (form.to === null || year <= form.to)) ||
      data.forms.find((form) => form.local);
  }

  function cleaned(text) { return text.replace(/[\s.›>]+/g, ""); }

  /* The address part of a name that is not taken yet; nothing where there is none. */
  function freeKey(text, taken) {
    return [cleaned(keyOf(text)) || cleaned(text), cleaned(text)].find((key) => !taken.includes(key)) || "";
  }

  /* The form that a table declares: its title, the names of its columns, and its items, each
     { text, unit, counted, items }. Gives a sentence instead where two have one name. */
  function localForm(frame, caption, columns, items) {
    const [table] = frame.tables;
    const names = columns.map((text) => [cleaned(keyOf(text)) || cleaned(text), text]);
    const keys = names.map(([key]) => key);
    const figures = [], lines = [], grid = [];
    let clash = keys.find((key, place) => keys.indexOf(key) !== place) || "";

    function add(list, above, level) {
      const taken = keys.slice();
      return list.map((item) => {
        const key = freeKey(item.text, taken), row = above.concat(key);
        if (!key) clash = clash || item.text;
        taken.push(key);
        const cells = [{ role: item.counted ? "row" : "group", row: grid.length + 1, column: 0, text: item.text, level }];
        cells.push({ role: "unit", row: grid.length + 1, column: 1, text: item.unit || (item.counted ? COUNT : NO_UNIT) });
        let line = null;
        if (item.counted) {
          line = lines.length;
          lines.push({ row, columns: names, cells: names.map((_, place) => figures.length + place) });
        }
        names.forEach(([column], place) => {
          const cell = { role: item.counted ? "figure" : "empty", row: grid.length + 1, column: 2 + place };
          if (item.counted) {
            cell.figure = figures.length;
            figures.push({ at: [table.key, row, column], kind: item.unit.endsWith(MONEY) ? "amount" : "count", unit: item.unit || COUNT });
          }
          cells.push(cell);
        });
        grid.push({ head: false, cells });
        return { key, text: item.text, line, below: add(item.items, row, level + 1) };
      });
    }

    const rows = add(items, [], 1);
    const head = [{ role: "corner", row: 0, column: 0, text: table.corner }, { role: "column", row: 0, column: 1, text: table.unit }];
    const heads = head.concat(names.map(([, text], place) => ({ role: "column", row: 0, column: 2 + place, text })));
    if (clash) return { clash };
    const own = Object.assign({}, table, { caption: caption || table.caption, names: rows, lines, grid: [{ head: true, cells: heads }].concat(grid) });
    return Object.assign({}, frame, { tables: [own], figures, declared: { caption, columns, items } });
  }

  window.filling.forms = { fold, formOfYear, keyOf, localForm };
})();
