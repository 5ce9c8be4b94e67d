"""The file of a new report: every row still to be filled in, what follows from last year's done.

Last year's prose stands above the text as comments: to write from, and never published by
mistake. What nobody has filled in is an error of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..check import aspects_of
from ..facts.last_year import last_year
from ..form import Form, Label, Line, Table
from ..program_files import schema_folder
from ..source import APPROVED, UNFILLED, UNWRITTEN, Report, approval_example

__all__ = ["blank_report"]

_INDENT = "  "
_WIDTH = 100
_NUMERALS = "一二三四五六七八九十"
_CELL_KEY = "值"


def blank_report(
    form: Form,
    year: int,
    before: Report | None,
    path: str,
    *,
    carries_over: bool = True,
    to_be_approved: bool = False,
) -> str:
    """The text of a new report about a year; ``before`` is the organ's report before, if any.

    ``path`` leads from the report's folder to that of the site. A report that is added up carries
    no figures over from the one before: they are those of its organs. A site that wants reports
    approved gets a place for it.
    """
    schema = f"{path}{schema_folder(is_own=bool(form.base))}/{form.key}.json"
    writer = _Writer(form, before if carries_over else None)
    lines = [
        "---",
        f"# yaml-language-server: $schema={schema}",
        f"year: {year}",
        f"# “{UNFILLED}”都要换成数。没有发布日期的是草稿，不上线；定稿以后去掉下一行的 #，写日期",
        f"# published: {year + 1}-01-20",
    ]
    if to_be_approved:
        example = approval_example(year).partition(": ")[2]
        lines.append(f"{APPROVED}:  # 发布以前要批准：批准以后照实写，例如 {example}")
    for table in form.tables.values():
        lines += ["", *writer.table(table)]
    lines += [*_said_before(before), "---", "", *_sections(form)]
    return "\n".join(lines)


class _Writer:
    """Writes rows: as figures where they follow from last year's, else as still to be filled."""

    def __init__(self, form: Form, before: Report | None) -> None:
        last = last_year(form, before)
        self._last = {address: figure.value for address, figure in last.figures.items()}
        # What comes of last year's alone is done; where something is added it is a beginning.
        self._known = {**last.follows, **last.begins}
        self._partly = set(last.begins)

    def table(self, table: Table) -> Iterator[str]:
        shared = {line.columns for line in table.lines}
        names = "、".join(column.key for column in table.lines[0].columns)
        yield f"{table.key}:" + (f"  # {names}" if len(shared) == 1 and len(names) > 1 else "")
        lines = {line.address.row: line for line in table.lines}
        yield from self._rows(table.rows, (), lines, 1)

    def _rows(
        self,
        labels: Sequence[Label],
        above: tuple[str, ...],
        lines: Mapping[tuple[str, ...], Line],
        depth: int,
    ) -> Iterator[str]:
        for label in labels:
            if not label.key:
                yield from self._rows(label.children, above, lines, depth)
                continue
            path = (*above, label.key)
            indent = _INDENT * depth
            if not label.children:
                yield f"{indent}{label.key}: {self._row(lines[path])}"
            elif self._was_all_zero(label, path, lines):
                names = "、".join(child.key for child in label.children)
                yield f"{indent}{label.key}: {UNFILLED}  # 全是零写 0；不是的分行写：{names}"
            else:
                yield f"{indent}{label.key}:"
                if label.counted:
                    yield f"{indent}{_INDENT}{_CELL_KEY}: {self._row(lines[path])}"
                yield from self._rows(label.children, path, lines, depth + 1)

    def _row(self, line: Line) -> str:
        known = [self._known.get(cell) for cell in line.cells]
        if all(value is None for value in known):
            return UNFILLED
        if all(value == 0 for value in known):
            return "0"
        cells = [UNFILLED if value is None else str(value) for value in known]
        text = cells[0] if len(cells) == 1 else f"[{', '.join(cells)}]"
        if self._partly.intersection(line.cells):
            return f"{text}  # {self._beginning(line)}"
        return text

    def _beginning(self, line: Line) -> str:
        names = [cell.column for cell in line.cells if cell in self._partly]
        return f"{'、'.join(names)}是上一年度的，请照本年的增减改"

    def _was_all_zero(
        self, group: Label, path: tuple[str, ...], lines: Mapping[tuple[str, ...], Line]
    ) -> bool:
        """Whether a group of rows alone, not of groups, was zero last year in all of them."""
        if group.counted or any(child.children or not child.key for child in group.children):
            return False
        cells = [cell for row in _below(path, lines) for cell in lines[row].cells]
        # Rows that are new this year say nothing of the last.
        known = [self._last[cell] for cell in cells if self._last.get(cell) is not None]
        return bool(known) and not any(known)


def _below(path: tuple[str, ...], lines: Mapping[tuple[str, ...], Line]) -> list[tuple[str, ...]]:
    return [row for row in lines if row[: len(path)] == path]


def _said_before(before: Report | None) -> Iterator[str]:
    """Last year's prose, as comments."""
    if before is None:
        return
    yield ""
    yield f"# ———— 以下是 {before.year} 年度的正文，供参考，不会发布；写完可以删去 ————"
    for section in before.sections:
        yield f"# 【{section.heading}】"
        text = section.shown.partition("\n")[2]
        for paragraph in text.splitlines():
            if paragraph.strip():
                for start in range(0, len(paragraph), _WIDTH):
                    yield f"# {paragraph[start : start + _WIDTH]}"


def _sections(form: Form) -> Iterator[str]:
    aspects = aspects_of(form)
    for section in form.sections:
        yield from (f"## {section.title}", "")
        if section.own_words and aspects:
            for number, aspect in enumerate(aspects):
                yield from (f"### （{_NUMERALS[number]}）{aspect}", "", UNWRITTEN, "")
            # They belong to the first section only.
            aspects = ()
        elif not section.table:
            yield from (UNWRITTEN, "")
