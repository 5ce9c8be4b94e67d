"""A report that is withdrawn on the record: its address says so, and nothing else has it."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import feedparser
import pytest
from made_portal import equipment_for, publish, tools_for
from nianbao.build.workers import LocalWorkers
from nianbao.check import HouseRules, Press, read_and_check
from nianbao.publish import Published
from nianbao.publish.released import ledger_after, vanished
from nianbao.source import Ledger, current_text, read_portal
from small_portal import write_small_portal

PRESS = Press(frozenset(map(chr, range(0x110000))), lambda _file: "")
WHY = "统计口径有误，重新核实以后另行公布"
MARK = f"withdrawn: {{date: 2023-05-01, why: {WHY}}}\n"
BUREAU = "zwgk/gknb/minzheng/2022/"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_small_portal(tmp_path / "reports")
    return tmp_path


def withdraw(project: Path) -> Path:
    """One line does it; what else is in the file may stay."""
    path = project / "reports/minzheng/2022.md"
    path.write_text(path.read_text("utf-8").replace("year: 2022\n", f"year: 2022\n{MARK}"), "utf-8")
    return path


def made(project: Path) -> Published:
    equipment = equipment_for(project)
    return publish(equipment, tools_for(equipment, LocalWorkers(1)))


def text_of(project: Path, published: Published, path: str) -> str:
    (entry,) = (entry for entry in published.entries if entry.path == path)
    return equipment_for(project).store.path(entry.sha256).read_text("utf-8")


def paths(published: Published) -> set[str]:
    return {entry.path for entry in published.entries}


def test_its_address_says_so_and_nothing_else_has_it(project: Path) -> None:
    before = made(project)
    withdraw(project)
    after = made(project)
    page = text_of(project, after, f"{BUREAU}index.html")
    assert "这份报告已于2023年5月1日撤回" in page
    assert WHY in page
    assert "<table" not in page
    assert {path for path in paths(after) if path.startswith(BUREAU)} == {f"{BUREAU}index.html"}
    assert f"{BUREAU}minzheng-2022.pdf" in paths(before)
    facts = after.overview.facts
    assert ("minzheng", 2022) not in facts.by_place
    assert [organ.slug for organ in facts.awaited(2022)] == ["jiaoyu"]
    # Its figure, which is 50, is in no cell and in no sum; files may have as many kilobytes.
    year = text_of(project, after, "zwgk/gknb/2022/index.html").split("示例县民政局")[-1]
    assert not re.search(r"(?<![\d.])50(?!\d| [KM]B)", year)


def test_the_board_leads_to_it_and_counts_it_nowhere(project: Path) -> None:
    withdraw(project)
    after = made(project)
    board = text_of(project, after, "zwgk/nbsj/fabu/index.html")
    assert '<td class="is-withdrawn"><a href="../../gknb/minzheng/2022/"' in board
    assert "minzheng,部门,2022,已撤回," in text_of(project, after, "zwgk/nbsj/fabu/fabu.csv")


def test_what_is_left_in_the_file_is_not_looked_at(project: Path) -> None:
    path = withdraw(project)
    whole = made(project)
    path.write_text(f"---\nyear: 2022\n{MARK}---\n", "utf-8")
    assert {e.path: e.sha256 for e in made(project).entries} == {
        e.path: e.sha256 for e in whole.entries
    }


def test_all_texts_of_a_corrected_report_are_withdrawn(project: Path) -> None:
    path = project / "reports/minzheng/2022.md"
    path.with_name("2022.v1.md").write_bytes(path.read_bytes())
    withdraw(project)
    after = made(project)
    pages = {f"{BUREAU}index.html", f"{BUREAU}v1/index.html"}
    assert {p for p in paths(after) if p.startswith(BUREAU)} == pages
    for page in pages:
        assert WHY in text_of(project, after, page)


def test_the_ledger_lets_it_go(project: Path) -> None:
    before = made(project)
    portal, _ = read_portal(project / "reports")
    texts = [current_text(report) for report in portal.texts]
    ledger = ledger_after(Ledger(), texts, before.overview.facts, before.entries)
    ledger.write(project / "reports")
    withdraw(project)
    after = made(project)
    assert vanished(ledger, after.overview.facts, (entry.path for entry in after.entries)) == ()


def test_feeds_say_that_it_is_gone_since_when_and_why(project: Path) -> None:
    path = project / "reports/minzheng/2022.md"
    path.with_name("2022.v1.md").write_bytes(path.read_bytes())
    withdraw(project)
    after = made(project)
    feed = feedparser.parse(text_of(project, after, "zwgk/gknb/feed.xml"))
    assert not feed.bozo
    address = f"https://www.example.gov.cn/{BUREAU}"
    (entry,) = [entry for entry in feed.entries if entry.link.startswith(address)]
    assert (entry.id, entry.link) == (f"{address}#withdrawn-2023-05-01", address)
    assert entry.title == "撤回：示例县民政局2022年政府信息公开工作年度报告"
    assert entry.updated == "2023-05-01T00:00:00+08:00"
    assert WHY in entry.content[0].value
    # An organ that has no other report has no page that a feed of its own could be about.
    assert not {"zwgk/gknb/minzheng/index.html", "zwgk/gknb/minzheng/feed.xml"} & paths(after)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("date: 2023-05-01, why: ~", "withdrawal-format"),
        ("date: 2022-05-01, why: 有误", "published-early"),
        ("date: 2099-05-01, why: 有误", "published-future"),
        ("date: 2023-05-01, why: '附件泄露手机13812345678'", "personal-mobile"),
    ],
)
def test_what_it_says_is_checked(project: Path, said: str, code: str) -> None:
    path = project / "reports/minzheng/2022.md"
    path.write_text(f"---\nyear: 2022\nwithdrawn: {{{said}}}\n---\n", "utf-8")
    _, problems = read_and_check(project / "reports", PRESS, HouseRules(), today=date(2024, 1, 1))
    assert code in {p.code for p in problems if p.file == "reports/minzheng/2022.md"}


def test_its_year_is_that_of_its_file(project: Path) -> None:
    path = project / "reports/minzheng/2022.md"
    path.write_text(f"---\nyear: 2021\n{MARK}---\n", "utf-8")
    _, problems = read_and_check(project / "reports", PRESS, HouseRules())
    assert "year-mismatch" in {problem.code for problem in problems}
