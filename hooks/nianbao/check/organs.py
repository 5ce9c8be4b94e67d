"""Whether the report of a government that covers its organs fits with theirs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..form import Address, Form, MeasureKind, comparable_figures, forms
from ..problem import TOP, Problems
from ..source import Number, Organ, Report

__all__ = ["Contribution", "check_covered_organs", "contribution"]

_MAX_NAMED = 5


@dataclass(frozen=True, slots=True)
class Contribution:
    """What an organ's report adds to the report that covers it; ``values`` in the form's order.

    It is complete if every cell could be read: one that is blank could.
    """

    form: str
    values: tuple[Number | None, ...]
    is_complete: bool = True


def contribution(report: Report) -> Contribution:
    """What a report adds."""
    figures = [report.figures.get(address) for address in report.form.measures]
    values = tuple(f.value if f else None for f in figures)
    return Contribution(report.form.key, values, None not in figures)


def check_covered_organs(
    report: Report,
    children: Iterable[Organ],
    contributions: Mapping[tuple[str, int], Contribution],
    problems: Problems,
    *,
    is_summed: bool = False,
) -> None:
    """The figures of an aggregate report are at least the sums over the organs it covers.

    ``contributions`` are by organ and year. Organs without one for the year are named; those
    that are there are summed all the same, for what is missing could only add to them. A figure
    that one of the forms lacks is left out. Of a report that ``is_summed`` it is known what it
    adds up to exactly, so that only the organs are named.
    """
    covered: list[tuple[Organ, Mapping[Address, Number]]] = []
    for organ in children:
        if not organ.exists(report.year):
            continue
        given = contributions.get((organ.slug, report.year))
        if given is not None:
            covered.append((organ, _comparable(report.form, given)))
            continue
        problems.add(
            "organ-not-reported",
            report.marks.get("year", TOP),
            f"下级机关“{organ.name}”没有 {report.year} 年度的报告，汇总无法完全核对",
            address=(organ.slug,),
            expected=f"{organ.slug}/{report.year}.md",
            advice="请补上它的报告；不属于这一年的，请在机关名录里写 from 或 to",
        )
    for address, figure in () if is_summed else report.figures.items():
        if figure.value is None or report.form.measures[address].kind is MeasureKind.CHANGE:
            continue
        parts = [(organ.name, values[address]) for organ, values in covered if values.get(address)]
        total = sum(value for _, value in parts)
        if total > figure.value:
            named = "、".join(f"{name} {value}" for name, value in parts[:_MAX_NAMED])
            more = f" 等 {len(parts)} 个" if len(parts) > _MAX_NAMED else ""
            problems.add(
                "sum-organs",
                figure.mark,
                f"{len(covered)} 个下级机关之和为 {total}，汇总填 {figure.value}",
                address=address.parts,
                found=figure.value,
                expected=total,
                advice=f"下级机关：{named}{more}。请核对汇总的范围和各机关的数",
            )


def _comparable(form: Form, given: Contribution) -> Mapping[Address, Number]:
    """The numbers given, by the addresses of the form that mean the same."""
    other = forms().get(given.form)
    if other is None:
        return {}
    values = dict(zip(other.measures, given.values, strict=True))
    return {
        address: value
        for address, theirs in comparable_figures(form, other).items()
        if (value := values[theirs]) is not None
    }
