"""A place's edition of an official form: its rows, sums, years, and what can be compared."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from copy import copy
from pathlib import Path

import pytest
from commands import with_library
from nianbao.form import (
    Edition,
    Form,
    FormError,
    RowAdded,
    RowsAdded,
    comparable_figures,
    edition_forms,
    form_in_force,
    forms,
    incomparable_figures,
    use_editions,
)

KEY = "示例省2024"
INSPECTION = RowsAdded("主动公开.行政强制", (RowAdded("行政检查"),))
NINTH = RowsAdded(
    "依申请公开.本年度办理结果.不予公开.属于行政查询事项", (RowAdded("9.法定的其他情形"),)
)
WHY = "新增的两行 2024 年度起才填报"


def edition(
    *rows: RowsAdded, year: int = 2024, key: str = KEY, changed: tuple[str, ...] = ()
) -> Edition:
    return Edition(key, "2021", year, rows or (INSPECTION, NINTH), WHY, changed=changed)


@pytest.fixture(autouse=True)
def no_editions() -> Iterator[None]:
    yield
    use_editions(())


def sums_of(form: Form, row: str) -> set[str]:
    """What is added up to a row's total of natural persons."""
    return {
        address.dotted
        for equation in form.equations
        for address in equation.left
        if equation.relation.code == row and equation.subject.column == "自然人"
    }


def test_rows_stand_where_they_were_put_and_the_form_is_in_force_from_its_year() -> None:
    found = edition_forms([edition()])
    assert [(f.key, f.first_year, f.last_year) for f in found.values()] == [
        (KEY, 2024, None),
        ("2021", 2021, 2023),
        ("2019", 2019, 2020),
        ("2014", 2014, 2018),
    ]
    rows = [line.address.row for line in found[KEY].tables["主动公开"].lines]
    assert rows[3:6] == [("行政处罚",), ("行政强制",), ("行政检查",)]
    assert len(found[KEY].measures) == len(found["2021"].measures) + 1 + 7


def test_rows_of_a_group_are_in_its_sums_unless_they_stand_apart() -> None:
    ninth = "依申请公开.本年度办理结果.不予公开.法定的其他情形.自然人"
    assert ninth in sums_of(edition_forms([edition()])[KEY], "sum-results")
    aside = RowsAdded(NINTH.after, NINTH.rows, apart=True)
    form = edition_forms([edition(aside)])[KEY]
    assert ninth not in sums_of(form, "sum-results")
    # Along the row, the seven figures add up all the same.
    rows = {e.subject.row for e in form.equations if e.relation.code == "sum-row"}
    assert ("本年度办理结果", "不予公开", "法定的其他情形") in rows


def test_what_is_not_new_is_compared_and_what_changed_is_not() -> None:
    found = edition_forms([edition(changed=("主动公开.行政处罚",))])
    form, base = found[KEY], found["2021"]
    apart = incomparable_figures(form, base)
    assert {address.row[-1] for address in apart} == {"行政检查", "法定的其他情形", "行政处罚"}
    assert set(apart.values()) == {WHY}
    same = comparable_figures(base, form)
    assert len(same) == len(base.measures) - 1
    # With the form before, as its base; and what has changed is followed no longer.
    fewer = len(comparable_figures(base, found["2019"])) - 1
    assert len(comparable_figures(form, found["2019"])) == fewer
    assert "行政处罚" in base.indicators
    assert "行政处罚" not in form.indicators
    assert "行政处罚" not in [figure.name for figure in form.main_figures]


def test_rows_of_2014_have_units() -> None:
    after = "统计表.主动公开情况.通过不同渠道和方式公开政府信息的情况.其他方式公开政府信息数"
    rows = RowsAdded(after, (RowAdded("6.政务客户端公开政府信息数", "条"),))
    found = edition_forms([Edition("示例市2016", "2014", 2016, (rows,), WHY)])
    assert (found["2014"].last_year, found["示例市2016"].last_year) == (2015, 2018)
    added = [m for a, m in found["示例市2016"].measures.items() if "客户端" in a.dotted]
    assert [measure.unit for measure in added] == ["条"]


def test_a_later_edition_takes_the_place_of_an_earlier_one() -> None:
    found = edition_forms([edition(), edition(INSPECTION, year=2023, key="示例省2023")])
    years = {f.key: (f.first_year, f.last_year) for f in found.values()}
    assert years[KEY] == (2024, None)
    assert years["示例省2023"] == (2023, 2023)
    assert years["2021"] == (2021, 2022)


def test_an_edition_from_the_first_year_leaves_none_to_its_base() -> None:
    use_editions([edition(year=2021)])
    assert not any(forms()["2021"].covers(year) for year in range(2000, 2100))
    assert form_in_force(2021).key == KEY


@pytest.mark.parametrize(
    "wrong",
    [
        [edition(RowsAdded("主动公开.行政裁决", (RowAdded("行政检查"),)))],
        [edition(RowsAdded("主动公开.行政强制", (RowAdded("行政许可"),)), key="另一种")],
        [edition(), edition(INSPECTION, key="另一种")],
    ],
    ids=["no such row", "a row twice in a block", "two from one year"],
)
def test_what_makes_no_form(wrong: list[Edition]) -> None:
    with pytest.raises(FormError):
        edition_forms(wrong)


def test_other_processes_have_the_editions_in_use(tmp_path: Path) -> None:
    use_editions([edition()])
    assert form_in_force(2025) is forms()[KEY]
    assert copy(forms()[KEY]) is forms()[KEY]
    script = tmp_path / "script.py"
    script.write_text(
        "from nianbao.form import form_in_force\n"
        "print(len(form_in_force(2024).measures), form_in_force(2023).key)\n",
        "utf-8",
    )
    done = subprocess.run(
        [sys.executable, script], env=with_library(), capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["208", "2021"]
    use_editions(())
    assert "NIANBAO_FORMS" not in os.environ
    assert KEY not in forms()
