"""Measures checking alone: all reports, all once more, one of them, and nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from .plan import Plan
from .projects import new_project
from .runs import median
from .table import Row, at_most

__all__ = ["check_rows"]


def check_rows(plan: Plan) -> Iterator[Row]:
    """Medians; before every first check all is removed that the project has kept."""
    project = new_project(plan.folder / "checks", plan.reports)
    size = plan.reports
    one = project.report_files()[0]
    first, again, single, start = [], [], [], []
    for _ in range(plan.rounds):
        project.forget()
        first.append(project.check())
        again.append(project.check())
        single.append(project.check(one))
        start.append(project.check("--explain", "leap"))
    shutil.rmtree(project.folder)
    all_first, all_again = median(first), median(again)
    work = f"checks of {size:,} alone"
    yield at_most(work, all_first.seconds, 5, "s", figure=str(all_first), reports=size)
    yield at_most("  unchanged", all_again.seconds, 1, "s", figure=str(all_again), reports=size)
    yield Row(f"  one of {size:,}", str(median(single)))
    yield Row("  the program's start alone", str(median(start)))
