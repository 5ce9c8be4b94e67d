/* 查找: the form, what was found, and what is told of it. Without this script, or in a browser that
   is too old for it, the page leads to the lists. */
(function () {
  "use strict";
  var index = window.searchIndex, asking = window.searchQuery, form = document.getElementById("search");
  if (!index) return;
  var PAGE = 6, NAMES = ["q", "year", "organ"];
  var said = document.getElementById("search-status");
  var results = document.getElementById("search-results");
  var lists = document.getElementById("search-lists");
  var current = 0;

  function add(parent, name, text, className) {
    var element = document.createElement(name);
    if (text) element.textContent = text;
    if (className) element.className = className;
    return parent.appendChild(element);
  }

  function addLink(parent, text, path) {
    var link = add(parent, path ? "a" : "span", text);
    if (path) link.href = form.getAttribute("data-root") + path;
    return link;
  }

  /* Where in a text the phrases stand: [from, to, which]. */
  function placesIn(text, phrases) {
    var read = index.read(text), places = [];
    phrases.forEach(function (phrase, which) {
      for (var at = read.joined.indexOf(phrase); at >= 0; at = read.joined.indexOf(phrase, at + phrase.length)) {
        places.push([read.from[at], read.to[at + phrase.length - 1], which]);
      }
    });
    return places.sort(function (a, b) { return a[0] - b[0]; });
  }

  /* A piece of a text, with what was asked for marked. */
  function addMarked(parent, text, places, from, to) {
    function write(piece) { parent.appendChild(document.createTextNode(piece)); }
    if (from > 0) write("……");
    places.forEach(function (place) {
      if (place[0] < from || place[1] > to) return;
      write(text.slice(from, place[0]));
      add(parent, "mark", text.slice(place[0], place[1]));
      from = place[1];
    });
    write(text.slice(from, to) + (to < text.length ? "……" : ""));
  }

  function addDirect(pages) {
    if (!pages.length) return;
    add(results, "h2", "直达");
    var list = add(results, "ul", "", "plain direct");
    pages.forEach(function (page) {
      var item = add(list, "li");
      addLink(item, page.title, page.path);
      (page.ties || []).forEach(function (tie) {
        if (tie[1].length) add(item, "small", tie[0] + "：");
        tie[1].forEach(function (organ) { addLink(item, organ.name, organ.path); });
      });
    });
  }

  function addReport(list, all, report, words) {
    var item = add(list, "li"), sections = document.createElement("ul");
    var phrases = words.reduce(function (phrases, word) { return phrases.concat(asking.phrasesIn(word, report)); }, []);
    addLink(add(item, "h3"), report.content.title, report.path);
    add(item, "p", all.organs[report.organ].name + "　" + report.year + "年", "remark");
    sections.className = "plain";
    report.content.sections.forEach(function (section) {
      var heading = section[0] || (section[1] === "corrections" ? "更正说明" : "说明");
      var above = placesIn(section[0], phrases), places = placesIn(section[2], phrases);
      if (!above.length && !places.length) return;
      var entry = add(sections, "li");
      addMarked(addLink(entry, "", report.path + (section[1] ? "#" + section[1] : "")), heading, above, 0, heading.length);
      var seen = {}, end = -1;
      places.forEach(function (place) {
        if (!seen[place[2]] && place[0] > end) {
          end = Math.min(section[2].length, place[1] + 60);
          addMarked(add(entry, "p"), section[2], places, Math.max(0, place[0] - 25), end);
        }
        seen[place[2]] = true;
      });
    });
    if (sections.firstChild) item.appendChild(sections);
    return item;
  }

  function quoted(parts) {
    return parts.map(function (part) { return "“" + part.text.replace(/ +/g, " ").trim() + "”"; }).join("");
  }

  function nothing(words, absent) {
    var single = absent.filter(function (word) { return word.parts.length === 1; });
    if (single.length) return "没有找到：没有报告含有" + quoted(single);
    var parts = words.reduce(function (parts, word) { return parts.concat(word.parts); }, []);
    return "没有找到" + (parts.length > 1 ? "同时含有" : "含有") + quoted(parts) + "的报告";
  }

  /* Reads the reports that may answer, until a page is full; what does not answer is dropped. */
  function verified(all, words, waiting, found) {
    var batch = waiting.splice(0, PAGE - found.length);
    if (!batch.length) return Promise.resolve(found);
    return Promise.all(batch.map(function (report) { return index.withText(all, report); })).then(function (reports) {
      return verified(all, words, waiting, found.concat(reports.filter(function (report) {
        return words.every(function (word) { return asking.phrasesIn(word, report); });
      })));
    });
  }

  function find(run, query, filter, looser) {
    return index.open(form.getAttribute("data-manifest")).then(function (all) {
      var asked = asking.wordsOf(all, query), words = looser || asked;
      return asking.answers(all, words, filter).then(function (answers) {
        return verified(all, words, answers.reports, []).then(function (first) {
          if (run !== current) return null;
          var parted = !first.length && !looser && asking.loosened(all, words);
          if (parted) return find(run, query, filter, parted);
          var note = looser && first.length ? "没有报告含有连在一起的“" + query.trim() + "”，以下是" + quoted(words) + "都有的报告。" : "";
          return show(all, asked, words, first, answers, note);
        });
      });
    });
  }

  function show(all, asked, words, first, answers, note) {
    var pages = asking.directPages(all, words, asked, first.length > 0), waiting = answers.reports, shown = 0;
    results.textContent = "";
    lists.hidden = true;
    if (note) add(results, "p", note, "notice");
    addDirect(pages);
    if (first.length) add(results, "h2", "报告");
    var list = add(results, "ol", "", "found"), button = add(results, "button", "再显示 " + PAGE + " 份", "search-more");
    button.type = "button";
    function extend(reports) {
      shown += reports.length;
      button.hidden = !waiting.length;
      /* What the index is not sure of has not been read yet. */
      var about = waiting.every(function (report) { return asking.isCertain(words, report); }) ? " " : "约 ";
      say((shown ? "找到" + about + (shown + waiting.length) + " 份报告，已显示 " + shown + " 份" : nothing(words, answers.absent)) +
        (pages.length ? "，有 " + pages.length + " 个页面可以直达。" : "。") + note);
      return reports.map(function (report) { return addReport(list, all, report, words); });
    }
    button.addEventListener("click", function () {
      say("正在查找……");
      verified(all, words, waiting, []).then(function (more) {
        var items = extend(more);
        if (items.length) items[0].querySelector("a").focus();
      }).catch(fail);
    });
    extend(first);
  }

  function say(text) { said.textContent = text; }

  function fail() {
    say("没有查成：网络不通，或者网站正在更新。请再查一次，或者从下面的列表进入。");
    lists.hidden = false;
  }

  function start() {
    var asked = new URLSearchParams(location.search), run = ++current;
    NAMES.forEach(function (name) { form.elements[name].value = asked.get(name) || ""; });
    var query = form.elements.q.value, filter = { year: form.elements.year.value, organ: form.elements.organ.value };
    results.textContent = "";
    lists.hidden = false;
    if (!query.trim() && !filter.year && !filter.organ) { say(""); return Promise.resolve(); }
    if (query.trim() && !index.read(query).joined.trim()) { say("要找的里面没有字，请写词句、机关或者年度。"); return Promise.resolve(); }
    say("正在查找……");
    return find(run, query, filter).catch(function (error) {
      if (error.message !== "replaced") throw error;
      /* The site was published anew while this page was open. */
      index.forget();
      return find(run, query, filter);
    }).catch(function () { if (run === current) fail(); });
  }

  function submit() {
    var query = NAMES.filter(function (name) { return form.elements[name].value; }).map(function (name) {
      return name + "=" + encodeURIComponent(form.elements[name].value);
    }).join("&");
    history.pushState(null, "", location.pathname + (query ? "?" + query : ""));
    return start();
  }

  /* On a telephone the head and the form fill the window. */
  function scrollDown() {
    if (said.getBoundingClientRect().top > innerHeight * 0.75) said.scrollIntoView();
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    submit().then(scrollDown);
  });
  ["year", "organ"].forEach(function (name) {
    form.elements[name].addEventListener("change", function () { if (location.search) submit(); });
  });
  window.addEventListener("popstate", start);
  document.getElementById("search-off").hidden = true;
  form.hidden = false;
  start().then(function () { if (location.search) scrollDown(); });
})();
