"""Measures building a site: everything cold, nothing changed, one report changed."""

from __future__ import annotations

from collections.abc import Iterator

from .plan import Plan
from .runs import median
from .table import Row, at_most

__all__ = ["build_rows"]


def build_rows(plan: Plan) -> Iterator[Row]:
    """A cold build, then the medians of builds without a change and of builds after one.

    What changes is a figure and the prose of one report of the latest year, each time another's:
    its own pages and files, those of its organ and its year with the volume and the archive, the
    indicators, the board, the search.
    """
    project, size = plan.project, plan.reports
    project.forget()
    cold = project.build()
    gigabytes = cold.memory * 1024**2 / 1e9
    yield at_most("everything cold", cold.seconds, 90, "s", figure=str(cold), reports=size)
    yield at_most("  peak memory", gigabytes, 1.5, "GB", reports=size)
    same = median(project.build() for _ in range(plan.rounds))
    yield at_most("nothing changed", same.seconds, 2, "s", figure=str(same), reports=size)
    runs = []
    for number in range(min(plan.rounds, size)):
        project.change_report(number)
        runs.append(project.build())
    run = median(runs)
    work = "one report changed, with its year's volume"
    yield at_most(work, run.seconds, 15, "s", figure=str(run), reports=size)
