"""What is made of the contents of files: each once, what an archive holds before the archive."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from nianbao.build.store import Store
from nianbao.publish.artifact import Copied, text
from nianbao.publish.data.archives import Enclosure, archive_of
from nianbao.publish.making import Contents
from nianbao.publish.paper.manuscripts import Poster, Work
from nianbao.publish.paper.typesetting import Typesetter
from publications import TYPEFACES, contents_in

DAY = date(2022, 1, 20)


@pytest.fixture
def typeset(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What Typst would have been asked to set."""
    done: list[str] = []

    def pdf(_typesetter: Typesetter, work: Work) -> tuple[bytes, int]:
        done.append(work.name)
        return f"PDF {work.key}".encode(), 3

    monkeypatch.setattr(Typesetter, "pdf", pdf)
    return done


def stored(contents: Contents, cache: Path, content: Poster) -> bytes:
    return Store(cache / "store").path(contents.made(content).stored.sha256).read_bytes()


def test_what_takes_work_is_done_once_and_can_be_packed(tmp_path: Path, typeset: list[str]) -> None:
    later = Poster("work", "{}")
    inner = archive_of("inner", [Enclosure("a.bin", later, DAY), Enclosure("b", text("b"), DAY)])
    outer = archive_of("outer", [Enclosure("inner.zip", inner, DAY)])
    contents, store = contents_in(tmp_path), Store(tmp_path / "store")
    made = [contents.made(content) for content in (later, outer)]
    assert typeset == ["work"]
    assert [each.remark for each in made] == ["3 页", "1 个文件"]
    first, last = (store.path(each.stored.sha256).read_bytes() for each in made)
    assert first == f"PDF {later.key}".encode()
    with zipfile.ZipFile(io.BytesIO(last)) as bundle:
        packed = bundle.read("inner.zip")
    with zipfile.ZipFile(io.BytesIO(packed)) as bundle:
        assert bundle.read("a.bin") == first
        assert bundle.read("b") == b"b"


def test_the_next_build_has_it_from_the_last(tmp_path: Path, typeset: list[str]) -> None:
    work = Poster("work", "{}")
    archive = archive_of("archive", [Enclosure("a.pdf", work, DAY)])
    first, second = contents_in(tmp_path), contents_in(tmp_path)
    assert [first.made(each) for each in (work, archive)] == [
        second.made(each) for each in (work, archive)
    ]
    assert typeset == ["work"]
    assert list(first.values) == list(second.values)
    # What was kept is named, so that it goes on being kept.
    assert len(first.values) == 2


def test_what_is_damaged_is_made_again(tmp_path: Path, typeset: list[str]) -> None:
    work = Poster("work", "{}")
    made = contents_in(tmp_path).made(work)
    file = Store(tmp_path / "store").path(made.stored.sha256)
    content = file.read_bytes()
    file.write_bytes(content[:-1])
    assert stored(contents_in(tmp_path), tmp_path, work) == content
    (value,) = (tmp_path / "store/values").glob("*/*")
    value.write_bytes(value.read_bytes()[:-1])
    assert stored(contents_in(tmp_path), tmp_path, work) == content
    assert typeset == ["work"] * 3


def test_what_is_copied_is_as_it_is_now(tmp_path: Path) -> None:
    source = tmp_path / "a.bin"
    source.write_bytes(b"\0\xff")
    first = contents_in(tmp_path).made(Copied(source))
    source.write_bytes(b"\0\xfe")
    second = contents_in(tmp_path).made(Copied(source))
    store = Store(tmp_path / "store")
    assert store.path(first.stored.sha256).read_bytes() == b"\0\xff"
    assert store.path(second.stored.sha256).read_bytes() == b"\0\xfe"


def test_what_is_no_content_is_refused(tmp_path: Path) -> None:
    class Other:
        key = "other"

    with pytest.raises(TypeError):
        contents_in(tmp_path).made(Other())


def test_fonts_change_what_is_typeset(tmp_path: Path) -> None:
    work = Poster("work", "{}")
    others = Typesetter(TYPEFACES, tmp_path / "b")
    assert Typesetter(TYPEFACES, tmp_path / "a").key(work) == others.key(work)
    assert others.key(work) != others.key(Poster("work", "[]"))
