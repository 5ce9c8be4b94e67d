"""勾稽关系: whether a report's figures satisfy the relations of its form."""

from __future__ import annotations

from decimal import Decimal

from ..form import Address, Equation, MeasureKind
from ..problem import Mark, Problems
from ..source import Figure, Number, Report, sum_of
from .culprits import Gap, Repair, find_repairs, note_culprits

__all__ = ["check_numbers", "check_relations", "relation_words"]

_MAX_DECIMALS = 4
_MAX_NAMED = 4
_MAX_REPAIRS = 9
_MOST_UNDECIDED = 5
"""Where more relations of a table have blank cells, the report leaves cells blank by habit."""


def check_relations(report: Report, problems: Problems) -> None:
    """Every equation of the form, at every row and column it covers.

    An equation with a blank cell is not decided, and says so; one with a cell that could not be
    read, or that somebody has still to look up, is left to the problem which that is.
    """
    gaps = []
    undecided: dict[str, list[Equation]] = {}
    for equation in report.form.equations:
        left = sum_of(report.figures, equation.left)
        right = sum_of(report.figures, equation.right)
        if left is None or right is None:
            cells = (*equation.right, *equation.left)
            if all(cell in report.figures for cell in cells) and not any(
                report.figures[cell].is_unverified for cell in cells
            ):
                undecided.setdefault(equation.subject.table, []).append(equation)
        elif not equation.relation.at_most:
            gaps.append(Gap(equation, left, right))
        elif left > right:
            _note_excess(report, equation, left, right, problems)
    for table, equations in undecided.items():
        _note_blanks(report, table, equations, problems)
    repairs = find_repairs(report, gaps)
    for place, gap in enumerate(gaps):
        if gap.size:
            problems.add(
                gap.equation.relation.code,
                _place(report, gap.equation),
                _sentence(gap.equation, gap.left, gap.right),
                address=gap.equation.subject.parts,
                found=gap.right,
                expected=gap.left,
                advice=_advice(gap.equation, [r for r in repairs if r.places == {place}]),
            )
    note_culprits(report, gaps, repairs, problems)


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
                address=address.parts,
                found=figure.written,
                advice=f"{rule.name}：{rule.statement}",
            )
        decimals = len(figure.written.partition(".")[2]) if "." in figure.written else 0
        if decimals > _MAX_DECIMALS and not sentence:
            problems.add(
                "amount-decimals",
                figure.mark,
                f"填了 {figure.written}，小数有 {decimals} 位",
                address=address.parts,
                found=figure.written,
                advice="金额最多四位小数，请核对单位和位数",
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


def _place(report: Report, equation: Equation) -> Mark:
    """Where to look first: the total, or the part that is too large, if written; else another."""
    sides = (equation.right, equation.left)
    first, second = reversed(sides) if equation.relation.at_most else sides
    figures: list[Figure] = [report.figures[address] for address in (*first, *second)]
    written = [figure for figure in figures if not figure.computed]
    return (written or figures)[0].mark


def relation_words(equation: Equation) -> tuple[str, str]:
    """What is said of an equation that does not hold: before its left sum, and between the two."""
    relation = equation.relation
    if relation.left is None or relation.right is None:
        raise ValueError(relation.name)
    if relation.at_most:
        return f"{relation.left.name}为 ", f"，多于{relation.right.name}的 "
    verb = "填" if equation.total else "为"
    return f"{relation.left.name}为 ", f"，{relation.right.name}{verb} "


def _sentence(equation: Equation, left: Number, right: Number) -> str:
    before, between = relation_words(equation)
    return f"{before}{left}{between}{right}"


def _advice(equation: Equation, repairs: list[Repair]) -> str:
    """The rule, and the cells of which any one, if corrected, satisfies this equation alone."""
    relation = equation.relation
    rule = f"{relation.name}：{relation.statement}。请核对原始台账，改正填错的数"
    if not 0 < len(repairs) <= _MAX_REPAIRS:
        return rule
    listed = "，或".join(f"{_name(equation, r.cell)}改为 {r.value}" for r in repairs)
    return f"{rule}；只改一格就能成立的改法：{listed}"


def _note_blanks(report: Report, table: str, equations: list[Equation], problems: Problems) -> None:
    """Names the blank cells of each equation, or, where there are many, once for their table."""
    if len(equations) > _MOST_UNDECIDED:
        _note_habit(report, table, equations, problems)
        return
    for equation in equations:
        _note_undecided(report, equation, problems)


def _note_undecided(report: Report, equation: Equation, problems: Problems) -> None:
    """Names the blank cells of an equation."""
    relation = equation.relation
    written = _blank_cells(report, equation)
    names = "、".join(_name(equation, cell) for cell in written[:_MAX_NAMED])
    more = f"等 {len(written)} 格" if len(written) > _MAX_NAMED else ""
    problems.add(
        "undecided",
        report.figures[written[0]].mark,
        f"{names}{more}是空白，“{relation.statement}”无法核对",
        address=equation.subject.parts,
        advice="能查到的请补上；公布时就是空白的不用处理，空白不是零",
    )


def _note_habit(report: Report, table: str, equations: list[Equation], problems: Problems) -> None:
    """Names, once for a table, the columns that have blank cells in many of its relations."""
    cells = dict.fromkeys(c for equation in equations for c in _blank_cells(report, equation))
    first = min(cells, key=lambda cell: report.figures[cell].mark)
    columns = list(dict.fromkeys(cell.column for cell in cells))
    names = "、".join(columns[:_MAX_NAMED]) + ("等" if len(columns) > _MAX_NAMED else "")
    problems.add(
        "undecided",
        report.figures[first].mark,
        f"{names} {len(columns)} 列共有 {len(cells)} 格是空白，{len(equations)} 条关系无法核对",
        address=(table,),
        advice="能查到的请补上；公布时就是空白的不用处理，空白不是零",
    )


def _blank_cells(report: Report, equation: Equation) -> list[Address]:
    """The cells of an equation that are blank; totals that were added up only if no others are."""
    cells = (*equation.right, *equation.left)
    blank = [cell for cell in cells if report.figures[cell].value is None]
    return [cell for cell in blank if not report.figures[cell].computed] or blank


def _name(equation: Equation, cell: Address) -> str:
    """What distinguishes a cell from the others of its equation."""
    return cell.column if equation.relation.every == "row" else cell.row[-1]


def _note_excess(
    report: Report, equation: Equation, left: Number, right: Number, problems: Problems
) -> None:
    """A part is more than the whole it is part of."""
    relation = equation.relation
    problems.add(
        relation.code,
        _place(report, equation),
        _sentence(equation, left, right),
        address=equation.subject.parts,
        found=left,
        expected=right,
        advice=f"{relation.name}：{relation.statement}。请核对原始台账，改正填错的数",
    )
