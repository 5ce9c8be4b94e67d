"""What can befall a build that is no mistake of ours, each told in one Chinese sentence.

A disk is full, a folder may not be written to, there is too little memory: whoever builds can
settle it, and a traceback would not help them. Everything else is a mistake of ours, and keeps
its traceback.
"""

from __future__ import annotations

import errno
import os
from concurrent.futures import BrokenExecutor
from pathlib import Path

from ..refusals import reason_of
from ..visible import visible

__all__ = ["reason_and_advice", "sentence_of"]

_FULL = "请清理出空间（执行 make clean-cache 可以删去中间结果）"
_CLOSED = "请检查项目文件夹能不能写、属于哪个用户"
_TOO_LITTLE = "请关闭别的程序，或者设 NIANBAO_PROCESSES=1 用一个进程生成"
_ADVICE = {
    "ENOSPC": _FULL,
    "EDQUOT": _FULL,
    "EROFS": _CLOSED,
    "EACCES": _CLOSED,
    "EPERM": _CLOSED,
    "EIO": "请检查磁盘",
    "EMFILE": "请调高系统的限制（ulimit -n）",
    "ENFILE": "请关闭别的程序",
    "ENOMEM": _TOO_LITTLE,
}


def sentence_of(error: BaseException, cache: Path) -> str | None:
    """What has happened and what to do, if it is no mistake of ours; ``cache`` is what is kept."""
    told = _told(error, cache)
    return told and f"{told}，再生成一次。这一次没有生成网站，原有网站未动"


def reason_and_advice(error: OSError) -> tuple[str, str] | None:
    """Why the system refuses something and what to do, if that is not for us to know."""
    advice = _ADVICE.get(errno.errorcode.get(error.errno or 0, ""))
    return (reason_of(error), advice) if advice else None


def _told(error: BaseException, cache: Path) -> str | None:
    if isinstance(error, BrokenExecutor):
        return f"制作网页和 PDF 的进程两次被系统结束，多半是内存不够；{_TOO_LITTLE}"
    if isinstance(error, MemoryError):
        return f"内存不够；{_TOO_LITTLE}"
    if not isinstance(error, OSError):
        return None
    file = os.fsdecode(error.filename or "")
    where = f"（{visible(file)}）" if file else ""
    if known := reason_and_advice(error):
        reason, advice = known
        return f"{reason}{where}；{advice}"
    if file and Path(file).is_relative_to(cache):
        # Nobody but us puts anything there: it has been replaced by something else.
        return f"中间结果用不了{where}；请执行 make clean-cache，或者删去 {visible(str(cache))}"
    return None
