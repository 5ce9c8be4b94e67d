"""The rows of the small tables, of withdrawn reports and of reports without tables."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from nianbao.facts import facts_of
from nianbao.form import OrganKind, forms, tableless_form
from nianbao.problem import TOP
from nianbao.publish.data.database import write_database
from nianbao.publish.data.parquet import write_parquet
from nianbao.publish.data.portal_rows import small_tables
from nianbao.publish.data.report_rows import (
    ReportRows,
    rows_of_text,
    rows_of_withdrawn,
    with_counted,
)
from nianbao.publish.data.tables import data_tables
from nianbao.publish.data.year_lines import year_lines, year_sums
from nianbao.publish.site import Publication
from nianbao.source import Organ, Report, Withdrawal
from pyarrow import parquet
from reading import SITE, full_report

WORDS = "示例县做好政务服务工作。"
DUE = date(2022, 1, 10)
GONE = Withdrawal(
    Organ("jiuzhu", "示例县救助站", OrganKind.DEPARTMENT),
    2021,
    2,
    date(2024, 5, 1),
    "内容有误",
    "jiuzhu/2021.md",
    TOP,
)


def rows_of(report: Report, prose: str = "") -> ReportRows:
    return rows_of_text(report, facts_of(report, (), {}), DUE, SITE, prose)


def named(table: str, row: tuple[object, ...]) -> dict[str, object]:
    return dict(zip(data_tables()[table].head, row, strict=True))


def test_every_row_has_the_columns_of_its_table(small: Publication) -> None:
    for name, rows in small_tables(small.material.facts, SITE).items():
        assert rows
        assert {len(row) for row in rows} == {len(data_tables()[name].head)}, name


def test_a_report_is_late_by_days(tmp_path: Path) -> None:
    row = named("reports", with_counted(rows_of(full_report(tmp_path)).report, is_counted=True))
    assert (row["发布日期"], row["期限"], row["逾期天数"]) == (date(2022, 1, 20), DUE, 10)
    assert (row["状态"], row["计入合计"], row["格式"]) == ("现行", "是", "2021年格式")
    assert row["CSV"] == f"{SITE}zwgk/gknb/shili/2021/shili-2021.csv"


def test_a_withdrawn_report_is_a_row_and_no_figures() -> None:
    rows = rows_of_withdrawn(GONE, SITE)
    row = named("reports", with_counted(rows.report, is_counted=False))
    assert (row["状态"], row["版本"], row["撤回日期"]) == ("已撤回", 2, date(2024, 5, 1))
    assert (row["说明"], row["CSV"], row["PDF"]) == ("内容有误", "", "")
    assert row["网址"] == f"{SITE}zwgk/gknb/jiuzhu/2021/"
    lines = year_lines(2021, [rows], {"jiuzhu"})
    assert lines.reports.count("\r\n") == 1
    assert (lines.figures, lines.indicators) == ("", "")
    assert "是" not in lines.reports.split(",")


def test_a_report_without_tables_has_no_figures_and_no_csv(tmp_path: Path) -> None:
    rows = rows_of(full_report(tmp_path, tableless_form()))
    row = named("reports", with_counted(rows.report, is_counted=True))
    assert (row["格式"], row["CSV"], row["状态"]) == ("无", "", "现行")
    assert rows.figures == ()


def test_sums_leave_out_what_is_covered_and_tell_blank_from_zero(tmp_path: Path) -> None:
    rows = rows_of(full_report(tmp_path))
    sums = {each.name: each for each in year_sums(2021, [rows, rows], {"shili"})}
    assert (sums["新收申请"].value, sums["新收申请"].given, sums["新收申请"].asked) == (14, 2, 2)
    # The cell is blank in the report: there is no number, which is not 0.
    assert (sums["行政处罚"].value, sums["行政处罚"].given) == (None, 0)
    assert sums["行政事业性收费"].value == Decimal("118474.4800")
    assert year_sums(2021, [rows], set()) == ()


def test_names_over_time_have_their_years(small: Publication) -> None:
    organ = Organ(
        "a",
        "示例县甲局",
        OrganKind.DEPARTMENT,
        first_year=2010,
        former_names=(("示例县丙局", 2014), ("示例县乙局", 2018)),
    )
    facts = small.material.facts
    rows = small_tables(type(facts)({"a": organ}, facts.lineage, (), {}), SITE)["organ_names"]
    assert rows == (
        ("a", "示例县丙局", 2010, 2014),
        ("a", "示例县乙局", 2015, 2018),
        ("a", "示例县甲局", 2019, None),
    )


def test_organs_name_what_they_came_from(small: Publication) -> None:
    rows = {
        row[0]: named("organs", row) for row in small_tables(small.material.facts, SITE)["organs"]
    }
    assert rows["minzheng"]["前身"] == "jiuzhu；laoling"
    assert rows["jiuzhu"]["后继"] == "minzheng"
    assert rows["jiuzhu"]["网址"] == ""


def test_forms_tell_what_corresponds_and_why_not(small: Publication) -> None:
    rows = [named("forms", row) for row in small_tables(small.material.facts, SITE)["forms"]]
    assert len(rows) == sum(len(form.measures) for form in forms().values())
    of = {(row["格式"], row["代码"]): row for row in rows}
    permits = of["2021年格式", "zhudong.xuke.jueding"]
    assert permits["含义相同的格式"] == "2019年格式"
    assert permits["指标"] == "xuke"
    fees = of["2021年格式", "zhudong.shoufei.jine"]
    assert (fees["含义相同的格式"], fees["单位"], fees["种类"]) == ("", "万元", "金额")
    assert "2019年格式：行政事业性收费：旧格式填项目数，新格式填金额" in str(fees["不能比较的原因"])
    total = of["2021年格式", "shenqing.xinshou.zongji"]
    assert (total["合计项"], total["行代码"], total["列代码"]) == ("是", "xinshou", "zongji")
    for row in rows:
        assert row["代码"] == f"{row['表代码']}.{row['行代码']}.{row['列代码']}"


# ---- the database --------------------------------------------------------------------------


def written(folder: Path, name: str, small: Publication, rows: list[ReportRows]) -> Path:
    file = folder / name
    tables = small_tables(small.material.facts, SITE)
    write_database(file, tables, [(2021, rows)], {2021: {"shili"}})
    return file


def test_the_database_is_the_same_whenever_it_is_made(tmp_path: Path, small: Publication) -> None:
    rows = [rows_of(full_report(tmp_path), WORDS), rows_of_withdrawn(GONE, SITE)]
    one, other = (written(tmp_path, name, small, rows).read_bytes() for name in ("a", "b"))
    assert one == other


def test_the_database_keeps_its_keys_and_finds_words(tmp_path: Path, small: Publication) -> None:
    rows = [rows_of(full_report(tmp_path), WORDS), rows_of_withdrawn(GONE, SITE)]
    with closing(sqlite3.connect(written(tmp_path, "a", small, rows))) as connection:
        assert connection.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert connection.execute("pragma foreign_key_check").fetchall() == []
        states = connection.execute("select 状态, 数值 from figures where 状态 = '空白'").fetchall()
        assert states
        assert {value for _, value in states} == {None}
        search = "select rowid from fulltext where fulltext match ?"
        assert connection.execute(search, ['"务服务"']).fetchall() == [(1,)]
        assert connection.execute(search, ['"服务务"']).fetchall() == []
        kinds = connection.execute("select distinct typeof(数值) from figures").fetchall()
        assert {kind for (kind,) in kinds} == {"integer", "real", "null"}


def test_a_share_that_cannot_be_known_is_blank(tmp_path: Path, small: Publication) -> None:
    rows = [rows_of(full_report(tmp_path), WORDS)]
    file = written(tmp_path, "a", small, rows)
    done, refused = "update totals set 数值 = ? where code = 'banjie'", "delete from totals where"
    asked = "select distinct 比例, 状态 from refusal_rate"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute(done, [4])
        connection.execute("update totals set 数值 = 0 where code = 'buyugongkai'")
        assert connection.execute(asked).fetchall() == [(0.0, "数")]
        for unknown in (0, None):
            connection.execute(done, [unknown])
            assert connection.execute(asked).fetchall() == [(None, "空白")]
        connection.execute(done, [4])
        connection.execute(f"{refused} code = 'buyugongkai'")
        assert connection.execute(asked).fetchall() == [(None, "空白")]


def test_a_portal_without_reports_has_a_database(tmp_path: Path, small: Publication) -> None:
    file = tmp_path / "none"
    write_database(file, small_tables(small.material.facts, SITE), [], {})
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("select count(*) from figures").fetchone() == (0,)


def test_parquet_has_the_figures_exactly(tmp_path: Path) -> None:
    rows = rows_of(full_report(tmp_path))
    lines = list(rows.lines(is_counted=True))
    for name in ("a", "b"):
        write_parquet(tmp_path / name, [lines, [], lines])
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    table = parquet.read_table(tmp_path / "a")
    assert table.column_names == list(data_tables()["figures"].head)
    values = table.column("数值").to_pylist()
    at = data_tables()["figures"].head.index("数值")
    assert values == [line[at] for line in (*lines, *lines)]
    assert Decimal("59237.2400") in values


@pytest.mark.parametrize("text", ["=1+1", "@SUM(1)", "\t=1"])
def test_no_cell_is_a_formula(text: str, tmp_path: Path) -> None:
    report = full_report(tmp_path)
    assert rows_of(report).prose == ""
    lines = year_lines(2021, [rows_of_withdrawn(_because(text), SITE)], set())
    assert f"'{text}" in lines.reports


def _because(why: str) -> Withdrawal:
    return Withdrawal(GONE.organ, 2021, 1, GONE.date, why, GONE.file, GONE.mark)
