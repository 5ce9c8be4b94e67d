"""The README's first report in five minutes, done as it says."""

from __future__ import annotations

import re
import shutil
import subprocess
import textwrap
from pathlib import Path

import pytest
from commands import run_in
from places import ROOT

pytestmark = pytest.mark.slow("starts the program")

README = (ROOT / "README.md").read_text("utf-8")


def block(language: str, part: str) -> str:
    """The one block of a language that has a part."""
    found = re.findall(rf"(?ms)^( *)```{language}\n(.*?)^\1```", README)
    (text,) = [textwrap.dedent(text) for _, text in found if part in text]
    return text


def check(site: Path) -> subprocess.CompletedProcess[str]:
    return run_in(site, "check")


def test_the_first_report_is_complete(tmp_path: Path) -> None:
    report = tmp_path / "reports/shili/2025.md"
    report.parent.mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "reports/organs.yml").write_text(block("yaml", "kind:"), "utf-8")
    text = block("markdown", "year: 2025")
    report.write_text(text, "utf-8")
    done = check(tmp_path)
    assert done.stdout == "核对了 1 份报告：错误 0 处，警告 0 处，提示 0 处。\n"
    # And the mistake that it shows is told so.
    told = block("text", "error[sum-row]")
    (line,) = re.findall(r"^ +\d+ \| +(本年新收: .*)$", told, re.MULTILINE)
    wrong = re.sub("本年新收: .*", line, text, count=1)
    assert wrong != text
    report.write_text(wrong, "utf-8")
    done = check(tmp_path)
    assert done.returncode == 1
    assert told in done.stdout


def test_a_topic_is_a_screen_at_most() -> None:
    """But for the report itself, which is whole."""
    without = README.replace(textwrap.indent(block("markdown", "year: 2025"), "    "), "")
    topics = re.split(r"(?m)^## ", without)
    assert len(topics) > 5
    assert max(len(topic.splitlines()) for topic in topics) <= 45
    assert len(README) < 6500


def test_every_page_that_it_names_is_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert len(links) > 10
    for link in links:
        assert (ROOT / link).exists(), link
