"""What people write above a report: in full, shortened, with places, or as somebody else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from nianbao.check.titles import check_title
from nianbao.form import OrganKind, forms
from nianbao.problem import TOP, Problems
from nianbao.source import Listing, Organ, Report
from reading import invented_report

COUNTY = Organ("xian", "示例县人民政府", OrganKind.GOVERNMENT)
BUREAU = Organ("ju", "示例县示例局", OrganKind.DEPARTMENT)
ORGANS = {
    organ.slug: organ
    for organ in (
        COUNTY,
        BUREAU,
        Organ("cai", "示例县财政局", OrganKind.DEPARTMENT),
        Organ("ban", "示例县人民政府办公室", OrganKind.DEPARTMENT),
        Organ("zhen", "示例县甲镇人民政府", OrganKind.TOWNSHIP),
        Organ("jiu", "示例县旧局", OrganKind.DEPARTMENT, successors=("xin",)),
        Organ("xin", "示例县新管理局", OrganKind.DEPARTMENT),
        Organ("fa", "示例县发展和改革委员会", OrganKind.DEPARTMENT),
    )
}
LISTING = Listing(ORGANS, "reports/organs.yml", "", (), {})
END = "2021年政府信息公开工作年度报告"
FINE = [
    *(
        ("xian", f"{who}{END}")
        for who in ("示例县人民政府", "示例县政府", "示例县", "县政府", "县政府办")
    ),
    ("xian", f"示例县政务公开办{END}"),
    ("xian", f"河南省示例县人民政府{END}"),
    ("xian", f"示例市示例县人民政府{END}"),
    ("xian", f"示例县人民政府关于{END}的公告"),
    *(
        ("ju", f"{who}{END}")
        for who in ("示例县示例局", "县示例局", "示例局", "示例市示例县示例局")
    ),
    ("ju", f"示例县人民政府示例局{END}"),
    ("ju", f"示例县示例局（知识产权局）{END}"),
    ("ju", "关于2010年度政府信息公开工作的报告"),
    ("ju", "二〇二一年政府信息公开工作年度报告"),
    ("ju", f"我局{END}"),
    ("ban", f"示例县人民政府办公室{END}"),
    ("zhen", f"甲镇{END}"),
    ("zhen", f"示例县甲镇政府{END}"),
    ("xin", f"示例县旧局{END}"),
    ("cai", f"示例县财政局（本级）{END}"),
    ("cai", f"示例县人民政府财政局{END}"),
    ("ban", f"示例县人民政府办公室（示例县人民政府办公室）{END}"),
    ("ju", f"示例县示例局贯彻落实《中华人民共和国政府信息公开条例》情况的{END}"),
    ("ju", f"示例县示例局{END}（含全国文明城市创建）"),
    ("ju", f"示例县人民政府示例县示例局{END}"),
    ("fa", f"示例县发展改革委（示例县粮食和物资储备局）{END}"),
]
STRANGE = [
    ("xian", f"国务院办公厅{END}"),
    ("ju", f"国务院{END}"),
    ("ju", f"中华人民共和国示例县示例局{END}"),
    ("ju", f"示例县示例局与国务院办公厅{END}"),
    ("ju", f"示例县教育局{END}"),
    ("ju", f"示例县人民政府{END}"),
    ("ju", f"示例 县　人民政府{END}"),
    ("ju", f"甲镇人民政府{END}"),
    ("xian", f"示例县人民政府办公室{END}"),
    ("zhen", f"示例县人民政府{END}"),
    ("jiu", f"示例县新管理局{END}"),
    ("ju", f"某某省人民政府{END}"),
    *(
        ("ju", title)
        for title in (
            f"示例县财政局{END}",
            f"示例县财政局本级{END}",
            f"示例县财政局机关{END}",
            f"示例县财政局系统{END}",
            f"示例县财政局网站{END}",
            f"示例县财政局（含二级单位）{END}",
            f"{END}（示例县财政局党组）",
            f"示例县示例局{END}（示例县财政局代）",
            f"示例县财·政局{END}",
            f"示例县财\u0301政局{END}",
            f"示例县⾦政局、示例县财“政”局{END}",
            f"示例县人民政府示例局{END}（示例县人民政府）",
            f"国·务院示例县示例局{END}",
        )
    ),
    ("ban", f"示例县人民政府办公室{END}（示例县人民政府）"),
]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    return invented_report(tmp_path_factory.mktemp("report"), forms()["2021"])


def codes(report: Report, slug: str, title: str) -> list[str]:
    problems = Problems("a.md")
    marked = replace(report, organ=ORGANS[slug], title=title, marks={"title": TOP})
    check_title(marked, LISTING, problems)
    return [problem.code for problem in problems.found]


@pytest.mark.parametrize(("slug", "title"), FINE)
def test_a_title_of_its_own(report: Report, slug: str, title: str) -> None:
    assert codes(report, slug, title) == []


@pytest.mark.parametrize(("slug", "title"), STRANGE)
def test_a_title_of_somebody_else(report: Report, slug: str, title: str) -> None:
    assert codes(report, slug, title) == ["title-organ"]


def test_a_title_that_is_made_is_not_looked_at(report: Report) -> None:
    problems = Problems("a.md")
    check_title(replace(report, title=f"国务院{END}", marks={}), LISTING, problems)
    assert problems.found == []
