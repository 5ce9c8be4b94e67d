"""Whether a report's figures follow from those of the year before."""

from __future__ import annotations

from ..form import Address, MeasureKind, YearEquation, comparable_figures
from ..problem import Problems
from ..source import Number, Report, sum_of

__all__ = ["check_leaps", "check_year_relations", "year_words"]

_FACTOR = 5
_LEAST_BASE = 20
_TEN_THOUSAND_YUAN = "万元"
_UNIT_FACTOR = 100
"""Money that is so many times more or less, however little it was, has another unit."""


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
        if not then or then < 0 or earlier not in same:
            continue
        address = same[earlier]
        now = sum_of(report.figures, (address,))
        if now is None:
            continue
        leaps = then >= _LEAST_BASE and (now > then * _FACTOR or now * _FACTOR < then)
        if leaps or _has_other_unit(report, address, then, now):
            leaping[address] = (then, now)
    covered = {
        part
        for total, parts in report.form.row_totals.items()
        if total in leaping
        for part in parts
    }
    for address, (then, now) in leaping.items():
        if address in covered or report.form.measures[address].kind is MeasureKind.CHANGE:
            continue
        by_unit = _has_other_unit(report, address, then, now)
        more, less = ("100 倍以上", "不到百分之一") if by_unit else ("超过 5 倍", "不到五分之一")
        how = more if now > then else less
        problems.add(
            "leap",
            report.figures[address].mark,
            f"{before.year} 年为 {then}，本年填 {now}，{how}",
            address=address.parts,
            found=now,
            expected=then,
            advice="单位是万元，请核对两年是不是都按万元填的；确实如此的，请写入 acknowledged 说明"
            if by_unit
            else "请核对有没有多写、漏写一位，或者用错单位；确实如此的，请写入 acknowledged 说明",
        )


def _has_other_unit(report: Report, address: Address, then: Number, now: Number) -> bool:
    """Whether an amount in units of 10,000 yuan is so far from last year's that one is in yuan."""
    measure = report.form.measures[address]
    if measure.kind is not MeasureKind.AMOUNT or measure.unit != _TEN_THOUSAND_YUAN or now <= 0:
        return False
    return now >= then * _UNIT_FACTOR or now * _UNIT_FACTOR < then


def year_words(equation: YearEquation, year: int, then: Number) -> tuple[str, str, str]:
    """What is said where this year's figure does not follow from that of the year before.

    Before the figure, where nothing was added or taken off; else before what it should be, and
    between that and the figure.
    """
    names = "加".join(_name(equation, address) for address in equation.before)
    begin = f"{year} 年的{names}为 {then}，"
    return f"{begin}本年填 ", f"{begin}按本年的增减推算应为 ", "，填了 "


def _sentence(
    equation: YearEquation, before: Report, then: Number, expected: Number, now: Number
) -> str:
    plain, begin, middle = year_words(equation, before.year, then)
    return f"{plain}{now}" if then == expected else f"{begin}{expected}{middle}{now}"


def _name(equation: YearEquation, address: Address) -> str:
    return address.column if equation.relation.every == "row" else address.row[-1]
