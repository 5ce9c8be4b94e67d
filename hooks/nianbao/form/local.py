"""Local forms: before 2014 each place had a table of its own, which its report declares."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from .editions import forms
from .load import load_form
from .model import Form, FormFigure
from .official_table import Label

__all__ = ["form_in_force", "local_form", "local_frame", "printed_labels"]


@cache
def local_frame() -> Form:
    """What all local forms share: sections, captions, years; its table has no rows."""
    return load_form(Path(__file__).with_name("local.yml"))


def form_in_force(year: int) -> Form:
    """The form for reports about a year: the newest that had come by then, else the frame."""
    return next((form for form in forms().values() if form.first_year <= year), local_frame())


def local_form(
    caption: str,
    columns: tuple[Label, ...],
    rows: tuple[Label, ...],
    figures: tuple[FormFigure, ...] = (),
) -> Form:
    """The form of one report; an empty caption or no columns leave those of the frame.

    ``figures`` are the indicators that the report says to be in its table.
    """
    frame = local_frame()
    tables = {}
    for key, table in frame.tables.items():
        (block,) = table.blocks
        block = replace(block, columns=columns or block.columns, rows=rows)
        tables[key] = replace(table, caption=caption or table.caption, blocks=(block,))
    return replace(frame, tables=tables, indicators={each.name: each for each in figures})


def printed_labels(form: Form) -> Mapping[tuple[str, ...], tuple[str, ...]]:
    """The labels of each row as a report's own table prints them, from the outside in.

    Of other forms everybody has the file: nothing is said of theirs.
    """
    if form.key != local_frame().key:
        return {}
    labels = (pair for table in form.tables.values() for pair in _printed(table.rows, (), ()))
    return dict(labels)


def _printed(
    labels: Iterable[Label], keys: tuple[str, ...], texts: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    for label in labels:
        own = (*keys, label.key), (*texts, label.text)
        yield own
        yield from _printed(label.children, *own)
