"""What is open is told row by row; where a table is open, once."""

from __future__ import annotations

import tempfile
from pathlib import Path
from random import Random

import pytest
from invented import body, front_matter, random_numbers
from nianbao.check import HouseRules, Press, check_report
from nianbao.form import OrganKind, forms
from nianbao.problem import Problem
from nianbao.source import Organ
from reading import read_report

ORGAN = Organ("shili", "示例县人民政府", OrganKind.GOVERNMENT)
PRESS = Press(frozenset(map(chr, range(0x110000))), lambda _file: "")
FORM = forms()["2021"]
LINES = FORM.tables["依申请公开"].lines
OPEN = "{值: ~, 注: 待核}"


def problems_with_open(rows: int) -> list[Problem]:
    """What the check says of a report in which the first cell of so many rows is open."""
    written = {address: str(n) for address, n in random_numbers(FORM, Random(1)).items()}
    written |= {line.cells[0]: OPEN for line in LINES[:rows]}
    text = front_matter(FORM, 2021, written, "published: 2022-01-20") + body(FORM)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "2021.md"
        path.write_text(text, "utf-8")
        report, problems = read_report(path, ORGAN, path.name)
    assert report is not None
    return [*problems, *check_report(report, PRESS, HouseRules())]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_few_open_rows_are_told_one_by_one(rows: int) -> None:
    found = problems_with_open(rows)
    assert [problem.code for problem in found] == ["unverified"] * rows
    assert [problem.address for problem in found] == [line.address.parts for line in LINES[:rows]]
    assert found[0].message == "自然人还没有核实"


@pytest.mark.parametrize("rows", [4, len(LINES)])
def test_a_table_that_could_not_be_read_is_told_once(rows: int) -> None:
    (problem,) = problems_with_open(rows)
    names = "、".join(line.address.row[-1] for line in LINES[:3])
    assert (problem.code, problem.address) == ("unverified", ("依申请公开",))
    assert problem.message == f"{names}等 {rows} 行共有 {rows} 格还没有核实"


def test_an_open_cell_is_not_told_as_a_blank_one_too() -> None:
    """Its relations cannot be checked, but that goes without saying."""
    assert "undecided" not in {problem.code for problem in problems_with_open(2)}
