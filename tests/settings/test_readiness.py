"""What keeps a site from going public, and what a build only says in passing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from nianbao.settings import (
    MANDATORY,
    NAMES,
    Settings,
    SiteIdentity,
    read_settings,
    release_faults,
    unset_settings,
)
from places import ROOT
from site_settings import FILLED, fill_settings

SITE_URL = "https://www.shilixian.gov.cn/"
NOTHING: dict[str, Any] = {"contact": (), "badge_image": None}


@pytest.fixture
def identity(tmp_path: Path) -> SiteIdentity:
    """A site with everything set."""
    (tmp_path / "mkdocs.yml").write_text((ROOT / "mkdocs.yml").read_text("utf-8"), "utf-8")
    fill_settings(tmp_path)
    return read_settings({"site": dict(FILLED)}, tmp_path).site


def test_one_sentence_names_every_setting_that_a_release_needs(identity: SiteIdentity) -> None:
    said = unset_settings(Settings())
    for key, name in NAMES.items():
        assert (f"{key}（{name}）" in said) is (key in MANDATORY)
    assert "\n" not in said
    assert unset_settings(Settings(identity)) == ""
    # What may stay empty is no warning.
    assert unset_settings(Settings(replace(identity, operator="", yearly_form=""))) == ""


def test_a_site_with_everything_may_go_public(identity: SiteIdentity, tmp_path: Path) -> None:
    assert release_faults(Settings(identity), SITE_URL, tmp_path) == ()
    assert (
        release_faults(Settings(replace(identity, operator="", banner="")), SITE_URL, tmp_path)
        == ()
    )


@pytest.mark.parametrize("key", MANDATORY)
def test_every_mandatory_setting_is_asked_for(
    identity: SiteIdentity, tmp_path: Path, key: str
) -> None:
    lacking = replace(identity, **{key: NOTHING.get(key, "")})
    (fault,) = release_faults(Settings(lacking), SITE_URL, tmp_path)
    assert fault == f"extra.nianbao.site.{key}：没有填写{NAMES[key]}"


@pytest.mark.parametrize(
    ("address", "is_example"),
    [
        ("https://www.example.gov.cn/", True),
        ("https://example.com/gk/", True),
        ("https://WWW.EXAMPLE.GOV.CN/", True),
        ("http://localhost:8000/", True),
        ("https://county.invalid/", True),
        ("https://county.test:8443/", True),
        ("https://www.exampletown.gov.cn/", False),
        (SITE_URL, False),
    ],
)
def test_no_site_goes_public_under_an_example_address(
    identity: SiteIdentity, tmp_path: Path, address: str, *, is_example: bool
) -> None:
    faults = release_faults(Settings(identity), address, tmp_path)
    assert faults == ((f"site_url：{address} 是示例网址，请写本站的网址",) if is_example else ())


def test_places_nobody_filled_in_are_listed_with_file_and_line(
    identity: SiteIdentity, tmp_path: Path
) -> None:
    docs = tmp_path / "docs"
    (docs / "zwgk").mkdir(parents=True)
    (docs / "index.md").write_text("# 首页\n\n（请填写：电话）、（请填写：传真）\n", "utf-8")
    (docs / "zwgk/index.md").write_text("（请填写）\n\n完成\n\n(请填写：名称)\n", "utf-8")
    assert release_faults(Settings(identity), SITE_URL, docs) == (
        "docs/index.md:3：（请填写：电话）",
        "docs/index.md:3：（请填写：传真）",
        "docs/zwgk/index.md:1：（请填写）",
        "docs/zwgk/index.md:5：(请填写：名称)",
    )
