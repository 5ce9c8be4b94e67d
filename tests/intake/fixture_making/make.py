"""Writes the fixtures: files in every format, and what must come of them.

    export PYTHONPATH=hooks:scripts:tests:tests/support:tests/intake
    python -m fixture_making.make          all cases
    python -m fixture_making.make NAME …   some

What LibreOffice and zip archives write differs each time: make only what has changed.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from nianbao.form import forms

from fixture_making.cases import CASES, Case
from fixture_making.reports import draft_report, expected

TESTS = Path(__file__).resolve().parent.parent.parent


def make(case: Case, data: Path) -> None:
    """Writes the file and the truth of one case."""
    form = forms()[case.form]
    year = case.year or form.last_year or 2021
    draft = draft_report(form, year, case.organ, case.name, **case.drawn)
    for edit in case.edits:
        edit(draft)
    folder = data / case.name
    folder.mkdir(parents=True, exist_ok=True)
    case.write(draft, folder / f"source{case.suffix}")
    text = json.dumps(expected(draft), ensure_ascii=False, indent=1)
    (folder / "expected.json").write_text(text + "\n", "utf-8", newline="\n")


if __name__ == "__main__":
    for name in sys.argv[1:] or CASES:
        make(CASES[name], TESTS / "data/intake")
