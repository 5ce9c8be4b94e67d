"""A figure: one cell's content as published."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from ..problem import Mark
from .number_slips import MAX_LENGTH, NUMBER, slip_of

__all__ = ["UNFILLED", "UNVERIFIED", "UNWRITTEN", "Figure", "Number", "NumberError", "parse_number"]

Number: TypeAlias = int | Decimal

UNVERIFIED = "待核"
"""The note of a cell that somebody has still to look up: importing leaves it blank."""
UNFILLED = "待填"
"""What stands in a new report for a cell, a row or a group of rows that is not filled in yet."""

UNWRITTEN = "待写"
"""What stands in a new report for a paragraph that is not written yet."""


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
    if not (match := NUMBER.fullmatch(text)) or len(text) > MAX_LENGTH:
        raise _error(text)
    number = Decimal(text) if match[3] else int(text)
    if match[1] and not number:
        raise NumberError(f"“{text}”是带符号的零", "请写 0")
    return number


def _error(text: str) -> NumberError:
    """What to say to the author of a text that is not a number."""
    slip = slip_of(text)
    shown = f"{text[:MAX_LENGTH]}…" if len(text) > MAX_LENGTH and NUMBER.fullmatch(text) else text
    return NumberError(f"“{shown}”{slip.sentence}" if text else slip.sentence, slip.advice)
