"""All that a browser has to know of the forms to fill them in and check them: as JSON.

Figures are named by their place in the form's list of figures, so that relations are short.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from typing import TypeAlias

from ...form import (
    Address,
    Cell,
    Equation,
    Form,
    Label,
    Section,
    Table,
    YearEquation,
    comparable_figures,
    forms,
    lay_out,
    local_frame,
    named_labels,
)
from ...problem import Severity, catalogue
from ...program_files import OWN_SCHEMAS, SCHEMAS
from ...settings import HouseRules
from ...source import UNVERIFIED, Organ
from ...source.front_matter import KEYS, YEARS
from ..whole_words import in_words

__all__ = ["filling_data"]

_Json: TypeAlias = "str | int | bool | Sequence[_Json] | Mapping[str, _Json] | None"
_Places: TypeAlias = Mapping[Address, int]

_CODES = ("amount-decimals", "leap", "likely-cell", "number-format", "section-empty")
_MORE_CODES = ("section-missing", "section-only-none", "template-text", "undecided", "unverified")


def filling_data(organs: Iterable[Organ], rules: HouseRules) -> Mapping[str, _Json]:
    """The forms, newest first and the frame of local ones last; the organs that may be chosen.

    ``severities`` are those of the site by code; a code that it leaves out has none. ``same`` are
    the figures that mean the same in two forms, as places in both, by the keys of these.
    """
    found = [*forms().values(), local_frame()]
    codes = {*_CODES, *_MORE_CODES}
    for form in found:
        codes |= {relation.code for relation in form.relations}
        codes |= {equation.relation.code for equation in form.expectations}
        codes |= {equation.relation.code for equation in form.across_years}
    return {
        "organs": [[organ.slug, organ.name] for organ in organs],
        "keys": list(KEYS),
        "years": [YEARS.start, YEARS.stop - 1],
        "unverified": UNVERIFIED,
        "severities": {
            code: severity.value
            for code in sorted(codes)
            if (severity := _severity(code, rules)) is not None
        },
        "forms": [_form(form) for form in found],
        "same": {
            f"{form.key}|{other.key}": _same(form, other)
            for form, other in product(found[:-1], found[:-1])
            if form is not other
        },
    }


def _severity(code: str, rules: HouseRules) -> Severity | None:
    """What a problem weighs on this site, of a report that is not published yet.

    Nothing lowers the arithmetic of such a report: as check/settling.py has it.
    """
    own = catalogue()[code].severity
    chosen = rules.severities.get(code, own)
    is_fixed = catalogue()[code].group.name == "ARITHMETIC" and own is Severity.ERROR
    return own if is_fixed else chosen


def _form(form: Form) -> _Json:
    places = {address: place for place, address in enumerate(form.measures)}
    is_local = form.key == local_frame().key
    name = "local" if is_local else form.key
    return {
        "key": form.key,
        "notice": form.notice,
        "from": form.first_year,
        "to": form.last_year,
        "local": is_local,
        "free": form.free_sections,
        "schema": f"../../{OWN_SCHEMAS if form.base else SCHEMAS}/{name}.json",
        "instructions": form.instructions,
        "sections": [_section(section) for section in form.sections],
        "tables": [_table(table, places) for table in form.tables.values()],
        "figures": [
            {"at": [a.table, a.row, a.column], "kind": m.kind.value, "unit": m.unit}
            for a, m in form.measures.items()
        ],
        "rule": {
            "name": form.number_rule.name,
            "code": form.number_rule.code,
            "statement": form.number_rule.statement,
        },
        "equations": [_equation(e, places) for e in form.equations],
        "expectations": [_equation(e, places) for e in form.expectations],
        "years": [_year_equation(e, places) for e in form.across_years],
    }


def _section(section: Section) -> _Json:
    return {
        "title": section.title,
        "words": [
            piece if isinstance(piece, str) else [piece.text] for piece in in_words(section.title)
        ],
        "variants": section.variants,
        "table": section.table,
        "own": section.own_words,
    }


def _table(table: Table, places: _Places) -> _Json:
    """A table as printed, its rows as front matter names them, and its lines of figures."""
    grid = lay_out(table)
    lines = {line.address.row: place for place, line in enumerate(table.lines)}
    return {
        "key": table.key,
        "caption": table.caption,
        "layout": table.layout.value,
        "grid": [
            {"head": row.head, "cells": [_cell(cell, places) for cell in row.cells]}
            for row in grid.rows
        ],
        "names": [_name(label, (), lines) for label in named_labels(table.rows)],
        "lines": [
            {
                "row": line.address.row,
                "columns": [[column.key, column.text] for column in line.columns],
                "cells": [places[cell] for cell in line.cells],
            }
            for line in table.lines
        ],
        "corner": table.blocks[0].corner,
        "unit": table.blocks[0].unit,
    }


def _cell(cell: Cell, places: _Places) -> _Json:
    """A printed cell; what is as usual is left out."""
    said: dict[str, _Json] = {"role": cell.role.value, "row": cell.row, "column": cell.column}
    if cell.rowspan > 1:
        said["rowspan"] = cell.rowspan
    if cell.colspan > 1:
        said["colspan"] = cell.colspan
    if cell.text:
        said["text"] = cell.text
    if cell.level:
        said["level"] = cell.level
    if cell.address is not None:
        said["figure"] = places[cell.address]
    return said


def _name(label: Label, above: tuple[str, ...], lines: Mapping[tuple[str, ...], int]) -> _Json:
    """A row or a group of rows; ``line`` is there where it has figures of its own."""
    path = (*above, label.key)
    return {
        "key": label.key,
        "text": label.text,
        "line": lines[path] if label.has_figures else None,
        "below": [_name(child, path, lines) for child in named_labels(label.children)],
    }


def _equation(equation: Equation, places: _Places) -> _Json:
    relation = equation.relation
    if relation.left is None or relation.right is None:
        raise ValueError(relation.name)
    return {
        "code": relation.code,
        "name": relation.name,
        "statement": relation.statement,
        "every": relation.every,
        "most": relation.at_most,
        "at": equation.subject.parts,
        "subject": equation.subject.column or equation.subject.row[-1],
        "leftName": relation.left.name,
        "rightName": relation.right.name,
        "left": [places[cell] for cell in equation.left],
        "right": [places[cell] for cell in equation.right],
    }


def _year_equation(equation: YearEquation, places: _Places) -> _Json:
    return {
        "code": equation.relation.code,
        "name": equation.relation.name,
        "statement": equation.relation.statement,
        "every": equation.relation.every,
        "before": [places[cell] for cell in equation.before],
        "plus": [places[cell] for cell in equation.plus],
        "minus": [places[cell] for cell in equation.minus],
        "now": places[equation.now],
    }


def _same(form: Form, other: Form) -> _Json:
    ours = {address: place for place, address in enumerate(form.measures)}
    theirs = {address: place for place, address in enumerate(other.measures)}
    return [[ours[a], theirs[b]] for a, b in comparable_figures(form, other).items()]
