"""What the page of a report shows, from its figures and its earlier texts."""

from __future__ import annotations

import pytest
from nianbao.publish.report.page import ReportPage
from nianbao.publish.site import Publication
from nianbao.source import read_portal
from places import DATA
from publications import material_of, page_at


@pytest.fixture(scope="module")
def corrected() -> Publication:
    """A report that was corrected twice, with its earlier texts."""
    portal, _ = read_portal(DATA / "problems/no-problem-corrections/reports")
    return Publication(material_of(portal))


def test_its_head(small: Publication) -> None:
    page = page_at(small, "zwgk/gknb/shili/2022/", ReportPage)
    assert page.title == "示例县人民政府2022年政府信息公开工作年度报告"
    assert (page.published, page.published_moment) == ("2023年3月1日", "2023-03-01")
    assert (page.state, page.is_corrected) == ("未更正", False)
    assert page.picture == "zwgk/gknb/shili/2022/tujie/"
    assert [(each.kind, each.path.rpartition("/")[2]) for each in page.downloads] == [
        ("PDF", "shili-2022.pdf"),
        ("Word", "shili-2022.docx"),
        ("CSV", "shili-2022.csv"),
        ("XLSX", "shili-2022.xlsx"),
        ("JSON", "shili-2022.json"),
    ]


def test_its_main_figures_beside_those_of_the_year_before(small: Publication) -> None:
    page = page_at(small, "zwgk/gknb/shili/2022/", ReportPage)
    assert [(n.name, n.value, n.change and n.change.difference) for n in page.main_numbers] == [
        ("新收申请", 10, 3),
        ("办结", 9, 3),
        ("予以公开", 9, 4),
        ("行政许可", 13000, -323),
        ("行政处罚", 12, None),
        ("复议和诉讼", 0, 0),
    ]
    assert (page.before_name, page.comparison) == ("2021年", "zwgk/gknb/shili/2022/duibi/")
    assert page.choice == "#b=shili/2022"
    first = page_at(small, "zwgk/gknb/minzheng/2022/", ReportPage)
    assert (first.before_name, first.comparison) == ("", "")


def test_its_sections(small: Publication) -> None:
    sections = list(page_at(small, "zwgk/gknb/shili/2021/", ReportPage).sections())
    assert [(s.anchor, s.heading, bool(s.table)) for s in sections] == [
        ("section-1", "一、总体情况", False),
        ("section-2", "二、主动公开政府信息情况", True),
        ("section-3", "三、收到和处理政府信息公开申请情况", True),
        ("section-4", "四、政府信息公开行政复议、行政诉讼情况", True),
        ("section-5", "五、存在的主要问题及改进情况", False),
        ("section-6", "六、其他需要报告的事项", False),
    ]
    assert sections[0].prose == "<p>2021年做了四件事。</p>"
    assert sections[0].checked == sections[1].checked == ""
    assert sections[2].checked == (
        "勾稽关系已核对：第一项加第二项之和，等于第三项加第四项之和；"
        "各项办理结果之和，等于（七）总计；六类申请人之和，等于总计。"
    )


def test_a_table_in_words(small: Publication) -> None:
    sections = list(page_at(small, "zwgk/gknb/shili/2021/", ReportPage).sections())
    spoken = sections[2].spoken
    assert spoken is not None
    assert spoken.heading == "表中不是零的数"
    assert (spoken.rows[0].total, spoken.rows[0].remark) == ("7", "自然人 5，商业企业 2")
    assert spoken.rest == "其余是零。"
    nothing = sections[3].spoken
    assert nothing is not None
    assert (nothing.heading, nothing.rest) == ("表中的数", "各行都是零。")


def test_a_report_that_was_corrected(corrected: Publication) -> None:
    page = page_at(corrected, "zwgk/gknb/shili/2021/", ReportPage)
    assert (page.state, page.is_corrected) == ("2022年5月6日更正", True)
    assert [step.heading for step in page.corrections] == ["2022年5月6日更正", "2022年3月1日更正"]
    assert page.version_links == (
        ("latest-version", "zwgk/gknb/shili/2021/"),
        ("predecessor-version", "zwgk/gknb/shili/2021/v2/"),
    )
    assert [(v.name, v.path, v.relation, v.remark) for v in page.version_lines] == [
        ("第3版（本页）", "", "", "，2022年5月6日，现行"),
        ("第2版", "zwgk/gknb/shili/2021/v2/", "predecessor-version", "，2022年3月1日"),
        ("第1版", "zwgk/gknb/shili/2021/v1/", "", "，2022年1月20日"),
    ]
    first = page.corrections[1].marked_paragraphs[0]
    assert first.part == "一、总体情况"
    assert [(piece.text, piece.differs) for piece in first.after] == [
        ("全年作出行政许可决定", False),
        ("125", True),
        ("件。", False),
    ]


def test_a_text_that_was_replaced(corrected: Publication) -> None:
    page = page_at(corrected, "zwgk/gknb/shili/2021/v1/", ReportPage)
    assert (page.state, page.is_corrected) == ("已更正", False)
    assert page.latest_name == "示例县人民政府2021年报告第3版"
    assert page.version_links == (("latest-version", "zwgk/gknb/shili/2021/"),)
    assert [version.relation for version in page.version_lines] == ["latest-version", "", ""]
    assert [section.checked for section in page.sections()] == [""] * 6
