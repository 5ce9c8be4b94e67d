"""The fixtures themselves: complete, and true to the forms; the importer is judged elsewhere."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from nianbao.form import forms
from places import DATA

CASES = sorted(path for path in (DATA / "intake").iterdir() if path.is_dir())
SUFFIXES = {".docx", ".doc", ".wps", ".html", ".pdf", ".xlsx", ".txt"}
KEYS = [
    *("form", "year", "organ", "title", "published"),
    *("figures", "defects", "prose", "sections"),
]


@cache
def expected(case: Path) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((case / "expected.json").read_text("utf-8"))
    return read


def true_number(value: Any) -> Decimal | None:
    """The number that is true of a figure, however it is published."""
    if isinstance(value, dict):
        value = value.get("true", value.get("value"))
    return None if value is None else Decimal(value)


def test_there_are_enough_cases_of_every_kind() -> None:
    assert len(CASES) >= 48
    kinds = {(next(case.glob("source.*")).suffix, expected(case)["form"]) for case in CASES}
    assert {suffix for suffix, _ in kinds} == SUFFIXES
    assert {form for _, form in kinds} == set(forms())
    assert len(kinds) == len(SUFFIXES) * len(forms())


def test_they_are_small() -> None:
    sizes = [path.stat().st_size for case in CASES for path in case.iterdir()]
    assert max(sizes) < 200_000
    assert sum(sizes) < 4 * 2**20


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_is_complete(case: Path) -> None:
    assert len(list(case.iterdir())) == 2
    assert next(case.glob("source.*")).stem == "source"
    truth = expected(case)
    assert list(truth) == KEYS
    form = forms()[truth["form"]]
    assert list(truth["figures"]) == [address.dotted for address in form.measures]
    for value in truth["figures"].values():
        if isinstance(value, dict):
            assert set(value) in (
                {"value", "note"},
                {"value", "unit"},
                {"open", "true"},
                {"open_allowed", "value"},
            )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_true_adds_up(case: Path) -> None:
    truth = expected(case)
    form = forms()[truth["form"]]
    numbers = {a: true_number(truth["figures"][a.dotted]) for a in form.measures}
    unequal = [
        str(equation.subject)
        for equation in form.equations
        if not equation.relation.at_most
        and all(numbers[address] is not None for address in equation.right)
        and sum(numbers[address] or 0 for address in equation.left)
        != sum(numbers[address] or 0 for address in equation.right)
    ]
    wrong = any("wrong sums" in defect for defect in truth["defects"])
    assert bool(unequal) == wrong, unequal


def test_figures_stand_in_many_columns() -> None:
    """A reader that takes one column for another must be found out."""
    for case in CASES:
        figures = expected(case)["figures"].values()
        distinct = {true_number(value) for value in figures} - {None, 0}
        assert len(distinct) >= 8, case.name
