"""Years that follow from each other have no problems; what does not follow is named."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from invented import following_numbers, random_numbers
from nianbao.check.folded import fold_prose
from nianbao.check.repeats import check_repeats
from nianbao.check.years import check_leaps, check_year_relations
from nianbao.form import Address, Form, comparable_figures, forms
from nianbao.problem import Problem, Problems
from nianbao.source import Report
from reading import invented_report

FORMS = list(forms().values())
NEWEST = forms()["2021"]


def filled(report: Report, numbers: dict[Address, int]) -> Report:
    figures = {
        address: replace(report.figures[address], value=number, written=str(number))
        for address, number in numbers.items()
    }
    return replace(report, figures=figures)


def problems_of(now: Report, before: Report) -> list[Problem]:
    problems = Problems(now.file)
    check_year_relations(now, before, problems)
    return problems.found


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.key)
def test_following_years_have_no_problems(form: Form, tmp_path: Path) -> None:
    report = invented_report(tmp_path, form)
    for seed in range(50):
        random = Random(seed)
        earlier = random_numbers(form, random)
        later = following_numbers(form, earlier, random)
        assert problems_of(filled(report, later), filled(report, earlier)) == []


@pytest.mark.parametrize("form", [f for f in FORMS if f.across_years], ids=lambda f: f.key)
def test_one_figure_that_does_not_follow_is_named(form: Form, tmp_path: Path) -> None:
    report = invented_report(tmp_path, form)
    for equation in form.across_years:
        random = Random(str(equation.now))
        earlier = random_numbers(form, random)
        later = following_numbers(form, earlier, random)
        later[equation.now] += 7
        (problem,) = problems_of(filled(report, later), filled(report, earlier))
        assert problem.place == str(equation.now)
        assert problem.code == equation.relation.code
        assert (problem.found, problem.expected) == (
            str(later[equation.now]),
            str(later[equation.now] - 7),
        )


def test_a_blank_decides_nothing(tmp_path: Path) -> None:
    report = invented_report(tmp_path, NEWEST)
    earlier = dict.fromkeys(NEWEST.measures, 0)
    before = filled(report, earlier)
    blank = {a: replace(f, value=None) for a, f in before.figures.items()}
    now = filled(report, dict.fromkeys(NEWEST.measures, 500))
    assert problems_of(now, replace(before, figures=blank)) == []


def test_only_what_means_the_same_is_comparable() -> None:
    old, first = forms()["2019"], forms()["2014"]
    assert comparable_figures(NEWEST, first) == comparable_figures(old, first) == {}
    pairs = comparable_figures(NEWEST, old)
    # All of tables three and four that both forms have, and three numbers of decisions.
    assert len(pairs) == 22 * 7 + 15 + 3
    assert {str(b): str(a) for a, b in pairs.items()} == {
        str(a): str(b) for a, b in comparable_figures(old, NEWEST).items()
    }
    assert not [a for a in pairs if a.column in ("现行有效件数", "本年收费金额")]


@pytest.mark.parametrize(
    ("then", "now", "leaps"),
    [
        (20, 100, False),
        (20, 101, True),
        (19, 1900, False),
        (100, 20, False),
        (100, 19, True),
        (20, 0, True),
        (0, 500, False),
    ],
)
def test_leaps(then: int, now: int, leaps: bool, tmp_path: Path) -> None:  # noqa: FBT001
    report = invented_report(tmp_path, NEWEST)
    zeros = dict.fromkeys(NEWEST.measures, 0)
    cell = Address("主动公开", ("行政许可",), "本年处理决定数量")
    problems = Problems(report.file)
    check_leaps(filled(report, zeros | {cell: now}), filled(report, zeros | {cell: then}), problems)
    assert [problem.place for problem in problems.found] == [str(cell)] * leaps


@pytest.mark.parametrize(
    ("then", "now", "leaps"),
    [
        ("12.5", "152500", True),
        ("12.5", "1250", True),
        ("12.5", "1249.99", False),
        ("12.5", "0.0015", True),
        ("12.5", "0.125", False),
        ("12.5", "0", False),
        ("0", "152500", False),
    ],
)
def test_money_in_another_unit_leaps_whatever_it_was(
    then: str,
    now: str,
    leaps: bool,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    report = invented_report(tmp_path, NEWEST)
    cell = Address("主动公开", ("行政事业性收费",), "本年收费金额")

    def with_amount(amount: str) -> Report:
        figure = replace(report.figures[cell], value=Decimal(amount))
        return replace(report, figures={**report.figures, cell: figure})

    problems = Problems(report.file)
    check_leaps(with_amount(now), with_amount(then), problems)
    assert [problem.place for problem in problems.found] == [str(cell)] * leaps
    assert all("单位是万元" in problem.advice for problem in problems.found)


LICENCES = Address("主动公开", ("行政许可",), "本年处理决定数量")
FINES = Address("主动公开", ("行政处罚",), "本年处理决定数量")
FORCE = Address("主动公开", ("行政强制",), "本年处理决定数量")
APPEALS = Address("复议诉讼", ("行政复议",), "结果维持")


@pytest.mark.parametrize(
    ("then", "change", "code"),
    [
        ({LICENCES: 356, FINES: 28}, {}, ""),
        ({LICENCES: 356, FINES: 28, FORCE: 2}, {}, "same-figures"),
        ({LICENCES: 356, FINES: 28, FORCE: 2}, {APPEALS: 1}, "same-table"),
        ({LICENCES: 356, FINES: 2, FORCE: 2}, {APPEALS: 1}, ""),
        ({LICENCES: 356, FINES: 28, FORCE: 2}, {APPEALS: 1, FORCE: 3}, ""),
        ({LICENCES: 356, FINES: 28}, {APPEALS: 1}, ""),
    ],
)
def test_a_few_figures_are_alike_by_chance(
    then: dict[Address, int], change: dict[Address, int], code: str, tmp_path: Path
) -> None:
    report = replace(invented_report(tmp_path, NEWEST), sections=())
    zeros = dict.fromkeys(NEWEST.measures, 0)
    before = filled(report, zeros | then)
    now = filled(report, zeros | then | change)
    problems = Problems(report.file)
    check_repeats(fold_prose(now), before, problems)
    assert [problem.code for problem in problems.found] == [code] * bool(code)
