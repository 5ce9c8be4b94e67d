"""What the page of 一图读懂 shows of a report and of a year."""

from __future__ import annotations

from nianbao.publish.picture import PicturePage
from nianbao.publish.site import Publication
from publications import page_at


def test_of_a_report(small: Publication) -> None:
    page = page_at(small, "zwgk/gknb/shili/2022/tujie/", PicturePage)
    assert page.title == "一图读懂示例县人民政府2022年政府信息公开工作年度报告"
    assert page.about_path == "zwgk/gknb/shili/2022/"
    assert page.story.sentences == (
        "2022年，新收政府信息公开申请10件，比上一年度增加3件。",
        "办结的9件申请全部予以公开。",
        "没有因政府信息公开引起的复议和诉讼，与上一年度持平。",
    )
    headings = [heading for heading, _ in page.tables]
    assert headings == ["主要数字", "谁来申请", "申请是怎样办的", "复议和诉讼"]
    assert [(row.name, row.value, row.before, row.change) for row in page.tables[0][1]] == [
        ("新收申请", "10", "7", "▲ 3"),
        ("办结", "9", "6", "▲ 3"),
        ("予以公开", "9", "5", "▲ 4"),
        ("行政许可", "13,000", "13,323", "▼ 323"),
        ("行政处罚", "12", "", ""),
        ("复议和诉讼", "0", "0", "0"),
    ]
    (sheet,) = page.downloads
    assert sheet.path == "zwgk/gknb/shili/2022/tujie/shili-2022-tujie.pdf"
    assert page.notes == ()


def test_of_a_year(small: Publication) -> None:
    page = page_at(small, "zwgk/gknb/2022/tujie/", PicturePage)
    assert page.title == "一图读懂各机关2022年政府信息公开工作"
    rows = page.tables[0][1]
    assert [(row.name, row.value, row.change, row.remark) for row in rows] == [
        ("新收申请", "14", "", ""),
        ("办结", "12", "", ""),
        ("予以公开", "12", "", ""),
        ("行政许可", "13,050", "", ""),
        ("行政处罚", "12", "", "2 份报告中的 1 份"),
        ("复议和诉讼", "0", "", ""),
    ]
    assert page.story.remarks == ("计入合计的机关与上一年度不同，合计不作比较。",)
