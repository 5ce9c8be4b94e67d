"""Names below reports/ that break somebody's clone, or that git acts on, linked or not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from nianbao.problem import MOST
from nianbao.source.folder_names import note_names
from nianbao.source.litter import is_litter

FINE = [
    *("2021.md", "2021.v1.md", "2021.md.bak", "附件 1.pdf", "ledger.json", ".gitkeep"),
    *(".DS_Store", "._2021.md", "Thumbs.db", "desktop.ini", "~$明细.docx", ".~明细.docx"),
    *(".~lock.明细.odt#", ".2021.md.swp", "~WRL0001.tmp", ".nfs0000a1"),
]
WRONG = {
    "path-hidden": [
        *(".gitattributes", ".gitignore", ".gitmodules", ".GitIgnore", ".git", ".htaccess"),
        *(".vscode", ".swp", "._", ".lfsconfig", "._a:b"),
    ],
    "path-name": [
        *("aux.txt", "a:b", "a.", "a ", "CON", "a\\b", "2021.MD", "2021.v1.Md", "a\u202efdp.exe"),
        *("-rf", "~$a?.docx"),
    ],
}


def told(folder: Path) -> list[tuple[str, str]]:
    return [(problem.file, problem.code) for problem in note_names(folder)]


@pytest.mark.parametrize("name", FINE)
def test_what_may_lie_there(name: str, tmp_path: Path) -> None:
    (tmp_path / "reports/shili").mkdir(parents=True)
    for folder in ("reports", "reports/shili"):
        (tmp_path / folder / name).touch()
    assert told(tmp_path / "reports") == []


@pytest.mark.parametrize(("code", "name"), [(c, n) for c, names in WRONG.items() for n in names])
@pytest.mark.parametrize("place", ["reports", "reports/shili", "reports/shili/附件/2"])
def test_what_may_not(code: str, name: str, place: str, tmp_path: Path) -> None:
    (tmp_path / place).mkdir(parents=True)
    (tmp_path / place / name).touch()
    assert told(tmp_path / "reports") == [(f"{place}/{name}", code)]


@pytest.mark.parametrize("name", [".gitkeep", ".DS_Store", ".git", ".svn", "aux", "a."])
def test_a_folder_is_never_litter(name: str, tmp_path: Path) -> None:
    (tmp_path / "reports" / name).mkdir(parents=True)
    assert [file for file, _ in told(tmp_path / "reports")] == [f"reports/{name}"]


@pytest.mark.parametrize(
    ("one", "other"),
    [("SHILI", "shili"), ("2021.MD", "2021.md"), ("甲.PDF", "甲.pdf"), (".DS_Store", ".ds_store")],
)
def test_twins(one: str, other: str, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in (one, other):
        (folder / name).touch()
    if len(list(folder.iterdir())) < 2:
        pytest.skip("this system has one of them only")
    assert (f"reports/{max(one, other)}", "path-name") in told(folder)


def test_folders_of_organs_that_differ_in_capitals(tmp_path: Path) -> None:
    for name in ("reports/SHILI/a.pdf", "reports/shili/a.pdf"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
    assert told(tmp_path / "reports") == [("reports/shili", "path-name")]


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/aux.txt").touch()
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports/a").symlink_to("../elsewhere")
    (tmp_path / "reports/loop").symlink_to(".")
    assert told(tmp_path / "reports") == []


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports" / os.fsdecode(b"\xff.pdf")).touch()
    (problem,) = note_names(tmp_path / "reports")
    assert problem.code == "path-name"
    assert str(problem).isprintable()


def test_of_many_wrong_names_few_are_told(tmp_path: Path) -> None:
    folder = tmp_path / "reports/shili"
    folder.mkdir(parents=True)
    deep = folder
    for depth in range(1_500):
        deep /= str(depth % 10)
        deep.mkdir()
    for number in range(MOST + 1):
        (folder / f"{number}:.txt").touch()
    try:
        found = note_names(tmp_path / "reports")
    finally:
        # From the bottom, because pytest's own cleaning up is not deep enough for this.
        while deep != folder:
            deep.rmdir()
            deep = deep.parent
    assert [problem.code for problem in found[-2:]] == ["path-name", "too-many-problems"]
    assert len(found) == MOST + 1


@pytest.mark.parametrize("name", ["2021.md", ".gitattributes", "._", ".", "Thumbs.db.exe", "~$"])
def test_what_is_no_litter(name: str) -> None:
    assert not is_litter(name)
