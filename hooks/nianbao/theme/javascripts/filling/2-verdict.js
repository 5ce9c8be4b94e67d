/* What is wrong with a report's figures: the codes, addresses, sentences and advice of
   nianbao/check (relations.py, culprits.py, expectations.py, unverified.py, years.py). Which
   relations there are, the form's data say. tests/data/filling/verdicts.json holds both to the same.

   A report is { form, year, cells }; a cell is { text, note, unit }. An empty text is a cell that
   nobody has filled in, ~ one that is blank in the published table, which is not 0. */
(function () {
  "use strict";
  if (!window.filling) return;
  const { LONGEST, compare, minus, negative, parse, plus, shown, sign, times, whole } = window.filling.numbers;
  const BLANK = "~";
  const MOST_DECIMALS = 4, MOST_NAMED = 4, MOST_REPAIRS = 9, MOST_UNDECIDED = 5, MOST_OPEN_ROWS = 3;
  const FACTOR = 5, LEAST_BASE = 20, UNIT_FACTOR = 100;

  /* The numbers of a report: of each figure { value, written }; null for what is no number. */
  function read(report) {
    return report.cells.map((cell, place) => {
      if (cell.text === "" || cell.text === BLANK) return { value: null, written: "" };
      const value = parse(cell.text);
      if (value === null) return null;
      if (cell.text.charAt(0) === "+" && report.form.figures[place].kind !== "change") return null;
      return { value, written: cell.text };
    });
  }

  function sum(figures, places) {
    let total = whole(0);
    for (const place of places) {
      if (!figures[place] || figures[place].value === null) return null;
      total = plus(total, figures[place].value);
    }
    return total;
  }

  function address(form, place) {
    const [table, row, column] = form.figures[place].at;
    return [table].concat(row, column ? [column] : []);
  }

  /* What distinguishes a figure from the others of its relation. */
  function name(form, every, place) {
    const [, row, column] = form.figures[place].at;
    return every === "row" ? column : row[row.length - 1];
  }

  function unfit(value, kind) {
    if (value === null) return "";
    if (kind !== "amount" && value.places) return "应为整数";
    return kind !== "change" && sign(value) < 0 ? "不能为负数" : "";
  }

  /* Of each text that is no number: what is wrong with it. */
  function slip(text) {
    const plain = text.replace(/^([+-]?)0+(?=[0-9])/, "$1");
    if (text.length > LONGEST && /^[+-]?[0-9.]+$/.test(text)) return [`“${text.slice(0, LONGEST)}…”太长，不像一个统计数`, "请核对是不是几个数连在了一起"];
    if (/^[+-]0(\.0+)?$/.test(text)) return [`“${text}”是带符号的零`, "请写 0"];
    if (plain !== text && parse(plain)) return [`“${text}”以 0 开头`, `请改为 ${plain}`];
    if (/^\+/.test(text) && parse(text)) return [`“${text}”前有加号`, `请改为 ${text.slice(1)}`];
    return [`“${text}”不是数`, "请填数字；表上是空白的格写 ~，是零的写 0"];
  }

  function numberProblems(report, figures) {
    const { form } = report, found = [];
    figures.forEach((figure, place) => {
      const at = address(form, place);
      if (figure === null) {
        const [sentence, advice] = slip(report.cells[place].text);
        found.push({ code: "number-format", at, cells: [place], sentence, advice });
        return;
      }
      const sentence = unfit(figure.value, form.figures[place].kind);
      if (sentence) {
        found.push({ code: form.rule.code, at, cells: [place], sentence: `填了 ${figure.written}，${sentence}`, advice: `${form.rule.name}：${form.rule.statement}` });
      }
      const decimals = figure.written.includes(".") ? figure.written.split(".")[1].length : 0;
      if (decimals > MOST_DECIMALS && !sentence) {
        found.push({ code: "amount-decimals", at, cells: [place], sentence: `填了 ${figure.written}，小数有 ${decimals} 位`, advice: "金额最多四位小数，请核对单位和位数" });
      }
    });
    return found;
  }

  /* Each cell whose relations are all broken, and all by the same amount, with its right value. */
  function repairsOf(form, figures, gaps) {
    const suspects = new Set();
    gaps.filter((gap) => sign(gap.size)).forEach((gap) => {
      gap.equation.left.concat(gap.equation.right).forEach((place) => suspects.add(place));
    });
    const repairs = [];
    figures.forEach((figure, place) => {
      if (!suspects.has(place) || figure === null || figure.value === null) return;
      const changes = [], touched = [];
      gaps.forEach((gap, number) => {
        const weight = gap.equation.left.filter((p) => p === place).length - gap.equation.right.filter((p) => p === place).length;
        if (!weight) return;
        touched.push(number);
        const change = times(negative(gap.size), weight);
        if (!changes.some((other) => compare(other, change) === 0)) changes.push(change);
      });
      if (changes.length !== 1 || !sign(changes[0])) return;
      const value = plus(figure.value, changes[0]);
      if (form.figures[place].kind === "change" || sign(value) >= 0) repairs.push({ place, value, touched });
    });
    return repairs;
  }

  /* The numbers of the broken relations, those together that share cells. */
  function components(gaps) {
    let found = [];
    gaps.forEach((gap, number) => {
      if (!sign(gap.size)) return;
      let own = { gaps: [number], cells: gap.equation.left.concat(gap.equation.right) };
      const apart = [];
      found.forEach((other) => {
        if (!other.cells.some((cell) => own.cells.includes(cell))) { apart.push(other); return; }
        own = { gaps: own.gaps.concat(other.gaps), cells: own.cells.concat(other.cells) };
      });
      found = apart.concat(own);
    });
    return found.map((component) => component.gaps.sort((a, b) => a - b));
  }

  function advice(form, equation, repairs) {
    const rule = `${equation.name}：${equation.statement}。请核对原始台账，改正填错的数`;
    if (!repairs.length || repairs.length > MOST_REPAIRS) return rule;
    const listed = repairs.map((repair) => `${name(form, equation.every, repair.place)}改为 ${shown(repair.value)}`).join("，或");
    return `${rule}；只改一格就能成立的改法：${listed}`;
  }

  function blanksOf(figures, equation) {
    return equation.right.concat(equation.left).filter((place) => figures[place].value === null);
  }

  function undecidedProblems(form, figures, table, equations) {
    const rule = "能查到的请补上；公布时就是空白的不用处理，空白不是零";
    if (equations.length > MOST_UNDECIDED) {
      const cells = [...new Set([].concat(...equations.map((equation) => blanksOf(figures, equation))))];
      const columns = [...new Set(cells.map((place) => form.figures[place].at[2]))];
      const names = columns.slice(0, MOST_NAMED).join("、") + (columns.length > MOST_NAMED ? "等" : "");
      return [{ code: "undecided", at: [table], cells, advice: rule,
        sentence: `${names} ${columns.length} 列共有 ${cells.length} 格是空白，${equations.length} 条关系无法核对` }];
    }
    return equations.map((equation) => {
      const cells = blanksOf(figures, equation);
      const names = cells.slice(0, MOST_NAMED).map((place) => name(form, equation.every, place)).join("、");
      const more = cells.length > MOST_NAMED ? `等 ${cells.length} 格` : "";
      return { code: "undecided", at: equation.at, cells, sentence: `${names}${more}是空白，“${equation.statement}”无法核对`, advice: rule };
    });
  }

  function excess(equation, left, right, rule) {
    return { code: equation.code, at: equation.at, cells: equation.left.concat(equation.right), advice: rule,
      sentence: `${equation.leftName}为 ${shown(left)}，多于${equation.rightName}的 ${shown(right)}` };
  }

  /* An equation with a cell that is still to be looked up is left to the problem which that is. */
  function relationProblems(form, figures, isOpen) {
    const found = [], gaps = [], undecided = new Map();
    form.equations.forEach((equation) => {
      const left = sum(figures, equation.left), right = sum(figures, equation.right);
      if (left === null || right === null) {
        if (equation.right.concat(equation.left).some((place) => figures[place] === null || isOpen(place))) return;
        undecided.set(equation.at[0], (undecided.get(equation.at[0]) || []).concat(equation));
      } else if (!equation.most) {
        gaps.push({ equation, left, right, size: minus(left, right) });
      } else if (compare(left, right) > 0) {
        found.push(excess(equation, left, right, `${equation.name}：${equation.statement}。请核对原始台账，改正填错的数`));
      }
    });
    undecided.forEach((equations, table) => found.push(...undecidedProblems(form, figures, table, equations)));
    const repairs = gaps.some((gap) => sign(gap.size)) ? repairsOf(form, figures, gaps) : [];
    gaps.forEach((gap, number) => {
      if (!sign(gap.size)) return;
      const { equation } = gap;
      const alone = repairs.filter((repair) => repair.touched.length === 1 && repair.touched[0] === number);
      const verb = equation.right.length === 1 ? "填" : "为";
      found.push({ code: equation.code, at: equation.at, cells: equation.right.concat(equation.left),
        sentence: `${equation.leftName}为 ${shown(gap.left)}，${equation.rightName}${verb} ${shown(gap.right)}`,
        advice: advice(form, equation, alone) });
    });
    components(gaps).forEach((together) => {
      const able = repairs.filter((repair) => String(repair.touched) === String(together));
      if (together.length < 2 || able.length !== 1) return;
      const [{ place, value }] = able;
      const relations = together.map((number) => `${gaps[number].equation.name} ${gaps[number].equation.subject}`).join("、");
      found.push({ code: "likely-cell", at: address(form, place), cells: [place],
        sentence: `现为 ${figures[place].written}，改为 ${shown(value)}，${together.length} 条不成立的关系（${relations}）就全部成立`,
        advice: "请先对照台账核对这一格；这是按关系推算的，以台账为准" });
    });
    form.expectations.forEach((equation) => {
      const left = sum(figures, equation.left), right = sum(figures, equation.right);
      if (left === null || right === null || compare(left, right) <= 0) return;
      found.push(excess(equation, left, right, `${equation.statement}。请核对文件清单；算法不同的，请写入 acknowledged 说明`));
    });
    return found;
  }

  /* A row of which cells are open each; of a table in which many are, one problem. */
  function unverifiedProblems(report, isOpen, word) {
    const rule = "请对照原件填上数；原件就是空白的，改为 ~";
    return [].concat(...report.form.tables.map((table) => {
      const open = table.lines.map((line) => ({ line, cells: line.cells.filter(isOpen) })).filter(({ cells }) => cells.length);
      if (open.length > MOST_OPEN_ROWS) {
        const cells = [].concat(...open.map((row) => row.cells)), note = report.cells[cells[0]].note || word;
        const names = open.slice(0, MOST_OPEN_ROWS).map(({ line }) => line.row[line.row.length - 1]).join("、");
        return [{ code: "unverified", at: [table.key], cells, sentence: `${names}等 ${open.length} 行共有 ${cells.length} 格还没有核实`,
          advice: `${rule}；每一格在文件里都写着“${note}”` }];
      }
      return open.map(({ line, cells }) => {
        const names = cells.map((place) => report.form.figures[place].at[2]).join("、");
        return { code: "unverified", at: [table.key].concat(line.row), cells, advice: rule,
          sentence: line.cells.length > 1 ? `${names}还没有核实` : "还没有核实" };
      });
    }));
  }

  /* Pairs of places that mean the same, ours and theirs; of two local tables nothing does. */
  function sameIn(data, form, other) {
    if (form.local || other.local) return [];
    if (form.key === other.key) return form.figures.map((_, place) => [place, place]);
    return data.same[`${form.key}|${other.key}`] || [];
  }

  function yearProblems(data, report, figures, before, earlier) {
    const { form } = report, found = [];
    const theirs = new Map(sameIn(data, form, before.form));
    form.years.forEach((equation) => {
      const places = equation.before.map((place) => theirs.get(place));
      if (places.includes(undefined) || !theirs.has(equation.now)) return;
      const then = sum(earlier, places), more = sum(figures, equation.plus);
      const less = sum(figures, equation.minus), now = sum(figures, [equation.now]);
      if (then === null || more === null || less === null || now === null) return;
      const expected = minus(plus(then, more), less);
      if (compare(expected, now) === 0) return;
      const names = equation.before.map((place) => name(form, equation.every, place)).join("加");
      found.push({ code: equation.code, at: address(form, equation.now), cells: [equation.now],
        sentence: compare(then, expected) === 0
          ? `${before.year} 年的${names}为 ${shown(then)}，本年填 ${shown(now)}`
          : `${before.year} 年的${names}为 ${shown(then)}，按本年的增减推算应为 ${shown(expected)}，填了 ${shown(now)}`,
        advice: `${equation.name}：${equation.statement}。请核对 ${before.file}；确实如此的，请写入 acknowledged 说明` });
    });
    return found.concat(leapProblems(data, report, figures, before, earlier));
  }

  function hasOtherUnit(figure, then, now) {
    if (figure.kind !== "amount" || figure.unit !== "万元" || sign(now) <= 0) return false;
    return compare(now, times(then, UNIT_FACTOR)) >= 0 || compare(times(now, UNIT_FACTOR), then) < 0;
  }

  function leapProblems(data, report, figures, before, earlier) {
    const { form } = report, leaping = new Map();
    const ours = new Map(sameIn(data, before.form, form));
    earlier.forEach((figure, place) => {
      if (figure === null || figure.value === null || sign(figure.value) <= 0 || !ours.has(place)) return;
      const here = ours.get(place), then = figure.value, now = sum(figures, [here]);
      if (now === null) return;
      const leaps = compare(then, whole(LEAST_BASE)) >= 0 &&
        (compare(now, times(then, FACTOR)) > 0 || compare(times(now, FACTOR), then) < 0);
      if (leaps || hasOtherUnit(form.figures[here], then, now)) leaping.set(here, [then, now]);
    });
    const covered = new Set();
    rowTotals(form).forEach((parts, total) => { if (leaping.has(total)) parts.forEach((part) => covered.add(part)); });
    const found = [];
    leaping.forEach(([then, now], place) => {
      const figure = form.figures[place];
      if (covered.has(place) || figure.kind === "change") return;
      const byUnit = hasOtherUnit(figure, then, now);
      const how = (byUnit ? ["100 倍以上", "不到百分之一"] : ["超过 5 倍", "不到五分之一"])[compare(now, then) > 0 ? 0 : 1];
      found.push({ code: "leap", at: address(form, place), cells: [place],
        sentence: `${before.year} 年为 ${shown(then)}，本年填 ${shown(now)}，${how}`,
        advice: byUnit
          ? "单位是万元，请核对两年是不是都按万元填的；确实如此的，请写入 acknowledged 说明"
          : "请核对有没有多写、漏写一位，或者用错单位；确实如此的，请写入 acknowledged 说明" });
    });
    return found;
  }

  /* The figures that a row may leave out, each with those that it is the sum of. */
  function rowTotals(form) {
    const sums = form.equations.filter((e) => e.every === "row" && e.right.length === 1 && !e.most);
    return new Map(sums.map((equation) => [equation.right[0], equation.left]));
  }

  /* What is wrong with a report's figures, beside those of the year before where they are known. */
  function verdict(data, report, before) {
    const figures = read(report);
    // A cell that nobody has filled in is written as one to be verified.
    const isOpen = (place) => report.cells[place].text === "" || report.cells[place].note.startsWith(data.unverified);
    const found = numberProblems(report, figures).concat(
      relationProblems(report.form, figures, isOpen), unverifiedProblems(report, isOpen, data.unverified));
    return before ? found.concat(yearProblems(data, report, figures, before, read(before))) : found;
  }

  /* The totals that are empty and whose parts are all filled in, as pairs of place and text. */
  function missingTotals(report, only) {
    const cells = report.cells.map((cell) => Object.assign({}, cell));
    const totals = report.form.equations.filter((e) => e.right.length === 1 && !e.most);
    const made = [];
    for (let again = true; again;) {
      again = false;
      const figures = read({ form: report.form, cells });
      totals.forEach((equation) => {
        const [total] = equation.right, added = cells[total].text === "" && sum(figures, equation.left);
        if (!added || (only !== undefined && total !== only)) return;
        cells[total].text = shown(added);
        made.push([total, cells[total].text]);
        again = true;
      });
    }
    return made;
  }

  window.filling.checks = { BLANK, missingTotals, name, rowTotals, sameIn, verdict };
})();
