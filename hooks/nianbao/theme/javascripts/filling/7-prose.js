/* The sections of a report as texts to write, with the checks that need no server: sections that
   are missing or empty, that say only that there is nothing, and what is left of a template. As
   nianbao/source/body.py and nianbao/check/structure.py say them. */
(function () {
  "use strict";
  if (!window.filling || !window.filling.table) return;
  const { fold } = window.filling.forms;
  const { element } = window.filling.table;
  const NONE = /^(?:本年度|今年|目前|本单位|本机关|我单位)?(?:暂|尚)?(?:无|没有|不存在|未发现)(?:存在)?(?:的)?(?:主要)?(?:问题|情况|内容|其他|需要报告的)*(?:事项)?$/;
  const NOT_WORDS = /[\s，。、；：,.;:!！（）()]/g;

  function titleOf(heading) { return heading.replace(/^#+\s+/, "").replace(/\s+#*$/, ""); }

  function officialOf(form, heading) {
    const own = fold(titleOf(heading));
    return form.sections.find((section) => [section.title].concat(section.variants).some((title) => fold(title) === own)) || null;
  }

  /* A title in its words, inside which no line of it ends, if it is one of the form's. */
  function wordsOf(form, title) {
    const official = form.sections.find((section) => section.title === title);
    return (official ? official.words : [title]).map((piece) => Array.isArray(piece) ? element("span", { className: "word" }, piece[0]) : piece);
  }

  /* What is wrong with the sections; ``section`` is the number of the one that it is about. */
  function proseProblems(report) {
    const { form } = report, found = [], met = new Set();
    report.sections.forEach(({ heading, text }, section) => {
      const official = officialOf(form, heading), title = official ? official.title : titleOf(heading);
      met.add(official);
      if (!text.trim() && !(official && official.table)) {
        found.push({ code: "section-empty", section, at: [title], sentence: `“${title}”没有内容`, advice: "请写上内容；确实没有的写“无”" });
      } else if (official && official.own && NONE.test(text.replace(NOT_WORDS, ""))) {
        found.push({ code: "section-only-none", section, at: [title], sentence: `“${title}”只写了“${text.replace(NOT_WORDS, "")}”`, advice: "请如实写出情况、存在的问题和改进措施" });
      }
      form.instructions.filter((words) => text.includes(words)).forEach((words) => {
        found.push({ code: "template-text", section, at: [], sentence: `留着模板里的提示“${words}”`, advice: "请换成实际内容，或者删去" });
      });
    });
    form.sections.filter((official) => !met.has(official)).forEach(({ title }) => {
      found.push({ code: "section-missing", section: null, at: [], sentence: `缺少“${title}”`, advice: `请补上一行 ## ${title}，没有内容的写“无”` });
    });
    return found;
  }

  /* Puts the sections that are missing where the form has them. */
  function addMissing(report) {
    const { form } = report;
    form.sections.forEach((official, number) => {
      const known = report.sections.map(({ heading }) => form.sections.indexOf(officialOf(form, heading)));
      if (known.includes(number)) return;
      const later = known.findIndex((other) => other > number);
      report.sections.splice(later < 0 ? report.sections.length : later, 0, { heading: `## ${official.title}`, text: "" });
    });
  }

  /* The texts to write, in ``box``; gives the places for the problems of each. */
  function showSections(box, report, typed, again) {
    const lists = [];
    const parts = report.sections.map((section, number) => {
      const problems = element("ul", { className: "filling__problems" }), id = `filling-section-${number}`;
      const area = element("textarea", { id, value: section.text, rows: section.text.length > 300 ? 14 : 5 });
      area.addEventListener("input", () => { section.text = area.value.trimEnd(); typed(); });
      lists.push(problems);
      const label = element("label", { htmlFor: id }, ...wordsOf(report.form, titleOf(section.heading)));
      return element("div", {}, element("h3", {}, label), area, problems);
    });
    if (report.lead || report.form.free) {
      const lead = element("textarea", { id: "filling-lead", value: report.lead, rows: 3 });
      lead.addEventListener("input", () => { report.lead = lead.value.trimEnd(); typed(); });
      parts.unshift(element("div", {}, element("h3", {}, element("label", { htmlFor: "filling-lead" }, "第一个标题之前的文字")), lead));
    }
    const missing = element("ul", { className: "filling__problems" });
    const add = element("button", { type: "button" }, "补上缺少的部分");
    add.addEventListener("click", () => { addMissing(report); again(); });
    const tools = [add];
    if (report.form.free) {
      const title = element("input", { "aria-label": "新的一部分的标题" }), other = element("button", { type: "button" }, "添加这一部分");
      other.addEventListener("click", () => {
        if (!title.value.trim()) { title.focus(); return; }
        report.sections.splice(Math.max(0, report.sections.length - 1), 0, { heading: `## ${title.value.trim()}`, text: "" });
        again();
      });
      tools.push(title, other);
    }
    box.replaceChildren(...parts, missing, element("p", { className: "filling__tools" }, ...tools));
    return { lists, missing };
  }

  window.filling.prose = { proseProblems, showSections };
})();
