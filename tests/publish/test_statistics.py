"""Indicators over years and organs: what may be joined, added up and held against each other."""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nianbao.form import Form, forms, indicators
from nianbao.problem import TOP
from nianbao.publish.statistics import county_over_years, observed, over_years, parts_of
from nianbao.publish.statistics.change import Change, change_between
from nianbao.publish.statistics.indicator_csv import indicator_csv
from nianbao.publish.statistics.observations import Observation, form_breaks
from nianbao.publish.statistics.organ_rows import Cell, OrganRow
from nianbao.publish.statistics.ranking import ranking
from nianbao.publish.statistics.topics import topics
from nianbao.publish.statistics.trends import main_trends
from nianbao.publish.statistics.years_table import years_table
from nianbao.source import Ancestors, Figure, Organ, OrganKind, Portal, Report, lineage_of
from reading import ORGAN, full_report

NEW_REQUESTS = indicators()["新收申请"]
NUMBERS = st.none() | st.integers(0, 999)


@pytest.fixture(scope="module")
def by_form(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Report]:
    """A report of every national form."""
    folder = tmp_path_factory.mktemp("forms")
    return {key: full_report(folder / key, form) for key, form in forms().items()}


def form_of(year: int) -> Form:
    return next(form for form in forms().values() if form.covers(year))


def report_of(by_form: Mapping[str, Report], organ: Organ, year: int, number: int | None) -> Report:
    """A report about a year in the form of its time, with this many new requests."""
    known = by_form[form_of(year).key]
    figure = known.form.indicators.get("新收申请") or known.form.indicators["收到申请"]
    (address,) = figure.addresses
    figures = {**known.figures, address: Figure(number, TOP)}
    return replace(known, organ=organ, year=year, figures=figures)


def organ(slug: str, **ties: str | tuple[str, ...]) -> Organ:
    fields = {key: (tie,) if isinstance(tie, str) else tie for key, tie in ties.items()}
    return replace(Organ(slug, f"示例县{slug}局", OrganKind.DEPARTMENT), **fields)  # type: ignore[arg-type]


@given(st.dictionaries(st.integers(2014, 2030), NUMBERS, min_size=1))
def test_an_indicator_over_years_keeps_its_meanings_apart(
    by_form: Mapping[str, Report], numbers: dict[int, int | None]
) -> None:
    reports = [report_of(by_form, ORGAN, year, number) for year, number in numbers.items()]
    found = over_years(reports, NEW_REQUESTS)
    assert [(each.year, each.value) for each in found] == sorted(numbers.items())
    for each in found:
        assert each.meaning == ("新收申请" if each.year >= 2019 else "收到申请")
    for before, now in itertools.pairwise(found):
        known = before.value is not None and now.value is not None
        alike = before.meaning == now.meaning
        change = now.change_since(before)
        assert (change is not None) == (known and alike)
        assert change is None or change == now.value - before.value  # type: ignore[operator]
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
    (sum_,) = county_over_years(portal, NEW_REQUESTS)
    years = [year for year, _ in drawn]
    assert sum_.meaning in {"新收申请" if y == 2019 else "收到申请" for y in years}
    chosen = 2019 if sum_.meaning == "新收申请" else 2018
    assert years.count(chosen) * 2 >= len(years)
    known = [number for year, number in drawn if year == chosen and number is not None]
    assert sum_.value == (sum(known) if known else None)
    assert (sum_.given, sum_.asked) == (len(known), len(drawn))


def test_an_indicator_that_a_form_does_not_have_is_not_observed(
    by_form: Mapping[str, Report],
) -> None:
    assert observed(by_form["2014"], indicators()["行政处罚"]) is None
    assert observed(by_form["2019"], indicators()["行政事业性收费"]) is None
    assert observed(by_form["2021"], indicators()["主动公开信息"]) is None


def test_the_parts_are_those_of_the_form(by_form: Mapping[str, Report]) -> None:
    results = indicators()["办结"]
    assert [name for name, _ in parts_of(by_form["2021"], results)][-1] == "其他处理"
    assert [name for name, _ in parts_of(by_form["2019"], results)][-1] == "其他处理（不分项）"
    assert parts_of(by_form["2014"], results) == ()


@pytest.mark.parametrize("key", ["2021", "2019"])
def test_the_parts_of_what_is_added_up_add_up(by_form: Mapping[str, Report], key: str) -> None:
    report = by_form[key]
    for name in ("新收申请", "办结", "不予公开", "复议诉讼"):
        whole = observed(report, indicators()[name])
        parts = [value for _, value in parts_of(report, indicators()[name])]
        assert whole
        assert whole.value == sum(value for value in parts if value is not None)


def test_changes_say_which_way_in_a_word() -> None:
    assert [(c.sign, c.word, c.amount) for c in (Change(n, "2020年") for n in (1200, -3, 0))] == [
        ("▲", "增加", "1,200"),
        ("▼", "减少", "3"),
        ("", "持平", ""),
    ]
    then, now = Observation(2018, "甲", "件", 3), Observation(2020, "甲", "件", 5)
    assert change_between(then, now) == Change(2, "2018年")
    assert change_between(None, now) is None
    assert change_between(replace(then, meaning="乙"), now) is None


@given(st.lists(NUMBERS, min_size=1, max_size=9))
def test_places_follow_the_numbers(numbers: list[int | None]) -> None:
    rows = [
        (organ(f"o{place}"), [Observation(2021, "甲", "件", number)])
        for place, number in enumerate(numbers)
    ]
    found = ranking(rows)
    known = [number for number in numbers if number is not None]
    assert sorted(known, reverse=True) == [place.value for place in found]
    for place in found:
        assert place.place == 1 + sum(number > place.value for number in known)


def test_an_organ_that_covers_others_has_no_place() -> None:
    county = replace(organ("xian"), aggregate=True)
    assert ranking([(county, [Observation(2021, "甲", "件", 9)])]) == ()


@pytest.mark.parametrize(
    ("organs", "renamed", "merged"),
    [
        ([organ("new")], (), ()),
        ([organ("old"), organ("new", predecessors="old")], ("old",), ()),
        ([organ("old", successors="new"), organ("new")], ("old",), ()),
        (
            [organ("a"), organ("b", predecessors="a"), organ("new", predecessors="b")],
            ("b", "a"),
            (),
        ),
        ([organ("a"), organ("b"), organ("new", predecessors=("a", "b"))], (), ("a", "b")),
        (
            [
                organ("a"),
                organ("b"),
                organ("c", predecessors=("a", "b")),
                organ("new", predecessors="c"),
            ],
            ("c",),
            ("a", "b"),
        ),
        # One became two: neither carries on its line.
        ([organ("a", successors=("new", "other")), organ("new"), organ("other")], (), ("a",)),
        # A circle is a problem of organs.yml, but no reason to hang.
        ([organ("a", predecessors="new"), organ("new", predecessors="a")], ("a",), ()),
    ],
)
def test_only_a_rename_carries_on(
    organs: list[Organ], renamed: tuple[str, ...], merged: tuple[str, ...]
) -> None:
    known = {each.slug: each for each in organs}
    expected = Ancestors(tuple(known[s] for s in renamed), tuple(known[s] for s in merged))
    assert lineage_of(known).ancestors(known["new"]) == expected


def test_a_table_of_years_breaks_where_the_form_changed(by_form: Mapping[str, Report]) -> None:
    years = (2022, 2021, 2020, 2019, 2018)
    reports = [report_of(by_form, ORGAN, year, year) for year in years]
    table = years_table("申请", topics()["申请"], reports, ORGAN)
    assert table
    assert [[row.year for row in era.rows] for era in table.eras] == [
        [2022, 2021],
        [2020, 2019],
        [2018],
    ]
    names = [era.names[0] for era in table.eras]
    assert names == ["新收申请", "新收申请", "收到申请"]
    assert [era.renames(table.columns) for era in table.eras] == [False, False, True]
    assert table.eras[0].title == "2021—2022年，国办公开办函〔2021〕30号格式"
    assert not years_table("主动公开", topics()["办理结果"][5:], reports[4:], ORGAN)


def test_a_table_of_years_has_no_column_of_what_no_report_counts(
    by_form: Mapping[str, Report],
) -> None:
    reports = [report_of(by_form, ORGAN, year, year) for year in (2022, 2021)]
    table = years_table("主动公开", topics()["主动公开"], reports, ORGAN)
    assert table
    left_out = {each.name for each in topics()["主动公开"]} - {c.name for c in table.columns}
    assert left_out == {"主动公开信息"}
    assert all(cell for row in table.eras[0].rows for cell in row.cells)


def test_charts_of_an_organ_leave_out_what_was_always_zero(by_form: Mapping[str, Report]) -> None:
    reports = [report_of(by_form, ORGAN, year, 5) for year in (2021, 2022)]
    shown = [each.indicator.name for each in main_trends("甲", reports)]
    assert "新收申请" in shown
    assert "复议诉讼" not in shown


def test_the_csv_tells_blanks_from_zeros() -> None:
    row = OrganRow(
        ORGAN,
        "zwgk/gknb/shili/",
        (
            Cell(Observation(2021, "新收申请", "件", None, 0), "zwgk/gknb/shili/2021/"),
            Cell(Observation(2020, "新收申请", "件", 0), "zwgk/gknb/shili/2020/"),
            Cell(None, "zwgk/gknb/shili/2013/"),
        ),
    )
    county = (Observation(2021, "新收申请", "件", None, 0, 1),)
    text = indicator_csv(NEW_REQUESTS, [row], county, "https://www.example.gov.cn/")
    assert text.startswith("\ufeff")
    lines = list(csv.DictReader(io.StringIO(text[1:])))
    assert [(line["机关"], line["年度"], line["数值"], line["计入的报告"]) for line in lines] == [
        ("示例县人民政府", "2021", "", "0"),
        ("示例县人民政府", "2020", "0", "1"),
        ("合计", "2021", "", "0"),
    ]
    assert lines[1]["网址"] == "https://www.example.gov.cn/zwgk/gknb/shili/2020/"
