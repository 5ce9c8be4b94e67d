"""The figures of a report: front-matter rows, in all their shorthands, read against the form."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import TypeAlias

from ..form import Address, Form, Label, Line, Table, fold, named_labels, tableless_form
from ..problem import Mark, Problems
from .cell import CELL_KEYS, read_cell, split_group
from .figure import UNFILLED, Figure
from .run_together import note_no_list, note_no_name, note_run_together
from .strict_yaml import Node, YamlMapping, YamlScalar, YamlSequence
from .unknown import note_unknown

__all__ = ["Figures", "read_figures"]

Figures: TypeAlias = Mapping[Address, Figure]

# Most cells hold a small number, which needs no looking into.
_COMMON = {str(number): number for number in range(1000)}


def read_figures(
    form: Form, tables: Iterable[tuple[YamlScalar, Node]], end: Mark, problems: Problems
) -> Figures:
    """All figures of the form, in the form's order.

    ``tables`` are the front matter's entries that are tables of the form, ``end`` is where a
    missing table is reported. A cell that cannot be read is left out and is a problem.
    """
    reader = _Reader(form, problems)
    given = {key.text: (key, value) for key, value in tables}
    for name, table in form.tables.items():
        if name not in given:
            problems.add(
                "missing-table",
                end,
                f"缺少“{name}”",
                address=(name,),
                advice=f"请补上“{table.caption}”的各行{_or_without(form, given)}",
            )
            continue
        reader.table(table, *given[name])
    ordered = {
        address: reader.figures[address] for address in form.measures if address in reader.figures
    }
    return MappingProxyType(ordered)


class _Reader:
    """Walks one report's rows beside the form's."""

    def __init__(self, form: Form, problems: Problems) -> None:
        self.form = form
        self.problems = problems
        self.figures: dict[Address, Figure] = {}

    def table(self, table: Table, key: YamlScalar, node: Node) -> None:
        lines = {line.address: line for line in table.lines}
        self.rows(table.rows, Address(table.key), key, node, lines)

    def rows(
        self,
        labels: tuple[Label, ...],
        above: Address,
        key: YamlScalar,
        node: Node,
        lines: Mapping[Address, Line],
    ) -> None:
        """The rows below one name, each of which must be there once."""
        labels = tuple(named_labels(labels))
        names = "、".join(label.key for label in labels)
        if self.is_unfilled(node, above, f"分行填写：{names}；全是零可只写 0"):
            return
        if isinstance(node, YamlScalar) and node.text == "0" and node.plain:
            # 不予公开: 0 — a whole group of zeros.
            for label in labels:
                self.row(label, _below(above, label), key, node, lines)
            return
        if not isinstance(node, YamlMapping):
            self.problems.add(
                "row-shape",
                node.mark,
                "这里应当分行填写",
                address=above.parts,
                expected=names,
                advice=f"下面应有：{names}",
            )
            return
        known = {fold(name): label for label in labels for name in (label.key, label.text)}
        seen: set[str] = set()
        meant: set[str] = set()
        for name, value in node.pairs:
            row = known.get(fold(name.text))
            if row is None:
                keys = [label.key for label in labels]
                meant.add(self.unknown("unknown-row", "没有这一行", name, above, keys))
            elif row.key in seen:
                self.twice(name, row.key, above)
            else:
                seen.add(row.key)
                self.row(row, _below(above, row), name, value, lines)
        for label in labels:
            if label.key not in seen and label.key not in meant:
                self.problems.add(
                    "missing-row",
                    key.mark,
                    f"缺少“{label.key}”一行",
                    address=_below(above, label).parts,
                    expected=label.text,
                    advice=f"请在“{key.text}”下补上“{label.key}”；全是零也要写 0",
                )

    def row(
        self,
        label: Label,
        address: Address,
        key: YamlScalar,
        node: Node,
        lines: Mapping[Address, Line],
    ) -> None:
        if label.children and label.counted:
            self.counted_group(label, address, key, node, lines)
            return
        if label.children:
            self.rows(label.children, address, key, node, lines)
            return
        line = lines[address]
        if self.is_unfilled(node, address, _how_to_fill(line)):
            return
        if isinstance(node, YamlSequence):
            self.listed(line, node)
        elif len(line.columns) == 1 and not self.is_by_column(line, node):
            self.figure(line.cells[0], node)
        elif isinstance(node, YamlMapping):
            self.by_column(line, node)
        elif node.plain and node.text == "0":
            self.zeros(line, node.mark)
        elif not note_no_list(node, line.address.parts, self.problems):
            self.problems.add(
                "row-shape",
                node.mark,
                f"这一行有 {len(line.columns)} 个数，这里只写了一个",
                address=line.address.parts,
                found=node.text,
                expected=str(len(line.columns)),
                advice=f"请写成列表，依次为：{_columns(line)}；全是零可只写 0",
            )

    def counted_group(
        self,
        label: Label,
        address: Address,
        key: YamlScalar,
        node: Node,
        lines: Mapping[Address, Line],
    ) -> None:
        """``{值: 15, 当面申请数: 3, …}``: a number of its own and, beside it, the rows below."""
        value_key = CELL_KEYS[0]
        if isinstance(node, YamlScalar) and node.text == "0" and node.plain:
            self.zeros(lines[address], node.mark)
            self.rows(label.children, address, key, node, lines)
            return
        names = "、".join(child.key for child in named_labels(label.children))
        if self.is_unfilled(node, address, f"分行填写：{value_key}、{names}；全是零可只写 0"):
            return
        if not isinstance(node, YamlMapping):
            self.problems.add(
                "row-shape",
                node.mark,
                f"“{label.key}”下面还有分项，应当分行填写",
                address=address.parts,
                found=node.text if isinstance(node, YamlScalar) else "",
                expected=f"{value_key}、{names}",
                advice=f"请在“{key.text}:”下面分行写：{value_key}（它自己的数）、{names}；"
                "全是零可只写 0",
            )
            return
        value, rows = split_group(node)
        if value is None:
            self.problems.add(
                "missing-row",
                key.mark,
                f"缺少“{label.key}”自己的数",
                address=address.parts,
                expected=value_key,
                advice=f"请在“{key.text}”下补上一行“{value_key}: 数”；是零也要写 0",
            )
        elif isinstance(value, YamlSequence) and len(lines[address].columns) > 1:
            self.listed(lines[address], value)
        else:
            self.figure(lines[address].cells[0], value)
        self.rows(label.children, address, key, rows, lines)

    def is_by_column(self, line: Line, node: Node) -> bool:
        columns = {fold(column.key) for column in line.columns}
        return isinstance(node, YamlMapping) and any(fold(k.text) in columns for k, _ in node.pairs)

    def listed(self, line: Line, node: YamlSequence) -> None:
        """``[6, 0, 0, 0, 0, 0, 6]``, with or without the total."""
        if note_run_together(node.items, line.address.parts, self.problems):
            return
        cells = line.cells
        parts = tuple(cell for cell in cells if cell not in self.form.row_totals)
        if len(node.items) not in (len(cells), len(parts)):
            wanted = f"{len(cells)} 个"
            if len(parts) != len(cells):
                totals = "、".join(cell.column for cell in cells if cell not in parts)
                wanted = f"{len(parts)} 个（不含{totals}）或 {len(cells)} 个（含{totals}）"
            few = "少" if len(node.items) < len(parts) else "多"
            self.problems.add(
                "cell-count",
                node.mark,
                f"应有 {wanted}数，写了 {len(node.items)} 个，{few}了",
                address=line.address.parts,
                found=len(node.items),
                expected=len(cells),
                advice=f"依次为：{_columns(line)}{_advice_on_groups(node)}",
            )
            return
        targets = cells if len(node.items) == len(cells) else parts
        unfilled = [(c, i) for c, i in zip(targets, node.items, strict=True) if _is_unfilled(i)]
        if unfilled:
            names = "、".join(cell.column for cell, _ in unfilled)
            self.note_unfilled(unfilled[0][1].mark, line.address, f"{names}：是零也要写 0")
        for cell, item in zip(targets, node.items, strict=True):
            if not _is_unfilled(item):
                self.figure(cell, item)
        if not unfilled:
            self.complete(line, node.mark, targets)

    def by_column(self, line: Line, node: YamlMapping) -> None:
        """``{自然人: 6}``: the columns named, all others zero."""
        columns = {
            fold(name): cell
            for column, cell in zip(line.columns, line.cells, strict=True)
            for name in (column.key, column.text)
        }
        named: set[Address] = set()
        is_known = True
        for name, value in node.pairs:
            cell = columns.get(fold(name.text))
            if cell is None and note_no_name(name, line.address.parts, self.problems):
                is_known = False
            elif cell is None:
                keys = [c.key for c in line.columns]
                self.unknown("unknown-column", "没有这一列", name, line.address, keys)
                is_known = False
            elif cell in named:
                self.twice(name, cell.column, line.address)
            else:
                named.add(cell)
                self.figure(cell, value)
        if not is_known:
            return
        for cell in line.cells:
            if cell not in named and cell not in self.form.row_totals:
                self.figures[cell] = Figure(0, node.mark, "0")
        self.complete(line, node.mark, named)

    def zeros(self, line: Line, mark: Mark) -> None:
        for cell in line.cells:
            self.figures[cell] = Figure(0, mark, "0")

    def complete(self, line: Line, mark: Mark, given: Collection[Address]) -> None:
        """Adds up the totals that the row leaves out; blanks make no sum.

        One that is given and cannot be read is not left out.
        """
        for cell in line.cells:
            if cell in given or cell not in self.form.row_totals:
                continue
            parts = [self.figures.get(part) for part in self.form.row_totals[cell]]
            if any(part is None for part in parts):
                continue
            values = [part.value for part in parts if part and part.value is not None]
            total = sum(values) if len(values) == len(parts) else None
            written = "" if total is None else str(total)
            self.figures[cell] = Figure(total, mark, written, computed=True)

    def figure(self, cell: Address, node: Node) -> None:
        digits = node.text if isinstance(node, YamlScalar) and node.plain else ""
        if digits == UNFILLED:
            self.note_unfilled(node.mark, cell, "是零写 0，表上是空白写 ~")
            return
        value = _COMMON.get(digits)
        if value is not None:
            figure: Figure | None = Figure(value, node.mark, digits)
        else:
            figure = read_cell(node, cell, self.form.measures[cell], self.problems)
        if figure is not None:
            self.figures[cell] = figure

    def is_unfilled(self, node: Node, address: Address, how: str) -> bool:
        """Notes a row, or a group of rows, that nobody has filled in yet."""
        if not _is_unfilled(node):
            return False
        self.note_unfilled(node.mark, address, how)
        return True

    def note_unfilled(self, mark: Mark, address: Address, how: str) -> None:
        self.problems.add(
            "unfilled",
            mark,
            "还没有填",
            address=address.parts,
            found=UNFILLED,
            advice=f"请换成数，{how}",
        )

    def twice(self, name: YamlScalar, key: str, above: Address) -> None:
        """Notes a row or column named a second time, in another way than the first."""
        self.problems.add(
            "yaml-duplicate-key",
            name.mark,
            f"“{key}”写了两次，这里写作“{name.text}”",
            address=above.parts,
            advice="请留下正确的一处，删去另一处",
        )

    def unknown(
        self, code: str, sentence: str, name: YamlScalar, above: Address, known: list[str]
    ) -> str:
        sentence = f"{sentence}：“{name.text}”"
        return note_unknown(
            code, name.mark, sentence, name.text, known, self.problems, address=above.parts
        )


def _or_without(form: Form, given: Mapping[str, object]) -> str:
    """What to do where a report of years in which it need not have tables has none at all."""
    tableless = tableless_form()
    if given or not tableless.covers(form.first_year):
        return ""
    return f"；原来就没有统计表的，写 form: {tableless.key}"


def _below(above: Address, label: Label) -> Address:
    return Address(above.table, (*above.row, label.key))


def _is_unfilled(node: Node) -> bool:
    return isinstance(node, YamlScalar) and node.plain and node.text == UNFILLED


def _how_to_fill(line: Line) -> str:
    if len(line.columns) == 1:
        return "是零写 0"
    return f"依次为：{_columns(line)}；全是零可只写 0"


def _columns(line: Line) -> str:
    return "、".join(column.key for column in line.columns)


def _advice_on_groups(node: YamlSequence) -> str:
    """What to say of a row with too many figures, some of which may be one in groups of digits."""
    texts = [item.text if isinstance(item, YamlScalar) else "" for item in node.items]
    is_grouped = any(
        re.fullmatch("[1-9][0-9]{0,2}", first) and re.fullmatch("[0-9]{3}", second)
        for first, second in pairwise(texts)
    )
    return "。数里不写千分位的逗号" if is_grouped else ""
