/* What is asked, and how well a report or a page answers it. A query is words that all must be
   answered; a word has parts: years, organs, and phrases that must stand in the text. */
(function () {
  "use strict";
  var index = window.searchIndex;
  if (!index) return;
  var NONE = 255, WORTH_PARTING = 5, PAGES = 5;
  var GAP = new RegExp("[^\\p{L}\\p{N}.]+", "u");
  var REPORT = /^的?(政府信息公开)?(工作)?(年度)?(报告|年报)$/;
  var YEAR = / (20[0-9][0-9]) (?:年(?!报)度?)?/;

  function textOf(part) { return part.text; }
  function own(part) { return Boolean(part.year || part.organs); }
  function isOf(part, report) {
    return part.year === report.year || Boolean(part.organs) && part.organs.indexOf(report.organ) >= 0;
  }

  function partsOf(all, text) {
    if (!text) return [];
    var year = YEAR.exec(text);
    if (year && all.reports.some(function (entry) { return entry[0] === Number(year[1]); })) {
      return around(all, text, year[0], { text: year[0].replace("度", ""), year: Number(year[1]) });
    }
    var name = all.names.filter(function (name) { return text.indexOf(name) >= 0; })[0];
    if (name) return around(all, text, name, { text: name, organs: all.byName[name] });
    var organs = shortFor(all, text);
    return [organs.length ? { text: text, organs: organs } : { text: text }];
  }

  function around(all, text, found, part) {
    var at = text.indexOf(found);
    return partsOf(all, text.slice(0, at)).concat(part, partsOf(all, text.slice(at + found.length)));
  }

  /* 县人社局 for 县人力资源和社会保障局: its characters in order, the first and the last the same. */
  function shortFor(all, text) {
    var last = text[text.length - 1], found = {};
    all.names.forEach(function (name) {
      var isShort = text.length > 2 && text.length < Math.min(7, name.length) && name[0] === text[0];
      var ends = name[name.length - 1] === last || last === "委" || last === "办", at = -1;
      var isInside = Array.from(text).every(function (character) { return (at = name.indexOf(character, at + 1)) >= 0; });
      if (isShort && ends && isInside) all.byName[name].forEach(function (organ) { found[organ] = true; });
    });
    return Object.keys(found).map(Number);
  }

  /* Spaces and sentence ends part words; other punctuation stands inside them, as it does in texts.
     年报 and the like beside an organ or a year say what all of this is about. */
  function wordsOf(all, query) {
    var words = [];
    query.replace(/([0-9０-９]{4})\s+(?=年)/g, "$1").split(/\s+/).forEach(function (written) {
      index.read(written).joined.split("\n").filter(Boolean).forEach(function (text) {
        words.push({ written: written, text: text, parts: partsOf(all, text) });
      });
    });
    if (!words.some(function (word) { return word.parts.some(own); })) return words;
    words.forEach(function (word) {
      word.parts = word.parts.filter(function (part) { return own(part) || !REPORT.test(part.text); });
    });
    return words.filter(function (word) { return word.parts.length; });
  }

  /* What stands nowhere as it was written, as the words that it is made of; or null. */
  function loosened(all, words) {
    var texts = [], parts = 0;
    words.forEach(function (word) {
      var written = word.written.split(GAP).filter(function (piece) { return index.read(piece).joined.length > 1; });
      word.parts.forEach(function (part) {
        texts = texts.concat(own(part) ? part.text : word.parts.length === 1 && written.length > 1 ? written : segments(part.text));
        parts++;
      });
    });
    return texts.length > parts ? wordsOf(all, texts.join(" ")) : null;
  }

  function segments(text) {
    if (index.unitsOf(text).length < WORTH_PARTING || !window.Intl || !Intl.Segmenter) return [text];
    var found = Array.from(new Intl.Segmenter("zh", { granularity: "word" }).segment(text));
    return found.map(function (segment) { return segment.segment; }).filter(function (word) { return word.trim().length > 1; });
  }

  /* How far each report is from a word: 0 when it is about that year and by that organ, or has the
     word as it was written; one more for every part that it only mentions, and for being parted. */
  function ranks(all, word) {
    var isParted = word.parts.length > 1;
    var asked = word.parts.map(function (part) {
      return index.candidates(all, part.text).then(function (found) {
        return all.documents.map(function (report, number) {
          if (isOf(part, report)) return 0;
          return found[number] ? Number(own(part)) : NONE;
        });
      });
    });
    return Promise.all(asked.concat(isParted ? index.candidates(all, word.text) : [])).then(function (found) {
      var whole = isParted ? found.pop() : [];
      return all.documents.map(function (_, number) {
        if (whole[number]) return 0;
        return found.reduce(function (sum, ranks) { return Math.min(NONE, sum + ranks[number]); }, Number(isParted));
      });
    });
  }

  /* The reports that may answer all words, best and newest first; and the words that none answers. */
  function answers(all, words, filter) {
    return Promise.all(words.map(function (word) { return ranks(all, word); })).then(function (found) {
      var waiting = all.documents.map(function (report, number) {
        return [found.reduce(function (sum, ranks) { return Math.max(ranks[number], sum) < NONE ? sum + ranks[number] : NONE; }, 0), report];
      }).filter(function (pair) {
        return pair[0] < NONE && (!filter.year || pair[1].year === Number(filter.year)) &&
          (!filter.organ || all.organs[pair[1].organ].slug === filter.organ);
      });
      waiting.sort(function (a, b) { return a[0] - b[0] || a[1].number - b[1].number; });
      return {
        reports: waiting.map(function (pair) { return pair[1]; }),
        absent: words.filter(function (_, place) { return found[place].every(function (rank) { return rank === NONE; }); })
      };
    });
  }

  /* The phrases by which a report's text answers a word; null when it does not. */
  function phrasesIn(word, report) {
    function stands(phrase) { return report.joined.indexOf(phrase) >= 0; }
    if (word.parts.length > 1 && stands(word.text)) return [word.text];
    var phrases = word.parts.filter(function (part) { return !isOf(part, report); }).map(textOf);
    return phrases.every(stands) ? phrases : null;
  }

  /* Whether the index alone is sure that a report answers. */
  function isCertain(words, report) {
    return words.every(function (word) {
      return word.parts.every(function (part) { return isOf(part, report) || index.isCertain(part.text); });
    });
  }

  /* Pages that answer by themselves: those of the organs and years asked for, unless it is a report
     that was asked for; and those whose title or keywords have every word, first those that are
     called exactly as was asked, before it was taken apart. */
  function directPages(all, words, asked, hasReports) {
    var organs = [], years = [], found = [], query = asked.map(textOf).join("");
    var parts = words.reduce(function (parts, word) { return parts.concat(word.parts); }, []);
    parts.forEach(function (part) { organs = organs.concat(part.organs || []); years = years.concat(part.year || []); });
    var isReport = all.documents.some(function (report) {
      return years.indexOf(report.year) >= 0 && organs.indexOf(report.organ) >= 0;
    });
    if (parts.every(own) ? !isReport : !hasReports) {
      organs.forEach(function (number) { found.push(organPage(all, all.organs[number])); });
      all.pages.forEach(function (page) {
        if (years.some(function (year) { return page[1] === all.column + year + "/"; })) found.push({ title: page[0], path: page[1] });
      });
    }
    [0, 1, 2].forEach(function (rank) {
      all.pages.forEach(function (page) {
        var fits = words.every(function (word) {
          return index.unitsOf(word.text).length > 1 && page.found.some(function (text) { return text.indexOf(word.text) >= 0; });
        });
        var how = page.found.indexOf(query) >= 0 ? 0 : page.found[0].indexOf(query) === 0 ? 1 : 2;
        var isNew = found.every(function (other) { return other.path !== page[1]; });
        if (fits && how === rank && isNew) found.push({ title: page[0], path: page[1] });
      });
    });
    return found.slice(0, Math.max(PAGES, organs.length + years.length));
  }

  function organPage(all, organ) {
    function others(numbers) { return numbers.map(function (number) { return all.organs[number]; }); }
    return {
      title: organ.name + (organ.last ? "（到" + organ.last + "年为止）" : ""),
      path: organ.path,
      ties: [["后继", others(organ.after)], ["前身", others(organ.before)]]
    };
  }

  window.searchQuery = {
    wordsOf: wordsOf, loosened: loosened, answers: answers, phrasesIn: phrasesIn, isCertain: isCertain, directPages: directPages
  };
})();
