"""Fills a form in: from the figures that are free to all, so that every equation holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from ..form import Address, Equation, Form
from ..source import Number

__all__ = ["consistent_numbers", "total"]

_Number = TypeVar("_Number", int, Number)


def consistent_numbers(form: Form, draw: Callable[[Address], _Number]) -> dict[Address, _Number]:
    """A number for every figure such that every equation of the form holds.

    ``draw`` gives a number for a cell that is free; what equations decide is worked out:
    first the sums down the columns, inner ones before outer ones, then what balances them and
    what may not exceed them, last the sums of the rows.
    """
    numbers: dict[Address, _Number] = {
        address: draw(address) for address in form.measures if address not in form.row_totals
    }
    by_column = [
        equation
        for equation in form.equations
        if equation.relation.every == "column" and equation.left[0] in numbers
    ]
    order = {address: place for place, address in enumerate(form.measures)}

    def turn(equation: Equation) -> tuple[bool, int]:
        # A group stands before its parts: the last total is the innermost.
        return equation.total is None, -order[equation.total] if equation.total else 0

    for equation in sorted(by_column, key=turn):
        if equation.relation.at_most:
            _limit(numbers, equation)
            continue
        if equation.total is not None:
            numbers[equation.total] = total(numbers[address] for address in equation.left)
            continue
        rest = total(numbers[address] for address in equation.right)
        for address in equation.left[1:]:
            numbers[address] = min(numbers[address], rest)
            rest -= numbers[address]
        numbers[equation.left[0]] = rest
    for equation in form.expectations:
        _limit(numbers, equation)
    for row_total, parts in form.row_totals.items():
        numbers[row_total] = total(numbers[part] for part in parts)
    return {address: numbers[address] for address in form.measures}


def _limit(numbers: dict[Address, _Number], equation: Equation) -> None:
    """Makes a part no more than what it may not exceed."""
    (part,) = equation.left
    numbers[part] = min(numbers[part], total(numbers[address] for address in equation.right))


def total(numbers: Iterable[_Number]) -> _Number:
    """The sum, a whole number when all are."""
    result: _Number = 0
    for number in numbers:
        result += number
    return result
