"""What a page tells of a correction."""

from __future__ import annotations

from nianbao.publish.report.changes import changes
from nianbao.publish.web.links import page_link
from nianbao.source import read_portal
from places import DATA
from reading import SITE


def test_changes_are_those_of_one_correction() -> None:
    portal, _ = read_portal(DATA / "problems/no-problem-corrections/reports")
    first, second = portal.earlier["shili", 2021]
    (current,) = portal.reports
    then = changes(first, second)
    assert [entry.why for entry in then.corrections] == ["漏计乡镇的五件", "一件应为结果维持"]
    assert [(c.address.dotted, c.before and c.before.value) for c in then.figures] == [
        ("主动公开.行政许可.本年处理决定数量", 120),
        ("复议诉讼.行政复议.结果维持", 0),
        ("复议诉讼.行政复议.结果纠正", 1),
    ]
    # The number that the prose refers to has changed with the table.
    assert [(p.heading, p.before, p.after) for p in then.paragraphs] == [
        ("一、总体情况", "全年作出行政许可决定120件。", "全年作出行政许可决定125件。")
    ]
    now = changes(second, current)
    assert [entry.why for entry in now.corrections] == ["重复登记一件"]
    assert len(now.figures) == 4
    assert [p.after for p in now.paragraphs] == ["个别乡镇报送不够及时，将按月督促。"]


def test_a_link_to_an_earlier_text_leads_below_the_report() -> None:
    portal, _ = read_portal(DATA / "problems/no-problem-corrections/reports")
    (current,) = portal.reports
    assert page_link(current, "2021.v1.md#依申请公开", SITE) == "v1/#依申请公开"
