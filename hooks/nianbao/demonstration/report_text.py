"""Writes a report's text: metadata, tables, prose; and how it read before it was corrected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from ..source import Number
from .counting import Sheet, completed
from .front_matter import official_lines
from .incidents import Correction, Incident
from .local_tables import local_lines

__all__ = ["NOTICE", "Draft", "earlier_drafts", "report_text", "withdrawal_text"]

NOTICE = "示例数据：机关与数字均为虚构，用于演示。"
"""What every report says of itself."""


@dataclass(frozen=True)
class Draft:
    """A report about to be written; ``corrections`` are those it has been through."""

    year: int
    published: str
    sheet: Sheet
    body: str
    incident: Incident
    corrections: tuple[Correction, ...] = ()


def report_text(draft: Draft) -> str:
    """The Markdown file."""
    return "\n".join(["---", *_front_lines(draft), "---", "", draft.body])


def withdrawal_text(year: int, incident: Incident) -> str:
    """What is left in the file of a report that was withdrawn."""
    said = ", ".join(f"{key}: {value}" for key, value in incident.withdrawn.items())
    return "\n".join(["---", f"year: {year}", f"withdrawn: {{{said}}}", "---", ""])


def earlier_drafts(draft: Draft) -> Iterator[tuple[str, Draft]]:
    """The report as it was before each of its corrections, with the versions' names.

    Newest first: each is what the later one was made from.
    """
    earlier = draft
    for place in reversed(range(len(draft.corrections))):
        correction = draft.corrections[place]
        body, sheet = earlier.body, earlier.sheet
        if correction.paragraph:
            body = body.replace(draft.incident.paragraph, correction.paragraph)
        if correction.figures and sheet.form:
            numbers = dict(sheet.numbers)
            for cell, difference in correction.figures.items():
                numbers[cell] += difference
            sheet = replace(sheet, numbers=completed(sheet.form, numbers))
        earlier = replace(earlier, body=body, sheet=sheet, corrections=draft.corrections[:place])
        yield f"v{place + 1}", earlier


def _front_lines(draft: Draft) -> Iterator[str]:
    yield f"year: {draft.year}"
    if not draft.incident.is_draft:
        yield f"published: {draft.published}"
    yield f"notice: {NOTICE}"
    if draft.incident.discrepancies:
        yield "discrepancies:"
    for entry in draft.incident.discrepancies:
        yield f"  - {{{', '.join(f'{key}: {value}' for key, value in entry.items())}}}"
    if draft.corrections:
        yield "corrections:"
    for correction in draft.corrections:
        yield f"  - date: {correction.date}"
        yield f"    what: [{', '.join(correction.what)}]"
        yield f"    why: {correction.why}"
    yield ""
    written = _written(draft)
    if draft.sheet.local:
        yield from local_lines(draft.sheet.local, written)
    elif draft.sheet.form:
        form = draft.sheet.form
        by_address = {address: written[address.dotted] for address in form.measures}
        yield from official_lines(form, by_address)


def _written(draft: Draft) -> Mapping[str, str]:
    def cell(address: str, number: Number) -> str:
        text = draft.incident.written(address, number)
        unit = draft.sheet.units.get(address)
        return f"{{值: {text}, 单位: {unit}}}" if unit and number else text

    return {address: cell(address, number) for address, number in draft.sheet.numbers.items()}
