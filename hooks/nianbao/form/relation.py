"""勾稽关系: rules between figures, in one report and from one year to the next."""

from __future__ import annotations

from dataclasses import dataclass

from .official_table import Address

__all__ = ["Equation", "FormError", "Relation", "Side", "YearEquation", "YearRelation"]


class FormError(Exception):
    """A form file contradicts itself: a fault of ours, not of a report."""


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an equation: what it is called, and the rows or columns it adds up."""

    name: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """勾稽关系: a named rule between figures.

    ``name`` is the short name (S1, I2), ``code`` the stable code of its problems. A relation
    without sides limits what numbers a cell may hold; with ``at_most`` the left side may be less
    than the right one.
    """

    name: str
    code: str
    statement: str
    table: str = ""
    every: str = ""
    rows: tuple[str, ...] = ()
    left: Side | None = None
    right: Side | None = None
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class Equation:
    """A relation at one row or column: the left figures add up to what the right ones do.

    Or to no more than that, where the relation says ``at_most``.
    """

    relation: Relation
    subject: Address
    left: tuple[Address, ...]
    right: tuple[Address, ...]

    @property
    def total(self) -> Address | None:
        """The one figure that is the sum of the others, if the equation has such."""
        return self.right[0] if len(self.right) == 1 and not self.relation.at_most else None


@dataclass(frozen=True, slots=True)
class YearRelation:
    """A named rule between the figures of two years that follow each other.

    ``before`` names rows or columns of the year before, the others of the year itself.
    """

    name: str
    code: str
    statement: str
    table: str
    every: str
    before: tuple[str, ...]
    now: str
    rows: tuple[str, ...] = ()
    plus: tuple[str, ...] = ()
    minus: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class YearEquation:
    """A year relation at one row or column: before + plus − minus = now."""

    relation: YearRelation
    before: tuple[Address, ...]
    plus: tuple[Address, ...]
    minus: tuple[Address, ...]
    now: Address
