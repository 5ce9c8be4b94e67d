"""Which names of files mean a year's report, and which are attachments."""

from __future__ import annotations

from pathlib import Path

import pytest
from nianbao.source.overlooked import note_overlooked
from nianbao.source.report_names import meant_name


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("2021年.md", "2021.md"),
        ("2021 - 副本 (2).md", "2021.md"),
        ("2021.v1 .md", "2021.v1.md"),
        ("2021年度报告-定稿.md.txt", "2021.md"),
    ],
)
def test_what_a_file_is_meant_to_be_called(name: str, right: str) -> None:
    meant = meant_name(name)
    assert meant is not None
    assert meant.right == right


@pytest.mark.parametrize(
    "name",
    [
        *(
            "2021-明细.txt",
            "2021明细.txt",
            "2021年度部门决算.txt",
            "2021.pdf",
            "2021.docx",
            "2021.zip",
        ),
        *("2021-2022.txt", "20211.txt", "20210131.txt", "附件2021.txt", "2021.md.bak", "2021.png"),
        *("2021年第1期.txt", "2021.01.txt", "readme.txt", "1021.txt", "2021表1.txt", "2021.csv"),
    ],
)
def test_an_attachment_is_not_accused(name: str) -> None:
    assert meant_name(name) is None


def test_a_text_beside_a_report_is_an_attachment_if_linked_or_if_the_year_is_there(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "reports/shili"
    folder.mkdir(parents=True)
    (folder / "2021.md").write_text("---\n---\n见[附表](2020.txt)、[附件](%32%30)", "utf-8")
    for name in ("2020.txt", "2021.txt", "2019年.txt"):
        (folder / name).write_text("自然人5件", "utf-8")
    found = [(problem.file, problem.code) for problem in note_overlooked(folder.parent, {"shili"})]
    assert found == [("reports/shili/2019年.txt", "report-overlooked")]
    (folder / "2019年.txt").write_text("---\nyear: 2019\n---\n", "utf-8")
    (problem,) = note_overlooked(folder.parent, {"shili"})
    assert (problem.code, problem.expected) == ("file-name", "2019.md")
    assert note_overlooked(folder.parent, set()) == []
