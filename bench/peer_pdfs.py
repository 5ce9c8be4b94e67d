"""Measures PDFs: ours against those of WeasyPrint and of Chromium, for the same reports.

Speed is PDFs a second of a processor, however many there are and whoever waits. A program's start
is left out: what one PDF takes is taken off what all take. Ours are tagged PDF/A-3a with the data
attached, and begin with reports that are read; the peers' are plain PDFs, and begin with HTML that
is written.
"""

from __future__ import annotations

import os
import statistics
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from places import ROOT
from pypdf import PdfReader

from .peer_texts import html_of, reports_in
from .peers import font_environment, peer_python
from .plan import Plan
from .projects import new_project
from .runs import measure
from .table import Row, at_least

__all__ = ["pdf_rows"]

_TIMES = 10
"""So many times as many PDFs a second as a peer we want to make."""


@dataclass(frozen=True, slots=True)
class _Printer:
    """A program that prints: what starts it, and where it finds the reports."""

    name: str
    command: tuple[str | Path, ...]
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Printed:
    """What a program printed: PDFs a second and core, the median PDF's bytes and pages."""

    name: str
    speed: float
    size: float
    pages: float

    def __str__(self) -> str:
        return (
            f"{self.speed:.1f} a second and core, {self.size / 1000:.0f} KB, {self.pages:g} pages"
        )


def pdf_rows(plan: Plan) -> Iterator[Row]:
    """A row for each program, then ours against each peer."""
    reports = new_project(plan.folder / "pdfs", plan.pdfs).reports
    pages = plan.folder / "html"
    pages.mkdir()
    for number, report in enumerate(reports_in(reports)):
        (pages / f"{number:04}.html").write_text(html_of(report), "utf-8")
    with font_environment() as environment:
        script = Path(__file__).with_name("weasyprint_pdfs.py")
        printers = (
            _Printer("ours", (sys.executable, "-m", "bench.own_pdfs", reports), os.environ),
            _Printer("WeasyPrint", (peer_python(), script, pages), environment),
            _Printer("Chromium", (sys.executable, "-m", "bench.chromium_pdfs", pages), os.environ),
        )
        own, *others = _print(printers, plan)
    for printed in (own, *others):
        yield Row(f"PDFs, {printed.name}", str(printed))
    for other in others:
        times = own.speed / other.speed
        yield at_least(f"  ours against {other.name}, speed", times, _TIMES, "×")
        share = own.size / other.size
        yield Row(f"  ours against {other.name}, size", f"{share:.2f} ×", "< 1 ×", share < 1)


def _print(printers: tuple[_Printer, ...], plan: Plan) -> list[_Printed]:
    """Lets the printers take turns with one report and with all, and looks at what came out."""
    folders = [plan.folder / "printed" / printer.name for printer in printers]
    for folder in folders:
        folder.mkdir(parents=True)

    def seconds_a_pdf(printer: _Printer, folder: Path) -> float:
        one, all_of_them = (
            measure((*printer.command, folder, str(count)), ROOT, printer.environment).processor
            for count in (1, plan.pdfs)
        )
        return (all_of_them - one) / (plan.pdfs - 1)

    rounds = [
        [seconds_a_pdf(*turn) for turn in zip(printers, folders, strict=True)]
        for _ in range(plan.rounds)
    ]
    speeds = [1 / statistics.median(times) for times in zip(*rounds, strict=True)]
    return [_look(*turn) for turn in zip(printers, folders, speeds, strict=True)]


def _look(printer: _Printer, folder: Path, speed: float) -> _Printed:
    files = list(folder.iterdir())
    return _Printed(
        printer.name,
        speed,
        size=statistics.median(file.stat().st_size for file in files),
        pages=statistics.median(PdfReader(file).get_num_pages() for file in files),
    )
