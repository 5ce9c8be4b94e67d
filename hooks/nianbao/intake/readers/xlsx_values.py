"""The text of a spreadsheet cell's value, with the digits that its sheet shows."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal

__all__ = ["value_text"]

_TOKEN = re.compile(r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[[^\]]*\]|_.|\*.|(?P<plain>.)')
_DECIMALS = re.compile(r"\.([0#?]+)")


def value_text(value: object, number_format: str) -> str:
    """What a cell shows, except that no digit is rounded away."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float | Decimal):
        return _number_text(value, number_format)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    lines = str(value).replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
    return "\n".join(line.strip() for line in lines)


def _number_text(value: float | Decimal, number_format: str) -> str:
    # Excel itself keeps 15 digits: the rest is how binary fractions are stored.
    number = Decimal(f"{value:.15g}") if isinstance(value, float) else Decimal(value)
    pattern, behind = _pattern(number_format)
    sign = "%" if "%" in pattern else ""
    if sign:
        number *= 100
    if not number.is_finite():
        return str(value)
    found = _DECIMALS.search(pattern)
    shown = found[1].count("0") if found else 0
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    decimals = len(text.partition(".")[2])
    if decimals < shown:
        text = f"{Decimal(text):.{shown}f}"
    plus = "+" if pattern.startswith("+") and number > 0 else ""
    return plus + text + sign + behind


def _pattern(number_format: str) -> tuple[str, str]:
    """How the first section of a number format writes a number, and the text it puts behind that.

    A section of text alone hides the number: its text is no part of any.
    """
    pattern = behind = ""
    for token in _TOKEN.finditer(number_format):
        plain = token["plain"] or ""
        if plain == ";":
            break
        if plain.strip():
            pattern, behind = pattern + plain, ""
        behind += token["quoted"] or token["escaped"] or ""
    return pattern, behind if pattern else ""
