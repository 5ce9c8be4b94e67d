"""Numbers that the prose says of figures, held against the figures.

What the prose may say, and of which figures, is data: ``prose.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TypedDict, cast

from ..form import Address, Form, Table
from ..own_data import read_own_data
from ..problem import Problems
from ..source import bounded
from .folded import FoldedProse
from .sums import sum_of

__all__ = ["check_prose_figures"]

_YEAR = re.compile(r"(20\d\d)年")


@dataclass(frozen=True, slots=True)
class _Claim:
    """One thing the prose may say: the ways to say it, and the sums one of which it must equal."""

    name: str
    table: str
    about: str
    says: tuple[re.Pattern[str], ...]
    says_none: tuple[re.Pattern[str], ...]
    sums: tuple[tuple[Address, ...], ...]


class _Entry(TypedDict, total=False):
    table: str
    figures: list[list[str]]
    says: list[str]
    none: list[str]
    about: str


def check_prose_figures(prose: FoldedProse, problems: Problems) -> None:
    """Every number that a plain sentence gives for a figure of the tables."""
    claims = _claims(prose.report.form)
    for start, sentence in prose.sentences_with(_keywords()):
        for claim in claims:
            for index, said, words in _said(claim, sentence):
                if not _is_plain(claim, sentence, index + len(words), prose, start):
                    continue
                _check_claim(claim, prose, start + index, said, words, problems)


def _said(claim: _Claim, sentence: str) -> Iterator[tuple[int, int, str]]:
    """Where a sentence makes the claim, the number it says, and its words."""
    for pattern in claim.says:
        for match in pattern.finditer(sentence):
            yield match.start(), bounded(match["number"].replace(",", "")), match[0]
    for pattern in claim.says_none:
        for match in pattern.finditer(sentence):
            yield match.start(), 0, match[0]


def _is_plain(claim: _Claim, sentence: str, end: int, prose: FoldedProse, start: int) -> bool:
    """Whether the sentence, up to the claim's end, can mean nothing but the table's figure."""
    said = sentence[:end]
    if _unless().search(said):
        return False
    if any(int(year) != prose.report.year for year in _YEAR.findall(said)):
        return False
    if claim.about and claim.about not in sentence:
        section = prose.section_at(start)
        return section is not None and section.official.table == claim.table
    return True


def _check_claim(
    claim: _Claim, prose: FoldedProse, index: int, said: int, words: str, problems: Problems
) -> None:
    report = prose.report
    sums = [sum_of(report.figures, addresses) for addresses in claim.sums]
    if any(total is None or total == said for total in sums):
        return
    first = claim.sums[0]
    address = first[0] if len(first) == 1 else Address(claim.table)
    expected = " 或 ".join(str(total) for total in dict.fromkeys(sums))
    problems.add(
        "prose-figure",
        prose.mark(index),
        f"正文说“{words}”，表中{claim.name}为 {expected}",
        address=address,
        found=said,
        expected=expected,
        advice=f"请改正其中一处；正文里写 {{{{ {address.dotted} }}}}，就由程序填入"
        if address.column
        else "请改正其中一处",
    )


@cache
def _data() -> Mapping[str, object]:
    return cast("Mapping[str, object]", read_own_data(Path(__file__).with_suffix(".yml")))


@cache
def _keywords() -> re.Pattern[str]:
    return re.compile(cast("str", _data()["keywords"]))


@cache
def _unless() -> re.Pattern[str]:
    return re.compile("|".join(cast("list[str]", _data()["unless"])))


@lru_cache(maxsize=32)
def _claims(form: Form) -> tuple[_Claim, ...]:
    """The claims about figures that the form has."""
    claims = []
    for name, entry in cast("Mapping[str, _Entry]", _data()["claims"]).items():
        table = form.tables.get(entry["table"])
        sums = [_addresses(form, table, names) for names in entry["figures"]] if table else []
        if not sums or not all(sums):
            continue
        claims.append(
            _Claim(
                name=name,
                table=entry["table"],
                about=entry.get("about", ""),
                says=_patterns(entry["says"]),
                says_none=_patterns(entry.get("none", [])),
                sums=tuple(sums),
            )
        )
    return tuple(claims)


def _addresses(form: Form, table: Table, names: list[str]) -> tuple[Address, ...]:
    """The figures that names stand for, a row for its total; nothing when one is not there."""
    found: list[Address] = []
    for name in names:
        parts = tuple(name.split("."))
        for line in table.lines:
            if line.address.row == parts:
                found += [cell for cell in line.cells if cell in form.row_totals]
            elif line.address.row == parts[:-1]:
                found += [cell for cell in line.cells if cell.column == parts[-1]]
    return tuple(found) if len(found) == len(names) else ()


def _patterns(texts: list[str]) -> tuple[re.Pattern[str], ...]:
    words = cast("Mapping[str, str]", _data()["words"])
    patterns = []
    for text in texts:
        for name, meaning in words.items():
            text = text.replace(f"{{{name}}}", meaning)  # noqa: PLW2901
        patterns.append(re.compile(text))
    return tuple(patterns)
