"""Whether a report that was added up is still the sum of its own share and its organs' reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..problem import TOP, Problems
from ..source import Number, Organ, Report, digits, read_sum_file, sum_file_of
from .organ_sums import CellSum, OrganSums, add_up_organs
from .organs import Contribution

__all__ = ["check_summed"]

_MAX_NAMED = 5


def check_summed(
    report: Report,
    covered: Iterable[Organ],
    contributions: Mapping[tuple[str, int], Contribution],
    problems: Problems,
) -> bool:
    """Whether the report has a file with its own share; if so, every cell is held against the sum.

    A cell is left out while the own share does not say it, or where nobody has a number.
    """
    path = sum_file_of(report.path)
    if not path.is_file():
        return False
    found = Problems(path.name)
    file = read_sum_file(path, report.form, found)
    place = report.marks.get("year", TOP)
    if found.found:
        first, more = min(found.found), len(found.found)
        where = f"{' › '.join(first.address)}：" if first.address else ""
        problems.add(
            "sum-own",
            place,
            f"{path.name} 第 {first.mark.line} 行 {where}{first.message}"
            + (f"；一共 {more} 处" if more > 1 else ""),
            found=first.found,
            advice=first.advice,
        )
    if file is None:
        return True
    sums = add_up_organs(report.form, report.year, file.own, covered, contributions)
    for address, figure in report.figures.items():
        cell = sums.cells.get(address)
        if cell is None or cell.total is None or cell.total == figure.value:
            continue
        stands = "是空白" if figure.value is None else f"填 {digits(figure.value)}"
        problems.add(
            "sum-total",
            figure.mark,
            f"{_parts(cell)}，合计 {digits(cell.total)}，报告{stands}",
            address=address.parts,
            found=figure.value,
            expected=cell.total,
            advice="".join(_advice(report, cell, sums)),
        )
    return True


def _parts(cell: CellSum) -> str:
    return f"本级 {_shown(cell.own)}，{len(cell.given)} 个下级机关 {_shown(cell.organs)}"


def _shown(number: Number | None) -> str:
    return "空白" if number is None else digits(number)


def _advice(report: Report, cell: CellSum, sums: OrganSums) -> Iterator[str]:
    parts = [f"{organ.name} {digits(number)}" for organ, number in cell.given if number]
    if parts:
        yield f"下级机关：{_named(parts)}。"
    absent = [organ.name for organ in (*sums.missing, *sums.other_form, *sums.unfinished)]
    if absent:
        yield f"没有算入：{_named(absent)}。"
    if report.is_draft:
        yield f"请执行 nianbao sum {report.organ.slug} {report.year}；"
    else:
        yield "已发布的报告要改，照更正办；"
    yield "报告的数另有依据的，写入 acknowledged 说明"


def _named(names: list[str]) -> str:
    more = f" 等 {len(names)} 个" if len(names) > _MAX_NAMED else ""
    return "、".join(names[:_MAX_NAMED]) + more
