"""What the heaviest report costs a reader: 28 KB first, 19 KB next, no shift, no waiting."""

from __future__ import annotations

from pathlib import Path

import pytest
from page_measures import heaviest_report, layout_shift, shows_before_scripts, weigh
from playwright.sync_api import Browser
from site_serving import compressed, serve


@pytest.fixture
def path(demo_site: Path) -> str:
    return heaviest_report(demo_site)


def test_a_report_is_light(browser: Browser, address: str, demo_site: Path, path: str) -> None:
    weight = weigh(browser, address, path)
    page = compressed((demo_site / path / "index.html").read_bytes())
    assert weight.first[0].path == weight.next[0].path == path
    assert weight.first[0].size == weight.next[0].size == len(page) + 300
    assert {Path(transfer.path).suffix for transfer in weight.first} >= {"", ".css", ".svg"}
    # One sheet, one script, the icon, the badge of the site; without the heads of the answers.
    assert len(weight.first) == 5
    assert sum(transfer.size - 300 for transfer in weight.first) <= 28 * 1024
    assert sum(transfer.size for transfer in weight.next) <= 19 * 1024


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_moves(browser: Browser, address: str, path: str, width: int) -> None:
    assert layout_shift(browser, address, path, width) == 0


def test_text_is_there_before_any_script(browser: Browser, address: str, path: str) -> None:
    assert shows_before_scripts(browser, address, path)


def test_a_page_that_moves_and_waits_is_found_out(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        "<!doctype html><h1>甲</h1><script src='late.js'></script><footer>乙</footer>", "utf-8"
    )
    (tmp_path / "late.js").write_text(
        "const next = requestAnimationFrame;"
        "onload = () => next(() => next(() => document.body.prepend('丙'.repeat(200))));",
        "utf-8",
    )
    with serve(tmp_path) as address:
        assert layout_shift(browser, address, "", 390) > 0
        assert not shows_before_scripts(browser, address, "", patience=1000)
