"""The figures of one organ over the years, as tables and as charts."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from nianbao.form import topics
from nianbao.publish.organ.trends import main_trends
from nianbao.publish.organ.years_table import years_table
from nianbao.source import Report
from over_the_years import facts_over_years, reports_of_forms
from reading import ORGAN


@pytest.fixture(scope="module")
def by_form(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Report]:
    """A report of every national form."""
    return reports_of_forms(tmp_path_factory.mktemp("forms"))


def test_a_table_of_years_breaks_where_the_form_changed(by_form: Mapping[str, Report]) -> None:
    years = (2022, 2021, 2020, 2019, 2018)
    reports = facts_over_years(by_form, ORGAN, {year: year for year in years})
    table = years_table("申请", topics()["申请"], reports, ORGAN)
    assert table
    assert [[row.year for row in era.rows] for era in table.eras] == [
        [2022, 2021],
        [2020, 2019],
        [2018],
    ]
    names = [era.names[0] for era in table.eras]
    assert names == ["新收申请", "新收申请", "收到申请"]
    assert [era.renames(table.columns) for era in table.eras] == [False, False, True]
    assert table.eras[0].title == "2021—2022年，国办公开办函〔2021〕30号格式"
    assert not years_table("主动公开", topics()["办理结果"][5:], reports[4:], ORGAN)


def test_a_table_of_years_has_no_column_of_what_no_report_counts(
    by_form: Mapping[str, Report],
) -> None:
    reports = facts_over_years(by_form, ORGAN, {2022: 2022, 2021: 2021})
    table = years_table("主动公开", topics()["主动公开"], reports, ORGAN)
    assert table
    left_out = {each.name for each in topics()["主动公开"]} - {c.name for c in table.columns}
    assert left_out == {"主动公开信息"}
    assert all(cell for row in table.eras[0].rows for cell in row.cells)


def test_charts_of_an_organ_leave_out_what_was_always_zero(by_form: Mapping[str, Report]) -> None:
    reports = facts_over_years(by_form, ORGAN, {2021: 5, 2022: 5})
    shown = [each.indicator.name for each in main_trends("甲", reports)]
    assert "新收申请" in shown
    assert "复议和诉讼" not in shown
