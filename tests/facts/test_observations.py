"""Numbers over years: what may be joined, added up and compared."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nianbao.facts import Change, Observation, facts_of, form_breaks, over_years, portal_facts
from nianbao.form import indicators
from nianbao.source import Portal, Report
from over_the_years import facts_over_years, form_of, organ, report_of, reports_of_forms
from reading import ORGAN

NEW_REQUESTS = indicators()["新收申请"]
NUMBERS = st.none() | st.integers(0, 999)


@pytest.fixture(scope="module")
def by_form(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Report]:
    """A report of every national form."""
    return reports_of_forms(tmp_path_factory.mktemp("forms"))


@given(st.dictionaries(st.integers(2014, 2030), NUMBERS, min_size=1))
def test_an_indicator_over_years_keeps_its_meanings_apart(
    by_form: Mapping[str, Report], numbers: dict[int, int | None]
) -> None:
    reports = facts_over_years(by_form, ORGAN, numbers)
    found = over_years(reports, NEW_REQUESTS)
    assert [(each.year, each.value) for each in found] == sorted(numbers.items())
    for each in found:
        assert each.name == ("新收申请" if each.year >= 2019 else "收到申请")
    for before, now in itertools.pairwise(found):
        known = before.value is not None and now.value is not None
        alike = before.name == now.name
        change = now.compared_with(before).change
        assert (change is not None) == (known and alike)
        assert change is None or change.difference == now.value - before.value  # type: ignore[operator]
    keys = [form_of(year).key for year in sorted(numbers)]
    years = sorted(numbers)
    breaks = [y for y, a, b in zip(years[1:], keys, keys[1:], strict=False) if a != b]
    assert form_breaks(reports) == tuple(breaks)


@given(st.lists(st.tuples(st.integers(2018, 2019), NUMBERS), min_size=1, max_size=6))
def test_sums_of_a_year_are_of_one_meaning(
    by_form: Mapping[str, Report], drawn: list[tuple[int, int | None]]
) -> None:
    """Some organs still use the form of before: their numbers are not added to the others."""
    organs = [organ(f"o{place}") for place in range(len(drawn))]
    reports = [
        replace(report_of(by_form, each, year, number), year=2019)
        for each, (year, number) in zip(organs, drawn, strict=True)
    ]
    portal = Portal({each.slug: each for each in organs}, tuple(reports))
    (sum_,) = portal_facts(portal, {}, {}).sums_over_years(NEW_REQUESTS)
    years = [year for year, _ in drawn]
    assert sum_.name in {"新收申请" if y == 2019 else "收到申请" for y in years}
    chosen = 2019 if sum_.name == "新收申请" else 2018
    assert years.count(chosen) * 2 >= len(years)
    known = [number for year, number in drawn if year == chosen and number is not None]
    assert sum_.value == (sum(known) if known else None)
    assert (sum_.given, sum_.asked) == (len(known), len(drawn))


def test_an_indicator_that_a_form_does_not_have_is_not_observed(
    by_form: Mapping[str, Report],
) -> None:
    for key, name in (("2014", "行政处罚"), ("2019", "行政事业性收费"), ("2021", "主动公开信息")):
        assert facts_of(by_form[key], (), {}).observed(indicators()[name]) is None


def test_the_parts_are_those_of_the_form(by_form: Mapping[str, Report]) -> None:
    def parts_of(key: str) -> list[str]:
        return [o.name for o in facts_of(by_form[key], (), {}).parts_of(indicators()["办结"])]

    assert parts_of("2021")[-1] == "其他处理"
    assert parts_of("2019")[-1] == "其他处理（不分项）"
    assert parts_of("2014") == []


@pytest.mark.parametrize("key", ["2021", "2019"])
def test_the_parts_of_what_is_added_up_add_up(by_form: Mapping[str, Report], key: str) -> None:
    facts = facts_of(by_form[key], (), {})
    for name in ("新收申请", "办结", "不予公开", "复议和诉讼"):
        whole = facts.observed(indicators()[name])
        parts = [part.value for part in facts.parts_of(indicators()[name])]
        assert whole
        assert whole.value == sum(value for value in parts if value is not None)


def test_changes_say_which_way_in_a_word() -> None:
    assert [(c.sign, c.word, c.amount) for c in (Change(n, 2020) for n in (1200, -3, 0))] == [
        ("▲", "增加", "1,200"),
        ("▼", "减少", "3"),
        ("", "持平", ""),
    ]
    then, now = Observation(2018, "甲", "件", 3), Observation(2020, "甲", "件", 5)
    assert now.compared_with(then).change == Change(2, 2018)
    assert now.compared_with(None).change is None
    assert now.compared_with(replace(then, name="乙")).change is None
