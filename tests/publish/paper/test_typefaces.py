"""Which fonts there are for the PDFs: the package's, a site's own, or the second source."""

from __future__ import annotations

from pathlib import Path

import pytest
from nianbao.publish.paper.typefaces import load_typefaces
from nianbao.settings import FONT_ROLES, Settings, SettingsError
from places import ROOT
from second_fonts import SECOND_SOURCES, second_source, typefaces_without_package

PACKAGED = load_typefaces(Settings(), ROOT / ".cache")


def test_the_packages_fonts_come_first(tmp_path: Path) -> None:
    second_source("stand-ins", tmp_path)
    both = load_typefaces(Settings(font_folder=tmp_path), ROOT / ".cache")
    assert both.roles == PACKAGED.roles
    assert both.digest != PACKAGED.digest


@pytest.mark.parametrize("source", SECOND_SOURCES)
def test_the_second_source_plays_the_same_roles(source: str, tmp_path: Path) -> None:
    second = second_source(source, tmp_path)
    assert second.roles == {
        role: tuple(name.replace("SC", "CJK SC") for name in names)
        for role, names in PACKAGED.roles.items()
    }
    assert second.roles.keys() == set(FONT_ROLES)


@pytest.mark.parametrize("source", SECOND_SOURCES)
def test_the_second_source_draws_what_reports_are_written_with(source: str, tmp_path: Path) -> None:
    """All of GBK's characters that the package's fonts have, and what the sample report has."""
    gbk = {
        chr(code) for code in range(0x4E00, 0xA000) if chr(code).encode("gbk", "ignore")
    } & PACKAGED.drawable
    sample = set((ROOT / "reports/minquan/2021.md").read_text("utf-8")) - {"\n"}
    assert len(gbk) > 20_000
    assert (gbk | sample) - second_source(source, tmp_path).drawable == set()


def test_no_fonts_at_all_is_a_setting_to_make(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"没有可用的字体.*make fonts"):
        typefaces_without_package(None)
    with pytest.raises(SettingsError, match=r"没有可用的字体.*make fonts"):
        typefaces_without_package(tmp_path)


def test_a_family_that_is_named_must_be_there(tmp_path: Path) -> None:
    second_source("stand-ins", tmp_path)
    named = typefaces_without_package(tmp_path, body=("Noto Sans CJK SC",))
    assert named.roles["body"] == ("Noto Sans CJK SC", "Noto Serif CJK SC")
    with pytest.raises(SettingsError, match=r"fonts\.body：没有字体“Noto Serif SC”"):
        typefaces_without_package(tmp_path, body=("Noto Serif SC",))
