"""勾稽关系: whether a report's figures satisfy the relations of its form."""

from __future__ import annotations

from decimal import Decimal

from ..form import Address, Equation, MeasureKind
from ..problem import Mark, Problems
from ..source import Figure, Number, Report

__all__ = ["check_numbers", "check_relations"]


def check_relations(report: Report, problems: Problems) -> None:
    """Every equation of the form, at every row and column it covers.

    An equation with a blank or unreadable cell is not decided here.
    """
    for equation in report.form.equations:
        left = _sum(report, equation.left)
        right = _sum(report, equation.right)
        if left is None or right is None or left == right:
            continue
        if equation.relation.at_most and left < right:
            continue
        problems.add(
            equation.relation.code,
            _place(report, equation),
            _sentence(equation, left, right),
            address=equation.subject,
            found=left if equation.relation.at_most else right,
            expected=right if equation.relation.at_most else left,
            advice=f"{equation.relation.name}：{equation.relation.statement}。请核对原始台账，改正填错的数",
        )


def check_numbers(report: Report, problems: Problems) -> None:
    """Every figure is a number that its cell may hold (relation N1)."""
    rule = report.form.number_rule
    for address, figure in report.figures.items():
        sentence = _unfit(figure.value, report.form.measures[address].kind)
        if sentence:
            problems.add(
                rule.code,
                figure.mark,
                f"填了 {figure.written}，{sentence}",
                address=address,
                found=figure.written,
                advice=f"{rule.name}：{rule.statement}",
            )


def _unfit(value: Number | None, kind: MeasureKind) -> str:
    """What is wrong with a number in a cell of that kind, if anything."""
    if value is None:
        return ""
    if kind is not MeasureKind.AMOUNT and isinstance(value, Decimal):
        return "应为整数"
    if kind is not MeasureKind.CHANGE and value < 0:
        return "不能为负数"
    return ""


def _sum(report: Report, addresses: tuple[Address, ...]) -> Number | None:
    total: Number = 0
    for address in addresses:
        figure = report.figures.get(address)
        if figure is None or figure.value is None:
            return None
        total += figure.value
    return total


def _place(report: Report, equation: Equation) -> Mark:
    """Where to look first: the total, or the part that is too large, if written; else another."""
    sides = (equation.right, equation.left)
    first, second = reversed(sides) if equation.relation.at_most else sides
    figures: list[Figure] = [report.figures[address] for address in (*first, *second)]
    written = [figure for figure in figures if not figure.computed]
    return (written or figures)[0].mark


def _sentence(equation: Equation, left: Number, right: Number) -> str:
    relation = equation.relation
    if relation.left is None or relation.right is None:
        raise ValueError(relation.name)
    if relation.at_most:
        return f"{relation.left.name}为 {left}，多于{relation.right.name}的 {right}"
    verb = "填" if equation.total else "为"
    return f"{relation.left.name}为 {left}，{relation.right.name}{verb} {right}"
