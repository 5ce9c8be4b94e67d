"""Reads a text file as webmasters save it: UTF-8, with or without BOM, any line ends."""

from __future__ import annotations

import stat
from pathlib import Path

from ..problem import TOP, Mark, Problems
from ..refusals import reason_of
from . import limits
from .invisible import code_point, invisible
from .limits import Limit
from .places import mark_at

__all__ = ["note_no_regular_file", "read_text"]

# Long lines, and places of one kind in a file, of which more than these teach nobody anything.
_MOST_NOTED = 20


def read_text(path: Path, size: Limit, problems: Problems) -> str | None:
    """The file's text with Unix line ends, or None when it cannot be read as UTF-8.

    Nothing is opened but a regular file of no more than ``size``: a device, a pipe or a
    link could hold the build up for ever, or print another file's lines in its messages.
    """
    try:
        if note_no_regular_file(path, problems):
            return None
        advice = "这里只写文字和数字；图片、附件另存为文件，放在报告旁边"
        if size.note(path.stat().st_size, TOP, problems, advice):
            return None
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        problems.add(
            "file-unreadable",
            TOP,
            f"文件打不开（{reason_of(error)}）",
            advice="请换成普通的文本文件，检查有没有读取权限",
        )
        return None
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        line = before.count(b"\n") + 1
        # The bytes before the place decode: they were read without an error.
        column = len(before.rpartition(b"\n")[2].decode("utf-8-sig", "replace")) + 1
        problems.add(
            "file-encoding",
            Mark(line, column),
            "文件不是 UTF-8 编码",
            advice="请用记事本打开，选“文件 › 另存为”，编码选 UTF-8，再保存",
        )
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _note_long_lines(text, problems):
        return None
    return _without_invisible(text, problems)


def note_no_regular_file(path: Path, problems: Problems) -> bool:
    """Notes what is a folder, a link, a pipe or a device; returns whether it is.

    Raises OSError when the path leads nowhere.
    """
    mode = path.lstat().st_mode
    if stat.S_ISREG(mode):
        return False
    kinds = {stat.S_IFDIR: "文件夹", stat.S_IFLNK: "链接"}
    problems.add(
        "file-unreadable",
        TOP,
        f"这是一个{kinds.get(stat.S_IFMT(mode), '设备或管道')}，不是文件",
        advice="请换成普通的文本文件；要用别处的文件，请复制过来",
    )
    return True


def _note_long_lines(text: str, problems: Problems) -> bool:
    """Notes lines that no report has, which some checks would take for ever to look through."""
    long = (
        (number, len(line))
        for number, line in enumerate(text.split("\n"), 1)
        if len(line) > limits.LINE.most
    )
    found = [next(long, None) for _ in range(_MOST_NOTED)]
    for number, length in filter(None, found):
        limits.LINE.note(length, Mark(number, 1), problems, "请分成几段，段与段之间空一行")
    return found[0] is not None


def _without_invisible(text: str, problems: Problems) -> str:
    """The text with a space for each character that nobody sees; the first ones are named."""
    found = list(invisible(text))
    for match in found[:_MOST_NOTED]:
        problems.add(
            "control-character",
            mark_at(text, match.start()),
            f"这里有看不见的字符 {code_point(match[0])}",
            found=code_point(match[0]),
            advice="多半是从别处粘贴带来的，请删去后重新输入",
        )
    return text.translate({ord(match[0]): " " for match in found})
