"""The list of what can be imported: content decides, and a name only what content leaves open."""

from __future__ import annotations

import pytest
from nianbao.intake.document import Refusal
from nianbao.intake.formats import FORMATS, SUFFIXES, format_of
from nianbao.intake.readers.kinds import Kind
from places import ROOT


def test_the_manual_names_them_all() -> None:
    manual = (ROOT / "docs/help/importing.md").read_text("utf-8")
    for suffix in SUFFIXES:
        assert f"`{suffix}`" in manual


def test_the_content_decides_and_then_the_name() -> None:
    assert format_of("pdf", "年报.docx").suffixes == (".pdf",)
    assert format_of("text", "数据.CSV").suffixes == (".csv",)
    assert format_of("text", "年报.txt").suffixes == (".txt",)
    assert format_of("text", "年报").suffixes == (".txt",)
    assert {each.suffixes[0] for each in FORMATS if each.office} == {
        *(".doc", ".wps", ".rtf", ".odt", ".xls"),
    }


@pytest.mark.parametrize("kind", ["encrypted", "zip"])
def test_what_cannot_be_imported_says_what_to_do(kind: Kind) -> None:
    with pytest.raises(Refusal) as caught:
        format_of(kind, "年报.docx")
    assert caught.value.advice.startswith("请")
