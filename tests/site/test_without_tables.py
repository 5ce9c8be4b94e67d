"""Pages of reports without tables, and of scans, in a browser and for the checker of HTML."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from html_checker import messages
from playwright.sync_api import Browser, Page
from reading import PIXEL
from site_building import build, copy_of_project
from site_looks import LOOKS, look, scrolls_sideways, violations
from site_serving import serve

pytestmark = pytest.mark.slow("a whole site")

ORGAN = """
jiazhen:
  name: 示例县甲镇人民政府
  kind: 乡镇街道
  from: 2009
  to: 2010
  contact: [电话：0000-0000000]
"""
SCAN = "---\nyear: 2009\nform: 无\npublished: 2010-03-01\noriginal: 扫描.png\n---\n"
WORDS = "---\nyear: 2010\nform: 无\npublished: 2011-03-01\noriginal: 扫描.png\n---\n"
PROSE = "\n按照规定，现公布年度报告。\n\n## 一、概述\n\n全年公开信息100条。\n"
COLUMN = "zwgk/gknb/"
PAGES = [
    f"{COLUMN}jiazhen/2009/",
    f"{COLUMN}jiazhen/2010/",
    f"{COLUMN}jiazhen/2010/duibi/",
    f"{COLUMN}jiazhen/",
    f"{COLUMN}2009/",
]
CHOSEN = "zwgk/nbsj/duibi/?a=jiazhen/2009&b=jiazhen/2010"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with a scan and a report of words."""
    project = copy_of_project(tmp_path_factory.mktemp("without-tables"))
    with (project / "reports/organs.yml").open("a", encoding="utf-8") as organs:
        organs.write(ORGAN)
    folder = project / "reports/jiazhen"
    folder.mkdir()
    (folder / "2009.md").write_text(SCAN, "utf-8")
    (folder / "2010.md").write_text(WORDS + PROSE, "utf-8")
    (folder / "扫描.png").write_bytes(PIXEL)
    done = build(project)
    assert done.returncode == 0, done.stderr
    return project / "site"


@pytest.fixture(scope="module")
def served(built: Path) -> Iterator[str]:
    """Its address."""
    with serve(built, like_sample=True) as address:
        yield address


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("width", "choice"), LOOKS)
def test_everyone_can_use_them(
    browser: Browser, served: str, path: str, width: int, choice: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    look(page, served, path, width, choice)
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert not scrolls_sideways(page)
    context.close()


def test_the_checker_finds_nothing(built: Path, tmp_path: Path) -> None:
    for page in PAGES:
        (tmp_path / page).mkdir(parents=True, exist_ok=True)
        shutil.copy(built / page / "index.html", tmp_path / page / "index.html")
    said = messages(tmp_path)
    assert not said, "\n".join(said)


def test_two_that_are_chosen_cannot_be_compared_either(scripted: Page, served: str) -> None:
    scripted.goto(served + CHOSEN)
    scripted.get_by_text("两份报告都没有统计表，不能比较。").wait_for()
    text = scripted.inner_text("#compared")
    assert text.count("（没有统计表）") == 2
    assert "自定" not in text


def test_the_original_can_be_opened(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.goto(served + PAGES[0])
    with page.expect_response("**/jiazhen-2009-yuanjian.png") as answer:
        page.get_by_role("link", name="原件（PNG").click()
    assert answer.value.body() == PIXEL
    assert answer.value.headers["content-type"] == "image/png"
    page.close()
