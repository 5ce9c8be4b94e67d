"""Adding figures up."""

from __future__ import annotations

from collections.abc import Iterable

from ..form import Address
from .figure import Number
from .figures import Figures

__all__ = ["sum_of"]


def sum_of(figures: Figures, addresses: Iterable[Address]) -> Number | None:
    """What the figures add up to; None when one is blank or could not be read."""
    total: Number = 0
    for address in addresses:
        figure = figures.get(address)
        if figure is None or figure.value is None:
            return None
        total += figure.value
    return total
