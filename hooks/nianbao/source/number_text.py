"""Numbers as text: with every digit that was written, never with an exponent."""

from __future__ import annotations

from .figure import Number

__all__ = ["digits", "grouped", "shown"]


def digits(number: Number) -> str:
    """The digits as files have them."""
    return str(number) if isinstance(number, int) else f"{number:f}"


def grouped(number: Number) -> str:
    """The digits as readers see them, thousands apart."""
    return f"{number:,}" if isinstance(number, int) else f"{number:,f}"


def shown(number: Number | None) -> str:
    """The same, with a dash for what is not known."""
    return "—" if number is None else grouped(number)
