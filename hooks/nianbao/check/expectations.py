"""Whether a report's figures are as they should be, though places count some of them otherwise."""

from __future__ import annotations

from ..form import FormError
from ..problem import Problems
from ..source import Report, sum_of
from .relations import relation_words

__all__ = ["check_expectations"]


def check_expectations(report: Report, problems: Problems) -> None:
    """Every expectation of the form whose cells are all filled in."""
    for equation in report.form.expectations:
        relation = equation.relation
        if not relation.at_most:
            raise FormError(relation.name)
        left = sum_of(report.figures, equation.left)
        right = sum_of(report.figures, equation.right)
        if left is None or right is None or left <= right:
            continue
        before, between = relation_words(equation)
        problems.add(
            relation.code,
            report.figures[equation.left[0]].mark,
            f"{before}{left}{between}{right}",
            address=equation.subject.parts,
            found=left,
            expected=right,
            advice=f"{relation.statement}。请核对文件清单；算法不同的，请写入 acknowledged 说明",
        )
