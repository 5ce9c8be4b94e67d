"""What a machine does to a build is told in a sentence; what we do wrong is not."""

from __future__ import annotations

import errno
import os
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from nianbao.build.mishaps import reason_and_advice, sentence_of

CACHE = Path("/项目/.cache")


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            OSError(errno.ENOSPC, "-", "/项目/site/a.html"),
            ("磁盘满了（/项目/site/a.html）", "清理"),
        ),
        (OSError(errno.ENOSPC, "-"), ("磁盘满了；",)),
        (OSError(errno.EROFS, "-", "a"), ("磁盘是只读的（a）", "能不能写")),
        (PermissionError(errno.EACCES, "-", b"a"), ("没有权限",)),
        (OSError(errno.EMFILE, "-", "a"), ("打开的文件太多", "ulimit")),
        (MemoryError(), ("内存不够", "NIANBAO_PROCESSES=1")),
        (BrokenProcessPool(), ("内存不够", "NIANBAO_PROCESSES=1")),
        (FileExistsError(errno.EEXIST, "-", str(CACHE / "store")), ("中间结果", "clean-cache")),
        (NotADirectoryError(errno.ENOTDIR, "-", str(CACHE)), ("中间结果", str(CACHE))),
    ],
)
def test_what_a_machine_does(error: Exception, words: tuple[str, ...]) -> None:
    sentence = sentence_of(error, CACHE)
    assert sentence is not None
    assert "\n" not in sentence
    assert all(word in sentence for word in (*words, "请", "原有网站未动"))


@pytest.mark.parametrize(
    "error",
    [
        ValueError("a"),
        KeyError("a"),
        FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), "/项目/reports/a.md"),
        OSError("no number"),
    ],
)
def test_what_we_do_wrong_keeps_its_traceback(error: Exception) -> None:
    assert sentence_of(error, CACHE) is None


def test_what_is_hidden_in_a_name_is_shown() -> None:
    sentence = sentence_of(OSError(errno.ENOSPC, "-", "a\u202eb"), CACHE)
    assert sentence is not None
    assert "\u202e" not in sentence


def test_only_what_somebody_can_settle_comes_with_advice() -> None:
    assert reason_and_advice(OSError(errno.EIO, "-")) == ("磁盘读写出错", "请检查磁盘")
    assert reason_and_advice(OSError(errno.ENOENT, "-")) is None
