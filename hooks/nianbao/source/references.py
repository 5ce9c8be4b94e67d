"""References in prose, ``{{ 表.行.列 }}``: the figures they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..form import Address, Form, fold
from ..problem import Problems
from .figures import Figures
from .places import mark_at
from .unknown import suggestion_for

__all__ = ["Reference", "fill_references", "find_references"]

_REFERENCE = re.compile(r"\{\{([^{}\n]*)\}\}")
_SEPARATOR = re.compile(r"[.›]")
# Braces that are too few, wide, or apart: { 表.行 }, ｛｛ 表.行 ｝｝, { { 表.行 } }.
_LIKE_REFERENCE = re.compile(r"[{｛](?:[^\S\n]*[{｛])?([^{}｛｝\n]+)[}｝](?:[^\S\n]*[}｝])?")
_FIRST_PART = re.compile(r"\s*([^.．›]+?)\s*[.．›]")


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference: where it stands in the text, what it says, and the address it means."""

    start: int
    end: int
    written: str
    address: Address | None


def find_references(text: str, form: Form) -> Iterator[Reference]:
    """Every reference of a text, in order."""
    for match in _REFERENCE.finditer(text):
        address = _addresses(form).get(_folded(match[1]))
        yield Reference(match.start(), match.end(), match[1].strip(), address)


def fill_references(
    text: str, first_line: int, form: Form, figures: Figures, problems: Problems
) -> str:
    """The text with every reference replaced by the digits that the report has there.

    A reference that leads nowhere, or to a blank, is a problem and stays as it is.
    """
    filled, done = [], 0
    for reference in find_references(text, form):
        mark = mark_at(text, reference.start, first_line)
        figure = figures.get(reference.address) if reference.address else None
        if reference.address is None:
            known = (address.dotted for address in form.measures)
            suggestion = suggestion_for(reference.written, known, "reference-unknown", problems)
            problems.add(
                "reference-unknown",
                mark,
                f"表中没有“{reference.written}”",
                found=reference.written,
                expected=suggestion,
                advice=f"是不是 {{{{ {suggestion} }}}}？"
                if suggestion
                else "请照表中的行名和列名写成 {{ 表.行.列 }}",
            )
        elif figure is not None and figure.value is None:
            problems.add(
                "reference-blank",
                mark,
                "所引的格是空白，没有数可填",
                address=reference.address.parts,
                advice="请补上那一格的数，或者不引用它",
            )
        elif figure is not None:
            filled += [text[done : reference.start], figure.written]
            done = reference.end
    _note_halves(text, first_line, form, problems)
    return "".join([*filled, text[done:]])


def _note_halves(text: str, first_line: int, form: Form, problems: Problems) -> None:
    """Notes braces that do not pair, and single or wide ones around an address of the form."""
    rest = _REFERENCE.sub(lambda match: " " * len(match[0]), text)
    for match in re.finditer(r"\{\{|\}\}", rest):
        problems.add(
            "template-reference",
            mark_at(text, match.start(), first_line),
            f"这里的 {match[0]} 不成对，不会换成数",
            found=match[0],
            advice="请写成 {{ 表.行.列 }}，两边各两个花括号，写在同一行",
        )
    if not ("{" in rest or "｛" in rest):
        return
    tables = {fold(table) for table in form.tables}
    for match in _LIKE_REFERENCE.finditer(rest):
        first = _FIRST_PART.match(match[1])
        is_told = "{{" in match[0] or "}}" in match[0]
        if first is not None and fold(first[1]) in tables and not is_told:
            problems.add(
                "template-reference",
                mark_at(text, match.start(), first_line),
                f"“{match[0]}”不会换成数：引用的两边各是两个半角花括号",
                found=match[0],
                advice="请写成 {{ 表.行.列 }}，花括号之间不空格",
            )


@lru_cache(maxsize=32)
def _addresses(form: Form) -> dict[tuple[str, ...], Address]:
    """Every figure by the ways to name it; a row with one column does without the column."""
    named = {_folded(address.dotted): address for address in form.measures}
    for table in form.tables.values():
        for line in table.lines:
            if len(line.cells) == 1:
                named.setdefault(_folded(line.address.dotted), line.cells[0])
    return named


def _folded(written: str) -> tuple[str, ...]:
    return tuple(fold(part) for part in _SEPARATOR.split(written.strip()))
