"""A table that the report itself declares: columns, a tree of indicators, and their figures."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from types import MappingProxyType

from ..form import (
    Address,
    Form,
    Label,
    Measure,
    MeasureKind,
    key_of,
    local_form,
    tableless_form,
)
from ..problem import Mark, Problems
from . import limits
from .cell import read_cell
from .figure import Figure
from .figures import Figures
from .run_together import note_run_together
from .strict_yaml import Node, YamlMapping, YamlScalar, YamlSequence
from .unknown import note_unknown

__all__ = [
    "CAPTION",
    "COLUMNS",
    "ITEMS",
    "LABEL",
    "MONEY",
    "NUMBERS",
    "PARTS",
    "UNIT",
    "free_key",
    "measure_in",
    "read_local_table",
]

CAPTION, COLUMNS, ITEMS = "名称", "列", "指标"
LABEL, UNIT, NUMBERS, PARTS = "指标", "单位", "数", "其中"
_ITEM = f"- {{{LABEL}: 名称, {UNIT}: 件, {NUMBERS}: 0}}"
_EXAMPLE = f"请写成 {_ITEM}"
MONEY = "元"
_SPLIT = "只录入一张表；别的表、明细放在附件里"


def read_local_table(
    frame: Form, tables: Iterable[tuple[YamlScalar, Node]], end: Mark, problems: Problems
) -> tuple[Form, Figures]:
    """The form that the table declares, and its figures; what cannot be read is left out."""
    (table,) = frame.tables.values()
    node = next((value for key, value in tables if key.text == table.key), None)
    if node is None:
        problems.add(
            "missing-table",
            end,
            f"缺少“{table.key}”",
            address=(table.key,),
            advice=f"请补上“{table.key}”，写明{COLUMNS}和{ITEMS}；"
            f"原来就没有统计表的，写 form: {tableless_form().key}",
        )
        return frame, MappingProxyType({})
    return _Reader(frame, problems).table(node)


class _Reader:
    """Walks one declared table."""

    def __init__(self, frame: Form, problems: Problems) -> None:
        (table,) = frame.tables.values()
        self.frame = frame
        self.problems = problems
        self.top = Address(table.key)
        self.columns = table.blocks[0].columns
        self.figures: dict[Address, Figure] = {}

    def table(self, node: Node) -> tuple[Form, Figures]:
        if not isinstance(node, YamlMapping):
            self.shape(node.mark, self.top, f"请分行写：{CAPTION}、{COLUMNS}、{ITEMS}")
            return self.frame, MappingProxyType({})
        self.note_unknown_keys(node, (CAPTION, COLUMNS, ITEMS), self.top)
        title = node.get(CAPTION)
        caption = self.text(title, CAPTION, self.top) if title is not None else ""
        declared = node.get(COLUMNS)
        columns = self.declared_columns(declared) if declared is not None else self.columns
        if columns is None:
            # Without columns there is no telling how many numbers a row should have.
            return self.frame, MappingProxyType({})
        self.columns = columns
        items = node.get(ITEMS)
        if items is None:
            self.missing(ITEMS, node.mark, self.top, f"请补上“{ITEMS}:”，下面每项一行：{_ITEM}")
            return self.frame, MappingProxyType({})
        rows = _count(items)
        for limit, count in ((limits.ROWS, rows), (limits.CELLS, rows * len(columns))):
            if limit.note(count, items.mark, self.problems, _SPLIT, address=self.top.parts):
                return self.frame, MappingProxyType({})
        labels = self.items(items, self.top)
        return local_form(caption, columns, labels), MappingProxyType(self.figures)

    def declared_columns(self, node: Node) -> tuple[Label, ...] | None:
        if not isinstance(node, YamlSequence) or not node.items:
            self.shape(node.mark, self.top, f"请写成列表，例如 {COLUMNS}: [本年度, 历年累计]")
            return None
        count = len(node.items)
        if limits.COLUMNS.note(count, node.mark, self.problems, _SPLIT, address=self.top.parts):
            return None
        columns: dict[str, Label] = {}
        for item in node.items:
            text = self.text(item, COLUMNS, self.top)
            key = free_key(text)
            if key in columns:
                self.twice(item.mark, text, self.top)
            elif text:
                columns[key] = Label(text, key)
        return tuple(columns.values()) if len(columns) == len(node.items) else None

    def items(self, node: Node, above: Address) -> tuple[Label, ...]:
        """The indicators of one level, each with what is below it."""
        if not isinstance(node, YamlSequence) or not node.items:
            self.shape(node.mark, above, f"请写成列表，每项一行：{_ITEM}")
            return ()
        # Data files nest rows and columns under one name: no row may be called as a column is.
        taken = {column.key for column in self.columns}
        labels = []
        for item in node.items:
            label = self.item(item, above, taken)
            if label is not None:
                taken.add(label.key)
                labels.append(label)
        return tuple(labels)

    def item(self, node: Node, above: Address, taken: set[str]) -> Label | None:
        if not isinstance(node, YamlMapping):
            self.shape(node.mark, above, _EXAMPLE)
            return None
        self.note_unknown_keys(node, (LABEL, UNIT, NUMBERS, PARTS), above)
        name, unit_node = node.get(LABEL), node.get(UNIT)
        if name is None:
            self.missing(LABEL, node.mark, above, _EXAMPLE)
            return None
        text = self.text(name, LABEL, above)
        if not text:
            return None
        key = free_key(text, taken)
        if not key:
            self.twice(name.mark, text, above)
            return None
        address = Address(above.table, (*above.row, key))
        unit = self.text(unit_node, UNIT, address) if unit_node is not None else ""
        numbers, parts = node.get(NUMBERS), node.get(PARTS)
        if numbers is None and parts is None:
            self.problems.add(
                "missing-key",
                node.mark,
                f"“{text}”没有写“{NUMBERS}”",
                address=address.parts,
                expected=NUMBERS,
                advice=f"请补上 {NUMBERS}；表上是空白的写 ~；只是标题的，请在“{PARTS}”下列出分项",
            )
        measure = None
        if numbers is not None or unit:
            measure = measure_in(unit)
        if numbers is not None and measure is not None:
            self.numbers(numbers, address, measure)
        children = self.items(parts, address) if parts is not None else ()
        return Label(text, key, children, measure, counted=numbers is not None)

    def numbers(self, node: Node, address: Address, measure: Measure) -> None:
        cells = [Address(address.table, address.row, column.key) for column in self.columns]
        if isinstance(node, YamlScalar) and node.text == "0" and node.plain:
            given: tuple[Node, ...] = (node,) * len(cells)
        elif isinstance(node, YamlSequence):
            given = node.items
            if note_run_together(given, address.parts, self.problems):
                return
        else:
            given = (node,)
        if len(given) != len(cells):
            names = "、".join(column.text for column in self.columns)
            self.problems.add(
                "cell-count",
                node.mark,
                f"应有 {len(cells)} 个数，写了 {len(given)} 个",
                address=address.parts,
                found=len(given),
                expected=len(cells),
                advice=f"依次为：{names}",
            )
            return
        for cell, item in zip(cells, given, strict=True):
            figure = read_cell(item, cell, measure, self.problems)
            if figure is not None:
                self.figures[cell] = figure

    def text(self, node: Node, key: str, address: Address) -> str:
        """A name to print; nothing, and a problem, when it is none."""
        text = node.text.strip() if isinstance(node, YamlScalar) and not node.is_blank else ""
        if not _cleaned(text):
            self.shape(node.mark, address, f"“{key}”后面请写文字")
            return ""
        advice = "名称照表上写；说明写在“注”里或者正文里"
        limits.NAME.note(len(text), node.mark, self.problems, advice, address=address.parts)
        return text[: limits.NAME.most]

    def shape(self, mark: Mark, address: Address, advice: str) -> None:
        self.problems.add("row-shape", mark, "这里的写法不对", address=address.parts, advice=advice)

    def missing(self, key: str, mark: Mark, address: Address, advice: str) -> None:
        self.problems.add(
            "missing-key",
            mark,
            f"没有写“{key}”",
            address=address.parts,
            expected=key,
            advice=advice,
        )

    def twice(self, mark: Mark, text: str, above: Address) -> None:
        self.problems.add(
            "yaml-duplicate-key",
            mark,
            f"“{text}”写了两次，或与一列同名",
            address=above.parts,
            found=text,
            advice="同一级的名称不能相同，请留下正确的一处，或照原表写全编号",
        )

    def note_unknown_keys(self, node: YamlMapping, known: tuple[str, ...], above: Address) -> None:
        for name, _ in node.pairs:
            if name.text not in known:
                note_unknown(
                    "unknown-key",
                    name.mark,
                    f"没有“{name.text}”这一项",
                    name.text,
                    known,
                    self.problems,
                    address=above.parts,
                )


def _count(items: Node) -> int:
    """How many indicators there are on all levels."""
    inside = items.items if isinstance(items, YamlSequence) else ()
    parts = (item.get(PARTS) for item in inside if isinstance(item, YamlMapping))
    return len(inside) + sum(_count(part) for part in parts if part is not None)


def free_key(text: str, taken: Collection[str] = ()) -> str:
    """The address part of a name; nothing where all it could have is taken.

    Rows that differ in their numbering only are told apart by it.
    """
    keys = (_cleaned(key_of(text)) or _cleaned(text), _cleaned(text))
    return next((key for key in keys if key not in taken), "")


def measure_in(unit: str) -> Measure:
    """What a row in that unit counts."""
    return Measure(MeasureKind.AMOUNT if unit.endswith(MONEY) else MeasureKind.COUNT, unit)


def _cleaned(text: str) -> str:
    """A name as addresses have it: no white space, and no dot, which parts their names."""
    return re.sub(r"[\s.›>]+", "", text)
