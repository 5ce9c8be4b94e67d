"""What of a report's Markdown cannot be set, or would take for ever to be read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problem import Mark, Problems
from . import limits
from .places import index_at, mark_at
from .prose import HEADINGS, Element, Piece, elements

__all__ = [
    "note_all_tables",
    "note_blocks",
    "note_early_headings",
    "note_endless_nesting",
    "note_structure",
]

_SIGNS = re.compile(r"[*_`\[\]<>&!\\]")
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_BRACKETS = re.compile(r"\\.|\]\(|[\[\])]", re.DOTALL)
_EMPTY_HEADING = re.compile(r"^[ \t>*+-]*#{3,6}[ \t]*#*[ \t]*$", re.MULTILINE)
_PREFIX = re.compile(r"^[ \t>*+-]*", re.MULTILINE)
_ADVICE = "请把内容分成小标题和段落"
_NESTS = ("ul", "ol", "blockquote")


def note_blocks(text: str, first_line: int, problems: Problems) -> bool:
    """Notes paragraphs that the Markdown parser must not see; returns whether there are such.

    It looks from every bracket for the one that closes it: its time is that of the length of a
    paragraph, multiplied by the brackets that are open at one time.
    """
    advice = "请去掉多余的符号；要显示符号本身的内容，请做成附件"
    begin = 0
    signs = sum(1 for _ in _SIGNS.finditer(text))
    found = limits.SIGNS.note(signs, mark_at(text, 0, first_line), problems, advice)
    ends = [*(match.span() for match in _BLANK_LINES.finditer(text)), (len(text), len(text))]
    for end, next_begin in ends:
        block = text[begin:end]
        advice = "请分成几段，段与段之间空一行；很长的表格请放在附件里"
        mark = mark_at(text, begin, first_line)
        found |= limits.BLOCK.note(len(block), mark, problems, advice)
        advice = "请补上右边的括号；要显示括号本身，请在它前面加反斜杠"
        found |= limits.BRACKETS.note(_most_open(block), mark, problems, advice)
        begin = next_begin
    return found


def _most_open(block: str) -> int:
    """How many brackets of links are open at one time, at most."""
    brackets = parentheses = most = 0
    for match in _BRACKETS.finditer(block):
        match match[0]:
            case "[":
                brackets += 1
            case "]":
                brackets = max(brackets - 1, 0)
            case "](":
                brackets = max(brackets - 1, 0)
                parentheses += 1
            case ")":
                parentheses = max(parentheses - 1, 0)
        most = max(most, brackets + parentheses)
    return most


def note_endless_nesting(text: str, first_line: int, problems: Problems) -> None:
    """Notes lists and quotations that are too deep to be read, at the line that goes deepest."""
    deepest = max(_PREFIX.finditer(text), key=lambda match: len(match[0]))
    problems.add(
        "over-limit",
        mark_at(text, deepest.start(), first_line),
        f"列表和引用嵌套得太深，读不下去，最多 {limits.DEPTH.most} {limits.DEPTH.unit}",
        expected=limits.DEPTH.most,
        advice=_ADVICE,
    )


def note_structure(
    blocks: tuple[Piece, ...], section: Mark, text: str, first_line: int, problems: Problems
) -> None:
    """Notes what a section's prose has that cannot be set on a page.

    ``section`` is where its heading stands, ``text`` the body that begins on ``first_line``.
    """
    start = index_at(text, section, first_line)
    empty = _EMPTY_HEADING.finditer(text, start)
    too_deep = False
    for element, depth in _nested(blocks, 0):
        if depth > limits.DEPTH.most and not too_deep:
            mark = _place(element, text, first_line, start) or section
            too_deep = limits.DEPTH.note(depth, mark, problems, _ADVICE)
        elif element.tag == "ol":
            number = limits.bounded(element.attributes.get("start", "1"))
            if number > limits.NUMBER.most:
                mark = _place_of(str(number), text, first_line, start) or section
                advice = "请改小编号；不是编号的，在点号前面加反斜杠"
                limits.NUMBER.note(number, mark, problems, advice)
        elif element.tag == "table":
            mark = _place(element, text, first_line, start) or section
            _note_table(element, mark, text, first_line, start, problems)
        elif element.tag in HEADINGS and not element.text.strip():
            match = next(empty, None)
            problems.add(
                "heading-empty",
                mark_at(text, match.start(), first_line) if match else section,
                "小标题没有文字",
                advice="请在 # 后面写上标题，或删去这一行",
            )


def _note_table(
    table: Element, mark: Mark, text: str, first_line: int, start: int, problems: Problems
) -> None:
    """Notes a table that is too wide, and the cells that are too long for a page."""
    cells = [inside for inside in elements((table,)) if inside.tag in ("th", "td")]
    columns = sum(cell.tag == "th" for cell in cells)
    if limits.COLUMNS.note(columns, mark, problems, "很宽的表格请放在附件里"):
        return
    limit = limits.in_cell(columns)
    for cell in cells:
        if len(cell.text) > limit.most:
            place = _place(cell, text, first_line, start) or mark
            advice = f"{columns} 列的表格，一格再长就印不下一页；请减少列数，或者写成段落"
            limit.note(len(cell.text), place, problems, advice)


def note_all_tables(pieces: tuple[Piece, ...], start: Mark, problems: Problems) -> None:
    """Notes when the tables of a report have too many cells together."""
    cells = sum(element.tag in ("th", "td") for element in elements(pieces))
    limits.PROSE_CELLS.note(cells, start, problems, "长的表格请放在附件里")


def note_early_headings(
    opening: tuple[Piece, ...], start: Mark, text: str, first_line: int, problems: Problems
) -> None:
    """Notes a heading in what stands before the first section.

    The first heading of a PDF must be of the highest level (ISO 14289-1, 7.4.2), and a section's
    own is that.
    """
    early = next((e for e in elements(opening) if e.tag in HEADINGS), None)
    if early is not None:
        words = early.text.strip()
        problems.add(
            "heading-level",
            _place(early, text, first_line, 0) or start,
            f"第一个标题之前有小标题“{words}”",
            found=words,
            advice="请先写一个两个 # 的标题（## 标题），它下面的小标题才用三个 #",
        )


def _nested(pieces: tuple[Piece, ...], depth: int) -> Iterator[tuple[Element, int]]:
    """Every element with the number of lists and quotations it stands in."""
    for piece in pieces:
        if isinstance(piece, Element):
            inside = depth + (piece.tag in _NESTS)
            yield piece, inside
            yield from _nested(piece.children, inside)


def _place(element: Element, text: str, first_line: int, start: int) -> Mark | None:
    """Where the words of an element stand after an index, if they stand there as they are."""
    words = (piece for inside in elements((element,)) for piece in inside.children)
    first = next((w.split()[0] for w in words if isinstance(w, str) and w.strip()), "")
    return _place_of(first, text, first_line, start) if first else None


def _place_of(words: str, text: str, first_line: int, start: int) -> Mark | None:
    index = text.find(words, start)
    return mark_at(text, index, first_line) if index >= 0 else None
