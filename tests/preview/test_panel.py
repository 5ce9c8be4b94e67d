"""Where the problems of a report stand on its page, and how their place in the file is opened."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from nianbao.form import forms
from nianbao.preview.editor import editor_link
from nianbao.preview.panel import Place, groups_of
from nianbao.problem import Mark, Problem, Severity
from nianbao.source import Report, read_report
from reading import FRONT_2021, ORGAN

PROSE = """
## 一、总体情况

第一段。

### （一）主动公开

- 一项
- 两项

接着的
一段。

| 甲 | 乙 |
| --- | --- |
| 1 | 2 |
"""


@pytest.fixture
def report(tmp_path: Path) -> Report:
    titles = [section.title for section in forms()["2021"].sections[1:]]
    text = FRONT_2021 + PROSE + "".join(f"\n## {title}\n\n无。\n" for title in titles)
    path = tmp_path / "2021.md"
    path.write_text(text, "utf-8")
    read, problems = read_report(path, ORGAN, "reports/shili/2021.md")
    assert isinstance(read, Report)
    assert [each for each in problems if each.severity is Severity.ERROR] == []
    return read


def places(report: Report | None, *problems: Problem) -> tuple[Place, ...]:
    return groups_of(problems, report, Path("/site"))


def at(report: Report, line: str, *address: str, severity: Severity = Severity.ERROR) -> Problem:
    number = report.text.split("\n").index(line) + 1
    mark = Mark(number, 1)
    return Problem("reports/shili/2021.md", mark, "sum-row", "不等", severity, address)


def spots(found: Iterable[Place]) -> list[tuple[str, int, int]]:
    return [(each.spot.table, each.spot.section, each.spot.block) for each in found]


@pytest.mark.parametrize(
    ("line", "block", "kind"),
    [
        ("## 一、总体情况", 0, ""),
        ("第一段。", 1, "p"),
        ("### （一）主动公开", 2, "h3"),
        ("- 一项", 3, "ul"),
        ("- 两项", 3, "ul"),
        ("接着的", 4, "p"),
        ("一段。", 4, "p"),
        ("| 甲 | 乙 |", 5, "table"),
        ("| 1 | 2 |", 5, "table"),
    ],
)
def test_a_line_of_the_prose_is_of_its_block(
    report: Report, line: str, block: int, kind: str
) -> None:
    (place,) = places(report, at(report, line))
    assert (place.spot.section, place.spot.block) == (1, block)
    assert place.spot.name.startswith("一、总体情况")
    if block:
        assert report.sections[0].blocks[block - 1].tag == kind
        assert place.spot.blocks == len(report.sections[0].blocks)


def test_what_is_about_a_table_stands_at_the_table_and_the_rest_at_the_top(report: Report) -> None:
    found = places(
        report,
        at(report, "复议诉讼: 0", "复议诉讼", "行政复议"),
        at(report, "year: 2021"),
        at(report, "第一段。", "依申请公开", "本年新收"),
        at(report, "published: 2022-01-20", "五、没有的部分"),
    )
    assert spots(found) == [("", 0, 0), ("复议诉讼", 0, 0), ("", 1, 1)]
    numbers = [each.number for place in found for each in place.problems]
    assert numbers == [1, 2, 3, 4]


def test_the_cell_is_that_whose_figure_stands_there(report: Report) -> None:
    cell = next(a for a in report.figures if a.dotted == "主动公开.行政许可.本年处理决定数量")
    mark = report.figures[cell].mark
    problem = Problem(
        "reports/shili/2021.md", mark, "sum-row", "不等", address=("主动公开", "行政许可")
    )
    (place,) = places(report, problem)
    assert place.problems[0].cell == cell.dotted
    # A row that is one number in the file is many cells.
    (place,) = places(report, at(report, "复议诉讼: 0", "复议诉讼", "行政复议"))
    assert place.problems[0].cell == "复议诉讼.行政复议"


def test_the_gravest_comes_first_in_a_place(report: Report) -> None:
    kinds = (Severity.NOTICE, Severity.ERROR, Severity.WARNING)
    (place,) = places(report, *(at(report, "第一段。", severity=kind) for kind in kinds))
    assert [each.kind for each in place.problems] == ["错误", "警告", "提示"]


def test_of_what_cannot_be_read_all_is_told_at_the_top(report: Report) -> None:
    found = places(None, at(report, "第一段。"), at(report, "复议诉讼: 0", "复议诉讼"))
    assert spots(found) == [("", 0, 0)]
    assert len(found[0].problems) == 2


@pytest.mark.parametrize(
    ("path", "link"),
    [
        (PurePosixPath("/srv/年报/a b.md"), "vscode://file/srv/%E5%B9%B4%E6%8A%A5/a%20b.md:7:3"),
        (PureWindowsPath(r"C:\年报\2021.md"), "vscode://file/C:/%E5%B9%B4%E6%8A%A5/2021.md:7:3"),
        (PureWindowsPath(r"\\fuwuqi\nb\2021.md"), "vscode://file//fuwuqi/nb/2021.md:7:3"),
        (PurePosixPath("/a#b?c%20\udcff"), "vscode://file/a%23b%3Fc%2520%FF:7:3"),
    ],
)
def test_a_link_opens_the_place(path: PurePosixPath | PureWindowsPath, link: str) -> None:
    assert editor_link(path, Mark(7, 3)) == link
