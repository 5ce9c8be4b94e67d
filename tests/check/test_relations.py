"""Consistent figures have no problems; one broken figure has exactly those it causes."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import body, consistent_numbers, front_matter
from nianbao.check import HouseRules, Press, check_report
from nianbao.form import Address, Form, MeasureKind, OrganKind, forms
from nianbao.problem import Problem
from nianbao.source import Organ
from reading import read_report

FORMS = list(forms().values())
ORGAN = Organ("shili", "示例县人民政府", OrganKind.GOVERNMENT)
PRESS = Press(frozenset(map(chr, range(0x110000))), lambda _file: "")


def problems_of(form: Form, written: dict[Address, str]) -> list[Problem]:
    """What reading and checking say of a report with these figures."""
    year = form.first_year
    text = front_matter(form, year, written, f"published: {year + 1}-01-20") + body(form)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{year}.md"
        path.write_text(text, "utf-8")
        report, problems = read_report(path, ORGAN, path.name)
    assert report is not None
    assert len(report.figures) == len(form.measures)
    return [*problems, *check_report(report, PRESS, HouseRules())]


@st.composite
def consistent(draw: st.DrawFn, form: Form) -> dict[Address, int]:
    """Numbers for every figure of a form that satisfy all its relations."""

    def number(address: Address) -> int:
        low = -50 if form.measures[address].kind is MeasureKind.CHANGE else 0
        return draw(st.integers(low, 50))

    return consistent_numbers(form, number)


def as_written(numbers: dict[Address, int]) -> dict[Address, str]:
    return {address: str(number) for address, number in numbers.items()}


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.key)
@given(data=st.data())
@settings(max_examples=20)
def test_consistent_figures_have_no_problems(form: Form, data: st.DataObject) -> None:
    assert problems_of(form, as_written(data.draw(consistent(form)))) == []


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.key)
@given(data=st.data())
@settings(max_examples=60)
def test_one_broken_figure_breaks_the_relations_that_hold_it(
    form: Form, data: st.DataObject
) -> None:
    numbers = data.draw(consistent(form))
    broken = data.draw(st.sampled_from(list(form.measures)))
    numbers[broken] += data.draw(st.integers(1, 50))
    expected = sorted(
        (equation.relation.code, str(equation.subject))
        for equation in form.equations
        if broken in (*equation.left, *equation.right)
        if not equation.relation.at_most
        or sum(numbers[a] for a in equation.left) > sum(numbers[a] for a in equation.right)
    )
    expected += [
        (equation.relation.code, str(equation.subject))
        for equation in form.expectations
        if sum(numbers[a] for a in equation.left) > sum(numbers[a] for a in equation.right)
    ]
    expected.sort()
    found = [p for p in problems_of(form, as_written(numbers)) if p.code != "likely-cell"]
    assert sorted((problem.code, problem.place) for problem in found) == expected
    for problem in found:
        assert problem.found in problem.message
        assert problem.expected in problem.message
        assert problem.found != problem.expected


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.key)
@given(data=st.data())
@settings(max_examples=30)
def test_a_blank_leaves_its_relations_undecided(form: Form, data: st.DataObject) -> None:
    numbers = data.draw(consistent(form))
    blank = data.draw(st.sampled_from(list(form.measures)))
    found = problems_of(form, as_written(numbers) | {blank: "~"})
    assert {problem.code for problem in found} <= {"undecided"}
    assert sorted(problem.place for problem in found) == sorted(
        str(equation.subject)
        for equation in form.equations
        if blank in (*equation.left, *equation.right)
    )


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.key)
@given(data=st.data())
@settings(max_examples=30)
def test_a_number_the_cell_may_not_hold_is_one_problem_of_its_own(
    form: Form, data: st.DataObject
) -> None:
    numbers = dict.fromkeys(form.measures, 0)
    cell = data.draw(st.sampled_from(list(form.measures)))
    kind = form.measures[cell].kind
    text = "-1.5" if kind is MeasureKind.AMOUNT else data.draw(st.sampled_from(["1.5", "-1.5"]))
    found = problems_of(form, as_written(numbers) | {cell: text})
    own = [problem for problem in found if problem.code == form.number_rule.code]
    assert [(problem.place, problem.found) for problem in own] == [(str(cell), text)]
