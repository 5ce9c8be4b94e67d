"""Whole reports in the habits of clerks and sites come in without hand work."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from account_of_imports import unexplained
from nianbao.form import OrganKind
from nianbao.intake.account.source_text import source_text
from nianbao.intake.formats import Source, format_of
from nianbao.intake.identity import Identity
from nianbao.intake.importing import Imported, import_document
from nianbao.intake.readers.kinds import sniff
from nianbao.source import Organ
from page_habits import HABITS, ORGAN, Page, page_of
from reading import read_report


def imported(page: Page) -> Imported:
    kind = format_of(sniff(page.data), f"report{page.suffix}")
    document = kind.read(page.data, Source(page.data))
    identity = Identity("demo", ORGAN, page.draft.year)
    text = source_text(page.data, f"report{page.suffix}")
    return import_document(document, identity, page.data, text)


def sections_of(text: str) -> dict[str, tuple[str, ...]]:
    """By the number of each section its paragraphs, subheadings without their marks."""
    body = text.split("\n---\n", 1)[1]
    parts = re.split(r"^## (?=.、)", body, flags=re.MULTILINE)
    assert parts[0].strip() == ""
    return {
        part[0]: tuple(re.sub(r"^#+ ", "", p) for p in part.strip().split("\n\n")[1:])
        for part in parts[1:]
    }


@pytest.mark.parametrize("name", HABITS)
def test_a_report_comes_in_whole(name: str, tmp_path: Path) -> None:
    page = page_of(name)
    found = imported(page)
    path = tmp_path / f"{page.draft.year}.md"
    path.write_text(found.text, "utf-8")
    report, problems = read_report(path, Organ("demo", ORGAN, OrganKind.DEPARTMENT), path.name)
    assert report is not None
    assert [str(problem) for problem in problems] == []
    figures = {address.dotted: figure.written for address, figure in report.figures.items()}
    assert figures == page.draft.truth
    plain = {n: tuple(p.replace("**", "") for p in ps) for n, ps in sections_of(found.text).items()}
    assert plain == page.prose
    assert found.open_count == 0
    assert unexplained(found) == []
