"""The sheet of one official table: to fill in, with its checks and last year's figures beside."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ...book_marks import Kind
from ...form import Address, Layout, MeasureKind, Table
from ..spreadsheet import (
    Check,
    Formula,
    Looks,
    Place,
    PlacedTable,
    Shown,
    Sums,
    absolute,
    draw_table,
    ranges,
    reference,
    runs,
)
from .material import BookMaterial
from .records import Records

__all__ = ["Progress", "write_table_sheet"]

_TITLE, _OPEN, _WRONG, _TOP = 0, 1, 2, 3
_A4 = 9
_CHECK_WIDTH = 46
_BLANK = "/"
_REMARK = "（"
_ADVICE = {
    MeasureKind.COUNT: "件数等填不小于零的整数，是零的填 0",
    MeasureKind.AMOUNT: "金额填不小于零的数，是零的填 0，只填数字",
    MeasureKind.CHANGE: "增减数填整数，减少的前面写 -",
}


@dataclass(frozen=True, slots=True)
class Progress:
    """Two cells of a table's sheet: what is open, and what does not agree."""

    name: str
    open: Place
    wrong: Place
    open_value: str
    wrong_value: str


@dataclass(slots=True)
class _Checks:
    """Where the checks of a sheet stand."""

    beside: dict[int, list[Check]] = field(default_factory=dict)
    below: list[Check] = field(default_factory=list)

    @property
    def width(self) -> int:
        return max(map(len, self.beside.values()), default=0)


def write_table_sheet(
    book: Workbook, looks: Looks, material: BookMaterial, table: Table, zero: str, records: Records
) -> Progress:
    """Writes the sheet of a table; ``zero`` is the condition under which empty cells are zeros."""
    sheet = book.add_worksheet(table.key)
    placed = PlacedTable(table, _TOP, 0)
    sums = Sums(placed.places, material.figures, zero)
    writer = _TableSheet(sheet, looks, material, placed, sums)
    draw_table(sheet, placed, looks, writer.shown)
    writer.validate()
    checks = writer.checks()
    last = writer.write_checks(checks)
    writer.last_year(checks.width, last)
    progress = writer.progress(checks, zero)
    writer.arrange()
    for address, place in placed.places.items():
        then = material.last.figures.get(address)
        texts = (_start(material, address), then.written if then else "")
        records.add(Kind.FIGURE, address.dotted, place, table.key, *texts)
    for text, place in placed.labels():
        records.add(Kind.LABEL, text, place, table.key)
    return progress


@dataclass(frozen=True, slots=True)
class _TableSheet:
    sheet: Worksheet
    looks: Looks
    material: BookMaterial
    placed: PlacedTable
    sums: Sums

    def shown(self, address: Address) -> Shown:
        """A figure's cell: a formula, a number, or open."""
        measure = self.material.form.measures[address]
        if parts := self.material.parts.get(address):
            return Shown(self.sums.total(parts), self.looks.figure(measure, is_open=False))
        if begun := self.material.begun.get(address):
            look = self.looks.figure(measure, is_open=True)
            return Shown(self.sums.carried(*begun), look)
        figure = self.material.given.get(address)
        if figure is None:
            return Shown(None, self.looks.figure(measure, is_open=True))
        suffix = figure.unit + (f"（{figure.note}）" if figure.note else "")
        if figure.value is None:
            return Shown(_BLANK + suffix, self.looks.figure(measure, is_open=True))
        look = self.looks.figure(measure, figure.written, suffix, is_open=True)
        return Shown(figure.value, look)

    def validate(self) -> None:
        """Lets cells take numbers only, a stroke for a blank, or a number with its note."""
        for kind in MeasureKind:
            cells = [self.placed.places[a] for a in self._open() if self._kind(a) is kind]
            if not cells:
                continue
            blocks = runs(cells)
            first = reference(blocks[0][0])
            whole = "" if kind is MeasureKind.AMOUNT else f",{first}=INT({first})"
            least = "" if kind is MeasureKind.CHANGE else f",{first}>=0"
            number = f"IF(ISNUMBER({first}),AND(TRUE{least}{whole}),FALSE)"
            noted = f'ISNUMBER(SEARCH("{_REMARK}",{first}))'
            rule = {
                "validate": "custom",
                "value": f'=OR({first}="{_BLANK}",{noted},{number})',
                "ignore_blank": True,
                "error_title": "这里填数",
                "error_message": f"{_ADVICE[kind]}；公布的表上本来是空白的填 {_BLANK}",
                "other_cells": [[*start, *end] for start, end in blocks[1:]],
            }
            self.sheet.data_validation(*blocks[0][0], *blocks[0][1], rule)

    def checks(self) -> _Checks:
        """Every relation that touches the table, beside the row it is about or below the table."""
        checks = _Checks()
        for begin, row, check in self._every_check():
            if row is None or begin:
                checks.below.append(check)
            else:
                checks.beside.setdefault(row, []).append(check)
        return checks

    def _every_check(self) -> Iterator[tuple[str, int | None, Check]]:
        table = self.placed.table
        for equation in self.material.equations:
            if equation.subject.table == table.key:
                begin = self._begin(equation.relation.every, equation.subject)
                check = self.sums.check(equation, begin)
                yield begin, self.placed.places[check.subject].row, check
        for then, across in self.material.across_years:
            if across.now.table == table.key and self.material.before is not None:
                begin = self._begin(across.relation.every, across.now)
                check = self.sums.year_check(then, self.material.before.year, across, begin)
                yield begin, self.placed.places[across.now].row, check

    def _begin(self, every: str, subject: Address) -> str:
        """What a sentence is about, where it does not stand beside that."""
        if self.placed.table.layout is Layout.ACROSS:
            return f"{subject.row[-1]}：" if subject.row else f"{subject.column}："
        is_single = len(self.placed.table.lines[0].columns) == 1
        return "" if every == "row" or is_single else f"{subject.column}："

    def write_checks(self, checks: _Checks) -> int:
        """Writes them, and has the cells turn red; returns the first row below all."""
        for row, beside in checks.beside.items():
            for column, check in enumerate(beside, self.placed.right):
                self._write_check(Place(row, column), check)
        first = self.placed.bottom + 1
        for row, check in enumerate(checks.below, first):
            self._write_check(Place(row, 0), check)
        for column in range(self.placed.right, self.placed.right + checks.width):
            self.sheet.set_column(column, column, _CHECK_WIDTH)
        return first + len(checks.below)

    def _write_check(self, place: Place, check: Check) -> None:
        formula = check.formula
        self.sheet.write_formula(*place, formula.text, self.looks.wrong(), formula.value)
        cell = self.placed.places[check.subject]
        rule = {
            "type": "formula",
            "criteria": f'={absolute(place)}<>""',
            "format": self.looks.highlight(),
        }
        self.sheet.conditional_format(*cell, *cell, rule)

    def last_year(self, width: int, below: int) -> None:
        """Last year's table beside this one, or below where it is wide; pale, and locked."""
        last, before = self.material.last.figures, self.material.before
        if before is None or not any(address in last for address in self.placed.places):
            return
        is_wide = self.placed.table.layout is Layout.ACROSS
        top, left = (below + 1, 0) if is_wide else (_TOP, self.placed.right + width + 1)
        text = f"上年（{before.year} 年度），供对照"
        self.sheet.write_string(top - 1, left, text, self.looks.aside())

        def shown(address: Address) -> Shown:
            figure = last.get(address)
            measure = self.material.form.measures[address]
            content = figure.value if figure else None
            return Shown(content, self.looks.faded(measure, figure.written if figure else ""))

        placed = PlacedTable(self.placed.table, top, left)
        draw_table(self.sheet, placed, self.looks, shown, is_faded=True)

    def progress(self, checks: _Checks, zero: str) -> Progress:
        """Says above the table what is open and what does not agree."""
        places = [self.placed.places[address] for address in self._open()]
        blanks = "+".join(f"COUNTBLANK({run})" for run in ranges(places).split(","))
        count = sum(a not in self.material.figures for a in self._open())
        said = f"还有 {count} 格没有填" if count else "各格都填了"
        blanks = f"IF({zero},0,{blanks})"
        text = f'=IF({blanks}>0,"还有 "&{blanks}&" 格没有填","各格都填了")'
        self._across(_OPEN, Formula(text, said), self.looks.aside())
        columns = range(self.placed.right, self.placed.right + checks.width)
        cells = [
            Place(row, column) for row in range(_TOP, self.placed.bottom) for column in columns
        ]
        first = self.placed.bottom + 1
        cells += [Place(row, 0) for row in range(first, first + len(checks.below))]
        wrong = [c for row in checks.beside.values() for c in row] + checks.below
        count = sum(bool(check.formula.value) for check in wrong)
        lengths = "+".join(f"SUMPRODUCT(--(LEN({run})>0))" for run in _blocks(cells))
        told = f"{count} 处对不上，见红字；以台账为准" if count else ""
        lengths = lengths or "0"
        text = f'=IF({lengths}>0,{lengths}&" 处对不上，见红字；以台账为准","")'
        self._across(_WRONG, Formula(text, told), self.looks.wrong())
        name = self.placed.table.key
        return Progress(name, Place(_OPEN, 0), Place(_WRONG, 0), said, told)

    def arrange(self) -> None:
        """The title, the page, and what Tab reaches."""
        title = f"{self.material.organ.name}{self.material.year}年{self.placed.table.caption}"
        self.sheet.merge_range(_TITLE, 0, _TITLE, self.placed.right - 1, title, self.looks.title())
        self.sheet.set_row(_TITLE, 28)
        self.sheet.set_paper(_A4)
        if self.placed.table.layout is Layout.ACROSS:
            self.sheet.set_landscape()
        self.sheet.fit_to_pages(1, 0)
        self.sheet.center_horizontally()
        self.sheet.print_area(0, 0, self.placed.bottom - 1, self.placed.right - 1)
        heads = sum(row.head for row in self.placed.grid.rows)
        if self.placed.table.layout is not Layout.ACROSS and len(self.placed.table.blocks) == 1:
            self.sheet.freeze_panes(_TOP + heads, self.placed.grid.label_width)
            self.sheet.repeat_rows(_TOP, _TOP + heads - 1)
        self.sheet.hide_gridlines(2)
        self.sheet.protect("", {"format_columns": True, "format_rows": True})
        first = next((self.placed.places[address] for address in self._open()), None)
        if first is not None:
            self.sheet.set_selection(*first, *first)

    def _across(self, row: int, formula: Formula, look: Format) -> None:
        self.sheet.merge_range(row, 0, row, self.placed.right - 1, "", look)
        self.sheet.write_formula(row, 0, formula.text, look, formula.value)

    def _open(self) -> list[Address]:
        return [a for a in self.placed.places if a not in self.material.parts]

    def _kind(self, address: Address) -> MeasureKind:
        return self.material.form.measures[address].kind


def _start(material: BookMaterial, address: Address) -> str:
    """What a new report has in the place of a cell, before anybody fills it in."""
    if address in material.begun:
        return str(material.begun[address][0])
    figure = material.given.get(address)
    return "" if figure is None else figure.written or _BLANK


def _blocks(cells: list[Place]) -> list[str]:
    return [run for run in ranges(cells).split(",") if run]
