"""Reads YAML without interpreting it: text, lists and mappings, each with its place.

PyYAML keeps the last of two equal keys, reads ``012`` as 10 and ``1:30`` as 90. Figures must
be read as written, so nothing is resolved here; what a text means is for the caller to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from ..problem import TOP, Mark, Problems
from . import limits
from .invisible import code_point
from .places import mark_at
from .yaml_errors import events_of, note_syntax_errors, note_texts_without_colon

__all__ = ["Node", "YamlMapping", "YamlScalar", "YamlSequence", "read_yaml"]

_MAX_DEPTH = 20
# The parser's time grows with the square of these; so many are never meant.
_MOST_OPEN_BRACKETS = 5 * _MAX_DEPTH


class YamlScalar(NamedTuple):
    """A piece of text as written; ``plain`` when it stands without quotes."""

    mark: Mark
    text: str
    plain: bool

    @property
    def is_blank(self) -> bool:
        """Whether it is ``~``, the way to say that there is nothing."""
        return self.plain and self.text == "~"

    @property
    def is_missing(self) -> bool:
        """Whether nothing at all follows the colon."""
        return self.plain and self.text == ""


@dataclass(frozen=True, slots=True)
class YamlSequence:
    """A list."""

    mark: Mark
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class YamlMapping:
    """Keys with values, in the order written, no key twice."""

    mark: Mark
    pairs: tuple[tuple[YamlScalar, Node], ...]

    def get(self, key: str) -> Node | None:
        """The value of a key, if it is there."""
        return next((value for name, value in self.pairs if name.text == key), None)


Node: TypeAlias = "YamlScalar | YamlSequence | YamlMapping"


class _UnreadableError(Exception):
    """Reading cannot go on; the problem has been noted."""


def read_yaml(text: str, problems: Problems) -> Node | None:
    """The content of one YAML document, or None when it cannot be read.

    Duplicate keys, anchors, aliases and tags are problems too, with their place; so is a text
    that is longer than any of ours, which is cut off.
    """
    if _note_open_brackets(text, problems):
        return None
    events = _events(text, problems)
    if events is None or note_texts_without_colon(events, text, problems):
        return None
    content = iter(
        [event for event in events if isinstance(event, (yaml.NodeEvent, yaml.CollectionEndEvent))]
    )
    if not any(type(event) is yaml.DocumentStartEvent for event in events):
        return YamlMapping(Mark(1, 1), ())
    _note_escapes(events, text, problems)
    try:
        return _node(next(content), content, problems, 0)
    except _UnreadableError:
        return None


def _events(text: str, problems: Problems) -> list[Event] | None:
    """What the parser reads of one document, or None when it cannot go on to the end."""
    try:
        # The whole is parsed before it is walked: an error after the end of a list counts too.
        events = events_of(text)
    except yaml.YAMLError as error:
        if isinstance(error, yaml.MarkedYAMLError):
            note_syntax_errors(error, text, problems)
        else:
            _note_refused_character(text, problems)
        return None
    documents = [event for event in events if type(event) is yaml.DocumentStartEvent]
    if len(documents) > 1:
        problems.add(
            "yaml-syntax",
            _mark(documents[1]),
            "这里又开始了一份数据，文件里只能有一份",
            advice="请删去多出的 ---",
        )
        return None
    return events


def _note_open_brackets(text: str, problems: Problems) -> bool:
    """Notes brackets that open and open and never close; returns whether there are such."""
    depth = 0
    for match in _BRACKETS.finditer(text):
        depth = depth + 1 if match[0] in "[{" else max(depth - 1, 0)
        if depth > _MOST_OPEN_BRACKETS:
            problems.add(
                "yaml-syntax",
                mark_at(text, match.start()),
                f"到这里有 {depth} 个括号没有写完",
                advice="请检查括号是否多写",
            )
            return True
    return False


def _note_escapes(events: list[Event], text: str, problems: Problems) -> None:
    """Characters that stand in no line of the file have not been looked at by anyone."""
    seen = set(text)
    for event in events:
        if isinstance(event, ScalarEvent) and event.style == '"':
            written = sorted(set(event.value) - seen)
            if written:
                code_points = "、".join(f"U+{ord(character):04X}" for character in written)
                problems.add(
                    "yaml-escape",
                    _mark(event),
                    f"这里用反斜杠写出了字符 {code_points}",
                    found=code_points,
                    advice="请直接写出这个字符；看不见的字符请删去",
                )


def _node(event: Event, events: Iterator[Event], problems: Problems, depth: int) -> Node:
    mark = _mark(event)
    if isinstance(event, ScalarEvent):
        if event.anchor or event.tag:
            _note_decoration(event, mark, problems)
        limits.TEXT.note(len(event.value), mark, problems, "请写得短一些；详细的话写在正文里")
        longest = max(map(len, _WORD.findall(event.value)), default=0)
        limits.WORD.note(longest, mark, problems, "请在中间加空格，一行放不下的字母没有地方换行")
        # What is blank to readers is blank: U+3000 and the line end of a block, too.
        text = event.value.strip()
        if "\n" in text:
            problems.add(
                "text-line-feed",
                mark,
                "这一项文字里有换行",
                advice="请写成一行，中间不空行，也不写 \\n；分段的话写在正文里",
            )
        return YamlScalar(mark, " ".join(text.split("\n"))[: limits.TEXT.most], not event.style)
    if isinstance(event, (SequenceStartEvent, MappingStartEvent)) and (event.anchor or event.tag):
        _note_decoration(event, mark, problems)
    if isinstance(event, AliasEvent):
        problems.add(
            "yaml-anchor",
            mark,
            f"这里用 *{event.anchor} 引用了别处的值",
            advice="每个数都要写在它自己的位置上，请直接写出数字",
        )
        raise _UnreadableError
    if depth == _MAX_DEPTH:
        problems.add("yaml-syntax", mark, f"层次超过 {_MAX_DEPTH} 层", advice="请检查括号是否多写")
        raise _UnreadableError
    if isinstance(event, MappingStartEvent):
        return YamlMapping(mark, tuple(_pairs(events, problems, depth)))
    items = []
    while not isinstance(inner := next(events), SequenceEndEvent):
        items.append(_node(inner, events, problems, depth + 1))
    return YamlSequence(mark, tuple(items))


def _note_decoration(
    event: ScalarEvent | SequenceStartEvent | MappingStartEvent, mark: Mark, problems: Problems
) -> None:
    """Anchors and tags make a value mean something else than it says."""
    if event.anchor:
        problems.add(
            "yaml-anchor", mark, f"这里用了锚点 &{event.anchor}", advice="请删去以 & 开头的标记"
        )
    if event.tag:
        problems.add(
            "yaml-tag",
            mark,
            f"这里用了类型标记 {event.tag.replace('tag:yaml.org,2002:', '!!')}",
            advice="请删去以 ! 开头的标记，只写值；文字里要用 ! 开头，请加引号",
        )


def _pairs(
    events: Iterator[Event], problems: Problems, depth: int
) -> Iterator[tuple[YamlScalar, Node]]:
    first: dict[str, Mark] = {}
    while not isinstance(event := next(events), MappingEndEvent):
        key = _node(event, events, problems, depth + 1)
        value = _node(next(events), events, problems, depth + 1)
        if not isinstance(key, YamlScalar):
            problems.add("yaml-syntax", key.mark, "名称不能是列表", advice="冒号前面只写名称")
            continue
        if key.text in first:
            problems.add(
                "yaml-duplicate-key",
                key.mark,
                f"“{key.text}”写了两次，第一次在第 {first[key.text].line} 行",
                advice="请留下正确的一处，删去另一处",
            )
            continue
        first[key.text] = key.mark
        yield key, value


def _mark(event: Event) -> Mark:
    start = event.start_mark
    if start is None:
        raise TypeError(event)
    return Mark(start.line + 1, start.column + 1)


def _note_refused_character(text: str, problems: Problems) -> None:
    """Notes the character that YAML allows in no text, which its reader does not tell the line of.

    All that are known are hidden ones, and those are named before; this is for what is not known.
    """
    refused = yaml.reader.Reader.NON_PRINTABLE.search(text)
    problems.add(
        "yaml-syntax",
        mark_at(text, refused.start()) if refused else TOP,
        f"这里有不能使用的字符 {code_point(refused[0])}" if refused else "有不能使用的字符",
        advice="请删去这个字符，需要的话重新输入",
    )


# A line may end after a slash, so that addresses are several words.
_WORD = re.compile(r"[!-.0-~]+")
_BRACKETS = re.compile(r"[\[\]{}]")
