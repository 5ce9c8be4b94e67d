"""The sections of a report in a source, each with what stands below its title."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import TypeGuard

from ...form import Form, Section, fold
from ...source import Element
from ..document import Block, Document, Paragraph
from .free_sections import free_marks
from .joined_titles import with_titles_apart
from .printed_captions import printed_captions
from .report_title import report_title
from .section_order import ordered_sections
from .section_titles import Level, Likeness, TitleLine, likeness_of, number_of

__all__ = ["FoundSection", "Sections", "find_sections"]

_TRAILING = re.compile(r"[\s.…·。:：]*[0-9]*\s*$")
_LONGEST_WORDS = 20
_NUMBER = re.compile(r"^\s*[一二三四五六七八九十]+\s*[、.．]\s*")


@dataclass(frozen=True, slots=True)
class FoundSection:
    """One section: its heading as it will be written and as it stood, and what is below.

    One that the form has and the source has not stands nowhere.
    """

    heading: str
    printed: str = ""
    place: str = ""
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Sections:
    """A source in sections; ``lead`` is what stands before the first, without the title.

    ``published`` is the day of publication that the source says, in its text or outside it;
    ``days`` are paragraphs below the title that hold a day without saying of what, ``aside``
    words before the first section that are no text: of a menu, the name of a site.
    """

    title: str
    published: date | None
    lead: tuple[Block, ...]
    sections: tuple[FoundSection, ...]
    days: tuple[Paragraph, ...] = ()
    aside: tuple[Paragraph, ...] = ()


def find_sections(
    form: Form,
    document: Document,
    used: Set[int],
    holds: Mapping[int, Set[str]] = MappingProxyType({}),
) -> Sections:
    """The sections of the form in the order of the form, or the source's own where it is free.

    ``used`` are the numbers of the tables that hold the form's figures: they go, and what they
    say of titles tells where a section begins. ``holds`` says which of the form's tables each is.
    """
    blocks = list(document.blocks)
    if not form.free_sections:
        blocks = with_titles_apart(form, blocks)
    tables = [n for n, block in enumerate(blocks) if not isinstance(block, Paragraph)]
    gone = {place: number for number, place in enumerate(tables) if number in used}
    if form.free_sections:
        marks = dict(free_marks(form, blocks, gone.keys()))
    else:
        held = {place: holds.get(number, frozenset()) for place, number in gone.items()}
        ordered = ordered_sections(form, blocks, held)
        marks = {n: (_heading(s, blocks[n]), s) for n, s in ordered.items()}
    gone_places = {*gone, *(p for p in printed_captions(form, blocks, gone) if p not in marks)}
    first = min(marks, default=len(blocks))
    title = report_title(document, blocks[:first])
    apart = title.places | title.named | title.unnamed | gone_places
    lead = tuple(
        block
        for place, block in enumerate(blocks[:first])
        if place not in apart and not _is_listed(form, block)
    )
    aside = () if form.free_sections else tuple(b for b in lead if _is_no_text(b))
    if aside:
        lead = tuple(block for block in lead if not _is_no_text(block))
    found: dict[str, FoundSection] = {}
    for start, end in pairwise([*sorted(marks), len(blocks)]):
        heading, section = marks[start]
        block = blocks[start]
        printed = block.element.text.strip() if isinstance(block, Paragraph) else heading
        inside = (b for place, b in enumerate(blocks[start:end], start) if place not in gone_places)
        content = tuple(b for b in inside if b is not block)
        key = section.title if section else f"{start}"
        found[key] = FoundSection(heading, printed, block.place, content)
    absent = {s.title: FoundSection(s.title) for s in form.sections if s.title not in found}
    sections = [*found.values(), *absent.values()]
    if not form.free_sections:
        sections = [{**found, **absent}[section.title] for section in form.sections]
    below = (blocks[place] for place in sorted(title.unnamed))
    days = tuple(block for block in below if isinstance(block, Paragraph))
    return Sections(title.text, title.published, lead, tuple(sections), days, tuple(aside))


def _heading(section: Section, block: Block) -> str:
    """The official number, with the title as published where the form accepts it."""
    if not isinstance(block, Paragraph):
        return section.title
    _, _, told = number_of(_TRAILING.sub("", block.element.text))
    own = "".join(told.split())
    if fold(own) not in {fold(title) for title in (section.title, *section.variants)}:
        return section.title
    number = _NUMBER.match(section.title)
    return f"{number[0]}{own}" if number else own


def _is_no_text(block: Block) -> TypeGuard[Paragraph]:
    """Whether a paragraph is a few words without a sentence, and no heading."""
    if not isinstance(block, Paragraph) or block.element.tag != "p":
        return False
    text = block.element.text.strip()
    if not text or len(text) > _LONGEST_WORDS or number_of(text)[0] is not Level.NONE:
        return False
    return not re.search("[，。；：、？！]", text)


def _is_listed(form: Form, block: Block) -> bool:
    """Whether a block before the first section is an entry of the table of contents, or all."""
    if not isinstance(block, Paragraph):
        return False
    if block.element.tag in ("ul", "ol"):
        items = [piece.text for piece in block.element.children if isinstance(piece, Element)]
        return bool(items) and all(_is_title(form, text) for text in items)
    text = "".join(block.element.text.split())
    return text == "目录" or _is_title(form, text)


def _is_title(form: Form, text: str) -> bool:
    line = TitleLine.of("".join(text.split()))
    if form.free_sections or line is None:
        return False
    return any(likeness_of(line, section) is Likeness.WHOLE for section in form.sections)
