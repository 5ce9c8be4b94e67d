"""Reads the official forms, which are YAML files beside this module."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias, cast

from ..own_data import read_own_data
from .codes import require_codes
from .comparing import stands_below
from .equations import equations_of, year_equations_of
from .indicators import indicators
from .labels import key_of
from .model import Comparable, Form, FormFigure, Incomparable, Section
from .official_table import COUNT, Block, Label, Layout, Measure, MeasureKind, Table
from .relation import FormError, Relation, Side, YearRelation

__all__ = ["form_of", "load_form", "official_data"]

_Yaml: TypeAlias = "str | int | Sequence[_Yaml] | Mapping[str, _Yaml] | None"


@cache
def official_data() -> Mapping[str, Mapping[str, Any]]:
    """What the files of the national forms say, by key; they are named for a year."""
    found = map(read_own_data, sorted(Path(__file__).parent.glob("20*.yml")))
    return {data["form"]: data for data in found}


def load_form(path: Path) -> Form:
    """One form from its file. Raises FormError as ``form_of`` does."""
    return form_of(read_own_data(path))


def form_of(data: Mapping[str, Any]) -> Form:
    """The form that such data describe.

    Raises FormError when a relation, an indicator or a reason names what no table has, when the
    rows of a table do not fill its width, or when its rows and columns have no codes of their own.
    """
    tables = {key: _table(key, table) for key, table in data["tables"].items()}
    relations = tuple(_relation(name, entry) for name, entry in data["relations"].items())
    sections = tuple(
        Section(
            title=entry["title"],
            variants=tuple(entry.get("variants", ())),
            table=entry.get("table", ""),
            own_words=entry.get("own_words", False),
        )
        for entry in data["sections"]
    )
    if {section.table for section in sections if section.table} != set(tables):
        raise FormError(f"{data['form']}: every table needs one section")
    figures = {
        name: _form_figure(name, parts, tables)
        for name, parts in data.get("indicators", {}).items()
    }
    return Form(
        key=data["form"],
        notice=data["notice"],
        first_year=data["years"]["from"],
        last_year=data["years"].get("to"),
        sections=sections,
        tables=tables,
        relations=relations,
        equations=tuple(e for relation in relations for e in equations_of(relation, tables)),
        expectations=tuple(
            equation
            for name, entry in data.get("expectations", {}).items()
            for equation in equations_of(_relation(name, entry), tables)
        ),
        across_years=tuple(
            equation
            for name, entry in data.get("across_years", {}).items()
            for equation in year_equations_of(_year_relation(name, entry), tables)
        ),
        comparable={
            key: _comparable(key, entry, tables)
            for key, entry in data.get("comparable", {}).items()
        },
        deadlines={kind: _month_day(day) for kind, day in data.get("deadlines", {}).items()},
        deadline_source=data.get("deadline_source", ""),
        instructions=tuple(data.get("instructions", ())),
        free_sections=data.get("free_sections", False),
        indicators=figures,
        main_figures=tuple(figures[name] for name in data.get("main_figures", ())),
    )


def _comparable(key: str, entry: Mapping[str, _Yaml], tables: Mapping[str, Table]) -> Comparable:
    def names(fields: Mapping[str, _Yaml], key: str) -> tuple[str, ...]:
        return tuple(cast("Sequence[str]", fields.get(key, ())))

    reasons = tuple(
        Incomparable(str(fields["why"]), names(fields, "ours"), names(fields, "theirs"))
        for fields in cast("Sequence[Mapping[str, _Yaml]]", entry.get("reasons", ()))
    )
    own = [address.dotted for table in tables.values() for address in table.measures]
    for name in (name for reason in reasons for name in reason.ours):
        if not any(stands_below(dotted, name) for dotted in own):
            raise FormError(f"comparable {key}: no figure stands at {name}")
    return Comparable(
        tables=names(entry, "tables"),
        figures=cast("Mapping[str, str]", entry.get("figures", {})),
        reasons=reasons,
        otherwise=str(entry.get("otherwise", "")),
    )


def _month_day(text: str) -> tuple[int, int]:
    month, day = text.split("-")
    return int(month), int(day)


def _table(key: str, entry: Mapping[str, _Yaml]) -> Table:
    blocks = tuple(
        Block(
            rows=_labels(block["rows"]),
            columns=_labels(block["columns"]),
            caption=block.get("caption", ""),
            corner=block.get("corner", ""),
            unit=block.get("unit", ""),
        )
        for block in cast("Sequence[Mapping[str, str]]", entry["blocks"])
    )
    widths = {sum(leaf.span for column in b.columns for leaf in column.leaves()) for b in blocks}
    if len(widths) != 1:
        raise FormError(f"{key}: blocks are {sorted(widths)} columns wide")
    layout = Layout(str(entry.get("layout", "down")))
    table = Table(key, str(entry["caption"]), blocks, layout, str(entry.get("code", "")))
    require_codes(table)
    return table


def _labels(entries: _Yaml) -> tuple[Label, ...]:
    return tuple(_label(entry) for entry in cast("Sequence[_Yaml]", entries))


def _label(entry: _Yaml) -> Label:
    if isinstance(entry, str):
        return Label(entry, key_of(entry))
    fields = cast("Mapping[str, str]", entry)
    measure = None
    if "kind" in fields or "unit" in fields:
        kind = MeasureKind(fields.get("kind", COUNT.kind))
        measure = Measure(kind, fields.get("unit", COUNT.unit))
    return Label(
        text=fields["label"],
        key=fields.get("key", key_of(fields["label"])),
        children=_labels(fields.get("children", ())),
        measure=measure,
        span=int(fields.get("span", 1)),
        counted=bool(fields.get("counted", False)),
        variants=tuple(fields.get("variants", ())),
        code=fields.get("code", ""),
    )


def _form_figure(name: str, parts: str | Sequence[str], tables: Mapping[str, Table]) -> FormFigure:
    """An indicator from the dotted address of its only part, or from those of its parts."""
    if name not in indicators():
        raise FormError(f"{name}: there is no indicator of that name")
    measures = {a.dotted: (a, m) for table in tables.values() for a, m in table.measures.items()}
    found = []
    for part in (parts,) if isinstance(parts, str) else parts:
        pattern = re.compile(re.escape(part).replace(r"\*", "[^.]+"))
        matching = [measure for dotted, measure in measures.items() if pattern.fullmatch(dotted)]
        if not matching:
            raise FormError(f"{name}: no figure stands at {part}")
        found += matching
    if len({measure for _, measure in found}) != 1:
        raise FormError(f"{name}: its parts do not count the same")
    return FormFigure(name, found[0][1].unit, tuple(address for address, _ in found))


def _relation(name: str, entry: Mapping[str, _Yaml]) -> Relation:
    def side(key: str) -> Side | None:
        if key not in entry:
            return None
        fields = cast("Mapping[str, Sequence[str]]", entry[key])
        return Side(str(fields["name"]), tuple(fields["of"]))

    return Relation(
        name=name,
        code=str(entry["code"]),
        statement=str(entry["statement"]),
        table=str(entry.get("table", "")),
        every=str(entry.get("every", "")),
        rows=tuple(cast("Sequence[str]", entry.get("rows", ()))),
        left=side("left"),
        right=side("right"),
        at_most=bool(entry.get("at_most", False)),
    )


def _year_relation(name: str, entry: Mapping[str, _Yaml]) -> YearRelation:
    def names(key: str) -> tuple[str, ...]:
        return tuple(cast("Sequence[str]", entry.get(key, ())))

    (now,) = names("now")
    return YearRelation(
        name=name,
        code=str(entry["code"]),
        statement=str(entry["statement"]),
        table=str(entry["table"]),
        every=str(entry["every"]),
        before=names("before"),
        now=now,
        rows=names("rows"),
        plus=names("plus"),
        minus=names("minus"),
    )
