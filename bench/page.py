"""Measures what a report's page costs a reader: bytes, requests, shifts, waiting.

    make bench    the project's own site: 民权县 2021
    PYTHONPATH=hooks:scripts:tests/support python bench/page.py SITE
                  the heaviest report of a site that is built, too

The server compresses and lets browsers keep files; downloads are not counted. Sizes are in KB of
1,000 bytes, with the heads of the answers. The page is painted and loaded over a slow network.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from page_measures import (
    Transfer,
    heaviest_report,
    layout_shift,
    load_slowly,
    shows_before_scripts,
    weigh,
)
from playwright.sync_api import Browser
from site_browser import chromium
from site_building import build
from site_pages import REPORT
from site_serving import serve

ROOT = Path(__file__).resolve().parent.parent


def show(browser: Browser, address: str, path: str) -> None:
    """Prints all that is measured of one page."""
    weight = weigh(browser, address, path)
    slow = load_slowly(browser, address, path)
    shifts = [layout_shift(browser, address, path, width) for width in (1280, 390)]
    readable = shows_before_scripts(browser, address, path)
    print(path)
    show_transfers("first visit (at most 150 KB)", weight.first)
    show_transfers("as next page (at most 40 KB)", weight.next)
    print(f"  layout shift at 1280 and 390 px: {shifts[0]:.4f}, {shifts[1]:.4f}")
    print(f"  painted after {slow.painted:.0f} ms, loaded after {slow.loaded:.0f} ms")
    print(f"  readable before any script: {'yes' if readable else 'NO'}")


def show_transfers(visit: str, transfers: tuple[Transfer, ...]) -> None:
    """Prints the total of a visit and a line for every file."""
    total = sum(transfer.size for transfer in transfers)
    print(f"  {visit}: {total / 1000:.1f} KB in {len(transfers)} requests")
    for transfer in transfers:
        print(f"  {transfer.size / 1000:>8.1f}  {transfer.path}")


def main() -> None:
    """Shows 民权县 2021, and the heaviest report of a site that is given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", nargs="?", type=Path, metavar="SITE")
    given = parser.parse_args().site
    with tempfile.TemporaryDirectory() as folder:
        done = build(ROOT, "--quiet", "--site-dir", folder)
        if done.returncode:
            raise SystemExit(done.stderr)
        with chromium() as browser:
            with serve(Path(folder)) as address:
                show(browser, address, REPORT)
            if given:
                with serve(given) as address:
                    show(browser, address, heaviest_report(given))


if __name__ == "__main__":
    main()
