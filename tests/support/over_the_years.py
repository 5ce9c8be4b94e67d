"""Reports of one organ over the years, in the form of each year's time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from nianbao.facts import Facts, facts_of
from nianbao.form import Form, OrganKind, forms
from nianbao.problem import TOP
from nianbao.source import Figure, Organ, Report
from reading import full_report


def reports_of_forms(folder: Path) -> Mapping[str, Report]:
    """A report of every national form, by its key."""
    return {key: full_report(folder / key, form) for key, form in forms().items()}


def form_of(year: int) -> Form:
    """The form that a year's reports have."""
    return next(form for form in forms().values() if form.covers(year))


def report_of(by_form: Mapping[str, Report], organ: Organ, year: int, number: int | None) -> Report:
    """A report about a year in the form of its time, with this many new requests."""
    known = by_form[form_of(year).key]
    figure = known.form.indicators.get("新收申请") or known.form.indicators["收到申请"]
    (address,) = figure.addresses
    figures = {**known.figures, address: Figure(number, TOP)}
    return replace(known, organ=organ, year=year, figures=figures)


def facts_over_years(
    by_form: Mapping[str, Report], organ: Organ, numbers: Mapping[int, int | None]
) -> list[Facts]:
    """The facts of reports about these years, with so many new requests."""
    reports = (report_of(by_form, organ, year, number) for year, number in numbers.items())
    return [facts_of(report, (), {}) for report in reports]


def organ(slug: str, **ties: str | tuple[str, ...]) -> Organ:
    """An invented department with its ties to others."""
    fields = {key: (tie,) if isinstance(tie, str) else tie for key, tie in ties.items()}
    return replace(Organ(slug, f"示例县{slug}局", OrganKind.DEPARTMENT), **fields)  # type: ignore[arg-type]
