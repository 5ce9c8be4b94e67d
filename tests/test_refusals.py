"""Why a system refuses something is told in Chinese, whatever the machine is set to."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from nianbao.refusals import reason_of


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OSError) as raised:  # noqa: PT011
        (tmp_path / "2025.md").read_bytes()
    assert reason_of(raised.value) == "没有这个文件或者文件夹"


def test_a_name_that_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(OSError) as raised:  # noqa: PT011
        (tmp_path / ("年" * 300)).write_bytes(b"")
    assert reason_of(raised.value) == "文件名太长"


def test_what_is_not_known_stays_as_the_system_says_it() -> None:
    assert reason_of(OSError(errno.EDOM, "Out of \u202edomain")) == "Out of \\u202edomain"
    assert reason_of(OSError("no number")) == "no number"
    assert reason_of(TimeoutError()) == "TimeoutError"
