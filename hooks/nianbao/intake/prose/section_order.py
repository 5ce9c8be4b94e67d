"""Where the sections of a form begin in a source: the best sequence over the whole document.

Every line is weighed as the title of every section: by its words, its number, how it is set and
what follows it. Sections keep the form's order, so the best-weighing increasing sequence is
chosen, by dynamic programming; no single line decides for itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import groupby

from ...form import Form, Section
from ...source import Element
from ..document import Block, Paragraph, SourceTable
from .section_titles import Level, Likeness, TitleLine, likeness_of

__all__ = ["ordered_sections"]

_LEAST = 2
_OWN_NUMBER, _OTHER_NUMBER, _LOWER_NUMBER = 4, -1, -5
_SET_AS_HEADING = 1
_LISTED = -2
_TABLE_BELOW, _TABLE_FURTHER, _TABLE_ABOVE = 3, 1, -4
_AFTER_TABLES, _BEFORE_TABLES, _WRONG_SIDE = 1, 1, -2
_NOTHING_BELOW = -3
# Between a title and its table stand no more paragraphs than that.
_NEAR = 6


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A block as the title of a section, and what speaks for it."""

    place: int
    section: int
    weight: int


def ordered_sections(
    form: Form, blocks: Sequence[Block], held: Mapping[int, Set[str]]
) -> dict[int, Section]:
    """The places of the sections' titles.

    ``held`` says for each place of a table which tables of the form it holds. A section whose
    title is nowhere is left out.
    """
    # For each section the best chain that ends with it, as far as the blocks have been read.
    best: dict[int, _Chain] = {}
    for _, beside in groupby(_candidates(form, blocks, held), key=lambda one: one.place):
        for chain in [_Chain.of(one, best) for one in beside]:
            known = best.get(chain.last.section)
            # Of equals the later goes: a table of contents stands before what it lists.
            if known is None or chain.weight >= known.weight:
                best[chain.last.section] = chain
    ends = sorted(best.values(), key=lambda chain: (chain.weight, chain.last.place))
    return {one.place: form.sections[one.section] for one in (ends[-1].all() if ends else ())}


@dataclass(frozen=True, slots=True)
class _Chain:
    """Titles one after the other, with all that speaks for them."""

    weight: int
    last: _Candidate
    before: _Chain | None

    @classmethod
    def of(cls, one: _Candidate, best: Mapping[int, _Chain]) -> _Chain:
        earlier = [chain for section, chain in best.items() if section < one.section]
        before = max(earlier, key=lambda chain: (chain.weight, chain.last.place), default=None)
        return cls(one.weight + (before.weight if before else 0), one, before)

    def all(self) -> Iterator[_Candidate]:
        chain: _Chain | None = self
        while chain is not None:
            yield chain.last
            chain = chain.before


def _candidates(
    form: Form, blocks: Sequence[Block], held: Mapping[int, Set[str]]
) -> Iterator[_Candidate]:
    """What may be titles, with less weight where a later title follows at once."""
    ahead: list[_Candidate] = []
    for one in (*_weighed(form, blocks, held), None):
        is_same = one is not None and ahead and ahead[0].place == one.place
        if ahead and not is_same:
            yield from (_lowered(each, one) for each in ahead)
            ahead = []
        if one is not None:
            ahead.append(one)


def _lowered(each: _Candidate, following: _Candidate | None) -> _Candidate:
    """A candidate with the weight it has before the first candidate on another place."""
    is_followed = (
        following is not None
        and following.place == each.place + 1
        and following.section > each.section
    )
    return replace(each, weight=each.weight + (_NOTHING_BELOW if is_followed else 0))


def _weighed(
    form: Form, blocks: Sequence[Block], held: Mapping[int, Set[str]]
) -> Iterator[_Candidate]:
    lines = {place: line for place, block in enumerate(blocks) if (line := _line(block))}
    likeness = {
        (place, number): likeness_of(line, section)
        for place, line in lines.items()
        for number, section in enumerate(form.sections)
    }
    level = _level_of_titles(lines, likeness)
    for place, block in enumerate(blocks):
        if place in held and isinstance(block, SourceTable):
            yield from _captions(form, place, block)
            continue
        for number, section in enumerate(form.sections):
            if place not in lines:
                continue
            line, like = lines[place], likeness[place, number]
            after = _what_follows(section, number, len(form.sections), place, held)
            is_free = not any(likeness[place, n] for n in range(len(form.sections)))
            if not like and not (is_free and _is_numbered_last(line, number, level, after)):
                continue
            weight = like + after + _weight_of_number(line, number, level)
            weight += _LISTED if line.is_listed else 0
            weight += _SET_AS_HEADING if _is_set_as_heading(block) else 0
            if weight >= _LEAST:
                yield _Candidate(place, number, weight)


def _line(block: Block) -> TitleLine | None:
    if not isinstance(block, Paragraph) or block.element.tag in ("ul", "ol", "blockquote"):
        return None
    return TitleLine.of(block.element.text)


def _level_of_titles(
    lines: Mapping[int, TitleLine], likeness: Mapping[tuple[int, int], Likeness]
) -> Level:
    """How the titles of this source are numbered: as most of what looks like one is."""
    best: dict[tuple[Level, int], int] = {}
    for (place, number), like in likeness.items():
        line = lines[place]
        weight = like + (_OWN_NUMBER if line.number == number + 1 else 0) if like else 0
        key = (line.level, number)
        best[key] = max(best.get(key, 0), weight)
    levels = (Level.CHAPTER, Level.PART, Level.ITEM)
    sums = {level: sum(w for (at, _), w in best.items() if at is level) for level in levels}
    return max(levels, key=lambda level: sums[level])


def _weight_of_number(line: TitleLine, number: int, level: Level) -> int:
    if line.level is Level.NONE:
        return 0
    if line.level is not level:
        return _LOWER_NUMBER
    return _OWN_NUMBER if line.number == number + 1 else _OTHER_NUMBER


def _is_numbered_last(line: TitleLine, number: int, level: Level, after: int) -> bool:
    """Whether a line, whatever it says, has a section's number where no other may stand.

    Below the tables a chapter of that number is that section.
    """
    return line.level is level and line.number == number + 1 and after == _AFTER_TABLES


def _what_follows(
    section: Section, number: int, count: int, place: int, held: Mapping[int, Set[str]]
) -> int:
    """What the tables above and below a line say of it as the title of a section."""
    if not held:
        return 0
    if section.table:
        own = [at for at, keys in held.items() if section.table in keys]
        below = [at for at in held if at > place]
        if own and max(own) < place:
            return _TABLE_ABOVE
        if not own or not below or section.table not in held[min(below)]:
            return 0
        return _TABLE_BELOW if min(below) - place <= _NEAR else _TABLE_FURTHER
    if number == 0:
        return _BEFORE_TABLES if place < min(held) else _TABLE_ABOVE
    is_after = number > count // 2 and place > max(held)
    return _AFTER_TABLES if is_after else _WRONG_SIDE


def _captions(form: Form, place: int, table: SourceTable) -> Iterator[_Candidate]:
    """The sections whose whole title a table has in its first rows."""
    for row in table.rows[:3]:
        for cell in row:
            line = TitleLine.of(cell.text)
            for number, section in enumerate(form.sections):
                if line and likeness_of(line, section) is Likeness.WHOLE:
                    yield _Candidate(place, number, _LEAST)


def _is_set_as_heading(block: Block) -> bool:
    if not isinstance(block, Paragraph):
        return False
    element = block.element
    children = [c for c in element.children if not isinstance(c, str) or c.strip()]
    is_strong = all(isinstance(c, Element) and c.tag == "strong" for c in children)
    return element.tag.startswith("h") or (is_strong and len(children) == 1)
