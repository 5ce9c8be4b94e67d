"""YAML errors in the words of someone who never heard of YAML, with the line that is the cause."""

from __future__ import annotations

import re

import yaml
from yaml.events import Event, ScalarEvent

from ..own_data import YAML_LOADER
from ..problem import Mark, Problems
from .yaml_slips import LineSlip, is_figure_without_colon, slip_in

__all__ = ["events_of", "note_syntax_errors", "note_texts_without_colon"]

_MOST_ERRORS = 20
_DIGITS = tuple("0123456789~+-")
_ABOUT_INDENTS = ("mapping values are not allowed", "did not find expected key", "expected ':'")
_SYNTAX_ERRORS = (
    (
        "cannot start any token",
        "这里有不能直接使用的字符",
        "行首请用空格，不要用 Tab 键；以 @ 或 ` 开头的文字请加引号",
    ),
    (
        "mapping values are not allowed",
        "这里多了一个冒号，或缩进不对",
        "请检查这一行与上一行是否对齐；文字里有冒号时请加引号",
    ),
    ("did not find expected ',' or ']'", "方括号没有写完", "请补上 ] 或数字之间的半角逗号"),
    ("did not find expected ',' or '}'", "花括号没有写完", "请补上 } 或各项之间的半角逗号"),
    ("could not find expected ':'", "名称后面缺少冒号", "请写成“名称: 值”，冒号为半角，后面空一格"),
    ("did not find expected key", "缩进不对", "同一级的名称要左对齐，请用空格对齐"),
    ("did not find expected <document start>", "这里多出了内容", "请检查上一行是否缺了冒号或缩进"),
    ("did not find expected node content", "这里缺了一个数", "表上是空白的格写 ~，是零的写 0"),
    ("block sequence entries", "这里不能写“- ”", "列表请另起一行；空白的格写 ~"),
    ("unexpected end of stream", "引号没有写完", "请补上引号"),
)


def events_of(text: str) -> list[Event]:
    """What the parser reads, in order. Raises YAMLError."""
    loader = YAML_LOADER(text)
    try:
        return list(iter(loader.get_event, None))
    finally:
        loader.dispose()


def note_syntax_errors(error: yaml.MarkedYAMLError, text: str, problems: Problems) -> None:
    """YAML errors in the words of someone who never heard of YAML, one after the other.

    Each line that the parser stops at is mended, so that it goes on to the next.
    """
    lines = text.split("\n")
    dropped = -1
    for _ in range(_MOST_ERRORS):
        line, column, candidates = _places(error, lines)
        found = ((n, slip_in(lines[n], "".join(lines[n + 1 : n + 2]))) for n in candidates)
        number, slip = next(((n, slip) for n, slip in found if slip), (line, None))
        if slip is not None:
            _note(slip, number, problems)
            mended = slip.mended
        else:
            # What stands below a line that was dropped has lost what it belonged to.
            if dropped < 0 or any(text.strip() for text in lines[dropped:line]):
                sentence, advice = _explained(error, line, lines)
                problems.add("yaml-syntax", Mark(line + 1, column + 1), sentence, advice=advice)
            mended, dropped = "", line
        if lines[number] == mended:
            return
        lines[number] = mended
        try:
            events = events_of("\n".join(lines))
        except yaml.MarkedYAMLError as next_error:
            error = next_error
        except yaml.YAMLError:
            return
        else:
            note_texts_without_colon(events, "\n".join(lines), problems)
            return


def _places(error: yaml.MarkedYAMLError, lines: list[str]) -> tuple[int, int, list[int]]:
    """Line and column at which the parser stopped, and the lines that may be the cause, in order.

    It often notices on the next line only.
    """
    is_name = "could not find expected ':'" in (error.problem or "")
    place = (is_name and error.context_mark) or error.problem_mark or error.context_mark
    line, column = (min(place.line, len(lines) - 1), place.column) if place else (0, 0)
    begun = error.context_mark.line if error.context_mark else line
    return line, column, sorted({min(begun, line), max(_line_before(line, lines), 0), line})


def _line_before(line: int, lines: list[str]) -> int:
    """The last line before one that is not blank, or -1."""
    return next((n for n in range(line - 1, -1, -1) if lines[n].strip()), -1)


def _explained(error: yaml.MarkedYAMLError, line: int, lines: list[str]) -> tuple[str, str]:
    """What to say of an error whose line shows nothing wrong by itself."""
    said = error.problem or ""
    above = _line_before(line, lines)
    if line and above >= 0 and any(words in said for words in _ABOUT_INDENTS):
        here, there = (len(lines[n]) - len(lines[n].lstrip(" ")) for n in (line, above))
        name, _, value = lines[above].partition(":")
        value = re.sub(r"(^|\s)#.*", "", value)
        if here > there and value.strip():
            return (
                f"上一行“{name.strip()}”已经写了“{value.strip()}”，下面又缩进写了分项",
                "两行同级的，请左对齐；下面要写分项的，上一行冒号后面不写数",
            )
        if here != there:
            return (
                f"缩进不对：这一行空了 {here} 格，上一行空了 {there} 格",
                "同一级的名称要左对齐，请用半角空格对齐",
            )
    return next(
        (known[1:] for known in _SYNTAX_ERRORS if known[0] in said),
        ("这里的写法读不懂", "请对照模板检查这一行和上一行的缩进、冒号、括号和引号"),
    )


def note_texts_without_colon(events: list[Event], text: str, problems: Problems) -> bool:
    """Notes rows that YAML takes for one text, for want of a colon; returns whether there are."""
    lines: list[str] = []
    found = False
    for event in events:
        if not isinstance(event, ScalarEvent) or event.style or event.value[:1] in _DIGITS:
            continue
        start, end = event.start_mark, event.end_mark
        if start is None or end is None or ("：" not in event.value and ":" not in event.value):
            continue
        lines = lines or text.split("\n")
        if lines[start.line][: start.column].strip():
            continue
        if not is_figure_without_colon(lines[start.line]):
            continue
        for number in range(start.line, end.line + 1):
            slip = slip_in(lines[number]) if is_figure_without_colon(lines[number]) else None
            if slip is not None:
                found = True
                _note(slip, number, problems)
    return found


def _note(slip: LineSlip, number: int, problems: Problems) -> None:
    """Notes a slip in the line with a number, counted from 0."""
    problems.add(
        "yaml-syntax",
        Mark(number + 1, slip.column),
        slip.sentence,
        found=slip.found,
        expected=slip.expected,
        advice=slip.advice,
    )
