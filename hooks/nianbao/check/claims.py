"""What the prose claims of figures: numbers that plain sentences give for them.

What the prose may say, and of which figures, is data: ``claims.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache
from pathlib import Path
from typing import TypedDict, cast

from ..form import Address, Form, Table
from ..own_data import read_own_data
from ..source import Number, bounded
from .folded import FoldedProse

__all__ = ["FACTORS", "Claim", "Statement", "money_in", "names_a_part", "statements_in"]

FACTORS = {"元": Decimal(1), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)}
"""How many yuan each unit of money is."""

_YEAR = re.compile(r"(20\d\d)年")
_MOST_DIGITS = 15
_CLAUSE_END = re.compile("[，、；：,;:（(]")
_COUNTED = re.compile("[0-9](?:[件条份篇个次部项宗起期场]|余[件条份篇个次])")


class _Entry(TypedDict, total=False):
    name: str
    table: str
    figures: list[list[str]]
    row: str
    says: list[str]
    none: list[str]
    about: str
    unless: str
    aside: str
    part: bool


@dataclass(frozen=True, slots=True)
class _Wording:
    """How one claim is worded, in whatever form it has its figures."""

    name: str
    entry: _Entry
    says: tuple[re.Pattern[str], ...]
    says_none: tuple[re.Pattern[str], ...]
    about: re.Pattern[str] | None
    unless: re.Pattern[str]
    aside: re.Pattern[str]
    row: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing the prose may say of a form's figures, and the sums one of which it must equal.

    ``unit`` is what the figures are counted in.
    """

    name: str
    table: str
    sums: tuple[tuple[Address, ...], ...]
    unit: str
    wording: _Wording


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim made in a sentence: its words, and the number in the unit of the figures.

    ``is_plain`` when the sentence can mean nothing but the tables' figures; ``subject`` is what
    stands before the words in their clause.
    ``start`` and ``end`` are where the words begin and end in the sentence, which begins at
    ``sentence_start`` of the folded prose. ``step`` is the last place of the number: 0.01 for
    3.25, and 0 for a count.
    """

    claim: Claim
    number: Number
    words: str
    sentence: str
    sentence_start: int
    start: int
    end: int
    step: Decimal = Decimal(0)
    is_plain: bool = False

    @property
    def subject(self) -> str:
        """What stands before the words in their clause."""
        return _CLAUSE_END.split(self.sentence[: self.start])[-1]

    @property
    def place(self) -> int:
        """Where the words begin in the folded prose."""
        return self.sentence_start + self.start


def statements_in(prose: FoldedProse) -> tuple[Statement, ...]:
    """Every claim that a sentence makes, those too that may be about a part of a figure."""
    claims = _claims(prose.report.form)
    return tuple(
        replace(statement, is_plain=_is_plain(statement, prose))
        for start, sentence in prose.sentences_with(_keywords())
        for claim in claims
        for statement in _said(claim, sentence, start)
    )


def money_in(match: re.Match[str], unit: str) -> tuple[Decimal, Decimal]:
    """The amount that a match says, in a unit, and the worth of its last place."""
    digits = match["number"].replace(",", "")[:_MOST_DIGITS]
    worth = FACTORS[match["money"]] / FACTORS[unit]
    return Decimal(digits) * worth, Decimal(10) ** -len(digits.partition(".")[2]) * worth


def _said(claim: Claim, sentence: str, sentence_start: int) -> Iterator[Statement]:
    """Where a sentence makes the claim, and the number it says."""
    for pattern in claim.wording.says:
        for match in pattern.finditer(sentence):
            number: Number
            number, step = bounded(match["number"].partition(".")[0].replace(",", "")), Decimal(0)
            if "money" in pattern.groupindex:
                number, step = money_in(match, claim.unit)
            yield Statement(
                claim, number, match[0], sentence, sentence_start, match.start(), match.end(), step
            )
    for pattern in claim.wording.says_none:
        for match in pattern.finditer(sentence):
            yield Statement(
                claim, 0, match[0], sentence, sentence_start, match.start(), match.end()
            )


def _is_plain(statement: Statement, prose: FoldedProse) -> bool:
    """Whether the sentence, up to the claim's end, can mean nothing but the table's figure."""
    wording = statement.claim.wording
    said = statement.sentence[: statement.end]
    # A comparison that is complete says nothing of the number after it.
    if wording.unless.search(_part_patterns()["compared"].sub("", said)):
        return False
    if wording.aside.search(_deed(statement)):
        return False
    if any(int(year) != prose.report.year for year in _YEAR.findall(said)):
        return False
    if _may_be_a_part(statement, prose.report.organ.name):
        return False
    if wording.about is not None and not wording.about.search(statement.sentence):
        section = prose.section_at(statement.sentence_start)
        return section is not None and section.official.table == statement.claim.table
    return True


def _deed(statement: Statement) -> str:
    """The clauses that say what was done and how: those with a number of their own are not carried.

    A clause whose verb says what only the organ itself does begins anew after such a clause.
    """
    before = statement.sentence[: statement.start]
    clauses = _CLAUSE_END.split(before)
    patterns = _part_patterns()
    if not patterns["deeds"].search(clauses[-1] + statement.words):
        return before + statement.words
    count = next((n for n, c in enumerate(reversed(clauses[:-1]), 1) if _COUNTED.search(c)), None)
    return "，".join(clauses[-count:] if count else clauses) + statement.words


def _may_be_a_part(statement: Statement, organ: str) -> bool:
    """Whether the words around may say of whom, of when or of what the number is a part."""
    patterns = _part_patterns()
    before = statement.sentence[: statement.start]
    after = statement.sentence[statement.end :]
    if names_a_part(before, organ):
        return True
    if patterns["periods"].search(patterns["whole"].sub("", before)):
        return True
    if patterns["followed"].search(after) or patterns["and_more"].search(after):
        return True
    verb = patterns["verbs"].search(statement.words)
    if verb and re.search(rf"{verb[0]}[了的]?[0-9]", after):
        return True
    is_denied = not re.search("[0-9]", statement.words)
    return is_denied and bool(patterns["denied_else"].search(re.split("[，；]", after)[0]))


def names_a_part(before: str, organ: str) -> bool:
    """Whether the clauses before a number may say of whom, or of what, the number is a part."""
    clauses = _CLAUSE_END.split(before)
    if not _is_whole(clauses[-1], organ):
        return True
    is_topic = len(clauses) > 1 and _part_patterns()["topics"].search(clauses[-2])
    return bool(is_topic) and not _is_whole(clauses[-2], organ)


def _is_whole(clause: str, organ: str) -> bool:
    """Whether a clause up to a number names nothing but the organ and the year."""
    for start in range(len(organ) - 2):
        clause = clause.replace(organ[start:], "本机关")
    return not _part_patterns()["whole"].sub("", clause)


@cache
def _part_patterns() -> Mapping[str, re.Pattern[str]]:
    names = (
        *("whole", "periods", "topics", "followed", "and_more", "verbs", "denied_else"),
        *("deeds", "compared"),
    )
    # A long list of words is written on several lines.
    return {name: re.compile(re.sub(r"\s", "", cast("str", _data()[name]))) for name in names}


@cache
def _data() -> Mapping[str, object]:
    return cast("Mapping[str, object]", read_own_data(Path(__file__).with_suffix(".yml")))


@cache
def _keywords() -> re.Pattern[str]:
    return re.compile(cast("str", _data()["keywords"]))


@cache
def _wordings() -> tuple[_Wording, ...]:
    """Every claim as it is worded, its patterns compiled once for all forms."""
    unless = cast("list[str]", _data()["unless"])
    aside = cast("list[str]", _data()["aside"])
    partly = cast("list[str]", _data()["partly"])
    wordings = []
    for name, entry in cast("Mapping[str, _Entry]", _data()["claims"]).items():
        own = [entry["unless"]] if "unless" in entry else []
        words = [*unless, *own, *([] if entry.get("part") else partly)]
        wordings.append(
            _Wording(
                name=entry.get("name", name),
                entry=entry,
                says=_patterns(entry["says"]),
                says_none=_patterns(entry.get("none", [])),
                about=re.compile(entry["about"]) if "about" in entry else None,
                unless=re.compile("|".join(words)),
                aside=re.compile("|".join((*aside, *filter(None, [entry.get("aside")])))),
                row=re.compile(entry["row"]) if "row" in entry else None,
            )
        )
    return tuple(wordings)


@lru_cache(maxsize=32)
def _claims(form: Form) -> tuple[Claim, ...]:
    """The claims about figures that the form has."""
    claims = []
    for wording in _wordings():
        table = form.tables.get(wording.entry["table"])
        sums = _sums(form, table, wording) if table else []
        if not sums or not all(sums):
            continue
        unit = form.measures[sums[0][0]].unit
        has_money = any("money" in pattern.groupindex for pattern in wording.says)
        if not has_money or unit in FACTORS:
            claims.append(Claim(wording.name, wording.entry["table"], tuple(sums), unit, wording))
    return tuple(claims)


def _sums(form: Form, table: Table, wording: _Wording) -> list[tuple[Address, ...]]:
    if wording.row is None:
        return [_addresses(form, table, names) for names in wording.entry["figures"]]
    rows = [line for line in table.lines if wording.row.fullmatch(line.address.row[-1])]
    return [(cell,) for cell in rows[0].cells] if len(rows) == 1 else []


def _addresses(form: Form, table: Table, names: list[str]) -> tuple[Address, ...]:
    """The figures that names stand for; nothing when the table does not have one of them.

    A row stands for its total, a group for the totals of its rows.
    """
    found: list[Address] = []
    for name in names:
        parts = tuple(name.split("."))
        cells: list[Address] = []
        for line in table.lines:
            if line.address.row[: len(parts)] == parts:
                cells += [cell for cell in line.cells if cell in form.row_totals]
            elif line.address.row == parts[:-1]:
                cells += [cell for cell in line.cells if cell.column == parts[-1]]
        if not cells:
            return ()
        found += cells
    return tuple(found)


def _patterns(texts: list[str]) -> tuple[re.Pattern[str], ...]:
    words = cast("Mapping[str, str]", _data()["words"])
    patterns = []
    for text in texts:
        for name, meaning in words.items():
            text = text.replace(f"{{{name}}}", meaning)  # noqa: PLW2901
        patterns.append(re.compile(text))
    return tuple(patterns)
