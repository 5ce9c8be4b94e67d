/* Pairs of figures as partials/compared.html shows them: in few words, then table by table. */
(function () {
  "use strict";
  var ABOVE = " › ";
  var LARGEST = 8;
  var comparing = window.comparing;

  if (!comparing) return;
  var sign = comparing.sign, size = comparing.size, written = comparing.written;
  var isZero = comparing.isZero, shownUnit = comparing.shownUnit;

  function element(tag, attributes) {
    var made = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (name) {
      if (attributes[name] !== "") made.setAttribute(name, attributes[name]);
    });
    Array.prototype.slice.call(arguments, 2).forEach(function (child) {
      if (child !== "" && child !== null) made.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
    });
    return made;
  }

  function withAll(parent, children) {
    children.forEach(function (child) { parent.appendChild(child); });
    return parent;
  }

  function small(text) { return text ? element("small", {}, text) : ""; }
  function joined(texts, by) { return texts.filter(Boolean).join(by); }
  function nameOf(pair) { return (pair.after || pair.before).name; }
  function whole(name) { return joined([name.row, name.column], ABOVE); }

  function otherName(pair) {
    var old = pair.before, now = pair.after;
    if (!old || !now || old.address === now.address) return "";
    return "前一份作“" + (old.name.row === now.name.row ? old.name.column : whole(old.name)) + "”";
  }

  function figureCell(figure, unit) {
    if (!figure) return element("td", { class: "none" }, "—", element("span", { class: "unseen" }, "没有这一格"));
    var remark = joined([unit, figure.note], "，");
    return element("td", { class: figure.value === null ? "blank" : "" },
      figure.value === null ? "空白" : written(figure.value), small(remark && "（" + remark + "）"));
  }

  function differenceCell(pair, words) {
    if (!pair.difference) return element("td", { class: "untold" }, "不可比", small(pair.reason));
    var direction = sign(pair.difference);
    if (!direction) return element("td", { class: "same" }, "0");
    return element("td", { class: direction > 0 ? "more" : "less" },
      words.overTime ? element("span", { "aria-hidden": "true" }, direction > 0 ? "▲" : "▼") : "",
      element("span", { class: words.overTime ? "unseen" : "" }, direction > 0 ? words.more : words.less),
      written(size(pair.difference)));
  }

  function lineRow(pair, words, isAlone, isTotal) {
    var name = nameOf(pair);
    var figures = [pair.before, pair.after].filter(Boolean);
    var differ = figures.length > 1 && shownUnit(pair.before) !== shownUnit(pair.after);
    var column = isAlone || !name.single ? "" : name.column, unit = shownUnit(figures[0]);
    /* A label may name the unit itself. */
    var remark = joined([column, differ || column.indexOf(unit) >= 0 ? "" : unit, otherName(pair)], "，");
    return element("tr", { class: isTotal ? "total" : "" },
      element("th", { scope: "row" }, isAlone ? whole(name) : name.single ? name.row : name.column, small(remark)),
      figureCell(pair.before, differ ? shownUnit(pair.before) : ""),
      figureCell(pair.after, differ ? shownUnit(pair.after) : ""),
      pair.apart ? "" : differenceCell(pair, words));
  }

  function linesTable(label, groups, words, difference) {
    var heads = ["项目", words.before, words.after].concat(difference ? words.difference : []);
    var table = element("table", { class: "compared" }, element("thead", {},
      withAll(element("tr"), heads.map(function (head) { return element("th", { scope: "col" }, head); }))));
    groups.forEach(function (group) {
      var body = element("tbody", { class: group.heading ? "group" : "" });
      if (group.heading) {
        body.appendChild(element("tr", {}, element("th", { scope: "rowgroup", class: "heading", colspan: String(heads.length) }, group.heading)));
      }
      table.appendChild(withAll(body, group.rows));
    });
    return element("div", { class: "table-box", role: "region", tabindex: "0", "aria-label": label }, table);
  }

  function summarySection(pairs, words) {
    var counts = { "1": 0, "-1": 0, "0": 0 }, reasons = {}, untold = 0, compared = 0;
    pairs.forEach(function (pair) {
      if (pair.difference) { counts[sign(pair.difference)] += 1; compared += 1; }
      else { reasons[pair.reason] = (reasons[pair.reason] || 0) + 1; untold += 1; }
    });
    var section = element("section", {}, element("h2", {}, "概况"), element("p", {}, compared
      ? "比较了 " + compared + " 项：" + words.more + " " + counts[1] + " 项，" + words.less + " " + counts[-1] + " 项，" + words.same + " " + counts[0] + " 项。"
      : untold ? "两份报告没有可以比较的数。" : "两份报告都没有统计表，不能比较。"));
    if (!untold) return section;
    section.appendChild(element("p", {}, "不可比 " + untold + " 项："));
    section.appendChild(withAll(element("ul"), Object.keys(reasons).map(function (reason) {
      return element("li", {}, reason + "（" + reasons[reason] + " 项）");
    })));
    return section;
  }

  function largestSection(pairs, words) {
    var changed = pairs.filter(function (pair) { return pair.difference && sign(pair.difference) && nameOf(pair).ranked; });
    changed = changed.map(function (pair, place) { return { pair: pair, place: place }; });
    changed.sort(function (a, b) {
      return sign(comparing.minus(size(b.pair.difference), size(a.pair.difference))) || a.place - b.place;
    });
    if (!changed.length) return [];
    var rows = changed.slice(0, LARGEST).map(function (entry) { return lineRow(entry.pair, words, true); });
    return [element("section", {}, element("h2", {}, words.largest),
      linesTable(words.largest, [{ rows: rows }], words, true),
      element("p", { class: "remark" }, "按" + words.difference + "的绝对值从大到小，最多列 " + LARGEST + " 项；有总计的行只取总计；金额、增减数不参加排列。"))];
  }

  function tableSection(caption, pairs, words) {
    var rows = [], groups = [], zeroRows = [], zeroCount = 0;
    pairs.forEach(function (pair) {
      var row = (pair.after || pair.before).row, last = rows[rows.length - 1];
      if (pair.apart) return;
      if (last && last.row === row) last.pairs.push(pair);
      else rows.push({ row: row, pairs: [pair] });
    });
    rows.forEach(function (row) {
      var name = nameOf(row.pairs[0]), nothing = row.pairs.filter(isZero);
      var shown = row.pairs.filter(function (pair) { return !isZero(pair); });
      var hasTotal = !name.single && !row.pairs.every(function (pair) { return nameOf(pair).ranked; });
      if (shown.length) {
        groups.push({ heading: name.single ? "" : name.row, rows: shown.map(function (pair) {
          return lineRow(pair, words, false, hasTotal && nameOf(pair).ranked);
        }) });
      }
      if (!nothing.length) return;
      zeroCount += nothing.length;
      var columns = shown.length ? nothing.map(function (pair) { return nameOf(pair).column; }).join("、") : "";
      zeroRows.push(element("li", {}, joined([name.row, columns], "：")));
    });
    var section = element("section", {}, element("h2", {}, caption));
    if (groups.length) section.appendChild(linesTable(caption, groups, words, true));
    else section.appendChild(element("p", {}, zeroCount ? "可以比较的各项，两份都是 0。" : "这张表没有可以比较的数。"));
    if (zeroCount) {
      section.appendChild(element("details", { class: "folded" },
        element("summary", {}, "两份都是 0 的 " + zeroCount + " 项"), withAll(element("ul"), zeroRows)));
    }
    var apart = pairs.filter(function (pair) { return pair.apart; });
    if (apart.length) section.appendChild(apartDetails(caption, apart, words, !groups.length && !zeroCount));
    return section;
  }

  function apartDetails(caption, pairs, words, isOpen) {
    var reasons = [], byReason = {}, count = 0;
    pairs.forEach(function (pair) {
      if (isZero(pair)) { count += 1; return; }
      if (!byReason[pair.reason]) { byReason[pair.reason] = []; reasons.push(pair.reason); }
      byReason[pair.reason].push(lineRow(pair, words, true));
    });
    var details = element("details", { class: "folded" }, element("summary", {}, "不可比的 " + pairs.length + " 项"));
    details.open = isOpen;
    if (reasons.length) {
      details.appendChild(linesTable(caption + "：不可比的", reasons.map(function (reason) {
        return { heading: reason, rows: byReason[reason] };
      }), words, false));
    }
    if (count) details.appendChild(element("p", {}, (reasons.length ? "另有 " : "其中 ") + count + " 项是 0。"));
    return details;
  }

  function wordsBetween(before, after) {
    var isOneOrgan = before.organ.slug === after.organ.slug, isOneYear = before.year === after.year;
    function named(report) {
      return isOneOrgan ? report.year + "年" : isOneYear ? report.organ.name : report.organ.name + report.year + "年";
    }
    return isOneYear && !isOneOrgan
      ? { before: "甲：" + named(before), after: "乙：" + named(after), more: "乙多", less: "甲多", same: "相同", difference: "相差", largest: "相差最大的", overTime: false }
      : { overTime: true, before: named(before), after: named(after), more: "增加", less: "减少", same: "持平", difference: "增减", largest: "变化最大的" };
  }

  function about(report, name, edition, address) {
    return element("div", {}, element("dt", {}, name), element("dd", {},
      element("a", { href: address }, report.organ.name + report.year + "年报告"),
      "（" + (edition.notice || (edition.tables.length ? "当地自定的统计表" : "没有统计表")) + "）"));
  }

  function notesOf(report) {
    var notes = report.discrepancies || [];
    if (!notes.length) return [];
    var title = report.organ.name + report.year + "年报告的数据说明";
    return [element("div", { class: "notice data-notes", role: "note", "aria-label": title },
      element("p", {}, element("strong", {}, title + "："), "以下数据照公布时的原样，未作改动。"),
      withAll(element("ol"), notes.map(function (note) {
        return element("li", {}, joined([note.address.split(".").join(ABOVE), note.finding], "：") + "。" + note.reason);
      })))];
  }

  /* What is told of two reports; the addresses are those of their pages. */
  comparing.show = function (data, before, after, addresses) {
    var forms = [before, after].map(function (report) { return data.forms[report.form.edition]; });
    var words = wordsBetween(before, after);
    var pairs = comparing.pairs(data, before, after);
    var captions = {}, tables = [], byTable = {};
    forms[0].tables.concat(forms[1].tables).forEach(function (table) { captions[table.key] = table.caption; });
    pairs.forEach(function (pair) {
      var key = (pair.after || pair.before).table;
      if (!byTable[key]) { byTable[key] = []; tables.push(key); }
      byTable[key].push(pair);
    });
    return [].concat(
      element("dl", { class: "meta" },
        about(before, "前一份", forms[0], addresses[0]), about(after, "后一份", forms[1], addresses[1])),
      notesOf(before), notesOf(after), summarySection(pairs, words), largestSection(pairs, words),
      tables.map(function (key) { return tableSection(captions[key], byTable[key], words); }));
  };
})();
