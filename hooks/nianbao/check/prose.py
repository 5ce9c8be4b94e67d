"""Numbers that the prose says of figures, held against the figures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from ..form import Address
from ..problem import Problems
from ..source import Number, Report, digits
from .claims import Statement
from .filled import FilledSum, filled_sum
from .folded import FoldedProse

__all__ = ["check_prose_figures"]

_DIGIT = re.compile("[0-9]")
_MOST_PARTS = 10


def check_prose_figures(
    prose: FoldedProse, statements: Iterable[Statement], problems: Problems
) -> None:
    """Every number that a plain sentence gives for a figure of the tables."""
    statements = tuple(statements)
    for statement in statements:
        if not statement.is_plain or _is_counted_otherwise(statement, prose.report):
            continue
        sums = [filled_sum(prose.report, addresses) for addresses in statement.claim.sums]
        known = [total for total in sums if total is not None]
        if len(known) == len(sums) and not any(_agrees(statement, total) for total in known):
            if any(_is_a_part(statement, statements, total.number, prose) for total in known):
                continue
            _note(statement, known, prose, problems)


def _is_counted_otherwise(statement: Statement, report: Report) -> bool:
    """Whether a note in a cell gives a second number, which the prose may mean."""
    figures = (report.figures.get(a) for addresses in statement.claim.sums for a in addresses)
    return any(_DIGIT.search(figure.note) for figure in figures if figure is not None)


def _agrees(statement: Statement, total: FilledSum) -> bool:
    """Whether the number said may be the sum: rounded, or above what is filled in."""
    if total.has_blanks and statement.number > total.number:
        return True
    gap = abs(Decimal(statement.number) - Decimal(total.number))
    return not gap or gap < max(statement.step, _step(total.number) if statement.step else 0)


def _is_a_part(
    statement: Statement, statements: Iterable[Statement], total: Number, prose: FoldedProse
) -> bool:
    """Whether a section says several numbers of a figure, of which this may be one part."""
    if not 0 < statement.number < total:
        return False
    section = prose.section_at(statement.place)
    others = [
        other
        for other in statements
        if other.claim is statement.claim
        and other is not statement
        and other.number
        and prose.section_at(other.place) is section
    ]
    sums = {statement.number}
    for other in others[:_MOST_PARTS]:
        sums |= {known + other.number for known in sums}
    if total in sums or any(other.number == total for other in others):
        return True
    return any(
        other.subject != statement.subject and other.number != statement.number for other in others
    ) and all(other.number < total for other in others)


def _step(number: Number) -> Decimal:
    """The worth of the last place of an amount, to which it may have been rounded."""
    return Decimal(1).scaleb(-len(digits(number).partition(".")[2]))


def _note(
    statement: Statement, sums: list[FilledSum], prose: FoldedProse, problems: Problems
) -> None:
    claim = statement.claim
    first = claim.sums[0]
    address = first[0] if len(first) == 1 else Address(claim.table)
    unit = claim.unit if statement.step else ""
    expected = " 或 ".join(dict.fromkeys(f"{digits(total.number)}{unit}" for total in sums))
    has_blanks = any(total.has_blanks for total in sums)
    problems.add(
        "prose-figure",
        prose.mark(statement.place),
        f"正文说“{statement.words}”，表中{claim.name}"
        f"{'没有填总数，已填各格之和' if has_blanks else ''}为 {expected}",
        address=address.parts,
        found=digits(statement.number),
        expected=expected,
        # To fill in the figure would be wrong where the sentence speaks of a part of it.
        advice="请核对；说的是同一个数的，请改正其中一处",
    )
