"""The organs of the invented county, as county.yml lists them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypedDict, cast

from ..form import OrganKind
from .data import FIRST_YEAR, LAST_YEAR, read_data

__all__ = ["COUNTY", "InventedOrgan", "read_county"]

COUNTY = "shilixian"
"""The county government, whose figures hold those of all others."""

Pace = tuple[int, int]
"""How much of something there is in the first and in the last year, in thousandths."""


@dataclass(frozen=True, slots=True)
class InventedOrgan:
    """An organ, the words its prose is made of, and how much it does.

    ``formerly`` names its predecessors as its prose does.
    """

    slug: str
    name: str
    kind: OrganKind
    short: str
    field: str
    first_year: int
    last_year: int
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    formerly: str
    places: tuple[str, ...]
    paces: Mapping[str, Pace]

    @property
    def years(self) -> range:
        """The years it reports about."""
        return range(self.first_year, self.last_year + 1)


_Paces = Mapping[str, list[str]]
# The keys are those of organs.yml, which Python takes for words of its own.
_Entry = TypedDict(
    "_Entry",
    {
        "name": str,
        "kind": str,
        "short": str,
        "field": str,
        "from": str,
        "to": str,
        "predecessor": str | list[str],
        "successor": str | list[str],
        "places": list[str],
        "paces": _Paces,
    },
    total=False,
)


class _County(TypedDict):
    kinds: Mapping[str, _Paces]
    organs: Mapping[str, _Entry]


def read_county() -> tuple[InventedOrgan, ...]:
    """All organs, predecessors before successors."""
    county = cast("_County", read_data("county.yml"))
    entries = county["organs"]

    def named(slugs: tuple[str, ...]) -> str:
        return "和".join(f"原{entries[slug]['short']}" for slug in slugs)

    return tuple(
        InventedOrgan(
            slug=slug,
            name=entry["name"],
            kind=OrganKind(entry["kind"]),
            short=entry["short"],
            field=entry["field"],
            first_year=int(entry.get("from", FIRST_YEAR)),
            last_year=int(entry.get("to", LAST_YEAR)),
            predecessors=_slugs(entry.get("predecessor", [])),
            successors=_slugs(entry.get("successor", [])),
            formerly=named(_slugs(entry.get("predecessor", []))),
            places=tuple(entry.get("places", [])),
            paces=_paces({**county["kinds"][entry["kind"]], **entry.get("paces", {})}),
        )
        for slug, entry in entries.items()
    )


def _slugs(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _paces(written: _Paces) -> dict[str, Pace]:
    return {
        name: (int(Decimal(first) * 1000), int(Decimal(last) * 1000))
        for name, (first, last) in written.items()
    }
