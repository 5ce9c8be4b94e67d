"""Figures that somebody has still to look up, as importing an old report leaves them."""

from __future__ import annotations

from ..problem import Problems
from ..source import Report

__all__ = ["check_unverified"]


def check_unverified(report: Report, problems: Problems) -> None:
    """One problem for every row in which a cell's note says that it is not verified."""
    for table in report.form.tables.values():
        for line in table.lines:
            cells = [
                cell
                for cell in line.cells
                if cell in report.figures and report.figures[cell].is_unverified
            ]
            if not cells:
                continue
            names = "、".join(cell.column for cell in cells)
            problems.add(
                "unverified",
                report.figures[cells[0]].mark,
                f"{names}还没有核实" if len(line.cells) > 1 else "还没有核实",
                address=line.address.parts,
                found=report.figures[cells[0]].note,
                advice="请对照原件填上数；原件就是空白的，改为 ~",
            )
