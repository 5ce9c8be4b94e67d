"""Front-matter rows, in all their shorthands, become figures."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from nianbao.form import Address, forms
from nianbao.problem import Mark
from nianbao.source import Figure, Report
from reading import full_report


@pytest.fixture
def report(tmp_path: Path) -> Report:
    return full_report(tmp_path)


def row(report: Report, *path: str) -> list[Figure]:
    table, *rest = path
    return [f for a, f in report.figures.items() if (a.table, *a.row) == (table, *rest)]


def values(report: Report, *path: str) -> list[int | Decimal | None]:
    return [figure.value for figure in row(report, *path)]


def test_every_figure_of_the_form_is_there_in_its_order(report: Report) -> None:
    assert list(report.figures) == list(forms()["2021"].measures)


def test_a_list_may_leave_the_total_out(report: Report) -> None:
    assert values(report, "依申请公开", "本年新收") == [5, 2, 0, 0, 0, 0, 7]
    assert [f.computed for f in row(report, "依申请公开", "本年新收")] == [False] * 6 + [True]
    given = row(report, "依申请公开", "本年度办理结果", "予以公开")
    assert [f.computed for f in given] == [False] * 7


def test_a_mapping_names_what_is_not_zero(report: Report) -> None:
    assert values(report, "依申请公开", "上年结转") == [1, 0, 0, 0, 0, 0, 1]


def test_zero_stands_for_a_row_a_group_or_a_table(report: Report) -> None:
    assert values(report, "依申请公开", "本年度办理结果", "部分公开") == [0] * 7
    assert values(report, "依申请公开", "本年度办理结果", "不予公开", "属于国家秘密") == [0] * 7
    assert values(report, "复议诉讼", "复议后起诉") == [0] * 5


def test_blank_is_not_zero(report: Report) -> None:
    assert values(report, "主动公开", "行政处罚") == [None]
    assert values(report, "主动公开", "行政强制") == [0]
    assert values(report, "主动公开", "行政规范性文件") == [22, None, 1330]


def test_notes_are_kept_apart_from_numbers(report: Report) -> None:
    assert [f.note for f in row(report, "主动公开", "行政规范性文件")] == ["其中修订16件", "", ""]


def test_money_keeps_its_digits(report: Report) -> None:
    (fee,) = row(report, "主动公开", "行政事业性收费")
    assert (fee.value, fee.written) == (Decimal("59237.2400"), "59237.2400")
    assert str(fee.value) == "59237.2400"


def test_every_figure_knows_its_place(report: Report) -> None:
    assert row(report, "主动公开", "行政许可")[0].mark == Mark(8, 9)
    first, second, *_ = row(report, "依申请公开", "本年新收")
    assert (first.mark, second.mark) == (Mark(13, 10), Mark(13, 13))


def test_signs_and_units_of_2019(tmp_path: Path) -> None:
    report = full_report(tmp_path, forms()["2019"])
    permits = row(report, "主动公开", "行政许可")
    assert [(f.value, f.written) for f in permits] == [(120, "120"), (2, "+2"), (800, "800")]
    assert values(report, "主动公开", "行政事业性收费") == [12, -3]
    amount = report.figures[Address("主动公开", ("政府集中采购",), "采购总金额")]
    assert (amount.value, amount.unit) == (Decimal("251000.50"), "元")
