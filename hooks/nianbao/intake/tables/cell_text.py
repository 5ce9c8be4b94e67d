"""One cell's text as a number: what people write around it, and what is no number at all."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from ...form import Measure, MeasureKind
from ...source import NumberError, parse_number

__all__ = [
    "CellReading",
    "has_digits",
    "in_unit",
    "looks_like_figure",
    "money_unit",
    "read_cell_text",
]

_DASHES = "-‐‑‒–—―－﹣─━/／\\＼"
_BLANK = re.compile(rf"[\s{re.escape(_DASHES)}]*")
_MINUS = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣─", "-"))
_MONEY = re.compile(r"(?:^|\((?:[^()]*[^()\u4e00-\u9fff])?(?:单位)?[:]?)(亿元|万元|元)(?:$|[),，])")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_NUMBER = r"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?"
_UNIT = r"(?:亿元|万元|元|人次|件|条|次|篇|个|人|项)"
_WITH_UNIT = re.compile(rf"({_NUMBER})({_UNIT})?")
_UNIT_NOTE = re.compile(rf"({_UNIT})(?:[,，]\s*(.+))?")
_REMARK = re.compile(r"([^(（]+)[(（](.+)[)）]", re.DOTALL)
_CHANGE = re.compile(rf"(增加?|减少?)({_NUMBER})")
_FIGURE = re.compile(rf"(?:增加?|减少?)?{_NUMBER}(?:{_UNIT})?(?:\(.*\))?")
_SPACE = re.compile(r"\s+")
# White space beside a Chinese character parts nothing.
_CJK_SPACE = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef])\s+|\s+(?=[\u2e80-\u9fff\uff00-\uffef])")


@dataclass(frozen=True, slots=True)
class CellReading:
    """What a cell says: a number as front matter writes it, a blank, or neither.

    ``written`` is empty for a blank; ``found`` is the text in the source, ``place`` where it
    stands there. ``repair`` says what was made of the text where it was not taken as it stood,
    ``fault`` why it is no figure. ``is_joined`` says that its digits stood on two lines.
    """

    written: str
    place: str
    found: str
    note: str = ""
    unit: str = ""
    repair: str = ""
    fault: str = ""
    is_joined: bool = False

    @property
    def content(self) -> tuple[str, str, str]:
        """What of it is published: two readings with the same content do not differ."""
        return self.written, self.note, self.unit


def has_digits(text: str) -> bool:
    """Whether any digit stands in the text, in whatever width."""
    return bool(re.search("[0-9]", unicodedata.normalize("NFKC", text)))


def looks_like_figure(text: str) -> bool:
    """Whether a cell's text could be a figure rather than a label: a number, or a blank."""
    if _BLANK.fullmatch(text):
        return True
    return bool(_FIGURE.fullmatch(_SPACE.sub("", _narrow(text))))


def _narrow(text: str) -> str:
    return unicodedata.normalize("NFKC", text).translate(_MINUS)


def read_cell_text(text: str, place: str, measure: Measure) -> CellReading:
    """The figure in a cell, with its note and its unit, where there is exactly one."""
    found = text.strip()
    if _BLANK.fullmatch(text):
        return CellReading("", place, found, repair=f"“{found}”作空白" if found else "")
    written, note = _parted(found)
    narrow = _CJK_SPACE.sub("", _narrow(written)).strip()
    is_joined = bool(re.search(r"[0-9.,]\s+[0-9.,]", narrow))
    try:
        if is_joined and not re.fullmatch(r"[0-9]+(?:[ \t]*\n[ \t]*[0-9]+)+", narrow):
            raise _UnclearError("一格里有几个数")
        digits, unit = _number(_SPACE.sub("", narrow), measure)
        if not unit and (match := _UNIT_NOTE.fullmatch(note)):
            unit, note = match[1], match[2] or ""
        unit = _unit(unit, measure)
    except _UnclearError as error:
        return CellReading("", place, found, fault=str(error))
    repair = "" if found.startswith(digits) else "只取数字"
    if is_joined:
        repair = "数字折了行，连成一个"
    return CellReading(digits, place, found, note, unit, repair, is_joined=is_joined)


def money_unit(label: str) -> str:
    """The unit of money that a label names in brackets or is, if it does."""
    match = _MONEY.search(unicodedata.normalize("NFKC", "".join(label.split())))
    return match[1] if match else ""


def in_unit(reading: CellReading, printed: str, measure: Measure) -> CellReading:
    """The reading, where the table itself prints a unit of money beside or above the cell.

    An amount in another unit than the form's is not converted: it stays open.
    """
    if not printed or measure.kind is not MeasureKind.AMOUNT or not reading.written:
        return reading
    if reading.unit not in ("", printed) or measure.unit not in ("", printed):
        fault = f"表上的单位是“{printed}”，与格式或格里的单位不同"
        return replace(reading, written="", note="", unit="", repair="", fault=fault)
    return reading if measure.unit else replace(reading, unit=printed)


class _UnclearError(ValueError):
    """A cell's text is no figure; holds why."""


def _number(text: str, measure: Measure) -> tuple[str, str]:
    """Digits as front matter writes them, and the unit behind them."""
    if match := _CHANGE.fullmatch(text):
        if measure.kind is not MeasureKind.CHANGE or match[2][0] in "+-":
            raise _UnclearError("不是数")
        text = ("+" if match[1].startswith("增") else "-") + match[2]
    match = _WITH_UNIT.fullmatch(text)
    if match is None:
        raise _UnclearError("不是数")
    digits, unit = match[1], match[2] or ""
    if "," in digits and not _GROUPED.fullmatch(digits):
        raise _UnclearError("分节号的位置不对")
    digits = digits.replace(",", "")
    if measure.kind is not MeasureKind.CHANGE:
        digits = digits.removeprefix("+")
    if re.fullmatch("[+-]0", digits):
        digits = "0"
    try:
        parse_number(digits)
    except NumberError as error:
        raise _UnclearError(error.sentence.removeprefix(f"“{digits}”")) from error
    return digits, unit


def _unit(unit: str, measure: Measure) -> str:
    """The unit as a cell has to name it: not at all where the form does."""
    if unit and measure.unit not in ("", unit):
        raise _UnclearError(f"单位是“{unit}”，表上的单位是“{measure.unit}”")
    return "" if measure.unit else unit


def _parted(text: str) -> tuple[str, str]:
    """A text and the remark in brackets at its end, in the characters it was written in."""
    match = _REMARK.fullmatch(text)
    if match is None:
        return text, ""
    # Only a line end says nothing: spaces are as published.
    note = re.sub(r"[ \t]*\n\s*", "", match[2])
    return match[1], " ".join(note.split())
