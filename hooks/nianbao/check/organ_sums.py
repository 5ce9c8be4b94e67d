"""What a covering organ's own share and its organs' reports add up to, cell by cell.

A blank adds nothing and is not zero: who left the cell blank is known. A report in another form,
or one that is not filled in to the last cell, is not added at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..form import Address, Form
from ..source import Figures, Number, Organ
from .organs import Contribution

__all__ = ["CellSum", "OrganSums", "add_up_organs"]


@dataclass(frozen=True, slots=True)
class CellSum:
    """One cell: what the organs give, and the own share if it is known.

    ``given`` are the organs that have a number there, each with it; ``blank`` those that have
    none. ``own`` is None where the share says blank or says nothing; ``is_own_known`` tells which.
    """

    given: tuple[tuple[Organ, Number], ...]
    blank: tuple[Organ, ...]
    own: Number | None
    is_own_known: bool

    @property
    def organs(self) -> Number | None:
        """What the organs' numbers add up to; None if all are blank."""
        return sum(number for _, number in self.given) if self.given else None

    @property
    def total(self) -> Number | None:
        """Own share and organs together; None while the own share is not known, or all is blank."""
        parts = [number for number in (self.organs, self.own) if number is not None]
        return sum(parts) if parts and self.is_own_known else None


@dataclass(frozen=True, slots=True)
class OrganSums:
    """All cells of the form that can be added up, and what became of each organ.

    ``units_differ`` are the cells in which every report names its own unit: those are not added.
    """

    cells: Mapping[Address, CellSum]
    added: tuple[Organ, ...]
    missing: tuple[Organ, ...]
    other_form: tuple[Organ, ...]
    unfinished: tuple[Organ, ...]
    units_differ: tuple[Address, ...]


def add_up_organs(
    form: Form,
    year: int,
    own: Figures,
    organs: Iterable[Organ],
    contributions: Mapping[tuple[str, int], Contribution],
) -> OrganSums:
    """The sums in a form; ``contributions`` are by organ and year."""
    added: list[tuple[Organ, tuple[Number | None, ...]]] = []
    missing, other_form, unfinished = [], [], []
    for organ in organs:
        contribution = contributions.get((organ.slug, year))
        if contribution is None:
            missing.append(organ)
        elif not contribution.is_complete:
            unfinished.append(organ)
        elif contribution.form != form.key:
            other_form.append(organ)
        else:
            added.append((organ, contribution.values))
    cells: dict[Address, CellSum] = {}
    for place, (address, measure) in enumerate(form.measures.items()):
        if not measure.unit:
            continue
        numbers = [(organ, values[place]) for organ, values in added]
        share = own.get(address)
        cells[address] = CellSum(
            given=tuple((organ, number) for organ, number in numbers if number is not None),
            blank=tuple(organ for organ, number in numbers if number is None),
            own=share.value if share is not None else None,
            is_own_known=share is not None,
        )
    return OrganSums(
        cells=cells,
        added=tuple(organ for organ, _ in added),
        missing=tuple(missing),
        other_form=tuple(other_form),
        unfinished=tuple(unfinished),
        units_differ=tuple(address for address in form.measures if address not in cells),
    )
