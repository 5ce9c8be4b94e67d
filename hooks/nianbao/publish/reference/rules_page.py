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
    """All rules by group, each under a heading that is its code."""
    parts = [_OPENING]
    for group in RuleGroup:
        rules = [rule for rule in catalogue().values() if rule.group is group]
        parts += [f"## {group.value}\n", *map(explain, rules)]
    return "\n".join(parts)
