/* An official table to type into, with the keys of a spreadsheet: arrows, Enter, Home, End, = for
   the total, Escape for what stood there before, Ctrl+Z; a block of cells is pasted from Excel or Word. */
(function () {
  "use strict";
  if (!window.filling || !window.filling.checks) return;
  const { tidy } = window.filling.numbers;
  const WORDS = /[\u4e00-\u9fffA-Za-z]/, NUMBER = /^[+-]?[0-9]/;

  function element(name, properties, ...children) {
    const made = document.createElement(name);
    Object.keys(properties || {}).forEach((key) => {
      if (key in made && key !== "list") made[key] = properties[key];
      else made.setAttribute(key, properties[key]);
    });
    made.append(...children);
    return made;
  }

  /* The labels that a figure stands under and beside, outermost first, as form/grid.py has them. */
  function headersOf(grid, figure) {
    let over = [], beside = [];
    grid.slice(0, figure.row + 1).forEach((row) => row.cells.forEach((cell) => {
      const isOver = cell.column <= figure.column && figure.column < cell.column + (cell.colspan || 1);
      const isBeside = cell.row <= figure.row && figure.row < cell.row + (cell.rowspan || 1);
      if (cell.role === "caption") over = [cell];
      else if (cell.role === "column") { if (isOver) over.push(cell); }
      else if (cell.level) beside = beside.filter((above) => above.level < cell.level).concat(cell);
      else if (["group", "row"].includes(cell.role) && isBeside) beside.push(cell);
    }));
    return over.concat(beside).map((cell) => cell.text);
  }

  /* The cells of a pasted text; null where it is one cell only. Labels around the numbers, to the
     left and above, are left out. */
  function blockIn(text) {
    const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
    if (lines.length === 1 && !lines[0].includes("\t")) return null;
    let rows = lines.map((line) => line.split("\t").map(tidy));
    const width = Math.max(...rows.map((row) => row.length));
    rows = rows.map((row) => row.concat(new Array(width - row.length).fill("")));
    const isLabels = (texts) => texts.some((each) => WORDS.test(each)) && !texts.some((each) => NUMBER.test(each));
    while (rows.length && isLabels(rows[0])) rows.shift();
    while (rows.length && rows[0].length && isLabels(rows.map((row) => row[0]))) rows = rows.map((row) => row.slice(1));
    return rows;
  }

  /* ``told`` has what the page does: changed(changes) with [place, before, after] each,
     undo(), leave(view, step), total(place), say(sentence); ``unverified`` is how the note of a cell
     begins that has still to be looked up. */
  class TableView {
    constructor(report, table, number, told) {
      Object.assign(this, { report, table, told, inputs: new Map() });
      const figures = [].concat(...table.grid.map((row) => row.cells.filter((cell) => cell.figure !== undefined)));
      this.rows = table.grid.map((row) => row.cells.filter((cell) => cell.figure !== undefined)).filter((row) => row.length);
      this.cells = new Map(figures.map((cell) => [cell.figure, cell]));
      const caption = element("caption", { id: `filling-table-${number}`, textContent: table.caption });
      const kind = { across: "official--across", outline: "official--outline" }[table.layout] || "official--wide";
      const body = element("tbody", {}, ...table.grid.map((row) => element("tr", {}, ...row.cells.map((cell) => this.cell(cell)))));
      const box = element("div", { className: "table-box", role: "region", tabIndex: 0, "aria-labelledby": caption.id },
        element("table", { className: `official ${kind}` }, caption, body));
      this.problems = element("ul", { className: "filling__problems" });
      this.element = element("div", {}, box, this.problems);
      body.addEventListener("keydown", (event) => this.key(event));
      body.addEventListener("paste", (event) => this.paste(event));
    }

    cell(cell) {
      const spans = { rowSpan: cell.rowspan || 1, colSpan: cell.colspan || 1 };
      if (cell.role === "empty" || cell.role === "unit" || (cell.role === "corner" && !cell.text)) return element("td", Object.assign(spans, { className: cell.role }), cell.text || "");
      if (cell.figure === undefined) {
        const scope = { caption: "colgroup", column: "col", group: cell.level ? "row" : "rowgroup", row: "row", corner: "col" }[cell.role];
        return element("th", Object.assign(spans, { scope, className: cell.level ? `${cell.role} level-${cell.level}` : cell.role }), cell.text);
      }
      return element("td", spans, ...this.figure(cell));
    }

    figure(cell) {
      const place = cell.figure, own = this.report.cells[place], earlier = this.told.before(place);
      const name = headersOf(this.table.grid, cell).join(" › ");
      const input = element("input", { value: own.text, inputMode: "decimal", autocomplete: "off", spellcheck: false, "aria-label": name + (earlier ? `，上一年度 ${earlier}` : "") });
      input.dataset.place = String(place);
      input.addEventListener("focus", () => { input.dataset.was = input.value; input.select(); });
      input.addEventListener("input", () => { own.text = tidy(input.value); this.told.typed(); });
      input.addEventListener("change", () => this.commit(input));
      this.inputs.set(place, input);
      const parts = [input];
      if (!this.report.form.figures[place].unit) {
        const unit = element("input", { value: own.unit, className: "filling__unit", placeholder: "单位", "aria-label": `${name} 的单位` });
        unit.addEventListener("input", () => { own.unit = unit.value.trim(); this.told.typed(); });
        parts.push(unit);
      }
      if (own.note) parts.push(element("small", { className: "filling__note" }, own.note));
      if (earlier) parts.push(element("small", { className: "filling__before", "aria-hidden": "true" }, `上年 ${earlier}`));
      return parts;
    }

    /* What was typed into a cell is settled: tidied, and one step to be undone. */
    commit(input) {
      const place = Number(input.dataset.place), text = tidy(input.value), was = input.dataset.was || "";
      input.value = text;
      this.report.cells[place].text = text;
      input.dataset.was = text;
      if (text === was) return;
      this.verified(place);
      this.told.changed([[place, was, text]]);
    }

    /* A cell that somebody has filled in has no longer to be verified. */
    verified(place) {
      const own = this.report.cells[place], note = this.inputs.get(place).parentElement.querySelector(".filling__note");
      if (!own.text || !own.note.startsWith(this.told.unverified)) return;
      own.note = "";
      note.remove();
    }

    /* Shows what the document has, as after a step that was undone. */
    show(place) {
      const input = this.inputs.get(place);
      if (!input) return;
      input.value = this.report.cells[place].text;
      input.dataset.was = input.value;
    }

    focus(place) { this.inputs.get(place).focus(); }

    first() { this.focus(this.rows[0][0].figure); }

    last() { const row = this.rows[this.rows.length - 1]; this.focus(row[row.length - 1].figure); }

    rowOf(place) { return this.rows.findIndex((row) => row.some((cell) => cell.figure === place)); }

    /* To the row above or below, where it has a figure there; else to the table before or after. */
    vertically(place, step) {
      const { column } = this.cells.get(place), row = this.rows[this.rowOf(place) + step];
      if (!row) { this.told.leave(this, step); return; }
      this.focus((row.find((cell) => cell.column <= column && column < cell.column + (cell.colspan || 1)) || row[row.length - 1]).figure);
    }

    sideways(place, step) {
      const row = this.rows[this.rowOf(place)], target = row[row.findIndex((cell) => cell.figure === place) + step];
      if (target) this.focus(target.figure);
      else if (this.rows.length === 1) this.told.leave(this, step);
    }

    key(event) {
      const input = event.target, place = Number(input.dataset.place);
      if (!input.dataset.place || event.isComposing) return;
      const { selectionStart: start, selectionEnd: end, value } = input;
      const isWhole = start === 0 && end === value.length, isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
      const row = this.rows[this.rowOf(place)];
      const moves = {
        ArrowUp: () => this.vertically(place, -1),
        ArrowDown: () => this.vertically(place, 1),
        Enter: () => (this.rows.length === 1 ? this.sideways(place, event.shiftKey ? -1 : 1) : this.vertically(place, event.shiftKey ? -1 : 1)),
        ArrowLeft: (isWhole || (start === 0 && end === 0)) && (() => this.sideways(place, -1)),
        ArrowRight: (isWhole || (start === value.length && end === start)) && (() => this.sideways(place, 1)),
        Home: (isWhole || end === 0) && (() => this.focus(row[0].figure)),
        End: (isWhole || start === value.length) && (() => this.focus(row[row.length - 1].figure)),
        "=": () => { this.commit(input); this.told.total(place); input.select(); },
        Escape: () => { input.value = input.dataset.was; this.report.cells[place].text = input.value; this.told.typed(); input.select(); }
      };
      const isBare = event.shiftKey ? event.key === "Enter" || event.key === "=" : true;
      if (isPlain && isBare && moves[event.key]) { event.preventDefault(); moves[event.key](); }
      else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !event.shiftKey && value === input.dataset.was) {
        event.preventDefault();
        this.told.undo();
      }
    }

    /* A block of cells, all of it or nothing. */
    paste(event) {
      const place = Number(event.target.dataset.place);
      const rows = event.target.dataset.place && blockIn(event.clipboardData.getData("text/plain"));
      if (!rows) return;
      event.preventDefault();
      if (!rows.length || !rows[0].length) { this.told.say("贴入的内容里没有数，没有改动。"); return; }
      this.commit(event.target);
      const top = this.rowOf(place), left = this.rows[top].findIndex((cell) => cell.figure === place), changes = [];
      const width = rows[0].length;
      const fits = rows.every((texts, down) => texts.every((text, right) => {
        const target = (this.rows[top + down] || [])[left + right];
        if (target) changes.push([target.figure, this.report.cells[target.figure].text, text]);
        return target || (text === "" && this.rows[top + down]);
      }));
      if (!fits) {
        this.told.say(`贴入的有 ${rows.length} 行 ${width} 列，从这一格起放不下，没有改动。请从对应的第一格贴；从网页复制的表，请先贴到 Excel 里，再从 Excel 复制。`);
        return;
      }
      changes.forEach(([target, , text]) => { this.report.cells[target].text = text; this.show(target); this.verified(target); });
      this.told.changed(changes.filter(([, was, text]) => was !== text));
      this.told.say(`贴入了 ${rows.length} 行 ${width} 列。`);
    }
  }

  window.filling.table = { TableView, blockIn, element };
})();
