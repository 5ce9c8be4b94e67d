"""The glossary as a page of the site, in Markdown."""

from __future__ import annotations

from itertools import groupby

from ...form import Term, glossary

__all__ = ["glossary_page"]

_OPENING = """---
title: 名词解释
description: 政府信息公开工作年度报告的统计表里，各个名词、各行各列是什么意思，依据是什么。
---

# 名词解释

年度报告的统计表里，有些名词来自法律法规，有些是统计时的简称。这里用平常的话解释，并注明依据；\
要准确引用，请看法律法规的原文。注明“按字面解释”的，是格式里没有写明定义的。

《政府信息公开条例》指 2019 年 5 月 15 日起施行的修订后的条例（国务院令第711号）；\
“原条例”指 2008 年 5 月 1 日起施行、此前的条例（国务院令第492号）。
"""


def glossary_page() -> str:
    """All terms by group, each under a heading whose anchor is the term; a list leads to them."""
    groups = {
        group: list(terms)
        for group, terms in groupby(glossary().values(), key=lambda term: term.group)
    }
    parts = [_OPENING, "## 目录\n"]
    parts += [f"- {group}：{'、'.join(map(_link, terms))}" for group, terms in groups.items()]
    for group, terms in groups.items():
        parts += [f"\n## {group}\n", *map(_entry, terms)]
    return "\n".join(parts)


def _link(term: Term) -> str:
    return f"[{term.title}](#{term.key})"


def _entry(term: Term) -> str:
    return f"### {term.title} {{#{term.key}}}\n\n{term.explanation}\n\n依据：{term.source}\n"
