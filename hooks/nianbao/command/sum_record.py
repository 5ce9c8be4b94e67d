"""The text of the file beside a report that was added up: people's part as it is, the sums anew."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from ..check.organ_sums import OrganSums
from ..form import Address, Form
from ..source import COMPUTED, OWN, UNFILLED, Report, SumFile, digits
from .figure_rows import ROW_INDENT, table_rows

__all__ = ["sum_file_text"]

_NOTE = "# 以下是上次算出的数：程序由此认出哪些数有人改过。请不要改"


def sum_file_text(path: Path, report: Report, sums: OrganSums, file: SumFile) -> str:
    """What the file at ``path``, which says ``file`` if it is there, holds from now on.

    Where nothing can be computed now, what was computed last is kept. Raises OSError.
    """
    if path.exists():
        text = path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")
    else:
        text = "\n".join([*_explained(report), f"{OWN}:", *_rows(report.form, {}), ""])
    lines = text.split("\n")
    ends = (n for n, line in enumerate(lines) if line == _NOTE or line.startswith(f"{COMPUTED}:"))
    own = "\n".join(lines[: next(ends, len(lines))]).rstrip("\n")
    numbers = {address: figure.value for address, figure in file.computed.items()}
    numbers |= {a: cell.total for a, cell in sums.cells.items() if cell.total is not None}
    cells = {address: digits(n) for address, n in numbers.items() if n is not None}
    return "\n".join([own, "", _NOTE, f"{COMPUTED}:", *_rows(report.form, cells), ""])


def _explained(report: Report) -> tuple[str, ...]:
    return (
        f"# {report.organ.name} {report.year} 年度的汇总。这个文件不公布。",
        f"# 报告里的数 = {OWN} + 下级机关的报告。{OWN}写本机关自己的、没有算入的报告里的数，",
        f"# 写法同报告，没有的写 0；全都没有的，{OWN}只写一行 {OWN}: 0",
    )


def _rows(form: Form, cells: Mapping[Address, str]) -> list[str]:
    tables = form.tables.values()
    return [row for table in tables for row in table_rows(table, cells, UNFILLED, ROW_INDENT)]
