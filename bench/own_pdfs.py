"""Typesets the first reports of a folder the way a build does: a process to be measured.

python -m bench.own_pdfs REPORTS OUT COUNT
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from nianbao.facts import facts_of
from nianbao.publish.data.open_data import report_json
from nianbao.publish.paper.manuscripts import Manuscript, manuscript_of
from nianbao.publish.paper.typefaces import load_typefaces
from nianbao.publish.paper.typesetting import Typesetter
from nianbao.settings import Settings
from nianbao.source import Report
from places import ROOT

from .peer_texts import reports_in

_SITE = "https://www.example.gov.cn/"


def main() -> None:
    """Reads all reports, and typesets as many as wanted into an empty cache."""
    reports, out, count = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    manuscripts = [_manuscript(report) for report in reports_in(reports)]
    with TemporaryDirectory() as cache:
        typesetter = Typesetter(load_typefaces(Settings(), ROOT / ".cache"), Path(cache))
        for number, manuscript in enumerate(manuscripts[:count]):
            pdf, _ = typesetter.pdf(manuscript)
            (out / f"{number}.pdf").write_bytes(pdf)


def _manuscript(report: Report) -> Manuscript:
    facts = facts_of(report, (), {})
    return manuscript_of(report, facts, report_json(report, (), _SITE), _SITE)


if __name__ == "__main__":
    main()
