"""Reports for tests, read from text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import nianbao.source
from invented import body, front_matter
from nianbao.form import Form, OrganKind, forms, local_frame, tableless_form
from nianbao.problem import Problem
from nianbao.source import Organ, Report

ORGAN = Organ("shili", "示例县人民政府", OrganKind.GOVERNMENT, contact=("电话：0000-0000000",))
SITE = "https://www.example.gov.cn/"
DAY = date(2022, 1, 20)

# Every shorthand: lists with and without total, mappings, 0, ~, a number with a note.
FRONT_2021 = """---
year: 2021
published: 2022-01-20
notice: 数据为虚构，<仅供> "测试"。
主动公开:
  规章: [0, 0, 0]
  行政规范性文件: [{值: 22, 注: 其中修订16件}, ~, 1330]
  行政许可: 13323
  行政处罚: ~
  行政强制: 0
  行政事业性收费: 59237.2400
依申请公开:
  本年新收: [5, 2, 0, 0, 0, 0]
  上年结转: {自然人: 1}
  本年度办理结果:
    予以公开: [4, 1, 0, 0, 0, 0, 5]
    部分公开: 0
    不予公开: 0
    无法提供:
      本机关不掌握相关政府信息: {自然人: 1}
      没有现成信息需要另行制作: 0
      补正后申请内容仍不明确: 0
    不予处理: 0
    其他处理: 0
    总计: [5, 1, 0, 0, 0, 0, 6]
  结转下年度: [1, 1, 0, 0, 0, 0]
复议诉讼: 0
---
"""
FRONT_2019 = """---
year: 2019
published: 2020-01-20
主动公开:
  规章: 0
  规范性文件: [3, 3, 40]
  行政许可: [120, +2, 800]
  其他对外管理服务事项: [30, -1, 90]
  行政处罚: 0
  行政强制: 0
  行政事业性收费: [12, -3]
  政府集中采购: [5, {值: 251000.50, 单位: 元}]
依申请公开: 0
复议诉讼: 0
---
"""
FRONT_2014 = """---
year: 2014
published: 2015-03-20
统计表:
  主动公开情况:
    主动公开政府信息数:
      值: 1520
      注: 含各乡镇
      主动公开规范性文件数: 12
      制发规范性文件总数: 14
    通过不同渠道和方式公开政府信息的情况:
      政府公报公开政府信息数: 0
      政府网站公开政府信息数: 1498
      政务微博公开政府信息数: 310
      政务微信公开政府信息数: ~
      其他方式公开政府信息数: {值: 22, 注: 公告栏}
  回应解读情况:
    回应公众关注热点或重大舆情数: 3
    通过不同渠道和方式回应解读的情况:
      参加或举办新闻发布会总次数:
        值: 2
        主要负责同志参加新闻发布会次数: 1
      政府网站在线访谈次数: 0
      政策解读稿件发布数: 8
      微博微信回应事件数: 1
      其他方式回应事件数: 0
  依申请公开情况:
    收到申请数:
      值: 15
      当面申请数: 3
      传真申请数: 0
      网络申请数: 10
      信函申请数: 2
    （二）申请办结数: {值: 15, 按时办结数: 14, 延期办结数: 1}
    申请答复数:
      值: 15
      属于已主动公开范围数: 4
      同意公开答复数: 6
      同意部分公开答复数: 1
      不同意公开答复数:
        值: 2
        其中：涉及国家秘密: 0
        涉及商业秘密: 0
        涉及个人隐私: 1
        危及国家安全、公共安全、经济安全和社会稳定: 0
        不是《条例》所指政府信息: 1
        法律法规规定的其他情形: 0
      不属于本行政机关公开数: 1
      申请信息不存在数: 1
      告知作出更改补充数: 0
      告知通过其他途径办理数: 0
  行政复议数量:
    值: 1
    维持具体行政行为数: 1
    被依法纠错数: 0
    其他情形数: 0
  行政诉讼数量: 0
  举报投诉数量: 0
  依申请公开信息收取的费用: 0.35
  机构建设和保障经费情况:
    政府信息公开工作专门机构数: 1
    设置政府信息公开查阅点数: 3
    从事政府信息公开工作人员数:
      值: 12
      专职人员数: 2
      兼职人员数: 10
    政府信息公开专项经费: 5.50
  政府信息公开会议和培训情况:
    召开政府信息公开工作会议或专题会议数: 2
    举办各类培训班数: 1
    接受培训人员数: 60
---
"""
FRONT_LOCAL = """---
year: 2009
published: 2010-03-20
自定表:
  名称: 示例县政府信息公开情况统计表
  列: [2009年度, 历年累计]
  指标:
    - {指标: 主动公开信息数, 单位: 条, 数: [1200, 5600]}
    - 指标: 其中：
      其中:
        - {指标: 1.政府网站, 单位: 条, 数: [1180, {值: 5400, 注: 含2008年}]}
        - {指标: 2.政府公报, 单位: 条, 数: 0}
    - 指标: 本年度对申请的答复总数
      单位: 件
      数: [5, 9]
      其中:
        - {指标: 其中：1.同意公开, 单位: 件, 数: [5, 9]}
        - {指标: 2.否决公开, 单位: 件, 数: [0, ~]}
    - {指标: 收费金额, 单位: 元, 数: [125.50, 300.00]}
    - {指标: 行政诉讼数, 数: [0, 1]}
---
"""
FRONT_TABLELESS = "---\nyear: 2010\nform: 无\npublished: 2011-03-20\n---\n"
FRONTS = {"2021": FRONT_2021, "2019": FRONT_2019, "2014": FRONT_2014}
PROSE = """
全年公开信息**四十条**，*较好*完成任务；详见[去年报告](2020.md)、[附件](附件.pdf)和
[网站](https://example.cn/?a=1&b=<2>)。

### （一）小标题 & “引号”

1. 甲
2. 乙

    - 丙 `x < y`

> 引文

| 项目 | 数 |
|------|---:|
| 甲   | 1  |

![一张图](图.png)
"""
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8ffff3f0005fe02fe0def46b80000000049454e44ae426082"
)


def read_report(
    path: Path, organ: Organ, file: str, version: int = 1
) -> tuple[Report | None, list[Problem]]:
    """A report that nobody withdrew."""
    report, problems = nianbao.source.read_report(path, organ, file, version)
    assert report is None or isinstance(report, Report)
    return report, problems


def read(folder: Path, text: str, year: int) -> Report:
    """A report of the invented organ, which must read without problems."""
    path = folder / "reports" / ORGAN.slug / f"{year}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    report, problems = read_report(path, ORGAN, path.name)
    assert report is not None
    assert [str(problem) for problem in problems] == []
    return report


def full_report(folder: Path, form: Form | None = None) -> Report:
    """A report that has everything a report may have."""
    form = form or forms()["2021"]
    beside = folder / "reports" / ORGAN.slug
    beside.mkdir(parents=True, exist_ok=True)
    (beside / "图.png").write_bytes(PIXEL)
    (beside / "附件.pdf").write_bytes(b"%PDF-1.4\n")
    (beside / "2020.md").write_text("", "utf-8")
    others = {local_frame().key: FRONT_LOCAL, tableless_form().key: FRONT_TABLELESS}
    front = {**FRONTS, **others}[form.key]
    year = int(front.split("year: ")[1][:4])
    return read(folder, front + body(form, {1: PROSE}), year)


def invented_report(folder: Path, form: Form) -> Report:
    """A report of the form whose figures are all zero."""
    written = dict.fromkeys(form.measures, "0")
    year = form.first_year
    front = front_matter(form, year, written, f"published: {year + 1}-01-20")
    return read(folder, front + body(form), year)
