"""What a report leaves out, in the words in which such reports are written."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from invented import body
from nianbao.check import HouseRules
from nianbao.check.contents import check_contents, is_government
from nianbao.check.folded import fold_prose
from nianbao.form import OrganKind, forms
from nianbao.problem import Problems, Severity
from nianbao.source import Organ, Report
from reading import FRONTS, read

TOWN = Organ("jiazhen", "示例县甲镇人民政府", OrganKind.TOWNSHIP)

# How townships and bureaus write, after reports of 2021 to 2024 on the web; names are invented.
BRIEF = """（一）主动公开方面。按要求在政府网站公开政府信息，对群众关注度高的信息及时更新内容。

（二）依申请公开方面。本年度未收到和处理政府信息公开申请，零报告。

（三）政府信息管理方面。明确具体工作人员及相应的工作职责，严格遵守相关保密规定。

（四）政府信息公开平台建设方面。通过公告栏和政务新媒体将传统平台和互联网平台相结合的方式进行建设。

（五）监督保障方面。在专栏公开咨询电话，明确了投诉渠道。全年未发生行政复议案件、行政诉讼案件。"""
NUMBERED = """1.主动公开。通过政务公开网站，依法公开工作职能、机构设置等信息，全年213条。

2.依申请公开。2021年度，我乡未收到任何形式的依申请公开申请。

3.政府信息管理。始终做好保密工作，做到“上网信息不涉密，涉密信息不上网”。

4.平台管理。目前主抓微信公众号的运营和管理，及时更新，方便群众查看和留言。

5.监督保障。进一步健全完善“主要领导亲自抓审核”工作机制，加大问责力度。"""
BY_ONE_TWO = """一是积极推进主动公开。内容涉及政策文件、预算决算、公告公示等，全年更新162条。

二是及时规范办理依申请公开。2023年，我局未收到政府信息公开申请。

三是及时回应社会关切。依托意见征集、12345热线等栏目，倾听群众诉求、搜集社情民意，按时办结建议提案。

四是强化监督保障。加强日常监测，对网站的整体运行情况、栏目更新情况进行日常巡检，及时纠正错漏。"""
BOILERPLATE = """我局积极落实政府信息公开工作要求，不断拓展政府信息公开的深度和广度，做到发布及时、\
分类科学、内容准确、格式美观，并严格做好发布审查工作，始终将政府网站集约化平台作为政府信息公开的第一平台，第一时间在网站\
发布重要政策、公开重大举措，认真做好相关栏目的信息发布、维护。"""
TWO_OF_FIVE = """（一）主动公开情况

2023年，我局认真梳理，主动在门户网站公开政府信息50条，其中政策法规类的信息4条，业务工作类的信息10条，统计数据6条。

（二）信息管理情况

我局高度重视政府信息公开工作，规范信息管理流程，及时将我局各项工作动态予以更新，让群众快速了解统计工作状态。\
局办公室负责政府信息公开工作的协调。"""


@cache
def report_of(overview: str, form: str = "2021") -> Report:
    front = FRONTS[form]
    text = front + body(forms()[form], {1: overview})
    return read(Path(mkdtemp()), text, int(front.split("year: ")[1][:4]))


def codes(overview: str, organ: Organ = TOWN, form: str = "2021") -> dict[str, str]:
    """What is said of a report with that overview."""
    report = replace(report_of(overview, form), organ=organ)
    problems = Problems(report.file)
    check_contents(fold_prose(report), HouseRules(), problems)
    return {problem.code: problem.message for problem in problems.found}


def missing(overview: str) -> list[str]:
    _, _, names = codes(overview).get("aspect-missing", "").partition("没有提到")
    return [name for name in names.split("、") if name]


@pytest.mark.parametrize(
    ("overview", "names"),
    [
        (BRIEF, []),
        (NUMBERED, []),
        (BY_ONE_TWO, []),
        (BOILERPLATE, ["依申请公开", "监督保障"]),
        (TWO_OF_FIVE, ["依申请公开", "监督保障"]),
        ("全年公开信息四十条。", []),
    ],
)
def test_aspects(overview: str, names: list[str]) -> None:
    assert missing(overview) == names


def test_to_check_before_publishing_is_management() -> None:
    told = """今年围绕乡村振兴、防返贫监测、土地流转公开信息88条。收到政府信息公开申请1件，为村民\
申请公开征地补偿安置方案，已在法定期限内答复并予以公开。综合行政执法队作出行政处罚决定5件。

坚持“先审后发”，新建政务公开专区1处，开展村（居）公开员培训1次，把公开情况纳入对村年度考评。"""
    assert missing(told) == []
    assert missing(told.replace("坚持“先审后发”，", "")) == ["政府信息管理"]


def test_the_form_before_has_no_aspects() -> None:
    assert codes(BOILERPLATE, form="2019").keys() == {"assessment-missing"}


@pytest.mark.parametrize(
    "told",
    [
        "进一步优化信息审查、群众监督、工作考核等机制。",
        "本年度未发生责任追究情况。",
        "健全信息溯源机制和追责办法。",
        "对公开效果、群众满意度进行监督。",
        "委托第三方开展评估。",
        "纳入绩效考核，权重不低于4%。",
        "将政务公开列入科室年终评优的内容。",
    ],
)
def test_one_word_about_any_of_the_three_will_do(told: str) -> None:
    assert "assessment-missing" in codes(BRIEF)
    assert "assessment-missing" not in codes(f"{BRIEF}{told}")


@pytest.mark.parametrize(
    "untold",
    ["现予公布，接受社会监督。", "公开预算绩效目标和绩效评价报告。", "开展重大决策风险评估。"],
)
def test_other_words_are_no_assessment(untold: str) -> None:
    assert "assessment-missing" in codes(f"{BRIEF}{untold}")


@pytest.mark.parametrize(
    ("name", "kind", "is_one"),
    [
        ("示例县人民政府", OrganKind.GOVERNMENT, True),
        ("示例县人民政府（政府办公室）", OrganKind.GOVERNMENT, True),
        ("示例县", OrganKind.GOVERNMENT, True),
        ("示例县甲镇人民政府", OrganKind.TOWNSHIP, True),
        ("示例县甲镇", OrganKind.TOWNSHIP, True),
        ("示例旗乙苏木", OrganKind.TOWNSHIP, True),
        ("示例县丙街道办事处", OrganKind.TOWNSHIP, False),
        ("示例县人民政府丙街道办事处", OrganKind.TOWNSHIP, False),
        ("示例县丙街道", OrganKind.TOWNSHIP, False),
        ("示例经济开发区管理委员会", OrganKind.GOVERNMENT, False),
        ("示例县人民政府办公室", OrganKind.DEPARTMENT, False),
        ("示例县国营林场镇", OrganKind.DEPARTMENT, False),
    ],
)
def test_governments(name: str, kind: OrganKind, *, is_one: bool) -> None:
    assert is_government(Organ("x", name, kind)) is is_one


@pytest.mark.parametrize("code", ["overview-long", "preamble-missing"])
def test_what_is_for_some_sites_only(code: str) -> None:
    report = report_of(BRIEF * 6)
    for severity, is_said in ((Severity.WARNING, True), (None, False)):
        problems = Problems(report.file)
        rules = HouseRules(severities={code: severity})
        check_contents(fold_prose(replace(report, organ=TOWN)), rules, problems)
        assert (code in {problem.code for problem in problems.found}) is is_said
    assert code not in codes(BRIEF * 6)


def test_where_the_preamble_may_stand() -> None:
    rules = HouseRules(severities={"preamble-missing": Severity.NOTICE})
    with_contact = replace(TOWN, contact=("电话：0000-0000000",))

    def missing(told: str, organ: Organ = TOWN, notice: str = "") -> str:
        report = replace(report_of(f"{BRIEF}\n\n{told}"), organ=organ, notice=notice)
        problems = Problems(report.file)
        check_contents(fold_prose(report), rules, problems)
        return "".join(p.expected for p in problems.found if p.code == "preamble-missing")

    period = "所列数据的统计期限为2021年1月1日至12月31日"
    assert missing("", with_contact) == "统计期限"
    assert missing(period, with_contact) == ""
    assert missing("", with_contact, period) == ""
    assert missing("数据自2021年1月1日起至2021年12月31日止", with_contact) == ""
    assert missing(f"{period}。如有疑问，请与镇政府联系（电话：0000-0000000）") == ""


@pytest.mark.parametrize(
    ("overview", "is_generic"),
    [
        ("我局不断拓展公开的深度，一是抓学习，二是抓管理，第一时间发布。", True),
        ("2021年按照国办公开办函〔2021〕30号和国务院令第711号办理。", True),
        ("全年公开信息四十条。", False),
        ("全年公开信息40余条。", False),
        ("示例局不断拓展公开的深度。", False),
    ],
)
def test_words_that_fit_any_organ(overview: str, *, is_generic: bool) -> None:
    organ = Organ("ju", "示例局", OrganKind.DEPARTMENT)
    found = codes(f"{overview}\n\n部分地区报送不及时。", organ)
    assert ("generic-text" in found) is is_generic
    assert "generic-text" not in codes(f"{overview}\n\n丙科报送不及时。", organ)
