/* What the search index says (hooks/nianbao/publish/search): texts in units, and which reports have
   up to four units side by side. Absent in browsers that are too old for it. */
(function () {
  "use strict";
  var LONGEST = 4, FEW = 10, TOKEN, UNIT;
  try {
    /* As in units.py: what is found after folding, and the ends of sentences. */
    TOKEN = new RegExp("[0-9]+(?:\\.[0-9]+)*|[a-z]+|[\\p{L}\\p{N}]|[。!?;\\n]", "gu");
    UNIT = new RegExp(" [^ ]+ |[^ ]", "gu");
  } catch (old) { return; }
  if (!window.fetch || !window.TextEncoder || !window.URLSearchParams) return;

  var folds = {};
  function fold(character) {
    if (!(character in folds)) folds[character] = character.normalize("NFKC").toLowerCase();
    return folds[character];
  }

  /* A text in units: numbers and Latin words with a space on either side, a line end where a
     sentence ends; and from where to where each place of it stands in the text. */
  function read(text) {
    var plain = "", from = [], to = [], all = { joined: "", from: [], to: [] }, match;
    Array.from(text).reduce(function (at, character) {
      var folded = fold(character), end = at + character.length;
      for (var i = 0; i < folded.length; i++) { from.push(at); to.push(end); }
      plain += folded;
      return end;
    }, 0);
    TOKEN.lastIndex = 0;
    while ((match = TOKEN.exec(plain))) {
      var token = match[0], last = match.index + token.length - 1;
      if (/^[。!?;]/.test(token)) token = "\n";
      else if (/^[0-9a-z]/.test(token)) token = " " + token + " ";
      for (var i = 0; i < token.length; i++) { all.from.push(from[match.index]); all.to.push(to[last]); }
      all.joined += token;
    }
    return all;
  }

  function unitsOf(joined) { return joined.match(UNIT) || []; }

  /* CRC-32 of UTF-8, by which Python puts grams into files. */
  function crc32(text) {
    return ~new TextEncoder().encode(text).reduce(function (crc, byte) {
      crc ^= byte;
      for (var bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
      return crc;
    }, -1) >>> 0;
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

  /* What there is, and what follows from it: reports by number, organs by every name. */
  function open(manifest) {
    return load(manifest, "no-cache").then(function (all) {
      if (all.documents) return all;
      all.documents = [];
      all.byName = {};
      all.reports.forEach(function (entry) {
        entry[1].forEach(function (organ) {
          var path = all.column + all.organs[organ].slug + "/" + entry[0] + "/";
          all.documents.push({ number: all.documents.length, year: entry[0], organ: organ, path: path });
        });
      });
      all.organs.forEach(function (organ, number) {
        organ.path = organ.page ? all.column + organ.slug + "/" : "";
        organ.names.forEach(function (name) { (all.byName[name] = all.byName[name] || []).push(number); });
      });
      all.names = Object.keys(all.byName).sort(function (a, b) { return b.length - a.length; });
      all.pages.forEach(function (page) {
        page.found = [page[0]].concat(page[2]).map(function (text) { return read(text).joined; });
      });
      return all;
    });
  }

  /* Which reports have these units side by side: 1 at their numbers. */
  function having(all, units) {
    var words = units.join("");
    return load(all.folder + "/index/" + crc32(words) % all.shards + ".json").then(function (shard) {
      var found = new Uint8Array(all.documents.length), at = -1;
      Array.from(shard[words] || "").forEach(function (distance) { found[at += distance.charCodeAt(0) - 34] = 1; });
      return found;
    });
  }

  /* Which reports may have a phrase: certain up to four units. Of a longer one its parts are asked
     for, and those across their seams as long as many reports are left to read. */
  function candidates(all, phrase) {
    var units = unitsOf(phrase), last = Math.max(units.length - LONGEST, 0), first = [], rest = [];
    for (var at = 0; at <= last; at++) {
      if (at % LONGEST === 0 || at === last) first.push(at);
      else if (at % LONGEST === LONGEST / 2) rest.push(at);
    }
    function ask(starts, found) {
      return Promise.all(starts.map(function (start) {
        return having(all, units.slice(start, start + LONGEST));
      })).then(function (masks) {
        return masks.concat(found || []).reduce(function (both, mask) {
          return both.map(function (one, place) { return one & mask[place]; });
        });
      });
    }
    return ask(first).then(function (found) {
      var count = found.reduce(function (sum, one) { return sum + one; }, 0);
      return count > FEW && rest.length ? ask(rest, [found]) : found;
    });
  }

  /* A report with its own text: what was found can be read there. */
  function withText(all, report) {
    return load(all.folder + "/texts/" + all.organs[report.organ].slug + "-" + report.year + ".json").then(function (content) {
      var lines = [content.title];
      content.sections.forEach(function (section) { lines.push(section[0], section[2]); });
      return { year: report.year, organ: report.organ, path: report.path, content: content, joined: read(lines.join("\n")).joined };
    });
  }

  window.searchIndex = {
    read: read, unitsOf: unitsOf, open: open, candidates: candidates, withText: withText,
    isCertain: function (phrase) { return unitsOf(phrase).length <= LONGEST; },
    forget: function () { kept = {}; }
  };
})();
