"""Which figures of two forms may be compared, and why others may not: as the forms say."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from .model import Comparable, Form
from .official_table import Address

__all__ = ["comparable_figures", "incomparable_figures", "stands_below"]

_NOTHING_SAID = "两份报告的格式不同，没有含义相同的数"


@lru_cache(maxsize=64)
def comparable_figures(form: Form, other: Form) -> Mapping[Address, Address]:
    """The figures of one form, each with the figure of the other that means the same."""
    if form is other:
        return MappingProxyType({address: address for address in form.measures})
    if other.key in form.comparable:
        return MappingProxyType(_declared(form, form.comparable[other.key], other))
    if form.key in other.comparable:
        inverse = _declared(other, other.comparable[form.key], form)
        return MappingProxyType({theirs: ours for ours, theirs in inverse.items()})
    return MappingProxyType({})


@lru_cache(maxsize=64)
def incomparable_figures(form: Form, other: Form) -> Mapping[Address, str]:
    """The figures of one form that none of the other means the same as, each with the reason."""
    same = comparable_figures(form, other)
    said = form.comparable.get(other.key)
    if said is not None:
        reasons = [(reason.ours, reason.why) for reason in said.reasons]
    elif (said := other.comparable.get(form.key)) is not None:
        reasons = [(reason.theirs, reason.why) for reason in said.reasons]
    else:
        reasons = []
    otherwise = (said.otherwise if said else "") or _NOTHING_SAID

    def why(dotted: str) -> str:
        found = (why for names, why in reasons if any(stands_below(dotted, n) for n in names))
        return next(found, otherwise)

    return MappingProxyType({a: why(a.dotted) for a in form.measures if a not in same})


def stands_below(dotted: str, name: str) -> bool:
    """Whether a dotted address is the one named, or begins with it."""
    return dotted == name or dotted.startswith(f"{name}.")


def _declared(form: Form, said: Comparable, other: Form) -> dict[Address, Address]:
    by_name = {address.dotted: address for address in other.measures}
    pairs = {}
    for address in form.measures:
        name = said.figures.get(address.dotted, address.dotted)
        if name in by_name and (address.table in said.tables or address.dotted in said.figures):
            pairs[address] = by_name[name]
    return pairs
