"""The coverage board: what became of every report that was due, and what it adds up to."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nianbao.facts import PortalFacts, portal_facts
from nianbao.form import Address, OrganKind
from nianbao.problem import TOP
from nianbao.publish.coverage.board import Board, YearCounts, coverage_board
from nianbao.publish.coverage.csv_file import board_csv
from nianbao.publish.coverage.due_days import DueDays, due_days
from nianbao.publish.coverage.standing import Standing
from nianbao.publish.coverage.status import Status, legend
from nianbao.settings import HouseRules
from nianbao.source import Correction, Entry, Organ, Portal, Report
from places import DATA
from reading import SITE, full_report

YEARS = range(2016, 2023)
CORRECTED = [date(2023, 6, day) for day in (1, 2)]
OWN = HouseRules(deadlines={"2021": {OrganKind.DEPARTMENT: (1, 20)}})


@dataclass(frozen=True)
class Drawn:
    """An organ as drawn: since and until when, and by year when its reports were published."""

    kind: OrganKind
    first: int | None
    last: int | None
    reports: Mapping[int, date | None]
    corrected: Mapping[int, tuple[date, ...]] = field(default_factory=dict)


@st.composite
def organs(draw: st.DrawFn) -> Drawn:
    first = draw(st.none() | st.sampled_from(YEARS))
    last = draw(st.none() | st.sampled_from(range(first or YEARS.start, YEARS.stop)))
    reports: dict[int, date | None] = {}
    corrected = {}
    # Now and then a report stands outside the organ's years.
    for year in draw(st.sets(st.sampled_from(YEARS))):
        around = date(year + 1, 1, 1) + timedelta(draw(st.integers(0, 120)))
        day = draw(st.sampled_from([None, around, *(date(year + 1, m, 31) for m in (1, 3))]))
        reports[year] = day
        corrected[year] = tuple(draw(st.sets(st.sampled_from(CORRECTED))))
    return Drawn(draw(st.sampled_from(OrganKind)), first, last, reports, corrected)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return full_report(tmp_path_factory.mktemp("known"))


def report_of(
    known: Report, organ: Organ, year: int, published: date | None, *corrected: date
) -> Report:
    entries = tuple(Correction(day, (Address("正文"),), "误填", TOP) for day in corrected)
    version = len(corrected) + 1
    return replace(
        known, organ=organ, year=year, published=published, corrections=entries, version=version
    )


def portal_of(known: Report, drawn: list[Drawn]) -> Portal:
    listed = {
        f"o{number}": Organ(
            f"o{number}", f"示例{number}局", one.kind, first_year=one.first, last_year=one.last
        )
        for number, one in enumerate(drawn)
    }
    reports = (
        report_of(known, organ, year, one.reports[year], *one.corrected.get(year, ()))
        for organ, one in zip(listed.values(), drawn, strict=True)
        for year in sorted(one.reports)
    )
    return Portal(listed, tuple(reports))


def facts_in(portal: Portal) -> PortalFacts:
    return portal_facts(portal, {}, {})


def model(one: Drawn, year: int, latest: int) -> tuple[str, int | None]:
    """Status and days late, told another way: by the rule as articles 31 and 49 put it."""
    if year in one.reports:
        day = one.reports[year]
        if day is None:
            return "发布日期不详", None
        early = year >= 2019 and one.kind == "部门"
        late = day - (date(year + 1, 1, 31) if early else date(year + 1, 3, 31))
        return ("逾期发布", late.days) if late.days > 0 else ("按期发布", 0)
    if one.last is not None and one.last < year:
        return "已撤并", None
    if one.first is not None and one.first > year:
        return "尚未设立", None
    begins = one.first or min(one.reports or [latest])
    if year < begins:
        return "不作统计", None
    return "未发布", None


@given(drawn=st.lists(organs(), min_size=1, max_size=5))
def test_every_cell_is_as_the_model_has_it(known: Report, drawn: list[Drawn]) -> None:
    portal = portal_of(known, drawn)
    board = coverage_board(facts_in(portal), HouseRules())
    told = [year for one in drawn for year in one.reports]
    if not told:
        assert board.years == ()
        assert board.standings == ()
        return
    years = range(max(told), min([*told, *(one.first for one in drawn if one.first)]) - 1, -1)
    assert [counts.year for counts in board.years] == list(years)
    found = {(s.organ.slug, s.year): (s.status, s.days_late) for s in board.standings}
    expected = {
        (f"o{number}", year): model(one, year, max(told))
        for number, one in enumerate(drawn)
        for year in years
    }
    assert found == expected
    assert {(s.organ.slug, s.year): s.corrections for s in board.standings if s.report} == {
        (f"o{number}", year): len(one.corrected[year])
        for number, one in enumerate(drawn)
        for year in one.reports
    }
    check_counts(board, expected, drawn)


def check_counts(
    board: Board, expected: Mapping[tuple[str, int], tuple[str, int | None]], drawn: list[Drawn]
) -> None:
    for counts in board.years:
        of_year = Counter(
            status for (_, year), (status, _) in expected.items() if year == counts.year
        )
        assert counts.on_time == of_year["按期发布"]
        assert counts.late == of_year["逾期发布"]
        assert counts.undated == of_year["发布日期不详"]
        assert counts.owed == of_year["未发布"]
        assert counts.published == sum(counts.year in one.reports for one in drawn)
        assert counts.expected == counts.published + counts.owed
        assert counts.corrected == sum(bool(one.corrected.get(counts.year)) for one in drawn)
        assert bool(counts.path) is bool(counts.published)
    owed = {place for place, (status, _) in expected.items() if status == "未发布"}
    assert {(s.organ.slug, s.year) for s in board.owed} == owed
    assert [s.year for s in board.owed] == sorted((year for _, year in owed), reverse=True)


@given(drawn=st.lists(organs(), max_size=8))
def test_organs_stand_by_kind_in_their_order(known: Report, drawn: list[Drawn]) -> None:
    board = coverage_board(facts_in(portal_of(known, drawn)), HouseRules())
    slugs = [row.organ.slug for _, rows in board.groups for row in rows]
    assert slugs == sorted(
        (f"o{number}" for number in range(len(drawn))),
        key=lambda slug: (list(OrganKind).index(drawn[int(slug[1:])].kind), int(slug[1:])),
    )
    assert all(row.organ.kind is kind for kind, rows in board.groups for row in rows)
    for _, rows in board.groups:
        for row in rows:
            assert bool(row.path) is bool(drawn[int(row.organ.slug[1:])].reports)


@given(on_time=st.integers(0, 3000), others=st.integers(0, 3000))
def test_the_share_is_exact_to_a_tenth(on_time: int, others: int) -> None:
    share = YearCounts(2021, "", on_time, 0, 0, others, 0).on_time_share
    if not on_time + others:
        assert share == "—"
        return
    # Cut after twelve digits, which neither makes nor unmakes a half.
    exact = (Decimal(on_time) * 100 * 10**12 // (on_time + others)) / 10**12
    assert share == f"{exact.quantize(Decimal('0.1'), ROUND_HALF_UP)}%"


@pytest.mark.parametrize(
    ("on_time", "others", "share"),
    [(0, 3, "0.0%"), (23, 1, "95.8%"), (1, 7, "12.5%"), (1, 15, "6.3%"), (2, 1, "66.7%")],
)
def test_shares(on_time: int, others: int, share: str) -> None:
    assert YearCounts(2021, "", on_time, others, 0, 0, 0).on_time_share == share


def test_a_share_that_cannot_be_known_is_no_zero() -> None:
    """Nothing is expected, or nothing is known to be on time and some have no day."""
    assert YearCounts(2021, "", 0, 0, 0, 0, 0).on_time_share == "—"
    assert YearCounts(2021, "", 0, 0, 24, 0, 0).on_time_share == "—"
    assert YearCounts(2021, "", 0, 3, 1, 0, 0).on_time_share == "—"
    assert YearCounts(2021, "", 0, 3, 0, 1, 0).on_time_share == "0.0%"
    assert YearCounts(2021, "", 3, 0, 1, 0, 0).on_time_share == "75.0%"


def small_portal(known: Report) -> Portal:
    """One organ for each thing that may become of a report."""

    def entry(code: str, address: str, reason: str) -> Entry:
        return Entry(code, tuple(address.split(".")), reason, TOP)

    listed = [
        Organ("xian", "示例县人民政府", OrganKind.GOVERNMENT),
        Organ(
            "ju",
            '示例县"新设",局',
            OrganKind.DEPARTMENT,
            first_year=2020,
            predecessors=("jiu", "lao"),
            acknowledged=(
                entry("leap", "ju.2020", "说的不是这个"),
                entry("year-missing", "ju.2019", "说的不是这一年"),
                entry("year-missing", "ju.2020", "当年报告已遗失"),
                entry("year-awaited", "ju", "正在编制"),
            ),
        ),
        Organ("zhen", "示例县示例镇人民政府", OrganKind.TOWNSHIP),
        Organ("jiu", "示例县旧局", OrganKind.DEPARTMENT, last_year=2019),
        Organ("lao", "示例县老局", OrganKind.DEPARTMENT, last_year=2019, successors=("ju",)),
        Organ("shu", "示例县署", OrganKind.DEPARTMENT, last_year=2018),
    ]
    by_slug = {organ.slug: organ for organ in listed}
    days: dict[tuple[str, int], tuple[date | None, *tuple[date, ...]]] = {
        ("xian", 2018): (date(2019, 3, 31),),
        ("xian", 2019): (None, date(2020, 5, 6)),
        ("xian", 2020): (date(2021, 4, 1), date(2021, 5, 6), date(2021, 6, 7)),
        ("xian", 2021): (date(2022, 3, 31),),
        ("ju", 2021): (date(2022, 1, 21),),
        ("zhen", 2020): (date(2021, 3, 31),),
        ("jiu", 2019): (date(2020, 2, 1),),
        ("jiu", 2020): (date(2021, 1, 31),),
        ("lao", 2018): (date(2019, 3, 31),),
        ("shu", 2018): (date(2019, 4, 30),),
    }
    order = list(by_slug)
    reports = (
        report_of(known, by_slug[slug], year, *told)
        for (slug, year), told in sorted(days.items(), key=lambda item: order.index(item[0][0]))
    )
    return Portal(by_slug, tuple(reports))


def test_csv(known: Report, golden: Callable[[Path, str], None]) -> None:
    text = board_csv(coverage_board(facts_in(small_portal(known)), OWN), SITE)
    assert text.startswith("\ufeff机关,机关代号,类别,年度,状态,")
    assert text.count("\r\n") == text.count("\n") == 1 + 6 * 4
    golden(DATA / "coverage/fabu.csv", text.replace("\r\n", "\n"))


def standings(portal: Portal) -> Mapping[tuple[str, int], Standing]:
    board = coverage_board(facts_in(portal), HouseRules())
    return {(s.organ.slug, s.year): s for s in board.standings}


def test_reasons_ties_and_words(known: Report) -> None:
    there = standings(small_portal(known))
    assert there["ju", 2020].remark == "当年报告已遗失"
    assert there["ju", 2019].remark == "前身：示例县旧局、示例县老局"
    assert there["lao", 2021].remark == there["jiu", 2021].remark == '后继：示例县"新设",局'
    assert there["shu", 2019].remark == ""
    assert there["zhen", 2019].status is Status.NOT_COUNTED
    assert there["zhen", 2021].status is Status.MISSING
    assert there["zhen", 2021].deadline == date(2022, 3, 31)
    assert (there["shu", 2018].word, there["xian", 2019].word) == ("逾期30天", "不详")
    assert there["shu", 2018].spoken == "示例县署2018年度报告：逾期30天发布"
    assert there["xian", 2020].corrections == 2
    assert there["xian", 2020].last_corrected == date(2021, 6, 7)
    board = coverage_board(facts_in(small_portal(known)), OWN)
    remarks = {row.organ.slug: row.remarks for _, rows in board.groups for row in rows}
    assert remarks["ju"] == ("前身：示例县旧局、示例县老局",)
    assert remarks["zhen"] == ()


def test_an_answer_for_the_latest_year_is_told(known: Report) -> None:
    portal = small_portal(known)
    kept = tuple(r for r in portal.reports if (r.organ.slug, r.year) != ("ju", 2021))
    standing = standings(replace(portal, reports=kept))["ju", 2021]
    assert (standing.status, standing.remark) == (Status.MISSING, "正在编制")


def test_what_was_corrected_without_a_word_counts(known: Report) -> None:
    portal = small_portal(known)
    silent = tuple(replace(report, version=3) for report in portal.reports)
    there = standings(replace(portal, reports=silent))
    assert (there["ju", 2021].corrections, there["ju", 2021].last_corrected) == (2, None)


def test_an_organ_before_the_first_regulation_owes_nothing(known: Report) -> None:
    organ = Organ("ju", "示例局", OrganKind.DEPARTMENT, first_year=2003)
    portal = Portal({"ju": organ}, (report_of(known, organ, 2009, None),))
    board = coverage_board(facts_in(portal), HouseRules())
    assert [(s.year, s.status) for s in board.standings] == [
        (2009, Status.UNDATED),
        (2008, Status.MISSING),
    ]


def test_a_site_s_own_days_decide(known: Report) -> None:
    facts = facts_in(small_portal(known))
    lines = {
        own: csv.DictReader(io.StringIO(board_csv(coverage_board(facts, rules), SITE)[1:]))
        for own, rules in ((False, HouseRules()), (True, OWN))
    }
    told = {
        own: next(line for line in read if (line["机关代号"], line["年度"]) == ("ju", "2021"))
        for own, read in lines.items()
    }
    assert (told[False]["状态"], told[False]["逾期天数"]) == ("按期发布", "0")
    assert (told[True]["状态"], told[True]["逾期天数"]) == ("逾期发布", "1")
    assert told[True]["期限"] == "2022-01-20"


def said(rule: DueDays) -> tuple[str, list[str], bool]:
    return rule.years, [f"{day.kind} {day.text}" for day in rule.days], rule.has_own


def test_the_rule_in_words() -> None:
    old = ["政府 次年3月31日", "部门 次年3月31日", "乡镇街道 次年3月31日"]
    new = ["政府 次年3月31日", "部门 次年1月31日", "乡镇街道 次年3月31日"]
    own = ["政府 次年3月31日", "部门 次年1月20日", "乡镇街道 次年3月31日"]
    rules = due_days(range(2025, 2007, -1), HouseRules())
    assert list(map(said, rules)) == [("2019—2025年度", new, False), ("2008—2018年度", old, False)]
    assert "第四十九条" in rules[0].source
    assert "没有写到乡镇和街道" in rules[0].source
    assert "第三十一条" in rules[1].source
    assert list(map(said, due_days(range(2021, 2017, -1), OWN))) == [
        ("2021年度", own, True),
        ("2019—2020年度", new, False),
        ("2018年度", old, False),
    ]
    assert due_days((), OWN) == ()


def test_every_word_is_explained_and_no_two_are_the_same() -> None:
    words = [meaning.word for meaning in legend(set(Status))]
    assert len(set(words)) == len(words) == len(Status) + 1
    assert {status.word for status in Status} < set(words)
    assert all(2 <= len(word) <= 3 for word in words)
    usual = {meaning.word for meaning in legend(())}
    assert [word for word in words if word not in usual] == ["撤回", "草稿"]
