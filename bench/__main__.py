"""Runs the jobs of the benchmark and prints their figures in one table."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from .builds import build_rows
from .checks import check_rows
from .costs import cost_rows
from .growth import growth_rows
from .page_sizes import size_rows
from .peer_pages import page_rows
from .peer_pdfs import pdf_rows
from .plan import Plan, count
from .runs import RunFailedError
from .table import TARGET_REPORTS, Row, render

JOBS: Mapping[str, Callable[[Plan], Iterator[Row]]] = {
    "checks": check_rows,
    "builds": build_rows,
    "costs": cost_rows,
    "growth": growth_rows,
    "pages": page_rows,
    "pdfs": pdf_rows,
    "sizes": size_rows,
}
"""All of them, in the order of the table."""


def main() -> int:
    """Prints the table; 1 if a job failed, whatever the figures are."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--reports", type=count, default=500, metavar="N")
    parser.add_argument("--growth", type=count, default=0, metavar="N")
    parser.add_argument("--only", nargs="+", choices=JOBS, default=list(JOBS))
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        plan = Plan(Path(folder).resolve(), given.reports, given.growth)
        load = os.getloadavg()[0]
        rows, failed = _run(plan, given.only)
    print(
        f"{plan.reports:,} reports, {os.cpu_count()} cores, medians of {plan.rounds} runs, "
        f"load before {load:.1f}"
    )
    print(render(rows))
    if plan.reports < TARGET_REPORTS:
        print(f"Targets in s and GB are for {TARGET_REPORTS:,} reports: fewer can only miss them.")
    return 1 if failed else 0


def _run(plan: Plan, names: list[str]) -> tuple[list[Row], bool]:
    """The rows of all jobs, also of those that come after one that failed.

    Each row is shown when it is known, for a run takes minutes.
    """
    rows: list[Row] = []
    failed = False
    for name in names:
        begun = time.perf_counter()
        rows.append(Row(name.upper(), ""))
        try:
            for row in JOBS[name](plan):
                rows.append(row)
                print(f"{row.work}: {row.figure}", file=sys.stderr)
        except RunFailedError as error:
            failed = True
            rows.append(Row("  failed", "see above"))
            print(error, file=sys.stderr)
        print(f"{name}: {time.perf_counter() - begun:.0f} s", file=sys.stderr)
    return rows, failed


if __name__ == "__main__":
    sys.exit(main())
