"""The rows of the small tables: organs, their names, forms, indicators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...facts import PortalFacts
from ...form import (
    Address,
    Form,
    Indicator,
    MeasureKind,
    comparable_figures,
    forms,
    incomparable_figures,
    indicators,
    local_frame,
    term_of,
)
from ...source import Organ
from ..web.addresses import absolute, indicator_path, organ_path
from .csv_text import CsvCell, address_cells
from .figure_rows import Row, yes_or_no
from .tables import data_tables

__all__ = ["small_tables"]

_KINDS = {MeasureKind.COUNT: "件数", MeasureKind.AMOUNT: "金额", MeasureKind.CHANGE: "增减"}
_BETWEEN = "；"


def small_tables(facts: PortalFacts, site_url: str) -> Mapping[str, tuple[Row, ...]]:
    """The rows of each table that is no longer than there are organs, or cells of forms."""
    return {
        "organs": tuple(_organ(organ, facts, site_url) for organ in facts.organs.values()),
        "organ_names": tuple(row for organ in facts.organs.values() for row in _names(organ)),
        "indicator_list": tuple(_indicator(each, site_url) for each in indicators().values()),
        "forms": (*(row for form in forms().values() for row in _form(form)), *_own(facts)),
    }


def _own(facts: PortalFacts) -> Iterator[Row]:
    """The cells of the tables that reports declare themselves, each code once."""
    head = data_tables()["forms"].head
    seen: set[CsvCell] = set()
    for each in (*facts.reports, *facts.superseded.values()):
        form = each.form
        if form.key == local_frame().key and not seen.issuperset(form.codes.values()):
            for row in _form(form):
                code = row[head.index("代码")]
                if code not in seen:
                    seen.add(code)
                    yield row


def _organ(organ: Organ, facts: PortalFacts, site_url: str) -> Row:
    def slugs(organs: Sequence[Organ]) -> str:
        return _BETWEEN.join(each.slug for each in organs)

    reports = facts.by_organ.get(organ.slug, ())
    return (
        *(organ.slug, organ.name, organ.kind, organ.parent, organ.first_year, organ.last_year),
        slugs(facts.lineage.earlier.get(organ.slug, ())),
        slugs(facts.lineage.later.get(organ.slug, ())),
        *(yes_or_no(organ.aggregate), len(reports)),
        absolute(site_url, organ_path(organ)) if reports else "",
    )


def _names(organ: Organ) -> Iterator[Row]:
    """The names that an organ had, oldest first, each with the years of its use."""
    first = organ.first_year
    for name, last in organ.former_names:
        yield organ.slug, name, first, last
        first = last + 1
    yield organ.slug, organ.name, first, organ.last_year


def _indicator(each: Indicator, site_url: str) -> Row:
    before = indicators()[each.before].code if each.before else ""
    parts = each.breakdown.parts if each.breakdown else ()
    places = (
        f"{form.name}=" + "+".join(form.codes[a] for a in form.indicators[each.name].addresses)
        for form in forms().values()
        if each.name in form.indicators
    )
    return (
        *(each.code, each.name, each.title, each.topic, each.says, before),
        _BETWEEN.join(indicators()[part].code for part in parts),
        _BETWEEN.join(places),
        absolute(site_url, indicator_path(each)) if each.slug else "",
    )


def _form(form: Form) -> Iterator[Row]:
    others = [other for other in forms().values() if other is not form]
    used: dict[Address, list[str]] = {}
    for name, figure in form.indicators.items():
        for address in figure.addresses:
            used.setdefault(address, []).append(indicators()[name].code)
    for number, (address, measure) in enumerate(form.measures.items(), 1):
        code = form.codes[address]
        table, column = _outer(form, address, code)
        dotted, table_name, row, column_name = address_cells(address)
        same = [other.name for other in others if address in comparable_figures(form, other)]
        reasons = (
            f"{other.name}：{why}"
            for other in others
            if (why := incomparable_figures(form, other).get(address))
        )
        yield (
            *(form.name, form.notice, code, table, code[len(table) + 1 : -len(column) - 1], column),
            *(dotted, table_name, row, column_name, number, measure.unit, _KINDS[measure.kind]),
            *(yes_or_no(address in form.totals), _meaning(address)),
            *(_BETWEEN.join(used.get(address, ())), _BETWEEN.join(same), _BETWEEN.join(reasons)),
        )


def _outer(form: Form, address: Address, code: str) -> tuple[str, str]:
    """The parts of a code that are the table's and the column's."""
    table = form.tables[address.table]
    at = code.index(table.code)
    return code[: at + len(table.code)], code.rpartition(".")[2]


def _meaning(address: Address) -> str:
    """What the glossary says of a row, of the groups above it and of its column."""
    table, row, column = address
    named = [Address(table, row[:depth]) for depth in range(len(row), 0, -1)]
    terms = dict.fromkeys(term_of(each) for each in (*named, Address(table, (), column)))
    return " ".join(f"{term.title}：{term.explanation}" for term in terms if term)
