"""Where front matter ends and the body begins: the two lines of dashes."""

from __future__ import annotations

import re

from ..problem import Mark, Problems

__all__ = ["split_front_matter"]

_DASHES = "---"
_LIKE_DASHES = re.compile(r"[\s\ufeff]*[-‐-―−─━－﹣_=*~～]{2,}\s*")
_HEADING = re.compile(r"\s*[#＃]+ *(?:[一二三四五六七八九十]+、|\S)")
_FIGURE = re.compile(r":\s+[\[{~0-9]")
_ENTRY = re.compile(r"\s*(?:- )?[^\s#:：][^:：]{0,60}[:：](?:\s|$)")


def split_front_matter(text: str, problems: Problems) -> tuple[str, str, int] | None:
    """Front matter, body, and the line on which the body begins.

    The front matter keeps a blank first line, so that its line numbers are the file's.
    """
    lines = text.split("\n")
    dashes = [number for number, line in enumerate(lines) if line.rstrip() == _DASHES][:3]
    if not dashes or dashes[0] != 0:
        _note_no_beginning(lines, dashes, problems)
        return None
    if len(dashes) == 1:
        _note_no_end(lines, problems)
        return None
    end = dashes[1]
    if len(dashes) > 2 and _is_front_matter(lines[end + 1 : dashes[2]]):
        problems.add(
            "front-matter-missing",
            Mark(end + 1, 1),
            f"数字部分中间多了一行 ---，后面第 {dashes[2] + 1} 行还有一行",
            found=_DASHES,
            advice="数字部分只有开头和结束两行 ---，请删去中间的",
        )
        return None
    return "\n".join(["", *lines[1:end]]), "\n".join(lines[end + 1 :]), end + 2


def _note_no_beginning(lines: list[str], dashes: list[int], problems: Problems) -> None:
    first = next((n for n, line in enumerate(lines) if line.strip()), 0)
    advice = "报告以 --- 开头，接着写年度和各表数字，再以一行 --- 结束，之后才是正文"
    mark, sentence, found = Mark(1, 1), "文件第一行不是 ---", lines[0]
    if first in dashes:
        sentence = f"--- 前面有 {first} 行空行"
        advice = "--- 要在文件的第一行，请删去前面的空行"
    elif _LIKE_DASHES.fullmatch(lines[first]):
        mark = Mark(first + 1, 1)
        sentence = f"第一行写的是“{lines[first].strip()}”，不是三个半角短横线"
        advice = f"请改为 {_DASHES}"
    elif dashes and dashes[0] == first + 1:
        sentence = f"--- 前面有别的内容“{lines[first].strip()[:20]}”"
        advice = "--- 要在文件的第一行，请把前面的移走或者删去"
    problems.add(
        "front-matter-missing", mark, sentence, found=found, expected=_DASHES, advice=advice
    )


def _note_no_end(lines: list[str], problems: Problems) -> None:
    """Tells the line that looks like the end, or the heading before which it is missing."""
    below = range(1, len(lines))
    heading = next((n for n in below if _begins_the_body(lines[n])), len(lines) - 1)
    like = next((n for n in range(heading, 0, -1) if _LIKE_DASHES.fullmatch(lines[n])), None)
    if like is not None:
        problems.add(
            "front-matter-missing",
            Mark(like + 1, 1),
            f"这一行写的是“{lines[like].strip()}”，不是三个半角短横线，数字部分没有结束",
            found=lines[like].strip(),
            expected=_DASHES,
            advice=f"请改为 {_DASHES}，前面不空格",
        )
        return
    problems.add(
        "front-matter-missing",
        Mark(heading + 1, 1),
        "数字部分没有结束的 ---",
        expected=_DASHES,
        advice="请在数字之后、正文第一个标题之前加一行 ---",
    )


def _begins_the_body(line: str) -> bool:
    """Whether a line is a heading: a comment of front matter begins with one sign."""
    heading = _HEADING.match(line)
    return heading is not None and (line.lstrip()[1:2] in "#＃" or heading[0].endswith("、"))


def _is_front_matter(lines: list[str]) -> bool:
    """Whether all lines are entries of front matter, comments or blank, and some have figures."""
    there = [line for line in lines if line.strip() and not line.startswith("# ")]
    return all(map(_ENTRY.match, there)) and any(map(_FIGURE.search, there))
