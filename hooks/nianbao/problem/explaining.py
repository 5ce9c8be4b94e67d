"""What webmasters read of a rule: the words for its severity, and all of it in Markdown."""

from __future__ import annotations

from .catalogue import Rule, Severity

__all__ = ["SEVERITIES", "explain"]

SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"}
"""What webmasters call them."""


def explain(rule: Rule, anchor: str = "") -> str:
    """One rule in Markdown: what it means, an example, what to do about it, where it comes from.

    ``anchor`` is what a page needs behind the heading to lead there.
    """
    fence = "```text" if rule.example.startswith("（") else "```yaml"
    limits = "（不能调整）" if rule.fixed else "（默认不核对）" if rule.optional else ""
    kind = SEVERITIES[rule.severity] + limits
    return "\n".join(
        [
            f"### {rule.title}{anchor}",
            "",
            f"`{rule.code}`，{kind}，{rule.group.value}。",
            "",
            rule.meaning,
            "",
            fence,
            rule.example,
            "```",
            "",
            f"- 改法：{rule.remedy}",
            f"- 依据：{rule.source}",
            "",
        ]
    )
