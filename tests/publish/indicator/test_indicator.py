"""The page of an indicator: the organs' order, and the file of all numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from nianbao.facts import Observation
from nianbao.form import OrganKind, indicators
from nianbao.publish.indicator.csv_file import indicator_csv
from nianbao.publish.indicator.organ_rows import OrganRow, YearCell, year_columns
from nianbao.publish.indicator.ranking import YearRanking, rankings
from nianbao.publish.indicator.ranking_page import ranking_pages
from nianbao.source import Organ
from over_the_years import organ
from reading import ORGAN

NEW_REQUESTS = indicators()["新收申请"]
NUMBERS = st.none() | st.integers(0, 999)


def row_of(
    organ: Organ, numbers: Sequence[int | None], *, is_rest: bool = False, other: str = ""
) -> OrganRow:
    """An organ's numbers, newest year first."""
    cells = (
        YearCell(Observation(2021 - at, other or "甲", "件", number), "", other)
        for at, number in enumerate(numbers)
    )
    return OrganRow(organ, organ.name, "", tuple(cells), is_rest)


def ranked(rows: Sequence[OrganRow], years: int = 1) -> list[YearRanking]:
    columns = year_columns([Observation(2021 - at, "甲", "件", 1) for at in range(years)])
    return list(rankings(rows, [], columns))


@given(st.lists(NUMBERS, min_size=1, max_size=9))
def test_places_follow_the_numbers(numbers: list[int | None]) -> None:
    """Whoever has a number is placed, or named among those that all have the same."""
    (found,) = ranked([row_of(organ(f"o{at}"), [number]) for at, number in enumerate(numbers)])
    known = [number for number in numbers if number is not None]
    shown = [place.value for kind in found.kinds for place in kind.places]
    shown += [kind.value for kind in found.kinds for _ in kind.alike]
    assert sorted(shown) == sorted(known)
    for kind in found.kinds:
        for place in kind.places:
            assert place.place == 1 + sum(number > place.value for number in known)
        if len(known) > 1 and len(set(known)) == 1:
            assert kind.places == ()


def test_organs_of_one_kind_stand_beside_each_other_and_equal_zeros_are_one_line() -> None:
    town = replace(organ("zhen"), kind=OrganKind.TOWNSHIP)
    numbers = {"jia": 3, "yi": 0, "bing": 0, "ding": 8}
    (found,) = ranked([*(row_of(organ(s), [n]) for s, n in numbers.items()), row_of(town, [9])])
    department, township = found.kinds
    assert [(place.place, place.name) for place in department.places] == [
        (1, "示例县ding局"),
        (2, "示例县jia局"),
    ]
    assert department.alike == ("示例县yi局", "示例县bing局")
    assert (department.value, department.is_ranked) == (0, True)
    assert [place.value for place in township.places] == [9]
    assert not township.is_ranked
    assert [place.value for place in found.highest] == [9, 8, 3]


def test_every_year_has_its_order_and_numbers_of_another_meaning_none() -> None:
    rows = [row_of(organ("jia"), [1, 5]), row_of(organ("yi"), [2, 4])]
    first, second = ranked([*rows, row_of(organ("bing"), [7, 7], other="乙")], 2)
    assert [place.name for place in first.kinds[0].places] == ["示例县yi局", "示例县jia局"]
    assert [place.name for place in second.kinds[0].places] == ["示例县jia局", "示例县yi局"]
    assert [place.change and place.change.difference for place in first.kinds[0].places] == [-2, -4]


def test_an_organ_that_covers_others_has_no_place() -> None:
    county = replace(organ("xian"), aggregate=True)
    (found,) = ranked([row_of(county, [9])])
    assert (found.kinds, found.is_worth_it) == ((), False)


def test_orders_of_many_years_go_on_on_further_pages_and_no_year_is_divided() -> None:
    rows = [row_of(organ(f"o{at}"), [at + 1] * 20) for at in range(100)]
    pages = list(ranking_pages(NEW_REQUESTS, ranked(rows, 20), None))
    assert [page.path for page in pages[:2]] == [
        "zwgk/nbsj/xinshou/paihang/",
        "zwgk/nbsj/xinshou/paihang/2/",
    ]
    assert [ranking.year for page in pages for ranking in page.rankings] == [*range(2021, 2001, -1)]
    assert dict(pages[1].years)[2021] == "zwgk/nbsj/xinshou/paihang/#2021"
    assert dict(pages[0].years)[2002].startswith(pages[-1].path)


def test_the_csv_tells_blanks_from_zeros() -> None:
    row = OrganRow(
        ORGAN,
        ORGAN.name,
        "zwgk/gknb/shili/",
        (
            YearCell(Observation(2021, "新收申请", "件", None, 0), "zwgk/gknb/shili/2021/"),
            YearCell(Observation(2020, "新收申请", "件", 0), "zwgk/gknb/shili/2020/"),
            YearCell(None, "zwgk/gknb/shili/2013/"),
        ),
    )
    sums = (Observation(2021, "新收申请", "件", None, 0, 1),)
    counted = {("shili", 2021)}
    text = indicator_csv(NEW_REQUESTS, [row], sums, counted, "https://www.example.gov.cn/")
    assert text.startswith("\ufeff")
    lines = list(csv.DictReader(io.StringIO(text[1:])))
    assert [(line["机关"], line["年度"], line["数值"], line["计入的报告"]) for line in lines] == [
        ("示例县人民政府", "2021", "", "0"),
        ("示例县人民政府", "2020", "0", "1"),
        ("合计", "2021", "", "0"),
    ]
    flags = [(line["合计行"], line["含下级"], line["计入合计"]) for line in lines]
    assert flags == [("否", "否", "是"), ("否", "否", "否"), ("是", "否", "否")]
    assert lines[1]["网址"] == "https://www.example.gov.cn/zwgk/gknb/shili/2020/"
