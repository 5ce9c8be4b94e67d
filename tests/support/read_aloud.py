"""A page as a screen reader goes through it: the browser's own accessibility tree, as lines.

Chromium tells roles, names and states. Which headers belong to a cell it does not tell, though it
hands them on to screen readers; they are found as HTML defines it, and stand behind the cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from playwright.sync_api import Page

__all__ = ["read_aloud"]

# HTML, 4.9.12.1: the headers that a cell names, else those that stand above it and before it.
_TELL_HEADERS = r"""() => {
  const text = cell => (cell.getAttribute("abbr") || cell.innerText).replace(/\s+/g, " ").trim();
  for (const table of document.querySelectorAll("table")) {
    const grid = [];
    for (const [y, row] of [...table.rows].entries())
      for (const cell of row.cells) {
        let x = 0;
        while (grid[y]?.[x]) x++;
        for (let down = 0; down < cell.rowSpan; down++)
          for (let right = 0; right < cell.colSpan; right++)
            (grid[y + down] ??= [])[x + right] = cell;
      }
    for (const cell of table.querySelectorAll("td")) {
      const ids = cell.headers ? cell.headers.split(/\s+/) : [];
      const named = ids.map(id => document.getElementById(id));
      if (named.some(header => !header)) throw Error(`no header: ${cell.headers}`);
      const y = grid.findIndex(row => row.includes(cell)), x = grid[y].indexOf(cell);
      const before = grid[y].slice(0, x).filter(each => each.matches("th"));
      const column = grid.slice(0, y).map(row => row[x]);
      const above = column.filter(each => each?.matches("th[scope^=col], thead th"));
      const group = cell.closest("tbody")?.querySelectorAll("th[scope=rowgroup]") ?? [];
      const headers = new Set(ids.length ? named : [...group, ...before, ...above]);
      headers.delete(cell);
      cell.ariaDescription = [...headers].map(text).filter(Boolean).join(" · ");
    }
  }
}"""
_LANDMARKS = {
    *("banner", "complementary", "contentinfo", "form", "main", "navigation", "region", "search"),
    *("article", "group", "figure", "list", "table", "Details", "DescriptionList", "blockquote"),
}
_LINES = {
    "paragraph",
    "listitem",
    "term",
    "definition",
    "caption",
    "Figcaption",
    "DisclosureTriangle",
}
_CELLS = {"cell", "gridcell", "columnheader", "rowheader"}
_INLINE = {
    "link",
    "button",
    "image",
    "checkbox",
    "searchbox",
    "textbox",
    "combobox",
    "mark",
    "code",
}
_SILENT = {"InlineTextBox", "LineBreak", "ListMarker"}

_Node = Mapping[str, Any]


def read_aloud(page: Page) -> str:
    """The lines of an open page, those inside of something further in."""
    page.evaluate(_TELL_HEADERS)
    session = page.context.new_cdp_session(page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    by_id = {node["nodeId"]: node for node in nodes}
    return "".join(f"{line}\n" for line in _Reader(by_id).lines(nodes[0], 0))


class _Reader:
    def __init__(self, by_id: Mapping[str, _Node]) -> None:
        self._by_id = by_id

    def lines(self, node: _Node, depth: int) -> Iterator[str]:
        """The lines of all that is inside of a node."""
        inline: list[str] = []
        for child in self._children(node):
            role = _role(child)
            if self._is_inline(child):
                inline.append(self._text(child))
                continue
            if line := _joined(inline):
                yield f"{'  ' * depth}{line}"
            inline = []
            yield from self._block(child, role, depth)
        if line := _joined(inline):
            yield f"{'  ' * depth}{line}"

    def _block(self, node: _Node, role: str, depth: int) -> Iterator[str]:
        indent = "  " * depth
        if role == "heading":
            # Its name: words that stand in elements of their own are not read one by one.
            yield f"{indent}heading {_property(node, 'level')} {_value(node, 'name')}"
        elif role in _CELLS:
            about = _value(node, "description")
            yield f"{indent}{role} {self._inside(node)}{f'  ← {about}' if about else ''}".rstrip()
        elif role == "row":
            yield f"{indent}row"
            yield from self.lines(node, depth + 1)
        elif role in _LANDMARKS:
            yield f"{indent}{role} {_value(node, 'name')}".rstrip()
            yield from self.lines(node, depth + 1)
        elif role in _LINES and all(map(self._is_inline, self._children(node))):
            state = _property(node, "expanded")
            told = "" if state is None else f" ({'open' if state else 'folded'})"
            yield f"{indent}{role}{told} {self._inside(node)}".rstrip()
        elif role in _LINES:
            yield f"{indent}{role}"
            yield from self.lines(node, depth + 1)
        else:
            yield from self.lines(node, depth)

    def _children(self, node: _Node) -> Iterator[_Node]:
        """What is inside, where nothing stands that is only for layout."""
        for number in node.get("childIds", ()):
            child = self._by_id[number]
            if child.get("ignored"):
                yield from self._children(child)
            elif _role(child) not in _SILENT:
                yield child

    def _is_inline(self, node: _Node) -> bool:
        role = _role(node)
        if role in _INLINE or role == "StaticText":
            return True
        blocks = _LINES | _LANDMARKS | _CELLS | {"heading", "row", "rowgroup"}
        return role not in blocks and all(map(self._is_inline, self._children(node)))

    def _inside(self, node: _Node) -> str:
        return _joined([self._text(child) for child in self._children(node)])

    def _text(self, node: _Node) -> str:
        role = _role(node)
        if role == "StaticText":
            return _value(node, "name")
        if role in _INLINE:
            states = [name for name in ("checked", "pressed") if _property(node, name) == "true"]
            if current := _property(node, "current"):
                states.append(f"current {current}")
            return f"[{' '.join([role, *states, _value(node, 'name') or self._inside(node)])}]"
        return self._inside(node)


def _role(node: _Node) -> str:
    return str(node["role"]["value"])


def _value(node: _Node, name: str) -> str:
    return " ".join(str(node.get(name, {}).get("value", "")).split())


def _property(node: _Node, name: str) -> Any:
    for each in node.get("properties", ()):
        if each["name"] == name:
            return each["value"]["value"]
    return None


def _joined(texts: list[str]) -> str:
    return " ".join(" ".join(texts).split())
