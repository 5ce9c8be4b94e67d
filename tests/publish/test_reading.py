"""What is kept of reading a portal; it is read again when anything has changed that shows."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from invented import body
from made_portal import equipment_for, tools_for
from nianbao.build.workers import LocalWorkers
from nianbao.form import forms
from nianbao.problem import Problem
from nianbao.publish.reading import Reading, Readings, read_all, read_share
from reading import FRONT_2021, PIXEL

ORGANS = """
shili: {name: 示例县人民政府, kind: 政府, contact: [电话：0000-0000000]}
ju: {name: 示例县民政局, kind: 部门, from: 2021, contact: [电话：0000-0000000]}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project of two organs with a report each."""
    for slug in ("shili", "ju"):
        write_report(tmp_path, slug, "")
    (tmp_path / "reports/organs.yml").write_text(ORGANS, "utf-8")
    return tmp_path


def write_report(root: Path, slug: str, prose: str) -> None:
    path = root / f"reports/{slug}/2021.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(FRONT_2021 + body(forms()["2021"], {1: prose or "做了四件事。"}), "utf-8")


def read(root: Path) -> Readings:
    equipment = equipment_for(root)
    return read_all(root / "reports", equipment, tools_for(equipment, LocalWorkers(1)))


def read_anew(root: Path) -> Readings:
    shutil.rmtree(root / ".cache/store")
    return read(root)


def said(readings: Readings) -> list[Problem]:
    return list(readings.problems)


def facts(readings: Readings) -> list[object]:
    return [pickle.loads(share.reading.facts) for share in readings.shares]  # noqa: S301 - our own


def link(target: str) -> Callable[[Path], None]:
    return lambda root: write_report(root, "shili", f"见[这里]({target})。")


def put(name: str, content: bytes) -> Callable[[Path], None]:
    def put_there(root: Path) -> None:
        path = root / "reports" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)

    return put_there


def in_turn(*changes: Callable[[Path], None]) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        for each in changes:
            each(root)

    return change


def into_a_link(root: Path) -> None:
    report = root / "reports/ju/2021.md"
    report.rename(report.with_name("2021.txt"))
    report.symlink_to("2021.txt")


PNG, OTHER_PNG = PIXEL, PIXEL[:-12] + b"\0\0\0\1xxxx" + PIXEL[-12:]
PICTURE = "![一张图](%s)"
CHANGES = {
    "a report": (link("https://example.cn/"), link("http://[x")),
    "another organ's report": (link("https://example.cn/"), put("ju/2021.md", b"---\n")),
    "organs.yml": (
        link("https://example.cn/"),
        put("organs.yml", ORGANS.partition("ju:")[0].encode()),
    ),
    "a file beside": (link("a.pdf"), put("shili/a.pdf", b"%PDF-1.4\n")),
    "what is in a file beside": (
        in_turn(link("a.pdf"), put("shili/a.pdf", b"%PDF-1.4\n")),
        put("shili/a.pdf", b"MZ"),
    ),
    "a report elsewhere that was not there": (
        link("../ju/2020.md"),
        put("ju/2020.md", b"---\nyear: 2020\n---\n"),
    ),
    "a report elsewhere that is gone": (
        link("../ju/2021.md"),
        lambda root: (root / "reports/ju/2021.md").unlink(),
    ),
    "a report elsewhere that becomes a link": (link("../ju/2021.md"), into_a_link),
    "a name too long": (link(f"../{'a' * 300}/2021.md"), link(f"../{'a' * 301}/2021.md")),
    "a hidden file": (link(".a.pdf"), put("shili/.a.pdf", b"%PDF-1.4\n")),
    "a file that Python would keep": (
        in_turn(link("__pycache__/a.pdf"), put("shili/__pycache__/a.pdf", b"%PDF-1.4\n")),
        put("shili/__pycache__/a.pdf", b"MZ"),
    ),
    "an empty folder that is a file's twin": (
        in_turn(link("a.pdf"), put("shili/a.pdf", b"%PDF-1.4\n")),
        lambda root: (root / "reports/shili/A.pdf").mkdir(),
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_changes_is_read_again(name: str, root: Path) -> None:
    before, change = CHANGES[name]
    before(root)
    first = read(root)
    assert said(read(root)) == said(first)
    change(root)
    kept = read(root)
    anew = read_anew(root)
    assert said(kept) == said(anew)
    assert facts(kept) == facts(anew)
    # The change is one that shows.
    assert (said(kept), facts(kept)) != (said(first), facts(first))


def test_what_two_organs_say_alike_is_found_without_reading_both_again(root: Path) -> None:
    prose = (
        "群众办事需要的条件、标准、材料和结果写得不够细，已经逐项列出，按月补充并公布。"
        "各科室报送的时间有早有晚，已经定下每月的日子，到期还没有送来的当天提醒。"
    )
    write_report(root, "shili", prose)
    first = read(root)
    write_report(root, "ju", prose)
    second = read(root)
    assert [
        (problem.file, problem.code) for problem in second.problems if problem not in first.problems
    ] == [(f"reports/{slug}/2021.md", "repeated-elsewhere") for slug in ("ju", "shili")]
    assert [share.key for share in first.shares if share in second.shares] == [
        share.key for share in second.shares if share.share.slugs == ("shili",)
    ]
    assert said(second) == said(read_anew(root))


def test_a_second_time_nothing_is_read(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = read(root)

    def never(job: Any) -> Reading:
        raise AssertionError(job.share.name)

    monkeypatch.setattr("nianbao.publish.reading.read_share", never)
    assert read(root) == first


def test_only_what_changed_is_read_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []

    def noted(job: Any) -> Reading:
        done.append(job.share.name)
        return read_share(job)

    monkeypatch.setattr("nianbao.publish.reading.read_share", noted)
    read(root)
    assert done == ["示例县人民政府", "示例县民政局"]
    write_report(root, "ju", "另一句话。")
    read(root)
    assert done[2:] == ["示例县民政局"]


def test_a_file_that_cannot_be_read_is_a_problem_until_it_can(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = read(root)
    report = root / "reports/ju/2021.md"
    opened = Path.open

    def refused(path: Path, *arguments: Any, **names: Any) -> Any:
        if path == report:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments, **names)

    with monkeypatch.context() as context:
        context.setattr(Path, "open", refused)
        assert "file-unreadable" in {problem.code for problem in said(read(root))}
    assert said(read(root)) == said(first)
