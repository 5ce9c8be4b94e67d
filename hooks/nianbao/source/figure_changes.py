"""Which figures differ between two texts of one report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..form import Address, Form, comparable_figures
from .figure import Figure
from .report import Report

__all__ = ["FigureChange", "figure_changes"]


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure that differs; None where the text has no such figure.

    The address is that of the later text, or of the earlier where only that has the figure.
    """

    address: Address
    before: Figure | None
    after: Figure | None


def figure_changes(before: Report, after: Report) -> tuple[FigureChange, ...]:
    """The figures whose number, note or unit differs, in the form's order.

    Where the form was changed, what does not mean the same in both is in one text only. A cell
    that could not be read is left out: nothing can be said of it.
    """
    same = _same_figures(after.form, before.form)
    changes = []
    for address, figure in after.figures.items():
        theirs = same.get(address)
        if theirs is None:
            changes.append(FigureChange(address, None, figure))
        elif theirs in before.figures and _content(before, theirs) != _content(after, address):
            changes.append(FigureChange(address, before.figures[theirs], figure))
    gone = before.form.measures.keys() - same.values()
    changes += [FigureChange(a, figure, None) for a, figure in before.figures.items() if a in gone]
    return tuple(changes)


def _same_figures(form: Form, other: Form) -> Mapping[Address, Address]:
    """The figures of one form, each with the figure of the other that means the same.

    A table that a report declares itself is another form in each of its texts, and yet the same.
    """
    if form.key == other.key:
        return {address: address for address in form.measures if address in other.measures}
    return comparable_figures(form, other)


def _content(report: Report, address: Address) -> tuple[object, str, str]:
    """What a figure says to readers; with how many decimals it is written is no matter."""
    figure = report.figures[address]
    return figure.value, figure.note, figure.unit or report.form.measures[address].unit
