"""Everything that reports come to: the same however often, and by however many, it is made."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from campaigns import some
from made_portal import Processes, equipment_for, publish, tools_for
from nianbao.build.manifest import Entry
from nianbao.build.store import Store
from nianbao.build.workers import LocalWorkers, Workers
from nianbao.problem import Severity
from nianbao.publish import NotPublishedError, Published
from nianbao.publish.paper.typefaces import Typefaces
from nianbao.publish.parts import make_chapter, make_search, make_share
from nianbao.settings import HouseRules
from reading import PIXEL
from small_portal import write_small_portal

pytestmark = pytest.mark.slow("a portal is published again and again")


@pytest.fixture(scope="module")
def published_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with the small portal, published once."""
    root = tmp_path_factory.mktemp("published") / "root"
    write_small_portal(root / "reports")
    published_in(root)
    shutil.copytree(root, root.with_name("kept"))
    return root


@pytest.fixture
def root(published_once: Path) -> Iterator[Path]:
    """The project, which is put back as it was: what is kept is of use in its place only."""
    yield published_once
    shutil.rmtree(published_once)
    shutil.copytree(published_once.with_name("kept"), published_once)


def published_in(
    root: Path, workers: Workers | None = None, rules: HouseRules | None = None
) -> Published:
    equipment = equipment_for(root, rules)
    return publish(equipment, tools_for(equipment, workers or LocalWorkers(1)))


def published_anew(root: Path, rules: HouseRules | None = None) -> Published:
    """As if nothing had been kept; what is kept stays."""
    store, aside = root / ".cache/store", root / ".cache/aside"
    store.rename(aside)
    published = published_in(root, rules=rules)
    shutil.rmtree(store)
    aside.rename(store)
    return published


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is worked on from now on."""
    names: list[str] = []

    def noted(kind: str, work: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def worked(job: Any) -> Any:
            names.append(kind)
            return work(job)

        return worked

    for kind, work in (("share", make_share), ("chapter", make_chapter), ("search", make_search)):
        monkeypatch.setattr(f"nianbao.publish.publishing.make_{kind}", noted(kind, work))
    return names


def test_a_second_time_nothing_is_made(root: Path, done: list[str]) -> None:
    first, second = published_in(root), published_in(root)
    assert done == []
    assert second == first
    store = Store(root / ".cache/store")
    assert all(store.has(entry.sha256) for entry in first.entries)
    assert len({entry.path for entry in first.entries}) == len(first.entries)


def test_two_processes_make_the_same(root: Path) -> None:
    first = published_in(root)
    shutil.rmtree(root / ".cache/store")
    with Processes() as processes:
        assert published_in(root, processes).entries == first.entries


def test_only_what_changed_is_made_again(root: Path, done: list[str]) -> None:
    report = root / "reports/minzheng/2022.md"
    report.write_text(report.read_text("utf-8").replace("四件事", "五件事"), "utf-8")
    published_in(root)
    chapters = done.count("chapter")
    # The other organ is as it was; all that lists reports is made again.
    assert done == ["share", *["chapter"] * chapters, "search"]


def test_what_is_damaged_is_made_again(root: Path, done: list[str]) -> None:
    first = published_in(root)
    store = Store(root / ".cache/store")
    volume = next(entry for entry in first.entries if entry.path.endswith("/nianbao-2022.pdf"))
    store.path(volume.sha256).write_bytes(b"%PDF-")
    assert published_in(root).entries == first.entries
    assert done == ["chapter"]
    assert store.has(volume.sha256)


def test_what_no_build_has_used_lately_is_forgotten(root: Path) -> None:
    store = Store(root / ".cache/store")
    first = published_in(root)
    first.forget(store, 3)
    report = root / "reports/minzheng/2022.md"
    report.write_text(report.read_text("utf-8").replace("四件事", "五件事"), "utf-8")
    second = published_in(root)
    for path in store.folder.glob("*/*/*"):
        os.utime(path, (0, 0))
    for _ in range(2):
        second.forget(store, 3)
        assert all(store.has(entry.sha256) for entry in (*first.entries, *second.entries))
    second.forget(store, 3)
    assert all(store.has(entry.sha256) for entry in second.entries)
    old = {entry.sha256 for entry in first.entries} - {entry.sha256 for entry in second.entries}
    assert old
    assert not any(map(store.has, old))
    assert published_in(root) == second


def test_a_new_font_reaches_volumes_and_archives(
    root: Path, done: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when it comes under the name of the old one."""
    monkeypatch.setattr(Typefaces, "digest", "another")
    published_in(root)
    assert done.count("share") == 2
    assert done.count("chapter") > 2


def correct(root: Path) -> None:
    report = root / "reports/shili/2021.md"
    text = report.read_text("utf-8")
    report.with_name("2021.v1.md").write_text(text, "utf-8")
    entry = "corrections:\n- {date: 2022-05-06, what: 主动公开.行政许可, why: 误填}\n"
    text = text.replace("---\n", f"---\n{entry}", 1).replace("行政许可: 13323", "行政许可: 13322")
    report.write_text(text, "utf-8")


def replaced(name: str, old: str, new: str) -> Callable[[Path], None]:
    def replace_there(root: Path) -> None:
        path = root / "reports" / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")

    return replace_there


def written(name: str, content: bytes) -> Callable[[Path], None]:
    return lambda root: write_into(root / "reports" / name, content)


def write_into(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def show_files(root: Path) -> None:
    write_into(root / "reports/shili/图.png", PIXEL)
    write_into(root / "reports/shili/表.csv", "甲,乙\n".encode())
    words = "四件事：\n\n![图](图.png)\n\n[表](表.csv)\n\n此外"
    replaced("shili/2022.md", "四件事", words)(root)


EDITS: dict[str, Callable[[Path], object]] = {
    "a word": replaced("shili/2022.md", "做了四件事", "共做了四件事"),
    "a figure": replaced("shili/2021.md", "行政许可: 13323", "行政许可: 13324"),
    "back again": replaced("shili/2021.md", "行政许可: 13324", "行政许可: 13323"),
    "the name of an organ": replaced("organs.yml", "示例县民政局", "示例县民政和退役局"),
    "the order of organs": lambda root: write_into(
        root / "reports/organs.yml",
        b"\n".join(sorted((root / "reports/organs.yml").read_bytes().split(b"\n"))),
    ),
    "a correction": correct,
    "files beside": show_files,
    "what is in it": written("shili/表.csv", "甲,丙\n".encode()),
    "a new report": written("jiaoyu/2022.md", b""),
    "an organ that is one with another": replaced("organs.yml", "[jiuzhu, laoling]", "[jiuzhu]"),
    "a report that is gone": lambda root: (root / "reports/minzheng/2022.md").unlink(),
    "all of a year": lambda root: (root / "reports/shili/2022.md").unlink(),
}


def test_after_every_edit_it_is_as_if_nothing_had_been_kept(root: Path) -> None:
    bureau = root / "reports/minzheng/2022.md"
    before = published_in(root)
    compared = some([*EDITS], 3, 2)
    for name, edit in EDITS.items():
        edit(root)
        if name == "a new report":
            write_into(root / "reports/jiaoyu/2022.md", bureau.read_bytes())
        kept = published_in(root)
        assert entries_of(kept) != entries_of(before), name
        # What is not made again although it should be stays wrong after the next edits.
        if name in compared:
            anew = published_anew(root)
            assert entries_of(kept) == entries_of(anew), name
            assert kept.overview == anew.overview or repr(kept.overview) == repr(anew.overview)
        before = kept


def entries_of(published: Published) -> dict[str, Entry]:
    return {entry.path: entry for entry in published.entries}


def test_what_a_site_decides_is_decided_at_once(root: Path) -> None:
    first = published_in(root)
    rules = HouseRules(severities={"published-late": Severity.ERROR})
    with pytest.raises(NotPublishedError, match="有 1 处错误"):
        published_in(root, rules=rules)
    assert published_in(root) == first


def test_two_files_of_one_address_are_refused(root: Path) -> None:
    equipment = equipment_for(root)
    taken = [("zwgk/gknb/shili/2021/index.html", "手写的 docs/x.md")]
    with pytest.raises(NotPublishedError, match=r"手写的 docs/x\.md"):
        publish(equipment, tools_for(equipment, LocalWorkers(1)), taken=taken)
