"""Whatever a reader or a writer loses stands in the review list, with its words.

Losses are made on purpose, in real files of every kind, at random places.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from random import Random

import pytest
from campaigns import LONG
from nianbao.intake import importing
from nianbao.intake.account.account import Account, SetAside, account_text
from nianbao.intake.account.characters import counted
from nianbao.intake.account.pieces import Kind, SourceText
from nianbao.intake.account.source_text import source_text
from nianbao.intake.document import Block, Document, Paragraph, SourceTable
from nianbao.intake.formats import Source, format_of
from nianbao.intake.identity import Identity
from nianbao.intake.importing import Imported, import_document
from nianbao.intake.readers.kinds import sniff
from nianbao.intake.review import Status
from nianbao.source import Element
from places import DATA

CASES = ("docx-styles", "html-site", "pdf-office", "txt-pasted", "xlsx-one")
SEEDS = range(60 if LONG else 6)


@dataclass(frozen=True)
class Read:
    """A fixture as its reader read it, with all of its text."""

    document: Document
    source: SourceText
    identity: Identity

    def imported(self, document: Document) -> Imported:
        return import_document(document, self.identity, b"", self.source)


@cache
def read_case(case: str) -> Read:
    folder = DATA / "intake" / case
    (path,) = folder.glob("source.*")
    truth = json.loads((folder / "expected.json").read_text("utf-8"))
    data = path.read_bytes()
    document = format_of(sniff(data), path.name).read(data, Source(data, folder))
    identity = Identity("shili", truth["organ"], truth["year"])
    return Read(document, source_text(data, path.name), identity)


def listed(imported: Imported) -> str:
    """The words of all that the review list says was not taken over, as they are counted."""
    left = (item for item in imported.review if item.status in (Status.LEFT_OUT, Status.OPEN))
    return "\n".join(counted(item.found) for item in left)


def without(document: Document, block: Block, *instead: Block) -> Document:
    at = document.blocks.index(block)
    return replace(document, blocks=(*document.blocks[:at], *instead, *document.blocks[at + 1 :]))


def prose_of(document: Document) -> list[Paragraph]:
    return [
        block
        for block in document.blocks
        if isinstance(block, Paragraph) and len(block.element.text) > 60
    ]


@pytest.mark.parametrize("case", CASES)
def test_of_a_whole_import_nothing_is_listed(case: str) -> None:
    read = read_case(case)
    imported = read.imported(read.document)
    assert listed(imported).strip() == ""
    assert imported.account.listed == 0
    texts = [p.text for p in read.source.pieces if p.kind is not Kind.PICTURE]
    assert imported.account.total == sum(map(len, map(counted, texts)))
    assert imported.account.taken > 1_000


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("case", [case for case in CASES if case != "xlsx-one"])
def test_a_paragraph_that_a_reader_loses_is_listed(case: str, seed: int) -> None:
    read = read_case(case)
    lost = Random(f"{case} {seed}").choice(prose_of(read.document))
    imported = read.imported(without(read.document, lost))
    text = counted(lost.element.text)
    assert counted(listed(imported)) == text
    assert imported.account.listed == len(text)
    assert read.imported(read.document).account.taken - imported.account.taken == len(text)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("case", [case for case in CASES if case != "xlsx-one"])
def test_half_a_paragraph_that_a_reader_loses_is_listed(case: str, seed: int) -> None:
    read = read_case(case)
    paragraph = Random(f"{case} {seed}").choice(prose_of(read.document))
    text = paragraph.element.text
    kept = Paragraph(Element("p", children=(text[: len(text) // 2],)), paragraph.place)
    imported = read.imported(without(read.document, paragraph, kept))
    assert counted(text[len(text) // 2 :]) in counted(listed(imported))


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("case", CASES)
def test_a_cell_that_a_reader_loses_is_listed(case: str, seed: int) -> None:
    """A row without one of its figures stays open, and the figure stands in the list."""
    read = read_case(case)
    random = Random(f"{case} {seed}")
    tables = [block for block in read.document.blocks if isinstance(block, SourceTable)]
    table = random.choice(tables)
    cells = [cell for row in table.rows for cell in row if cell.text.strip().isdigit()]
    lost = random.choice(cells)
    rows = tuple(
        tuple(replace(cell, text="") if cell is lost else cell for cell in row)
        for row in table.rows
    )
    imported = read.imported(without(read.document, table, replace(table, rows=rows)))
    told = [item for item in imported.review if item.reason == "原件里的文字"]
    assert lost.text.strip() in "".join(item.found for item in told), (lost, told, imported.account)
    assert imported.account.listed >= len(lost.text.strip())


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("case", [case for case in CASES if case != "xlsx-one"])
def test_a_paragraph_that_is_not_written_is_listed(
    case: str, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = read_case(case)
    lost = Random(f"{case} {seed}").choice(prose_of(read.document)).element.text
    whole = importing.body_of  # type: ignore[attr-defined]

    def forgetful(*arguments: object) -> tuple[dict[str, bytes], str]:
        pictures, text = whole(*arguments)  # type: ignore[arg-type]
        parts = [part for part in text.split("\n\n") if counted(part) != counted(lost)]
        return pictures, "\n\n".join(parts)

    monkeypatch.setattr(importing, "body_of", forgetful)
    imported = read.imported(read.document)
    (item,) = (item for item in imported.review if item.reason == "没有写进文件的文字")
    assert counted(item.found) == counted(lost)
    assert item.place


@pytest.mark.parametrize("case", CASES)
def test_a_row_without_figures_is_listed_or_a_paragraph(case: str) -> None:
    read = read_case(case)
    *_, table = (block for block in read.document.blocks if isinstance(block, SourceTable))
    own = tuple(
        replace(cell, text="街道另行统计" if n == 0 else "说明见后")
        for n, cell in enumerate(table.rows[-1])
    )
    changed = replace(table, rows=(*table.rows, own))
    imported = read.imported(without(read.document, table, changed))
    assert "街道另行统计" in listed(imported) + counted(imported.text)


def test_the_account_is_told_in_a_line_and_a_line_a_sort() -> None:
    account = Account(1204, 36, (SetAside("页码", 12, "第 1 页；\x1b[2J"),))
    assert account_text(account) == (
        "1,204 字导入，36 字列在待办\n  页码 12 字不属于报告，没有收入：第 1 页；\\x1b[2J\n"
    )
    assert account.total == 1252


def test_the_seed_is_whole() -> None:
    data = (DATA / "minquan-2021.txt").read_bytes()
    document = format_of("text", "minquan-2021.txt").read(data, Source(data))
    identity = Identity("minquan", "民权县人民政府", 2021)
    imported = import_document(document, identity, data, source_text(data, "minquan-2021.txt"))
    assert (imported.account.listed, imported.account.set_aside) == (0, ())
    assert listed(imported).strip() == ""


def test_without_the_file_the_document_is_accounted_for() -> None:
    read = read_case("txt-pasted")
    imported = import_document(read.document, read.identity, b"")
    assert imported.account.listed == 0
    assert imported.account.taken > 1_000


def test_every_fixture_is_known_to_the_account() -> None:
    """A kind of file whose text is not read a second time would be accounted for less."""
    for path in sorted((DATA / "intake").glob("*/source.*")):
        if path.suffix not in (".doc", ".wps"):
            assert source_text(path.read_bytes(), Path(path).name).pieces, path


def test_a_year_of_the_menu_is_not_that_of_the_title() -> None:
    """What the menu says does not stand for words of the report, which are all there."""
    title = "示例县教育局2012年政府信息公开年度报告"
    lines = [
        "一、概述",
        "全年公开了5条信息，都登在公开栏里。",
        "二、主动公开情况",
        "一年来主动公开4条。",
    ]
    page = (
        "<html><body><ul><li>2012年</li><li>2011年</li></ul>"
        f"<h1>{title}</h1><table><tr><td>发布日期：</td><td>2013年01月23日</td></tr></table>"
        f"<div class='TRS_Editor'>{''.join(f'<p>{line}</p>' for line in lines)}</div></body></html>"
    ).encode()
    document = format_of(sniff(page), "a.html").read(page, Source(page, None))
    identity = Identity("shili", "示例县教育局", 2012)
    made = import_document(document, identity, page, source_text(page, "a.html"))
    assert listed(made) == ""
    assert all(line in made.text for line in (title, *lines))


def test_a_title_in_other_words_is_told_once() -> None:
    case = read_case("docx-styles")
    titles = ("主动公开政府信息情况", "收到和处理政府信息公开申请情况")
    blocks = [
        replace(
            block, element=Element(block.element.tag, children=(f"{said[0:2]}行政机关{said[2:]}",))
        )
        if isinstance(block, Paragraph) and (said := block.element.text).endswith(titles)
        else block
        for block in case.document.blocks
    ]
    document = replace(case.document, blocks=tuple(blocks))
    made = import_document(document, case.identity, b"")
    told = [item.found for item in made.review if "行政机关" in item.found]
    assert len(told) == 2
    assert listed(made).count("行政机关") == 0
