"""How many builds' results are kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from nianbao.settings import Settings, SettingsError, read_settings


def test_three_unless_it_says_otherwise() -> None:
    assert Settings().kept_builds == read_settings({}, Path()).kept_builds == 3
    assert read_settings({"kept_builds": 1}, Path()).kept_builds == 1


@pytest.mark.parametrize("value", [0, -1, 101, True, 2.0, "3", None, [3]])
def test_anything_else_is_told(value: object) -> None:
    with pytest.raises(SettingsError, match=r"extra\.nianbao\.kept_builds：应为 1 到 100 的整数"):
        read_settings({"kept_builds": value}, Path())
