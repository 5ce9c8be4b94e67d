"""Exactly what differs is told, to the last digit, and why the rest cannot be compared."""

from __future__ import annotations

import itertools
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import body, random_numbers
from nianbao.form import Form, MeasureKind, comparable_figures, forms, local_frame, tableless_form
from nianbao.problem import TOP
from nianbao.publish.comparison import ObstacleKind, Pair, compare
from nianbao.source import Figure, Number, Report
from reading import FRONT_LOCAL, full_report, read

FORMS = list(forms().values())
KNOWN: dict[str, Report] = {}
AMOUNTS = st.decimals(0, 10**9, allow_nan=False, places=4)


@pytest.fixture(scope="module", autouse=True)
def known(tmp_path_factory: pytest.TempPathFactory) -> None:
    for form in (*FORMS, local_frame(), tableless_form()):
        KNOWN[form.key] = full_report(tmp_path_factory.mktemp(form.key), form)


def report_of(form: Form, numbers: dict[str, Number | None]) -> Report:
    figures = {a: Figure(numbers[a.dotted], TOP) for a in form.measures}
    return replace(KNOWN[form.key], figures=figures)


@st.composite
def numbers_of(draw: st.DrawFn, form: Form) -> dict[str, Number | None]:
    """Consistent numbers, with amounts of four decimals and now and then a blank."""
    drawn = random_numbers(form, draw(st.randoms(use_true_random=False)))
    numbers: dict[str, Number | None] = {a.dotted: number for a, number in drawn.items()}
    for address, measure in form.measures.items():
        if measure.kind is MeasureKind.AMOUNT:
            numbers[address.dotted] = draw(AMOUNTS)
    for name in draw(st.sets(st.sampled_from(list(numbers)), max_size=3)):
        numbers[name] = None
    return numbers


def exact(first: Number, second: Number) -> int:
    """The second minus the first in units of 1/10000, by whole numbers alone."""
    return int(Decimal(second).scaleb(4)) - int(Decimal(first).scaleb(4))


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
@given(data=st.data())
@settings(max_examples=25)
def test_exactly_the_broken_cells_differ(form: Form, data: st.DataObject) -> None:
    numbers = data.draw(numbers_of(form))
    known = [name for name, number in numbers.items() if number is not None]
    broken = data.draw(st.dictionaries(st.sampled_from(known), st.integers(1, 999), max_size=6))
    later = numbers | {name: numbers[name] + more for name, more in broken.items()}  # type: ignore[operator]
    found = compare(report_of(form, numbers), report_of(form, later))
    in_no_unit = {a.dotted for a, measure in form.measures.items() if not measure.unit}
    assert {a.dotted: d for a, d in found.differences.items() if d} == {
        name: more for name, more in broken.items() if name not in in_no_unit
    }
    untold = {pair.address.dotted for pair in found.pairs if pair.obstacle}
    blank = {name for name, number in numbers.items() if number is None}
    assert blank <= untold <= blank | in_no_unit


@pytest.mark.parametrize(
    ("before", "after"),
    [*itertools.product(FORMS, repeat=2)],
    ids=lambda form: form.key,
)
@given(data=st.data())
@settings(max_examples=10)
def test_no_figure_is_left_out_or_stands_twice(
    before: Form, after: Form, data: st.DataObject
) -> None:
    old, new = data.draw(numbers_of(before)), data.draw(numbers_of(after))
    pairs = compare(report_of(before, old), report_of(after, new)).pairs
    assert [p.after_address for p in pairs if p.after_address] == list(after.measures)
    assert sorted(p.before_address for p in pairs if p.before_address) == sorted(before.measures)
    same = comparable_figures(after, before)
    for pair in pairs:
        check_pair(pair, old, new)
        means_the_same = pair.after_address is not None and pair.after_address in same
        assert means_the_same != (pair.obstacle is not None and is_of_forms(pair))
        if means_the_same and pair.after_address:
            assert pair.before_address == same[pair.after_address]


def is_of_forms(pair: Pair) -> bool:
    return pair.obstacle is not None and pair.obstacle.kind is ObstacleKind.FORM


def check_pair(pair: Pair, old: dict[str, Number | None], new: dict[str, Number | None]) -> None:
    assert (pair.before_address is None) == (pair.before is None)
    assert (pair.after_address is None) == (pair.after is None)
    assert (pair.difference is None) == (pair.obstacle is not None)
    if pair.difference is not None and pair.before_address and pair.after_address:
        first, second = old[pair.before_address.dotted], new[pair.after_address.dotted]
        assert first is not None
        assert second is not None
        assert exact(first, second) == int(Decimal(pair.difference).scaleb(4))


def test_decimals_are_subtracted_exactly_and_keep_their_digits() -> None:
    form = forms()["2021"]
    fee = next(a for a, m in form.measures.items() if m.kind is MeasureKind.AMOUNT)
    report = KNOWN["2021"]

    def with_fee(text: str) -> Report:
        return replace(report, figures={**report.figures, fee: Figure(Decimal(text), TOP, text)})

    for before, after, difference in (
        ("0.1", "0.3", "0.2"),
        ("59237.2449", "795.00", "-58442.2449"),
        ("3.00", "3.50", "0.50"),
        ("999999999999.99", "0.01", "-999999999999.98"),
    ):
        found = compare(with_fee(before), with_fee(after))
        assert str(found.differences[fee]) == difference


def test_a_blank_is_no_number_on_either_side() -> None:
    form = forms()["2021"]
    first, second, third = list(form.measures)[:3]
    report = report_of(form, {a.dotted: 0 for a in form.measures})
    blank = Figure(None, TOP)
    before = replace(report, figures={**report.figures, first: blank, third: blank})
    after = replace(report, figures={**report.figures, second: blank, third: blank})
    found = {p.address: p.obstacle for p in compare(before, after).pairs if p.obstacle}
    assert {address: obstacle.reason for address, obstacle in found.items()} == {
        first: "有一份是空白",
        second: "有一份是空白",
        third: "两份都是空白",
    }


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (("5", "元"), ("7", "元"), ""),
        (("5", "元"), ("7", "万元"), "单位不同（元、万元）"),
        (("5", ""), ("7", "元"), "没有写明单位"),
        (("5", ""), ("7", ""), "没有写明单位"),
        (("0", ""), ("0.00", "元"), ""),
    ],
)
def test_amounts_are_compared_in_a_known_unit_only(
    before: tuple[str, str], after: tuple[str, str], reason: str
) -> None:
    form = forms()["2019"]
    amount = next(a for a, m in form.measures.items() if not m.unit)
    report = KNOWN["2019"]

    def having(text: str, unit: str) -> Report:
        figure = Figure(Decimal(text), TOP, text, unit=unit)
        return replace(report, figures={**report.figures, amount: figure})

    (pair,) = [p for p in compare(having(*before), having(*after)).pairs if p.address == amount]
    assert (pair.obstacle.reason if pair.obstacle else "") == reason


def test_local_tables_stand_beside_each_other_uncompared(tmp_path: Path) -> None:
    report = KNOWN[local_frame().key]
    other = read(
        tmp_path, FRONT_LOCAL.replace("行政诉讼数", "行政申诉数") + body(report.form), 2009
    )
    pairs = compare(report, other).pairs
    assert all(is_of_forms(pair) for pair in pairs)
    both = [pair for pair in pairs if pair.before and pair.after]
    assert len(both) == len(pairs) - 4
    assert all(pair.before_address == pair.after_address for pair in both)


@pytest.mark.parametrize(
    ("form", "other"),
    [*itertools.permutations((*FORMS, local_frame(), tableless_form()), 2)],
    ids=str,
)
def test_every_figure_that_cannot_be_compared_has_a_reason_from_the_forms(
    form: Form, other: Form
) -> None:
    before, after = KNOWN[form.key], KNOWN[other.key]
    for pair in compare(before, after).pairs:
        assert not is_of_forms(pair) or "两份报告的格式不同" not in str(pair.obstacle)
    said = other.comparable.get(form.key)
    theirs = [name for reason in said.reasons for name in reason.theirs] if said else []
    dotted = [address.dotted for address in form.measures]
    for name in theirs:
        assert any(text == name or text.startswith(f"{name}.") for text in dotted), name
