"""The table that the benchmark prints: a line for each work, with its figure and its target."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["TARGET_REPORTS", "Row", "at_least", "at_most", "render"]

TARGET_REPORTS = 2000
"""The number of reports for which targets in seconds and in memory are set."""

_HEAD = ("work", "figure", "target", "met")
_VERDICTS = {True: "yes", False: "NO", None: ""}


@dataclass(frozen=True, slots=True)
class Row:
    """One line: what was done, what came out, what is wanted, and whether that is so.

    ``met`` is None where nothing is wanted, or where the run was too small to tell.
    """

    work: str
    figure: str
    target: str = ""
    met: bool | None = None


def at_most(
    work: str,
    value: float,
    limit: float,
    unit: str,
    *,
    figure: str = "",
    reports: int = TARGET_REPORTS,
) -> Row:
    """A row whose value, in ``unit``, may not be above a limit.

    Fewer reports than the target's can miss it, but cannot meet it: whether it is met is left
    open. ``figure`` replaces the value as it is printed.
    """
    met = None if value <= limit and reports < TARGET_REPORTS else value <= limit
    return Row(work, figure or _number(value, unit), f"≤ {_limit(limit, unit)}", met)


def at_least(work: str, value: float, limit: float, unit: str) -> Row:
    """A row whose value, in ``unit``, may not be below a limit."""
    return Row(work, _number(value, unit), f"≥ {_limit(limit, unit)}", value >= limit)


def render(rows: Iterable[Row]) -> str:
    """The table as text, its columns aligned."""
    cells = [(row.work, row.figure, row.target, _VERDICTS[row.met]) for row in rows]
    widths = [max(map(len, column)) for column in zip(_HEAD, *cells, strict=True)]
    lines = [_HEAD, ["-" * width for width in widths], *cells]
    return "\n".join(
        " | ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip(" ")
        for line in lines
    )


def _number(value: float, unit: str) -> str:
    return f"{value:.2f} {unit}" if value < 100 else f"{value:,.0f} {unit}"


def _limit(value: float, unit: str) -> str:
    return f"{value:,g} {unit}"
