"""reports/ledger.json: every text that was ever released, so that none changes or goes in silence.

A release adds to it, and it is committed beside the reports. It holds digests of what readers
were given, which stay the same whatever program reads the text again: of characters, not of markup.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TypeAlias

from ..form import Address, Form
from ..problem import TOP, Mark, Problem, Problems
from .approval import APPROVED, Approval
from .report import Report
from .text_file import note_no_regular_file

__all__ = [
    "LEDGER",
    "CurrentText",
    "Ledger",
    "Place",
    "ReleasedText",
    "current_text",
    "ledger_of",
    "read_ledger",
]

LEDGER = "ledger.json"
"""The name of the file, beside organs.yml."""

_FORMAT = 1

Place: TypeAlias = tuple[str, int, int]
"""What names a text: the organ's slug, the year, the version."""


# Without slots, here and below: with them it takes four times as long to take one from what is
# kept.
@dataclass(frozen=True)
class ReleasedText:
    """A text as readers were given it: ``published`` is the day, empty where nobody knows it.

    ``figures``, ``prose`` and ``files`` are SHA-256: of every cell, of all that is shown in words
    or linked, of what stands beside the report and is shown, linked or its original.
    ``addresses`` are all under which the site has had it.
    """

    organ: str
    year: int
    version: int
    title: str
    published: str
    figures: str
    prose: str
    files: str
    addresses: tuple[str, ...] = ()

    @property
    def place(self) -> Place:
        """What names it."""
        return self.organ, self.year, self.version


@dataclass(frozen=True)
class CurrentText:
    """A text as it stands in its file now; ``mark`` is where it says when it was published.

    ``last_corrected`` is the day of its last correction, if it has one. It is approved if it says
    so, even if that cannot be read.
    """

    text: ReleasedText
    file: str
    mark: Mark
    published: date | None
    is_draft: bool
    is_sample: bool
    is_superseded: bool
    last_corrected: date | None
    approval: Approval | None
    is_approved: bool


@dataclass(frozen=True)
class Ledger:
    """All released texts."""

    texts: tuple[ReleasedText, ...] = ()

    @cached_property
    def by_place(self) -> Mapping[Place, ReleasedText]:
        """Each text by what names it."""
        return {text.place: text for text in self.texts}

    def with_released(self, texts: Iterable[ReleasedText]) -> Ledger:
        """The ledger after a release of these texts, with their addresses."""
        known = dict(self.by_place)
        for text in texts:
            before = known.get(text.place)
            addresses = {*text.addresses, *(before.addresses if before else ())}
            known[text.place] = replace(before or text, addresses=tuple(sorted(addresses)))
        return Ledger(tuple(known[place] for place in sorted(known)))

    def write(self, folder: Path) -> None:
        """Writes it into a reports folder, whole or not at all. Raises OSError."""
        # Called as programs call what they have open: nobody is told of it, and git leaves it out.
        part = folder / f".~{LEDGER}"
        try:
            part.write_bytes(self.json())
            part.replace(folder / LEDGER)
        except BaseException:
            part.unlink(missing_ok=True)
            raise

    def json(self) -> bytes:
        """What the file holds: a text a line, so that a commit shows what was released."""
        lines = ",\n".join(json.dumps(asdict(text), ensure_ascii=False) for text in self.texts)
        return f'{{"format": {_FORMAT}, "texts": [\n{lines}\n]}}\n'.encode()


def current_text(report: Report) -> CurrentText:
    """A text as it stands now, to be held against what was released."""
    names = _names(report.form)
    text = ReleasedText(
        organ=report.organ.slug,
        year=report.year,
        version=report.version,
        title=report.title,
        published=f"{report.published or ''} {report.published_time}".strip(),
        figures=_digest(
            f"{names[address]}\t{figure.written}\t{figure.note}\t{figure.unit}"
            for address, figure in report.figures.items()
        ),
        prose=_digest(_lines(report)),
        files=_digest(
            f"{path.name}\t{hashlib.sha256(path.read_bytes()).hexdigest()}"
            for path in sorted(set(report.files))
        ),
    )
    mark = report.marks.get("published", TOP)
    return CurrentText(
        text=text,
        file=report.file,
        mark=mark,
        published=report.published,
        is_draft=report.is_draft,
        is_sample=report.is_sample,
        is_superseded=report.is_superseded,
        last_corrected=report.last_corrected,
        approval=report.approval,
        is_approved=APPROVED in report.marks,
    )


def read_ledger(folder: Path) -> tuple[Ledger, list[Problem]]:
    """The ledger in a reports folder, empty before the first release, and what is wrong with it.

    A damaged one is a problem: what was released would not be known any more.
    """
    path, problems = folder / LEDGER, Problems(f"{folder.name}/{LEDGER}")
    return _ledger(path, problems), problems.found


def ledger_of(content: bytes) -> Ledger:
    """The ledger that a file of other days held; an empty one if it cannot be read."""
    try:
        return Ledger(_texts(json.loads(content)))
    except (ValueError, TypeError, KeyError, RecursionError):
        return Ledger()


def _ledger(path: Path, problems: Problems) -> Ledger:
    if not path.exists() and not path.is_symlink():
        return Ledger()
    if note_no_regular_file(path, problems):
        return Ledger()
    try:
        return Ledger(_texts(json.loads(path.read_text("utf-8"))))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        problems.add(
            "ledger-format",
            TOP,
            "发布记录读不懂，不知道发布过什么",
            advice="它由 nianbao release 写，不用手改；请取回最近一次提交的："
            f"git checkout HEAD -- {problems.file}",
        )
        return Ledger()


def _texts(data: object) -> tuple[ReleasedText, ...]:
    """The texts of a ledger. Raises KeyError, TypeError or ValueError for anything malformed."""
    if not isinstance(data, dict) or data["format"] != _FORMAT:
        raise ValueError(LEDGER)
    texts = data["texts"]
    if not isinstance(texts, list):
        raise TypeError(LEDGER)
    return tuple(map(_text, texts))


def _text(item: object) -> ReleasedText:
    if not isinstance(item, dict) or item.keys() != {field.name for field in fields(ReleasedText)}:
        raise TypeError(item)
    numbers = {name: item[name] for name in ("year", "version")}
    words = {n: v for n, v in item.items() if n not in numbers and n != "addresses"}
    addresses = item["addresses"]
    if (
        not all(type(number) is int for number in numbers.values())
        or not all(isinstance(word, str) for word in words.values())
        or not isinstance(addresses, list)
        or not all(isinstance(address, str) for address in addresses)
    ):
        raise TypeError(item)
    return ReleasedText(**words, **numbers, addresses=tuple(addresses))


@lru_cache(maxsize=32)
def _names(form: Form) -> Mapping[Address, str]:
    """Every figure of a form by its address as people write it."""
    return {address: address.dotted for address in form.measures}


def _lines(report: Report) -> Iterator[str]:
    """All that readers get in words, without blanks: what is shown, linked, noted and corrected."""
    shown = (f"{each.official.title}\n{each.shown}" for each in report.sections)
    corrected = (
        "\t".join((str(each.date), *(address.dotted for address in each.what), each.why))
        for each in report.corrections
    )
    for text in (report.notice, *shown, *corrected):
        lines = ("".join(line.split()) for line in text.split("\n"))
        yield from filter(None, lines)


def _digest(lines: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode("utf-8", "surrogateescape")).hexdigest()
