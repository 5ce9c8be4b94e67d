"""On paper no line of a heading ends inside a word: titles, headings, cover and contents."""

from __future__ import annotations

import io
import itertools
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from nianbao.facts import facts_of
from nianbao.publish.paper.manuscripts import Manuscript, Volume, manuscript_of
from nianbao.publish.whole_words import pattern_of_words
from opened_pdf import lines_of
from publications import set_pdf
from pypdf import PdfReader
from reading import FRONT_TABLELESS, SITE, read

pytestmark = pytest.mark.slow("sets a volume")

# Moved on by a character each, they would be parted in every place.
BEFORE = ["甲乙丙丁戊己庚辛"[:count] for count in range(8)]
NAMES = [f"{before}县政府信息公开和人力资源社会保障信息公开管理局委员会" for before in BEFORE]
TITLES = [f"{before}县人民政府2009年{'政府信息公开行政复议' * 4}年度报告" for before in BEFORE]
HEADINGS = [f"一{before}、{'政府信息公开、行政诉讼情况' * 4}（一{before}）" for before in BEFORE]
INNER = [f"{before}**政府信息**{'主要问题改进情况、年度报告' * 4}{before}" for before in BEFORE]
COVER = (TITLES[3], TITLES[5])


def manuscript(folder: Path, number: int) -> Manuscript:
    """A report with a long title and long headings, of an organ with a long name."""
    front = FRONT_TABLELESS.replace("year: ", f"title: {TITLES[number]}\nyear: ", 1)
    text = f"{front}\n## {HEADINGS[number]}\n\n无。\n\n### {INNER[number]}\n\n无。\n"
    report = read(folder, text, int(front.split("year: ")[1][:4]))
    made = manuscript_of(report, facts_of(report, (), {}), "{}", SITE)
    content = {**json.loads(made.content), "organ": NAMES[number]}
    attachment = {**content["attachment"], "name": f"{number}.json"}
    return replace(made, content=json.dumps({**content, "attachment": attachment}))


def lines_in(heading: str, lines: list[str]) -> list[str]:
    """The lines that a heading takes."""
    for first, line in enumerate(lines):
        if line and heading.startswith(line):
            whole = list(itertools.accumulate(lines[first:]))
            if heading in whole:
                return lines[first : first + whole.index(heading) + 1]
    raise AssertionError(heading, lines)


def parted(lines: list[str]) -> list[str]:
    """The words that a line ends inside, and lines that begin with what closes another."""
    text = "".join(lines)
    ends = set(itertools.accumulate(map(len, lines)))
    words = re.finditer(pattern_of_words(whole=False), text)
    inside = [word[0] for word in words if ends & {*range(word.start() + 1, word.end())}]
    return [*inside, *(line for line in lines if line[0] in "、）")]


def test_no_line_of_a_heading_ends_inside_a_word(tmp_path: Path) -> None:
    manuscripts = tuple(manuscript(tmp_path, number) for number in range(len(BEFORE)))
    volume = Volume("words", COVER, "", "示例县人民政府办公室", manuscripts)
    pdf, _ = set_pdf(volume, tmp_path / "cache")
    pages = [
        [
            re.sub(r"\s|[.]+\d*$", "", "".join(text for _, text in line))
            for y, line in sorted(lines_of(page).items(), reverse=True)
            if y > 35
        ]
        for page in PdfReader(io.BytesIO(pdf)).pages
    ]
    inner = [heading.replace("*", "") for heading in INNER]
    found = [lines_in(title, pages[0]) for title in COVER]
    found += [lines_in(name, pages[1]) for name in NAMES]
    for number, headings in enumerate(zip(TITLES, HEADINGS, inner, strict=True)):
        found += [lines_in(heading, pages[2 + number]) for heading in headings]
    assert len(found) == 2 + 4 * len(BEFORE)
    assert [lines for lines in found if len(lines) < 2 or parted(lines)] == []


def test_a_word_that_is_parted_is_found() -> None:
    assert parted(["示例县人民政府信息公", "开年报"]) == ["信息公开"]
