"""A real Chromium: the one that CHROMIUM names, the machine's, or the one made by make test."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest
from places import ROOT
from playwright.sync_api import Browser, sync_playwright

UNPACKED = ROOT / ".cache/chromium"
QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-sync",
    "--no-first-run",
    "--no-sandbox",
)


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="session")
def address(own_site: Path) -> Iterator[str]:
    """The address at which the site is served."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(own_site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium with the project's fonts, so that Chinese has its width everywhere."""
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    folder = tmp_path_factory.mktemp("fonts")
    fonts = Path(pylopdf_fonts_zh_cn.sans_path()).parent
    (folder / "fonts.conf").write_text(
        f"<fontconfig><dir>{fonts}</dir><cachedir>{folder}/cache</cachedir></fontconfig>", "utf-8"
    )
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("FONTCONFIG_FILE", str(folder / "fonts.conf"))
        if UNPACKED.is_dir():
            folders = {str(library.parent) for library in UNPACKED.rglob("lib*.so*")}
            environment.setenv("LD_LIBRARY_PATH", ":".join(sorted(folders)))
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(
                executable_path=program or str(UNPACKED / "usr/lib/chromium/chromium"),
                args=list(QUIET),
            )
            yield chromium
            chromium.close()
