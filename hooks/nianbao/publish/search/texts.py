"""What is searched in a report: its title, notices, headings and prose, never an official label."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...facts.data_notes import DataNote
from ...source import Element, Piece, Report, ReportSection

__all__ = ["ReportText", "SectionText", "report_text"]

# Elements that are a line of their own.
_LINES = {"p", "li", "tr", "th", "td", "blockquote", "h3", "h4", "h5", "h6", "br", "hr"}


@dataclass(frozen=True, slots=True)
class SectionText:
    """A part of a report's page, reached by its anchor; the title and what explains have none."""

    heading: str
    anchor: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportText:
    """The words of a report, in the order of its page."""

    organ: str
    year: int
    title: str
    sections: tuple[SectionText, ...]

    @property
    def name(self) -> str:
        """What its file is called."""
        return f"{self.organ}-{self.year}"

    @property
    def lines(self) -> Iterator[str]:
        """Everything that is searched."""
        yield self.title
        for section in self.sections:
            yield section.heading
            yield from section.lines

    def json(self) -> str:
        """As the search page reads it."""
        sections = [[s.heading, s.anchor, "\n".join(s.lines)] for s in self.sections]
        content = {"title": self.title, "sections": sections}
        return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def report_text(report: Report, notes: Iterable[DataNote] = ()) -> ReportText:
    """The words of a current text; ``notes`` are those that its page shows."""
    explained = (report.notice, *(note.text for note in notes))
    why = dict.fromkeys(entry.why for entry in report.corrections)
    parts = (
        SectionText("", "", _split(explained)),
        *(_section(report, s, f"section-{n}") for n, s in enumerate(report.sections, 1)),
        SectionText("", "corrections", _split(why)),
    )
    return ReportText(
        report.organ.slug,
        report.year,
        report.title,
        tuple(part for part in parts if part.heading or part.lines),
    )


def _section(report: Report, section: ReportSection, anchor: str) -> SectionText:
    """A section's prose, and the notes that the figures of its table carry."""
    table = report.form.tables.get(section.official.table)
    figures = (report.figures[address] for address in table.measures) if table else ()
    notes = tuple(figure.note for figure in figures if figure.note)
    prose = "".join(_flowing(section.blocks))
    return SectionText(section.heading, anchor, (*notes, *_split([prose])))


def _flowing(pieces: tuple[Piece, ...]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, str):
            yield piece
            continue
        yield from _element(piece)


def _element(element: Element) -> Iterator[str]:
    end = "\n" if element.tag in _LINES else ""
    yield end
    yield from _flowing(element.children)
    yield end


def _split(texts: Iterable[str]) -> tuple[str, ...]:
    """The lines of texts, blank ones left out."""
    lines = (line.strip() for text in texts for line in text.splitlines())
    return tuple(line for line in lines if line)
