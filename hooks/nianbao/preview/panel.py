"""The problems of a report beside what they are about: at a cell, a paragraph, or at the top.

Here it is worked out where each belongs; the preview's script puts it there. Without the script
all of them stand at the top, in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..problem import Mark, Problem
from ..problem.explaining import SEVERITIES
from ..source import Report
from ..source.prose import parse_markdown
from .editor import editor_link

__all__ = ["Place", "Said", "Spot", "groups_of", "said_of"]


@dataclass(frozen=True)
class Spot:
    """A part of a page of a report, and what people call it.

    It is the official ``table`` of that name; or in the section of that number, from 1, the
    block of that number out of so many ``blocks``, none of them being the section itself; or
    else the top.
    """

    name: str = "开头"
    table: str = ""
    section: int = 0
    block: int = 0
    blocks: int = 0


@dataclass(frozen=True)
class Said:
    """A problem as the panel has it: ``number`` names it in the page, ``link`` opens its place.

    ``cell`` is the address of what it is about in a table, as the ids of cells have it.
    """

    problem: Problem
    number: int
    link: str
    cell: str = ""

    @property
    def kind(self) -> str:
        """How severe it is, in Chinese."""
        return SEVERITIES[self.problem.severity]

    @property
    def position(self) -> str:
        """The file and line, as editors take it."""
        return f"{self.problem.file}:{self.problem.mark.line}"


@dataclass(frozen=True)
class Place:
    """The problems of one spot, the gravest first."""

    spot: Spot
    problems: tuple[Said, ...]


def said_of(
    problems: Iterable[Problem], root: Path, report: Report | None = None
) -> tuple[Said, ...]:
    """Problems in their order; their files stand below ``root``."""
    return tuple(
        Said(each, number, editor_link(root / each.file, each.mark), _cell(each, report))
        for number, each in enumerate(problems, 1)
    )


def _cell(problem: Problem, report: Report | None) -> str:
    """The cell whose figure stands where the problem does, or the row or table it is about.

    The address of a relation may be a row alone, or a table and a column.
    """
    if report is None or not problem.address or problem.address[0] not in report.form.tables:
        return ""
    there = [cell for cell, figure in report.figures.items() if figure.mark == problem.mark]
    if len(there) == 1:
        return there[0].dotted
    return ".".join(problem.address)


def groups_of(problems: Iterable[Problem], report: Report | None, root: Path) -> tuple[Place, ...]:
    """The problems of a report by where they belong, in the order of its file.

    Of a report that cannot be read, all of them belong to the top.
    """
    ordered = sorted(problems, key=lambda each: (each.mark, each.severity.rank))
    grouped: dict[Spot, list[Problem]] = {}
    for each in ordered:
        grouped.setdefault(_spot(each, report), []).append(each)
    top = [spot for spot in grouped if spot == Spot()]
    spots = [*top, *(spot for spot in grouped if spot != Spot())]
    numbered = iter(
        said_of((each for spot in spots for each in _gravest(grouped[spot])), root, report)
    )
    return tuple(Place(spot, tuple(next(numbered) for _ in grouped[spot])) for spot in spots)


def _gravest(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda each: each.severity.rank)


def _spot(problem: Problem, report: Report | None) -> Spot:
    if report is None:
        return Spot()
    if problem.mark.line >= report.prose_line:
        return _in_prose(problem.mark, report)
    table = problem.address[0] if problem.address else ""
    return Spot(f"表“{table}”", table=table) if table in report.form.tables else Spot()


def _in_prose(mark: Mark, report: Report) -> Spot:
    """The block that a line is of, or its section where the line is a heading or stands alone."""
    above = [n for n, section in enumerate(report.sections, 1) if section.mark.line <= mark.line]
    if not above:
        return Spot()
    section = report.sections[above[-1] - 1]
    name = section.heading or "正文开头的话"
    blocks = len(section.blocks)
    lines = report.prose.split("\n")
    start, line = section.mark.line - report.prose_line, mark.line - report.prose_line
    if section.heading:
        start += 1
    if not start <= line < len(lines):
        return Spot(name, section=above[-1])
    end = line + 1
    while end < len(lines) and lines[end].strip():
        end += 1
    block = len(parse_markdown("\n".join(lines[start:end])))
    if not 0 < block <= blocks:
        return Spot(name, section=above[-1])
    return Spot(f"{name}：第 {block} 段", section=above[-1], block=block, blocks=blocks)
