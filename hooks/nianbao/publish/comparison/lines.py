"""Two figures as one line of a list: what they are called, what they are, how they differ."""

from __future__ import annotations

from dataclasses import dataclass

from ...source import Figure, grouped
from .differing import Comparison, Pair
from .names import Name, names_of, shown_unit

__all__ = ["Cell", "Line", "Lines"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure: its number, empty for a blank, and what is said of it."""

    text: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """Two figures; without a ``sign`` they are equal, unless the ``reason`` says why not to tell.

    A report that has no such figure has no cell. The ``difference`` is the number without its
    sign, which is 1 or -1.
    """

    label: str
    remark: str
    before: Cell | None
    after: Cell | None
    difference: str = ""
    sign: int = 0
    reason: str = ""


class Lines:
    """Knows what the figures of both reports of a comparison are called."""

    def __init__(self, comparison: Comparison) -> None:
        self._before = names_of(comparison.before.form)
        self._after = names_of(comparison.after.form)

    def name(self, pair: Pair) -> Name:
        """What the later report calls a figure, or the earlier, where only that has it."""
        names = self._before if pair.after_address is None else self._after
        return names[pair.address]

    def units(self, pair: Pair) -> tuple[str, ...]:
        """The units of the figures that are there, the earlier first."""
        units = []
        if pair.before is not None and pair.before_address is not None:
            units.append(pair.before.unit or self._before[pair.before_address].unit)
        if pair.after is not None and pair.after_address is not None:
            units.append(pair.after.unit or self._after[pair.after_address].unit)
        return tuple(units)

    def below(self, pair: Pair) -> Line:
        """The line as it stands below the heading of its row, or for the whole row."""
        name = self.name(pair)
        if name.single:
            return self._line(pair, name.row, name.column)
        return self._line(pair, name.column)

    def alone(self, pair: Pair) -> Line:
        """The line as it stands among others, with everything that it is called."""
        return self._line(pair, self.name(pair).whole)

    def _line(self, pair: Pair, label: str, column: str = "") -> Line:
        units = tuple(map(shown_unit, self.units(pair)))
        differ = len(set(units)) > 1
        remarks = (column, "" if differ else units[0], self._other_name(pair))
        return Line(
            label=label,
            remark="，".join(filter(None, remarks)),
            before=_cell(pair.before, units[0] if differ else ""),
            after=_cell(pair.after, units[-1] if differ else ""),
            difference="" if pair.difference is None else grouped(pair.size),
            sign=pair.sign,
            reason=pair.obstacle.reason if pair.obstacle else "",
        )

    def _other_name(self, pair: Pair) -> str:
        """What the earlier report calls it, where that is another name."""
        before, after = pair.before_address, pair.after_address
        if before is None or after is None or before == after:
            return ""
        was, now = self._before[before], self._after[after]
        return f"前一份作“{was.column if was.row == now.row else was.whole}”"


def _cell(figure: Figure | None, unit: str) -> Cell | None:
    if figure is None:
        return None
    text = "" if figure.value is None else grouped(figure.value)
    return Cell(text, "，".join(filter(None, (unit, figure.note))))
