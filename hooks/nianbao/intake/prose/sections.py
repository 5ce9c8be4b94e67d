"""The sections of a report in a source: headings told by their titles, whatever their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from ...form import Form, Section, fold
from ...source import Element
from ..document import Block, Document, Paragraph
from ..tables.label_matching import bare, closeness
from .dates import published_in

__all__ = ["FoundSection", "Sections", "find_sections", "title_of"]

_LONGEST = 45
_TRAILING = re.compile(r"[\s.…·。:：]*[0-9]*\s*$")
_TITLE = re.compile(r"20[0-9]{2}\s*年.*(?:报告|年报)|(?:报告|年报).*20[0-9]{2}\s*年")
_NUMBER = re.compile(r"^\s*[一二三四五六七八九十]+\s*[、.．]\s*")
_FREE_HEADING = re.compile(r"[一二三四五六七八九十]+\s*[、.．][^。；]+")
_ALIKE = 0.8


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

    ``published`` is the day of publication that the source says, in its text or outside it.
    """

    title: str
    published: date | None
    lead: tuple[Block, ...]
    sections: tuple[FoundSection, ...]


def find_sections(form: Form, document: Document, used: Set[int]) -> Sections:
    """The sections of the form in the order of the form, or the source's own where it is free.

    ``used`` are the numbers of the tables that hold the form's figures: they go, and what they
    say of titles tells where a section begins.
    """
    blocks = list(document.blocks)
    tables = [n for n, block in enumerate(blocks) if not isinstance(block, Paragraph)]
    gone = {place for number, place in enumerate(tables) if number in used}
    find = _free_marks if form.free_sections else _marks
    marks = dict(find(form, blocks, gone))
    first = min(marks, default=len(blocks))
    title, titles = _title(document, blocks[:first])
    dates = _dates(blocks[:first])
    published = document.published or next(iter(dates.values()), None)
    lead = tuple(
        block
        for place, block in enumerate(blocks[:first])
        if not (place in titles or place in gone or place in dates or _is_listed(form, block))
    )
    found: dict[str, FoundSection] = {}
    for start, end in pairwise([*sorted(marks), len(blocks)]):
        heading, section = marks[start]
        block = blocks[start]
        printed = block.element.text.strip() if isinstance(block, Paragraph) else heading
        inside = (b for place, b in enumerate(blocks[start:end], start) if place not in gone)
        below = tuple(b for b in inside if b is not block)
        key = section.title if section else f"{start}"
        found[key] = FoundSection(heading, printed, block.place, below)
    absent = {s.title: FoundSection(s.title) for s in form.sections if s.title not in found}
    ordered = [*found.values(), *absent.values()]
    if not form.free_sections:
        ordered = [{**found, **absent}[section.title] for section in form.sections]
    return Sections(title, published, lead, tuple(ordered))


def title_of(document: Document) -> str:
    """The title of the report that a source is, or nothing where it does not say."""
    return _title(document, document.blocks)[0]


_Marks = Iterator[tuple[int, tuple[str, Section | None]]]


def _marks(form: Form, blocks: Sequence[Block], gone: Set[int]) -> _Marks:
    """Where each section of the form begins: the last places that are in the form's order.

    A table of contents names all sections, too, but earlier.
    """
    end = len(blocks)
    told = [n for n, block in enumerate(blocks) if isinstance(block, Paragraph) or n in gone]
    for section in reversed(form.sections):
        above = [n for n in told if n < end]
        places = [n for n in above if _names(section, blocks[n], exactly=True)]
        places = places or [n for n in above if _names(section, blocks[n], exactly=False)]
        if places:
            end = places[-1]
            yield end, (_heading(section, blocks[end]), section)


def _names(section: Section, block: Block, *, exactly: bool) -> bool:
    """Whether a block is the heading of a section, or a table has it as its caption."""
    if not isinstance(block, Paragraph):
        return exactly and any(
            _is_title(section, cell.text, exactly=True) for row in block.rows[:3] for cell in row
        )
    return block.element.tag != "ul" and _is_title(section, block.element.text, exactly=exactly)


def _is_title(section: Section, text: str, *, exactly: bool) -> bool:
    told = _TRAILING.sub("", text)
    if not told or len(told) > _LONGEST:
        return False
    titles = (section.title, *section.variants)
    if exactly:
        return fold(told) in {fold(title) for title in titles}
    return max(closeness(bare(told), bare(title)) for title in titles) >= _ALIKE


def _heading(section: Section, block: Block) -> str:
    """The official number, with the title as published where the form accepts it."""
    if not isinstance(block, Paragraph):
        return section.title
    told = _TRAILING.sub("", block.element.text)
    if fold(told) not in {fold(title) for title in (section.title, *section.variants)}:
        return section.title
    number = _NUMBER.match(section.title)
    own = _NUMBER.sub("", "".join(told.split()))
    return f"{number[0]}{own}" if number else "".join(told.split())


def _free_marks(form: Form, blocks: Sequence[Block], gone: Set[int]) -> _Marks:
    """The headings of a report that orders itself: numbered lines, or the largest headings."""
    official = next(iter(form.sections), None)
    numbered = [n for n, block in enumerate(blocks) if _is_numbered(block)]
    styled = [
        (block.element.tag, n)
        for n, block in enumerate(blocks)
        if isinstance(block, Paragraph) and re.fullmatch("h[2-6]", block.element.tag)
    ]
    top = min((tag for tag, _ in styled), default="")
    headings = numbered or [n for tag, n in styled if tag == top]
    table = _table_heading(official, blocks, gone) if official else None
    for place in sorted({*headings, *([] if table is None else [table])}):
        block = blocks[place]
        if not isinstance(block, Paragraph):
            continue
        text = "".join(block.element.text.split())
        is_exact = official is not None and _is_title(official, text, exactly=True)
        if official and (place == table or is_exact):
            yield place, (text if is_exact else official.title, official)
        else:
            yield place, (text, None)


def _is_numbered(block: Block) -> bool:
    if not isinstance(block, Paragraph) or block.element.tag in ("ul", "ol"):
        return False
    text = block.element.text.strip()
    return len(text) <= _LONGEST and bool(_FREE_HEADING.fullmatch(text))


def _table_heading(official: Section, blocks: Sequence[Block], gone: Set[int]) -> int | None:
    """The paragraph that announces the table of figures: the last such before it."""
    first = min(gone, default=0)
    titles = {bare(title) for title in (official.title, *official.variants)}
    for place in range(first - 1, max(first - 5, -1), -1):
        block = blocks[place]
        if not isinstance(block, Paragraph) or _is_numbered(block):
            return None
        text = block.element.text.strip()
        if len(text) <= _LONGEST and any(title in bare(text) for title in titles):
            above = blocks[place - 1] if place else None
            is_pair = isinstance(above, Paragraph) and _is_title(
                official, above.element.text, exactly=True
            )
            return place - 1 if is_pair else place
    return None


def _title(document: Document, blocks: Sequence[Block]) -> tuple[str, set[int]]:
    """The report's title and the places of the paragraphs that are it."""
    places: set[int] = set()
    title = ""
    for place, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            continue
        text = "".join(block.element.text.split())
        if len(text) > 70 or not _TITLE.search(text) or re.search("[，。]", text):
            continue
        above = blocks[place - 1] if place else None
        if text[:2] == "20" and isinstance(above, Paragraph) and _is_name(above.element):
            text = "".join(above.element.text.split()) + text
            places.add(place - 1)
        if not title or bare(text) == bare(title):
            title = title or text
            places.add(place)
    if not title and _TITLE.search(document.title):
        title = "".join(document.title.split())
    return title, places


def _dates(blocks: Sequence[Block]) -> dict[int, date]:
    """The paragraphs that say nothing but when the report was published, with that day."""
    days = {}
    for place, block in enumerate(blocks):
        text = block.element.text if isinstance(block, Paragraph) else ""
        if len(text) <= _LONGEST and (day := published_in(text)):
            days[place] = day
    return days


def _is_name(element: Element) -> bool:
    text = element.text.strip()
    return 3 <= len(text) <= 30 and not re.search("[，。：；0-9]", text)


def _is_listed(form: Form, block: Block) -> bool:
    """Whether a block before the first section is an entry of the table of contents."""
    if not isinstance(block, Paragraph):
        return False
    text = block.element.text.strip()
    return "".join(text.split()) == "目录" or any(
        _is_title(section, text, exactly=True) for section in form.sections
    )
