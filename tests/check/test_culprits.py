"""When one cell is wrong, the check names it, with the value it should have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from campaigns import LONG
from invented import random_numbers
from nianbao.check.relations import check_relations
from nianbao.form import Address, Form, forms
from nianbao.problem import Problem, Problems
from nianbao.source import Report
from reading import invented_report

FORMS = list(forms().values())
BREAKS = (10_000 if LONG else 1_500) // len(FORMS) + 1


def problems_of(report: Report, numbers: dict[Address, int]) -> list[Problem]:
    """What the relations say of the report with these numbers in its cells."""
    figures = {
        address: replace(report.figures[address], value=number, written=str(number))
        for address, number in numbers.items()
    }
    problems = Problems(report.file)
    check_relations(replace(report, figures=figures), problems)
    return problems.found


def broken(number: int, random: Random) -> int:
    """Another number, as slips of the pen make them."""
    slips = [number + d for d in (-1, 1, -9, 9, 10, 90, 100)]
    slips += [number * 10, number // 10, int(str(number)[::-1]), random.randint(0, 300)]
    return random.choice([slip for slip in slips if slip >= 0 and slip != number])


@pytest.mark.slow("a campaign")
@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.key)
def test_culprit_is_named(form: Form, tmp_path: Path, tell: Callable[[str], None]) -> None:
    random = Random(2021)
    report = invented_report(tmp_path, form)
    equations = [equation for equation in form.equations if not equation.relation.at_most]
    covered = [a for a in form.measures if any(a in (*e.left, *e.right) for e in equations)]
    counts: Counter[str] = Counter()
    numbers: dict[Address, int] = {}
    for number in range(BREAKS):
        if number % 100 == 0:
            numbers = random_numbers(form, random)
        culprit = random.choice(covered)
        wrong = numbers | {culprit: broken(numbers[culprit], random)}
        found = problems_of(report, wrong)
        named = [problem for problem in found if problem.code == "likely-cell"]
        exact = [(problem.place, problem.expected) for problem in named]
        others = [
            problem
            for problem in found
            if problem.code not in ("likely-cell", "part-exceeds-whole")
        ]
        expected = [e for e in equations if culprit in (*e.left, *e.right)]
        assert len(others) == len(expected)
        counts["breaks"] += 1
        counts["several"] += len(expected) > 1
        if exact == [(str(culprit), str(numbers[culprit]))]:
            counts["alone"] += 1
            counts["several, alone"] += len(expected) > 1
            continue
        assert not named, "a cell that is right was named"
        name = culprit.column if expected[0].relation.every == "row" else culprit.row[-1]
        counts["among"] += f"{name}改为 {numbers[culprit]}" in others[0].advice
    tell(
        f"{form.key}: {counts['breaks']} breaks: culprit named alone {counts['alone']},"
        f" among others {counts['among']}; {counts['several']} break several relations:"
        f" named alone {counts['several, alone']}"
    )
    assert counts["several, alone"] >= 0.95 * counts["several"]
    assert counts["alone"] + counts["among"] >= 0.95 * counts["breaks"]


def test_two_wrong_cells_are_not_taken_for_one(tmp_path: Path) -> None:
    form = forms()["2021"]
    report = invented_report(tmp_path, form)
    numbers = dict.fromkeys(form.measures, 0)
    first, second = (
        Address("依申请公开", ("本年度办理结果", row), column)
        for row, column in (("予以公开", "自然人"), ("部分公开", "其他"))
    )
    found = problems_of(report, numbers | {first: 1, second: 2})
    assert [problem.code for problem in found].count("likely-cell") == 0
    assert len(found) == 4
