"""The pattern of persistent identifiers: one for every report, and nothing that is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from nianbao.settings import Settings, SettingsError, read_settings


@pytest.mark.parametrize(
    ("pattern", "identifier"),
    [
        ("ark:/99999/{organ}-{year}", "ark:/99999/minquan-2021"),
        ("CSTR:00000.11.nb.{year}.{organ}", "CSTR:00000.11.nb.2021.minquan"),
        ("https://n2t.net/ark:/99999/{organ}{year}", "https://n2t.net/ark:/99999/minquan2021"),
        ("  86.00000/{organ}/{year}/{organ} ", "86.00000/minquan/2021/minquan"),
        ("", ""),
        (None, ""),
    ],
)
def test_the_organ_and_the_year_take_their_places(pattern: object, identifier: str) -> None:
    settings = read_settings({"identifier": pattern}, Path())
    assert settings.identifier.of("minquan", 2021) == identifier


def test_without_a_setting_there_is_none() -> None:
    assert Settings().identifier.of("minquan", 2021) == ""


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("ark:/99999/{organ}", "缺 {year}，几份报告会是同一个标识"),
        ("ark:/99999/nianbao", "缺 {organ}、{year}"),
        ("ark:/99999/{organ}-{year}-{version}", r"没有 {version}，可用的有 {organ}"),
        ("ark:/99999/{机关}-{year}", "没有 {机关}"),
        ("ark:／99999/{organ}-{year}", "只能用英文（半角）"),
        ("ark:/99999/{organ} {year}", "只能用英文（半角）"),
        ("<{organ}-{year}>", "只能用英文（半角）"),
        ("ark:/{organ}-{year}}", "只能用英文（半角）"),
        ("“{organ}-{year}”", "外面的引号是全角的"),
        ("x" * 200 + "{organ}{year}", "最多 200 个字符"),
        (99999, "应为一行文字"),
        (["a"], "应为一行文字"),
    ],
)
def test_what_is_no_pattern_is_told_with_its_key(pattern: object, sentence: str) -> None:
    with pytest.raises(SettingsError) as error:
        read_settings({"identifier": pattern}, Path())
    assert str(error.value).startswith("extra.nianbao.identifier：")
    assert sentence in str(error.value)
