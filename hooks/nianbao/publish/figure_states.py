"""What data files say of a cell besides its number: never is a blank a zero."""

from __future__ import annotations

from ..source import Figure

__all__ = ["BLANK", "NUMBER", "STATES", "state_of"]

NUMBER, BLANK, _ABSENT = STATES = ("数", "空白", "没有这一项")


def state_of(figure: Figure | None) -> str:
    """Whether a cell has a number, is blank, or is not in the report at all."""
    if figure is None:
        return _ABSENT
    return BLANK if figure.value is None else NUMBER
