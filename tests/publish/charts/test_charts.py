"""Charts: what is joined, what is told, and that nothing an author writes becomes markup."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TypeAlias

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from nianbao.facts import Observation
from nianbao.form import indicators
from nianbao.publish.charts import Bar, Point, Series, bar_chart, line_chart, trend_chart
from nianbao.publish.charts.drawing import text_width
from nianbao.source import shown

NUMBERS = st.one_of(
    st.none(),
    st.integers(0, 10**7),
    st.decimals(0, 10**6, places=4),
)
NASTY = "<script>\"&'</script>"


def parsed(markup: str) -> etree._Element:
    return etree.fromstring(str(markup))


def shapes(chart: etree._Element, name: str, kind: str) -> list[etree._Element]:
    return [each for each in chart.iter(name) if kind in (each.get("class") or "").split()]


def dots(chart: etree._Element) -> list[tuple[str, str]]:
    """Where the dots stand."""
    paths = (path.get("d", "") for path in shapes(chart, "path", "dots"))
    return [tuple(spot.removesuffix("h0").split()) for d in paths for spot in d.split("M")[1:]]  # type: ignore[misc]


@st.composite
def lines(draw: st.DrawFn) -> Series:
    years = sorted(draw(st.sets(st.integers(2008, 2030), min_size=1)))
    meanings = st.sampled_from(["甲", "乙"])
    return Series("某机关", tuple(Point(year, draw(NUMBERS), draw(meanings)) for year in years))


@given(lines())
def test_only_neighbouring_years_of_one_meaning_are_joined(line: Series) -> None:
    chart = parsed(line_chart("k", "题", "件", line))
    known = [point for point in line.points if point.value is not None]
    year_at = {x: point.year for (x, _), point in zip(dots(chart), known, strict=True)}
    joined = set()
    for path in shapes(chart, "path", "line"):
        stops = [stop.split()[0] for stop in path.get("d", "").lstrip("M").split("L")]
        assert len(stops) > 1
        joined |= set(zip(map(year_at.get, stops), map(year_at.get, stops[1:]), strict=False))
    assert joined == {
        (a.year, b.year)
        for a, b in itertools.pairwise(known)
        if b.year == a.year + 1 and a.meaning == b.meaning
    }


@given(lines())
def test_a_line_chart_stays_in_its_frame_and_tells_every_number(line: Series) -> None:
    chart = parsed(line_chart("k", "题", "件", line, [2019, 2021]))
    width, height = map(int, chart.get("viewBox", "").split()[2:])
    for x, y in dots(chart):
        assert 0 <= float(x) <= width
        assert 0 <= float(y) <= height
    told = chart.findtext("desc") or ""
    for point in line.points:
        assert f"{point.year}年 {shown(point.value)}" in told


Box: TypeAlias = tuple[float, float, float, float]


def box(label: etree._Element, size: int = 12) -> Box:
    """The room that a number takes: left, top, right, bottom."""
    width = text_width(label.text or "", size)
    before = {"": 0.0, "middle": width / 2, "end": width}[label.get("text-anchor", "")]
    left, baseline = float(label.get("x", "")) - before, float(label.get("y", ""))
    return left, baseline - size * 0.75, left + width, baseline + 1


def meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def strokes(chart: etree._Element, *kinds: str) -> Iterator[Box]:
    """Small boxes along every line of some kinds."""
    for path in chart.iter("path"):
        if path.get("class") not in kinds:
            continue
        stops = [tuple(map(float, stop.split())) for stop in path.get("d", "")[1:].split("L")]
        for (x1, y1), (x2, y2) in itertools.pairwise(stops):
            for at in range(41):
                x, y = x1 + (x2 - x1) * at / 40, y1 + (y2 - y1) * at / 40
                yield x, y, x + 0.01, y + 0.01


@given(lines(), st.sets(st.integers(2009, 2030), max_size=4))
def test_the_numbers_of_a_line_cover_nothing(line: Series, breaks: set[int]) -> None:
    chart = parsed(line_chart("k", "题", "件", line, sorted(breaks)))
    labels = [box(label) for label in shapes(chart, "text", "number")]
    assert bool(labels) == any(point.value is not None for point in line.points)
    spots = [(float(x) - 3, float(y) - 3, float(x) + 3, float(y) + 3) for x, y in dots(chart)]
    ticks = [box(tick, 10) for tick in shapes(chart, "text", "tick")]
    drawn = [*strokes(chart, "line", "axis", "break"), *spots, *ticks]
    for label in labels:
        assert label[0] >= 0
        assert label[2] <= 320
        assert not any(meet(label, other) for other in drawn)
    assert not any(meet(*pair) for pair in itertools.combinations([*labels, *ticks], 2))


def test_a_change_of_form_is_named_at_its_line() -> None:
    points = tuple(Point(year, year, "甲") for year in range(2014, 2026))
    chart = parsed(line_chart("k", "题", "件", Series("本机关", points), [2019, 2021]))
    uprights = [path.get("d", "")[1:].split()[0] for path in shapes(chart, "path", "break")]
    named = [text.get("x") for text in chart.iter("text") if text.text == "换表"]
    assert named == list(dict.fromkeys(uprights))
    assert len(named) == 2


def test_years_that_cannot_be_joined_are_no_picture() -> None:
    def drawn(*values: int | None) -> bool:
        years = tuple(Observation(2020 + at, "新收申请", "件", n) for at, n in enumerate(values))
        return bool(trend_chart(indicators()["新收申请"], "某机关", years, ()))

    assert drawn(3, 0)
    assert not any([drawn(3), drawn(3, None), drawn(None, None), drawn(3, None, 4)])


def test_a_missing_year_is_a_gap_and_no_zero() -> None:
    points = tuple(Point(year, 5, "甲") for year in (2018, 2019, 2021, 2022))
    chart = parsed(line_chart("k", "题", "件", Series("本机关", points)))
    assert len(shapes(chart, "path", "line")) == 2
    assert {y for _, y in dots(chart)} == {"48"}


def test_the_first_and_the_last_year_are_written() -> None:
    for first in range(2000, 2025):
        points = tuple(Point(year, 1, "甲") for year in range(first, 2026))
        chart = parsed(line_chart("k", "题", "件", Series("本机关", points)))
        years = [text.text for text in shapes(chart, "text", "tick") if (text.text or "").isdigit()]
        assert [years[0], years[-1]] == [str(first), "2025"]


def test_charts_beside_each_other_may_share_their_years() -> None:
    ended = Series("本机关", tuple(Point(year, year, "甲") for year in range(2014, 2019)))
    chart = parsed(line_chart("k", "题", "件", ended, [2019], range(2014, 2026)))
    assert max(float(x) for x, _ in dots(chart)) < 160
    assert "2025" in [text.text for text in shapes(chart, "text", "tick")]


def test_charts_of_every_year_are_light() -> None:
    points = tuple(Point(year, Decimal("1234567.8901"), "某某数") for year in range(2008, 2034))
    line = Series("示例县人力资源和社会保障局", points)
    assert len(line_chart("k", "题" * 20, "万元", line, [2014, 2019, 2021]).encode()) < 5 * 1024
    bars = [Bar("示例县人力资源和社会保障局", 10**7, 10**7)] * 12
    chart = bar_chart("k", "题" * 20, "万元", bars, "2025年", "2024年")
    assert len(chart.encode()) < 6 * 1024


def test_bars_of_two_years_are_named_and_have_their_numbers() -> None:
    bars = [Bar("自然人", 117, 105), Bar("其他", None, 0), Bar("商业企业", 3)]
    chart = parsed(bar_chart("k", "题", "件", bars, "2025年", "2024年"))
    ticks = [text.text for text in shapes(chart, "text", "tick")]
    assert ticks == ["2025年", "2024年", "105", "0"]
    told = chart.findtext("desc") or ""
    assert "自然人 2025年 117、2024年 105，其他 2025年 —、2024年 0，商业企业 3。" in told
    alone = parsed(bar_chart("k", "题", "件", [Bar("自然人", 117)], "2025年", "2024年"))
    assert not shapes(alone, "text", "tick")


def test_long_names_of_bars_stand_in_lines_beside_the_axis() -> None:
    chart = parsed(bar_chart("k", "题", "件", [Bar("示例县人力资源和社会保障局" * 3, 1)]))
    names = shapes(chart, "text", "name")
    assert len(names) > 1
    assert all(float(name.get("x", "")) > 0 for name in names)
    assert all(text_width(name.text or "", 12) <= 320 for name in names)


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=12))
def test_bars_are_as_long_as_their_numbers(values: list[tuple[Decimal, Decimal]]) -> None:
    bars = [Bar(f"项{place}", *each) for place, each in enumerate(values)]
    chart = parsed(bar_chart("k", "题", "件", bars, "今年", "上年"))
    width = int(chart.get("viewBox", "").split()[2])
    drawn = shapes(chart, "rect", "bar")[any(each.before is not None for each in bars) :]
    known = [bar.value for bar in bars if bar.value is not None]
    assert len(drawn) == len(known)
    top = max([n for each in values for n in each if n is not None], default=Decimal(0))
    lengths = [Decimal(rect.get("width", "")) for rect in drawn]
    for value, length in zip(known, lengths, strict=True):
        if top:
            most = max(lengths)
            assert abs(length * max(known) - Decimal(value) * most) <= max(known) / 5
    assert all(Decimal(r.get("x", "")) + Decimal(r.get("width", "")) <= width for r in drawn)
    labels = [each.text for each in shapes(chart, "text", "number")]
    assert labels == [shown(bar.value) for bar in bars]


def test_what_people_write_stays_text() -> None:
    for markup in (
        bar_chart("k", NASTY, NASTY, [Bar(NASTY, 1, 1)], NASTY, NASTY),
        line_chart("k", NASTY, NASTY, Series(NASTY, (Point(2021, 1, NASTY),))),
    ):
        chart = parsed(markup)
        assert not list(chart.iter("script"))
        assert chart.findtext("title") == NASTY
        assert not re.search(r'(?:style|on\w+)="', str(markup))


def test_unknown_is_not_zero() -> None:
    chart = parsed(bar_chart("k", "题", "件", [Bar("甲", None), Bar("乙", 0)]))
    assert [each.text for each in shapes(chart, "text", "number")] == ["—", "0"]
    assert len(shapes(chart, "rect", "bar")) == 1
