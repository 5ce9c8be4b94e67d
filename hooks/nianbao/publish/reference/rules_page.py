"""All rules as a page of the site, in Markdown."""

from __future__ import annotations

from ...problem import RuleGroup, catalogue, explain

__all__ = ["rules_page"]

_OPENING = """---
title: 核对规则
description: 发布年度报告之前核对什么，每条规则是什么意思，怎么改，依据是什么。
---

# 核对规则

每次生成网站之前，程序逐项核对全部报告。**错误**不改正就不发布，原有网站不动；**警告**是值得核实、\
也可能确有其事的；**提示**是无法判断或者供参考的。核对结果写明文件、行、列、在表中的位置、两个数和改法。

- `nianbao check` 核对全部报告，`nianbao check 文件…` 只核对这几份，`--explain 代码` 解释一条规则。
- 已经公布、不能再改的报告有错误，在报告开头写 `discrepancies`（代码、位置、原因）：照原样发布，\
页面、PDF 和数据里都注明，问题降为提示。
- 已经公布的报告要改，留存以前的文本，在报告开头写 `corrections`（日期、改了什么、原因）。
- 核实无误的警告，写 `acknowledged`（代码、位置、原因）：降为提示，\
只在核对结果里看得到，不上网站（缺报的原因除外）。
- `mkdocs.yml` 的 `severities` 可以调整一条规则的轻重；注明“不能调整”的除外，\
未发布的报告，勾稽关系也不能降低。注明“默认不核对”的是有的地方才有的要求，写上轻重才核对。

编辑器可以按[数据格式](../schema/index.md)边写边提示。
"""


def rules_page() -> str:
    """All rules by group, each under a heading whose anchor is its code; a list leads to them."""
    rules = catalogue().values()
    groups = {group: [rule for rule in rules if rule.group is group] for group in RuleGroup}
    parts = [_OPENING, "## 目录\n"]
    parts += [
        f"- [{group.value}](#{_anchor(group)})：{len(own)} 条" for group, own in groups.items()
    ]
    for group, own in groups.items():
        parts += [f"\n## {group.value} {{#{_anchor(group)}}}\n"]
        parts += ["、".join(f"[{rule.title}](#{rule.code})" for rule in own) + "\n"]
        parts += [explain(rule, f" {{#{rule.code}}}") for rule in own]
    return "\n".join(parts)


def _anchor(group: RuleGroup) -> str:
    """Of one word, so that no code of a rule, present or future, is the same."""
    return f"about_{group.name.lower()}"
