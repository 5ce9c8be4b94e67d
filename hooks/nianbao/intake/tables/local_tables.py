"""The table that a place made for itself before 2014, read as a form of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ...form import Address, Label, Measure, MeasureKind, local_form, local_frame
from ...source.local_table import free_key, measure_in
from ..document import Block, Paragraph, SourceTable
from ..review import ReviewItem, Status
from .cell_text import CellReading, has_digits, looks_like_figure, money_unit, read_cell_text
from .outline_rows import OutlineRow, rows_of_outline
from .outline_table import OutlineTable, Role, outline_table, unspaced
from .outline_tree import OutlineNode, outline_tree
from .table_matching import MatchedTables

__all__ = ["match_local_tables"]

# Between two parts of a table nothing is said, or that it goes on (续表).
_LONGEST_BETWEEN = 5
# Fewer rows of figures are no statistics of a year.
_FEWEST_ROWS = 3
_LONGEST_CAPTION = 45
_CAPTION = re.compile("统计(?:报)?表|情况表")
_ANNEX = re.compile("^附[表件录]?[一二三四五六七八九十0-9]*[:：]?")


def match_local_tables(blocks: Iterable[Block]) -> MatchedTables | None:
    """The table with the most indicators as a form, with its figures; None without one."""
    blocks = list(blocks)
    tables = [block for block in blocks if isinstance(block, SourceTable)]
    found = [one for one in _joined(blocks) if len(one.counted) >= _FEWEST_ROWS]
    if not found:
        return None
    chosen = max(found, key=lambda one: len(one.counted))
    review = [*chosen.review]
    for column in chosen.parts[0].columns:
        if column.role is Role.CODE:
            reason = f"“{column.name}”一列没有收入"
            review.append(ReviewItem(Status.LEFT_OUT, reason, chosen.parts[0].table.place))
    for other in (one for one in found if one is not chosen):
        reason = "也是统计表；自定表只有一张，这张作为普通表格放在正文里"
        review.append(ReviewItem(Status.LEFT_OUT, reason, other.parts[0].table.place))
    columns = _column_labels(chosen.parts[0])
    builder = _Builder(columns or _frame_columns(), review)
    rows = builder.labels(outline_tree(chosen.rows), Address(next(iter(local_frame().tables))))
    caption = _caption(blocks, chosen.parts[0])
    form = local_form(caption, columns, rows)
    used = frozenset(number for number, table in enumerate(tables) if chosen.has(table))
    return MatchedTables(form, builder.readings, used=used, notes=tuple(review))


@dataclass(frozen=True, slots=True)
class _Whole:
    """A table of indicators, with those parts of it that stand on other pages."""

    parts: list[OutlineTable]
    rows: list[OutlineRow] = field(default_factory=list)
    review: list[ReviewItem] = field(default_factory=list)

    @property
    def counted(self) -> list[OutlineRow]:
        """The rows with figures."""
        return [row for row in self.rows if row.has_figures]

    def has(self, table: SourceTable) -> bool:
        return any(part.table is table for part in self.parts)

    def with_rows(self) -> _Whole:
        review: list[ReviewItem] = []
        rows = [row for part in self.parts for row in rows_of_outline(part, review)]
        return replace(self, rows=rows, review=review)


def _joined(blocks: Iterable[Block]) -> list[_Whole]:
    """Every table of indicators, made whole where it goes on in the next."""
    wholes: list[_Whole] = []
    open_one: _Whole | None = None
    for block in blocks:
        if isinstance(block, Paragraph):
            if len(unspaced(block.element.text)) > _LONGEST_BETWEEN:
                open_one = None
            continue
        own = outline_table(block)
        part = _next_part(open_one.parts[0], own, block) if open_one is not None else None
        if part is not None and open_one is not None:
            open_one.parts.append(part)
            continue
        open_one = _Whole([own]) if own is not None else None
        if open_one is not None:
            wholes.append(open_one)
    return [whole.with_rows() for whole in wholes]


def _next_part(
    above: OutlineTable, own: OutlineTable | None, table: SourceTable
) -> OutlineTable | None:
    """A table as the next part of the one above: with the same header, or with none."""
    if own is not None and own.body:
        same = [(c.role, c.name) for c in own.columns] == [(c.role, c.name) for c in above.columns]
        return own if same else None
    if _width(table) != _width(above.table) or table.has_columns != above.table.has_columns:
        return None
    places = {place for c in above.figures for place in range(c.start, c.end)}
    figures = [cell for row in table.rows for cell in row if cell.column in places]
    if not any(has_digits(cell.text) for cell in figures):
        return None
    is_sound = all(looks_like_figure(cell.text) or has_digits(cell.text) for cell in figures)
    return OutlineTable(table, above.columns) if is_sound else None


def _width(table: SourceTable) -> int:
    return max((cell.column + cell.colspan for row in table.rows for cell in row), default=0)


def _frame_columns() -> tuple[Label, ...]:
    (table,) = local_frame().tables.values()
    return table.blocks[0].columns


def _column_labels(source: OutlineTable) -> tuple[Label, ...]:
    """The columns that the table names; none where it names none."""
    names = [column.name for column in source.figures]
    return tuple(Label(name, free_key(name)) for name in names) if all(map(free_key, names)) else ()


class _Builder:
    """Makes labels with addresses of the indicators, and readings of their cells."""

    def __init__(self, columns: tuple[Label, ...], review: list[ReviewItem]) -> None:
        self.columns = columns
        self.review = review
        self.readings: dict[Address, CellReading] = {}

    def labels(self, nodes: Sequence[OutlineNode], above: Address) -> tuple[Label, ...]:
        taken = {column.key for column in self.columns}
        labels = []
        for node in nodes:
            name, key = self.named(node.row, above, taken)
            taken.add(key)
            labels.append(self.label(node, name, above._replace(row=(*above.row, key))))
        return tuple(labels)

    def named(self, row: OutlineRow, above: Address, taken: set[str]) -> tuple[str, str]:
        """The name and key of a row; where another has both, where it stands goes with it."""
        key = free_key(row.name, taken)
        if key:
            return row.name, key
        numbers = range(2, len(taken) + 3)
        names = (f"{row.name}（第 {number} 处）" for number in numbers)
        name, key = next((n, free_key(n, taken)) for n in names if free_key(n, taken))
        reason = "同一级里还有同名的项，或与一列同名，请照原表核对名称"
        address = str(above) if above.row else ""
        self.review.append(ReviewItem(Status.OPEN, reason, row.place, address, row.found, name))
        return name, key

    def label(self, node: OutlineNode, name: str, address: Address) -> Label:
        row = node.row
        has_figures = row.has_figures or bool(row.unit) or not node.below
        measure = _measure(row) if has_figures else None
        if measure is not None:
            for column, cell in zip(self.columns, self.figures(row, measure), strict=True):
                self.readings[address._replace(column=column.key)] = cell
        return Label(
            name, address.row[-1], self.labels(node.below, address), measure, 1, has_figures
        )

    def figures(self, row: OutlineRow, measure: Measure) -> list[CellReading]:
        cells = row.cells or (None,) * len(self.columns)
        if row.fault:
            return [CellReading("", row.place, row.found, fault=row.fault) for _ in cells]
        return [
            CellReading("", row.place, row.found, fault="来源里没有找到这一格")
            if cell is None
            else read_cell_text(cell.text, cell.place, measure)
            for cell in cells
        ]


def _measure(row: OutlineRow) -> Measure:
    """What a row counts: by its unit, that in its name if it is money, or that in all its cells."""
    unit = row.unit or money_unit(row.name)
    if not unit:
        any_unit = Measure(MeasureKind.AMOUNT, "")
        cells = [cell for cell in row.cells if cell is not None and has_digits(cell.text)]
        units = {read_cell_text(cell.text, cell.place, any_unit).unit for cell in cells}
        unit = units.pop() if len(units) == 1 else ""
    return measure_in(unit)


def _caption(blocks: Sequence[Block], source: OutlineTable) -> str:
    """What the table is called in itself or right above; nothing where it is called as usual."""
    (usual,) = (table.caption for table in local_frame().tables.values())
    texts = [unspaced(cell.text) for row in source.table.rows[: source.head] for cell in row]
    place = next(n for n, block in enumerate(blocks) if block is source.table)
    for block in reversed(blocks[max(place - 3, 0) : place]):
        if not isinstance(block, Paragraph):
            break
        texts.append(unspaced(block.element.text))
    for text in texts:
        name = _ANNEX.sub("", text)
        if _CAPTION.search(name) and len(name) <= _LONGEST_CAPTION and "。" not in name:
            return "" if name == usual else name
    return ""
