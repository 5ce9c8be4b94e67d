"""What is kept from one build to the next, and what becomes of it when it is damaged."""

from __future__ import annotations

import hashlib
import logging
import multiprocessing
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from nianbao.build.store import Store, tidy

CONTENT = "年报\n".encode() * 100
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return Store(tmp_path / "store")


def value_path(store: Store) -> Path:
    """Where the only value lies."""
    (path,) = (store.folder / "values").glob("*/*")
    return path


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def lengthen(path: Path) -> None:
    path.write_bytes(path.read_bytes() + b"\n")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def fill_with_garbage(path: Path) -> None:
    path.write_bytes(os.urandom(1000))


def change_version(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"nianbao 1 ", b"nianbao 2 ", 1))


def put_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "a file").write_text("")


def put_a_link_to_nothing(path: Path) -> None:
    path.unlink()
    path.symlink_to("nothing")


DAMAGE = (flip, cut, lengthen, empty, fill_with_garbage, put_a_folder)


# ---- values ----------------------------------------------------------------------------------


@pytest.mark.parametrize("value", [CONTENT, b"", b"\n", b"nianbao 1 \n\0\xff"])
def test_a_value_is_what_was_kept(store: Store, value: bytes) -> None:
    assert store.value("key") is None
    store.keep("key", value)
    assert store.value("key") == value
    assert Store(store.folder).value("key") == value
    assert store.value("another") is None


def test_a_key_may_be_any_text(store: Store) -> None:
    keys = ["", "../../x", "a/b", "年报", "x" * 10_000, "\0"]
    for key in keys:
        store.keep(key, key.encode())
    assert [store.value(key) for key in keys] == [key.encode() for key in keys]
    assert {path.parent.parent.name for path in store.folder.glob("*/*/*")} == {"values"}


def test_the_last_value_of_a_key_counts(store: Store) -> None:
    store.keep("key", b"1")
    store.keep("key", b"2")
    assert store.value("key") == b"2"


@pytest.mark.parametrize("damage", [*DAMAGE, change_version])
def test_a_damaged_value_is_as_good_as_not_there(
    damage: Callable[[Path], None], store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    store.keep("key", CONTENT)
    damage(value_path(store))
    with caplog.at_level(logging.WARNING):
        assert store.value("key") is None
    (said,) = caplog.messages
    assert str(value_path(store)) in said
    assert said.endswith("重新生成")
    store.keep("key", CONTENT)
    assert store.value("key") == CONTENT


def test_nothing_is_said_of_what_was_never_kept(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    assert store.value("key") is None
    assert not store.has(SHA256)
    store.keep("key", CONTENT)
    put_a_link_to_nothing(value_path(store))
    assert store.value("key") is None
    assert caplog.messages == []
    store.keep("key", CONTENT)
    assert store.value("key") == CONTENT


# ---- files -----------------------------------------------------------------------------------


def test_a_file_is_called_by_its_digest(store: Store) -> None:
    stored = store.add(CONTENT)
    assert (stored.size, stored.sha256) == (len(CONTENT), SHA256)
    assert stored.sm3 == hashlib.new("sm3", CONTENT).hexdigest()
    assert store.path(SHA256).read_bytes() == CONTENT
    assert store.has(SHA256)
    assert store.add(CONTENT) == stored
    assert len(list(store.folder.glob("files/*/*"))) == 1


def test_a_whole_file_is_left_alone(store: Store) -> None:
    store.add(CONTENT)
    before = store.path(SHA256).stat()
    store.add(CONTENT)
    # Sites are made of links to it.
    assert store.path(SHA256).stat() == before


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_file_is_as_good_as_not_there(
    damage: Callable[[Path], None], store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    path = store.path(store.add(CONTENT).sha256)
    damage(path)
    with caplog.at_level(logging.WARNING):
        assert not store.has(SHA256)
    (said,) = caplog.messages
    assert str(path) in said
    assert said.endswith("重新生成")
    store.add(CONTENT)
    assert store.has(SHA256)
    assert path.read_bytes() == CONTENT


def test_a_damaged_file_is_replaced_where_a_site_has_it(store: Store, tmp_path: Path) -> None:
    path = store.path(store.add(CONTENT).sha256)
    os.link(path, tmp_path / "in a site")
    cut(path)
    store.add(CONTENT)
    assert path.read_bytes() == CONTENT
    assert path.stat().st_nlink == 1


# ---- how long --------------------------------------------------------------------------------


def build(store: Store, number: int, *more: int) -> None:
    """A build that uses a value and a file of its own, and those of others."""
    used = (number, *more)
    for each in used:
        store.keep(f"value {each}", str(each).encode())
        store.add(str(each).encode())
    store.forget(
        [f"value {each}" for each in used],
        [hashlib.sha256(str(each).encode()).hexdigest() for each in used],
        3,
        spared=0,
    )


def there(store: Store, most: int) -> tuple[list[int], list[int]]:
    """Of which builds values are there, and files."""
    digests = {number: hashlib.sha256(str(number).encode()).hexdigest() for number in range(most)}
    return (
        [number for number in range(most) if store.value(f"value {number}")],
        [number for number in range(most) if store.path(digests[number]).exists()],
    )


def test_what_one_of_the_last_builds_used_is_kept(store: Store) -> None:
    for number in range(6):
        build(store, number)
        assert there(store, 6) == ([*range(max(number - 2, 0), number + 1)],) * 2
    assert [path.name for path in sorted((store.folder / "builds").iterdir())] == [
        *("00000004.txt", "00000005.txt", "00000006.txt"),
    ]


def test_what_is_used_again_is_kept_again(store: Store) -> None:
    for number in range(6):
        build(store, number, 0)
    assert there(store, 6) == ([0, 3, 4, 5],) * 2
    for number in range(6, 9):
        build(store, number)
    assert there(store, 9) == ([6, 7, 8],) * 2


def test_one_build_can_be_all_that_counts(store: Store) -> None:
    store.keep("a", b"1")
    store.forget([], [], 1, spared=0)
    assert store.value("a") is None
    assert len(list((store.folder / "builds").iterdir())) == 1


def test_builds_are_counted_on_past_the_digits_of_their_names(store: Store) -> None:
    (store.folder / "builds").mkdir(parents=True)
    (store.folder / "builds/99999999.txt").write_text("")
    for number in range(4):
        build(store, number)
    assert there(store, 4) == ([1, 2, 3],) * 2


def test_what_is_new_may_belong_to_another_build(store: Store) -> None:
    store.keep("another's", b"1")
    sha256 = store.add(b"1").sha256
    store.forget([], [], 1)
    assert store.value("another's") == b"1"
    assert store.has(sha256)
    for path in store.folder.glob("*/*/*"):
        long_ago = path.stat().st_mtime - 2 * 3600
        os.utime(path, (long_ago, long_ago))
    store.forget([], [], 1)
    assert store.value("another's") is None
    assert not store.has(sha256)


def test_damaged_notes_of_builds_stop_nothing(store: Store) -> None:
    build(store, 0)
    notes = store.folder / "builds"
    (notes / "00000001.txt").write_bytes(b"\xff\xfe\0values/x\n")
    (notes / "._00000001.txt").write_bytes(b"of a Mac")
    (notes / "x.txt").write_bytes(b"")
    (notes / "00000002.txt").mkdir()
    build(store, 1)
    assert there(store, 2) == ([1],) * 2
    build(store, 2)
    build(store, 3)
    build(store, 4)
    assert there(store, 5) == ([2, 3, 4],) * 2


def test_what_does_not_belong_there_is_deleted(store: Store) -> None:
    build(store, 0)
    for kind in ("values", "files"):
        (store.folder / kind / "ab/a folder").mkdir(parents=True)
        (store.folder / kind / "ab/a folder/a file").write_text("")
        (store.folder / kind / "ab/a file").write_text("")
        (store.folder / kind / "a file").write_text("")
    build(store, 1)
    assert not list(store.folder.glob("*/ab/*"))
    assert there(store, 2) == ([0, 1],) * 2


def test_halves_of_files_are_of_no_harm(store: Store) -> None:
    store.keep("key", CONTENT)
    parts = store.folder / "parts"
    assert list(parts.iterdir()) == []
    (parts / "1-1-half").write_bytes(CONTENT[:10])
    assert store.value("key") == CONTENT
    tidy(store.folder.parent)
    assert len(list(parts.iterdir())) == 1  # it may be of a build that is at work
    tidy(store.folder.parent, spared=0)
    assert list(parts.iterdir()) == []
    store.keep("key", b"")
    assert store.value("key") == b""


def test_a_failure_leaves_what_was_there(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.keep("key", CONTENT)

    def full(_path: Path, _content: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as context:
        context.setattr(Path, "write_bytes", full)
        with pytest.raises(OSError, match="No space"):
            store.keep("key", b"other")
    assert store.value("key") == CONTENT
    assert list((store.folder / "parts").iterdir()) == []


def test_it_is_made_again_when_somebody_has_deleted_it(store: Store) -> None:
    build(store, 0)
    shutil.rmtree(store.folder)
    assert there(store, 1) == ([], [])
    build(store, 0)
    assert there(store, 1) == ([0], [0])


# ---- at once ---------------------------------------------------------------------------------


def write_often(folder: Path, number: int) -> None:
    store = Store(folder)
    for each in range(50):
        store.keep("the same", CONTENT)
        store.keep(f"of {number}", CONTENT)
        store.add(CONTENT)
        store.add(str(each).encode())


def test_two_processes_may_write_the_same(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=write_often, args=(store.folder, n)) for n in range(2)]
    for process in processes:
        process.start()
    while any(process.is_alive() for process in processes):
        assert store.value("the same") in (None, CONTENT)
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0]
    assert store.value("the same") == store.value("of 0") == store.value("of 1") == CONTENT
    assert store.has(SHA256)
    assert len(list(store.folder.glob("files/*/*"))) == 51
    assert list((store.folder / "parts").iterdir()) == []
    assert caplog.messages == []


def test_a_file_that_was_written_beside_is_taken_in(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    for content in (b"large", b"large", b"other"):
        part = store.part("data")
        part.write_bytes(content)
        taken = store.take(part)
        assert taken == store.add(content)
        assert store.path(taken.sha256).read_bytes() == content
        assert not part.exists()
