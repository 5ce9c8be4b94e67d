/* 查找. The index (hooks/nianbao/publish/search) tells which reports have up to four units side by
   side; whatever is shown has been found in the report's own text. Without this script, or in a
   browser that is too old for it, the page leads to the lists. */
(function () {
  "use strict";
  var form = document.getElementById("search");
  var LONGEST = 4, PAGE = 10, ENOUGH = 5, NONE = 255;
  var REPORT = /^的?(政府信息公开)?(工作)?(年度)?(报告|年报)$/;
  var TOKEN, UNIT, GAP;
  try {
    /* As in units.py; numbers and letters after folding, then sentence ends. */
    TOKEN = new RegExp("[0-9]+(?:\\.[0-9]+)*|[a-z]+|[\\p{L}\\p{N}]|[。!?;\\n]", "gu");
    UNIT = new RegExp(" [^ ]+ |[^ ]", "gu");
    GAP = new RegExp("[^\\p{L}\\p{N}.]+", "u");
  } catch (old) { return; }
  if (!window.fetch || !window.TextEncoder || !window.URLSearchParams) return;

  var status = document.getElementById("search-status");
  var results = document.getElementById("search-results");
  var lists = document.getElementById("search-lists");
  var root = form.getAttribute("data-root");
  var current = 0;

  /* --- text ------------------------------------------------------------------------------- */

  var folds = {};
  function fold(character) {
    if (!(character in folds)) folds[character] = character.normalize("NFKC").toLowerCase();
    return folds[character];
  }

  /* A text in units: numbers and Latin words with a space on either side, a line end where a
     sentence ends; and from where to where each place of it stands in the text. */
  function read(text) {
    var plain = "", from = [], to = [], all = { text: text, joined: "", from: [], to: [] }, match;
    Array.from(text).reduce(function (at, character) {
      var folded = fold(character), end = at + character.length;
      for (var i = 0; i < folded.length; i++) { from.push(at); to.push(end); }
      plain += folded;
      return end;
    }, 0);
    TOKEN.lastIndex = 0;
    while ((match = TOKEN.exec(plain))) {
      var token = match[0], ends = match.index + token.length;
      if (/^[。!?;]/.test(token)) token = "\n";
      else if (/^[0-9a-z]/.test(token)) token = " " + token + " ";
      for (var i = 0; i < token.length; i++) { all.from.push(from[match.index]); all.to.push(to[ends - 1]); }
      all.joined += token;
    }
    return all;
  }

  function unitsOf(joined) { return joined.match(UNIT) || []; }

  /* Every place of a text where one of the phrases stands: [from, to, which]. */
  function placesIn(text, phrases) {
    var places = [];
    phrases.forEach(function (phrase, which) {
      for (var at = text.joined.indexOf(phrase); at >= 0; at = text.joined.indexOf(phrase, at + phrase.length)) {
        places.push([text.from[at], text.to[at + phrase.length - 1], which]);
      }
    });
    return places.sort(function (a, b) { return a[0] - b[0]; });
  }

  /* --- the index -------------------------------------------------------------------------- */

  var CRC = [];
  for (var n = 0; n < 256; n++) {
    for (var c = n, bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    CRC.push(c);
  }
  function crc32(text) {
    return (new TextEncoder().encode(text).reduce(function (crc, byte) {
      return CRC[(crc ^ byte) & 255] ^ (crc >>> 8);
    }, -1) ^ -1) >>> 0;
  }

  var kept = {};
  function load(path, cache) {
    if (!kept[path]) {
      kept[path] = fetch(path, { cache: cache || "default" }).then(function (response) {
        if (response.ok) return response.json();
        throw new Error(response.status === 404 ? "replaced" : "failed");
      });
      kept[path].catch(function () { delete kept[path]; });
    }
    return kept[path];
  }

  /* What there is, and what follows from it: the reports by number, the organs by every name. */
  function open() {
    return load(form.getAttribute("data-manifest"), "no-cache").then(function (all) {
      if (all.documents) return all;
      all.documents = [];
      all.years = {};
      all.byName = {};
      all.reports.forEach(function (entry) {
        all.years[entry[0]] = true;
        entry[1].forEach(function (organ) { all.documents.push({ year: entry[0], organ: organ }); });
      });
      all.organs.forEach(function (organ, number) {
        organ.names.forEach(function (name) { (all.byName[name] = all.byName[name] || []).push(number); });
      });
      all.names = Object.keys(all.byName).sort(function (a, b) { return b.length - a.length; });
      all.pages.forEach(function (page) {
        page.found = [page[0]].concat(page[2]).map(function (text) { return read(text).joined; });
      });
      return all;
    });
  }

  /* 1 for every report that has these units side by side. */
  function reportsWith(all, units) {
    var words = units.join("");
    var number = crc32(words) % all.shards;
    return load(all.folder + "/index/" + number + ".json").then(function (shard) {
      var found = new Uint8Array(all.documents.length), at = -1;
      Array.from(shard[words] || "").forEach(function (distance) {
        at += distance.charCodeAt(0) - 34;
        found[at] = 1;
      });
      return found;
    });
  }

  function inAll(masks) {
    return masks[0].map(function (_, place) { return masks.every(function (mask) { return mask[place]; }) ? 1 : 0; });
  }

  /* Every report that may have a phrase: certain up to four units. Of longer ones as few parts are
     asked for as leave few reports to read. */
  function candidates(all, phrase) {
    var units = unitsOf(phrase), last = Math.max(units.length - LONGEST, 0), first = [], rest = [];
    for (var at = 0; at <= last; at++) (at % LONGEST === 0 || at === last ? first : rest).push(at);
    function ask(starts) {
      return Promise.all(starts.map(function (start) { return reportsWith(all, units.slice(start, start + LONGEST)); }));
    }
    return ask(first).then(inAll).then(function (found) {
      var many = found.reduce(function (sum, one) { return sum + one; }, 0) > PAGE;
      return many && rest.length ? ask(rest).then(function (more) { return inAll(more.concat([found])); }) : found;
    });
  }

  /* --- what is asked ---------------------------------------------------------------------- */

  /* 县人社局 for 县人力资源和社会保障局: its characters in order, the first and the last the same. */
  function shortFor(all, text) {
    if (text.length < 3 || text.length > 6) return [];
    var found = {};
    all.names.forEach(function (name) {
      var last = text[text.length - 1], at = -1;
      if (name[0] !== text[0] || name.length <= text.length) return;
      if (name[name.length - 1] !== last && "委办".indexOf(last) < 0) return;
      for (var i = 0; i < text.length; i++) if ((at = name.indexOf(text[i], at + 1)) < 0) return;
      all.byName[name].forEach(function (organ) { found[organ] = true; });
    });
    return Object.keys(found).map(Number);
  }

  /* A word in parts: years, organs, and what is left over. */
  function partsOf(all, text) {
    if (!text) return [];
    var year = / (20[0-9][0-9]) (?:年(?!报)度?)?/.exec(text);
    if (year && all.years[year[1]]) {
      return around(all, text, year.index, year[0], { text: year[0].replace("度", ""), year: Number(year[1]) });
    }
    var name = all.names.filter(function (name) { return text.indexOf(name) >= 0; })[0];
    if (name) return around(all, text, text.indexOf(name), name, { text: name, organs: all.byName[name] });
    var organs = shortFor(all, text);
    return [organs.length ? { text: text, organs: organs } : { text: text }];
  }

  function around(all, text, at, found, part) {
    return partsOf(all, text.slice(0, at)).concat(part, partsOf(all, text.slice(at + found.length)));
  }

  /* Spaces and sentence ends part words; other punctuation stands inside them, as it does in texts.
     年报 and the like beside an organ or a year say what all of this is about. */
  function wordsOf(all, query) {
    var words = [];
    query.split(/\s+/).forEach(function (written) {
      read(written).joined.split("\n").filter(Boolean).forEach(function (text) {
        words.push({ written: written, text: text, parts: partsOf(all, text) });
      });
    });
    if (!words.some(function (word) { return word.parts.some(own); })) return words;
    words.forEach(function (word) {
      word.parts = word.parts.filter(function (part) { return own(part) || !REPORT.test(part.text); });
    });
    return words.filter(function (word) { return word.parts.length; });
  }

  /* What stands nowhere as it was written, as the words that it is made of. */
  function loosened(all, words) {
    var texts = [], parts = 0;
    words.forEach(function (word) {
      var written = word.written.split(GAP).filter(function (piece) { return read(piece).joined.length > 1; });
      word.parts.forEach(function (part) {
        texts = texts.concat(own(part) ? part.text : word.parts.length === 1 && written.length > 1 ? written : segments(part.text));
        parts++;
      });
    });
    return texts.length > parts ? wordsOf(all, texts.join(" ")) : null;
  }

  function segments(text) {
    if (unitsOf(text).length < ENOUGH || !window.Intl || !Intl.Segmenter) return [text];
    var found = Array.from(new Intl.Segmenter("zh", { granularity: "word" }).segment(text));
    return found.map(function (segment) { return segment.segment; }).filter(function (word) { return word.trim().length > 1; });
  }

  function textOf(part) { return part.text; }
  function own(part) { return Boolean(part.year || part.organs); }
  function isOf(part, report) {
    return part.year === report.year || Boolean(part.organs) && part.organs.indexOf(report.organ) >= 0;
  }

  /* How well each report answers a word: 0 when it is about that year and by that organ, or has the
     word as it was written; one more for every part that it only mentions, and for being in parts. */
  function ranks(all, word) {
    var single = word.parts.length === 1;
    var parts = word.parts.map(function (part) {
      return candidates(all, part.text).then(function (found) {
        return found.map(function (mentioned, number) {
          if (own(part) && isOf(part, all.documents[number])) return 0;
          return mentioned ? (own(part) ? 1 : 0) : NONE;
        });
      });
    });
    return Promise.all(parts.concat(single ? [] : candidates(all, word.text))).then(function (found) {
      var whole = single ? null : found.pop();
      return found[0].map(function (_, number) {
        if (whole && whole[number]) return 0;
        return found.reduce(function (sum, ranks) { return Math.min(NONE, sum + ranks[number]); }, single ? 0 : 1);
      });
    });
  }

  /* The phrases by which a text answers a word; null when it does not. */
  function phrasesIn(word, report, joined) {
    if (word.parts.length > 1 && joined.indexOf(word.text) >= 0) return [word.text];
    var phrases = word.parts.filter(function (part) { return !isOf(part, report); }).map(textOf);
    return phrases.every(function (phrase) { return joined.indexOf(phrase) >= 0; }) ? phrases : null;
  }

  /* --- pages that answer by themselves ----------------------------------------------------- */

  function directPages(all, words) {
    var parts = words.reduce(function (parts, word) { return parts.concat(word.parts); }, []);
    var organs = [], years = [], found = [];
    parts.forEach(function (part) {
      if (part.organs) organs = organs.concat(part.organs);
      if (part.year) years.push(part.year);
    });
    var isReport = all.documents.some(function (report) {
      return years.indexOf(report.year) >= 0 && organs.indexOf(report.organ) >= 0;
    });
    if (parts.every(own) && !isReport) {
      organs.forEach(function (number) { found.push(organPage(all, all.organs[number])); });
      all.pages.forEach(function (page) {
        if (years.some(function (year) { return page[1] === all.column + year + "/"; })) found.push({ title: page[0], path: page[1] });
      });
    }
    [0, 1, 2].forEach(function (rank) {
      all.pages.forEach(function (page) {
        var fits = words.every(function (word) {
          return unitsOf(word.text).length > 1 && page.found.some(function (text) { return text.indexOf(word.text) >= 0; });
        });
        var query = words.map(textOf).join("");
        var how = page.found.indexOf(query) >= 0 ? 0 : page.found[0].indexOf(query) === 0 ? 1 : 2;
        var known = found.some(function (other) { return other.path === page[1]; });
        if (fits && how === rank && !known) found.push({ title: page[0], path: page[1] });
      });
    });
    return found.slice(0, Math.max(ENOUGH, organs.length));
  }

  function organPage(all, organ) {
    function others(numbers) { return numbers.map(function (number) { return all.organs[number]; }); }
    return {
      title: organ.name + (organ.last ? "（到" + organ.last + "年为止）" : ""),
      path: organ.page ? all.column + organ.slug + "/" : "",
      ties: [["后继", others(organ.after)], ["前身", others(organ.before)]]
    };
  }

  /* --- showing ----------------------------------------------------------------------------- */

  function add(parent, name, text, className) {
    var element = document.createElement(name);
    if (text) element.textContent = text;
    if (className) element.className = className;
    return parent.appendChild(element);
  }

  function addLink(parent, text, path) {
    if (!path) return add(parent, "span", text);
    var link = add(parent, "a", text);
    link.href = root + path;
    return link;
  }

  /* A piece of a text, with what was asked for marked. */
  function addMarked(parent, text, places, from, to) {
    if (from > 0) parent.appendChild(document.createTextNode("……"));
    places.forEach(function (place) {
      if (place[0] < from || place[1] > to) return;
      parent.appendChild(document.createTextNode(text.slice(from, place[0])));
      add(parent, "mark", text.slice(place[0], place[1]));
      from = place[1];
    });
    parent.appendChild(document.createTextNode(text.slice(from, to) + (to < text.length ? "……" : "")));
  }

  function addDirect(all, pages) {
    if (!pages.length) return;
    add(results, "h2", "直达");
    var list = add(results, "ul", "", "plain direct");
    pages.forEach(function (page) {
      var item = add(list, "li");
      addLink(item, page.title, page.path);
      (page.ties || []).forEach(function (tie) {
        if (tie[1].length) add(item, "small", tie[0] + "：");
        tie[1].forEach(function (organ) { addLink(item, organ.name, organ.page ? all.column + organ.slug + "/" : ""); });
      });
    });
  }

  function addReport(list, all, report, words) {
    var item = add(list, "li"), path = all.column + all.organs[report.organ].slug + "/" + report.year + "/";
    addLink(add(item, "h3"), report.content.title, path);
    add(item, "p", all.organs[report.organ].name + "　" + report.year + "年", "remark");
    var phrases = words.reduce(function (phrases, word) { return phrases.concat(phrasesIn(word, report, report.joined)); }, []);
    var sections = add(item, "ul", "", "plain");
    report.content.sections.forEach(function (section) {
      var heading = section[0] || (section[1] ? "更正说明" : "说明"), prose = read(section[2]);
      var above = placesIn(read(section[0]), phrases), places = placesIn(prose, phrases);
      if (!above.length && !places.length) return;
      var entry = add(sections, "li");
      addMarked(addLink(entry, "", path + (section[1] ? "#" + section[1] : "")), heading, above, 0, heading.length);
      var seen = {}, end = 0;
      places.forEach(function (place) {
        if (seen[place[2]] || place[0] < end) { seen[place[2]] = true; return; }
        seen[place[2]] = true;
        end = Math.min(prose.text.length, place[1] + 60);
        addMarked(add(entry, "p"), prose.text, places, Math.max(0, place[0] - 25), end);
      });
    });
    if (!sections.firstChild) item.removeChild(sections);
    return item;
  }

  function say(text) { status.textContent = text; }

  function quoted(words) {
    return words.map(function (word) { return "“" + word.text.replace(/ +/g, " ").trim() + "”"; }).join("");
  }

  /* Reads the reports that may answer, one after the other, until a page is full. */
  function verify(all, words, waiting) {
    function next(found) {
      var batch = waiting.splice(0, PAGE - found.length);
      if (!batch.length) return found;
      return Promise.all(batch.map(function (report) {
        return load(all.folder + "/texts/" + all.organs[report.organ].slug + "-" + report.year + ".json").then(function (content) {
          var lines = [content.title];
          content.sections.forEach(function (section) { lines.push(section[0], section[2]); });
          report.content = content;
          report.joined = read(lines.join("\n")).joined;
          return words.every(function (word) { return phrasesIn(word, report, report.joined); });
        });
      })).then(function (answers) {
        return next(found.concat(batch.filter(function (_, place) { return answers[place]; })));
      });
    }
    return Promise.resolve([]).then(next);
  }

  function find(run, query, filter, words, note) {
    return open().then(function (all) {
      var asked = words || wordsOf(all, query);
      return Promise.all(asked.map(function (word) { return ranks(all, word); })).then(function (found) {
        var waiting = all.documents.map(function (report, number) {
          var rank = found.reduce(function (sum, ranks) { return ranks[number] === NONE ? NONE : sum + ranks[number]; }, 0);
          return { year: report.year, organ: report.organ, rank: rank, number: number };
        }).filter(function (report) {
          return report.rank < NONE && (!filter.year || report.year === Number(filter.year)) &&
            (!filter.organ || all.organs[report.organ].slug === filter.organ);
        });
        waiting.sort(function (a, b) { return a.rank - b.rank || a.number - b.number; });
        return verify(all, asked, waiting).then(function (first) {
          if (run !== current) return null;
          var looser = !first.length && !words && loosened(all, asked);
          var told = looser && "没有报告含有连在一起的" + quoted(asked) + "，以下是" + quoted(looser) + "都有的报告。";
          return looser ? find(run, query, filter, looser, told) : show(all, asked, first, waiting, first.length ? note || "" : "", found);
        });
      });
    });
  }

  function show(all, words, first, waiting, note, found) {
    var pages = directPages(all, words), shown = 0;
    results.textContent = "";
    lists.hidden = true;
    if (note) add(results, "p", note, "notice");
    addDirect(all, pages);
    if (first.length) add(results, "h2", "报告");
    var list = add(results, "ol", "", "found"), button = add(results, "button", "再显示 " + PAGE + " 份", "more");
    button.type = "button";
    function extend(reports) {
      var items = reports.map(function (report) { return addReport(list, all, report, words); });
      shown += reports.length;
      button.hidden = !waiting.length;
      /* A phrase of more than four units is certain only in reports that have been read. */
      var sure = waiting.every(function (report) {
        return words.every(function (word) {
          return word.parts.every(function (part) { return isOf(part, report) || unitsOf(part.text).length <= LONGEST; });
        });
      });
      say((shown ? "找到" + (sure ? " " : "约 ") + (shown + waiting.length) + " 份报告，已显示 " + shown + " 份" : nothing(words, found)) +
        (pages.length ? "，有 " + pages.length + " 个页面可以直达。" : "。") + note);
      return items;
    }
    button.addEventListener("click", function () {
      say("正在查找……");
      verify(all, words, waiting).then(function (more) {
        var items = extend(more);
        if (items.length) items[0].querySelector("a").focus();
      }).catch(fail);
    });
    extend(first);
  }

  function nothing(words, found) {
    var absent = words.filter(function (_, place) { return found[place].every(function (rank) { return rank === NONE; }); });
    if (absent.length) return "没有找到：没有报告含有" + quoted(absent);
    return "没有找到" + (words.length > 1 ? "同时含有" : "含有") + quoted(words) + "的报告";
  }

  function fail() { say("没有查成：网络不通，或者网站正在更新。请再查一次，或者从下面的列表进入。"); lists.hidden = false; }

  function start() {
    var asked = new URLSearchParams(location.search), run = ++current;
    ["q", "year", "organ"].forEach(function (name) { form.elements[name].value = asked.get(name) || ""; });
    var query = form.elements.q.value, filter = { year: form.elements.year.value, organ: form.elements.organ.value };
    results.textContent = "";
    lists.hidden = false;
    if (!query.trim() && !filter.year && !filter.organ) return say("");
    say("正在查找……");
    find(run, query, filter).catch(function (error) {
      if (run !== current) return null;
      if (error.message !== "replaced") throw error;
      /* The site was published anew while this page was open. */
      kept = {};
      return find(run, query, filter);
    }).catch(fail);
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var query = ["q", "year", "organ"].filter(function (name) { return form.elements[name].value; });
    query = query.map(function (name) { return name + "=" + encodeURIComponent(form.elements[name].value); }).join("&");
    history.pushState(null, "", location.pathname + (query ? "?" + query : ""));
    start();
  });
  window.addEventListener("popstate", start);
  document.getElementById("search-off").hidden = true;
  form.hidden = false;
  start();
})();
