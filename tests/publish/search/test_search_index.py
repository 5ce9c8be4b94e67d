"""The search index: it finds what stands in a report, and nothing else."""

from __future__ import annotations

import json
import random
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import write_portal
from invented_counties import Words, texts_in
from nianbao.form import OrganKind, forms
from nianbao.publish.search import DirectPage, ReportText, report_text, term_pages
from nianbao.publish.search.index import decoded, encoded, shard_of
from nianbao.publish.search.names import names_of
from nianbao.publish.search.texts import SectionText
from nianbao.publish.search.units import LONGEST, folded, sentences
from nianbao.publish.web.short_names import places_of
from nianbao.source import Organ
from reading import full_report
from searching import written_search

GOVERNMENT = Organ("shili", "示例县人民政府", OrganKind.GOVERNMENT)
FINANCE = Organ("caizhengju", "示例县财政局", OrganKind.DEPARTMENT)


class Index:
    """The index as the search page reads it."""

    def __init__(self, files: tuple[tuple[str, str], ...]) -> None:
        self.files = {path: json.loads(content) for path, content in files}
        self.manifest = self.files["search/manifest.json"]
        self.reports = [
            f"{self.manifest['organs'][organ]['slug']}-{year}"
            for year, organs in self.manifest["reports"]
            for organ in organs
        ]
        folder = f"search/{self.manifest['folder']}"
        count = self.manifest["shards"]
        self.shards = [self.files[f"{folder}/index/{number}.json"] for number in range(count)]
        self.texts = {
            name: self._text(self.files[f"{folder}/texts/{name}.json"]) for name in self.reports
        }

    def having(self, words: str) -> set[str]:
        shard = self.shards[shard_of(words, len(self.shards))]
        bits = decoded(shard.get(words, ""))
        return {name for number, name in enumerate(self.reports) if bits >> number & 1}

    @staticmethod
    def _text(content: dict[str, Any]) -> str:
        parts = [content["title"], *(part for s in content["sections"] for part in (s[0], s[2]))]
        return "\n".join(phrase(units) for part in parts for units in sentences(part))

    def found(self, query: str) -> set[str]:
        (units,) = sentences(query)
        starts = range(max(1, len(units) - LONGEST + 1))
        masks = [self.having(phrase(units[start : start + LONGEST])) for start in starts]
        return {name for name in set.intersection(*masks) if phrase(units) in self.texts[name]}


def phrase(units: list[str]) -> str:
    return "".join(units)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Words:
    folder = tmp_path_factory.mktemp("portal") / "reports"
    write_portal(folder, forms()["2021"], 12, years=3)
    return texts_in(folder)


@pytest.fixture(scope="module")
def index(texts: Words) -> Index:
    return Index(written_search(*texts, term_pages()))


@given(data=st.data())
def test_whatever_stands_in_a_report_is_found_there(
    data: st.DataObject, texts: Words, index: Index
) -> None:
    text = data.draw(st.sampled_from(texts[1]))
    line = data.draw(st.sampled_from([line for line in text.lines if len(line) > 2]))
    units = data.draw(st.sampled_from([units for units in sentences(line) if len(units) > 1]))
    start = data.draw(st.integers(0, len(units) - 2))
    query = phrase(units[start : data.draw(st.integers(start + 2, len(units)))])
    expected = {t.name for t in texts[1] if any(query in sentence for sentence in parts_of(t))}
    assert text.name in expected
    assert index.found(query) == expected


@cache
def parts_of(text: ReportText) -> list[str]:
    return [phrase(units) for line in text.lines for units in sentences(line)]


def test_the_files_together_hold_every_gram_of_every_report_and_no_other(
    texts: Words, index: Index
) -> None:
    expected: dict[str, set[str]] = {}
    for text in texts[1]:
        for line in text.lines:
            for units in sentences(line):
                for start in range(len(units)):
                    for end in range(start + 1, min(start + LONGEST, len(units)) + 1):
                        expected.setdefault(phrase(units[start:end]), set()).add(text.name)
    stored = [words for shard in index.shards for words in shard]
    assert sorted(stored) == sorted(expected)
    assert len(index.shards) > 10
    for words in random.Random(1).sample(stored, 300):
        assert index.having(words) == expected[words]


@given(st.sets(st.integers(0, 3000), min_size=1))
def test_numbers_of_reports_survive_being_written(numbers: set[int]) -> None:
    bits = sum(1 << number for number in numbers)
    text = encoded(bits)
    assert len(text) == len(numbers)
    assert decoded(json.loads(json.dumps(text, ensure_ascii=False))) == bits
    assert decoded("") == 0


def test_the_same_portal_gives_the_same_bytes(
    texts: Words,
) -> None:
    organs, reports = texts
    files = written_search(organs, reports, ())
    assert written_search(organs, reports[::-1], ()) == files
    changed = written_search(organs, reports[1:], ())
    assert {path for path, _ in files} & {path for path, _ in changed} == {"search/manifest.json"}


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("２０１５年，ＧＢ", [[" 2015 ", "年", " gb "]]),
        ("12.5万元、98%", [[" 12.5 ", "万", "元", " 98 "]]),
        ("“12345”热线", [[" 12345 ", "热", "线"]]),
        ("第一。\n第二", [["第", "一"], ["第", "二"]]),
        ("一；二！三？四", [["一"], ["二"], ["三"], ["四"]]),
        ("13㎡ 𠮷", [[" 13 ", " m ", " 2 ", "𠮷"]]),
        ("GB/T 37668-2019", [[" gb ", " t ", " 37668 ", " 2019 "]]),
        ("——", []),
    ],
)
def test_units(text: str, units: list[list[str]]) -> None:
    assert list(sentences(text)) == units


def test_a_number_does_not_stand_in_a_longer_one() -> None:
    assert folded("12") not in folded("2012年")
    assert folded("12") in folded("收到12件")


def test_only_what_an_author_wrote_is_searched(tmp_path: Path) -> None:
    report = full_report(tmp_path)
    text = report_text(report)
    lines = list(text.lines)
    assert text.sections[0] == SectionText("", "", ('数据为虚构，<仅供> "测试"。',))
    assert [s.anchor for s in text.sections[1:]] == [f"section-{n}" for n in range(1, 7)]
    assert "其中修订16件" in lines
    # A table that the author wrote, cell by cell; of the official ones only the notes.
    assert {"项目", "数", "甲", "1"} <= set(lines)
    assert not [line for line in lines if "本机关不掌握" in line or "13323" in line]
    assert "全年公开信息四十条，较好完成任务；详见去年报告、附件和网站。" in lines


def test_names_by_which_an_organ_is_looked_for() -> None:
    township = Organ("dh", "示例县东河镇人民政府", OrganKind.TOWNSHIP)
    street = Organ("cd", "示例县城东街道办事处", OrganKind.TOWNSHIP)
    stranger = Organ("x", "驻示例县工作组", OrganKind.DEPARTMENT)
    places = places_of([GOVERNMENT, FINANCE, township])
    assert places == ("示例县",)
    assert names_of(FINANCE, places) == ("示例县财政局", "县财政局", "财政局")
    assert {"东河镇", "东河镇政府", "示例县东河镇"} <= set(names_of(township, places))
    assert {"城东街道", "城东街道办事处"} <= set(names_of(street, places))
    assert set(names_of(GOVERNMENT, places)) == {
        *("示例县人民政府", "示例县政府", "示例县", "县人民政府", "县政府"),
    }
    assert names_of(stranger, places) == ("驻示例县工作组",)
    assert names_of(FINANCE, ()) == ("示例县财政局",)


def test_what_there_is_tells_of_former_organs_and_of_pages() -> None:
    former = Organ("old", "示例县旧局", OrganKind.DEPARTMENT, last_year=2018, successors=("new",))
    later = Organ("new", "示例县新局", OrganKind.DEPARTMENT, first_year=2019)
    text = ReportText("new", 2020, "示例县新局2020年报告", ())
    pages = [DirectPage("指南", "a/", ("甲",))]
    files = written_search({"old": former, "new": later}, [text], pages)
    manifest = json.loads(files[0][1])
    old, new = manifest["organs"]
    assert (old["page"], old["last"], old["after"], old["before"]) == (False, 2018, [1], [])
    assert (new["page"], new["last"], new["after"], new["before"]) == (True, None, [], [0])
    assert manifest["pages"] == [["指南", "a/", ["甲"]]]
    assert manifest["reports"] == [[2020, [1]]]


def test_a_portal_without_reports_has_an_index() -> None:
    files = written_search({}, (), ())
    assert json.loads(files[0][1])["reports"] == []
    assert len(files) == 2
