"""Correcting and withdrawing by a command: what readers had stays, nothing else is touched."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
import yaml
from commands import run_in as run
from hypothesis import given
from hypothesis import strategies as st
from nianbao.command.front_matter_edits import with_correction, with_line_after_year, written
from places import DATA, ROOT
from site_building import git

pytestmark = pytest.mark.slow("every test starts the program")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copytree(DATA / "problems/no-problem/reports", tmp_path / "reports")
    return tmp_path


def report(site: Path) -> Path:
    return site / "reports/shili/2021.md"


@pytest.mark.parametrize(("newline", "mark"), [(b"\n", b""), (b"\r\n", b"\xef\xbb\xbf")])
def test_a_correction_begins_with_the_text_that_readers_have(
    site: Path, newline: bytes, mark: bytes
) -> None:
    content = mark + report(site).read_bytes().replace(b"\n", newline)
    report(site).write_bytes(content)
    done = run(site, "correct", "shili", "2021", "--what", "正文", "--why", "漏了“一段”: 话")
    assert done.returncode == 0, done.stderr
    assert (site / "reports/shili/2021.v1.md").read_bytes() == content
    text = report(site).read_bytes()
    assert text.count(newline) == text.count(b"\n")
    (entry,) = yaml.safe_load(text.decode().split("---")[1])["corrections"]
    day = dt.datetime.now().astimezone().date()
    assert entry == {"date": day, "what": ["正文"], "why": "漏了“一段”: 话"}
    # All else is as it was.
    lines = [line for line in text.split(newline) if line not in content.split(newline)]
    assert len(lines) == 4


def test_what_is_not_filled_in_is_an_error(site: Path) -> None:
    assert run(site, "correct", "shili", "2021").returncode == 0
    done = run(site, "check")
    assert done.returncode == 1
    assert "reports/shili/2021.md" in done.stdout
    assert "请填写改了哪几处" in done.stdout
    assert "“what”还没有填" in done.stdout
    assert "“why”还没有填" in done.stdout


def test_a_second_correction_joins_the_first(site: Path) -> None:
    first = "corrections:\n- {date: 2022-03-01, what: 正文, why: 以前的}\n"
    text = report(site).read_text("utf-8").replace("published:", f"{first}published:", 1)
    report(site).write_text(text, "utf-8")
    shutil.copy(report(site), report(site).with_name("2021.v1.md"))
    done = run(site, "correct", "shili", "2021", "--what", "正文", "--why", "又改了")
    assert done.returncode == 0, done.stderr
    assert report(site).with_name("2021.v2.md").read_text("utf-8") == text
    entries = yaml.safe_load(report(site).read_text("utf-8").split("---")[1])["corrections"]
    assert [entry["why"] for entry in entries] == ["以前的", "又改了"]
    again = run(site, "correct", "shili", "2021")
    assert again.returncode == 2
    assert "今天已经有一条更正说明" in again.stderr


def test_whoever_changed_it_first_keeps_the_change_and_the_old_text(site: Path) -> None:
    git(site, "init", "-q")
    git(site, "add", ".")
    git(site, "commit", "-qm", "-")
    before = report(site).read_text("utf-8")
    report(site).write_text(before.replace("行政处罚: 15", "行政处罚: 16"), "utf-8")
    done = run(site, "correct", "shili", "2021")
    assert done.returncode == 0, done.stderr
    assert "留存的是上一次提交的文本" in done.stdout
    assert report(site).with_name("2021.v1.md").read_text("utf-8") == before
    assert "行政处罚: 16" in report(site).read_text("utf-8")


def test_a_withdrawal_is_written_as_it_is_meant(site: Path) -> None:
    why = '附件含有 "个人" 信息: 处理 # 以后重新发布'
    done = run(site, "withdraw", "shili", "2021", "--why", why)
    assert done.returncode == 0, done.stderr
    front = yaml.safe_load(report(site).read_text("utf-8").split("---")[1])
    assert front["withdrawn"]["why"] == why
    assert run(site, "check").returncode == 0
    assert run(site, "withdraw", "shili", "2021", "--why", why).returncode == 2


@pytest.mark.parametrize("word", ["correct", "withdraw"])
def test_a_draft_and_a_report_that_is_not_there_are_told(site: Path, word: str) -> None:
    more = ["--why", "原因"]
    nowhere = run(site, word, "shili", "2022", *more)
    assert nowhere.returncode == 2
    assert "没有 reports/shili/2022.md" in nowhere.stderr
    text = report(site).read_text("utf-8")
    report(site).write_text(text.replace("published: 2022-01-20\n", ""), "utf-8")
    draft = run(site, word, "shili", "2021", *more)
    assert draft.returncode == 2
    assert "还是草稿" in draft.stderr


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40))
def test_whatever_the_reason_is_it_is_read_back(why: str) -> None:
    text = "---\nyear: 2021\npublished: 2022-01-01\n---\n\n## 一\n"
    corrected = with_correction(text, ("- date: 2022-02-01", f"  why: {written(why)}"))
    withdrawn = with_line_after_year(text, f"withdrawn: {{why: {written(why)}}}")
    assert corrected is not None
    assert withdrawn is not None
    for changed, keys in ((corrected, ("corrections", 0)), (withdrawn, ("withdrawn",))):
        front, _, body = changed.removeprefix("---\n").partition("\n---\n")
        value = yaml.safe_load(front)
        for key in keys:
            value = value[key]
        assert value["why"] == why
        assert body == "\n## 一\n"


@pytest.mark.parametrize(
    "text",
    [
        "没有开头\n",
        "---\nyear: 2021\ncorrections: [{date: 2022-01-01}]\n---\n",
        "---\nyear: 2021\n",
    ],
)
def test_what_cannot_be_added_to_is_left_alone(text: str) -> None:
    assert with_correction(text, ("- date: 2022-02-01",)) is None
