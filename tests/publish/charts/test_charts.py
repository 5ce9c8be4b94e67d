"""Charts: what is joined, what is told, and that nothing an author writes becomes markup."""

from __future__ import annotations

import itertools
import re
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from nianbao.publish.charts import Bar, Point, Series, bar_chart, line_chart
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
    chart = parsed(line_chart("k", "题", "件", [line]))
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


@given(lines(), lines())
def test_a_line_chart_stays_in_its_frame_and_tells_every_number(one: Series, other: Series) -> None:
    markup = line_chart("k", "题", "件", [one, other], [2019, 2021])
    chart = parsed(markup)
    width, height = map(int, chart.get("viewBox", "").split()[2:])
    for x, y in dots(chart):
        assert 0 <= float(x) <= width
        assert 0 <= float(y) <= height
    told = chart.findtext("desc") or ""
    for point in (*one.points, *other.points):
        assert f"{point.year}年 {shown(point.value)}" in told


@given(lines())
def test_numbers_of_a_line_stand_apart(line: Series) -> None:
    chart = parsed(line_chart("k", "题", "件", [line]))
    spans = []
    for label in shapes(chart, "text", "number"):
        width = text_width(label.text or "", 12)
        before = {"": 0.0, "middle": width / 2, "end": width}[label.get("text-anchor", "")]
        left = float(label.get("x", "")) - before
        spans.append((left, left + width))
    assert bool(spans) == any(point.value is not None for point in line.points)
    spans.sort()
    assert all(end < begin for (_, end), (begin, _) in itertools.pairwise(spans))


def test_charts_of_every_year_are_light() -> None:
    points = tuple(Point(year, Decimal("1234567.8901"), "某某数") for year in range(2008, 2034))
    two = [Series("示例县人力资源和社会保障局", points), Series("各机关合计", points)]
    assert len(line_chart("k", "题" * 20, "万元", two, [2014, 2019, 2021]).encode()) < 5 * 1024
    bars = [Bar("示例县人力资源和社会保障局", 10**7, 10**7)] * 12
    assert len(bar_chart("k", "题" * 20, "万元", bars, "2024年").encode()) < 5 * 1024


def test_the_second_line_is_dashed_by_its_class_and_named() -> None:
    points = tuple(Point(year, year, "甲") for year in (2020, 2021))
    chart = parsed(line_chart("k", "题", "件", [Series("本机关", points), Series("合计", points)]))
    kinds = [path.get("class") for path in shapes(chart, "path", "second")]
    assert kinds == ["line second", "dots second", "line second"]  # the last is the sample
    assert {"本机关", "合计"} <= {each.text for each in chart.iter("text")}


@given(st.lists(st.tuples(NUMBERS, NUMBERS), min_size=1, max_size=12))
def test_bars_are_as_long_as_their_numbers(values: list[tuple[Decimal, Decimal]]) -> None:
    bars = [Bar(f"项{place}", *each) for place, each in enumerate(values)]
    chart = parsed(bar_chart("k", "题", "件", bars, "上年"))
    width = int(chart.get("viewBox", "").split()[2])
    drawn = shapes(chart, "rect", "bar")
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
        bar_chart("k", NASTY, NASTY, [Bar(NASTY, 1)], NASTY),
        line_chart("k", NASTY, NASTY, [Series(NASTY, (Point(2021, 1, NASTY),))] * 2),
    ):
        chart = parsed(markup)
        assert not list(chart.iter("script"))
        assert chart.findtext("title") == NASTY
        assert not re.search(r'(?:style|on\w+)="', str(markup))


def test_unknown_is_not_zero() -> None:
    chart = parsed(bar_chart("k", "题", "件", [Bar("甲", None), Bar("乙", 0)]))
    assert [each.text for each in shapes(chart, "text", "number")] == ["—", "0"]
    assert len(shapes(chart, "rect", "bar")) == 1
