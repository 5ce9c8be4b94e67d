"""A figure: one cell's content as published."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from ..problem import Mark

__all__ = ["Figure", "Number", "NumberError", "parse_number"]

Number: TypeAlias = int | Decimal

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


def parse_number(text: str) -> Number:
    """The number a text writes: ``int``, or ``Decimal`` with the digits as written.

    Raises NumberError for anything else, a leading zero or a digit group included.
    """
    if (match := _NUMBER.fullmatch(text)) and text != "-0":
        return Decimal(text) if match[3] else int(text)
    raise _error(text)


def _error(text: str) -> NumberError:
    narrow = unicodedata.normalize("NFKC", text)
    if narrow != text and _NUMBER.fullmatch(narrow):
        return NumberError(f"“{text}”是全角字符", f"请改为半角数字 {narrow}")
    digits = re.sub(r"[,_ ']", "", narrow)
    if re.fullmatch(r"[+-]?[0-9]+(\.[0-9]+)?", digits):
        plain = re.sub(r"^([+-]?)0+(?=[0-9])", r"\1", digits)
        if digits != narrow:
            return NumberError(f"“{text}”里有分隔符", f"请只写数字 {plain}")
        return NumberError(f"“{text}”以 0 开头", f"请改为 {plain}")
    if re.fullmatch(r"[0-9]+(:[0-9]+)+", narrow):
        return NumberError(f"“{text}”是时间的写法，不是数", "请核对后写成一个数")
    if match := re.fullmatch(r"([+-]?[0-9]+(?:\.[0-9]+)?)[(]?([^0-9()]+.*?)[)]?", narrow):
        return NumberError(
            f"“{text}”里数字和文字写在了一起",
            f"请写成 {{值: {match[1]}, 注: {match[2]}}}",
        )
    return NumberError(
        f"“{text}”不是数" if text else "这里没有写数", "请填数字；表上是空白的格写 ~，是零的写 0"
    )
