"""The old site stays until the new one is whole, whatever happens in between."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from listed_site import manifest_of
from nianbao.build import BuildError, Differences, Manifest, SiteFolder, lay_out
from places import ROOT
from site_building import tree
from site_serving import serve

KILLING = Path(__file__).with_name("kill_at_every_moment.py")
SIGN = "zwgk/gknb/index.html"


@pytest.fixture(autouse=True, params=["in one step", "by renaming"])
def swapping(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Every test swaps both ways; none waits for the disks of the machine."""
    monkeypatch.setattr(os, "sync", lambda: None, raising=False)
    if request.param == "by renaming":
        monkeypatch.setattr("nianbao.build.site_folder.exchange", lambda *_: False)
    way: str = request.param
    return way


def folder_of(project: Path) -> SiteFolder:
    return SiteFolder.for_build(project / "site", project, project / "docs", SIGN)


def written(folder: Path, text: str) -> dict[str, bytes]:
    """A folder with the file by which a site is known, and its manifest."""
    (folder / SIGN).parent.mkdir(parents=True)
    (folder / SIGN).write_text(text, "utf-8")
    for path, content in manifest_of(folder).files().items():
        (folder / path).write_bytes(content)
    return tree(folder)


def built(folder: SiteFolder, text: str) -> dict[str, bytes]:
    """A site that is built as the program does it."""
    expected = written(folder.begin(), text)
    folder.finish()
    return expected


def beside(project: Path) -> list[str]:
    return sorted(path.name for path in project.iterdir())


def test_the_new_site_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    before: dict[str, bytes] = {}
    for text in ("oldest", "old", "new"):
        unfinished = folder.begin()
        assert not unfinished.exists()
        expected = written(unfinished, text)
        folder.finish()
        assert tree(tmp_path / "site") == expected
        if before:
            assert tree(tmp_path / "site.earlier") == before
        before = expected
    assert beside(tmp_path) == [".cache", "site", "site.earlier"]


def test_the_same_site_again_keeps_the_one_before_it(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    old = built(folder, "old")
    new = built(folder, "new")
    (tmp_path / "site" / SIGN).write_text("damaged", "utf-8")
    assert built(folder, "new") == new == tree(tmp_path / "site")
    assert tree(tmp_path / "site.earlier") == old
    assert beside(tmp_path) == [".cache", "site", "site.earlier"]


def test_what_is_given_up_leaves_the_old_site(tmp_path: Path) -> None:
    before = written(tmp_path / "site", "old")
    folder = folder_of(tmp_path)
    written(folder.begin(), "new")
    folder.give_up()
    assert tree(tmp_path / "site") == before
    assert beside(tmp_path) == [".cache", "site"]


@pytest.mark.parametrize("leftovers", [("unfinished",), ("replaced",), ("unfinished", "replaced")])
def test_an_interrupted_build_is_cleared_away(leftovers: tuple[str, ...], tmp_path: Path) -> None:
    before = written(tmp_path / "site", "old")
    for leftover in leftovers:
        written(tmp_path / f"site.{leftover}", "interrupted")
    folder_of(tmp_path).begin()
    assert tree(tmp_path / "site") == before
    # What was replaced when the power went is the earlier site.
    earlier = ["site.earlier"] if "replaced" in leftovers else []
    assert beside(tmp_path) == [".cache", "site", *earlier]


def test_an_old_site_that_was_taken_away_comes_back(tmp_path: Path) -> None:
    before = written(tmp_path / "site.replaced", "old")
    written(tmp_path / "site.unfinished", "interrupted")
    folder_of(tmp_path).begin()
    assert tree(tmp_path / "site") == before
    assert beside(tmp_path) == [".cache", "site"]


def test_what_the_webmaster_keeps_there_stays(tmp_path: Path) -> None:
    site = tmp_path / "site"
    written(site, "old")
    kept = {".well-known/security.txt", ".nojekyll"}
    (site / ".well-known").mkdir()
    (site / ".well-known/security.txt").write_text("Contact", "utf-8")
    (site / ".nojekyll").touch()
    folder = folder_of(tmp_path)
    assert set(tree(site)) == built(folder, "new").keys() | kept
    # What was changed there since belongs to the site, whichever it is.
    (site / ".well-known/security.txt").write_text("another", "utf-8")
    (site / ".nojekyll").unlink()
    folder.rollback()
    assert (site / ".well-known/security.txt").read_text("utf-8") == "another"


def test_the_old_site_comes_back_when_the_new_one_cannot_be_put_there(tmp_path: Path) -> None:
    before = written(tmp_path / "site", "old")
    folder = folder_of(tmp_path)
    shutil.rmtree(folder.begin(), ignore_errors=True)
    # As on Windows, where a folder with an open file cannot be renamed.
    with pytest.raises(OSError, match=r"unfinished"):
        folder.finish()
    assert tree(tmp_path / "site") == before


@pytest.mark.parametrize("moved", ["site", "site.unfinished"])
def test_a_folder_that_nobody_may_rename_in_keeps_its_site(
    moved: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = written(tmp_path / "site", "old")
    folder = folder_of(tmp_path)
    written(folder.begin(), "new")
    rename = Path.rename

    def refusing(path: Path, target: Path) -> Path:
        if path.name == moved:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr("nianbao.build.site_folder.exchange", lambda *_: False)
        patch.setattr(Path, "rename", refusing)
        with pytest.raises(PermissionError):
            folder.finish()
    assert tree(tmp_path / "site") == before
    folder.give_up()
    assert beside(tmp_path) == [".cache", "site"]


def test_a_file_that_somebody_reads_on_windows_only_delays_the_clearing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_of(tmp_path)
    for text in ("oldest", "old"):
        built(folder, text)
    old = tree(tmp_path / "site")
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", lambda *_, **__: None)
        new = built(folder, "new")
    assert tree(tmp_path / "site") == new
    assert tree(tmp_path / "site.replaced") == old
    assert built(folder, "newest") == tree(tmp_path / "site")
    assert tree(tmp_path / "site.earlier") == new
    assert beside(tmp_path) == [".cache", "site", "site.earlier"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork(2)")
@pytest.mark.parametrize("work", ["build", "rollback"])
def test_killed_at_any_moment_there_is_a_whole_site(
    work: str, swapping: str, tmp_path: Path
) -> None:
    places = os.pathsep.join(str(ROOT / name) for name in ("hooks", "tests/support"))
    done = subprocess.run(
        [sys.executable, KILLING, tmp_path / "place", work, swapping],
        env={**os.environ, "PYTHONPATH": places},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 10


@pytest.mark.skipif(sys.platform != "linux", reason="no renameat2(2)")
@pytest.mark.parametrize("swapping", ["in one step"], indirect=True)
def test_a_server_never_misses_a_file_while_sites_are_swapped(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    built(folder, "0")
    answers: set[int] = set()
    fetched, ended = threading.Event(), threading.Event()

    def fetch(address: str) -> None:
        while not ended.is_set():
            try:
                with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own server
                    answers.add(answer.status)
            except OSError as error:
                answers.add(getattr(error, "code", -1))
            fetched.set()

    with serve(tmp_path / "site") as address:
        threads = [
            threading.Thread(target=fetch, args=(address + path,))
            for path in ("zwgk/gknb/", "manifest.json")
        ]
        for thread in threads:
            thread.start()
        for number in range(50):
            fetched.clear()
            built(folder, str(number + 1))
            # Both go on, however busy the machine is.
            assert fetched.wait(60)
        ended.set()
        for thread in threads:
            thread.join()
    assert answers == {200}


def test_a_link_is_followed(tmp_path: Path) -> None:
    written(tmp_path / "www", "old")
    link = tmp_path / "site"
    link.symlink_to("www")
    expected = built(folder_of(tmp_path), "new")
    assert link.is_symlink()
    assert tree(tmp_path / "www") == expected


def test_a_mount_point_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "is_mount", lambda _: True)
    with pytest.raises(BuildError, match="是一个挂载点"):
        folder_of(tmp_path)


@pytest.mark.parametrize(
    "site_dir",
    [
        *(".", "..", "/", "reports", "Reports", "reports/shili", "docs", "docs/new/site"),
        *("hooks/nianbao/theme", "other", "a-file"),
    ],
)
def test_what_is_no_site_is_never_replaced(site_dir: str, tmp_path: Path) -> None:
    project = tmp_path / "project"
    for name in (
        "reports/shili/2021.md",
        "docs/index.md",
        "hooks/nianbao/theme/main.html",
        "other/a.doc",
    ):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).touch()
    (project / "a-file").touch()
    with pytest.raises(BuildError, match=r"mkdocs\.yml 的 site_dir"):
        SiteFolder.for_build(project / site_dir, project, project / "docs", SIGN)


@pytest.mark.parametrize("site_dir", ["site", "new/site", "../www", "empty", "hidden"])
def test_a_folder_for_the_site_alone_is_fine(site_dir: str, tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "empty").mkdir(parents=True)
    (project / "hidden").mkdir()
    (project / "hidden/.gitkeep").touch()
    folder = SiteFolder.for_build(project / site_dir, project, project / "docs", SIGN)
    assert folder.site == (project / site_dir).resolve()


def test_a_second_build_leaves_the_folder_of_the_first(tmp_path: Path) -> None:
    first, second = folder_of(tmp_path), folder_of(tmp_path)
    expected = written(first.begin(), "new")
    with pytest.raises(BuildError, match=r"另一次生成.*正在进行"):
        second.begin(wait=0)
    with pytest.raises(BuildError, match=r"另一次生成.*正在进行"):
        second.rollback(wait=0)
    assert tree(first.unfinished) == expected
    first.finish()
    second.begin(wait=0).mkdir()
    second.give_up()
    assert first.begin(wait=0) == second.unfinished


def test_rolling_back_twice_goes_forward_again(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    old, new = built(folder, "old"), built(folder, "new")
    for now, before in ((old, new), (new, old)):
        said = folder.rollback()
        assert tree(tmp_path / "site") == now
        assert tree(tmp_path / "site.earlier") == before
        assert "（1 个文件）" in said
        assert "年" in said
    assert beside(tmp_path) == [".cache", "site", "site.earlier"]


def test_a_site_that_was_deleted_comes_back(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    old = built(folder, "old")
    built(folder, "new")
    shutil.rmtree(tmp_path / "site")
    folder.rollback()
    assert tree(tmp_path / "site") == old


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (shutil.rmtree, "没有可以换回的网站"),
        (lambda earlier: (earlier / "manifest.json").unlink(), "里没有 manifest.json"),
        (lambda earlier: (earlier / "manifest.json").write_text("{}"), "已经损坏"),
        (lambda earlier: (earlier / SIGN).unlink(), "缺少 1 个文件：\n    zwgk/gknb/index.html"),
        (lambda earlier: (earlier / SIGN).write_text("OLD"), "内容不同 1 个文件"),
        (lambda earlier: (earlier / "more").touch(), "多出 1 个文件：\n    more"),
    ],
)
def test_what_is_not_whole_is_not_put_back(
    damage: Callable[[Path], object], said: str, tmp_path: Path
) -> None:
    folder = folder_of(tmp_path)
    built(folder, "old")
    new = built(folder, "new")
    damage(tmp_path / "site.earlier")
    with pytest.raises(BuildError) as refusal:
        folder.rollback()
    assert said in str(refusal.value)
    assert tree(tmp_path / "site") == new
    folder.begin(wait=0)


def test_files_are_linked_and_bytes_are_written(tmp_path: Path) -> None:
    stored = tmp_path / "stored"
    stored.write_bytes(b"PDF")
    folder = folder_of(tmp_path)
    unfinished = folder.begin()
    lay_out(
        folder.unfinished,
        [("甲 乙/a.pdf", stored), ("甲 乙/b.pdf", stored), ("index.html", b"page")],
    )
    assert tree(unfinished) == {"甲 乙/a.pdf": b"PDF", "甲 乙/b.pdf": b"PDF", "index.html": b"page"}
    assert all((unfinished / f"甲 乙/{name}.pdf").samefile(stored) for name in "ab")


@pytest.mark.parametrize("code", [errno.EXDEV, errno.EMLINK, errno.EPERM, errno.ENOTSUP])
def test_what_cannot_be_linked_is_copied(
    code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "link", refuse)
    stored = tmp_path / "stored"
    stored.write_bytes(b"PDF")
    os.utime(stored, (1_000_000_000, 1_000_000_000))
    folder = folder_of(tmp_path)
    target = folder.begin() / "a.pdf"
    lay_out(folder.unfinished, [("a.pdf", stored)])
    assert target.read_bytes() == b"PDF"
    assert not target.samefile(stored)
    assert target.stat().st_mtime == 1_000_000_000


def test_a_link_in_place_of_a_source_does_not_get_into_the_site(tmp_path: Path) -> None:
    (tmp_path / "stored").write_bytes(b"PDF")
    link = tmp_path / "link"
    link.symlink_to("stored")
    folder = folder_of(tmp_path)
    target = folder.begin() / "a.pdf"
    lay_out(folder.unfinished, [("a.pdf", link)])
    assert not target.is_symlink()
    assert target.read_bytes() == b"PDF"


@pytest.mark.parametrize("taken", [b"other", Path("stored")])
def test_no_file_is_written_over(taken: bytes | Path, tmp_path: Path) -> None:
    """It might be a link to the store."""
    stored = tmp_path / "stored"
    stored.write_bytes(b"PDF")
    folder = folder_of(tmp_path)
    folder.begin()
    with pytest.raises(FileExistsError):
        lay_out(
            folder.unfinished,
            [("a.pdf", stored), ("a.pdf", taken if isinstance(taken, bytes) else tmp_path / taken)],
        )
    assert stored.read_bytes() == b"PDF"


@pytest.mark.parametrize("path", ["", "/etc/a", "../a", "a/../../b", "a//b", "a\\b", "C:a", "a\n"])
def test_nothing_is_written_outside(path: str, tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    folder.begin()
    with pytest.raises(ValueError, match="is no path of a site"):
        lay_out(folder.unfinished, [(path, b"")])


def test_a_full_disk_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before = written(tmp_path / "site", "old")
    stored = tmp_path / "stored"
    stored.write_bytes(b"PDF")
    folder = folder_of(tmp_path)
    folder.begin()
    with monkeypatch.context() as patch:
        patch.setattr(os, "link", full)
        patch.setattr(shutil, "copyfileobj", full)
        with pytest.raises(OSError, match="No space left"):
            lay_out(folder.unfinished, [("index.html", b"page"), ("a.pdf", stored)])
    folder.give_up()
    assert tree(tmp_path / "site") == before
    assert not folder.unfinished.exists()


def test_the_new_site_is_checked_against_its_manifest(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    unfinished = folder.begin()
    written(unfinished, "new")
    manifest = Manifest.from_json((unfinished / "manifest.json").read_bytes())
    assert not folder.check(manifest)
    (unfinished / "half.pdf").touch()
    assert folder.check(manifest) == Differences(extra=("half.pdf",))


def test_what_is_the_very_file_it_came_from_need_not_be_read_again(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    folder.begin()
    stored = tmp_path / "stored"
    stored.write_bytes(b"PDF")
    lay_out(folder.unfinished, [("a.pdf", stored), ("b.pdf", b"PDF")])
    manifest = manifest_of(folder.unfinished)
    assert not folder.check(manifest, {"a.pdf": stored, "b.pdf": stored})
    (folder.unfinished / "b.pdf").write_bytes(b"PDX")
    assert folder.check(manifest, {"b.pdf": stored}) == Differences(differing=("b.pdf",))
