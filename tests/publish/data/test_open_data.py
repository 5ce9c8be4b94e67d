"""JSON and CSV hold the figures exactly as published, blank apart from zero."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import simplejson
from jsonschema import Draft202012Validator
from nianbao.facts import DataNote
from nianbao.form import Form, forms, local_frame, tableless_form
from nianbao.publish.data.open_data import report_csv, report_json
from nianbao.publish.data.report_schema import report_schema
from nianbao.source import Report
from open_json import cells_in
from places import DATA
from reading import SITE, full_report

FORMS = [*forms().values(), local_frame()]
NOTE = DataNote(("主动公开", "规章"), "sum-row", "有出入", "原表如此")


def loaded(report: Report) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(report_json(report, (), SITE), parse_float=Decimal)
    return content


def read_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.key)
def test_json(form: Form, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    text = report_json(full_report(tmp_path, form), (), SITE)
    # Indented for the reviewer, with every number as it was written.
    content = simplejson.loads(text, use_decimal=True)
    indented = simplejson.dumps(content, use_decimal=True, ensure_ascii=False, indent=1)
    golden(DATA / "data" / f"{form.key}.json", indented + "\n")


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.key)
def test_csv(form: Form, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    text = report_csv(full_report(tmp_path, form), (), SITE)
    assert text.startswith("\ufeff")
    golden(DATA / "data" / f"{form.key}.csv", text.replace("\r\n", "\n"))


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.key)
def test_json_holds_every_figure_at_its_address(form: Form, tmp_path: Path) -> None:
    report = full_report(tmp_path, form)
    content = loaded(report)
    cells = cells_in(content)
    assert list(cells) == [address.dotted for address in report.figures]
    for address, figure in report.figures.items():
        cell = cells[address.dotted]
        assert (cell["value"], str(cell["value"])) == (figure.value, str(figure.value))
        assert cell["code"] == report.form.codes[address]
        assert cell["state"] == ("空白" if figure.value is None else "数")
    for table in content["tables"]:
        for row in table["rows"]:
            for cell in row["cells"]:
                parts = (table["name"], *row["name"], cell["column"])
                assert cell["address"] == ".".join(parts)
                assert cell["code"].startswith(f"{table['code']}.")


@pytest.mark.parametrize("form", [*FORMS, tableless_form()], ids=lambda f: f.key)
def test_json_is_as_its_schema_says(form: Form, tmp_path: Path) -> None:
    schema = json.loads(report_schema(SITE))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    content = json.loads(report_json(full_report(tmp_path, form), (NOTE,), SITE))
    assert content["$schema"] == schema["$id"]
    assert list(validator.iter_errors(content)) == []
    content["tables"] = 1
    assert list(validator.iter_errors(content)) != []


def test_a_cell_that_a_report_does_not_have_is_told_from_a_blank(tmp_path: Path) -> None:
    report = full_report(tmp_path)
    gone, *_ = report.figures
    figures = {a: f for a, f in report.figures.items() if a != gone}
    rows = read_rows(report_csv(replace(report, figures=figures), (), SITE))
    assert rows[0]["地址"] == gone.dotted
    states = [row["状态"] for row in rows]
    assert (states[0], set(states)) == ("没有这一项", {"没有这一项", "数", "空白"})
    assert [row["数值"] for row in rows if row["状态"] == "空白"] == [""] * states.count("空白")


def test_a_row_has_the_persistent_identifier(tmp_path: Path) -> None:
    report = full_report(tmp_path)
    rows = read_rows(report_csv(report, (), SITE, "ark:/99999/shili-2021"))
    assert {row["永久标识"] for row in rows} == {"ark:/99999/shili-2021"}
    assert {row["永久标识"] for row in read_rows(report_csv(report, (), SITE))} == {""}


def test_a_report_s_own_table_has_its_labels_as_printed(tmp_path: Path) -> None:
    report = full_report(tmp_path, local_frame())
    rows = read_rows(report_csv(report, (), SITE))
    assert rows[2]["行"] == "其中： › 1.政府网站"
    assert rows[2]["地址"] == "自定表.其中：.政府网站.2009年度"
    (table,) = json.loads(report_json(report, (), SITE))["tables"]
    assert table["rows"][1]["labels"] == ["其中：", "1.政府网站"]


def test_what_no_program_takes_for_a_number_says_which_form_it_is() -> None:
    names = [form.name for form in (*FORMS, tableless_form())]
    assert names == ["2021年格式", "2019年格式", "2014年格式", "自定", "无"]


def test_a_row_tells_whose_it_is_and_which_text(tmp_path: Path) -> None:
    report = full_report(tmp_path)
    old = replace(report, version=1, answers=replace(report.answers, is_superseded=True))
    (now, *_), (then, *_) = (
        read_rows(report_csv(each, (NOTE,), SITE)) for each in (replace(report, version=2), old)
    )
    assert (now["机关代号"], now["版本"], now["现行"]) == ("shili", "2", "是")
    assert (then["版本"], then["现行"]) == ("1", "否")
    assert now["网址"] == f"{SITE}zwgk/gknb/shili/2021/"
    assert then["网址"] == f"{SITE}zwgk/gknb/shili/2021/v1/"
    assert now["发布日期"] == "2022-01-20"
    assert now["数据说明"] == "原表如此"


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.key)
def test_csv_has_a_line_for_every_figure(form: Form, tmp_path: Path) -> None:
    report = full_report(tmp_path, form)
    rows = read_rows(report_csv(report, (), SITE))
    assert [row["地址"] for row in rows] == [address.dotted for address in report.figures]
    for row, figure in zip(rows, report.figures.values(), strict=True):
        assert row["数值"] == ("" if figure.value is None else str(figure.value))
        assert row["备注"] == figure.note


def test_notes_and_units_stand_beside_the_numbers(tmp_path: Path) -> None:
    cells = cells_in(loaded(full_report(tmp_path, forms()["2019"])))
    assert cells["主动公开.政府集中采购.采购总金额"]["unit"] == "元"
    cells = cells_in(loaded(full_report(tmp_path / "b")))
    noted = {address: cell["note"] for address, cell in cells.items() if "note" in cell}
    assert noted == {"主动公开.行政规范性文件.本年制发件数": "其中修订16件"}


def test_a_group_with_a_figure_has_a_row_before_its_parts(tmp_path: Path) -> None:
    cells = cells_in(loaded(full_report(tmp_path, forms()["2014"])))
    place = "统计表.依申请公开情况.收到申请数"
    assert cells[f"{place}.统计数"]["value"] == 15
    assert cells[f"{place}.当面申请数.统计数"]["value"] == 3
    assert cells[f"{place}.统计数"]["unit"] == "件"
    assert cells["统计表.依申请公开信息收取的费用.统计数"]["unit"] == "万元"
    assert cells["统计表.主动公开情况.主动公开政府信息数.统计数"]["note"] == "含各乡镇"
