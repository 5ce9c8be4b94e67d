/* 任选两份报告对比: fills the selects, reads the open data of what is chosen, and tells how it goes.
   Without this script the page leads to comparisons made before. */
(function () {
  "use strict";
  var form = document.querySelector(".choosing");
  var told = document.getElementById("compared-status");
  var result = document.getElementById("compared");
  var comparing = window.comparing;
  var TROUBLE = "对比没有做成，请稍后再试。";
  var heading = document.querySelector("h1");
  var unnamed = heading.textContent, title = document.title;
  var asked = 0;
  var followed = null;

  function tell(text, isTrouble) {
    told.className = isTrouble ? "notice" : "remark";
    told.textContent = text;
  }

  /* The heading and the title name the pair that is shown, in pieces that do not break. */
  function name(pieces) {
    heading.textContent = pieces.length ? "" : unnamed;
    pieces.forEach(function (piece) {
      heading.appendChild(document.createElement("span")).textContent = piece;
    });
    document.title = pieces.length ? title.replace(unnamed, pieces.join("")) : title;
  }

  function clear() {
    name([]);
    result.textContent = "";
  }

  function folderOf(place) { return form.getAttribute("data-reports") + place.slug + "/" + place.year + "/"; }

  /* Why a file was not read: a copy of the site may lack it, and then it is not the network. */
  function whyUnread(status) {
    if (status === 404 || status === 410) return "：这里没有这个文件。如果这是网站的副本，可能没有存全；如果是网站，可能正在更新，请稍后再试。";
    return status ? "：服务器答复 " + status + "，请稍后再试。" : "，请检查网络后再试。";
  }

  function read(address, name) {
    var status = 0;
    return fetch(address).then(function (answer) {
      if (!answer.ok) { status = answer.status; throw new Error(String(status)); }
      return answer.text();
    }).then(comparing.parse).catch(function () { throw { sentence: "没有读到" + name + whyUnread(status) }; });
  }

  /* What is chosen stands after #, so that the page has one address; it once stood after ?. What
     leads to a place of the page changes nothing. */
  function choiceInAddress() {
    if (/^#[ab]=/.test(location.hash)) return location.hash;
    return location.hash.length > 1 && followed !== null ? followed : location.search;
  }

  function select(kind, side) { return form.querySelector("[data-" + kind + "=" + side + "]"); }

  function fill(list, options, chosen) {
    list.textContent = "";
    options.forEach(function (option) {
      var made = document.createElement("option");
      made.value = option[0];
      made.textContent = option[1];
      made.selected = option[0] === chosen;
      list.appendChild(made);
    });
  }

  function begin(data) {
    var bySlug = {};
    if (!data.organs.length) { tell("还没有年度报告。", false); return; }
    data.organs.forEach(function (organ) { bySlug[organ.slug] = organ; });

    function nameOf(place) { return bySlug[place.slug].name + place.year + "年报告"; }

    /* As the pages call themselves that compare a report with the one before it. */
    function piecesOf(places) {
      var organs = places.map(function (place) { return bySlug[place.slug].name; });
      var years = places.map(function (place) { return place.year + "年"; });
      var what = "政府信息公开年报对比";
      if (organs[0] === organs[1]) return [organs[1], years[1] + "与" + years[0], what];
      if (years[0] === years[1]) return [organs[0] + "与", organs[1], years[0] + what];
      return [organs[1] + years[1], "与" + organs[0] + years[0], what];
    }

    function fillYears(side, chosen) {
      var years = bySlug[select("organ", side).value].years;
      fill(select("year", side), years.map(function (year) { return [year, year + "年"]; }),
        years.indexOf(chosen) < 0 ? years[0] : chosen);
    }

    function choose(side, slug, year) {
      fill(select("organ", side), data.organs.map(function (organ) { return [organ.slug, organ.name]; }), slug);
      fillYears(side, year);
    }

    function chosen(side) { return select("organ", side).value + "/" + select("year", side).value; }

    /* A place that the address names; null when it names none, with a sentence when it is not there. */
    function placeIn(query, side) {
      var parts = (query.get(side) || "").split("/");
      if (!query.get(side)) return null;
      var organ = Object.prototype.hasOwnProperty.call(bySlug, parts[0]) ? bySlug[parts[0]] : null;
      if (!organ || parts.length !== 2 || organ.years.indexOf(parts[1]) < 0) {
        return { trouble: "没有“" + query.get(side) + "”这份报告，请重新选。" };
      }
      return { slug: parts[0], year: parts[1] };
    }

    function earlier(place) {
      var years = bySlug[place.slug].years;
      return { slug: place.slug, year: years[Math.min(years.indexOf(place.year) + 1, years.length - 1)] };
    }

    /* Also asked when a link leads to another place on the page. */
    function follow() {
      if (choiceInAddress() === followed) return;
      followed = choiceInAddress();
      var query = new URLSearchParams(followed.slice(1));
      var a = placeIn(query, "a"), b = placeIn(query, "b");
      var trouble = (a && a.trouble) || (b && b.trouble);
      var first = { slug: data.organs[0].slug, year: data.organs[0].years[0] };
      var after = b && !b.trouble ? b : first;
      var before = a && !a.trouble ? a : earlier(after);
      choose("a", before.slug, before.year);
      choose("b", after.slug, after.year);
      asked += 1;
      clear();
      tell(trouble || "", Boolean(trouble));
      if (a && b && !trouble) answer();
    }

    function answer() {
      var places = ["a", "b"].map(function (side) {
        return { slug: select("organ", side).value, year: select("year", side).value };
      });
      var turn = asked += 1;
      clear();
      if (places[0].slug === places[1].slug && places[0].year === places[1].year) {
        tell("两边选的是同一份报告，请改选一份。", true);
        return;
      }
      tell("正在读取两份报告……", false);
      Promise.all(places.map(function (place) {
        return read(folderOf(place) + place.slug + "-" + place.year + ".json", nameOf(place) + "的数据");
      })).then(function (reports) {
        if (turn !== asked) return;
        name(piecesOf(places));
        comparing.show(data, reports[0], reports[1], places.map(folderOf)).forEach(function (part) { result.appendChild(part); });
        tell("已列出" + places.map(nameOf).join("与") + "的对比。", false);
      }).catch(function (error) {
        if (turn === asked) { clear(); tell(error.sentence || TROUBLE, true); }
      });
    }

    ["a", "b"].forEach(function (side) {
      select("organ", side).addEventListener("change", function () { fillYears(side, select("year", side).value); });
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      followed = "#a=" + chosen("a") + "&b=" + chosen("b");
      history.pushState(null, "", location.pathname + followed);
      answer();
    });
    window.addEventListener("popstate", follow);
    window.addEventListener("hashchange", follow);
    form.hidden = false;
    follow();
  }

  if (!form) return;
  if (!comparing || !window.fetch || !window.URLSearchParams) {
    tell("这个浏览器的版本太旧，不能在这里任选对比，请改用新版的浏览器，或看下面列出的对比。", true);
    return;
  }
  tell("正在读取报告的目录……", false);
  read(form.getAttribute("data-source"), "报告的目录").then(begin).catch(function (error) { tell(error.sentence || TROUBLE, true); });
})();
