"""What each kind of work costs, of which a site is made."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator

from places import ROOT

from .plan import Plan
from .projects import new_project
from .table import Row

__all__ = ["cost_rows"]

_MOST = 100
"""So many reports say what one costs."""


def cost_rows(plan: Plan) -> Iterator[Row]:
    """A row for each kind of work, dearest first, in a process that does nothing at once."""
    project = new_project(plan.folder / "costs", min(plan.reports, _MOST))
    command = [sys.executable, "-m", "bench.own_costs", str(project.folder)]
    paths = os.pathsep.join(map(str, (ROOT / n for n in ("hooks", "scripts", "tests/support"))))
    told = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": paths},
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    costs = sorted(json.loads(told.stdout), key=lambda cost: -cost["seconds"])
    for cost in costs:
        each = cost["seconds"] / max(cost["made"], 1) * 1000
        figure = f"{each:.1f} ms × {cost['made']} = {cost['seconds']:.2f} s"
        yield Row(f"  {cost['kind']}", figure)
