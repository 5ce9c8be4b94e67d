// Puts the problems of a report beside what they are about, and loads the page again when there is
// something new. A page in the background does not ask: a browser keeps but six connections to one
// server.
"use strict";

(() => {
  const { mark } = document.currentScript.dataset;
  const FOCUS = "preview.focus";

  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

  // ---- problems at their places -----------------------------------------------------------------

  const sectionOf = (element) => element && element.closest("section");

  // After what a group of problems stands; nothing if the page does not show it.
  const anchorOf = ({ table, section, block, blocks }) => {
    if (table) {
      const shown = sectionOf(document.getElementById(`表.${table}`));
      return shown && shown.querySelector("h2");
    }
    const heading = document.getElementById(`section-${section}`);
    if (!heading || block === "0") return heading;
    // The prose is what a section ends with.
    const prose = [...heading.parentElement.children].filter((each) => !each.matches(".preview-group"));
    return prose[prose.length - Number(blocks) + Number(block) - 1] || heading;
  };

  // The cell of an address, or the first cell of a row.
  const cellOf = (address) => {
    const cell = document.getElementById(address);
    if (cell) return cell;
    return [...document.querySelectorAll("table.official td[id]")].find((each) => each.id.startsWith(`${address}.`));
  };

  const markCell = (said) => {
    const cell = cellOf(said.dataset.cell);
    if (!cell || !cell.matches("td")) return;
    const kind = said.dataset.kind;
    const severity = ["error", "warning"].find((each) => said.matches(`.preview-said--${each}`));
    const number = said.id.replace("preview-problem-", "");
    const link = document.createElement("a");
    link.id = `preview-mark-${number}`;
    link.className = `preview-mark${severity ? ` preview-mark--${severity}` : ""}`;
    link.href = `#${said.id}`;
    link.textContent = kind;
    link.title = said.querySelector("p").textContent;
    cell.classList.add("preview-cell");
    if (severity) cell.classList.add(`preview-cell--${severity}`);
    cell.append(link);
    if (!cell.offsetParent) return;
    const back = document.createElement("a");
    back.id = `preview-back-${number}`;
    back.href = `#${link.id}`;
    back.textContent = "看这一格";
    said.querySelector(".preview-where").append(" ", back);
  };

  const place = () => {
    const panel = document.getElementById("preview-panel");
    if (!panel) return;
    // The later one first: each is put right behind what it is about.
    for (const group of [...panel.querySelectorAll(".preview-group")].reverse()) {
      const anchor = anchorOf(group.dataset);
      if (!anchor) continue;
      anchor.after(group);
      // What the page says of relations that hold is not so while one of them does not.
      const trust = group.dataset.table && sectionOf(anchor).querySelector(".trust");
      if (trust) trust.hidden = Boolean(group.querySelector(".preview-said--error"));
    }
    document.querySelectorAll(".preview-said[data-cell]").forEach(markCell);
  };

  // ---- the clipboard ----------------------------------------------------------------------------

  const copied = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      // Only pages of this machine, or safe ones, may write there; the old way works elsewhere.
      const box = document.createElement("textarea");
      box.value = text;
      box.className = "preview-unseen";
      document.body.append(box);
      box.select();
      const done = document.execCommand("copy");
      box.remove();
      return done;
    }
  };

  const offerCopying = () => {
    const buttons = document.querySelectorAll(".preview-copy");
    if (!buttons.length) return;
    const status = document.createElement("p");
    status.setAttribute("role", "status");
    status.className = "preview-unseen";
    document.body.append(status);
    for (const button of buttons) {
      const name = button.textContent;
      button.hidden = false;
      button.addEventListener("click", async () => {
        const { position } = button.dataset;
        const told = (await copied(position)) ? "已复制" : "不能复制";
        button.focus({ preventScroll: true });
        button.textContent = told;
        status.textContent = `${told} ${position}`;
        await pause(2000);
        button.textContent = name;
      });
    }
  };

  // ---- loading again ----------------------------------------------------------------------------

  // Whoever was at a link or button is still there afterwards; nobody else's focus is moved.
  const keepFocus = () => {
    try {
      sessionStorage.setItem(FOCUS, document.activeElement ? document.activeElement.id : "");
    } catch {
      // Where nothing is kept, the page begins at its top.
    }
  };

  const giveFocusBack = () => {
    try {
      const id = sessionStorage.getItem(FOCUS);
      sessionStorage.removeItem(FOCUS);
      const element = id && document.getElementById(id);
      if (element) element.focus({ preventScroll: true });
    } catch {
      // As above.
    }
  };

  const inFront = async () => {
    while (document.visibilityState === "hidden") {
      await new Promise((done) => {
        document.addEventListener("visibilitychange", done, { once: true });
      });
    }
  };

  const follow = async () => {
    for (;;) {
      await inFront();
      try {
        const answer = await fetch(`/.preview/changes?since=${encodeURIComponent(mark)}`);
        if (answer.ok && (await answer.text()) !== mark) {
          keepFocus();
          location.reload();
          return;
        }
      } catch {
        // The preview has ended, and may be started again.
      }
      await pause(200);
    }
  };

  place();
  offerCopying();
  giveFocusBack();
  follow();
})();
