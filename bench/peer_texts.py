"""A report as the peers get it: Markdown for their pages, plain HTML for their PDFs.

Both have the whole prose and all official tables. Markdown has no spanning cells: there a label
stands in its first cell, and the others are empty. In HTML the cells span as they do on paper.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

import markdown
from nianbao.form import Cell, Grid, Role, lay_out
from nianbao.source import Figures, Report, read_portal

__all__ = ["html_of", "markdown_of", "reports_in"]

# GB/T 9704-2012 as our own PDFs follow it: paper, type area, sizes.
_STYLE = """
@page { size: A4; margin: 37mm 26mm 35mm 28mm; @bottom-center { content: counter(page); } }
body { font: 16pt/29pt "Noto Serif SC"; margin: 0; text-align: justify; }
h1 { font-size: 22pt; font-weight: normal; line-height: 36pt; text-align: center; }
h2 { font: 16pt/29pt "Noto Sans SC"; margin: 0; text-indent: 2em; }
h3 { font: 16pt/29pt "Noto Serif SC"; margin: 0; text-indent: 2em; }
p { margin: 0; text-indent: 2em; }
table { border-collapse: collapse; font-size: 10.5pt; line-height: 14pt; width: 100%; }
td, th { border: 0.5pt solid; font-weight: normal; padding: 2pt; text-align: center; }
th { font-family: "Noto Sans SC"; }
"""


def reports_in(folder: Path) -> tuple[Report, ...]:
    """All reports of a folder without problems."""
    portal, _ = read_portal(folder)
    return tuple(portal.reports)


def markdown_of(report: Report) -> str:
    """The report as a page of Markdown, its official tables as pipe tables."""
    return f"# {report.title}\n\n{_with_tables(report, _pipe_table)}"


def html_of(report: Report) -> str:
    """The report as a page of HTML to be printed."""
    prose = markdown.markdown(_with_tables(report, _html_table))
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>{escape(report.title)}'
        f"</title><style>{_STYLE}</style><h1>{escape(report.title)}</h1>\n{prose}</html>\n"
    )


def _with_tables(report: Report, table: Callable[[Grid, Figures], str]) -> str:
    """The prose as written, each section's table below its heading."""
    sections = iter(report.sections)
    parts = []
    for line in report.prose.splitlines():
        parts.append(line)
        if line.startswith("## "):
            official = report.form.tables.get(next(sections).official.table)
            parts += ["", table(lay_out(official), report.figures), ""] if official else []
    return "\n".join(parts)


def _text(cell: Cell, figures: Figures) -> str:
    return figures[cell.address].written if cell.address else cell.text


def _pipe_table(grid: Grid, figures: Figures) -> str:
    rows = [["" for _ in range(grid.width)] for _ in grid.rows]
    for row in grid.rows:
        for cell in row.cells:
            rows[cell.row][cell.column] = _text(cell, figures).replace("\n", " ")
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, "|---" * grid.width + "|")
    return "\n".join(lines)


def _html_table(grid: Grid, figures: Figures) -> str:
    return f"<table>{''.join(_html_rows(grid, figures))}</table>"


def _html_rows(grid: Grid, figures: Figures) -> Iterator[str]:
    for row in grid.rows:
        yield "<tr>"
        for cell in row.cells:
            tag = "td" if cell.role in (Role.FIGURE, Role.EMPTY) else "th"
            yield (
                f'<{tag} rowspan="{cell.rowspan}" colspan="{cell.colspan}">'
                f"{escape(_text(cell, figures))}</{tag}>"
            )
        yield "</tr>"
