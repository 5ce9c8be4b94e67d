"""JSON and CSV hold the figures exactly as published, blank apart from zero."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import simplejson
from nianbao.form import Form, forms, local_frame
from nianbao.publish.data.open_data import report_csv, report_json
from nianbao.source import Report
from places import DATA
from reading import SITE, full_report

FORMS = [*forms().values(), local_frame()]


def loaded(report: Report) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(report_json(report, (), SITE), parse_float=Decimal)
    return content


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.key)
def test_json(form: Form, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    text = report_json(full_report(tmp_path, form), (), SITE)
    # Indented for the reviewer, with every number as it was written.
    content = simplejson.loads(text, use_decimal=True)
    indented = simplejson.dumps(content, use_decimal=True, ensure_ascii=False, indent=1)
    golden(DATA / "data" / f"{form.key}.json", indented + "\n")


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.key)
def test_csv(form: Form, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    text = report_csv(full_report(tmp_path, form), ())
    assert text.startswith("\ufeff")
    golden(DATA / "data" / f"{form.key}.csv", text.replace("\r\n", "\n"))


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.key)
def test_json_holds_every_figure_at_its_address(form: Form, tmp_path: Path) -> None:
    report = full_report(tmp_path, form)
    tables = loaded(report)["tables"]
    for address, figure in report.figures.items():
        place = tables
        for part in address.parts:
            place = place[part]
        assert (place, str(place)) == (figure.value, str(figure.value))


@pytest.mark.parametrize("form", FORMS, ids=lambda f: f.key)
def test_csv_has_a_line_for_every_figure(form: Form, tmp_path: Path) -> None:
    report = full_report(tmp_path, form)
    rows = list(csv.DictReader(io.StringIO(report_csv(report, ()).removeprefix("\ufeff"))))
    assert [row["地址"] for row in rows] == [address.dotted for address in report.figures]
    for row, figure in zip(rows, report.figures.values(), strict=True):
        assert row["数值"] == ("" if figure.value is None else str(figure.value))
        assert row["备注"] == figure.note


def test_notes_and_units_stand_beside_the_numbers(tmp_path: Path) -> None:
    content = loaded(full_report(tmp_path, forms()["2019"]))
    assert content["units"]["主动公开.政府集中采购.采购总金额"] == "元"
    content = loaded(full_report(tmp_path / "b"))
    assert content["notes"] == {"主动公开.行政规范性文件.本年制发件数": "其中修订16件"}


def test_a_group_with_a_figure_holds_it_beside_its_parts(tmp_path: Path) -> None:
    content = loaded(full_report(tmp_path, forms()["2014"]))
    received = content["tables"]["统计表"]["依申请公开情况"]["收到申请数"]
    assert received["统计数"] == 15
    assert received["当面申请数"] == {"统计数": 3}
    assert content["units"]["统计表.依申请公开信息收取的费用.统计数"] == "万元"
    assert "统计表.依申请公开情况.收到申请数.统计数" not in content["units"]
    assert content["notes"]["统计表.主动公开情况.主动公开政府信息数.统计数"] == "含各乡镇"
