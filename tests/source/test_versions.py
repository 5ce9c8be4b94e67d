"""The texts of a report that was corrected, by their files' names."""

from __future__ import annotations

from pathlib import Path

import pytest
from invented import body, front_matter
from nianbao.form import Address, forms
from nianbao.source import PROSE, Correction, Report, list_reports, read_portal
from nianbao.source.report_names import year_and_version
from reading import FRONT_2021, read

FORM = forms()["2021"]
TEXT = front_matter(FORM, 2021, dict.fromkeys(FORM.measures, "0"), "published: 2022-01-20")


@pytest.mark.parametrize(
    ("name", "year", "version"),
    [
        ("2021.md", 2021, 0),
        ("2021.v1.md", 2021, 1),
        ("2021.v12.md", 2021, 12),
        ("2021.v0.md", 0, 0),
        ("2021.v01.md", 0, 0),
        ("2021.V1.md", 0, 0),
        ("2021v1.md", 0, 0),
        ("2021.v1.md.md", 0, 0),
        ("1999.v1.md", 0, 0),
    ],
)
def test_names(name: str, year: int, version: int) -> None:
    assert year_and_version(Path(name)) == (year, version)


def test_texts_are_ordered_by_number(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    (folder / "shili").mkdir(parents=True)
    (folder / "organs.yml").write_text("shili: {name: 示例县, kind: 政府}\n", "utf-8")
    names = [*(f"2021.v{number}.md" for number in range(1, 12)), "2021.md", "2022.md"]
    for name in names:
        text = TEXT.replace("year: 2021", f"year: {name[:4]}")
        (folder / "shili" / name).write_text(text + body(FORM), "utf-8")
    listing, problems = list_reports(folder)
    assert problems == []
    assert [file.path.name for file in listing.files] == names[-2:]
    assert [file.version for file in listing.files] == [12, 1]
    assert [file.path.name for file in listing.earlier["shili", 2021]] == names[:-2]
    assert listing.years == {"shili": (2021, 2022)}
    portal, problems = read_portal(folder)
    assert [(r.year, r.version, r.is_superseded) for r in portal.reports] == [
        (2021, 12, False),
        (2022, 1, False),
    ]
    texts = portal.earlier["shili", 2021]
    assert [(text.version, text.is_superseded) for text in texts] == [
        (number, True) for number in range(1, 12)
    ]
    current = portal.reports[0]
    assert portal.text_before(current) is texts[-1]
    assert portal.text_before(texts[1]) is texts[0]
    assert portal.text_before(texts[0]) is portal.text_before(portal.reports[1]) is None


def corrected(folder: Path, *entries: str) -> Report:
    listed = "".join(f"- {entry}\n" for entry in entries)
    front = FRONT_2021.replace("year: 2021\n", f"year: 2021\ncorrections:\n{listed}")
    return read(folder, front + body(FORM), 2021)


def test_entries_are_read(tmp_path: Path) -> None:
    table = "依申请公开"
    report = corrected(
        tmp_path,
        "{date: 2022-03-01, what: 从前的表 › 从前的行.甲>乙, why: 旧表}",
        "{date: 2022-05-06, what: [依申请公开.三、本年度办理结果, 依申请公开 > 本年新收.自然人],"
        " why: 漏计}",
        "{date: 2022-05-06, what: 正文, why: 错字}",
    )
    old, figures, prose = report.corrections
    assert old.what == (Address("从前的表", ("从前的行", "甲", "乙")),)
    assert figures.what == (
        Address(table, ("本年度办理结果",)),
        Address(table, ("本年新收",), "自然人"),
    )
    assert prose.what == (PROSE,)
    assert (str(prose.date), prose.why) == ("2022-05-06", "错字")
    assert figures.covers(Address(table, ("本年度办理结果", "不予公开", "属于国家秘密"), "总计"))
    assert not figures.covers(Address(table, ("本年新收",), "总计"))
    assert not figures.covers(PROSE)
    assert report.marks["corrections"].line == 4


def test_entries_since_are_those_of_the_last_day(tmp_path: Path) -> None:
    entries = (
        "{date: 2022-03-01, what: 正文, why: 甲}",
        "{date: 2022-05-06, what: 主动公开, why: 乙}",
        "{date: 2022-05-06, what: 正文, why: 丙}",
    )
    first, second, third = (corrected(tmp_path, *entries[:number]) for number in (0, 1, 3))

    def reasons(corrections: tuple[Correction, ...]) -> list[str]:
        return [entry.why for entry in corrections]

    assert reasons(second.corrections_since(first)) == ["甲"]
    assert reasons(third.corrections_since(second)) == ["乙", "丙"]
    assert reasons(second.corrections_since(second)) == []
