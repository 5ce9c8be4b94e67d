"""Lines of the prose that come out otherwise than they stand: joined, or as no table.

A line end within a paragraph is no new paragraph in Markdown, while every text pasted from Word
has one line a paragraph. Where somebody has wrapped a long sentence, nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, cast

from ..own_data import read_own_data
from ..problem import Mark, Problems
from ..source import Report

__all__ = ["check_lines"]

_WRAPPED = 20
"""A line that ends within a sentence and has so many characters is wrapped, not a heading."""
_SHOWN = 8
_HEADING = re.compile(r"#{1,6}[^#]")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|[0-9]+\.)[ \t]+")
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_DASHES = frozenset("—–－─-")
_OF_A_RULE = _DASHES | frozenset(" \t\u3000|｜:：")
_ADVICE = "要另起一段的，请在前面空一行"


class _Line(NamedTuple):
    number: int
    text: str


def check_lines(report: Report, problems: Problems, copies: frozenset[int] = frozenset()) -> None:
    """Every paragraph whose lines were meant to stay apart, and every table that is none.

    The lines of ``copies`` of the official table have been told already.
    """
    for block in _blocks(report):
        if not copies.isdisjoint(line.number for line in block):
            continue
        if _is_table(block):
            _check_rows(block, problems)
        elif not _note_no_table(block, problems):
            _check_paragraph(block, problems)


def _blocks(report: Report) -> Iterator[list[_Line]]:
    """The lines between two blank ones, or between headings."""
    block: list[_Line] = []
    for number, text in enumerate(report.prose.split("\n"), report.prose_line):
        is_heading = _HEADING.match(text) is not None
        if text.strip() and not is_heading:
            block.append(_Line(number, text))
            continue
        if len(block) > 1:
            yield block
        block = []
    if len(block) > 1:
        yield block


def _check_paragraph(block: list[_Line], problems: Problems) -> None:
    """Notes, once for a paragraph, that its lines are joined."""
    if block[0].text.lstrip().startswith((">", "＞")):
        return
    is_list = _ITEM.match(block[0].text) is not None
    is_wrapped = any(_is_wrapped(line.text, after.text) for line, after in _pairs(block))
    joined = [
        (line, after)
        for line, after in _pairs(block)
        if not line.text.endswith("  ")
        and _is_meant_apart(line.text, after.text, is_list=is_list, is_wrapped=is_wrapped)
    ]
    if not joined:
        return
    before, line = joined[0]
    shown = f"…{before.text.strip()[-_SHOWN:]}{line.text.strip()[:_SHOWN]}…"
    more = f"；这一段里共有 {len(joined)} 处" if len(joined) > 1 else ""
    in_list = _ITEM.match(line.text) is not None and not is_list
    problems.add(
        "line-joined",
        Mark(line.number, 1),
        f"这一行会接在上一行后面，显示为“{shown}”{more}",
        found=line.text.strip()[:_SHOWN],
        advice="列表的第一项前面请空一行" if in_list else _ADVICE,
    )


def _is_meant_apart(before: str, line: str, *, is_list: bool, is_wrapped: bool) -> bool:
    """Whether a line that follows another was meant to begin anew."""
    if _ITEM.match(line):
        return not is_list
    text = line.strip()
    if _marks().match(text):
        return True
    if line[:1].isspace() and is_list:
        return False  # the item goes on
    if line.startswith(("\u3000", "\t")):
        return True
    if _label().match(text) and _label().match(before.strip()):
        return True
    is_heading = _marks().match(before.strip()) is not None and len(before.strip()) <= _WRAPPED
    return not is_wrapped and (_ends_sentence(before) or is_heading)


def _is_wrapped(line: str, after: str) -> bool:
    """Whether a line ends within a sentence, because it was full."""
    is_full = len(line.strip()) >= _WRAPPED and not _ends_sentence(line)
    return is_full and not _marks().match(after.strip())


def _ends_sentence(line: str) -> bool:
    return _ends().search(line.rstrip()) is not None


def _pairs(block: list[_Line]) -> Iterator[tuple[_Line, _Line]]:
    return pairwise(block)


def _is_table(block: list[_Line]) -> bool:
    """Whether Markdown takes lines for a table: the second is a rule between bars."""
    return "|" in block[0].text and "|" in block[1].text and bool(_RULE.fullmatch(block[1].text))


def _check_rows(block: list[_Line], problems: Problems) -> None:
    """Notes the rows that have more cells than the head: those are dropped."""
    wanted = _cells(block[0].text)
    for line in block[2:]:
        given = _cells(line.text)
        if given > wanted:
            problems.add(
                "table-lost",
                Mark(line.number, 1),
                f"这一行有 {given} 格，表头只有 {wanted} 格，多出的不会显示",
                found=given,
                expected=wanted,
                advice="请补上表头，或者删去多余的竖线；格里要写竖线的，写作 \\|",
            )


def _cells(row: str) -> int:
    plain = re.sub(r"\\.|`[^`]*`", "", row).strip()
    return plain.removeprefix("|").removesuffix("|").count("|") + 1


def _note_no_table(block: list[_Line], problems: Problems) -> bool:
    """Notes lines that look like a table and are none to Markdown; returns whether they do."""
    tabbed = [line for line in block if _has_cells(line.text)]
    barred = [line for line in block if line.text.count("|") + line.text.count("｜") > 1]
    if len(tabbed) > 1:
        first, sentence = (
            tabbed[0],
            f"这里 {len(tabbed)} 行用 Tab 隔开，不会成为表格，各格会连在一起",
        )
        advice = (
            "请写成 Markdown 表格：每行 | 甲 | 乙 |，表头下面加一行 | --- | --- |；也可以做成附件"
        )
    elif len(barred) > 1:
        first = barred[0]
        sentence, advice = _why_no_table(barred)
    else:
        return False
    problems.add("table-lost", Mark(first.number, 1), sentence, found=first.text, advice=advice)
    return True


def _has_cells(line: str) -> bool:
    """Whether tabs keep parts of a line apart; the one behind the mark of a list does not."""
    mark = _ITEM.match(line) or _marks().match(line.strip())
    text = line.strip()
    return "\t" in (text[len(mark[0].strip()) :].strip() if mark else text)


def _why_no_table(barred: list[_Line]) -> tuple[str, str]:
    said = f"这里 {len(barred)} 行有竖线，不会成为表格："
    if any("｜" in line.text for line in barred):
        return f"{said}竖线是全角的“｜”", "请改为半角 |"
    if any(_is_table([line, after]) for line, after in _pairs(barred)):
        return f"{said}它前面紧接着文字", "请在表头前面空一行"
    if _DASHES & set(barred[1].text) and set(barred[1].text) <= _OF_A_RULE:
        return f"{said}表头下面一行的横线不是半角短横线", "请写成 | --- | --- |，每列一格"
    columns = _cells(barred[0].text)
    return f"{said}表头下面没有横线", f"请在表头下面加一行 {'| --- ' * columns}|"


@cache
def _data() -> Mapping[str, object]:
    path = Path(__file__).with_name("line_marks.yml")
    return cast("Mapping[str, object]", read_own_data(path))


@cache
def _marks() -> re.Pattern[str]:
    return re.compile("|".join(cast("list[str]", _data()["marks"])))


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(f"(?:{_data()['ends']})$")


@cache
def _label() -> re.Pattern[str]:
    return re.compile(cast("str", _data()["label"]))
