"""A source, read, as the file of a report, with the list of what somebody has to look at."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from ..form import Address, Form, local_frame, tableless_form
from ..program_files import schema_folder
from ..source.original import ORIGINAL
from ..visible import visible
from .account.account import Account
from .account.accounting import account_of
from .account.pieces import SourceText
from .account.unwritten import WrittenReport
from .document import Document
from .front_matter_said import SaidLines, said_lines
from .front_matter_text import figures_text, metadata_text
from .identity import Identity
from .originals import Original
from .prose.broken_sentences import rejoined_sentences
from .prose.notice import notice_apart
from .prose.report_body import body_of
from .prose.second_report import second_titles
from .prose.sections import Sections, find_sections
from .review import ReviewItem, Status
from .review_items import open_figures, review_of_prose, review_of_tables
from .said_in_print import boxes_apart
from .tables.cell_text import CellReading
from .tables.label_matching import bare
from .tables.own_rows import with_added_rows
from .tables.remarks import with_remarks
from .tables.stacked_cells import with_stacked_tables
from .tables.table_choice import read_tables
from .tables.table_matching import MatchedTables
from .tables.title_rows import with_title_rows_apart

__all__ = ["Imported", "import_document", "import_original"]

_UNSEEN = "读不出文字，不知道是不是这份报告：先作草稿，请打开原件看过，再写上 published 一行"
_SECOND = (
    "从这里起像是另一份报告：请把原件拆开，一份报告一个文件，再分别导入；"
    "确是这份报告里的，请对照原件核对这里以后的文字和数字"
)
_UNKNOWN = SourceText()
_NOTHING_SAID = SaidLines()


@dataclass(frozen=True, slots=True)
class Imported:
    """A report as it will be written: the text of its file, its pictures and its original by name.

    ``form`` is the key of the form that its tables have, ``account`` says how much of the source
    is in the text, ``document`` is what was read and ``readings`` what was read for each figure.
    ``starts`` are figures that a workbook held before anybody filled it in.
    """

    identity: Identity
    form: str
    text: str
    pictures: Mapping[str, bytes]
    review: tuple[ReviewItem, ...]
    original: Mapping[str, bytes] = field(default_factory=dict)
    account: Account = field(default_factory=Account)
    document: Document = field(default_factory=Document)
    readings: Mapping[Address, CellReading] = field(default_factory=dict)
    starts: Mapping[Address, str] | None = None

    @property
    def files(self) -> Mapping[str, bytes]:
        """All that stands beside it."""
        return {**self.pictures, **self.original}

    @property
    def open_count(self) -> int:
        """How many places of the tables nobody could settle."""
        return sum(item.status is Status.OPEN for item in self.review)


def import_document(
    read: Document,
    identity: Identity,
    source: bytes,
    source_text: SourceText = _UNKNOWN,
    original: Original | None = None,
) -> Imported:
    """The report that a document holds, of that organ and year.

    ``source`` are the bytes it was read from: their checksum stands in the file. ``source_text``
    is all text that these bytes hold, for the account. The ``original`` is kept beside the
    report, where one is given. Raises Refusal when it is no report, or its tables are of no form.
    """
    boxes = boxes_apart(read.said, read.blocks)
    blocks = with_title_rows_apart(with_stacked_tables(boxes.rest))
    blocks, seams = rejoined_sentences(blocks)
    document = arranged = replace(read, blocks=tuple(blocks))
    matched = read_tables(document.blocks, identity.year)
    form = matched.form
    blocks = list(with_remarks(form, document.blocks, matched.remarks))
    blocks, numbers = with_added_rows(form, blocks, matched.added, matched.holds)
    document = replace(document, blocks=tuple(blocks))
    used = {numbers[number] for number in matched.used}
    holds = {numbers[number]: keys for number, keys in matched.holds.items()}
    notice, sections = notice_apart(find_sections(form, document, used, holds))
    notice = document.notice or notice
    title = _own_title(sections, identity)
    pictures, body = body_of(form, sections, document, identity.year)
    kept = {original.name(identity.year): original.data} if original else {}
    beside = said_lines(boxes.said, form, identity, sections.title, matched.readings)
    head = _head(form, identity, source, sections.published, title, beside)
    head += [metadata_text("notice", notice)] if notice else []
    head += map(_named, kept)
    head += beside.lines
    if form.has_tables:
        head += ["", figures_text(form, matched.readings, _comments(matched))]
    text = "\n".join([*head, "---", "", body, ""])
    review = (
        *review_of_tables(matched),
        *review_of_prose(sections, form, identity, title),
        *beside.review,
        *boxes.review,
        *(
            ReviewItem(Status.OPEN, _SECOND, other.place, found=other.element.text.strip())
            for other in second_titles(document.blocks, sections.title, identity)
        ),
        *(ReviewItem(Status.REPAIRED, "断开的句子已接上", p, found=seam) for p, seam in seams),
        *(ReviewItem(Status.LEFT_OUT, note) for note in document.notes),
    )
    report = WrittenReport(
        text=text,
        title=sections.title or _usual_title(identity),
        published=sections.published,
        review=review,
        form=form if form.has_tables else None,
        used=matched.used,
        readings=matched.readings,
        moved={cell.place for row in matched.remarks for cell in row.cells},
        headings={section.printed for section in sections.sections},
        notice=notice,
    )
    whole = replace(arranged, blocks=(*boxes.boxes, *arranged.blocks))
    account, lost = account_of(source_text, whole, report)
    return Imported(
        identity=identity,
        form=form.key,
        text=text,
        pictures=pictures,
        review=(*review, *lost),
        original=kept,
        account=account,
        document=replace(arranged, pictures=MappingProxyType({})),
        readings=matched.readings,
    )


def import_original(
    original: Original, identity: Identity, source: bytes, why: str, document: Document
) -> Imported:
    """The report of which nothing can be read but what the ``document`` says around its pictures.

    ``why`` is a sentence on that; the original has the report. Where not even a title says that
    it is this report, it is a draft: nobody may have looked at what will be published.
    """
    form = tableless_form()
    sections = find_sections(form, document, set())
    title = _own_title(sections, identity)
    name = original.name(identity.year)
    head = _head(form, identity, source, sections.published, title)
    review = list(review_of_prose(sections, form, identity, title))
    if not sections.title:
        head = [line for line in head if not line.startswith("published:")]
        head.append("# 打开原件，看过确是这份报告，再写上一行 published: 日期（查不到的写 ~）")
        review = [ReviewItem(Status.OPEN, _UNSEEN)]
    told = (
        f"{why}：只作原件发布，文字和数字没有收入。找得到原来的 Word 文件的，请用它导入；"
        "看得清的数字可以照着录入"
    )
    return Imported(
        identity=identity,
        form=form.key,
        text="\n".join([*head, _named(name), "---", ""]),
        pictures={},
        review=(
            ReviewItem(Status.LEFT_OUT, told),
            *review,
            *(ReviewItem(Status.LEFT_OUT, note) for note in document.notes),
        ),
        original={name: original.data},
    )


def _own_title(sections: Sections, identity: Identity) -> str:
    """The title, where it is not the usual one."""
    return sections.title if bare(sections.title) != bare(_usual_title(identity)) else ""


def _usual_title(identity: Identity) -> str:
    return f"{identity.organ}{identity.year}年政府信息公开工作年度报告"


def _head(
    form: Form,
    identity: Identity,
    source: bytes,
    published: date | None,
    title: str,
    said: SaidLines = _NOTHING_SAID,
) -> list[str]:
    """How the file of every imported report begins."""
    time = f" {said.time}" if published and said.time else ""
    day = f"published: {published or '~'}{time}"
    return [
        "---",
        f"# yaml-language-server: $schema=../../{_schema(form)}.json",
        f"# 由已有的报告导入，原文件 SHA-256：{hashlib.sha256(source).hexdigest()}",
        f"year: {identity.year}",
        *([metadata_text("form", form.key)] if not _is_plain(form, identity.year) else []),
        *([f"# {said.draft}", f"# {day}"] if said.draft else [day]),
        *([metadata_text("title", title)] if title else []),
    ]


def _is_plain(form: Form, year: int) -> bool:
    """Whether the tables tell the form, so that it need not be named."""
    return form.has_tables and form.covers(year)


def _named(original: str) -> str:
    return metadata_text(ORIGINAL, original)


def _schema(form: Form) -> str:
    """The path of the form's schema, from the folder of the site."""
    name = "local" if form.key == local_frame().key else form.key
    if not form.has_tables:
        name = "tableless"
    return f"{schema_folder(is_own=bool(form.base))}/{name}"


def _comments(matched: MatchedTables) -> dict[str, list[str]]:
    """What stands above a table in the file: how its figures were decided, or why they were not."""
    comments: dict[str, list[str]] = {}
    for decision in matched.decisions:
        first, *more = decision.rows
        names = f"“{first.cells[0].row[-1]}”" + (f"等 {len(more) + 1} 行" if more else "")
        told = f"导入判定：{names}，{decision.reason}；只有一种读法与勾稽关系相符，照此录入。"
        comments.setdefault(first.cells[0].table, []).append(told)
    for item in open_figures(matched):
        if item.found:
            name = item.address.rpartition(" › ")[2]
            told = f"导入待核：“{name}”，{item.reason}；原件{item.place}：{visible(item.found)}"
            comments.setdefault(item.address.partition(" › ")[0], []).append(told)
    return comments
