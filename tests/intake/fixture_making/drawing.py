"""Invented figures: they satisfy every relation, and stand in many columns."""

from __future__ import annotations

from random import Random

from invented import consistent_numbers, random_numbers
from nianbao.form import Address, Form, MeasureKind

__all__ = ["draw_figures"]

_FEW = (0, 0, 0, 1, 2, 3, 5, 7, 12, 18, 41, 126)
_MANY = (0, 4, 17, 58, 133, 795, 2240, 13323, 20018)


def draw_figures(form: Form, random: Random, *, quiet: bool, large: bool) -> dict[Address, str]:
    """Every figure as written: ``quiet`` is mostly zeros, ``large`` has five digits anywhere."""
    tables = list(form.tables)

    def draw(address: Address) -> int:
        if form.measures[address].kind is MeasureKind.CHANGE:
            return random.randint(-14, 14)
        many = address.table == tables[0] and len(tables) > 1
        few = (*_FEW, 13323, 1204) if large else _FEW
        return random.choice(_MANY if many else few)

    numbers = random_numbers(form, random) if quiet else consistent_numbers(form, draw)
    return {address: _written(form, address, number, random) for address, number in numbers.items()}


def _written(form: Form, address: Address, number: int, random: Random) -> str:
    kind = form.measures[address].kind
    if kind is MeasureKind.CHANGE:
        return f"{number:+d}" if number else "0"
    if kind is MeasureKind.AMOUNT:
        places = random.choice((0, 1, 2, 4, 4))
        return f"{number}.{random.randrange(10**places):0{places}d}" if places else str(number)
    return str(number)
