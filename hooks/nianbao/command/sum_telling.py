"""What adding up reports came to, as sentences and as a table for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator, Sequence

from ..check.organ_sums import CellSum, OrganSums
from ..form import Address, Form
from ..source import Number, Organ, digits
from .organ_reports import OrganReport, OrganReports

__all__ = ["organs_told", "sums_table"]

_MAX_NAMED = 8
_BLANK = "~"
_OPEN = "?"


def organs_told(reports: OrganReports, sums: OrganSums, year: int) -> Iterator[str]:
    """Who has sent a report and whose is added; who has not, and whose cannot be."""
    yield f"下级机关 {len(reports.organs)} 个，算入 {len(sums.added)} 个"
    for organ in sums.missing:
        yield f"  还没有报告：{organ.name}（{organ.slug}/{year}.md）"
    for organ in sums.other_form:
        given = reports.reports[organ.slug, year]
        form = given.contribution.form
        yield f"  格式不同，没有算入：{organ.name}（{given.file}，{form} 格式）"
    for organ in sums.unfinished:
        yield f"  没有填完，没有算入：{_named(reports.reports[organ.slug, year])}"
    for organ in sums.added:
        given = reports.reports[organ.slug, year]
        if given.faults:
            yield f"  数字有错，照填的算入了，请改正以后再汇总：{_named(given)}"
    drafts = [organ.name for organ in sums.added if reports.reports[organ.slug, year].is_draft]
    if drafts:
        yield f"  还是草稿，算入了：{_some(drafts)}"
    yield from _blanks_told(sums)
    for address in sums.units_differ:
        yield f"  单位由各报告自己写，没有汇总：{address}"


def sums_table(form: Form, sums: OrganSums) -> Iterator[str]:
    """What the organs give, the own share and the total, row by row; rows of zeros are left out."""
    for table in form.tables.values():
        rows = [line for line in table.lines if any(_says(sums, cell) for cell in line.cells)]
        shared = {line.columns for line in table.lines}
        columns = "、".join(column.key for column in table.lines[0].columns)
        yield f"{table.key}" + (f"（{columns}）" if len(shared) == 1 and columns else "")
        lines = [("", "下级机关", "本级", "合计")]
        for line in rows:
            cells = [sums.cells.get(cell) for cell in line.cells]
            name = " › ".join(line.address.row)
            lines.append((name, _row(cells, "organs"), _row(cells, "own"), _row(cells, "total")))
        yield from _aligned(lines) if rows else ("  全是零",)


def _named(report: OrganReport) -> str:
    """The organ with its first fault."""
    name = f"{report.organ.name}（{report.file}"
    if not report.faults:
        return f"{name}）"
    first = min(report.faults)
    where = f"{first.place}：" if first.address else ""
    more = f"；一共 {len(report.faults)} 处" if len(report.faults) > 1 else ""
    return f"{name}:{first.mark.line}）{where}{first.message}{more}"


def _blanks_told(sums: OrganSums) -> Iterator[str]:
    """The cells that some organs leave blank, by the organs that do."""
    by_organs: dict[tuple[Organ, ...], list[Address]] = {}
    for address, cell in sums.cells.items():
        if cell.blank:
            by_organs.setdefault(cell.blank, []).append(address)
    for organs, addresses in by_organs.items():
        names, places = _some([o.name for o in organs]), _some([str(a) for a in addresses])
        yield f"  空白不是零，只加了填了数的：{names}没有填 {places}"


def _some(names: Sequence[str]) -> str:
    more = f" 等 {len(names)} 个" if len(names) > _MAX_NAMED else ""
    return "、".join(names[:_MAX_NAMED]) + more


def _says(sums: OrganSums, address: Address) -> bool:
    cell = sums.cells.get(address)
    if cell is None:
        return True
    # What is not filled in yet is told of the file in which it is missing.
    return cell.organs != 0 or (cell.is_own_known and cell.own != 0)


def _row(cells: Collection[CellSum | None], part: str) -> str:
    return " ".join(_shown(cell, part) for cell in cells)


def _shown(cell: CellSum | None, part: str) -> str:
    if cell is None:
        return _OPEN
    number: Number | None = {"organs": cell.organs, "own": cell.own, "total": cell.total}[part]
    if number is None:
        return _BLANK if cell.is_own_known or part == "organs" else _OPEN
    return digits(number)


def _aligned(lines: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = [
            text + " " * (width - _width(text)) for text, width in zip(line, widths, strict=True)
        ]
        yield f"  {'  '.join(cells)}".rstrip()


def _width(text: str) -> int:
    """How many columns of a terminal a text takes."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)
