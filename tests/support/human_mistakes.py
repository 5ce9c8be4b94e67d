"""What people do wrong with a report: one small change each, and what must be said of it.

A mistake is told, by a code at a line, or it is harmless: then nothing is said and the same facts
are read. Adding one is a line of the table it belongs to.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeAlias

__all__ = ["MISTAKES", "REPORT", "Mistake"]

Change: TypeAlias = "Callable[[Path], None]"

REPORT = "shili/2021.md"
PROSE = "全年公开信息四十条。"


class Mistake(NamedTuple):
    """A change of a folder of reports; ``code`` is empty for what is harmless.

    ``file`` and ``at`` say where it must be told: at the line at which those words, which may be
    several lines, first end, or at the top of the file.
    """

    name: str
    change: Change
    code: str
    file: str = f"reports/{REPORT}"
    at: str = ""


def _edited(old: str, new: str) -> Change:
    def change(folder: Path) -> None:
        path = folder / REPORT
        text = path.read_text("utf-8")
        if old not in text:
            raise ValueError(old)
        path.write_text(text.replace(old, new, 1), "utf-8", newline="")

    return change


def _typed(code: str, old: str, new: str, at: str = "") -> Mistake:
    """Something typed instead of something else; told at the first line of what was typed."""
    first = next((line for line in new.split("\n") if line.strip()), new)
    return Mistake(f"{old[:20]!r} -> {new[:30]!r}", _edited(old, new), code, at=at or first)


def _cell(code: str, written: str) -> Mistake:
    return _typed(code, "行政处罚: 15", f"行政处罚: {written}", at="行政处罚:")


def _row(code: str, written: str) -> Mistake:
    return _typed(
        code, "行政规范性文件: [3, 1, 40]", f"行政规范性文件: {written}", at="规范性文件:"
    )


def _prose(code: str, written: str, at: str = "") -> Mistake:
    return _typed(code, PROSE, written, at=at)


def _renamed(code: str, name: str) -> Mistake:
    def change(folder: Path) -> None:
        (folder / REPORT).rename(folder / "shili" / name)

    return Mistake(f"renamed {name}", change, code, f"reports/shili/{name}")


def _moved(code: str, place: str) -> Mistake:
    def change(folder: Path) -> None:
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / REPORT).rename(folder / place)

    return Mistake(f"moved {place}", change, code, f"reports/{place}")


def _saved(code: str, name: str, encode: Callable[[str], bytes]) -> Mistake:
    def change(folder: Path) -> None:
        path = folder / REPORT
        path.write_bytes(encode(path.read_text("utf-8")))

    return Mistake(f"saved as {name}", change, code)


def _listed(code: str, name: str, text: str, at: str = "") -> Mistake:
    def change(folder: Path) -> None:
        (folder / "organs.yml").write_text(text, "utf-8")

    return Mistake(f"organs.yml: {name}", change, code, "reports/organs.yml", at)


def _neighbour(code: str, name: str, text: str, at: str) -> Mistake:
    """A report of a bureau, beside the county's, with this said in it."""
    file = "ju/2021.md"

    def change(folder: Path) -> None:
        path = folder / file
        path.parent.mkdir()
        report = (folder / REPORT).read_text("utf-8")
        path.write_text(report.replace(PROSE, text, 1), "utf-8")
        (folder / "organs.yml").write_text(f"{_ORGAN}{_BUREAU}", "utf-8")

    return Mistake(f"of a bureau: {name}", change, code, f"reports/{file}", at)


def _copied(code: str, name: str, edit: Callable[[str], str], at: str = "") -> Mistake:
    """Last year's file, taken for this year's."""

    def change(folder: Path) -> None:
        text = (folder / REPORT).read_text("utf-8")
        (folder / "shili/2022.md").write_text(edit(text), "utf-8")

    return Mistake(f"copied from last year: {name}", change, code, "reports/shili/2022.md", at)


_ORGAN = "shili:\n  name: 示例县人民政府\n  kind: 政府\n"
_BUREAU = "ju:\n  name: 示例县水利局\n  names: [{name: 示例县水务局, to: 2020}]\n  kind: 部门\n"
_NEIGHBOURS = (
    _neighbour(
        "other-subject",
        "a neighbour that is not listed",
        "示例县林业局全年收到申请3件。",
        "示例县林业局全年",
    ),
    _neighbour(
        "former-name", "its former name", "2021年，示例县水务局认真落实条例。", "水务局认真"
    ),
)
_CELLS = (
    *(
        _cell("number-format", text)
        for text in ("1,234", "1，234", "１２", "1２", "十五", "零", "〇")
    ),
    *(
        _cell("number-format", text)
        for text in ("1O", "l5", "O", "15件", "15 件", "15人次", "15个")
    ),
    *(
        _cell("number-format", text)
        for text in ("1.2万", "2万件", "约15", "近15", "15余", "15多件")
    ),
    *(
        _cell("number-format", text)
        for text in ("—", "——", "/", "／", "无", "空", "～", "N/A", "null")
    ),
    *(
        _cell("number-format", text)
        for text in ("15。", "15，", "15、", "15;", "15.", "(15)", "=15")
    ),
    *(
        _cell("number-format", text)
        for text in ('"15"', "'15'", "“15”", "《15》", "015", "1 5", "+15")
    ),
    *(
        _cell("number-format", text)
        for text in ("15%", "10-15", "10至15", "1e3", "15元", "15#核对过")
    ),
    *(
        _cell("number-format", text)
        for text in ("15（含移送3件）", "15 // 核对过", "15/16", "", "# 15")
    ),
    *(
        _cell("yaml-syntax", text)
        for text in ("-", "- 15", "｛值: 15, 注: 含移送｝", '"15', "@15", "15: 16")
    ),
    *(
        _cell("yaml-syntax", text)
        for text in ("{值: 15，注: 含移送}", "[15", "%15", "{值: 15", "`15`")
    ),
    _cell("number-range", "-15"),
    _cell("number-range", "15.5"),
    _cell("row-shape", "{数: 15}"),
    _cell("yaml-tag", "!15"),
    _cell("yaml-anchor", "*a"),
    _cell("yaml-syntax", "*甲"),
    *(_cell("", text) for text in ("15 # 核对过", "15   ", "15\t", "[15]", "{值: 15}")),
)
_ROWS = (
    *(
        _row("number-format", text)
        for text in ("[3, 1， 40]", "[3，1，40]", "[3、1、40]", "[3；1；40]")
    ),
    *(
        _row("number-format", text)
        for text in ("[3 1 40]", "[3; 1; 40]", "[3.1.40]", "[3, 1, 四十]")
    ),
    *(
        _row("number-format", text)
        for text in ("[3, -, 40]", "[3, 无, 40]", "[3, /, 40]", "[3件, 1, 40]")
    ),
    *(
        _row("yaml-syntax", text)
        for text in ("[3, 1, 40", "[3, 1, 40】", "[3, 1, 40]]", "[3, , 40]")
    ),
    *(
        _row("yaml-syntax", text)
        for text in ("[3, 1, 40]。", "[3, 1, 40] 件", "[, 1, 40]", "[3, 1, 40}")
    ),
    *(
        _row("row-shape", text)
        for text in ("【3, 1, 40】", "（3，1，40）", "3, 1, 40", "3 1 40", "40")
    ),
    *(_row("row-shape", text) for text in ("{3, 1, 40}", "{本年制发件数:3}", "{本年制发件数：3}")),
    *(_row("cell-count", text) for text in ("[3, 1]", "[3, 1, 40, 0]", "[1,234, 1, 40]", "[]")),
    *(
        _row("", text)
        for text in ("[3,1,40]", "[ 3 , 1 , 40 ]", "[3, 1, 40,]", "[3, 1, 40] # 核对过")
    ),
    _row("", "\n    - 3\n    - 1\n    - 40"),
    _row("", "{本年制发件数: 3, 本年废止件数: 1, 现行有效件数: 40}"),
)
_LINES = (
    _typed("yaml-syntax", "行政许可: 120", "行政许可:120"),
    _typed("yaml-syntax", "行政许可: 120", "行政许可：120"),
    _typed("yaml-syntax", "行政许可: 120", "行政许可 120"),
    _typed("yaml-syntax", "行政许可: 120", "**行政许可**: 120"),
    _typed("yaml-syntax", "行政事业性收费: 88.5000", "行政事业性收费:88.5000"),
    _typed("yaml-syntax", "复议后起诉: 0", "复议后起诉:0"),
    _typed("yaml-syntax", "复议后起诉: 0", "复议后起诉：0"),
    _typed("yaml-syntax", "year: 2021", "year:2021"),
    _typed("yaml-syntax", "year: 2021", "year：2021"),
    _typed("yaml-syntax", "主动公开:", "主动公开："),
    _typed("yaml-syntax", "  行政许可", "\t行政许可"),
    _typed("yaml-syntax", "  行政许可", "　行政许可"),
    _typed("yaml-syntax", "  行政许可", "\u00a0 行政许可", at="行政许可"),
    _typed("yaml-syntax", "  行政许可", "   行政许可"),
    _typed("yaml-syntax", "  行政许可", " 行政许可"),
    _typed("yaml-syntax", "year: 2021", "year: 2021\n// 说明", at="// 说明"),
    _typed("yaml-syntax", "year: 2021", "year: 2021\n＃ 说明", at="＃ 说明"),
    _typed("yaml-syntax", "year: 2021", "year: 2021\n这是示例县的报告", at="这是示例县"),
    _typed("yaml-syntax", "year: 2021", "year: 2021\nnotice: 说明: 取自公报", at="notice"),
    _typed("yaml-syntax", "year: 2021", 'year: 2021\nnotice: "取自公报”', at="notice"),
    _typed("yaml-syntax", "不予公开: 0", "不予公开: 3\n      属于国家秘密: 0", at="属于国家秘密"),
    _typed("yaml-duplicate-key", "行政处罚: 15", "行政处罚: 15\n  行政处罚: 16", at="行政处罚: 16"),
    _typed("unknown-row", "行政处罚: 15", "行政处分: 15"),
    _typed("missing-row", "  行政处罚: 15\n", "", at="主动公开:"),
    _typed("unknown-key", "复议诉讼:", "复议应诉:"),
    _typed("unknown-key", "year: 2021", "Year: 2021"),
    _typed("unknown-key", "year: 2021", "年度: 2021"),
    _typed("unknown-key", "published:", "publised:"),
    _typed("unknown-column", "{自然人: 1}", "{自燃人: 1}"),
    _typed("year-format", "year: 2021", "year: 2021年"),
    _typed("year-format", "year: 2021", "year: ２０２１"),
    _typed("year-format", "year: 2021", "year: 二〇二一"),
    _typed("year-mismatch", "year: 2021", "year: 2022"),
    _typed("control-character", "行政许可: 120", "行政许可: 12\u200b0"),
    _typed("text-quoted", "year: 2021", "year: 2021\nnotice: “取自公报”", at="notice"),
    _typed("text-cut", "year: 2021", "year: 2021\nnotice: 取自公报 #3", at="notice"),
    *(
        _typed("date-format", "2022-01-20", text)
        for text in ("2022年1月20日", "2022/01/20", "2022.01.20", "2022-1-20", "20220120", "无")
    ),
    *(_typed("date-format", "2022-01-20", text) for text in ("未知", "不详", "暂无")),
    _typed("unknown-key", "published:", "发布日期:"),
    _typed("unknown-key", "year: 2021", "year: 2021\n标题: 示例县年报", at="标题"),
    _typed("unknown-key", "year: 2021", "year: 2021\n机关: 示例县人民政府", at="机关"),
    _typed("in-force-least", "[3, 1, 40]", "[3, 1, 1]", at="行政规范性文件:"),
    _typed("date-format", "2022-01-20", "2022—01—20"),
    _typed("date-format", "2022-01-20", "2022-02-30"),
    _typed("date-format", "2022-01-20", "2022-01-20 10：30"),
    _typed("published-early", "2022-01-20", "2021-01-20"),
    _typed("front-matter-missing", "---\nyear", "———\nyear", at="———"),
    _typed("front-matter-missing", "---\nyear", "\n---\nyear")._replace(at=""),
    _typed("front-matter-missing", "---\nyear", "year", at="year"),
    _typed("front-matter-missing", "---\nyear", "```\n---\nyear", at="```"),
    _typed("front-matter-missing", "起诉: 0\n---", "起诉: 0\n----", at="----"),
    _typed("front-matter-missing", "起诉: 0\n---", "起诉: 0\n——", at="——"),
    _typed("front-matter-missing", "起诉: 0\n---", "起诉: 0\n", at="## 一、"),
    _typed("front-matter-missing", "依申请公开:\n", "---\n依申请公开:\n", at="88.5000\n\n---"),
    _typed("", "行政许可: 120", "行政许可 : 120"),
    _typed("", "行政许可: 120", "行政许可:   120"),
    _typed("", "行政许可: 120", "行政许可:\t120"),
    _typed("", "\n主动公开:", "\n\n# 核对过\n主动公开:"),
    _typed("", "year: 2021", 'year: "2021"'),
    _typed("", "复议后起诉: 0\n---", "复议后起诉: 0\n---  "),
)
_SAID = "县政府网站设有专栏，集中公开重点领域的信息和指南。"
_PROSE_LINES = (
    *(
        _prose("stale-year", text)
        for text in (
            "2020年，全县收到政府信息公开申请9件。",
            "2020年未收取信息处理费。",
            "2020年共主动公开政府信息1,200条，比2019年增加30条。",
            "示例县人民政府2020年制发规范性文件5件。",
        )
    ),
    *(
        _prose("prose-figure", text)
        for text in (
            "公开25条，作出行政许可决定365件。",
            "通过网站公开25条，同比增长10%，作出行政处罚决定16件。",
            "发布解读材料6篇，制定规范性文件4件。",
        )
    ),
    *(
        _prose(code, text)
        for code, text in (
            ("garbled-text", "锟斤拷公开信息四十条。"),
            ("garbled-text", "公开信息？？条。"),
            ("impossible-number", "公开信息4O条。"),
            ("impossible-number", "按时答复率达120%。"),
            ("impossible-date", "2021年2月30日召开会议。"),
            ("impossible-date", "2021年13月总结。"),
            ("impossible-date", "20211年，公开信息四十条。"),
            ("impossible-date", "202年，我县公开信息四十条。"),
            ("marks-unpaired", "落实《政府信息公开条例，公开四十条。"),
            ("marks-unpaired", "公开信息四十条（含政策解读。"),
            ("marks-unpaired", "落实五公开”要求。"),
            ("paragraph-cut", "全年公开信息四十条，其中"),
            ("paragraph-cut", "全年公开信息四十条，\n\n网站三十条。"),
            ("numbering-gap", "一是加强培训；三是加强督促。"),
            ("template-text", "公开信息四十条（待核实）。"),
            ("template-text", "公开信息四十条[批注1：请核对]。"),
            ("template-text", "第 1 页 共 8 页"),
            ("doubled-words", "公开信息40条条。"),
            ("stale-year", "2021年，我县将继续加强培训。"),
        )
    ),
    _prose("numbering-gap", "（一）公开。四十条。\n\n（三）申请。七件。", at="（三）"),
    _prose("other-subject", "公开四十条。\n\n示例县财政局\n\n2022年1月18日", at="示例县财政局"),
    _typed("title-shape", "year: 2021", "year: 2021\ntitle: 示例县2021年报告.docx", at="title"),
    _prose("other-subject", "我镇认真落实条例。"),
    _prose("other-subject", "2021年，我局公开信息四十条。"),
    _prose("sentence-twice", f"{_SAID}加强培训。\n\n督促各部门。{_SAID}", at="督促"),
    _prose("sentence-twice", _SAID * 2),
    _prose("line-joined", f"{PROSE}\n加强培训。", at="加强培训"),
    _prose("line-joined", f"{PROSE}\n　　加强培训", at="加强培训"),
    _prose("line-joined", "1、加强培训\n2、加强督促", at="2、"),
    _prose("line-joined", "（一）加强培训\n（二）加强督促", at="（二）"),
    _prose("line-joined", "①加强培训\n②加强督促", at="②"),
    _prose("line-joined", "•加强培训\n•加强督促", at="•加强督促"),
    _prose("line-joined", "·加强培训\n·加强督促", at="·加强督促"),
    _prose("line-joined", "-加强培训\n-加强督促", at="-加强督促"),
    _prose("line-joined", "1.加强培训\n2.加强督促", at="2."),
    _prose("line-joined", "做法如下\n- 加强培训", at="- 加强"),
    _prose("line-joined", "（一）加强培训\n举办两期。", at="举办两期"),
    _prose("table-lost", "渠道\t条数\n网站\t30", at="渠道"),
    _prose("table-lost", "|渠道|条数|\n|网站|30|", at="渠道"),
    _prose("table-lost", "｜渠道｜条数｜\n｜网站｜30｜", at="渠道"),
    _prose("table-lost", "如下\n|渠道|条数|\n|---|---|\n|网站|30|", at="渠道"),
    _prose("table-lost", "|渠道|条数|\n|——|——|\n|网站|30|", at="渠道"),
    _prose("table-lost", "|渠道|条数|\n|---|---|\n|网站|30|5|", at="网站"),
    _prose("table-one-column", "|渠道|\n|---|\n|网站|", at="渠道"),
    *(
        _prose("markup-shown", text)
        for text in (
            *(
                "＃ 小标题",
                "＃＃＃小标题",
                "　### 小标题",
                "  ### 小标题",
                "＊＊重点＊＊",
                "** 重点 **。",
            ),
            "见【明细】（https://www.example.gov.cn/）。",
            "见[明细]（https://www.example.gov.cn/）。",
            "见[明细] (https://www.example.gov.cn/)。",
            "见(明细)[https://www.example.gov.cn/]。",
            *(
                "[TOC]",
                "- [ ] 已办",
                "~~删去~~",
                "见注[^1]。",
                "公开＜br＞四十条",
                "＞ 引用",
                "公开***条",
            ),
        )
    ),
    _prose("paragraph-empty", f"{PROSE}\n\n，\n\n再写。", at="，\n"),
    _prose("paragraph-empty", f"{PROSE}\n\n— 3 —\n\n再写。", at="— 3"),
    *(
        _prose("template-text", text)
        for text in (
            "××县公开四十条。",
            "公开XX条。",
            "×月×日",
            "公开 X 件。",
            "（此处填写）",
        )
    ),
    _prose("markup-shown", "____年公开。"),
    _prose("raw-html", "公开<br>四十条。"),
    _prose("link-target", "见[明细](明细.pdf)。"),
    _prose("link-target", "见[明细](https：//www.example.gov.cn/)。"),
    _prose("link-target", "见[明细](D:\\明细.pdf)。"),
    _prose("link-target", "见[明细](www.example.gov.cn/a)。"),
    _prose("image-alt", "![](图.png)"),
    _prose("unknown-section", "## 小标题\n\n四十条。", at="## 小标题"),
    _prose("unknown-section", "# 小标题\n\n四十条。", at="# 小标题"),
    _prose("unknown-section", "##小标题\n\n四十条。", at="##小标题"),
    _prose("heading-empty", f"###\n\n{PROSE}"),
    _prose("section-empty", "", at="## 一、"),
    _prose("section-only-none", "无。"),
    _prose("reference-unknown", "公开{{ 主动公开.行政许科 }}件。"),
    _prose("template-reference", "公开{ {主动公开.行政许可}}件，{{ 主动公开.行政许可 }件。"),
    _typed("section-missing", "## 六、其他", "### 六、其他", at="### 六、其他"),
    _typed("section-number", "## 六、其他", "## 七、其他"),
    _typed("unknown-section", "## 一、总体情况", "## 一、总体情形"),
    _typed("text-before-sections", "## 一、总体情况", "一、总体情况"),
    _typed("", "## 一、总体情况", "##一、总体情况"),
    _typed("", "## 一、总体情况", "##  一、 总体情况 ##"),
    _typed("", "无。\n", "无。\n\n\n\n"),
    _prose("", f"{PROSE}  "),
    _prose("", "全年公开\n信息四十条。"),
    _prose("", f"{PROSE}\n\n"),
)
_SAID_TWICE = (
    _prose(
        "said-twice",
        "全年主动公开政府信息46条。\n\n加强培训。\n\n我县共主动公开政府信息64条。",
        at="我县共",
    ),
    _prose(
        "said-twice",
        "收取信息处理费0元。\n\n加强培训。\n\n本年度收取信息处理费300元。",
        at="本年度收取",
    ),
    _prose(
        "said-twice",
        "本年度收取信息处理费300元。\n\n加强培训。\n\n我县未收取信息处理费。",
        at="我县未收取",
    ),
    _prose("change-sum", "解读由40件增加到60件，增长30%。"),
    _prose("change-sum", "解读由60件增加到40件，增长50%。"),
    _prose("change-sum", "发布解读60篇，比上年40篇增加25篇。"),
    _prose("change-sum", "2020年解读40件，2021年解读60件，增长40%。"),
)
_MAIL_AND_LINKS = (
    _prose("personal-mail", "已向王某（12345678@qq.com）答复。"),
    _prose("personal-mail", "请联系申请人12345678@163.com。"),
    *(
        _prose("markup-shown", text)
        for text in (
            "见[明细(https://www.example.gov.cn/)。",
            "见［明细］（https://www.example.gov.cn/）。",
            "见［明细］(https://www.example.gov.cn/)。",
            "见[明细]https://www.example.gov.cn/。",
            "见[明细](https://www.example.gov.cn/。",
        )
    ),
)
_VAGUE = (
    *(
        _typed("value-vague", "year: 2021", f"year: 2021\n{written}", at=written)
        for written in ('notice: ""', "notice: ~", "notice:", "notice: 无", "description: 摘要")
    ),
    _cell("value-vague", "{值: 15, 注: 略}"),
)
_HEADINGS = (
    _prose("heading-alone", f"{PROSE}\n\n### 监督保障", at="### 监督"),
    _prose("heading-alone", f"### 监督保障\n\n### 平台\n\n{PROSE}", at="### 监督"),
    _prose("heading-alone", f"### 监督\n\n#### 培训\n\n### 平台\n\n{PROSE}", at="#### 培训"),
    _prose("numbering-twice", "（一）加强培训。\n\n（一）加强督促。", at="（一）加强督"),
    _prose(
        "numbering-twice",
        "### （一）培训\n\n四十条。\n\n### （二）督促\n\n三次。\n\n### （二）监督\n\n两次。",
        at="### （二）监",
    ),
)
_SIGNED = (
    _typed(
        "signature-day", "无。\n", "无。\n\n示例县人民政府\n\n2021年1月18日\n", at="2021年1月18日"
    ),
)
_FILES = (
    *(
        _renamed("file-name", name)
        for name in (
            *(
                "2021年.md",
                "2021 .md",
                "2021(1).md",
                "2021（1）.md",
                "2021 - 副本.md",
                "２０２１.md",
            ),
            *("2021年度.md", "2021年报.md", "2021-最终版.md", "21.md", "年报.md", "2021.md.md"),
            *("2021.md.txt", "2021.markdown", "2021.mkd", "2021.txt", "2021年.txt", "2021"),
            "20211.md",
        )
    ),
    _renamed("path-name", "2021.MD"),
    _renamed("path-name", "2021.Md"),
    _renamed("path-hidden", ".2021.md"),
    _renamed("path-name", "2021.md "),
    _renamed("year-mismatch", "2012.md")._replace(at="year: 2021"),
    _moved("file-name", "shili/2021/2021.md"),
    _moved("file-name", "shili/年报/2021.md"),
    _moved("file-name", "gknb/shili/2021.md"),
    _moved("unknown-organ", "2021.md"),
    _moved("unknown-organ", "Shili/2021.md"),
    _moved("unknown-organ", "示例县人民政府/2021.md"),
    _moved("unknown-organ", "shilli/2021.md"),
    _moved("unknown-organ", "shi-li/2021.md"),
    _moved("unknown-organ", "shili (1)/2021.md"),
    _moved("unknown-organ", "新建文件夹/2021.md"),
    _saved("file-encoding", "GBK", lambda text: text.encode("gb18030"))._replace(at="\ufffd"),
    _saved("file-encoding", "UTF-16", lambda text: text.encode("utf-16")),
    _saved("front-matter-missing", "nothing", lambda _: b""),
    _saved("", "UTF-8 with a mark", lambda text: text.encode("utf-8-sig")),
    _saved("", "lines of Windows", lambda text: text.replace("\n", "\r\n").encode()),
    _saved("", "lines of an old Mac", lambda text: text.replace("\n", "\r").encode()),
    _saved("", "no last line end", lambda text: text.rstrip("\n").encode()),
)
_LIST = (
    _listed("yaml-syntax", "a wide colon", _ORGAN.replace("kind:", "kind："), "kind"),
    _listed("yaml-syntax", "no space", _ORGAN.replace("kind: ", "kind:"), "kind"),
    _listed("yaml-syntax", "a tab", _ORGAN.replace("  kind", "\tkind"), "kind"),
    _listed("organ-format", "the name alone", "shili: 示例县人民政府\n", "shili"),
    _listed("organ-format", "nothing below", "shili:\n", "shili"),
    _listed("organ-slug", "capitals", _ORGAN.replace("shili", "Shili"), "Shili"),
    _listed("organ-slug", "Chinese", _ORGAN.replace("shili", "示例县"), "示例县:"),
    _listed("organ-slug", "an underscore", _ORGAN.replace("shili", "shi_li"), "shi_li"),
    _listed("organ-slug", "a year", _ORGAN.replace("shili", "2021"), "2021"),
    _listed("organ-slug", "a code of the site", _ORGAN.replace("shili", "duibi"), "duibi"),
    _listed("organ-slug", "a version", _ORGAN.replace("shili", "v1"), "v1"),
    _listed(
        "organ-kind",
        "another kind",
        _ORGAN.replace("政府\n", "政府\n", 1).replace(": 政府", ": 县政府"),
        "kind",
    ),
    _listed("missing-key", "no name", _ORGAN.replace("  name: 示例县人民政府\n", ""), "shili"),
    _listed("unknown-key", "another key", _ORGAN.replace("name:", "名称:"), "名称"),
    _listed("unknown-key", "a kind in Chinese", _ORGAN.replace("kind:", "类别:"), "类别"),
    _listed(
        "organ-kind-unlikely",
        "a bureau as a government",
        _ORGAN.replace("人民政府", "财政局"),
        "shili",
    ),
    _listed(
        "former-name-ahead",
        "a name up to a year to come",
        f"{_ORGAN}  names: [{{name: 示例行署, to: 2031}}]\n",
        "shili",
    ),
    _listed(
        "organ-name-unlikely", "a year in the name", _ORGAN.replace("府\n", "府2021年\n", 1), "name"
    ),
    _listed("organ-name-unlikely", "a gap in the name", _ORGAN.replace("示例县", "XX县"), "name"),
    _listed("contact-blank", "no number", f"{_ORGAN}  contact: [电话：]\n", "contact"),
    _listed("contact-blank", "a gap", f"{_ORGAN}  contact: [电话：0000-XXXXXXX]\n", "contact"),
    _listed("contact-blank", "to be decided", f"{_ORGAN}  contact: 待定\n", "contact"),
    _listed("personal-mobile", "a mobile", f"{_ORGAN}  contact: 手机13800138000\n", "contact"),
    _listed("personal-id", "an ID", f"{_ORGAN}  contact: 某110101199003070038\n", "contact"),
    _listed("organ-name", "two of a name", _ORGAN + _ORGAN.replace("shili", "shili2"), "shili2"),
    _listed("yaml-duplicate-key", "twice", _ORGAN * 2, "")._replace(at="kind: 政府\nshili"),
    _listed("organ-parent", "no such parent", f"{_ORGAN}  parent: xian\n", "parent"),
    _listed("organ-format", "a year in words", f"{_ORGAN}  from: 2019年\n", "from"),
)
_COPIES = (
    _copied("year-mismatch", "nothing changed", lambda text: text, "year: 2021"),
    _copied(
        "published-early",
        "only the year changed",
        lambda text: text.replace("year: 2021", "year: 2022"),
        "published",
    ),
    _copied(
        "same-figures",
        "only year and day changed",
        lambda text: text.replace("year: 2021", "year: 2022").replace("2022-01", "2023-01"),
        "规范性文件",
    ),
    _copied(
        "carry-over",
        "last year's requests",
        lambda text: text.replace("year: 2021", "year: 2022").replace("2022-01", "2023-01"),
        "上年结转",
    ),
    _copied(
        "stale-year",
        "last year's sentence",
        lambda text: (
            re.sub("全年公开", "2021年，示例县人民政府公开", text)
            .replace("year: 2021", "year: 2022")
            .replace("2022-01", "2023-01")
        ),
        "2021年，",
    ),
)

MISTAKES: tuple[Mistake, ...] = (
    *(
        *_CELLS,
        *_ROWS,
        *_LINES,
        *_PROSE_LINES,
        *_SAID_TWICE,
        *_HEADINGS,
        *_SIGNED,
        *_VAGUE,
        *_MAIL_AND_LINKS,
        *_FILES,
        *_LIST,
        *_COPIES,
        *_NEIGHBOURS,
    ),
)
"""All of them."""
