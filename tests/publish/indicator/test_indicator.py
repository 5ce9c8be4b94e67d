"""The page of an indicator: the organs' order, and the file of all numbers."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from nianbao.facts import Observation
from nianbao.form import indicators
from nianbao.publish.indicator.csv_file import indicator_csv
from nianbao.publish.indicator.organ_rows import OrganRow, YearCell
from nianbao.publish.indicator.ranking import ranking
from over_the_years import organ
from reading import ORGAN

NEW_REQUESTS = indicators()["新收申请"]
NUMBERS = st.none() | st.integers(0, 999)


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


def test_the_csv_tells_blanks_from_zeros() -> None:
    row = OrganRow(
        ORGAN,
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
