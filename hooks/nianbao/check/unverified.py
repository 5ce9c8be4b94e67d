"""Figures that somebody has still to look up, as importing an old report leaves them."""

from __future__ import annotations

from ..form import Address
from ..problem import Problems
from ..source import Report

__all__ = ["check_unverified"]

_MOST_ROWS = 3
"""Where more rows of a table are open, it was the table that could not be read."""
_ADVICE = "请对照原件填上数；原件就是空白的，改为 ~"


def check_unverified(report: Report, problems: Problems) -> None:
    """One problem for every row in which a cell's note says that it is not verified.

    Where a table has many such rows, one for the table: it names the first rows.
    """
    for table in report.form.tables.values():
        open_rows = [
            (line, cells)
            for line in table.lines
            if (cells := [cell for cell in line.cells if _is_open(report, cell)])
        ]
        if len(open_rows) > _MOST_ROWS:
            _note_table(report, table.key, [cells for _, cells in open_rows], problems)
            continue
        for line, cells in open_rows:
            names = "、".join(cell.column for cell in cells)
            problems.add(
                "unverified",
                report.figures[cells[0]].mark,
                f"{names}还没有核实" if len(line.cells) > 1 else "还没有核实",
                address=line.address.parts,
                found=report.figures[cells[0]].note,
                advice=_ADVICE,
            )


def _is_open(report: Report, cell: Address) -> bool:
    return cell in report.figures and report.figures[cell].is_unverified


def _note_table(report: Report, table: str, rows: list[list[Address]], problems: Problems) -> None:
    first = min((cells[0] for cells in rows), key=lambda cell: report.figures[cell].mark)
    names = "、".join(cells[0].row[-1] for cells in rows[:_MOST_ROWS])
    count = sum(map(len, rows))
    problems.add(
        "unverified",
        report.figures[first].mark,
        f"{names}等 {len(rows)} 行共有 {count} 格还没有核实",
        address=(table,),
        found=report.figures[first].note,
        advice=f"{_ADVICE}；每一格在文件里都写着“{report.figures[first].note}”",
    )
