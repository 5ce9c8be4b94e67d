"""A real report's tables, with their real defects: its figures as somebody read them by hand.

``tests/data/minquan-2021.txt`` has the tables of 民权县 2021 as they were published, tabs and all:
eight numbers where the form has seven columns, nine in some rows, a group cut off from its rows,
both widths of brackets. The text around them is ours, with the defects of the real one.
"""

from __future__ import annotations

from pathlib import Path

from nianbao.form import OrganKind
from nianbao.intake.reading import Request, import_source
from nianbao.intake.review import Status
from nianbao.source import Organ
from places import DATA, ROOT
from reading import read_report

ORGAN = Organ("minquan", "民权县人民政府", OrganKind.GOVERNMENT, contact=("无",))


def test_the_first_report_imports_as_it_was_read_by_hand(tmp_path: Path) -> None:
    source = DATA / "minquan-2021.txt"
    organs = {ORGAN.slug: ORGAN.name}
    imported = import_source(Request(source.name, source.read_bytes(), None, organs), ROOT)
    path = tmp_path / "2021.md"
    path.write_text(imported.text, "utf-8")
    report, problems = read_report(path, ORGAN, path.name)
    by_hand, _ = read_report(ROOT / "reports/minquan/2021.md", ORGAN, "2021.md")
    assert report is not None
    assert by_hand is not None
    assert problems == []
    assert {a: f.written for a, f in report.figures.items()} == {
        a: f.written for a, f in by_hand.figures.items()
    }
    text = "\n".join(block.text for section in report.sections for block in section.blocks)
    assert "并及时通过网站和新媒体通报监督结果。" in text
    review = [(item.status, item.address, item.found) for item in imported.review]
    assert not [item for item in imported.review if item.status is Status.OPEN]
    # Rows three and four of the form are decided; the first two stand as they are.
    decided = {address for status, address, _ in review if status is Status.DECIDED}
    rows = {str(line.address) for line in report.form.tables["依申请公开"].lines}
    assert len(decided) == len(rows) - 2
    assert decided < rows
    repaired = [found for status, _, found in review if status is Status.REPAIRED]
    assert "2.其他法律法规禁止公开" in repaired
    assert "本年收费金额（单位：万元，保留4位小数）" in repaired
    assert "新媒体通报监／督结果。" in repaired
