"""名词解释: the terms of the tables that readers may not know, and the labels they explain."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..own_data import read_own_data
from .editions import forms
from .labels import key_of
from .official_table import Address, Label, Layout, Table
from .relation import FormError

__all__ = ["Term", "glossary", "load_terms", "term_of", "terms_of"]

_KEYS = {"title", "explanation", "source", "labels"}


@dataclass(frozen=True, slots=True)
class Term:
    """A term as people look it up, with what it means and the provision behind it.

    ``key`` is the term itself and its anchor on the glossary's page, ``title`` how it is headed,
    ``group`` the heading it stands under. ``labels`` are the rows and columns that it explains, by
    their dotted names, and the tables that it explains as a whole.
    """

    key: str
    title: str
    explanation: str
    source: str
    group: str
    labels: tuple[str, ...]


@cache
def glossary() -> Mapping[str, Term]:
    """All terms by key, in the order of the glossary's page."""
    return load_terms(Path(__file__).with_name("terms.yml"))


def terms_of(table: Table) -> tuple[Term, ...]:
    """The terms that a reader of the table may not know, in printed order, each once.

    First come those that explain the table as a whole.
    """
    by_label = _by_label()
    names = (table.key, *(label.dotted for label in _labels_of(table)))
    return tuple(dict.fromkeys(term for name in names for term in by_label.get(name, ())))


def term_of(label: Address) -> Term | None:
    """The term that explains a row, a group of rows or a column, if one does."""
    return next(iter(_by_label().get(label.dotted, ())), None)


def load_terms(path: Path) -> Mapping[str, Term]:
    """The terms in a file.

    Raises FormError when a term lacks its explanation or source, has a key that no address can
    end in, or names a label that no form has or that another term explains already.
    """
    terms = {
        key: _term(key, group, entry)
        for group, entries in read_own_data(path).items()
        for key, entry in entries.items()
    }
    tables = {table for form in forms().values() for table in form.tables.values()}
    names = {label.dotted for table in tables for label in _labels_of(table)}
    whole_tables = {table.key for table in tables}
    explained: dict[str, str] = {}
    for term in terms.values():
        for label in term.labels:
            if label not in names | whole_tables:
                raise FormError(f"{term.key}: no form has the label {label}")
            if label in explained:
                raise FormError(f"{term.key}: {explained[label]} explains {label} already")
            if label in names:
                explained[label] = term.key
    return terms


def _term(key: str, group: str, entry: Mapping[str, str]) -> Term:
    if not re.fullmatch(r"\w+", key):
        raise FormError(f"{key}: a term's key has letters and digits only")
    if not set(entry) <= _KEYS or not entry.get("explanation") or not entry.get("source"):
        raise FormError(f"{key}: a term has an explanation, a source and no other keys")
    return Term(
        key=key,
        title=entry.get("title", key),
        explanation=entry["explanation"],
        source=entry["source"],
        group=group,
        labels=tuple(entry.get("labels", ())),
    )


@cache
def _by_label() -> Mapping[str, tuple[Term, ...]]:
    """The terms by what they explain: one for a row or column, some for a whole table."""
    by_label: dict[str, list[Term]] = {}
    for term in glossary().values():
        for label in term.labels:
            by_label.setdefault(label, []).append(term)
    return {label: tuple(terms) for label, terms in by_label.items()}


def _labels_of(table: Table) -> Iterator[Address]:
    """Every row, group and column of a table, in printed order.

    A group that takes no part in addresses stands under its printed name.
    """
    for block in table.blocks:
        rows = [Address(table.key, path) for path in _paths(block.rows, ())]
        columns = [Address(table.key, (), path[-1]) for path in _paths(block.columns, ())]
        yield from (*rows, *columns) if table.layout is Layout.ACROSS else (*columns, *rows)


def _paths(labels: Iterable[Label], above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for label in labels:
        yield (*above, label.key or key_of(label.text))
        yield from _paths(label.children, (*above, label.key) if label.key else above)
