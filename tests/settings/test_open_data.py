"""What a site decides of its data: a licence, whole or none, and Parquet where it can be."""

from __future__ import annotations

from pathlib import Path

import pytest
from nianbao.settings import Licence, OpenDataSettings, SettingsError, open_data, read_settings

LICENCE = {"name": "示例省公共数据开放许可", "url": "https://www.example.gov.cn/license/"}


def test_nothing_is_claimed_where_nothing_is_set(tmp_path: Path) -> None:
    given: list[dict[str, object]] = [{}, {"data": None}, {"data": {"license": {"name": ""}}}]
    for values in given:
        assert read_settings(values, tmp_path).open_data == OpenDataSettings()


def test_a_licence_and_parquet(tmp_path: Path) -> None:
    found = read_settings({"data": {"license": LICENCE, "parquet": True}}, tmp_path).open_data
    assert found == OpenDataSettings(Licence(LICENCE["name"], LICENCE["url"]), parquet=True)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"license": {"name": "某许可"}}, "要一起写"),
        ({"license": {"url": LICENCE["url"]}}, "要一起写"),
        ({"license": {**LICENCE, "url": "example.gov.cn"}}, "https:// 开头"),
        ({"license": "CC BY 4.0"}, "license"),
        ({"licence": LICENCE}, "是不是 license？"),
        ({"parquet": "yes"}, "true 或 false"),
    ],
)
def test_what_is_wrong_is_said(values: object, words: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"extra\.nianbao\.data") as raised:
        read_settings({"data": values}, tmp_path)
    assert words in str(raised.value)


def test_parquet_without_pyarrow_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(open_data, "find_spec", lambda _name: None)
    assert read_settings({"data": {"parquet": False}}, tmp_path).open_data == OpenDataSettings()
    with pytest.raises(SettingsError, match=r"requirements-parquet\.txt"):
        read_settings({"data": {"parquet": True}}, tmp_path)
