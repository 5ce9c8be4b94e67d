/* 核验文件: tells of a file whether it is a published one, and which. Nothing of it leaves the browser.
   Without this script the page says how to do the same with what every system has. */
(function () {
  "use strict";
  var box = document.getElementById("verify");
  var chosen = document.getElementById("verify-files");
  var said = document.getElementById("verify-status");
  var results = document.getElementById("verify-results");
  var inside = document.getElementById("verify-data");
  var waiting = null, turn = 0;

  function add(parent, name, text, className) {
    var element = document.createElement(name);
    if (text) element.textContent = text;
    if (className) element.className = className;
    return parent.appendChild(element);
  }

  function say(text, isTrouble) {
    said.className = isTrouble ? "notice" : "remark";
    said.textContent = text;
  }

  /* What is published: folder, title, remark, address of the current version, by digest and name. */
  function understood(data) {
    var known = { byDigest: {}, byName: {} };
    data.folders.forEach(function (folder) {
      Object.keys(folder[4]).forEach(function (name) {
        var file = { folder: folder[0], title: folder[1], remark: folder[2], current: folder[3], name: name };
        (known.byDigest[folder[4][name]] = known.byDigest[folder[4][name]] || []).push(file);
        (known.byName["/" + name] = known.byName["/" + name] || []).push(file);
      });
    });
    known.root = inside ? data.address : box.getAttribute("data-root");
    return known;
  }

  /* The data are read when the page opens: then it works without a network. */
  function read() {
    if (inside) return Promise.resolve(JSON.parse(inside.textContent)).then(understood);
    return fetch(box.getAttribute("data-source")).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    }).then(understood);
  }

  function bytesOf(file) {
    return new Promise(function (done, failed) {
      var reader = new FileReader();
      reader.onload = function () { done(reader.result); };
      reader.onerror = failed;
      reader.readAsArrayBuffer(file);
    });
  }

  function addLink(parent, known, text, path) {
    add(parent, "a", text).href = known.root + path;
  }

  function addPublished(item, known, file) {
    var line = add(item, "p");
    addLink(line, known, file.title || file.folder || "本网站", file.folder);
    line.appendChild(document.createTextNode("：" + file.name + (file.remark ? "（" + file.remark + "）" : "") + "。"));
    if (!file.current) return;
    line.appendChild(document.createTextNode("现行版本见"));
    addLink(line, known, "这里", file.current);
    line.appendChild(document.createTextNode("。"));
  }

  function addResult(known, file, digest) {
    var found = known.byDigest[digest] || [], alike = known.byName["/" + file.name] || [];
    var item = add(results, "li", "", found.length ? "verified" : "unverified");
    add(add(item, "p"), "strong", file.name);
    add(item, "p", found.length ? "√ 是本网站发布的文件，一个字节也不差。" : "× 不是本网站现在发布的文件。", "verdict");
    found.forEach(function (each) { addPublished(item, known, each); });
    if (!found.length) {
      add(item, "p", "可能改动过；也可能是下载得早：程序换新版本以后，文件会重新制作，文字和数字不变，字节会变。请从本网站重新下载，再与手里的对照。");
      if (alike.length) add(item, "p", "本网站发布的文件里，名字相同的有：");
      alike.forEach(function (each) { addPublished(item, known, each); });
    }
    var line = add(item, "p", "SHA-256：", "remark");
    add(line, "code", digest, "digest");
    return found.length > 0;
  }

  function addUnread(file) {
    var item = add(results, "li", "", "unverified");
    add(add(item, "p"), "strong", file.name);
    add(item, "p", "读不了：可能是文件夹，或者正被别的程序占用。", "verdict");
  }

  function verify(files) {
    var list = Array.prototype.slice.call(files), own = turn += 1, right = 0, unread = 0;
    if (!list.length) return;
    results.textContent = "";
    say("正在核验 " + list.length + " 个文件……");
    waiting = waiting || read();
    waiting.catch(function () { waiting = null; });
    waiting.then(function (known) {
      /* One after another: each is held in memory as a whole. */
      return list.reduce(function (before, file) {
        return before.then(function () { return bytesOf(file); }).then(window.sha256).then(function (digest) {
          if (own === turn && addResult(known, file, digest)) right += 1;
        }, function () { if (own === turn) { unread += 1; addUnread(file); } });
      }, Promise.resolve());
    }).then(function () {
      if (own !== turn) return;
      var wrong = list.length - right - unread;
      say("核验了 " + list.length + " 个文件：" + [
        right && "是本网站发布的 " + right + " 个", wrong && "不是的 " + wrong + " 个", unread && "读不了的 " + unread + " 个"
      ].filter(Boolean).join("，") + "。");
    }).catch(function () {
      if (own === turn) say("没有读到本网站的校验值，核验不了：可能没有网络，或者这是网站的副本，没有存全。请用下面的办法，或者单个文件的核验页。", true);
    });
  }

  if (!box || !window.sha256 || !window.FileReader || !window.Promise || (!inside && !window.fetch)) {
    if (said) say("这个浏览器的版本太旧，请用下面的办法核验。", true);
    return;
  }
  /* So that the same file may be chosen again, changed or after the network has come back. */
  chosen.addEventListener("click", function () { chosen.value = ""; });
  chosen.addEventListener("change", function () { verify(chosen.files); });
  document.addEventListener("dragover", function (event) { event.preventDefault(); });
  document.addEventListener("drop", function (event) {
    event.preventDefault();
    verify(event.dataTransfer.files);
  });
  box.hidden = false;
  waiting = read();
  waiting.catch(function () { waiting = null; });
})();
