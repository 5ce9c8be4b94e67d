"""Reports with one thing broken, and what the library's checks say of their figures.

The browser has the same cases to say the same of: tests/data/filling/verdicts.json.
"""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from invented import following_numbers, front_matter, random_numbers
from nianbao.check.expectations import check_expectations
from nianbao.check.relations import check_numbers, check_relations
from nianbao.check.unverified import check_unverified
from nianbao.check.years import check_leaps, check_year_relations
from nianbao.form import Address, Edition, Form, MeasureKind, RowAdded, RowsAdded, forms
from nianbao.problem import Problem, Problems
from nianbao.source import Report
from reading import ORGAN, read_report

__all__ = ["EDITION", "Case", "cases_text", "found_in", "read_cases"]

EDITION = Edition(
    "示例省2024",
    "2021",
    2024,
    (
        RowsAdded("主动公开.行政强制", (RowAdded("行政检查"),)),
        RowsAdded("依申请公开.本年度办理结果.不予公开.属于行政查询事项", (RowAdded("9.其他情形"),)),
    ),
    "新增的两行 2024 年度起才填报",
)
"""A place's edition, which has rows of its own."""

_UNFILLED = "{值: ~, 注: 待核}"
# What people put into a cell: other numbers, wrong kinds of number, no number, nothing.
_SINGLE = ("7", "230", "0", "-3", "2.5", "1.23456", "~", "", "007", "-0", "甲", "1000000")
_REPORTS = 4
_BREAKS = 26
_FEW, _MANY = 2, 9


@dataclass(frozen=True)
class Case:
    """What is typed over the figures of a report, by their place, and what is found in it.

    ``report`` is its place in the list of reports, ``before`` that of the year before.
    """

    report: int
    before: int | None
    typed: Mapping[str, str]
    found: Sequence[Sequence[str]]


@dataclass(frozen=True)
class _Written:
    form: str
    year: int
    cells: tuple[str, ...]


def cases_text(folder: Path) -> str:
    """All cases as JSON; EDITION must be in use."""
    chance = random.Random(19)
    reports: list[_Written] = []
    cases: list[Case] = []
    for form in forms().values():
        for _ in range(_REPORTS):
            year = form.first_year + 1
            before = random_numbers(form, chance)
            now = following_numbers(form, before, chance)
            reports += [_written(form, year - 1, before), _written(form, year, now, chance)]
            here = len(reports) - 1
            then, _ = _read(folder, reports[here - 1], {})
            for number in range(_BREAKS):
                earlier = None if number % _FEW else here - 1
                typed = _broken(form, reports[here].cells, number, chance)
                report, unread = _read(folder, reports[here], typed)
                found = found_in(report, None if earlier is None else then, unread)
                named = {str(place): text for place, text in sorted(typed.items())}
                cases.append(Case(here, earlier, named, found))
    lines = ",\n".join(
        json.dumps(asdict(each), ensure_ascii=False, separators=(",", ":")) for each in reports
    )
    told = ",\n".join(
        json.dumps(asdict(each), ensure_ascii=False, separators=(",", ":")) for each in cases
    )
    return f'{{"reports":[\n{lines}\n],"cases":[\n{told}\n]}}\n'


def read_cases(text: str) -> tuple[Sequence[Mapping[str, object]], Sequence[Case]]:
    """Reports and cases of such a text."""
    data = json.loads(text)
    return data["reports"], [Case(**case) for case in data["cases"]]


def found_in(
    report: Report, before: Report | None = None, unread: Sequence[Problem] = ()
) -> list[list[str]]:
    """Code, address, sentence and advice of all that is wrong with the figures, sorted.

    ``unread`` is what reading found; what people do who write no number, it knows better.
    """
    problems = Problems(report.file)
    check_numbers(report, problems)
    check_relations(report, problems)
    check_expectations(report, problems)
    check_unverified(report, problems)
    if before is not None:
        check_year_relations(report, before, problems)
        check_leaps(report, before, problems)
    found = [
        [p.code, p.place, p.message, "" if p.code == "number-format" else p.advice]
        for p in (*unread, *problems.found)
    ]
    return sorted(found)


def _written(
    form: Form, year: int, numbers: Mapping[Address, int], chance: random.Random | None = None
) -> _Written:
    """A report as it is typed; money has decimals where chance has it so."""

    def text(address: Address) -> str:
        is_money = form.measures[address].kind is MeasureKind.AMOUNT
        decimals = chance.choice(("", ".00", ".5", ".1234")) if chance and is_money else ""
        return f"{numbers[address]}{decimals}"

    return _Written(form.key, year, tuple(map(text, form.measures)))


def _broken(form: Form, cells: Sequence[str], number: int, chance: random.Random) -> dict[int, str]:
    """Mostly one cell; sometimes a few, or a column that was left blank, or nothing."""
    if number == 0:
        return {}
    if number == 1:
        column = chance.choice([address.column for address in form.measures])
        return {p: "~" for p, a in enumerate(form.measures) if a.column == column}
    count = chance.choice((1, 1, 1, 1, _FEW, _MANY))
    places = chance.sample(range(len(cells)), count)
    return {place: chance.choice(_SINGLE) for place in places}


def _read(
    folder: Path, written: _Written, typed: Mapping[int, str]
) -> tuple[Report, list[Problem]]:
    """The report, and which of its cells hold no number."""
    form = forms()[written.form]
    texts = {
        address: typed.get(place, written.cells[place]) or _UNFILLED
        for place, address in enumerate(form.measures)
    }
    path = folder / f"{written.year}.md"
    path.write_text(front_matter(form, written.year, texts), "utf-8")
    report, problems = read_report(path, ORGAN, path.name)
    assert report is not None
    # There is no prose, which has nothing to do with figures.
    others = {"number-format", "published-missing", "form-year", "section-missing"}
    assert {p.code for p in problems} <= others
    return report, [p for p in problems if p.code == "number-format"]
