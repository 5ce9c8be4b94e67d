"""Reads a text file as webmasters save it: UTF-8, with or without BOM, any line ends."""

from __future__ import annotations

import re
from pathlib import Path

from ..problem import Mark, Problems

__all__ = ["mark_at", "read_text"]

# Control characters, and the characters some programs take for line ends and others do not.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def read_text(path: Path, problems: Problems) -> str | None:
    """The file's text with Unix line ends, or None when it cannot be read as UTF-8."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        problems.add(
            "file-unreadable",
            Mark(1, 1),
            "这是一个文件夹" if path.is_dir() else f"文件打不开（{error.strerror}）",
            advice="请换成普通的文本文件，检查是不是失效的链接、有没有读取权限",
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
    for match in _UNPRINTABLE.finditer(text):
        problems.add(
            "control-character",
            mark_at(text, match.start()),
            f"这里有看不见的控制字符 U+{ord(match[0]):04X}",
            found=f"U+{ord(match[0]):04X}",
            advice="多半是从别处粘贴带来的，请删去后重新输入",
        )
    return _UNPRINTABLE.sub(" ", text)


def mark_at(text: str, index: int, first_line: int = 1) -> Mark:
    """The place of a character in a text that begins at a line of its file."""
    before = text[:index]
    return Mark(before.count("\n") + first_line, index - (before.rfind("\n") + 1) + 1)
