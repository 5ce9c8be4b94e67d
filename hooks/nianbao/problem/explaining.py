"""What webmasters read of a rule: the words for its severity, and all of it in Markdown."""

from __future__ import annotations

from .catalogue import Rule, Severity

__all__ = ["SEVERITIES", "explain"]

SEVERITIES = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.NOTICE: "提示"}
"""What webmasters call them."""


def explain(rule: Rule) -> str:
    """One rule in Markdown: what it means, an example, what to do about it, where it comes from."""
    fence = "```text" if rule.example.startswith("（") else "```yaml"
    kind = SEVERITIES[rule.severity] + ("（不能调整）" if rule.fixed else "")
    if rule.optional:
        kind = f"平时不核对，在 `severities` 里写 `{rule.code}: {rule.severity}` 就核对"
    return "\n".join(
        [
            f"### {rule.code}",
            "",
            f"**{rule.title}**。{kind}，{rule.group.value}。",
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
