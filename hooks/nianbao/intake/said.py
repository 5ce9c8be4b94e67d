"""What a file of our own says of its report outside the text, which only front matter can hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

__all__ = ["Said", "SaidCorrection", "SaidFault", "SaidFigure"]


@dataclass(frozen=True, slots=True)
class SaidCorrection:
    """One entry of the corrections: on which day what was changed, and why.

    Without ``what``, ``why`` is all that people read: what was changed, a colon, and why.
    """

    day: str
    what: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class SaidFault:
    """A fault that the report was published with: the code of its rule, where it is, and why.

    Without a ``rule``, ``reason`` is all that people read: the place, what is found there, and why.
    """

    rule: str
    address: str
    reason: str


@dataclass(frozen=True, slots=True)
class SaidFigure:
    """A figure as data have it: its number, nothing for a blank, and its note."""

    value: str
    note: str


@dataclass(frozen=True, slots=True)
class Said:
    """All that is said, as far as it is; ``is_superseded`` where a later text has replaced it.

    ``organ`` and ``year`` are whose report the data are of, if they say it. ``indicators`` are
    pairs of code and address, ``figures`` those of the data beside a text, by dotted address.
    """

    organ: str = ""
    year: str = ""
    version: str = ""
    is_superseded: bool = False
    time: str = ""
    description: str = ""
    original: str = ""
    corrections: tuple[SaidCorrection, ...] = ()
    faults: tuple[SaidFault, ...] = ()
    indicators: tuple[tuple[str, str], ...] = ()
    figures: Mapping[str, SaidFigure] = field(default_factory=lambda: MappingProxyType({}))
