/* 填报助手: a report typed into the official tables and checked while it is typed.

   Nothing is sent: reports come from files and from what this browser has kept, and go to a file
   or the clipboard. What is kept is the text of the file itself. */
(function () {
  "use strict";
  const box = document.getElementById("filling"), { filling } = window;
  if (!box || !filling || !filling.prose || !filling.file) return;
  const { missingTotals, sameIn, verdict, BLANK } = filling.checks;
  const { newDocument, readFile, writeFile, frontMatter } = filling.file;
  const { formOfYear, localForm } = filling.forms;
  const { TableView, element } = filling.table;
  const { proseProblems, showSections } = filling.prose;
  const data = JSON.parse(document.getElementById("filling-data").textContent);
  const WORDS = { error: "错误", warning: "提醒", notice: "提示" };
  const KEPT = "nianbao.filling:", BEFORE = "nianbao.filling.before:";
  const QUIET = 800;
  const part = (name) => box.querySelector(`[data-part="${name}"]`);

  let report, before = null, views = [], prose = null, steps = [], replaced = null, timer = 0, told = "", organ = "";

  /* What the browser keeps; where it keeps nothing, one has to save files. */
  const store = {
    get(key) { try { return localStorage.getItem(key); } catch (error) { return null; } },
    set(key, text) { try { localStorage.setItem(key, text); return true; } catch (error) { return false; } },
    remove(key) { try { localStorage.removeItem(key); } catch (error) { /* There is nothing. */ } }
  };

  function place() { return `${organ}/${report.year}`; }

  function say(sentence) { part("said").textContent = sentence; }

  function isEmpty(document) {
    return document.cells.every(({ text }) => text === "") && document.sections.every(({ text }) => text === "") && !document.form.declared;
  }

  /* What is there is kept; an empty report takes nothing away that another window has kept. */
  function keep() {
    if (isEmpty(report)) {
      if (steps.length) store.remove(KEPT + place());
      part("kept").textContent = "";
      return;
    }
    part("kept").textContent = store.set(KEPT + place(), writeFile(data, report))
      ? "填的内容留在这台电脑的浏览器里，没有传到别处。"
      : "这个浏览器不保存内容，请随时下载文件。";
  }

  /* Last year's figure beside each of this year's, as it was written. */
  function earlierTexts() {
    const texts = new Map();
    if (before) sameIn(data, report.form, before.form).forEach(([ours, theirs]) => texts.set(ours, before.cells[theirs].text));
    return (number) => (texts.get(number) || "").replace(BLANK, "空白");
  }

  /* Problems. */

  function goTo(problem) {
    const [first] = problem.cells || [];
    if (first !== undefined) views.find((view) => view.inputs.has(first)).focus(first);
    else if (problem.section !== null && problem.section !== undefined) document.getElementById(`filling-section-${problem.section}`).focus();
  }

  function item(problem, number) {
    const severity = data.severities[problem.code];
    const where = problem.at.slice(1).join(" › "), parts = [element("b", { className: severity }, WORDS[severity])];
    if (problem.cells) {
      const link = element("button", { type: "button" }, where || problem.at[0]);
      link.addEventListener("click", () => goTo(problem));
      parts.push(" ", link, "：");
    } else parts.push("：");
    parts.push(element("span", { id: `filling-problem-${number}` }, problem.sentence), element("small", {}, `${problem.advice} [${problem.code}]`));
    return element("li", {}, ...parts);
  }

  function isOpen(number) { return report.cells[number].text === ""; }

  /* All problems; a cell that is not filled in yet is counted, and no more said of it. */
  function check() {
    const found = verdict(data, report, before && before.year === report.year - 1 ? before : null)
      .concat(proseProblems(report))
      .filter((problem) => data.severities[problem.code])
      .filter(({ code, cells }) => !(["unverified", "undecided"].includes(code) && cells.some(isOpen)));
    const marked = new Map();
    const lists = new Map(views.map((view) => [view.problems, []]));
    if (prose) prose.lists.concat(prose.missing).forEach((list) => lists.set(list, []));
    found.forEach((problem, number) => {
      const view = problem.cells && views.find((each) => each.table.key === problem.at[0]);
      const list = view ? view.problems : problem.section === null ? prose.missing : prose.lists[problem.section];
      lists.get(list).push(item(problem, number));
      if (view && data.severities[problem.code] !== "notice") marked.set(problem.cells[0], `filling-problem-${number}`);
    });
    lists.forEach((items, list) => list.replaceChildren(...items));
    views.forEach((view) => view.inputs.forEach((input, number) => {
      if (marked.has(number)) { input.setAttribute("aria-invalid", "true"); input.setAttribute("aria-describedby", marked.get(number)); }
      else { input.removeAttribute("aria-invalid"); input.removeAttribute("aria-describedby"); }
    }));
    const [first] = found.filter(({ code, cells }) => cells && data.severities[code] !== "notice");
    part("first").hidden = !first;
    part("first").textContent = first ? `${first.at.slice(1).join(" › ")}：${first.sentence}` : "";
    part("first").onclick = () => goTo(first);
    const open = report.cells.filter(({ text }) => text === "").length;
    const count = (severity) => found.filter(({ code }) => data.severities[code] === severity).length;
    const said = [[count("error"), "处错误"], [count("warning"), "处提醒"], [count("notice"), "处提示"]].filter(([number]) => number).map(([number, word]) => `${number} ${word}`);
    if (open) said.push(`还有 ${open} 格没有填`);
    const sentence = said.length ? `${said.join("，")}。` : "各项核对都通过了。";
    part("next").hidden = !open;
    if (sentence !== told) { told = sentence; part("count").textContent = sentence; }
  }

  /* After each key: what is said is said when the typing pauses. */
  function typed() {
    clearTimeout(timer);
    timer = setTimeout(settle, QUIET);
  }

  function settle() {
    clearTimeout(timer);
    timer = 0;
    keep();
    check();
  }

  /* Steps. */

  function changed(changes) {
    if (!changes.length) return;
    steps.push(changes);
    settle();
  }

  function undo() {
    const step = steps.pop();
    if (!step) { say("没有可以撤销的了。"); return; }
    step.forEach(([number, was]) => { report.cells[number].text = was; views.forEach((view) => view.show(number)); });
    views.find((view) => view.inputs.has(step[0][0])).focus(step[0][0]);
    settle();
  }

  function put(pairs) {
    const changes = pairs.map(([number, text]) => [number, report.cells[number].text, text]);
    changes.forEach(([number, , text]) => { report.cells[number].text = text; views.forEach((view) => view.show(number)); });
    changed(changes);
  }

  function total(number) {
    const pairs = missingTotals({ form: report.form, cells: report.cells.map((cell, at) => (at === number ? Object.assign({}, cell, { text: "" }) : cell)) }, number);
    if (pairs.length) put(pairs);
    else say("这一格不是总计，或者它的各项还没有填齐。");
  }

  function addUp() {
    const pairs = missingTotals(report);
    put(pairs);
    say(pairs.length ? `算出了 ${pairs.length} 格总计。` : "没有可以算的：总计已经填了，或者各项还没有填齐。");
  }

  /* Every empty cell that is no total is nought, and totals follow. */
  function fillUp() {
    const totals = new Set(report.form.equations.filter((e) => e.right.length === 1 && !e.most).map((e) => e.right[0]));
    const zeros = report.cells.map((cell, number) => number).filter((number) => isOpen(number) && !totals.has(number)).map((number) => [number, "0"]);
    const cells = report.cells.map((cell) => Object.assign({}, cell));
    zeros.forEach(([number, text]) => { cells[number].text = text; });
    const pairs = zeros.concat(missingTotals({ form: report.form, cells }));
    put(pairs);
    say(`填了 ${zeros.length} 格 0，算出了 ${pairs.length - zeros.length} 格总计。`);
  }

  function nextOpen() {
    const order = [].concat(...views.map((view) => [...view.inputs.keys()]));
    const open = order.find(isOpen);
    if (open !== undefined) views.find((view) => view.inputs.has(open)).focus(open);
  }

  function leave(view, step) {
    const other = views[views.indexOf(view) + step];
    if (other && step > 0) other.first();
    else if (other) other.last();
  }

  /* Showing a report. */

  function show() {
    const earlier = earlierTexts();
    part("year").value = String(report.year);
    part("form").value = report.form.key;
    steps = [];
    views = [];
    views = report.form.tables.filter((table) => table.lines.length).map((table, number) => new TableView(report, table, number, {
      before: earlier, changed, leave, say, total, typed, undo, unverified: data.unverified
    }));
    part("tables").replaceChildren(...views.map((view) => view.element));
    part("rows").hidden = !report.form.local;
    if (report.form.local) part("declared").value = declaredText(report.form.declared);
    showProse();
    part("remarks").replaceChildren(...report.remarks.map((remark) => element("li", {}, remark)));
    part("target").textContent = `文件名是 ${report.year}.md，放进 reports/${organ || "机关代号"}/。`;
    part("earlier").textContent = before ? `旁边是 ${before.year} 年度的数（${before.file}）${before.year === report.year - 1 ? "" : "；不是上一年度，不作跨年核对"}。` : "";
    told = "";
    settle();
  }

  function showProse() {
    prose = showSections(part("sections"), report, typed, () => { showProse(); settle(); });
  }

  /* The report of an organ and a year, as it was kept, or a new one. */
  function open(year) {
    if (report) settle();
    organ = part("organ").value;
    report = newDocument(formOfYear(data, year), year);
    const kept = store.get(KEPT + place()), earlier = store.get(BEFORE + place());
    try { if (kept) report = readFile(data, kept); } catch (error) { say(`上次留下的内容读不出来：${error.message}。`); }
    before = null;
    try { if (earlier) before = readBefore(JSON.parse(earlier)); } catch (error) { store.remove(BEFORE + place()); }
    show();
  }

  function readBefore({ file, text }) { return Object.assign(readFile(data, text), { file }); }

  function load(name, text) {
    const read = readFile(data, text);
    replaced = isEmpty(report) && report.year === read.year ? null : report;
    const isOther = read.year !== report.year, kept = isOther ? null : before;
    report = read;
    before = kept;
    if (isOther) {
      const earlier = store.get(BEFORE + place());
      before = earlier ? readBefore(JSON.parse(earlier)) : null;
    }
    part("back").hidden = !replaced;
    say(`载入了 ${name}。`);
    show();
  }

  function loadBefore(name, text) {
    before = readBefore({ file: name, text });
    store.set(BEFORE + place(), JSON.stringify({ file: name, text }));
    say(`载入了上一年度的 ${name}。`);
    show();
  }

  async function readChosen(file, then) {
    try { then(file.name, await file.text()); } catch (error) {
      if (!(error instanceof filling.yaml.Unreadable)) throw error;
      say(`${file.name} 没有载入：${error.message}。没有改动现在的内容。`);
    }
  }

  function chosen(name, then) {
    part(name).addEventListener("change", (event) => {
      const [file] = event.target.files;
      if (file) readChosen(file, then).then(() => { event.target.value = ""; });
    });
  }

  /* Rows of a table that has no national form: one a line, 名称 | 单位; two spaces in for a part. */

  function declaredText(declared) {
    const lines = [];
    const add = (items, depth) => items.forEach((item) => {
      lines.push("  ".repeat(depth) + item.text + (item.counted ? ` | ${item.unit || "件"}` : ""));
      add(item.items, depth + 1);
    });
    if (declared) add(declared.items, 0);
    return lines.join("\n");
  }

  function declare() {
    const items = [], above = [];
    part("declared").value.split("\n").filter((line) => line.trim()).forEach((line) => {
      const depth = Math.min(Math.floor(/^ */.exec(line.replace(/\t/g, "  ").replace(/\u3000/g, "  "))[0].length / 2), above.length);
      const [text, unit] = line.split(/[|｜]/).map((piece) => piece.trim());
      const own = { text, unit: unit || "", counted: unit !== undefined, items: [] };
      above.length = depth;
      (depth ? above[depth - 1].items : items).push(own);
      above.push(own);
    });
    const frame = data.forms.find((form) => form.local), old = report, declared = old.form.declared;
    const columns = declared ? declared.columns : frame.tables[0].grid[0].cells.slice(2).map((cell) => cell.text);
    const form = localForm(frame, declared ? declared.caption : "", columns, items);
    if (form.clash) { say(`“${form.clash}”写了两次，或与一列同名，没有改动。`); return; }
    const texts = new Map(old.form.figures.map((figure, number) => [String(figure.at), old.cells[number]]));
    const cells = form.figures.map((figure) => texts.get(String(figure.at)) || { text: "", note: "", unit: "" });
    report = Object.assign({}, old, { form, cells });
    show();
  }

  /* Taking the report away. */

  function download() {
    const link = element("a", { href: URL.createObjectURL(new Blob([writeFile(data, report)], { type: "text/markdown" })), download: `${report.year}.md` });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  }

  async function copy() {
    const text = frontMatter(data, report);
    try {
      await navigator.clipboard.writeText(text);
      say("数字部分（两行 --- 之间）复制好了。");
    } catch (error) {
      const area = part("copied");
      area.hidden = false;
      area.value = text;
      area.focus();
      area.select();
      say("浏览器不许直接复制，请按 Ctrl+C 复制选中的文字。");
    }
  }

  function clear() {
    replaced = report;
    store.remove(KEPT + place());
    report = newDocument(formOfYear(data, report.year), report.year);
    part("back").hidden = false;
    say("这份草稿清除了。");
    show();
  }

  function start() {
    part("organ").append(element("option", { value: "" }, "（不指明）"), ...data.organs.map(([slug, name]) => element("option", { value: slug }, name)));
    part("form").append(...data.forms.map((form) => element("option", { value: form.key }, form.notice ? `${form.key}（${form.notice}）` : form.key)));
    part("year").min = String(data.years[0]);
    part("year").max = String(data.years[1]);
    const year = () => Math.min(Math.max(Math.round(Number(part("year").value)) || report.year, data.years[0]), data.years[1]);
    part("organ").addEventListener("change", () => { open(report.year); });
    part("year").addEventListener("change", () => { open(year()); });
    part("form").addEventListener("change", () => {
      const form = data.forms.find(({ key }) => key === part("form").value);
      if (report.cells.some(({ text }) => text !== "")) {
        part("form").value = report.form.key;
        say("表里已经填了数，不能换格式；确实要换，请先清除这份草稿。");
        return;
      }
      report = newDocument(form, report.year);
      show();
    });
    chosen("file", load);
    chosen("file-before", loadBefore);
    const clicks = { next: nextOpen, undo, "add-up": addUp, "fill-up": fillUp, declare, download, copy, clear };
    Object.keys(clicks).forEach((name) => part(name).addEventListener("click", clicks[name]));
    part("back").addEventListener("click", () => {
      [report, replaced] = [replaced, report];
      if (isEmpty(report)) store.remove(KEPT + place());
      say("换回了原来的内容；再按一次，又换回来。");
      show();
    });
    box.addEventListener("dragover", (event) => event.preventDefault());
    box.addEventListener("drop", (event) => {
      const [file] = event.dataTransfer.files;
      if (!file) return;
      event.preventDefault();
      readChosen(file, load);
    });
    window.addEventListener("storage", (event) => {
      if (event.key === KEPT + place()) say("另一个窗口也在填这一份：留下的是最后改的那个窗口的内容，请只用一个窗口。");
    });
    window.addEventListener("pagehide", () => { if (timer) keep(); });
    open(new Date().getFullYear() - 1);
    box.hidden = false;
    document.querySelectorAll(".filling__unscripted").forEach((notice) => notice.remove());
  }

  start();
})();
