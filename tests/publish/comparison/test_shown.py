"""What readers see of a comparison: everything once, zeros folded, nothing unexplained."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import random_numbers
from nianbao.form import Address, Form, Label, forms, local_frame
from nianbao.problem import TOP
from nianbao.publish.comparison import compare
from nianbao.publish.comparison.csv_file import comparison_csv
from nianbao.publish.comparison.naming import ComparedLine, FigureCell, names_of
from nianbao.publish.comparison.shown import ShownTable, shown_tables, summary_of, words_between
from nianbao.source import Figure, Report
from reading import full_report

FORMS = list(forms().values())
KNOWN: dict[str, Report] = {}


@pytest.fixture(scope="module", autouse=True)
def known(tmp_path_factory: pytest.TempPathFactory) -> None:
    for form in (*FORMS, local_frame()):
        KNOWN[form.key] = full_report(tmp_path_factory.mktemp(form.key), form)


def zero_report(key: str, figures: dict[str, Figure]) -> Report:
    report = KNOWN[key]
    zeros = dict.fromkeys(report.form.measures, Figure(0, TOP, "0"))
    given = {a: figures[a.dotted] for a in report.form.measures if a.dotted in figures}
    assert len(given) == len(figures)
    return replace(report, figures=zeros | given)


def number(text: str, note: str = "", unit: str = "") -> Figure:
    value = Decimal(text) if "." in text else int(text)
    return Figure(value, TOP, text, note, unit)


def all_lines(tables: tuple[ShownTable, ...]) -> list[ComparedLine]:
    return [line for table in tables for group in table.groups for line in group.lines]


@pytest.mark.parametrize(("before", "after"), [(a, b) for a in FORMS for b in FORMS])
@given(data=st.data())
@settings(max_examples=8)
def test_every_pair_is_a_line_or_a_counted_zero(
    before: Form, after: Form, data: st.DataObject
) -> None:
    def drawn(form: Form) -> Report:
        numbers = random_numbers(form, data.draw(st.randoms(use_true_random=False)))
        figures = {a: Figure(n, TOP, str(n)) for a, n in numbers.items()}
        return replace(KNOWN[form.key], figures=figures)

    found = compare(drawn(before), drawn(after))
    tables = shown_tables(found)
    summary = summary_of(found)
    apart = [table.uncompared for table in tables if table.uncompared]
    lines = all_lines(tables)
    folded = sum(table.zero_count for table in tables)
    by_figure = sum(bool(line.reason) for line in lines)
    assert len(lines) + folded == summary.compared + by_figure
    assert by_figure + sum(part.count for part in apart) == summary.uncompared_count
    for part in apart:
        assert part.count == part.zeros + sum(len(group.lines) for group in part.groups)
    assert summary.compared + summary.uncompared_count == len(found.pairs)
    assert sum(line.sign > 0 for line in lines) == summary.more
    assert sum(line.sign < 0 for line in lines) == summary.less


def test_zeros_are_told_by_row_and_a_blank_is_none() -> None:
    row = "依申请公开.本年新收"
    before = zero_report("2021", {f"{row}.自然人": Figure(None, TOP), f"{row}.其他": number("1")})
    (table,) = [
        table
        for table in shown_tables(compare(before, zero_report("2021", {})))
        if table.caption.startswith("收到")
    ]
    (group,) = table.groups
    assert group.heading == "一、本年新收政府信息公开申请数量"
    assert [(line.label, line.reason, line.sign) for line in group.lines] == [
        ("自然人", "有一份是空白", 0),
        ("其他", "", -1),
    ]
    assert table.zeros[0].columns == (
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "总计",
    )
    assert table.zeros[1].columns == ()
    assert table.zeros[1].row == "二、上年结转政府信息公开申请数量"
    assert table.zero_count == 175 - 2


def test_a_zero_with_a_note_is_shown() -> None:
    place = "复议诉讼.行政复议.总计"
    after = zero_report("2021", {place: number("0", note="另有1件撤回")})
    (line,) = all_lines(shown_tables(compare(zero_report("2021", {}), after)))
    assert line.before == FigureCell("0")
    assert line.after == FigureCell("0", "另有1件撤回")
    assert line.label == "总计"


def test_another_name_in_the_earlier_form_is_told() -> None:
    before = zero_report("2019", {"主动公开.行政许可.处理决定数量": number("1200")})
    after = zero_report("2021", {"主动公开.行政许可.本年处理决定数量": number("1190")})
    found = compare(before, after)
    (line,) = all_lines(shown_tables(found))
    assert line == ComparedLine(
        label="行政许可",
        remark="本年处理决定数量，前一份作“处理决定数量”",
        before=FigureCell("1,200"),
        after=FigureCell("1,190"),
        difference="10",
        sign=-1,
    )
    (change,) = summary_of(found).largest
    assert change.label == "行政许可 › 本年处理决定数量"


def test_units_that_differ_stand_beside_the_figures() -> None:
    place = "主动公开.政府集中采购.采购总金额"
    before = zero_report("2019", {place: number("251000.50", unit="元")})
    after = zero_report("2019", {place: number("25.1", unit="万元")})
    (line,) = all_lines(shown_tables(compare(before, after)))
    assert line.before == FigureCell("251,000.50", "元")
    assert line.after == FigureCell("25.1", "万元")
    assert line.reason == "单位不同（元、万元）"
    (line,) = all_lines(
        shown_tables(compare(before, zero_report("2019", {place: number("1.5", unit="元")})))
    )
    assert (line.remark, line.before, line.difference) == (
        "元",
        FigureCell("251,000.50"),
        "250,999.00",
    )


def test_the_largest_changes_are_counts_and_totals_in_order() -> None:
    requests = "依申请公开.本年新收"
    after = zero_report(
        "2021",
        {
            f"{requests}.自然人": number("900"),
            f"{requests}.总计": number("900"),
            "主动公开.行政许可.本年处理决定数量": number("1000"),
            "主动公开.行政事业性收费.本年收费金额": number("99999.5"),
            **{f"复议诉讼.{row}.总计": number("5") for row in ("行政复议", "复议后起诉")},
            "依申请公开.本年度办理结果.总计.总计": number("7"),
        },
    )
    before = zero_report("2021", {"复议诉讼.未经复议直接起诉.总计": number("6")})
    largest = summary_of(compare(before, after)).largest
    assert [(line.label, line.sign, line.difference) for line in largest] == [
        ("行政许可 › 本年处理决定数量", 1, "1,000"),
        ("一、本年新收政府信息公开申请数量 › 总计", 1, "900"),
        ("三、本年度办理结果 › （七）总计 › 总计", 1, "7"),
        ("行政诉讼 › 未经复议直接起诉 › 总计", -1, "6"),
        ("行政复议 › 总计", 1, "5"),
        ("行政诉讼 › 复议后起诉 › 总计", 1, "5"),
    ]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_names_are_those_that_the_form_prints(form: Form) -> None:
    names = names_of(form)
    assert list(names) == list(form.measures)
    assert len({(a.table, name.whole) for a, name in names.items()}) == len(names)
    printed = {
        text for table in form.tables.values() for label in table.rows for text in texts(label)
    }
    for address, name in names.items():
        parts = name.row.split(" › ")
        assert set(parts) <= printed
        assert len(parts) >= len(address.row)


def texts(label: Label) -> set[str]:
    return {label.text}.union(*map(texts, label.children))


@pytest.mark.parametrize(
    ("key", "dotted", "name"),
    [
        (
            "2021",
            "主动公开.行政事业性收费.本年收费金额",
            "行政事业性收费 › 本年收费金额（单位：万元）",
        ),
        ("2021", "复议诉讼.复议后起诉.总计", "行政诉讼 › 复议后起诉 › 总计"),
        ("2019", "主动公开.行政处罚.本年增/减", "行政处罚 › 本年增/减"),
        ("2014", "统计表.行政复议数量.统计数", "四、行政复议数量"),
    ],
)
def test_names_of_some_figures(key: str, dotted: str, name: str) -> None:
    found = {address.dotted: name.whole for address, name in names_of(forms()[key]).items()}
    assert found[dotted] == name


def test_a_local_table_is_named_by_its_addresses() -> None:
    report = KNOWN[local_frame().key]
    names = names_of(report.form)
    address = Address("自定表", ("本年度对申请的答复总数", "同意公开"), "历年累计")
    assert names[address].whole == "本年度对申请的答复总数 › 同意公开 › 历年累计"


def test_the_csv_has_every_pair_with_its_digits() -> None:
    fee = "主动公开.行政事业性收费.本年收费金额"
    before = zero_report("2021", {fee: number("795.00")})
    after = zero_report("2021", {fee: number("59237.2449")})
    text = comparison_csv(compare(before, after))
    assert text.startswith("\ufeff地址,表,行,列,前,后,差,单位,不可比原因\r\n")
    rows = {row["地址"]: row for row in csv.DictReader(io.StringIO(text[1:]))}
    assert list(rows) == [address.dotted for address in before.form.measures]
    assert rows[fee] == {
        "地址": fee,
        "表": "主动公开",
        "行": "行政事业性收费",
        "列": "本年收费金额",
        "前": "795.00",
        "后": "59237.2449",
        "差": "58442.2449",
        "单位": "万元",
        "不可比原因": "",
    }


def test_the_csv_says_what_is_blank_and_what_is_not_there() -> None:
    place = "依申请公开.上年结转.其他"
    other = "依申请公开.本年度办理结果.其他处理.总计"
    before = zero_report("2019", {place: Figure(None, TOP), other: number("4")})
    text = comparison_csv(compare(before, zero_report("2021", {})))
    rows = {row["地址"]: row for row in csv.DictReader(io.StringIO(text[1:]))}
    assert (rows[place]["前"], rows[place]["后"], rows[place]["差"]) == ("", "0", "")
    assert rows[place]["不可比原因"] == "有一份是空白"
    assert (rows[other]["前"], rows[other]["后"]) == ("4", "")
    assert rows[other]["不可比原因"].startswith("其他处理")


def test_reports_are_called_by_what_tells_them_apart() -> None:
    report = KNOWN["2021"]
    later = replace(report, year=2022)
    neighbour = replace(report, organ=replace(report.organ, slug="other", name="示例乡"))
    assert words_between(report, later).before == "2021年"
    assert words_between(report, later).more == "增加"
    assert words_between(report, neighbour).after == "乙：示例乡"
    assert words_between(report, neighbour).more == "乙多"
    assert words_between(neighbour, later).before == "示例乡2021年"
