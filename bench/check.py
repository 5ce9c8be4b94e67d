"""Measures checking: a folder of invented reports as a whole, and one file of it.

    make bench    2,000 reports
    PYTHONPATH=hooks:scripts:tests/support python bench/check.py 500    another number

Times are wall-clock seconds, the best and the median of five runs; the figures to compare are
the ratios, for machines differ.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from invented import write_portal
from nianbao.form import forms

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5


def check(*arguments: str) -> list[float]:
    """The seconds of every run of scripts/check.py; raises when it finds errors."""
    seconds = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        subprocess.run(
            [sys.executable, ROOT / "scripts/check.py", *arguments],
            stdout=subprocess.DEVNULL,
            check=True,
        )
        seconds.append(time.perf_counter() - begun)
    return seconds


def main() -> None:
    """Prints a line for the whole folder, for one file of it, and for explaining a rule."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", nargs="?", type=int, default=2000, metavar="N")
    count = parser.parse_args().count
    with tempfile.TemporaryDirectory() as folder:
        reports = Path(folder).resolve() / "reports"
        write_portal(reports, forms()["2021"], count)
        one = str(reports / "shili1" / "2025.md")
        runs = {
            f"check {count} reports": check("--reports", str(reports)),
            f"check 1 of {count}": check("--reports", str(reports), one),
            "start (--explain)": check("--explain", "leap"),
        }
    for name, seconds in runs.items():
        print(f"{name:<22} best {min(seconds):6.2f} s  median {statistics.median(seconds):6.2f} s")
    whole, single, start = (min(seconds) for seconds in runs.values())
    print(f"a report of all costs {(whole - start) / count * 1000:.1f} ms")
    print(f"one file costs {(single - start) / start:.1f} × the start of the program")


if __name__ == "__main__":
    main()
