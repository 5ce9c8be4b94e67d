/* Reports as files: what a .md holds, and the .md that is made of what was typed. What is not of
   the tables stays as it was written: other entries of the front matter, comments.

   A document is { form, year, prelude, metadata, comments, beside, cells, lead, sections, remarks }:
   comments stand above tables, beside are those above and behind rows, by the path of the row. */
(function () {
  "use strict";
  if (!window.filling || !window.filling.forms) return;
  const { fold, formOfYear, localForm } = window.filling.forms;
  const { Unreadable, readYaml, split, withoutComment } = window.filling.yaml;
  const { parse } = window.filling.numbers;
  const { BLANK, rowTotals } = window.filling.checks;
  const VALUE = "值", NOTE = "注", UNIT = "单位", UNFILLED = "待填";
  const CAPTION = "名称", COLUMNS = "列", ITEMS = "指标", NUMBERS = "数", PARTS = "其中";
  const PLAIN = /^[A-Za-z0-9_\u4e00-\u9fff《》（）、，。；“”·/-][A-Za-z0-9_\u4e00-\u9fff《》（）、，。；“”·/.-]*$/;
  const NUMBER_LIKE = /^(?:[+-]?[0-9.]+|~|true|false|null)$/i;

  function emptyCells(form) { return form.figures.map(() => ({ text: "", note: "", unit: "" })); }

  /* A report about a year that nothing has been written in yet. */
  function newDocument(form, year) {
    return {
      form, year,
      prelude: [`# yaml-language-server: $schema=${form.schema}`],
      metadata: [], comments: {}, beside: {}, cells: emptyCells(form), lead: "", remarks: [],
      sections: form.sections.map((section) => ({ heading: `## ${section.title}`, text: "" }))
    };
  }

  /* Reading. */

  /* The lines of front matter, cut where an entry begins; comments belong to what follows them. */
  function entriesOf(lines, first) {
    const entries = [], trailing = [];
    let waiting = [], prelude = null;
    lines.forEach((text, number) => {
      if (/^(#|\s*$)/.test(text)) { waiting.push(text); return; }
      if (/^[\s-]/.test(text) && entries.length) {
        entries[entries.length - 1].lines.push(...waiting, text);
        waiting = [];
        return;
      }
      if (prelude === null) { prelude = waiting; waiting = []; }
      const key = /^["']?([^:"']+)["']?\s*:/.exec(text);
      entries.push({ key: key ? key[1].trim() : "", comments: waiting, lines: [text], line: first + number });
      waiting = [];
    });
    trailing.push(...waiting);
    return { prelude: prelude || [], entries, trailing };
  }

  /* Where the comments of a row are kept. */
  function rowPath(path, name) { return `${path}\n${name.key}`; }

  /* The comments in the lines of a table, by the rows that they stand above and behind. What a new
     report says of a row that is still to be filled in is for whoever fills it in. */
  function commentsIn(table, lines) {
    const found = {}, open = [{ indent: 0, names: table.names, path: table.key }];
    let above = [];
    lines.slice(1).forEach((raw) => {
      const { text, comment } = withoutComment(raw, 0);
      if (!text.trim()) { if (comment) above.push(comment); return; }
      const indent = /^ */.exec(text)[0].length, parts = split(text.trim(), 0);
      while (open.length > 1 && open[open.length - 1].indent >= indent) open.pop();
      const top = open[open.length - 1];
      const name = parts && top.names.find((each) => [each.key, each.text].some((word) => fold(word) === fold(parts[0])));
      if (name) open.push({ indent, names: name.below, path: rowPath(top.path, name) });
      const { path } = open[open.length - 1], here = found[path] || { above: [], behind: [] };
      here.above.push(...above);
      above = [];
      if (comment && !text.includes(UNFILLED)) here.behind.push(comment);
      if (here.above.length || here.behind.length) found[path] = here;
    });
    return { found, lost: above.length };
  }

  /* Whether a new report still says so of a cell, a row or a group of rows. */
  function isUnfilled(node) { return node.kind === "scalar" && node.plain && node.text === UNFILLED; }

  class TableReader {
    constructor(form, cells, word) {
      this.form = form;
      this.cells = cells;
      this.word = word;
      this.totals = rowTotals(form);
    }

    table(table, node) { this.lines = table.lines; this.rows(table.names, node); }

    rows(names, node) {
      if (node.kind === "scalar" && node.plain && node.text === "0") { names.forEach((name) => this.row(name, node)); return; }
      if (isUnfilled(node) || (node.kind === "scalar" && node.text === "")) return;
      if (node.kind !== "map") throw new Unreadable(node.line, "应当分行填写");
      const met = new Set();
      node.pairs.forEach(([key, value]) => {
        const name = names.find((each) => [each.key, each.text].some((text) => fold(text) === fold(key)));
        if (!name) throw new Unreadable(value.line, `没有“${key}”这一行`);
        if (met.has(name)) throw new Unreadable(value.line, `的“${key}”写了两次`);
        met.add(name);
        this.row(name, value);
      });
    }

    row(name, node) {
      const line = name.line === null ? null : this.lines[name.line];
      if (name.below.length && line) { this.group(name, line, node); return; }
      if (name.below.length) { this.rows(name.below, node); return; }
      this.figures(line, node);
    }

    /* A row with parts: a number of its own and, beside it, the rows below. */
    group(name, line, node) {
      if (node.kind !== "map") { this.figures(line, node); this.rows(name.below, node); return; }
      const own = node.pairs.filter(([key]) => [VALUE, NOTE, UNIT].includes(key));
      const value = own.find(([key]) => key === VALUE);
      if (value) this.figures(line, own.length > 1 ? { kind: "map", line: value[1].line, pairs: own } : value[1]);
      this.rows(name.below, { kind: "map", line: node.line, pairs: node.pairs.filter((pair) => !own.includes(pair)) });
    }

    figures(line, node) {
      const columns = (key) => line.columns.findIndex((names) => names.some((name) => fold(name) === fold(key)));
      if (isUnfilled(node)) return;
      if (node.kind === "list") this.listed(line, node);
      else if (node.kind === "map" && (line.cells.length > 1 || node.pairs.some(([key]) => columns(key) >= 0))) {
        const given = new Set();
        node.pairs.forEach(([key, value]) => {
          const column = columns(key);
          if (column < 0) throw new Unreadable(value.line, `没有“${key}”这一列`);
          given.add(line.cells[column]);
          this.cell(line.cells[column], value);
        });
        line.cells.filter((place) => !given.has(place) && !this.totals.has(place)).forEach((place) => { this.cells[place].text = "0"; });
        this.complete(line, given);
      } else if (line.cells.length === 1) this.cell(line.cells[0], node);
      else if (node.plain && node.text === "0") line.cells.forEach((place) => { this.cells[place].text = "0"; });
      else if (node.text !== "") throw new Unreadable(node.line, `有 ${line.cells.length} 个数，只写了一个`);
    }

    listed(line, node) {
      const parts = line.cells.filter((place) => !this.totals.has(place));
      const places = [line.cells, parts].find((each) => each.length === node.items.length);
      if (!places) throw new Unreadable(node.line, `应有 ${line.cells.length} 个数，写了 ${node.items.length} 个`);
      places.forEach((place, number) => this.cell(place, node.items[number]));
      this.complete(line, new Set(places));
    }

    /* The totals that a row leaves out. */
    complete(line, given) {
      line.cells.filter((place) => this.totals.has(place) && !given.has(place)).forEach((total) => {
        const texts = this.totals.get(total).map((place) => this.cells[place].text);
        if (texts.includes("")) return;
        if (texts.includes(BLANK)) { this.cells[total].text = BLANK; return; }
        const numbers = texts.map(parse), { plus, shown, whole } = window.filling.numbers;
        if (!numbers.includes(null)) this.cells[total].text = shown(numbers.reduce(plus, whole(0)));
      });
    }

    cell(place, node) {
      const cell = this.cells[place];
      let content = node;
      if (node.kind === "map") {
        node.pairs.forEach(([key, value]) => {
          if (![VALUE, NOTE, UNIT].includes(key) || value.kind !== "scalar") throw new Unreadable(value.line, `的一格里不能写“${key}”`);
          if (key === NOTE) cell.note = value.text;
          else if (key === UNIT) cell.unit = value.text;
          else content = value;
        });
      }
      if (isUnfilled(content)) return;
      if (content.kind !== "scalar") throw new Unreadable(content.line, "的一格里应当是一个数");
      const isBlank = content.plain && (content.text === BLANK || content.text === "");
      cell.text = isBlank ? BLANK : content.text;
      if (isBlank && cell.note.startsWith(this.word)) {
        // Nobody has filled it in yet.
        cell.text = "";
        if (cell.note === this.word) cell.note = "";
      }
    }
  }

  /* The items of a table that its report declares. */
  function itemsOf(node, numbers) {
    if (node.kind !== "list") throw new Unreadable(node.line, "应当是列表，每项一行");
    return node.items.map((item) => {
      if (item.kind !== "map") throw new Unreadable(item.line, "应当写成 {指标: 名称, 单位: 件, 数: 0}");
      const said = new Map(item.pairs);
      const unknown = item.pairs.find(([key]) => ![ITEMS, UNIT, NUMBERS, PARTS].includes(key));
      if (unknown) throw new Unreadable(unknown[1].line, `没有“${unknown[0]}”这一项`);
      if (!said.has(ITEMS)) throw new Unreadable(item.line, `没有写“${ITEMS}”`);
      const unit = said.has(UNIT) ? said.get(UNIT).text : "";
      if (said.has(NUMBERS)) numbers.push(said.get(NUMBERS));
      return { text: said.get(ITEMS).text, unit, counted: said.has(NUMBERS), items: said.has(PARTS) ? itemsOf(said.get(PARTS), numbers) : [] };
    });
  }

  function readDeclared(frame, node, word) {
    if (node.kind !== "map") throw new Unreadable(node.line, "应当分行填写");
    const said = new Map(node.pairs), numbers = [];
    const columns = said.has(COLUMNS) ? said.get(COLUMNS).items.map((item) => item.text) : frame.tables[0].grid[0].cells.slice(2).map((cell) => cell.text);
    const items = said.has(ITEMS) ? itemsOf(said.get(ITEMS), numbers) : [];
    const form = localForm(frame, said.has(CAPTION) ? said.get(CAPTION).text : "", columns, items);
    if (form.clash) throw new Unreadable(node.line, `起的表里，“${form.clash}”写了两次`);
    const cells = emptyCells(form), reader = new TableReader(form, cells, word);
    form.tables[0].lines.forEach((line, number) => reader.figures(line, numbers[number]));
    return { form, cells };
  }

  function readTables(data, form, node, word) {
    const tableOf = (key) => form.tables.find((table) => table.key === key), cells = emptyCells(form);
    const written = node.pairs.filter(([key]) => tableKeys(data).includes(key));
    const other = written.find(([key]) => !tableOf(key));
    if (other) throw new Unreadable(other[1].line, `的“${other[0]}”不是 ${form.key} 格式的表`);
    if (form.local && written.length) return readDeclared(form, written[0][1], word);
    written.forEach(([key, value]) => new TableReader(form, cells, word).table(tableOf(key), value));
    return { form, cells };
  }

  function tableKeys(data) { return [].concat(...data.forms.map((form) => form.tables.map((table) => table.key))); }

  /* The tables in the form that is named, or of the year, or in which they can be read. */
  function inSomeForm(data, node, year) {
    const said = node.pairs.find(([key]) => key === "form");
    const named = said && data.forms.find((form) => form.key === said[1].text);
    if (said && !named) throw new Unreadable(said[1].line, `写的格式“${said[1].text}”这里没有`);
    const likely = named || formOfYear(data, year);
    const tries = named ? [named] : [likely].concat(data.forms.filter((form) => form !== likely));
    let first = null;
    for (const form of tries) {
      try { return readTables(data, form, node, data.unverified); } catch (error) {
        if (!(error instanceof Unreadable)) throw error;
        first = first || error;
      }
    }
    throw first;
  }

  /* The prose: what stands before the first heading, and each section as it was written. */
  function readBody(text) {
    const sections = [];
    let lead = [], isFenced = false;
    text.split("\n").forEach((line) => {
      if (/^\s*(```|~~~)/.test(line)) isFenced = !isFenced;
      if (!isFenced && /^#{1,2}\s+\S/.test(line)) sections.push({ heading: line.trim(), lines: [] });
      else (sections.length ? sections[sections.length - 1].lines : lead).push(line);
    });
    const joined = (lines) => lines.join("\n").replace(/^\s*\n/, "").trimEnd();
    return { lead: joined(lead), sections: sections.map(({ heading, lines }) => ({ heading, text: joined(lines) })) };
  }

  /* The document in a file. Throws Unreadable with the line of what cannot be read. */
  function readFile(data, content) {
    const text = content.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n");
    if (text.includes("\ufffd")) throw new Unreadable(1 + text.slice(0, text.indexOf("\ufffd")).split("\n").length - 1, "不是 UTF-8 编码，请另存为 UTF-8 再载入");
    const parts = /^---[ \t]*\n([\s\S]*?\n)?---[ \t]*(?:\n|$)/.exec(text);
    if (!parts) throw new Unreadable(1, "不是 ---：文件要以 --- 之间的数字部分开头");
    const lines = (parts[1] || "").split("\n").slice(0, -1), node = readYaml(lines, 2);
    if (node.kind !== "map") throw new Unreadable(2, "应当是“名称: 值”");
    const keys = tableKeys(data);
    node.pairs.forEach(([key, value]) => {
      if (!keys.includes(key) && !data.keys.includes(key)) throw new Unreadable(value.line, `没有“${key}”这一项`);
    });
    const said = node.pairs.find(([key]) => key === "year"), year = said ? Number(said[1].text) : NaN;
    if (!(data.years[0] <= year && year <= data.years[1])) throw new Unreadable(said ? said[1].line : 2, "没有写清年度");
    const { form, cells } = inSomeForm(data, node, year);
    const { prelude, entries, trailing } = entriesOf(lines, 2), metadata = [], comments = {}, beside = {};
    let lost = trailing.filter((line) => line.trim()).length;
    entries.forEach((entry) => {
      if (keys.includes(entry.key)) {
        comments[entry.key] = entry.comments.filter((line) => line.trim());
        const told = form.local ? null : commentsIn(form.tables.find((table) => table.key === entry.key), entry.lines);
        if (told) Object.assign(beside, told.found);
        lost += told ? told.lost : entry.lines.slice(1).filter((line) => withoutComment(line, 0).comment).length;
      } else if (!["year", "form"].includes(entry.key)) metadata.push(...entry.comments, ...entry.lines);
    });
    const remarks = lost ? [`表里各行后面的说明（# 后面的字）有 ${lost} 处，写出的文件里没有它们；要留的请另存。`] : [];
    return Object.assign({ form, year, cells, prelude: prelude.filter((line) => line.trim()), comments, beside, remarks,
      metadata: metadata.filter((line) => line.trim()) }, readBody(text.slice(parts[0].length)));
  }

  /* Writing. */

  /* A text as YAML takes it for text. */
  function quoted(text) { return PLAIN.test(text) && !NUMBER_LIKE.test(text) ? text : JSON.stringify(text); }

  function cellText(cell, word) {
    const isNumber = parse(cell.text.replace(/^\+/, "")) !== null;
    const value = cell.text === "" || cell.text === BLANK ? BLANK : isNumber ? cell.text : JSON.stringify(cell.text);
    const note = cell.text === "" && !cell.note.startsWith(word) ? word + (cell.note && `：${cell.note}`) : cell.note;
    const parts = [`${VALUE}: ${value}`];
    if (cell.unit) parts.push(`${UNIT}: ${quoted(cell.unit)}`);
    if (note) parts.push(`${NOTE}: ${quoted(note)}`);
    return parts.length === 1 ? value : `{${parts.join(", ")}}`;
  }

  function rowText(line, cells, word) {
    const texts = line.cells.map((place) => cellText(cells[place], word));
    if (texts.length === 1) return texts[0];
    return texts.every((text) => text === "0") ? "0" : `[${texts.join(", ")}]`;
  }

  function tableLines(table, cells, word, beside) {
    const written = [], [first] = table.lines;
    const isAlike = table.lines.every((line) => String(line.columns) === String(first.columns)) && first.columns.length > 1;

    function add(names, indent, above) {
      names.forEach((name) => {
        const line = name.line === null ? null : table.lines[name.line], path = rowPath(above, name);
        const told = beside[path] || { above: [], behind: [] };
        const behind = told.behind.length ? `  ${told.behind.join(" ")}` : "";
        written.push(...told.above.map((comment) => `${indent}${comment}`));
        if (!name.below.length) { written.push(`${indent}${quoted(name.key)}: ${rowText(line, cells, word)}${behind}`); return; }
        written.push(`${indent}${quoted(name.key)}:${behind}`);
        if (line) written.push(`${indent}  ${VALUE}: ${rowText(line, cells, word)}`);
        add(name.below, `${indent}  `, path);
      });
    }

    written.push(`${table.key}:` + (isAlike ? `  # ${first.columns.map(([key]) => key).join("、")}` : ""));
    add(table.names, "  ", table.key);
    return written;
  }

  function declaredLines(form, cells, word) {
    const [table] = form.tables, { caption, columns, items } = form.declared || { caption: "", columns: [], items: [] };
    const written = [`${table.key}:`];
    let next = 0;

    function add(list, indent) {
      list.forEach((item) => {
        const parts = [`${ITEMS}: ${quoted(item.text)}`];
        if (item.unit) parts.push(`${UNIT}: ${quoted(item.unit)}`);
        if (item.counted) { parts.push(`${NUMBERS}: ${rowText(table.lines[next], cells, word)}`); next += 1; }
        if (!item.items.length) { written.push(`${indent}- {${parts.join(", ")}}`); return; }
        parts.push(`${PARTS}:`);
        parts.forEach((part, place) => written.push(`${indent}${place ? "  " : "- "}${part}`));
        add(item.items, `${indent}    `);
      });
    }

    if (caption) written.push(`  ${CAPTION}: ${quoted(caption)}`);
    if (columns.length) written.push(`  ${COLUMNS}: [${columns.map(quoted).join(", ")}]`);
    written.push(`  ${ITEMS}:`);
    add(items, "    ");
    return written;
  }

  function frontMatter(data, report) {
    const { form } = report;
    const written = report.prelude.concat([`year: ${report.year}`, `form: ${JSON.stringify(form.key)}`], report.metadata);
    form.tables.forEach((table) => {
      written.push("", ...(report.comments[table.key] || []));
      written.push(...(form.local ? declaredLines(form, report.cells, data.unverified) : tableLines(table, report.cells, data.unverified, report.beside)));
    });
    return `---\n${written.join("\n")}\n---\n`;
  }

  function writeFile(data, report) {
    const parts = (report.lead ? [report.lead] : []).concat(...report.sections.map(({ heading, text }) => (text ? [heading, text] : [heading])));
    return `${frontMatter(data, report)}\n${parts.join("\n\n")}\n`;
  }

  window.filling.file = { frontMatter, newDocument, readFile, writeFile };
})();
