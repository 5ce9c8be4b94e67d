"""The site that is previewed has its place in the cache, and its own lock."""

from __future__ import annotations

from pathlib import Path

import pytest
from nianbao.build import PREVIEW, BuildError, SiteFolder


def folder_at(root: Path, name: str) -> SiteFolder:
    return SiteFolder.for_build(root / name, root, root / "docs", "index.html")


def test_only_a_preview_is_built_in_the_cache(tmp_path: Path) -> None:
    assert folder_at(tmp_path, PREVIEW).site.name == "site"
    for other in (".cache", ".cache/store", ".cache/preview", ".cache/preview/site/zwgk"):
        with pytest.raises(BuildError):
            folder_at(tmp_path, other)


def test_a_preview_and_a_site_are_built_at_once(tmp_path: Path) -> None:
    preview, site = folder_at(tmp_path, PREVIEW), folder_at(tmp_path, "site")
    preview.begin(wait=0)
    site.begin(wait=0)
    with pytest.raises(BuildError, match="另一次生成"):
        folder_at(tmp_path, PREVIEW).begin(wait=0)
    preview.give_up()
    site.give_up()


def test_what_a_build_leaves_in_its_folder_is_not_replaced_by_what_was_there(
    tmp_path: Path,
) -> None:
    folder = folder_at(tmp_path, "site")
    folder.site.mkdir()
    for name in (".record", ".well-known"):
        (folder.site / name).write_text("一", "utf-8")
    unfinished = folder.begin(wait=0)
    unfinished.mkdir()
    (unfinished / ".record").write_text("二", "utf-8")
    folder.finish()
    assert (folder.site / ".record").read_text("utf-8") == "二"
    assert (folder.site / ".well-known").read_text("utf-8") == "一"
