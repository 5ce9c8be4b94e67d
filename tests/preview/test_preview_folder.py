"""The site that is previewed has its place in the cache, and its own lock."""

from __future__ import annotations

from pathlib import Path

import pytest
from nianbao.publish import fresh_folder
from nianbao.publish.fresh_folder import preview_folder
from nianbao.settings import SettingsError


def test_only_a_preview_is_built_in_the_cache(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    assert fresh_folder(preview_folder(tmp_path), tmp_path, docs).site.name == "site"
    for other in (".cache", ".cache/store", ".cache/preview", ".cache/preview/site/zwgk"):
        with pytest.raises(SettingsError):
            fresh_folder(tmp_path / other, tmp_path, docs)


def test_a_preview_and_a_site_are_built_at_once_but_neither_then_forgets(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    preview = fresh_folder(preview_folder(tmp_path), tmp_path, docs)
    site = fresh_folder(tmp_path / "site", tmp_path, docs)
    preview.begin()
    assert preview.is_alone
    site.begin()
    assert not preview.is_alone
    assert not site.is_alone
    preview.give_up()
    assert site.is_alone
    site.give_up()


def test_what_a_build_leaves_in_its_folder_is_not_replaced_by_what_was_there(
    tmp_path: Path,
) -> None:
    folder = fresh_folder(tmp_path / "site", tmp_path, tmp_path / "docs")
    folder.site.mkdir()
    for name in (".record", ".well-known"):
        (folder.site / name).write_text("一", "utf-8")
    unfinished = folder.begin()
    unfinished.mkdir()
    (unfinished / ".record").write_text("二", "utf-8")
    folder.finish()
    assert (folder.site / ".record").read_text("utf-8") == "二"
    assert (folder.site / ".well-known").read_text("utf-8") == "一"
