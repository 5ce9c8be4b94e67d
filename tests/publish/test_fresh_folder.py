"""The old site stays until the new one is whole, whatever happens in between."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from nianbao.publish.fresh_folder import fresh_folder
from nianbao.settings import SettingsError
from site_building import tree

SIGN = "zwgk/gknb/index.html"

LOCK = {".cache/build.lock": b""}


def written(folder: Path, text: str) -> dict[str, bytes]:
    """A folder with the file by which a site is known."""
    (folder / SIGN).parent.mkdir(parents=True)
    (folder / SIGN).write_text(text, "utf-8")
    return tree(folder)


def test_the_new_site_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    site = tmp_path / "site"
    fresh = fresh_folder(site, tmp_path, tmp_path / "docs")
    for text in ("old", "new"):
        folder = fresh.begin()
        assert not folder.exists()
        expected = written(folder, text)
        fresh.finish()
        assert tree(site) == expected
    assert sorted(path.name for path in tmp_path.iterdir()) == [".cache", "site"]


def test_what_is_given_up_leaves_the_old_site(tmp_path: Path) -> None:
    site = tmp_path / "site"
    before = written(site, "old")
    fresh = fresh_folder(site, tmp_path, tmp_path / "docs")
    written(fresh.begin(), "new")
    fresh.give_up()
    assert tree(tmp_path) == LOCK | {f"site/{path}": content for path, content in before.items()}


@pytest.mark.parametrize("leftovers", [("unfinished",), ("replaced",), ("unfinished", "replaced")])
def test_an_interrupted_build_is_cleared_away(leftovers: tuple[str, ...], tmp_path: Path) -> None:
    site = tmp_path / "site"
    before = written(site, "old")
    for leftover in leftovers:
        written(tmp_path / f"site.{leftover}", "interrupted")
    fresh_folder(site, tmp_path, tmp_path / "docs").begin()
    assert tree(tmp_path) == LOCK | {f"site/{path}": content for path, content in before.items()}


def test_an_old_site_that_was_taken_away_comes_back(tmp_path: Path) -> None:
    before = written(tmp_path / "site.replaced", "old")
    written(tmp_path / "site.unfinished", "interrupted")
    fresh_folder(tmp_path / "site", tmp_path, tmp_path / "docs").begin()
    assert tree(tmp_path) == LOCK | {f"site/{path}": content for path, content in before.items()}


def test_what_the_webmaster_keeps_there_stays(tmp_path: Path) -> None:
    site = tmp_path / "site"
    written(site, "old")
    (site / ".well-known").mkdir()
    (site / ".well-known/security.txt").write_text("Contact", "utf-8")
    (site / ".nojekyll").touch()
    (site / "old.html").touch()
    fresh = fresh_folder(site, tmp_path, tmp_path / "docs")
    written(fresh.begin(), "new")
    fresh.finish()
    assert set(tree(site)) == {SIGN, ".well-known/security.txt", ".nojekyll"}


def test_the_old_site_comes_back_when_the_new_one_cannot_be_put_there(tmp_path: Path) -> None:
    site = tmp_path / "site"
    before = written(site, "old")
    fresh = fresh_folder(site, tmp_path, tmp_path / "docs")
    shutil.rmtree(fresh.begin(), ignore_errors=True)
    # As on Windows, where a folder with an open file cannot be renamed.
    with pytest.raises(OSError, match=r"unfinished"):
        fresh.finish()
    assert tree(site) == before


def test_a_link_is_followed(tmp_path: Path) -> None:
    written(tmp_path / "www", "old")
    link = tmp_path / "site"
    link.symlink_to("www")
    fresh = fresh_folder(link, tmp_path, tmp_path / "docs")
    expected = written(fresh.begin(), "new")
    fresh.finish()
    assert link.is_symlink()
    assert tree(tmp_path / "www") == expected


@pytest.mark.parametrize(
    "site_dir",
    [
        *(".", "..", "/", "reports", "Reports", "reports/shili", "docs", "docs/new/site"),
        *("hooks/theme", "other", "a-file"),
    ],
)
def test_what_is_no_site_is_never_replaced(site_dir: str, tmp_path: Path) -> None:
    project = tmp_path / "project"
    for name in ("reports/shili/2021.md", "docs/index.md", "hooks/theme/main.html", "other/a.doc"):
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).touch()
    (project / "a-file").touch()
    with pytest.raises(SettingsError, match=r"mkdocs\.yml 的 site_dir"):
        fresh_folder(project / site_dir, project, project / "docs")


@pytest.mark.parametrize("site_dir", ["site", "new/site", "../www", "empty", "hidden"])
def test_a_folder_for_the_site_alone_is_fine(site_dir: str, tmp_path: Path) -> None:
    project = tmp_path / "project"
    (project / "empty").mkdir(parents=True)
    (project / "hidden").mkdir()
    (project / "hidden/.gitkeep").touch()
    fresh = fresh_folder(project / site_dir, project, project / "docs")
    assert fresh.site == (project / site_dir).resolve()


def test_one_build_at_a_time(tmp_path: Path) -> None:
    site, docs = tmp_path / "site", tmp_path / "docs"
    first, second = (fresh_folder(site, tmp_path, docs) for _ in range(2))
    first.begin().mkdir()
    with pytest.raises(SettingsError, match="另一次生成正在进行"):
        second.begin()
    assert first.unfinished.is_dir()
    first.finish()
    second.begin().mkdir()
    second.give_up()
    assert first.begin() == second.unfinished
