"""Small inputs, each with one habit of real documents: the whole file that is made of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from account_of_imports import unexplained
from nianbao.intake.account.source_text import source_text
from nianbao.intake.formats import Source, format_of
from nianbao.intake.identity import Identity
from nianbao.intake.importing import Imported, import_document
from nianbao.intake.readers.kinds import sniff
from nianbao.intake.review import Status
from places import DATA

KINDS = sorted(p for p in (DATA / "import_kinds").iterdir() if p.suffix != ".md")
YEARS = {"column-number-row": 2009}


@cache
def made_of(path: Path) -> Imported:
    data = path.read_bytes()
    document = format_of(sniff(data), path.name).read(data, Source(data))
    year = YEARS.get(path.stem, 2023)
    identity = Identity("demo", "示例县示例局", year)
    return import_document(document, identity, data, source_text(data, path.name))


@pytest.mark.parametrize("path", KINDS, ids=lambda path: path.stem)
def test_what_is_made_of_it(path: Path, golden: Callable[[Path, str], None]) -> None:
    made = made_of(path)
    assert made.open_count == 0
    assert unexplained(made) == []
    golden(path.with_suffix(".md"), made.text)


def test_a_template_without_pictures_has_lost_none() -> None:
    made = made_of(DATA / "import_kinds/official-template-filled.docx")
    assert [item.reason for item in made.review if "图片" in item.reason] == []


def test_what_was_left_out_before_the_report_is_told_with_its_words() -> None:
    made = made_of(DATA / "import_kinds/site-name-taken-for-section.html")
    left_out = {item.found for item in made.review if item.status is Status.LEFT_OUT}
    assert {"示例县政府网站", "政府信息公开"} <= left_out
