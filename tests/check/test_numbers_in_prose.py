"""What prose says of numbers: mistakes are found, and ordinary sentences say nothing wrong."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from nianbao.check.all_done import check_all_done
from nianbao.check.claims import statements_in
from nianbao.check.fee_part import check_fee_part
from nianbao.check.folded import fold_prose
from nianbao.check.form_numbers import check_form_numbers
from nianbao.check.prose import check_prose_figures
from nianbao.check.prose_changes import check_prose_changes
from nianbao.check.prose_sums import check_prose_sums
from nianbao.check.shifted import check_shifted
from nianbao.check.stated_years import check_stated_years
from nianbao.form import Address, forms
from nianbao.problem import Mark, Problems
from nianbao.source import Number, Report, parse_number
from reading import invented_report

FORM = forms()["2021"]
REQUESTS, RESULTS = "依申请公开", "本年度办理结果"
FIGURES = {
    "主动公开.规章.本年制发件数": 2,
    "主动公开.行政规范性文件.本年制发件数": 12,
    "主动公开.行政规范性文件.本年废止件数": 4,
    "主动公开.行政规范性文件.现行有效件数": 133,
    "主动公开.行政许可.本年处理决定数量": 13323,
    "主动公开.行政处罚.本年处理决定数量": 2240,
    "主动公开.行政强制.本年处理决定数量": 41,
    "主动公开.行政事业性收费.本年收费金额": 795,
    "依申请公开.本年新收.总计": 50,
    "依申请公开.上年结转.总计": 3,
    "依申请公开.本年度办理结果.予以公开.总计": 30,
    "依申请公开.本年度办理结果.部分公开.总计": 6,
    "依申请公开.本年度办理结果.不予公开.属于国家秘密.总计": 1,
    "依申请公开.本年度办理结果.不予公开.保护第三方合法权益.总计": 4,
    "依申请公开.本年度办理结果.总计.总计": 48,
    "依申请公开.结转下年度.总计": 5,
}


@cache
def zero_report() -> Report:
    return invented_report(Path(mkdtemp()), FORM)


def with_figures(values: dict[str, int], year: int = 2022) -> Report:
    """A report whose figures are zero but for these, by their dotted addresses."""
    report = zero_report()
    by_name = {address.dotted: address for address in report.figures}
    assert values.keys() <= by_name.keys()
    figures = dict(report.figures)
    for name, value in values.items():
        figures[by_name[name]] = replace(figures[by_name[name]], value=value, written=str(value))
    return replace(report, year=year, figures=figures)


def codes(prose: str, report: Report | None = None, before: Report | None = None) -> list[str]:
    """The codes of what is said of a report with this prose, and nothing else in its body."""
    report = report or with_figures(FIGURES)
    folded = fold_prose(replace(report, prose=prose, prose_line=1, sections=()))
    problems = Problems("2022.md")
    statements = statements_in(folded)
    check_prose_figures(folded, statements, problems)
    check_prose_sums(folded, problems)
    check_all_done(folded, problems)
    if before is not None:
        check_prose_changes(folded, statements, before, problems)
    return [problem.code for problem in problems.found]


@pytest.mark.parametrize(
    "sentence",
    [
        "作出行政许可决定13324件。",
        "全年行政许可决定13,324件，行政处罚决定2240件。",
        "办理行政许可13300件。",
        "作出行政处罚2241件。",
        "作出行政许可13323件、行政处罚2241件。",
        "实施行政强制40件。",
        "未作出行政处罚决定。",
        "制定政府规章3部。",
        "现行有效的规范性文件130件。",
        "本年度未制定行政规范性文件。",
        "收取行政事业性收费79.5万元。",
        "收取行政事业性收费795元。",
        "办结申请48件，其中予以公开31件。",
        "答复申请中，不予公开4件。",
        "2022年未收取行政事业性收费。",
        "全年公开25条，作出行政许可决定365件。",
        "通过县政府网站公开信息25条，作出行政处罚决定365件。",
        "发布解读材料6篇，制定规范性文件3件。",
        "公开信息25条，比上年增加3条，收到政府信息公开申请49件。",
        "主动公开25条，同比增长10.5%，收取行政事业性收费300万元。",
    ],
)
def test_a_number_that_is_not_the_tables_is_found(sentence: str) -> None:
    assert codes(sentence) == ["prose-figure"]


@pytest.mark.parametrize(
    "sentence",
    [
        # The same numbers, as people write them.
        "作出行政许可决定13323件、行政处罚决定2240件，实施行政强制41件。",
        "收取行政事业性收费795万元。",
        "行政事业性收费795.3万元，其中教育收费300万元。",
        "收取行政事业性收费7950000元。",
        "办结申请48件，其中予以公开30件、部分公开6件、不予公开5件。",
        "制定规章2部，制发规范性文件12件，废止行政规范性文件4件，现行有效规范性文件133件。",
        # What is counted in another way.
        "食品类行政许可决定120件。",
        "公开行政许可决定13300件、行政处罚决定2000件。",
        "公示行政处罚决定书2000份。",
        "双公示信息5200条，其中行政许可5000条。",
        "办理行政许可事项1395项。",
        "发展改革部门作出行政许可决定500件。",
        "评查行政处罚案卷30件，行政许可案卷20件。",
        "行政许可事项120件全部进驻大厅。",
        "立案查处行政处罚案件2300件。",
        "审查规范性文件20件，提出意见33条。",
        "出台规章制度5项，制定规章制度3件。",
        "未制定党内规范性文件。",
        "代县政府制定规范性文件3件。",
        "办理行政许可13323件，予以公开13000件。",
        "2021年制发规范性文件9件。",
        "取消行政事业性收费12项，减征行政事业性收费30万元。",
        "行政事业性收费项目12个，收费标准100元/件。",
        "涉及征地的申请20件，予以公开15件。",
        "规范性文件属性为主动公开的11件，不予公开1件。",
        "予以公开和部分公开36件。",
        "转为主动公开和予以公开的文件7件。",
        "全年未收取信息处理费。",
        "未作出行政处罚决定书遗漏等问题。",
        "未办理行政许可变更的企业12家。",
        # A clause that goes on with what another began.
        "公开行政许可、行政处罚等信息，作出行政许可决定365件。",
        "公开25条，公开行政许可决定365件。",
        "公示25条，其中行政许可决定365件。",
        "各乡镇公开信息25条，收到政府信息公开申请20件。",
        "县政府网站发布信息25条，收到政府信息公开申请20件。",
        "通过网上办理，作出行政许可决定365件。",
        "公开信息25条，比上年多收到政府信息公开申请20件。",
        "提请县政府公布文件5件，制定规范性文件3件。",
    ],
)
def test_ordinary_sentences_about_figures_say_nothing_wrong(sentence: str) -> None:
    assert codes(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "2022年，我县共收到政府信息公开申请49件，办结48件。",
        "示例县人民政府全年收到政府信息公开申请49件。",
        "依申请公开方面，2022年受理政府信息公开申请49件，均已按期答复。",
        "2022年1月1日至12月31日，本机关收到政府信息公开申请49件。",
        "严格落实条例规定，全年共受理政府信息公开申请51件。",
        "政府信息管理方面，2022年制发规范性文件13件，废止4件，现行有效133件。",
        "收到政府信息公开申请50件。收到政府信息公开申请61件。",
        "本机关2022年度未收到政府信息公开申请。",
    ],
)
def test_what_the_whole_organ_did_in_the_year_is_held_against_the_table(sentence: str) -> None:
    assert codes(sentence) == ["prose-figure"]


@pytest.mark.parametrize(
    "sentence",
    [
        # Of an organ, of a part of one.
        "2022年，县政府办公室收到政府信息公开申请20件，各部门收到30件，合计50件。",
        "县政府本级收到政府信息公开申请20件。",
        "县水利局收到政府信息公开申请20件，县住建局收到30件。",
        "我县政府办公室未收到政府信息公开申请；县直机关收到50件。",
        "县水利局：收到政府信息公开申请20件。",
        "监察大队实施行政处罚1240件，执法科实施行政处罚1000件。",
        "我县收到政府信息公开申请20件，其余单位收到30件。",
        "我县收到政府信息公开申请20件，县直机关收到30件。",
        # Of a part of the year.
        "2022年上半年收到政府信息公开申请20件，下半年收到30件。",
        "上半年，收到政府信息公开申请20件。",
        "1月至11月收到政府信息公开申请40件，12月收到政府信息公开申请10件。",
        "2022年1月1日至6月30日，我县收到政府信息公开申请20件。",
        "一季度收到政府信息公开申请20件，二季度收到10件，三季度10件，四季度10件。",
        "日均办理行政许可50件，最多一天办理行政许可90件。",
        # Of a kind, or for a reason.
        "取水许可方面作出行政许可决定3323件，涉河建设方面作出行政许可决定10000件。",
        "取水许可方面，作出行政许可决定3323件。",
        "会同县财政局联合制定规范性文件5件，单独制定规范性文件7件。",
        "2022年新制定规范性文件5件，修订重新公布7件。",
        "答复申请中，属于过程性信息不予公开2件，属于内部讨论不予公开3件。",
        "答复申请中，因信息不存在无法提供1件，因不属于本机关职责无法提供1件。",
        "答复申请中，予以公开36件（含部分公开6件），不予公开5件。",
        "收到的申请中，予以公开的2件为主动公开内容。",
        "因政府信息公开引起行政复议0件、行政诉讼1件（复议后起诉），另有1件。",
        # Of several sentences, each with its part.
        "收到政府信息公开申请20件。后来，收到政府信息公开申请30件。",
        "全年收到政府信息公开申请20件。今年收到政府信息公开申请25件。",
        "收到政府信息公开申请50件。收到政府信息公开申请20件。",
    ],
)
def test_a_number_that_may_be_a_part_says_nothing_wrong(sentence: str) -> None:
    assert codes(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("没有因政府信息公开申请引起行政复议和行政诉讼的情况。", 2),
        ("未因政府信息公开被申请行政复议、提起行政诉讼。", 2),
        ("全年未发生因政府信息公开申请引起的行政复议、行政诉讼案件。", 2),
        ("无因政府信息公开引发的行政复议、行政诉讼。", 2),
        ("无因政府信息公开申请引发的行政复议、行政诉讼、举报投诉。", 2),
        ("政府信息公开行政复议0件、行政诉讼0件。", 2),
        ("发生政府信息公开行政复议案件5件。", 1),
        ("政府信息公开行政复议1件、行政诉讼1件。", 0),
        ("行政复议5件，行政诉讼3件。", 0),
        ("未发生因政府信息公开行政复议被纠正的情况。", 0),
        ("政府信息公开领域未出现行政复议被撤销、行政诉讼败诉案件。", 0),
        ("没有因政府信息公开引起行政诉讼败诉的情况。", 0),
        ("没有收取行政事业性收费清单之外的费用。", 0),
        ("未收取行政事业性收费目录以外的任何费用。", 0),
        ("未收到政府信息公开申请人的投诉。", 0),
        ("未收取行政事业性收费。", 1),
    ],
)
def test_what_is_denied(sentence: str, found: int) -> None:
    report = with_figures(
        {**FIGURES, "复议诉讼.行政复议.总计": 1, "复议诉讼.未经复议直接起诉.总计": 1}
    )
    assert codes(sentence, report) == ["prose-figure"] * found


def stale(prose: str) -> list[str]:
    """The codes of what is said of the years in the prose of a report of 2023."""
    problems = Problems("2023.md")
    report = replace(with_figures({}, 2023), prose=prose, prose_line=1, sections=())
    check_stated_years(fold_prose(report), problems)
    return [problem.code for problem in problems.found if problem.code == "stale-year"]


@pytest.mark.parametrize(
    "sentence",
    [
        "现将示例县2022年政府信息公开工作年度报告公布如下。",
        "根据条例规定，编制2022年度政府信息公开工作年度报告。",
        "统计期限为2022年1月1日至12月31日。",
        "2022年，我县收到政府信息公开申请12件。",
        "2022年示例县坚持以公开促落实。",
        "2022年，全局收到政府信息公开申请12件。",
        "2022年未收取信息处理费。",
        "2022年度没有被申请行政复议，没有被提起行政诉讼。",
        "2022年共收到政府信息公开申请12件，比2021年增加3件。",
        "依申请公开情况：2022年主动公开政府信息1,200条。",
        "我局2022年制发规范性文件3件；均已公开。",
        "示例县水利局2022年办结政府信息公开申请12件。",
        "2021年收到政府信息公开申请12件。",
        "2024年收到政府信息公开申请12件。",
    ],
)
def test_the_year_of_the_report_before_is_found(sentence: str) -> None:
    assert stale(f"{sentence}2023年，我县公开信息。") == ["stale-year"]


@pytest.mark.parametrize(
    "sentence",
    [
        "完成示例县水利局2022年政府信息公开工作年度报告的编制发布。",
        "按时发布《示例县水利局2022年政府信息公开工作年度报告》，并公开预算。",
        "2023年1月，我局编制了2022年度政府信息公开工作年度报告，并向社会公布。",
        "按要求公布了本单位2022年度政府信息公开工作年度报告。",
        "2022年我局收到政府信息公开申请6件，2023年收到12件，逐年上升。",
        "2019年，我县机构改革后成立示例县水利局。",
        "2020年，我局建成政务服务大厅。",
        "2022年，我局被评为全县政务公开先进单位。",
        "收到政府信息公开申请15件，比2022年增加3件。",
        "与2022年相比，多收到政府信息公开申请3件。",
        "2022年底，收到的政府信息公开申请全部办结。",
        "2022年收到政府信息公开申请12件；2023年收到15件。",
        "2022年收到政府信息公开申请12件。2023年收到政府信息公开申请15件。",
        "2022年收到政府信息公开申请12件，今年收到15件。",
        "2022年收到的政府信息公开申请3件均已办结。",
        "2022年未办结的政府信息公开申请3件均已答复。",
        "2022年结转政府信息公开申请3件。",
        "2022年12月收到政府信息公开申请3件，结转下年度办理。",
        "2021年制定《示例县政务公开办法》1件。",
        "2024年计划公开政府信息1000条。",
        "2024年1月发布年报24份。",
    ],
)
def test_what_is_told_of_years_past_says_nothing_wrong(sentence: str) -> None:
    assert stale(f"{sentence}2023年，我县公开信息。") == []


@pytest.mark.parametrize(
    ("parts", "said", "found"),
    [
        ((5, 2), 7, False),
        ((5, 2), 6, True),
        ((5, 2), 8, True),
        ((5, None), 7, False),
        ((5, None), 4, True),
        ((None, None), 4, False),
    ],
)
def test_a_blank_total_is_what_its_cells_add_up_to(
    parts: tuple[int | None, int | None],
    said: int,
    found: bool,  # noqa: FBT001
) -> None:
    report = with_figures({})
    figures = dict(report.figures)
    row = [a for a in figures if a.row == ("本年新收",)]
    values: list[Number | None] = [*parts, *([0] * 4 if None not in parts else [None] * 4), None]
    for address, value in zip(row, values, strict=True):
        figures[address] = replace(figures[address], value=value, written="")
    report = replace(report, figures=figures)
    assert codes(f"新收政府信息公开申请{said}件。", report) == ["prose-figure"] * found


@pytest.mark.parametrize(
    "sentence",
    [
        "全年共收到政府信息公开申请50件，均已办结。",
        "收到依申请公开50件，已全部办结完毕。",
        "2022年受理信息公开申请50件，全部在法定期限内办结。",
        "收到政府信息公开申请50件，均依法依规按期办结。",
        "收到政府信息公开申请50件，均按规定及时办理完毕。",
    ],
)
def test_all_done_is_not_so_where_some_are_left(sentence: str) -> None:
    assert codes(sentence) == ["all-done-contradiction"]
    assert codes(sentence, with_figures({"依申请公开.本年新收.总计": 50})) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "收到政府信息公开申请50件，均在法定期限内答复。",
        "收到政府信息公开申请50件，均在法定期限内答复或者告知延期。",
        "收到政府信息公开申请50件，到期的均已办结。",
        "收到政府信息公开申请50件，除5件结转下年度外均已办结。",
        "上年结转的政府信息公开申请3件均已办结。",
        "收到政府信息公开申请50件，已办结48件，按期办结率100%。",
        "确保政府信息公开申请全部按期办结。",
        "收到来信来访185条，均已办结，依申请公开渠道畅通。",
        "收到政府信息公开申请50件，办理代表建议12件，均已办结。",
        "通过网络收到政府信息公开申请20件，均已办结。",
        "政府信息公开申请做到全部登记、按期办结。",
        "我局收到信息公开申请50件，45件均已按时办结，另5件待征求第三方意见。",
        "收到政府信息公开申请50件，45件已全部办结，5件在办。",
        "依申请公开方面，上半年申请50件全部办结，12月新收1件按程序办理。",
        "县政府办公室收到政府信息公开申请20件，均按时办结；其他单位收到30件。",
    ],
)
def test_ordinary_sentences_about_closing_say_nothing_wrong(sentence: str) -> None:
    assert codes(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("收到依申请公开0件，均已按期办结。", True),
        ("对受理的政府信息公开申请，均已在规定时限内答复。", True),
        ("未收到政府信息公开申请。", False),
        ("对收到的政府信息公开申请，均应在规定时限内答复。", False),
        ("政府信息公开申请全部由办公室统一答复。", False),
        ("凡收到政府信息公开申请，均按期答复。", False),
        ("收到县政府转办的依申请公开协办件4件，均按时答复。", False),
        ("协助县政府办公室办理依申请公开件3件，均在规定时限内予以答复。", False),
        ("收到县政府办公室转来的政府信息公开申请意见征询函3件，均已回复。", False),
    ],
)
def test_nothing_was_answered_where_nothing_was_received(
    sentence: str,
    found: bool,  # noqa: FBT001
) -> None:
    assert codes(sentence, with_figures({})) == ["all-done-contradiction"] * found


@pytest.mark.parametrize(
    "sentence",
    [
        # As in a published report of 2023, its name left out.
        "信息共计3437条，包括：人事信息12条，政务动态1740条，公告公示225 条，其他类共计1827条。",
        "主动公开信息382条，包括乡村振兴228条、民政社保45条、党建58条、纪检监察22条、妇联32条。",
        "公开信息276条，其中：政务动态216条，通知公告50条，政策文件100余条，约20条为图解。",
        "编发简报12期，其中专刊13期。",
        "主动公开信息总数171条：基层政务公开领域124条，工作动态34条，预算决算44条。",
        "制定文件13件（含新制定8件，修改6件），人事文件106件。",
        "公开信息20条（其中：公告、公示12条，动态9条），点击100条。",
    ],
)
def test_parts_above_the_whole_are_found(sentence: str) -> None:
    assert codes(sentence) == ["prose-sum"]


@pytest.mark.parametrize(
    "sentence",
    [
        # As in published reports, their names left out.
        "公开信息50条。在主动公开的信息中，政策法规类4条，业务工作类10条，信息公开30条。",
        "公开信息63条。其中：政务活动31条，公示公告15条，政策文件3条，指南等14条。",
        "主动公开信息32条，包括领导信息类1条、机构职能类2条、工作动态类6条、处罚强制类9条。",
        "公开信息382条，包括网站35条，媒体上发布信息80条，公众号200条，其中乡村振兴228条。",
        "主动公开规章13件（含新制定5件，修改4件，废止4件），文件42件，任免文件106件。",
        "主动公开信息总数171条：基层政务公开领域124条，工作动态34条，预算决算4条。",
        "公开信息12条：一是公开预算10条，二是公开决算10条。",
        # Other things after the parts, and other wholes.
        "收到申请10件，其中自然人8件、企业2件，办结9件，结转1件。",
        "收到申请50件，比上年增加8件，其中涉及征地30件，涉及房屋20件。",
        "公开信息100条，其中网站公开80条，微信公开70条。",
        "公开信息100条，政府网站公开80条，其中动态60条，公告40条。",
        "公开信息约100条，其中动态60条，公告50条。",
        "公开信息100余条，其中动态60条，公告50条。",
        "公开信息100条，其中动态约60条，公告近50条。",
        "公开信息100条，其中动态60条（含会议50条），公告40条。",
        "公开信息100条，其中动态60条，召开会议50次，发放资料300份。",
        "公开信息100条，其中动态60条；解读30条，其中图解90条以下。",
        "收到建议、提案20件，其中提案8件，办结20件。",
        "收到申请48件，其中自然人40件，企业8件，予以公开30件，部分公开6件。",
        "收到申请48件，其中当面申请10件，信函申请38件，自然人提出40件。",
        "公开信息200条，其中政策文件20条，会议信息30条，原创信息190条。",
        "从事公开工作的有12人，其中专职2人，兼职10人，参加培训60人次。",
        # What comes after the parts that make up the whole.
        "代表建议23件，其中主办15件、协办8件，基本解决18件，正在解决4件，列入计划1件。",
        "公开文件20件，其中公文12件、规范性文件2件、其他6件，同步解读20件，其中图解12件。",
        "意见建议15条，其中采纳8条、部分采纳4条、未采纳3条，反馈15条。",
        "公开财政信息25条，其中预算12条、决算13条，项目资金公示30条。",
        "召开党组会4次，其中专题研究政务公开2次，听取汇报3次。",
    ],
)
def test_ordinary_lists_say_nothing_wrong(sentence: str) -> None:
    assert codes(sentence, with_figures({})) == []


@pytest.mark.parametrize(
    ("then", "change", "found"),
    [
        (40, "同比增长25%", False),
        (40, "同比增长约30%", False),
        (40, "较上年增长25.0%", False),
        (40, "比上年增加10件", False),
        (40, "（比2021年增加10件）", False),
        (40, "同比增长超过20%", False),
        (40, "与上年相比增加近10件", False),
        (40, "比2020年增加30件", False),
        (40, "同比增长1.2倍", False),
        (40, "占比提高5个百分点", False),
        (40, "同比增长到52件", False),
        (47, "同比增长6.38%", False),
        (47, "同比增长6%", False),
        (0, "同比增长100%", False),
        (40, "同比下降25%", True),
        (40, "同比增长约50%", True),
        (40, "比上年增加12件", True),
        (60, "比上年增加10件", True),
        (60, "较去年上升约5%", True),
        (60, "与2021年相比增长了20%", True),
        (47, "同比增长6.8%", True),
        (40, "同比增长超过35%", True),
        (50, "同比增长10%", True),
    ],
)
def test_changes(then: int, change: str, found: bool) -> None:  # noqa: FBT001
    before = with_figures({"依申请公开.本年新收.总计": then}, 2021)
    told = codes(f"全年新收政府信息公开申请50件，{change}。", before=before)
    assert told == ["prose-change"] * found


def test_a_change_may_be_that_of_either_number() -> None:
    before = with_figures({"依申请公开.本年新收.总计": 40, "依申请公开.上年结转.总计": 10}, 2021)
    for change in ("同比增长25%", "同比增长6%"):
        assert codes(f"收到政府信息公开申请50件，{change}。", before=before) == []
    assert codes("收到政府信息公开申请50件，同比增长15%。", before=before) == ["prose-change"]


@pytest.mark.parametrize(
    ("fees", "sentence", "found"),
    [
        ("0", "本年度收取信息处理费1200元。", True),
        ("0.1", "收取信息处理费0.16万元。", True),
        ("0.12", "本年度收取信息处理费1200元。", False),
        ("0.1", "本年度收取信息处理费1200元。", False),
        ("795", "收取政府信息公开信息处理费共计1200元。", False),
        ("0", "信息处理费收取情况：发出收费通知3件，总金额1500元，实际收取1500元。", True),
        ("0", "信息处理费收取情况：发出收费通知3件，总金额1500元，实际收取0元。", False),
        ("0", "本年度未收取信息处理费。", False),
        ("0", "没有收取任何信息处理费，收费0元。", False),
        ("0", "信息处理费按件计收，标准为100元/件。", False),
        ("0", "信息处理费减免300元。", False),
    ],
)
def test_fees(fees: str, sentence: str, found: bool) -> None:  # noqa: FBT001
    report = with_figures({})
    address = Address("主动公开", ("行政事业性收费",), "本年收费金额")
    figure = replace(report.figures[address], value=parse_number(fees), written=fees)
    prose = f"## 六、其他需要报告的事项\n\n{sentence}\n"
    last = replace(report.sections[-1], mark=Mark(1, 1))
    report = replace(
        report,
        figures={**report.figures, address: figure},
        prose=prose,
        prose_line=1,
        sections=(last,),
    )
    problems = Problems("2022.md")
    check_fee_part(fold_prose(report), problems)
    assert [problem.code for problem in problems.found] == ["fee-part"] * found
    elsewhere = replace(report, sections=(replace(report.sections[0], official=FORM.sections[0]),))
    check_fee_part(fold_prose(elsewhere), problems)
    assert len(problems.found) == found


@pytest.mark.parametrize(
    ("prose", "missing"),
    [
        ("制发行政规范性文件12件，废止4件，现行有效133件。制定规章2部。", []),
        ("规章2部。规范性文件制发12件、废止4件、现行有效133件。", []),
        ("制发行政规范性文件12件。制定规章制度2项。", ["行政规范性文件", "规章"]),
        ("没有数。", ["行政规范性文件", "规章"]),
    ],
)
def test_numbers_of_documents_are_told_in_the_overview(prose: str, missing: list[str]) -> None:
    report = with_figures(FIGURES)
    first = replace(report.sections[0], mark=Mark(1, 1))
    report = replace(report, prose=prose, prose_line=1, sections=(first,))
    problems = Problems("2022.md")
    check_form_numbers(fold_prose(report), problems)
    assert sorted(problem.address[-1] for problem in problems.found) == sorted(missing)


def shifted(now: dict[str, int], then: dict[str, int]) -> list[str]:
    problems = Problems("2022.md")
    check_shifted(with_figures(now), with_figures(then, 2021), problems)
    return [problem.message.rpartition("，")[2] for problem in problems.found]


def row(*values: int) -> dict[str, int]:
    names = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
    return {f"依申请公开.本年新收.{n}": v for n, v in zip(names, values, strict=True)}


def column(*values: int) -> dict[str, int]:
    """The first results of the year, by the total of each row."""
    names = ("予以公开", "部分公开", "不予公开.属于国家秘密", "不予公开.其他法律行政法规禁止公开")
    rows = (f"依申请公开.本年度办理结果.{name}.总计" for name in names)
    return dict(zip(rows, values, strict=True))


@pytest.mark.parametrize(
    ("then", "now", "told"),
    [
        (row(6, 2, 1, 0, 0, 0), row(0, 6, 2, 1, 0, 0), ["只是错了一列"]),
        (row(6, 2, 1, 0, 3, 0), row(2, 1, 0, 3, 0, 9), ["只是错了一列"]),
        (row(6, 2, 1, 0, 0, 0), row(6, 2, 1, 0, 0, 0), []),
        (row(6, 2, 0, 0, 0, 0), row(0, 6, 2, 0, 0, 0), []),
        (row(2, 2, 2, 0, 0, 0), row(0, 2, 2, 2, 0, 0), []),
        (row(6, 2, 1, 0, 0, 0), row(0, 6, 2, 1, 1, 0), []),
        (column(30, 6, 1, 0), column(0, 30, 6, 1), ["只是错了一行"]),
        (column(30, 6, 1, 0), column(1, 30, 6, 2), []),
    ],
)
def test_figures_moved_by_a_place(
    then: dict[str, int], now: dict[str, int], told: list[str]
) -> None:
    assert shifted(now, then) == told
