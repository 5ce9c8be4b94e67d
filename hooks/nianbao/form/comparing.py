"""Which figures of two forms may be compared: only what the forms say means the same."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from .model import Comparable, Form
from .official_table import Address

__all__ = ["comparable_figures"]


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


def _declared(form: Form, said: Comparable, other: Form) -> dict[Address, Address]:
    by_name = {address.dotted: address for address in other.measures}
    pairs = {}
    for address in form.measures:
        name = said.figures.get(address.dotted, address.dotted)
        if name in by_name and (address.table in said.tables or address.dotted in said.figures):
            pairs[address] = by_name[name]
    return pairs
