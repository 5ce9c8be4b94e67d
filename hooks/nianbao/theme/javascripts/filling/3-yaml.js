/* The part of YAML that reports are written in: mappings and lists by indentation, [lists] and
   {mappings} on one line, plain and quoted texts, comments. Anything else is refused, with its
   line: a file that is not understood is not loaded.

   A node is { kind, line } with pairs ([key, node]), items, or text and whether it is plain. */
(function () {
  "use strict";
  if (!window.filling) return;

  class Unreadable extends Error {
    constructor(line, sentence) {
      super(`第 ${line} 行${sentence}`);
      this.line = line;
    }
  }

  /* Where a text goes on after what is quoted at a place. */
  function endOfQuoted(text, start) {
    const quote = text.charAt(start);
    for (let at = start + 1; at < text.length; at += 1) {
      if (text.charAt(at) === "\\" && quote === '"') at += 1;
      else if (text.charAt(at) === quote) {
        if (quote === "'" && text.charAt(at + 1) === quote) at += 1;
        else return at + 1;
      }
    }
    return -1;
  }

  function unquoted(text, line) {
    if (text.charAt(0) === "'") return text.slice(1, -1).replace(/''/g, "'");
    try { return JSON.parse(text); } catch (error) { throw new Unreadable(line, "的引号里有这里读不了的写法"); }
  }

  /* The line without its comment. */
  function withoutComment(text, line) {
    for (let at = 0; at < text.length; at += 1) {
      const opens = at === 0 || /[\s[{,:]/.test(text.charAt(at - 1));
      if (/["']/.test(text.charAt(at)) && opens) {
        const end = endOfQuoted(text, at);
        if (end < 0) throw new Unreadable(line, "的引号没有写完，或者写到了下一行");
        at = end - 1;
      } else if (text.charAt(at) === "#" && (at === 0 || /\s/.test(text.charAt(at - 1)))) {
        return { text: text.slice(0, at).trimEnd(), comment: text.slice(at) };
      }
    }
    return { text: text.trimEnd(), comment: "" };
  }

  function scalar(text, line) {
    if (/^["']/.test(text)) {
      if (endOfQuoted(text, 0) !== text.length) throw new Unreadable(line, "引号后面还有别的字");
      return { kind: "scalar", line, text: unquoted(text, line), plain: false };
    }
    if (/^[|>&*!%@`]/.test(text)) throw new Unreadable(line, `以“${text.charAt(0)}”开头，这种写法这里读不了`);
    if (/:\s/.test(text)) throw new Unreadable(line, "里有不止一个冒号，请把文字加上引号");
    return { kind: "scalar", line, text, plain: true };
  }

  /* A list or mapping that stands on one line. */
  class Flow {
    constructor(text, line) { this.text = text; this.line = line; this.at = 0; }

    whole() {
      const node = this.node();
      this.space();
      if (this.at < this.text.length) throw new Unreadable(this.line, "的括号后面还有别的字");
      return node;
    }

    space() { while (/\s/.test(this.text.charAt(this.at))) this.at += 1; }

    next() { this.space(); return this.text.charAt(this.at); }

    node() {
      const opening = this.next();
      if (opening === "[") return { kind: "list", line: this.line, items: this.inside("]", () => this.node()) };
      if (opening !== "{") return scalar(this.word(/[,[\]{}]/), this.line);
      return { kind: "map", line: this.line, pairs: this.inside("}", () => this.pair()) };
    }

    pair() {
      const key = scalar(this.word(/[,[\]{}:]/), this.line);
      if (this.next() !== ":") throw new Unreadable(this.line, "的花括号里应当是“名称: 值”");
      this.at += 1;
      return [key.text, this.node()];
    }

    inside(closing, read) {
      const found = [];
      this.at += 1;
      while (this.next() !== closing) {
        found.push(read());
        if (this.next() === ",") this.at += 1;
        else if (this.next() !== closing) throw new Unreadable(this.line, "的括号没有写完，或者写到了下一行");
      }
      this.at += 1;
      return found;
    }

    word(ending) {
      this.space();
      const start = this.at;
      if (/["']/.test(this.text.charAt(start))) {
        this.at = endOfQuoted(this.text, start);
        if (this.at < 0) throw new Unreadable(this.line, "的引号没有写完");
      } else {
        while (this.at < this.text.length && !ending.test(this.text.charAt(this.at))) this.at += 1;
      }
      return this.text.slice(start, this.at).trim();
    }
  }

  function inline(text, line) {
    return /^[[{]/.test(text) ? new Flow(text, line).whole() : scalar(text, line);
  }

  /* Key and rest of a line “key: rest”; null for what is none. */
  function split(text, line) {
    if (/^["']/.test(text)) {
      const end = endOfQuoted(text, 0);
      const rest = end > 0 ? /^\s*:(?:\s+(.*))?$/.exec(text.slice(end)) : null;
      return rest ? [unquoted(text.slice(0, end), line), rest[1] || ""] : null;
    }
    const parts = /^([^\s#[\]{},"'&*!|>%@`-][^[\]{}]*?)\s*:(?:\s+(.*))?$/.exec(text);
    return parts ? [parts[1], parts[2] || ""] : null;
  }

  class Blocks {
    constructor(lines) { this.lines = lines; this.at = 0; }

    get here() { return this.lines[this.at]; }

    block() {
      return /^-(\s|$)/.test(this.here.text) ? this.list(this.here.indent) : this.map(this.here.indent);
    }

    /* What belongs to a key or a dash at an indentation and has not begun on its line. */
    below(indent, line, isMap) {
      const { here } = this;
      const isIn = here && (here.indent > indent || (isMap && here.indent === indent && /^-(\s|$)/.test(here.text)));
      return isIn ? this.block() : { kind: "scalar", line, text: "", plain: true };
    }

    map(indent) {
      const first = this.here.line, pairs = [];
      while (this.here && this.here.indent === indent) {
        const { text, line } = this.here, parts = split(text, line);
        if (!parts) throw new Unreadable(line, "读不懂：应当是“名称: 值”");
        if (pairs.some(([key]) => key === parts[0])) throw new Unreadable(line, `的“${parts[0]}”写了两次`);
        this.at += 1;
        pairs.push([parts[0], parts[1] ? inline(parts[1], line) : this.below(indent, line, true)]);
      }
      if (this.here && this.here.indent > indent) throw new Unreadable(this.here.line, "的缩进与上面对不上");
      return { kind: "map", line: first, pairs };
    }

    list(indent) {
      const first = this.here.line, items = [];
      while (this.here && this.here.indent === indent && /^-(\s|$)/.test(this.here.text)) {
        const { text, line } = this.here, rest = text.replace(/^-\s*/, "");
        if (rest && !/^[[{]/.test(rest) && split(rest, line)) {
          // The mapping that begins behind the dash goes on below, as far in.
          this.lines[this.at] = { text: rest, line, indent: indent + text.length - rest.length };
          items.push(this.map(this.here.indent));
          continue;
        }
        this.at += 1;
        items.push(rest ? inline(rest, line) : this.below(indent, line, false));
      }
      return { kind: "list", line: first, items };
    }
  }

  /* The node that lines of text are; ``first`` is the number of the first of them. */
  function readYaml(texts, first) {
    const lines = [];
    texts.forEach((raw, number) => {
      const line = first + number, { text } = withoutComment(raw, line);
      if (!text.trim()) return;
      if (/^ *\t/.test(text)) throw new Unreadable(line, "用制表符缩进，请改用空格");
      lines.push({ text: text.trim(), line, indent: /^ */.exec(text)[0].length });
    });
    const blocks = new Blocks(lines);
    if (!lines.length) return { kind: "map", line: first, pairs: [] };
    const node = blocks.block();
    if (blocks.here) throw new Unreadable(blocks.here.line, "的缩进与上面对不上");
    return node;
  }

  window.filling.yaml = { Unreadable, readYaml, split, withoutComment };
})();
