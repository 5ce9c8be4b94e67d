"""A figure: one cell's content as published."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from ..problem import Mark

__all__ = ["UNVERIFIED", "Figure", "Number", "NumberError", "parse_number"]

Number: TypeAlias = int | Decimal

UNVERIFIED = "待核"
"""The note of a cell that somebody has still to look up: importing leaves it blank."""

# The longest text JavaScript and spreadsheets still take for an exact number.
_MAX_LENGTH = 15
_NUMBER = re.compile(r"([+-]?)(0|[1-9][0-9]*)(\.[0-9]+)?")


class NumberError(ValueError):
    """A text is not a number; holds the sentence for the author and what to do."""

    def __init__(self, sentence: str, advice: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.advice = advice


@dataclass(frozen=True, slots=True)
class Figure:
    """One cell's content as published; no value is a blank cell, which is not 0.

    ``written`` holds the digits as the report has them (``795.00``, ``+3``); ``computed`` says
    that the report left the total out and it was added up; ``mark`` is where it stands, or,
    for a shorthand, where the shorthand stands.
    """

    value: Number | None
    mark: Mark
    written: str = ""
    note: str = ""
    unit: str = ""
    computed: bool = False

    @property
    def is_unverified(self) -> bool:
        """Whether its note says that it has still to be looked up."""
        return self.note.startswith(UNVERIFIED)


def parse_number(text: str) -> Number:
    """The number a text writes: ``int``, or ``Decimal`` with the digits as written.

    Raises NumberError for anything else, a leading zero or a digit group included.
    """
    if not (match := _NUMBER.fullmatch(text)) or len(text) > _MAX_LENGTH:
        raise _error(text)
    number = Decimal(text) if match[3] else int(text)
    if match[1] and not number:
        raise NumberError(f"“{text}”是带符号的零", "请写 0")
    return number


def _error(text: str) -> NumberError:
    """What to say to the author of a text that is not a number."""
    narrow = unicodedata.normalize("NFKC", text)
    digits = re.sub(r"[,_ ']", "", narrow)
    plain = re.sub(r"^([+-]?)0+(?=[0-9])", r"\1", digits)
    with_text = re.fullmatch(
        r"([+-]?[0-9]+(?:\.[0-9]+)?)[(]?([^()]*[\u4e00-\u9fff].*?)[)]?", narrow
    )
    if len(text) > _MAX_LENGTH and _NUMBER.fullmatch(text):
        sentence, advice = "太长，不像一个统计数", "请核对是不是几个数连在了一起"
        text = f"{text[:_MAX_LENGTH]}…"
    elif narrow != text and _NUMBER.fullmatch(narrow):
        sentence, advice = "是全角字符", f"请改为半角数字 {narrow}"
    elif digits != narrow and _NUMBER.fullmatch(plain):
        sentence, advice = "里有分隔符", f"请只写数字 {plain}"
    elif plain != narrow and _NUMBER.fullmatch(plain):
        sentence, advice = "以 0 开头", f"请改为 {plain}"
    elif re.fullmatch(r"[0-9]+(:[0-9]+)+", narrow):
        sentence, advice = "是时间的写法，不是数", "请核对后写成一个数"
    elif with_text:
        sentence = "里数字和文字写在了一起"
        advice = f"请写成 {{值: {with_text[1]}, 注: {with_text[2]}}}"
    else:
        sentence, advice = "不是数", "请填数字；表上是空白的格写 ~，是零的写 0"
    return NumberError(f"“{text}”{sentence}" if text else "这里没有写数", advice)
