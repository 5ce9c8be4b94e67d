"""Which figures of two forms may be compared, and why others may not: as the forms say."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from .model import Comparable, Form, Incomparable
from .official_table import Address

__all__ = ["comparable_figures", "incomparable_figures", "incomparable_reasons", "stands_below"]

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
    reasons, otherwise = incomparable_reasons(form, other)

    def why(dotted: str) -> str:
        named = (r.why for r in reasons if any(stands_below(dotted, name) for name in r.ours))
        return next(named, otherwise)

    return MappingProxyType({a: why(a.dotted) for a in form.measures if a not in same})


def incomparable_reasons(form: Form, other: Form) -> tuple[tuple[Incomparable, ...], str]:
    """Why figures of two forms cannot be compared, and the reason for those that none names."""
    if other.key in form.comparable:
        said = form.comparable[other.key]
        return said.reasons, said.otherwise or _NOTHING_SAID
    if form.key in other.comparable:
        said = other.comparable[form.key]
        turned = tuple(Incomparable(r.why, ours=r.theirs, theirs=r.ours) for r in said.reasons)
        return turned, said.otherwise or _NOTHING_SAID
    return (), _NOTHING_SAID


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
