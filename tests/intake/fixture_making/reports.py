"""A whole report of a form as the template has it, before anything is wrong with it."""

from __future__ import annotations

from random import Random

from nianbao.form import Form, Section, lay_out

from .draft import Block, Draft, Heading, Items, Link, Picture, Slot, Strong, Text
from .drawing import draw_figures
from .sheet import printed
from .wording import Words

__all__ = ["draft_report", "expected"]


def draft_report(
    form: Form,
    year: int,
    organ: str,
    seed: str,
    *,
    quiet: bool = False,
    large: bool = False,
    rich: bool = False,
) -> Draft:
    """A report without defects; ``rich`` has lists, bold words, a link and a picture."""
    random = Random(seed)
    written = draw_figures(form, random, quiet=quiet, large=large)
    draft = Draft(
        form=form,
        year=year,
        organ=organ,
        title=f"{organ}{year}年政府信息公开工作年度报告",
        random=random,
        truth={address.dotted: text for address, text in written.items()},
        sheets={key: [printed(lay_out(table), written)] for key, table in form.tables.items()},
    )
    words = Words(random)
    draft.body = _old_body(draft, words) if form.free_sections else _body(draft, words, rich=rich)
    return draft


def _body(draft: Draft, words: Words, *, rich: bool) -> list[Block]:
    blocks: list[Block] = []
    for section in draft.form.sections:
        number, title = section.title[:2], section.title[2:]
        blocks.append(Heading(1, number, title))
        if section.table:
            blocks.append(Slot(section.table))
        elif number == "一、":
            blocks += _overview(draft, words, rich=rich)
        elif section.own_words:
            blocks += _problems(words)
        else:
            blocks.append(Text([_fees(draft)]))
    return blocks


def _overview(draft: Draft, words: Words, *, rich: bool) -> list[Block]:
    about = (
        f"这份报告由{draft.organ}编写，数字截至{draft.year}年12月31日。"
        "对内容有疑问的，可到示例路1号查询。"
    )
    blocks: list[Block] = [Text([about])]
    topics = ("主动公开", "依申请公开", "政府信息管理", "平台建设", "监督保障")
    for number, topic in zip("一二三四五", topics, strict=True):
        blocks.append(Heading(2, f"（{number}）", topic))
        blocks.append(Text([words.work(3)]))
    if rich:
        blocks[2:2] = [
            Text(
                [
                    "本年的重点是",
                    Strong("把话说明白"),
                    "，全文也登在",
                    Link("县政府网站", "https://shili.example/gk/"),
                    "。",
                ]
            ),
            Items(["文件写清日期和文号", "图片配上文字说明", "办事地点附上公交站名"]),
            Picture(),
            Items(["先登记来信", "再分送各科室", "最后回访一次"], ordered=True),
        ]
    return blocks


def _problems(words: Words) -> list[Block]:
    return [
        Text(["回头看，还有几处不足。" + words.wanting(3)]),
        Text(["针对这些，已经定下几件事。" + words.better(3)]),
    ]


def _fees(draft: Draft) -> str:
    return f"{draft.year}年没有向申请人收取信息处理费，也没有别的事项要说明。"


def _old_body(draft: Draft, words: Words) -> list[Block]:
    """A report of the years before 2019: its own sections, the table as an annex."""
    section: Section = draft.form.sections[0]
    return [
        Heading(1, "一、", "概述"),
        Text([f"这份报告讲{draft.year}年的政府信息公开，由{draft.organ}编写。" + words.work(2)]),
        Heading(1, "二、", "主动公开政府信息的情况"),
        Text([words.work(3)]),
        Text([words.work(3)]),
        Heading(1, "三、", "依申请公开政府信息的情况"),
        Text([words.work(3)]),
        Heading(1, "四、", "存在的不足和改进措施"),
        *_problems(words),
        Heading(1, "", section.title),
        Slot(section.table),
    ]


def expected(draft: Draft) -> dict[str, object]:
    """What must come of the report."""
    sentences = [
        f"{sentence}。"
        for block in draft.body
        if isinstance(block, Text) and all(isinstance(part, str) for part in block.parts)
        for sentence in block.words.split("。")[:-1]
    ]
    step = max(1, len(sentences) // 8)
    wanted = [s for n, s in enumerate(sentences) if n % step == 0 or s in draft.must]
    return {
        "form": draft.form.key,
        "year": draft.year,
        "organ": draft.organ,
        "title": draft.title,
        "published": draft.published,
        "figures": draft.truth,
        "defects": draft.defects,
        "prose": wanted,
        "sections": draft.sections,
    }
