"""The running text of pages: pieces as they stand in the page -> paragraphs of plain elements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from types import MappingProxyType
from typing import TypeAlias

from ...source import Element, Piece
from .html_tree import collapse, unbroken

__all__ = ["BREAK", "Atom", "Run", "Style", "paragraphs"]


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set: strong and em by what they mean, bold by looks only; its link."""

    strong: bool = False
    bold: bool = False
    em: bool = False
    code: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one style, as the page has it."""

    text: str
    style: Style = Style()


Atom: TypeAlias = "Run | Element"
BREAK = Element("br")

_INDENTED = re.compile("[ \t\r\n]*(?:\u3000|\u2003|\xa0{2})")
# A line of its own that is the heading of a section, in a page without headings.
_NUMBERED = re.compile("\\s*[一二三四五六七八九十]{1,3}、[^。；\n]{2,40}")
_OBJECT = "\ufffc"
_EDGES = " \u3000"
# Longer than that, bold is how the whole text looks and no heading.
_MAX_HEADING = 60


def paragraphs(atoms: Sequence[Atom], *, heading: bool) -> Iterator[tuple[Piece, ...]]:
    """The paragraphs of the text between two blocks; an empty line or an indent parts them.

    In a ``heading`` nothing is strong: all of it is.
    """
    paragraph: list[Atom] = []
    parted = True
    for line in _lines(atoms):
        text = "".join(atom.text for atom in line if isinstance(atom, Run))
        if not _tidy(line):
            parted = True
            continue
        alone = bool(_NUMBERED.fullmatch(text))
        if paragraph:
            if parted or alone or _INDENTED.match(text):
                yield _built(paragraph, heading=heading)
                paragraph = []
            else:
                paragraph.append(BREAK)
        paragraph += line
        parted = alone
    if paragraph:
        yield _built(paragraph, heading=heading)


def _lines(atoms: Sequence[Atom]) -> Iterator[list[Atom]]:
    line: list[Atom] = []
    for atom in atoms:
        if atom is BREAK:
            yield line
            line = []
        else:
            line.append(atom)
    yield line


def _built(atoms: list[Atom], *, heading: bool) -> tuple[Piece, ...]:
    runs: list[Atom] = []
    for line in _lines(atoms):
        runs += [BREAK] * bool(runs) + _tidy(line)
    words = [atom for atom in runs if isinstance(atom, Run) and atom.text.strip(_EDGES)]
    length = sum(len(run.text) for run in words)
    whole = all(run.style.strong or run.style.bold for run in words)
    is_text = heading or (whole and length > _MAX_HEADING)
    return tuple(_nested([_meant(atom, is_text=is_text, heading=heading) for atom in runs]))


def _meant(atom: Atom, *, is_text: bool, heading: bool) -> Atom:
    """A run whose bold look is strong, or is nothing where all the text looks so."""
    if not isinstance(atom, Run):
        return atom
    style = atom.style
    strong = not heading and (style.strong or (style.bold and not is_text))
    return replace(atom, style=replace(style, strong=strong, bold=False))


def _tidy(line: Sequence[Atom]) -> list[Atom]:
    """One line with its white space collapsed, and none at its ends."""
    tidy: list[Atom] = []
    space = True
    pieces = unbroken([atom.text if isinstance(atom, Run) else _OBJECT for atom in line])
    whole = [
        Run(piece, atom.style) if isinstance(atom, Run) else atom
        for atom, piece in zip(line, pieces, strict=True)
    ]
    for style, group in groupby(whole, lambda atom: atom.style if isinstance(atom, Run) else None):
        if style is None:
            tidy += group
            space = False
            continue
        text = collapse("".join(atom.text for atom in group if isinstance(atom, Run)))
        if not tidy:
            text = text.lstrip(_EDGES)
        elif space:
            text = text.lstrip(" ")
        if text:
            space = text.endswith(" ")
            tidy.append(Run(text, style))
    while tidy and isinstance(tidy[-1], Run):
        last = tidy[-1]
        text = last.text.rstrip(_EDGES)
        if text:
            tidy[-1] = Run(text, last.style)
            break
        tidy.pop()
    return tidy


def _nested(atoms: Sequence[Atom]) -> Iterator[Piece]:
    """Runs of equal style inside one element each: strong, then a, then em, then code."""
    for strong, inside in groupby(atoms, lambda atom: _style(atom).strong):
        pieces = tuple(_linked(list(inside)))
        yield from (Element("strong", children=pieces),) if strong else pieces


def _linked(atoms: Sequence[Atom]) -> Iterator[Piece]:
    for href, inside in groupby(atoms, lambda atom: _style(atom).href):
        pieces = tuple(_emphasised(list(inside)))
        if href:
            yield Element("a", MappingProxyType({"href": href}), pieces)
        else:
            yield from pieces


def _emphasised(atoms: Sequence[Atom]) -> Iterator[Piece]:
    for (em, code), inside in groupby(atoms, lambda atom: (_style(atom).em, _style(atom).code)):
        pieces: tuple[Piece, ...] = tuple(_joined(list(inside)))
        if code:
            pieces = (Element("code", children=pieces),)
        if em:
            pieces = (Element("em", children=pieces),)
        yield from pieces


def _joined(atoms: Sequence[Atom]) -> Iterator[Piece]:
    """Text in as few pieces as possible, with the elements between."""
    for is_text, inside in groupby(atoms, lambda atom: isinstance(atom, Run)):
        if is_text:
            yield "".join(atom.text for atom in inside)
        else:
            yield from (atom for atom in inside if isinstance(atom, Element))


def _style(atom: Atom) -> Style:
    return atom.style if isinstance(atom, Run) else Style()
