"""What a file of our own says outside its text comes back, and of no other report."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from invented import body
from nianbao.check.relations import check_relations
from nianbao.facts.data_notes import data_notes
from nianbao.form import forms, local_frame
from nianbao.intake.document import Document
from nianbao.intake.identity import Identity
from nianbao.intake.importing import Imported, import_document
from nianbao.intake.readers.json_reader import read_json, said_by
from nianbao.intake.review import Status
from nianbao.intake.said import Said, SaidCorrection, SaidFault
from nianbao.intake.said_in_print import correction_of
from nianbao.problem import Problems
from nianbao.publish.data.open_data import report_json
from nianbao.source import Report
from reading import FRONT_2021, FRONT_LOCAL, ORGAN, SITE, read, read_report

FORM = forms()["2021"]
WHY = 'it\'s "so": [x], {y} # - ~ › 、：\\ 改'
SAID = f"""published: 2022-01-20 10:30
description: {json.dumps(WHY, ensure_ascii=False)}
discrepancies:
  - {{code: sum-row, address: 依申请公开.本年新收, reason: {json.dumps(WHY, ensure_ascii=False)}}}
corrections:
  - date: 2022-03-01
    what: [主动公开.行政许可, 依申请公开, 正文]
    why: {json.dumps(WHY, ensure_ascii=False)}
"""


def said_report(folder: Path) -> Report:
    """A report with all of it; its first total is one too many."""
    front = FRONT_2021.replace("published: 2022-01-20\n", SAID).replace(
        "[5, 2, 0, 0, 0, 0]", "[5, 2, 0, 0, 0, 0, 8]"
    )
    return read(folder, front + body(FORM), 2021)


def as_json(report: Report) -> bytes:
    """Its open data."""
    problems = Problems(report.file)
    check_relations(report, problems)
    found = [
        replace(problem, reason=entry.reason)
        for problem in problems.found
        for entry in report.answers.discrepancies
        if entry.answers(problem)
    ]
    return report_json(report, data_notes(report, found), SITE).encode()


def made_of(data: bytes, organ: str = ORGAN.name, year: int = 2021) -> Imported:
    return import_document(read_json(data), Identity(ORGAN.slug, organ, year), data)


def back(made: Imported, folder: Path) -> Report:
    path = folder / f"{made.identity.year}.md"
    path.write_text(made.text, "utf-8")
    report, problems = read_report(path, ORGAN, path.name)
    assert report is not None, problems
    return report


def test_all_of_it_comes_back_whatever_is_in_it(tmp_path: Path) -> None:
    report = said_report(tmp_path)
    again = back(made_of(as_json(report)), tmp_path)
    assert (again.published_time, again.description) == ("10:30", WHY)
    assert [(c.date, c.what, c.why) for c in again.corrections] == [
        (c.date, c.what, c.why) for c in report.corrections
    ]
    assert [(e.code, e.address, e.reason) for e in again.answers.discrepancies] == [
        (e.code, e.address, e.reason) for e in report.answers.discrepancies
    ]


def test_indicators_come_back(tmp_path: Path) -> None:
    row = "自定表.本年度对申请的答复总数"
    front = FRONT_LOCAL.replace("自定表:\n", f"indicators:\n  zidingshenqing: {row}\n自定表:\n", 1)
    report = read(tmp_path, front + body(local_frame()), 2009)
    again = back(made_of(report_json(report, (), SITE).encode(), year=2009), tmp_path)
    assert {n: f.addresses for n, f in again.form.indicators.items()} == {
        n: f.addresses for n, f in report.form.indicators.items()
    }
    assert report.form.indicators


@pytest.mark.parametrize(("organ", "year"), [("另一县人民政府", 2021), (ORGAN.name, 2020)])
def test_nothing_is_taken_of_another_report(organ: str, year: int, tmp_path: Path) -> None:
    made = made_of(as_json(said_report(tmp_path)), organ, year)
    assert not [key for key in ("corrections:", "discrepancies:") if key in made.text]
    assert [i for i in made.review if "另一份报告" in i.reason and i.status is Status.OPEN]


def test_a_text_that_was_replaced_is_a_draft(tmp_path: Path) -> None:
    report = said_report(tmp_path)
    old = replace(report, answers=replace(report.answers, is_superseded=True))
    made = made_of(as_json(old), "另一县人民政府")
    assert "\n# published: 2022-01-20" in made.text
    assert back(made, tmp_path).is_draft
    assert [i for i in made.review if "更正以前" in i.reason and i.status is Status.OPEN]


def test_figures_of_a_text_stand_against_its_data(tmp_path: Path) -> None:
    report = said_report(tmp_path)
    data = as_json(report)
    other = data.replace(b'"value": 13323', b'"value": 13332')
    assert other != data
    document = replace(read_json(data), said=said_by([b"{}", other]))
    made = import_document(document, Identity(ORGAN.slug, ORGAN.name, 2021), b"")
    asked = [i for i in made.review if "附带的数据" in i.reason]
    assert [(i.found, i.taken, i.status) for i in asked] == [
        ("数据：13332", "表：13323", Status.OPEN)
    ]
    assert "行政许可: 13323" in made.text
    # And nothing is asked where they agree.
    made = import_document(
        replace(document, said=said_by([data])), Identity(ORGAN.slug, ORGAN.name, 2021), b""
    )
    assert not [i for i in made.review if "附带的数据" in i.reason]


def test_what_cannot_be_told_is_asked_about(tmp_path: Path) -> None:
    document = read_json(as_json(said_report(tmp_path)))
    said = Said(
        corrections=(SaidCorrection("2022-03-01", (), "漏计一件。"),),
        faults=(
            SaidFault("no-such-rule", "主动公开", "不明"),
            SaidFault("", "", "主动公开：不明。"),
        ),
    )
    made = import_document(
        Document(document.blocks, document.title, said=said),
        Identity(ORGAN.slug, ORGAN.name, 2021),
        b"",
    )
    assert not [key for key in ("corrections:", "discrepancies:") if key in made.text]
    found = {item.found for item in made.review}
    assert found >= {"2022-03-01  漏计一件。", "no-such-rule 主动公开 不明", "主动公开：不明。"}


@pytest.mark.parametrize(
    ("printed", "what", "why"),
    [
        ("主动公开 › 行政许可：漏计：一件", ["主动公开.行政许可"], "漏计：一件"),
        ("正文、主动公开：改", ["正文", "主动公开"], "改"),
        # Of an earlier form: it has another table.
        ("统计表 › 甲、正文：改", ["统计表.甲", "正文"], "改"),
        ("甲：改", None, ""),
        ("漏计一件。", None, ""),
    ],
)
def test_a_printed_correction(printed: str, what: list[str] | None, why: str) -> None:
    entry = correction_of(FORM, SaidCorrection("2022-03-01", (), printed))
    assert (entry and (list(entry.what), entry.why)) == (what and (what, why))


@pytest.mark.parametrize("data", [b"", b"{}", b'{"form": {}, "tables": []}', b"\xff"])
def test_data_beside_a_text_may_be_anything(data: bytes) -> None:
    assert said_by([data]) in (Said(), replace(Said(), figures={}))
