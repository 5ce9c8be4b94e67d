"""Whether the report of a government that covers its organs fits with theirs."""

from __future__ import annotations

from ..form import MeasureKind, comparable_figures
from ..problem import TOP, Problems
from ..source import Number, Portal, Report

__all__ = ["check_covered_organs"]

_MAX_NAMED = 5


def check_covered_organs(report: Report, portal: Portal, problems: Problems) -> None:
    """The figures of an aggregate report are at least the sums over the organs it covers.

    Organs without a report for the year are named; those that are there are summed all the same,
    for what is missing could only add to them. A figure that one of the forms lacks is left out.
    """
    if not report.organ.aggregate:
        return
    expected = [o for o in portal.children.get(report.organ.slug, ()) if o.exists(report.year)]
    found = [portal.report(organ.slug, report.year) for organ in expected]
    for organ, child in zip(expected, found, strict=True):
        if child is None:
            problems.add(
                "organ-not-reported",
                report.marks.get("year", TOP),
                f"下级机关“{organ.name}”没有 {report.year} 年度的报告，汇总无法完全核对",
                address=organ.slug,
                expected=f"{organ.slug}/{report.year}.md",
                advice="请补上它的报告；不属于这一年的，请在机关名录里写 from 或 to",
            )
    children = [child for child in found if child is not None]
    if children:
        _check_sums(report, children, problems)


def _check_sums(report: Report, children: list[Report], problems: Problems) -> None:
    same = [(child, comparable_figures(report.form, child.form)) for child in children]
    for address, figure in report.figures.items():
        if figure.value is None or report.form.measures[address].kind is MeasureKind.CHANGE:
            continue
        parts: list[tuple[Number, str]] = []
        for child, addresses in same:
            other = child.figures.get(addresses[address]) if address in addresses else None
            if other is not None and other.value:
                parts.append((other.value, child.organ.name))
        total = sum(value for value, _ in parts)
        if total > figure.value:
            named = "、".join(f"{name} {value}" for value, name in parts[:_MAX_NAMED])
            more = f" 等 {len(parts)} 个" if len(parts) > _MAX_NAMED else ""
            problems.add(
                "sum-organs",
                figure.mark,
                f"{len(children)} 个下级机关之和为 {total}，汇总填 {figure.value}",
                address=address,
                found=figure.value,
                expected=total,
                advice=f"下级机关：{named}{more}。请核对汇总的范围和各机关的数",
            )
