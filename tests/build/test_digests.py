"""Digests change with all that they are of, and with nothing else."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from nianbao.build.digests import (
    data_digest,
    digest_of,
    file_digest,
    folder_digests,
    machinery_digest,
    program_digest,
)
from nianbao.form import forms, local_form, local_frame
from places import ROOT


def test_no_two_lists_of_texts_have_one_digest() -> None:
    lists: list[tuple[str, ...]] = [
        *((), ("",), ("", ""), ("ab",), ("a", "b"), ("", "ab"), ("ab", ""), ("b", "a")),
        *(("a\0b",), ("a\nb",), ("年报",), ("年", "报"), ("\udcff",), ("\ufffd",)),
        ("\0\0\0\0\0\0\0\1a",),
    ]
    assert len({digest_of(*each) for each in lists}) == len(lists)
    assert [digest_of(*each) for each in lists] == [digest_of(*each) for each in lists]


@dataclass(frozen=True)
class Data:
    """Plain data."""

    name: str
    numbers: tuple[int, ...]


def test_different_data_have_different_digests() -> None:
    values = [None, 0, "0", (), ("0",), Data("a", ()), Data("a", (1,)), Data("b", ()), {"a": 1}]
    for one, other in itertools.combinations(values, 2):
        assert data_digest(one) != data_digest(other), (one, other)
    assert data_digest(Data("a", (1, 2))) == data_digest(Data("a", (1, 2)))


def test_a_digest_of_data_is_the_same_in_every_process() -> None:
    """Also of what is made of texts and mappings, whose hashes differ from one to the next."""
    program = (
        "from nianbao.build.digests import data_digest, digest_of, program_digest;"
        "from nianbao.form import forms;"
        "from nianbao.settings import Settings;"
        "print(data_digest(Settings()), data_digest(tuple(forms().values())), program_digest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "hooks")},
            check=True,
            capture_output=True,
        ).stdout
        for seed in "123"
    }
    assert len(said) == 1


def test_a_local_form_counts_by_what_its_report_declares() -> None:
    columns, rows = (local_frame().tables["自定表"].blocks[0].columns, ())
    first, second = (local_form("甲表", columns, rows) for _ in range(2))
    assert first is not second
    assert data_digest(first) == data_digest(second)
    assert data_digest(first) != data_digest(local_form("乙表", columns, rows))
    assert len({data_digest(form) for form in forms().values()}) == len(forms())


def test_a_file_counts_by_what_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"abc")
    abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert file_digest(path) == abc
    with pytest.raises(OSError, match="b"):
        file_digest(tmp_path / "b")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with something of everything."""
    folder = tmp_path / "folder"
    (folder / "sub/deep").mkdir(parents=True)
    (folder / "a.md").write_text("a")
    (folder / "sub/b.md").write_text("b")
    (folder / "sub/deep/附件.pdf").write_bytes(b"c")
    (folder / "link").symlink_to("a.md")
    return folder


def test_a_folder_counts_by_all_that_is_below(folder: Path) -> None:
    digests = folder_digests(folder)
    assert list(digests) == ["a.md", "link", "sub/", "sub/b.md", "sub/deep/", "sub/deep/附件.pdf"]
    assert digests["a.md"] == file_digest(folder / "a.md")
    assert digests["link"] != digests["a.md"]
    assert folder_digests(folder) == digests
    assert folder_digests(folder / "none") == folder_digests(folder / "a.md") == {}


def relink(link: Path, target: str) -> None:
    link.unlink()
    link.symlink_to(target)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a file": lambda folder: (folder / "sub/b.md").write_text("B"),
    "a new file": lambda folder: (folder / "sub/c.md").write_text(""),
    "a file that is gone": lambda folder: (folder / "a.md").unlink(),
    "a name": lambda folder: (folder / "a.md").rename(folder / "A.md"),
    "a hidden file": lambda folder: (folder / ".a.md").write_text(""),
    "an empty folder": lambda folder: (folder / "empty").mkdir(),
    "what a link leads to": lambda folder: relink(folder / "link", "sub/b.md"),
    "a file in the place of a link": lambda folder: (folder / "a.md").replace(folder / "link"),
    "a pipe": lambda folder: os.mkfifo(folder / "pipe"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_any_change_shows(change: Callable[[Path], object], folder: Path) -> None:
    before = folder_digests(folder)
    change(folder)
    assert folder_digests(folder) != before


def test_a_link_is_not_followed(folder: Path) -> None:
    (folder / "circle").symlink_to(".")
    (folder / "outside").symlink_to("/")
    names = [name for name in folder_digests(folder) if name.startswith(("circle", "outside"))]
    assert names == ["circle", "outside"]


def test_days_and_rights_do_not_count(folder: Path) -> None:
    before = folder_digests(folder)
    os.utime(folder / "a.md", (0, 0))
    (folder / "a.md").chmod(0o755)
    assert folder_digests(folder) == before


@pytest.fixture
def copied_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of three files in the place of ours."""
    folder = tmp_path / "program"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.py").write_text("a = 1\n")
    (folder / "sub/form.yml").write_text("a: 1\n")
    (folder / "sub/a.typ").write_text("")
    monkeypatch.setattr("nianbao.build.digests._PROGRAM", folder)
    return folder


def test_the_program_counts_by_its_code_and_data(copied_program: Path) -> None:
    def digest() -> str:
        return program_digest.__wrapped__()

    seen = [digest()]
    (copied_program / "a.py").write_text("a = 2\n")
    seen.append(digest())
    (copied_program / "sub/form.yml").write_text("a: 2\n")
    seen.append(digest())
    (copied_program / "a.py").rename(copied_program / "b.py")
    seen.append(digest())
    (copied_program / "sub/a.typ").write_text("x")
    seen.append(digest())
    assert len(set(seen)) == len(seen)
    # Python's cache says nothing new.
    (copied_program / "__pycache__").mkdir()
    (copied_program / "__pycache__/a.pyc").write_bytes(b"\0")
    assert digest() == seen[-1]


def test_what_it_runs_on_counts(copied_program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = machinery_digest.__wrapped__()
    assert before == machinery_digest()
    assert copied_program.is_dir()
    monkeypatch.setattr(sys, "version", "4.0")
    assert machinery_digest.__wrapped__() != before
