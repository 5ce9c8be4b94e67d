"""Takes the pictures of the README and the handbook anew, from a demonstration and a preview.

make demo && PYTHONPATH=hooks:tests/support .venv/bin/python tests/support/pictures.py
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pypdfium2
from books import cells_of, opened, pdf_of, typed
from commands import run_in
from nianbao.book_marks import Kind
from PIL import Image
from places import ROOT
from playwright.sync_api import Browser, Page
from previewing import Preview, small_project
from site_browser import chromium
from site_serving import serve

__all__ = ["PICTURES"]

_DESK, _PHONE = (1180, 820), (390, 820)
_SPACE = 24
_COLOURS = 64
_PATIENCE = 120_000


def _report(browser: Browser, site: Path) -> Image.Image:
    """A report on a desk and on a phone, side by side."""
    shots = []
    with serve(site) as address:
        for width, height in (_DESK, _PHONE):
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto(f"{address}zwgk/gknb/shilixian/2024/")
            shots.append(_shot(page))
    width = sum(shot.width for shot in shots) + 3 * _SPACE
    picture = Image.new("RGB", (width, _DESK[1] + 2 * _SPACE), (222, 226, 231))
    left = _SPACE
    for shot in shots:
        picture.paste(shot, (left, _SPACE))
        left += shot.width + _SPACE
    return picture


def _filling(browser: Browser, site: Path) -> Image.Image:
    """填报助手 with a total that does not add up."""
    page = browser.new_page(viewport={"width": 1100, "height": 760})
    page.goto((site / "help/tianbao/tianbao.htm").as_uri())
    page.fill("[data-part=year]", "2025")
    page.keyboard.press("Tab")
    first = page.get_by_label("申请人情况 › 自然人 › 一、本年新收政府信息公开申请数量", exact=True)
    first.focus()
    for key in ("6", "Tab", "1", "Tab", *("0", "Tab") * 4, "8", "Tab"):
        page.keyboard.press(key)
    page.evaluate("document.activeElement.blur()")
    table = page.locator("table", has=page.locator("[aria-invalid]")).last
    table.evaluate("table => window.scrollTo(0, table.getBoundingClientRect().top + scrollY - 130)")
    return _shot(page)


def _preview(browser: Browser, _site: Path) -> Image.Image:
    """A report in the preview, with the same mistake beside its cell."""
    with tempfile.TemporaryDirectory() as folder:
        project = small_project(Path(folder) / "p")
        report = project / "reports/shili1/2022.md"
        text = report.read_text("utf-8")
        at = text.index("    总计: [") + len("    总计: [")
        with Preview(project) as preview:
            page = browser.new_page(viewport={"width": 1100, "height": 620})
            page.goto(f"{preview.url}zwgk/gknb/shili1/2022/")
            # Where there has been a site, a report with errors has its page.
            report.write_text(f"{text[:at]}9{text[at:]}", "utf-8")
            group = page.get_by_role("group", name="核对：表“依申请公开”")
            group.wait_for(timeout=_PATIENCE)
            group.evaluate("e => window.scrollTo(0, e.getBoundingClientRect().top + scrollY - 120)")
            page.wait_for_timeout(1500)
            return _shot(page)


def _workbook(_browser: Browser, _site: Path) -> Image.Image:
    """A sheet of a workbook that is being filled in, as LibreOffice prints it."""
    with tempfile.TemporaryDirectory() as folder:
        project = small_project(Path(folder) / "p")
        run_in(project, "workbook", "shili1", "2023")
        (path,) = project.glob("*.xlsx")
        data = path.read_bytes()
        cells = cells_of(opened(data), Kind.FIGURE)
        row = "依申请公开.本年新收"
        path.write_bytes(typed(data, {cells[f"{row}.{who}"]: n for who, n in _REQUESTS.items()}))
        pdf = pdf_of(path)
        with pypdfium2.PdfDocument(pdf) as document:
            texts = [page.get_textpage().get_text_range() for page in document]
            place = next(at for at, text in enumerate(texts) if "本年新收" in text)
            picture: Image.Image = document[place].render(scale=1.4).to_pil().convert("RGB")
    return picture.crop((0, 0, picture.width, picture.height * 3 // 5))


_REQUESTS = dict.fromkeys(("科研机构", "社会公益组织", "法律服务机构", "其他"), 0) | {
    "自然人": 6,
    "商业企业": 1,
    "总计": 8,
}

PICTURES: Mapping[str, Callable[[Browser, Path], Image.Image]] = {
    "docs/maintainers/report.png": _report,
    "docs/help/images/filling.png": _filling,
    "docs/help/images/preview.png": _preview,
    "docs/help/images/workbook.png": _workbook,
}
"""Every picture of what the program shows, and how it is taken from the demonstration's site."""


def _shot(page: Page) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def _take(site: Path) -> None:
    with chromium() as browser:
        for name, take in PICTURES.items():
            path = ROOT / name
            path.parent.mkdir(exist_ok=True)
            take(browser, site).quantize(_COLOURS).save(path, "PNG", optimize=True)


if __name__ == "__main__":
    _take(Path(sys.argv[1]) if sys.argv[1:] else ROOT / "demo/site")
