"""Sums over organs: nothing is counted twice, nothing is left out, a blank is not zero."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nianbao.facts import Observation, PortalFacts, added_up, facts_of, portal_facts
from nianbao.form import FormFigure, OrganKind, forms, indicators, local_frame
from nianbao.problem import TOP
from nianbao.publish.data.report_table import main_figures, main_observations
from nianbao.source import Figure, Organ, Portal, Report
from reading import full_report, invented_report

YEAR = 2021
NEW_REQUESTS = indicators()["新收申请"]
RECEIVED, *_, REVIEWED = forms()["2021"].main_figures


@dataclass(frozen=True)
class Place:
    """An organ as drawn: which one is above it, whether it covers, what it received itself."""

    parent: int | None
    aggregate: bool
    own: int
    reports: bool


@st.composite
def places(draw: st.DrawFn) -> list[Place]:
    """Organs, most of them below the one before, so that there are many levels."""
    return [
        Place(
            parent=draw(st.sampled_from([None, *range(index), index - 1])) if index else None,
            aggregate=draw(st.booleans()),
            own=draw(st.integers(1, 99)),
            reports=draw(st.sampled_from([True, True, False])),
        )
        for index in range(draw(st.integers(0, 6)))
    ]


def organ_of(index: int, place: Place) -> Organ:
    parent = "" if place.parent is None else f"o{place.parent}"
    return Organ(
        f"o{index}", "示例", OrganKind.DEPARTMENT, parent=parent, aggregate=place.aggregate
    )


def report_of(known: Report, organ: Organ, number: int | None) -> Report:
    (address,) = RECEIVED.addresses
    figures = {**known.figures, address: Figure(number, TOP)}
    return replace(known, organ=organ, figures=figures)


def facts_in(organs: Iterable[Organ], reports: Iterable[Report]) -> PortalFacts:
    portal = Portal({organ.slug: organ for organ in organs}, tuple(reports))
    return portal_facts(portal, {}, {})


def main_number(report: Report, figure: FormFigure) -> int | None:
    (observation,) = main_observations(facts_of(report, (), {}), [figure])
    assert isinstance(observation.value, int | None)
    return observation.value


def total_of(figure: FormFigure, reports: Iterable[Report]) -> Observation:
    facts = [facts_of(report, (), {}) for report in reports]
    return added_up(YEAR, figure.name, figure.unit, facts)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return full_report(tmp_path_factory.mktemp("known"))


def test_main_numbers_are_those_of_the_tables(known: Report) -> None:
    numbers = {figure.name: main_number(known, figure) for figure in known.form.main_figures}
    assert numbers == {
        "新收申请": 7,
        "办结": 6,
        "予以公开": 5,
        "行政许可": 13323,
        "行政处罚": None,
        "复议和诉讼": 0,
    }


@given(numbers=st.tuples(*[st.none() | st.integers(0, 99)] * 3))
def test_a_main_number_with_a_blank_part_is_blank(
    known: Report, numbers: tuple[int | None, ...]
) -> None:
    parts = {a: Figure(n, TOP) for a, n in zip(REVIEWED.addresses, numbers, strict=True)}
    report = replace(known, figures={**known.figures, **parts})
    expected = None if None in numbers else sum(n for n in numbers if n is not None)
    assert main_number(report, REVIEWED) == expected


def test_reports_of_different_forms_share_what_means_the_same(tmp_path: Path) -> None:
    new, trial, old, local = (
        full_report(tmp_path / form.key, form) for form in [*forms().values(), local_frame()]
    )

    def figures_of(*reports: Report) -> tuple[FormFigure, ...]:
        return main_figures(facts_of(report, (), {}) for report in reports)

    assert figures_of(trial, new, trial) == new.form.main_figures
    assert figures_of(old, new) == (*new.form.main_figures, *old.form.main_figures)
    assert figures_of(local) == figures_of() == ()
    by_name = {figure.name: figure for figure in new.form.main_figures}
    assert main_number(trial, by_name["行政许可"]) == 800
    assert main_number(old, by_name["新收申请"]) is None
    total = total_of(by_name["行政许可"], [new, trial, old, local])
    assert (total.value, total.given, total.asked) == (14123, 2, 4)


@given(numbers=st.lists(st.none() | st.integers(0, 99)))
def test_a_total_tells_how_many_reports_have_the_figure(
    known: Report, numbers: list[int | None]
) -> None:
    total = total_of(RECEIVED, [report_of(known, known.organ, number) for number in numbers])
    there = [number for number in numbers if number is not None]
    assert total.value == (sum(there) if there else None)
    assert (total.given, total.asked) == (len(there), len(numbers))
    assert total.is_complete == (None not in numbers)


@given(drawn=places())
def test_nothing_is_counted_twice_and_nothing_left_out(known: Report, drawn: list[Place]) -> None:
    """A covering report tells its organ's number and those of all reports below it."""
    organs = [organ_of(index, place) for index, place in enumerate(drawn)]
    own = [place.own if place.reports else 0 for place in drawn]
    with_those_below = list(own)
    for index, place in reversed([*enumerate(drawn)]):
        if place.parent is not None:
            with_those_below[place.parent] += with_those_below[index]
    reports = tuple(
        report_of(known, organ, with_those_below[index] if organ.aggregate else own[index])
        for index, organ in enumerate(organs)
        if drawn[index].reports
    )
    facts = facts_in(organs, reports)
    counted = facts.counted(YEAR)
    assert (added_up(YEAR, RECEIVED.name, RECEIVED.unit, counted).value or 0) == sum(own)
    assert facts.counted(YEAR - 1) == ()
    for index, organ in enumerate(organs):
        if organ.aggregate and drawn[index].reports:
            rest = facts.rest(organ, YEAR, NEW_REQUESTS)
            below = [facts.by_place.get((slug, YEAR)) for slug in slugs_below(organs, organ.slug)]
            awaited = {each.slug for each in facts.awaited(YEAR)} & set(
                slugs_below(organs, organ.slug)
            )
            is_known = any(below) and not awaited
            assert (rest.value if rest else None) == (own[index] if is_known else None)


def slugs_below(organs: Iterable[Organ], slug: str) -> list[str]:
    """The organs below one, however deep; a parent stands before its children."""
    below: list[str] = []
    for organ in organs:
        if organ.parent in (slug, *below):
            below.append(organ.slug)
    return below


def test_the_rest_is_not_told_where_a_report_below_is_missing_or_says_less(known: Report) -> None:
    county = Organ("xian", "示例县", OrganKind.GOVERNMENT, aggregate=True)
    first, second = (
        Organ(slug, slug, OrganKind.DEPARTMENT, parent="xian", first_year=YEAR)
        for slug in ("a", "b")
    )

    def rest(*reports: Report) -> int | None:
        found = facts_in((county, first, second), reports).rest(county, YEAR, NEW_REQUESTS)
        return None if found is None else int(found.value or 0)

    covering = report_of(known, county, 9)
    below = report_of(known, first, 2), report_of(known, second, 3)
    assert rest(covering, *below) == 4
    assert rest(covering, below[0]) is None  # the other owes one
    assert rest(covering, below[0], report_of(known, second, None)) is None
    assert rest(covering, below[0], report_of(known, second, 8)) is None
    assert rest(*below) is None


def test_a_covering_report_covers_its_own_year_only(known: Report) -> None:
    above = Organ("xian", "示例县", OrganKind.GOVERNMENT, aggregate=True)
    below = Organ("ju", "示例局", OrganKind.DEPARTMENT, parent="xian")
    covered, later = report_of(known, below, 2), replace(report_of(known, below, 3), year=YEAR + 1)
    covering = report_of(known, above, 5)
    facts = facts_in((above, below), (covering, covered, later))
    assert [(f.organ, f.year) for f in facts.counted(YEAR)] == [(above, YEAR)]
    assert [(f.organ, f.year) for f in facts.counted(YEAR + 1)] == [(below, YEAR + 1)]


def test_organs_above_each_other_do_not_hang(known: Report) -> None:
    organs = [
        Organ(slug, slug, OrganKind.DEPARTMENT, parent=parent)
        for slug, parent in (("a", "b"), ("b", "a"), ("c", "a"), ("d", "d"))
    ]
    reports = tuple(report_of(known, organ, 1) for organ in organs)
    facts = facts_in(organs, reports)
    assert facts.counted(YEAR) == facts.reports


def test_a_report_of_zeros_is_complete(tmp_path: Path) -> None:
    report = invented_report(tmp_path, forms()["2014"])
    totals = [total_of(figure, [report]) for figure in report.form.main_figures]
    assert [(total.value, total.given, total.asked) for total in totals] == [(0, 1, 1)] * 6
