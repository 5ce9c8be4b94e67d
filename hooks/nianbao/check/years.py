"""Whether a report's figures follow from those of the year before."""

from __future__ import annotations

from ..form import Address, MeasureKind, YearEquation, comparable_figures
from ..problem import Problems
from ..source import Number, Report, sum_of

__all__ = ["check_leaps", "check_year_relations"]

_FACTOR = 5
_LEAST_BASE = 20


def check_year_relations(report: Report, before: Report, problems: Problems) -> None:
    """Every relation between two years, where both forms have its figures and no cell is blank."""
    same = comparable_figures(report.form, before.form)
    for equation in report.form.across_years:
        if any(address not in same for address in (*equation.before, equation.now)):
            continue
        then = sum_of(before.figures, (same[address] for address in equation.before))
        plus = sum_of(report.figures, equation.plus)
        minus = sum_of(report.figures, equation.minus)
        now = sum_of(report.figures, (equation.now,))
        if then is None or plus is None or minus is None or now is None:
            continue
        expected = then + plus - minus
        if expected != now:
            problems.add(
                equation.relation.code,
                report.figures[equation.now].mark,
                _sentence(equation, before, then, expected, now),
                address=equation.now.parts,
                found=now,
                expected=expected,
                advice=f"{equation.relation.name}：{equation.relation.statement}。"
                f"请核对 {before.file}；确实如此的，请写入 acknowledged 说明",
            )


def check_leaps(report: Report, before: Report, problems: Problems) -> None:
    """Figures that are more than five times last year's, or less than a fifth of them.

    Where the total of a row leaps, its parts are not named too.
    """
    same = comparable_figures(before.form, report.form)
    leaping: dict[Address, tuple[Number, Number]] = {}
    for earlier, figure in before.figures.items():
        then = figure.value
        if then is None or then < _LEAST_BASE or earlier not in same:
            continue
        now = sum_of(report.figures, (same[earlier],))
        if now is not None and (now > then * _FACTOR or now * _FACTOR < then):
            leaping[same[earlier]] = (then, now)
    covered = {
        part
        for total, parts in report.form.row_totals.items()
        if total in leaping
        for part in parts
    }
    for address, (then, now) in leaping.items():
        if address in covered or report.form.measures[address].kind is MeasureKind.CHANGE:
            continue
        how = "超过 5 倍" if now > then else "不到五分之一"
        problems.add(
            "leap",
            report.figures[address].mark,
            f"{before.year} 年为 {then}，本年填 {now}，{how}",
            address=address.parts,
            found=now,
            expected=then,
            advice="请核对有没有多写、漏写一位，或者用错单位；确实如此的，请写入 acknowledged 说明",
        )


def _sentence(
    equation: YearEquation, before: Report, then: Number, expected: Number, now: Number
) -> str:
    names = "加".join(_name(equation, address) for address in equation.before)
    if then == expected:
        return f"{before.year} 年的{names}为 {then}，本年填 {now}"
    return f"{before.year} 年的{names}为 {then}，按本年的增减推算应为 {expected}，填了 {now}"


def _name(equation: YearEquation, address: Address) -> str:
    return address.column if equation.relation.every == "row" else address.row[-1]
