"""A real Chromium: the one that CHROMIUM names, the machine's, or the one made by make test."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest
from places import ROOT
from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

__all__ = ["chromium", "wait_until"]

_UNPACKED = ROOT / ".cache/chromium"
_QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Gives Chromium with the project's fonts, so that Chinese has its width everywhere."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    fonts = Path(pylopdf_fonts_zh_cn.sans_path()).parent
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as environment:
        Path(folder, "fonts.conf").write_text(
            f"<fontconfig><dir>{fonts}</dir><cachedir>{folder}/cache</cachedir></fontconfig>",
            "utf-8",
        )
        environment.setenv("FONTCONFIG_FILE", f"{folder}/fonts.conf")
        if _UNPACKED.is_dir():
            folders = {str(library.parent) for library in _UNPACKED.rglob("lib*.so*")}
            environment.setenv("LD_LIBRARY_PATH", ":".join(sorted(folders)))
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=program or str(_UNPACKED / "usr/lib/chromium/chromium"),
                args=list(_QUIET),
            )
            yield browser
            browser.close()


def wait_until(page: Page, condition: str, patience: float = 30_000) -> None:
    """Waits until an expression is true of a page.

    Playwright's own way evaluates text in the page later on, which a page's policy refuses.
    """
    pause = 20
    for _ in range(int(patience / pause)):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(pause)
    raise PlaywrightTimeoutError(condition)
