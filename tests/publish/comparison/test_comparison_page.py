"""What the page shows that compares a report with the one before it."""

from __future__ import annotations

from nianbao.publish.comparison.page import ComparisonPage
from nianbao.publish.comparison.picker import PickerPage
from nianbao.publish.site import Publication
from publications import page_at

PATH = "zwgk/gknb/shili/2022/duibi/"


def test_which_two_reports(small: Publication) -> None:
    page = page_at(small, PATH, ComparisonPage)
    assert page.title_lines == ("示例县人民政府", "2022年与2021年", "政府信息公开年报对比")
    assert (page.before.name, page.after.name) == (
        "示例县人民政府2021年报告",
        "示例县人民政府2022年报告",
    )
    assert page.before.form_name == "国办公开办函〔2021〕30号"
    assert (page.before_name, page.remark) == ("2021年", "")
    assert page.choice == "#a=shili/2021&b=shili/2022"
    assert (page.earlier, page.later) == ("", "")


def test_what_changed(small: Publication) -> None:
    summary, tables, words = page_at(small, PATH, ComparisonPage).shown()
    assert (words.before, words.after) == ("2021年", "2022年")
    assert (summary.more, summary.less) == (12, 5)
    assert summary.reasons == {"有一份是空白": 2}
    assert [(line.label, line.difference, line.is_more) for line in summary.largest[:3]] == [
        ("行政许可 › 本年处理决定数量", "323", False),
        ("三、本年度办理结果 › （一）予以公开 › 总计", "4", True),
        ("一、本年新收政府信息公开申请数量 › 总计", "3", True),
    ]
    assert summary.largest[0].is_less
    assert [table.caption for table in tables] == [
        "主动公开政府信息情况",
        "收到和处理政府信息公开申请情况",
        "政府信息公开行政复议、行政诉讼情况",
    ]
    assert [table.has_compared for table in tables] == [True, True, True]
    assert [len(table.groups) for table in tables] == [4, 6, 0]


def test_what_can_be_chosen(small: Publication) -> None:
    picker = page_at(small, "zwgk/nbsj/duibi/", PickerPage)
    ((organ, pages),) = picker.organs
    assert (organ.name, [page.path for page in pages]) == ("示例县人民政府", [PATH])
