"""How a year's work is counted in the tables of its day, as figures.yml says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypedDict, cast

from ..form import Form, forms
from ..source import Number
from .completing import consistent_numbers, total
from .county import COUNTY, InventedOrgan
from .data import read_data
from .local_tables import LocalTable, local_numbers, local_table
from .work import Work

__all__ = ["Sheet", "completed", "count_work"]


@dataclass(frozen=True)
class Sheet:
    """The figures of a report, by address as references in prose write it.

    ``units`` holds what a cell names for itself, ``said`` what prose may call a figure; ``local``
    is the table of a year that had no official one, ``form`` the official form of any other.
    """

    form: Form | None
    local: LocalTable | None
    numbers: Mapping[str, Number]
    units: Mapping[str, str]
    said: Mapping[str, str]


class _Counting(TypedDict, total=False):
    cells: Mapping[str, str]
    by_applicant: Mapping[str, str]
    units: Mapping[str, str]
    said: Mapping[str, str]


class _Data(TypedDict):
    applicants: Mapping[str, str]
    forms: Mapping[str, _Counting]


def count_work(
    organs: Iterable[InventedOrgan], works: Mapping[tuple[str, int], Work]
) -> Mapping[tuple[str, int], Sheet]:
    """The sheet of every organ and year; the county's holds the sums of all organs.

    Every equation of a form is linear: sums of sheets in which it holds satisfy it, too.
    """
    sheets: dict[tuple[str, int], Sheet] = {}
    for organ in organs:
        so_far: list[Work] = []
        for year in organ.years:
            so_far.append(works[organ.slug, year])
            sheets[organ.slug, year] = _sheet(year, so_far)
    for place, sheet in sheets.items():
        if place[0] == COUNTY:
            all_organs = [s.numbers for (_, year), s in sheets.items() if year == place[1]]
            sums = {name: total(numbers[name] for numbers in all_organs) for name in sheet.numbers}
            sheets[place] = Sheet(sheet.form, sheet.local, sums, sheet.units, sheet.said)
    return sheets


def completed(form: Form, free: Mapping[str, Number]) -> dict[str, Number]:
    """All figures of a form, worked out from those that are free; what is not given is zero."""
    numbers = consistent_numbers(form, lambda address: free.get(address.dotted, 0))
    return {address.dotted: number for address, number in numbers.items()}


def _sheet(year: int, so_far: list[Work]) -> Sheet:
    local = local_table(year)
    if local is not None:
        return Sheet(None, local, local_numbers(local, so_far), {}, local.said)
    form = next(form for form in forms().values() if form.covers(year))
    data = cast("_Data", read_data("figures.yml"))
    counting, work = data["forms"][form.key], so_far[-1]
    free = {cell: amount(work, names) for cell, names in counting["cells"].items()}
    for row, names in counting.get("by_applicant", {}).items():
        for applicant in data["applicants"]:
            free[f"{row}.{applicant}"] = amount(work, names, f"/{applicant}")
    unknown = free.keys() - {address.dotted for address in form.measures}
    if unknown:
        raise KeyError(f"figures.yml: form {form.key} has no {sorted(unknown)}")
    return Sheet(form, None, completed(form, free), counting.get("units", {}), counting["said"])


def amount(work: Work, names: str, suffix: str = "") -> Number:
    """The sum of the amounts that ``known + granted`` names."""
    return total(work[name + suffix] for name in names.split(" + "))
