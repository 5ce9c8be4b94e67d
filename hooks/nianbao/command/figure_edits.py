"""Puts figures into a report's front matter, cell by cell, and leaves every other byte as it is."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import TypeAlias

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from ..form import Address, Form, Label, Line, fold, named_labels
from ..source import UNFILLED
from .figure_rows import CELL_KEY, ROW_INDENT, group_rows, row_text
from .front_matter_edits import front_matter_span

__all__ = ["with_figures"]

_ZERO = "0"
_WHOLE = (_ZERO, UNFILLED)
"""What stands for a whole row or a whole group of rows."""
_Lines: TypeAlias = Mapping[Address, Line]


def with_figures(
    text: str, form: Form, readable: Container[Address], cells: Mapping[Address, str]
) -> str:
    """The report with these cells written anew.

    ``readable`` are the cells that hold a figure: nothing else is replaced but what stands for one
    that is not filled in. A cell whose row is missing, or written in a way that is none, is left;
    who needs to know reads the text again.
    """
    span = front_matter_span(text)
    if span is None:
        return text
    start, end = span
    try:
        # Composed and not loaded: nothing that the text says is made.
        node = yaml.compose(text[start:end], Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return text
    if not isinstance(node, MappingNode):
        return text
    editor = _Editor(text, start, form, readable, cells)
    for key, value in node.value:
        table = form.tables.get(key.value) if isinstance(key, ScalarNode) else None
        if table is not None:
            lines = {line.address: line for line in table.lines}
            editor.group(table.rows, Address(table.key), None, key, value, lines)
    return editor.edited()


class _Editor:
    """Walks the rows as they are written, and gathers what is to stand where."""

    def __init__(
        self,
        text: str,
        start: int,
        form: Form,
        readable: Container[Address],
        cells: Mapping[Address, str],
    ) -> None:
        self.text = text
        self.start = start
        self.form = form
        self.readable = readable
        self.cells = cells
        self.newline = "\r\n" if "\r\n" in text else "\n"
        self.edits: list[tuple[int, int, str]] = []

    def edited(self) -> str:
        """The text with all that was gathered."""
        text = self.text
        # From the last to the first, so that the places of the others stay what they are.
        for start, end, new in sorted(self.edits, reverse=True):
            text = text[:start] + new + text[end:]
        return text

    def group(
        self,
        labels: Sequence[Label],
        address: Address,
        own: Line | None,
        key: Node,
        node: Node,
        lines: _Lines,
    ) -> None:
        """A table or a group of rows; ``own`` are the figures that stand at the group itself."""
        if isinstance(node, ScalarNode):
            self.whole_group(labels, address, own, key, node, lines)
        if not isinstance(node, MappingNode):
            return
        known = {
            fold(name): label for label in named_labels(labels) for name in (label.key, label.text)
        }
        for name, value in node.value:
            if not isinstance(name, ScalarNode):
                continue
            label = known.get(fold(name.value))
            if own is not None and name.value == CELL_KEY:
                self.line(own, value)
            elif label is not None:
                below = Address(address.table, (*address.row, label.key))
                if label.children:
                    line = lines[below] if label.counted else None
                    self.group(label.children, below, line, name, value, lines)
                else:
                    self.line(lines[below], value)

    def whole_group(
        self,
        labels: Sequence[Label],
        address: Address,
        own: Line | None,
        key: Node,
        node: ScalarNode,
        lines: _Lines,
    ) -> None:
        """One word for all rows of a group: they are written below it, on lines of their own."""
        depth = len(address.row)
        cells = [
            cell for a, line in lines.items() if a.row[:depth] == address.row for cell in line.cells
        ]
        if node.value not in _WHOLE or not self.cells.keys() & set(cells):
            return
        start, end = self.place(node)
        if all(self.cells.get(cell, node.value) == _ZERO for cell in cells):
            self.edits.append((start, end, _ZERO))
            return
        if key.start_mark.line != node.start_mark.line or self.is_within_brackets(key):
            return
        indent = key.start_mark.column + ROW_INDENT
        rows = list(group_rows(labels, address, lines, self.cells, node.value, indent))
        if own is not None:
            figures = row_text(own, self.cells, node.value)
            rows.insert(0, f"{' ' * indent}{CELL_KEY}: {figures}")
        start -= len(self.text[:start]) - len(self.text[:start].rstrip(" \t"))
        self.edits.append((start, end, ""))
        line_end = self.text.index("\n", end)
        line_end -= self.text[line_end - 1] == "\r"
        self.edits.append((line_end, line_end, "".join(self.newline + row for row in rows)))

    def is_within_brackets(self, key: Node) -> bool:
        """Whether the group stands in braces, where there are no lines of their own."""
        start, _ = self.place(key)
        line = self.text[self.text.rfind("\n", 0, start) + 1 : start]
        return bool(line.strip())

    def line(self, line: Line, node: Node) -> None:
        """One row of figures."""
        if not self.cells.keys() & set(line.cells):
            return
        if isinstance(node, SequenceNode):
            self.listed(line, node)
        elif isinstance(node, MappingNode) and (len(line.cells) > 1 or self.names(line, node)):
            self.by_column(line, node)
        elif len(line.cells) == 1:
            self.cell(line.cells[0], node)
        elif isinstance(node, ScalarNode) and node.value in _WHOLE:
            self.edits.append((*self.place(node), row_text(line, self.cells, node.value)))

    def listed(self, line: Line, node: SequenceNode) -> None:
        """``[6, 0, 0]``, with or without the total."""
        parts = tuple(cell for cell in line.cells if cell not in self.form.row_totals)
        targets = line.cells if len(node.value) == len(line.cells) else parts
        if len(targets) == len(node.value):
            for cell, item in zip(targets, node.value, strict=True):
                self.cell(cell, item)

    def names(self, line: Line, node: MappingNode) -> Mapping[Address, Node]:
        """The columns that a mapping names, each with what it says of them."""
        columns = {
            fold(name): cell
            for column, cell in zip(line.columns, line.cells, strict=True)
            for name in (column.key, column.text)
        }
        return {
            columns[fold(name.value)]: value
            for name, value in node.value
            if isinstance(name, ScalarNode) and fold(name.value) in columns
        }

    def by_column(self, line: Line, node: MappingNode) -> None:
        """``{自然人: 6}``: what it does not name is zero, or a total; one that is not, is added."""
        named = self.names(line, node)
        for cell, value in named.items():
            self.cell(cell, value)
        added = [
            f"{cell.column}: {self.cells[cell]}"
            for cell in line.cells
            if cell not in named and cell not in self.form.row_totals
            if self.cells.get(cell, _ZERO) != _ZERO
        ]
        if not added or not node.value:
            return
        first, last = node.value[0][0], node.value[-1][1]
        _, end = self.place(last)
        if node.flow_style:
            self.edits.append((end, end, "".join(f", {each}" for each in added)))
        elif isinstance(last, ScalarNode) or last.flow_style:
            line_end = self.text.index("\n", end)
            line_end -= self.text[line_end - 1] == "\r"
            indent = self.newline + " " * first.start_mark.column
            self.edits.append((line_end, line_end, "".join(indent + each for each in added)))

    def cell(self, cell: Address, node: Node) -> None:
        """One figure, by itself or beside its note."""
        if cell not in self.cells:
            return
        if isinstance(node, MappingNode):
            for key, value in node.value:
                if isinstance(key, ScalarNode) and key.value == CELL_KEY:
                    self.cell(cell, value)
        elif isinstance(node, ScalarNode) and (cell in self.readable or node.value == UNFILLED):
            self.edits.append((*self.place(node), self.cells[cell]))

    def place(self, node: Node) -> tuple[int, int]:
        """Where a node begins and ends in the text."""
        return self.start + node.start_mark.index, self.start + node.end_mark.index
