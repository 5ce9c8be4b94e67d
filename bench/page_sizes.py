"""Measures what a report's page costs a reader: bytes, requests, shifts, waiting.

The server compresses and lets browsers keep files; downloads are not counted. Sizes are in KB of
1,000 bytes, with the heads of the answers. The page is painted and loaded over a slow network.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from page_measures import (
    Transfer,
    heaviest_report,
    layout_shift,
    load_slowly,
    shows_before_scripts,
    weigh,
)
from places import ROOT
from playwright.sync_api import Browser
from site_browser import chromium
from site_building import build
from site_pages import REPORT
from site_serving import serve

from .plan import Plan
from .runs import RunFailedError
from .table import Row, at_most

__all__ = ["size_rows"]


def size_rows(plan: Plan) -> Iterator[Row]:
    """The project's own 民权县 2021, and the heaviest of the invented reports."""
    own = plan.folder / "own-site"
    done = build(ROOT, "--quiet", "--site-dir", str(own))
    if done.returncode:
        raise RunFailedError(done.stderr)
    if not plan.project.site.is_dir():
        plan.project.build()
    site = plan.project.site
    with chromium() as browser:
        yield from _rows_of(browser, own, REPORT)
        yield from _rows_of(browser, site, heaviest_report(site))


def _rows_of(browser: Browser, site: Path, path: str) -> Iterator[Row]:
    with serve(site) as address:
        weight = weigh(browser, address, path)
        slow = load_slowly(browser, address, path)
        shifts = [layout_shift(browser, address, path, width) for width in (1280, 390)]
        readable = shows_before_scripts(browser, address, path)
    yield Row(f"page {path}", "")
    yield _visit("  first visit", weight.first, 150)
    yield _visit("  as next page", weight.next, 40)
    yield at_most("  layout shift at 1280 px", shifts[0], 0, "")
    yield at_most("  layout shift at 390 px", shifts[1], 0, "")
    yield Row(
        "  over a slow network", f"painted {slow.painted:.0f} ms, loaded {slow.loaded:.0f} ms"
    )
    yield Row("  readable before any script", "yes" if readable else "no", "yes", readable)


def _visit(work: str, transfers: tuple[Transfer, ...], limit: int) -> Row:
    size = sum(transfer.size for transfer in transfers) / 1000
    figure = f"{size:.1f} KB, {len(transfers)} requests"
    return at_most(work, size, limit, "KB", figure=figure)
