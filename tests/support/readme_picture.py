"""Takes the picture of the README anew: a report of the demonstration, on a desk and on a phone.

make demo && PYTHONPATH=tests/support .venv/bin/python tests/support/readme_picture.py
"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from places import ROOT
from site_browser import chromium
from site_serving import serve

__all__ = ["take"]

PAGE = "zwgk/gknb/shilixian/2024/"
PICTURE = ROOT / "docs/maintainers/report.png"
_DESK, _PHONE = (1180, 820), (390, 820)
_SPACE = 24


def take(site: Path) -> bytes:
    """The picture: both screens side by side, in few colours."""
    shots = []
    with chromium() as browser, serve(site) as address:
        for width, height in (_DESK, _PHONE):
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(f"{address}{PAGE}")
            shots.append(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
    width = sum(shot.width for shot in shots) + 3 * _SPACE
    picture = Image.new("RGB", (width, _DESK[1] + 2 * _SPACE), (222, 226, 231))
    left = _SPACE
    for shot in shots:
        picture.paste(shot, (left, _SPACE))
        left += shot.width + _SPACE
    written = io.BytesIO()
    picture.quantize(64).save(written, "PNG", optimize=True)
    return written.getvalue()


if __name__ == "__main__":
    PICTURE.write_bytes(take(ROOT / "demo/site"))
