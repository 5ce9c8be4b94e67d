"""Measures whether a report of a large portal costs more than one of a small portal."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from .plan import Plan
from .projects import new_project
from .runs import Run, median
from .table import TARGET_REPORTS, Row, at_most

__all__ = ["growth_rows"]


_TARGET_GROWTH = 5000
"""The size for which the target is set."""


def growth_rows(plan: Plan) -> Iterator[Row]:
    """Seconds a report of ``plan.growth`` reports and of a tenth, cold and unchanged."""
    many, few = plan.growth, max(1, plan.growth // 10)
    if not many:
        yield Row("seconds a report, 5,000 against 500", "not measured: GROWTH=5000", "≤ 1.1 ×")
        return
    large, small = _runs(plan, many), _runs(plan, few)
    for name, of_many, of_few in zip(("cold", "unchanged"), large, small, strict=True):
        ratio = (of_many.seconds / many) / (of_few.seconds / few)
        yield Row(f"{name}, {many:,} reports", str(of_many))
        yield Row(f"{name}, {few:,} reports", str(of_few))
        work = f"seconds a report, {many:,} against {few:,}, {name}"
        # Smaller ones cannot meet it: of a small portal our start is most of the time.
        reports = TARGET_REPORTS if many >= _TARGET_GROWTH else 0
        yield at_most(work, ratio, 1.1, "×", reports=reports)


def _runs(plan: Plan, count: int) -> tuple[Run, Run]:
    """A cold build and the median of builds without a change."""
    project = new_project(plan.folder / f"growth-{count}", count)
    cold = project.build()
    same = median(project.build() for _ in range(plan.rounds))
    shutil.rmtree(project.folder)
    return cold, same
