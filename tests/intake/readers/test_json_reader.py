"""JSON: a report's own open data comes back; anything else is refused with what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from nianbao.form import forms, local_frame, tableless_form
from nianbao.intake.document import Paragraph, Refusal
from nianbao.intake.identity import Identity
from nianbao.intake.importing import import_document
from nianbao.intake.readers.json_reader import read_json
from nianbao.publish.data.open_data import report_json
from nianbao.source import Report
from reading import ORGAN, SITE, full_report, read_report

FORMS = (*forms().values(), local_frame())


def published(report: Report) -> bytes:
    return report_json(report, (), SITE).encode()


@pytest.mark.parametrize("key", [form.key for form in FORMS])
def test_figures_labels_and_notes_come_back(key: str, tmp_path: Path) -> None:
    report = full_report(tmp_path, next(form for form in FORMS if form.key == key))
    document = read_json(published(report))
    made = import_document(document, Identity(ORGAN.slug, ORGAN.name, report.year), b"")
    path = tmp_path / f"{report.year}.md"
    path.write_text(made.text, "utf-8")
    back, _ = read_report(path, ORGAN, path.name)
    assert back is not None
    assert (back.title, back.published, back.notice) == (
        report.title,
        report.published,
        report.notice,
    )
    assert {a: (f.value, f.note, f.unit) for a, f in back.figures.items()} == {
        a: (f.value, f.note, f.unit) for a, f in report.figures.items()
    }
    captions = [table.caption for table in report.form.tables.values()]
    assert [table.caption for table in back.form.tables.values()] == captions


def test_only_a_report_s_own_table_has_its_caption(tmp_path: Path) -> None:
    document = read_json(published(full_report(tmp_path)))
    assert not [block for block in document.blocks if isinstance(block, Paragraph)]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "甲",
        "[]",
        "{}",
        '{"title": "甲"}',
        '{"form": {"name": "自定"}, "tables": [1]}',
        "[" * 99,
    ],
)
def test_other_files_are_refused(content: str) -> None:
    with pytest.raises(Refusal, match="不是年报的数据") as caught:
        read_json(content.encode())
    assert caught.value.advice.startswith("请")


@pytest.mark.parametrize("wrong", [{"value": {}}, {"note": 1.5}, {"column": ["甲"]}])
def test_what_has_another_shape_is_refused(wrong: dict[str, object], tmp_path: Path) -> None:
    content = json.loads(published(full_report(tmp_path)))
    content["tables"][0]["rows"][0]["cells"][0] |= wrong
    if wrong == {"note": 1.5}:
        # A number where a text belongs is taken as it is written.
        assert read_json(json.dumps(content).encode()).blocks
        return
    with pytest.raises(Refusal, match="不是年报的数据"):
        read_json(json.dumps(content).encode())


def test_a_report_without_tables_has_no_text_here_either(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="没有统计表，也没有正文"):
        read_json(published(full_report(tmp_path, tableless_form())))
