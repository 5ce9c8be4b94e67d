"""Texts of front matter that are shown otherwise than their authors think."""

from __future__ import annotations

import re

from ..problem import Mark, Problems
from .strict_yaml import YamlScalar

__all__ = ["note_text_slips"]

_COMMENT = re.compile(r"[ \t]#(?=\S)(.*)")


def note_text_slips(node: YamlScalar, text: str, problems: Problems) -> None:
    """Notes wide quotes around a whole text, and what follows a # in the line of one.

    A comment has a space after its sign; ``见附件 #3`` is no comment to its author.
    """
    written = node.text
    if len(written) > 2 and written[0] + written[-1] == "“”" and "”" not in written[1:-1]:
        problems.add(
            "text-quoted",
            node.mark,
            "这一项整个在全角引号里，引号会照样显示",
            found=written,
            expected=written[1:-1],
            advice="请删去引号；要用引号把文字括起来给程序看的，用半角引号",
        )
    line = text.split("\n")[node.mark.line - 1]
    cut = _COMMENT.search(line, node.mark.column - 1) if node.plain else None
    if cut is not None and cut.start() >= node.mark.column - 1 + len(written):
        problems.add(
            "text-cut",
            Mark(node.mark.line, cut.start() + 2),
            f"“{cut[0].strip()}”在 # 后面，不会显示",
            found=cut[0].strip(),
            advice="空格后面的 # 表示以下是自己看的说明；要显示的，请把整项用半角引号括起来，"
            "是说明的，# 后面空一格",
        )
