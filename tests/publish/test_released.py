"""What was released changes and vanishes only on the record; what is dated is dated honestly."""

from __future__ import annotations

import errno
import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from made_portal import equipment_for, publish, tools_for
from nianbao.build.workers import LocalWorkers
from nianbao.check import HouseRules, Press, check_files
from nianbao.publish import NotPublishedError, Published, check
from nianbao.publish.released import ledger_after
from nianbao.source import LEDGER, Ledger, read_ledger
from small_portal import write_small_portal

COUNTY, BUREAU = "shili/2022.md", "minzheng/2022.md"
PICTURE = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A portal that has been released once; one of its reports leads to a file."""
    write_small_portal(tmp_path / "reports")
    (tmp_path / "reports/minzheng/明细.csv").write_text("一,二\n", "utf-8")
    table = "| 甲 | 乙 |\n| --- | --- |\n| 12 | 3 |\n"
    change(tmp_path, BUREAU, r"\Z", f"\n另有一项，见[明细](明细.csv)。\n\n{table}")
    release(tmp_path)
    return tmp_path


def change(project: Path, file: str, pattern: str, replacement: str) -> None:
    path = project / "reports" / file
    text, count = re.subn(pattern, replacement, path.read_text("utf-8"), count=1)
    assert count == 1
    path.write_text(text, "utf-8")


def released(project: Path, today: date | None = None) -> Published:
    equipment = replace(equipment_for(project), is_release=True, today=today)
    return publish(equipment, tools_for(equipment, LocalWorkers(1)))


def release(project: Path) -> Ledger:
    """Releases, as the build does it."""
    made = released(project)
    equipment = equipment_for(project)
    checked = check(equipment, tools_for(equipment, LocalWorkers(1)))
    ledger = ledger_after(checked.ledger, checked.texts, checked.facts, made.entries)
    ledger.write(project / "reports")
    return ledger


def refusal(project: Path, today: date | None = None) -> str:
    with pytest.raises(NotPublishedError) as caught:
        released(project, today)
    return str(caught.value)


def test_it_names_every_text_with_all_its_addresses(project: Path) -> None:
    ledger, problems = read_ledger(project / "reports")
    assert problems == []
    assert [text.place for text in ledger.texts] == [
        ("minzheng", 2022, 1),
        ("shili", 2021, 1),
        ("shili", 2022, 1),
    ]
    bureau, *_ = ledger.texts
    endings = {Path(address).suffix for address in bureau.addresses}
    assert endings == {"", ".pdf", ".docx", ".csv", ".xlsx", ".json"}
    assert "zwgk/gknb/minzheng/2022/" in bureau.addresses
    assert bureau.published == "2023-02-10"


def test_a_second_release_adds_nothing(project: Path) -> None:
    before = (project / "reports/ledger.json").read_bytes()
    release(project)
    assert (project / "reports/ledger.json").read_bytes() == before


@pytest.mark.parametrize(
    ("pattern", "replacement", "said"),
    [
        ("行政许可: 50", "行政许可: 51", "数字"),
        ("行政处罚: ~", "行政处罚: 0", "数字"),
        ("行政许可: 50", "行政许可: {值: 50, 注: 含变更}", "数字"),
        ("做了四件事", "做了五件事", "正文"),
        ("一项", "两项", "正文、链接、说明或更正的记录"),
        (r"\| 12 \| 3 \|", "| 1 | 23 |", "正文、链接、说明或更正的记录"),
        (r"明细\.csv\)", "明细.csv#一)", "正文、链接、说明或更正的记录"),
        ("year: 2022", "year: 2022\nnotice: 数字有变", "正文、链接、说明或更正的记录"),
        ("published: 2023-02-10", "published: 2023-02-11", "发布日期（发布时是 2023-02-10）"),
        ("published: 2023-02-10", "published: ~", "发布日期（发布时是 2023-02-10）"),
        ("published: 2023-02-10\n", "", "没有了 published 一行"),
        (
            "year: 2022",
            "year: 2022\ntitle: 示例县民政局2022年报告",
            "题目（发布时是“示例县民政局2022年政府",
        ),
    ],
)
def test_what_changes_is_said(project: Path, pattern: str, replacement: str, said: str) -> None:
    change(project, BUREAU, pattern, replacement)
    message = refusal(project)
    assert message.count("[released-changed]") == 1
    assert f"reports/{BUREAU}:1:1: error[released-changed]" in message
    assert said in message


def test_a_file_that_is_replaced_under_its_name_is_a_change(project: Path) -> None:
    (project / "reports/minzheng/明细.csv").write_text("一,三\n", "utf-8")
    assert "不一样：图片或附件" in refusal(project)


def test_another_name_of_the_organ_is_a_change(project: Path) -> None:
    change(project, "organs.yml", "示例县民政局", "示例县民政服务局")
    assert "题目（发布时是“示例县民政局2022年" in refusal(project)


def windows(path: Path) -> None:
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))


def commented(path: Path) -> None:
    path.write_text(
        path.read_text("utf-8").replace("行政许可: 50", "行政许可: 50  # 已核"), "utf-8"
    )


def spread(path: Path) -> None:
    """Blank lines and spaces at the ends of lines."""
    path.write_text(path.read_text("utf-8").replace("\n\n", "  \n\n\n"), "utf-8")


def in_full(path: Path) -> None:
    text = path.read_text("utf-8").replace("{自然人: 4}", "[4, 0, 0, 0, 0, 0]")
    path.write_text(text, "utf-8")


def answered(path: Path) -> None:
    entry = "acknowledged:\n  - {code: leap, reason: 核对过}\n"
    path.write_text(
        path.read_text("utf-8").replace("year: 2022\n", f"year: 2022\n{entry}"), "utf-8"
    )


@pytest.mark.parametrize("rewrite", [windows, commented, spread, in_full, answered])
def test_what_readers_do_not_see_is_no_change(
    project: Path, rewrite: Callable[[Path], None]
) -> None:
    path = project / "reports" / BUREAU
    before = path.read_bytes()
    rewrite(path)
    assert path.read_bytes() != before
    released(project)


def test_what_is_gone_is_said(project: Path) -> None:
    (project / "reports" / BUREAU).unlink()
    message = refusal(project)
    assert f"reports/{BUREAU}:1:1: error[released-gone]" in message
    assert "《示例县民政局2022年政府信息公开工作年度报告》第 1 版已经发布过" in message


def test_a_portal_that_lost_all_its_reports_is_not_published(project: Path) -> None:
    for path in (project / "reports").glob("*/*.md"):
        path.unlink()
    assert refusal(project).count("[released-gone]") == 3


def test_a_file_that_cannot_be_read_is_told_once(project: Path) -> None:
    change(project, BUREAU, "year: 2022", "year： 2022")
    assert "released-gone" not in refusal(project)


def test_a_correction_keeps_both_texts_and_all_addresses(project: Path) -> None:
    path = project / "reports" / BUREAU
    path.with_name("2022.v1.md").write_bytes(path.read_bytes())
    entry = "corrections:\n  - {date: 2023-03-01, what: 主动公开.行政许可, why: 漏计}\n"
    change(project, BUREAU, "year: 2022\n", f"year: 2022\n{entry}")
    change(project, BUREAU, "行政许可: 50", "行政许可: 51")
    before, _ = read_ledger(project / "reports")
    after = release(project)
    first, second = after.by_place["minzheng", 2022, 1], after.by_place["minzheng", 2022, 2]
    assert first.figures == before.by_place["minzheng", 2022, 1].figures != second.figures
    assert "zwgk/gknb/minzheng/2022/v1/" in first.addresses
    assert {"zwgk/gknb/minzheng/2022/"} < set(first.addresses) & set(second.addresses)
    correct = path.read_bytes()
    change(project, BUREAU, "why: 漏计", "why: 另有原因")
    assert "不一样：正文、链接、说明或更正的记录" in refusal(project)
    path.write_bytes(correct)
    # The text before the correction is put back in its place.
    path.with_name("2022.v1.md").rename(path)
    assert "第 2 版已经发布过，现在没有了" in refusal(project)


def git(project: Path, *arguments: str) -> None:
    name = ("-c", "user.name=甲", "-c", "user.email=a@example.cn")
    subprocess.run(["git", *name, *arguments], cwd=project, check=True, capture_output=True)


@pytest.mark.parametrize("loss", ["gone", "empty", "a line", "a digest"])
def test_a_ledger_that_lost_something_since_its_commit_is_refused(project: Path, loss: str) -> None:
    git(project, "init")
    git(project, "add", "reports")
    git(project, "commit", "-m", "一")
    released(project)
    path = project / "reports/ledger.json"
    ledger, _ = read_ledger(project / "reports")
    if loss == "gone":
        path.unlink()
    elif loss == "empty":
        Ledger().write(project / "reports")
    elif loss == "a line":
        Ledger(ledger.texts[1:]).write(project / "reports")
    else:
        other = replace(ledger.texts[0], prose="0" * 64)
        Ledger((other, *ledger.texts[1:])).write(project / "reports")
    assert "reports/ledger.json:1:1: error[ledger-format]" in refusal(project)


def test_while_the_ledger_cannot_be_read_no_file_is_fine(project: Path) -> None:
    (project / "reports/ledger.json").write_text("<<<<<<< HEAD\n", "utf-8")
    file = project / "reports" / COUNTY
    press = Press(frozenset(map(chr, range(0x110000))), lambda _file: "")
    _, problems = check_files(project / "reports", [file], press, HouseRules())
    assert "ledger-format" in {problem.code for problem in problems}


def test_an_address_that_would_vanish_is_said(project: Path) -> None:
    ledger, _ = read_ledger(project / "reports")
    bureau, *others = ledger.texts
    gone = "zwgk/gknb/minzheng/2022/minzheng-2022.ods"
    more = replace(bureau, addresses=(*bureau.addresses, gone))
    Ledger((more, *others)).write(project / "reports")
    assert "发布过的网址有 1 个会失效" in (message := refusal(project))
    assert gone in message


def test_a_day_that_is_still_to_come_is_refused(project: Path) -> None:
    released(project, date(2023, 3, 1))
    message = refusal(project, date(2023, 2, 28))
    assert f"reports/{COUNTY}:3:12: error[published-future]" in message
    assert message.count("published-future") == 1


def test_the_sample_is_refused(project: Path) -> None:
    change(project, BUREAU, "year: 2022", "year: 2022\nsample: yes")
    assert f"还不能生成正式网站：reports/{BUREAU} 是示例" in refusal(project)
    equipment = equipment_for(project)
    assert check(equipment, tools_for(equipment, LocalWorkers(1))).shares


def test_a_ledger_that_cannot_be_written_leaves_the_old_one(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = project / "reports/ledger.json"
    before = path.read_bytes()

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        Ledger().write(project / "reports")
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir() if LEDGER in each.name] == [LEDGER]


def test_one_that_was_being_written_when_the_machine_stopped_is_nobodys_fault(
    project: Path,
) -> None:
    (project / f"reports/.~{LEDGER}").write_text("{", "utf-8")
    before = (project / "reports" / LEDGER).read_bytes()
    assert release(project).json() == before
    assert not (project / f"reports/.~{LEDGER}").exists()
