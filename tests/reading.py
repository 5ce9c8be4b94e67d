"""Reports for tests, read from text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from invented import body
from nianbao.form import Form, forms
from nianbao.source import Organ, OrganKind, Report, read_report

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
    front = FRONT_2021 if form.key == "2021" else FRONT_2019
    return read(folder, front + body(form, {1: PROSE}), form.first_year)
