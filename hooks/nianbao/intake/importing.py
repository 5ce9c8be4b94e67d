"""A source, read, as the file of a report, with the list of what somebody has to look at."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from ..form import Address, Form, local_frame
from ..program_files import schema_folder
from ..visible import visible
from .account.account import Account
from .account.accounting import account_of
from .account.pieces import SourceText
from .account.unwritten import WrittenReport
from .document import Document
from .front_matter_text import figures_text, metadata_text
from .identity import Identity
from .prose.broken_sentences import rejoined_sentences
from .prose.report_body import body_of
from .prose.sections import find_sections
from .review import ReviewItem, Status
from .review_items import open_figures, review_of_prose, review_of_tables
from .tables.cell_text import CellReading
from .tables.label_matching import bare
from .tables.own_rows import with_added_rows
from .tables.remarks import with_remarks
from .tables.stacked_cells import with_stacked_tables
from .tables.table_choice import read_tables
from .tables.table_matching import MatchedTables
from .tables.title_rows import with_title_rows_apart

__all__ = ["Imported", "import_document"]


_UNKNOWN = SourceText()


@dataclass(frozen=True, slots=True)
class Imported:
    """A report as it will be written: the text of its file, and its pictures by file name.

    ``form`` is the key of the form that its tables have, ``account`` says how much of the source
    is in the text, ``document`` is what was read and ``readings`` what was read for each figure.
    """

    identity: Identity
    form: str
    text: str
    pictures: Mapping[str, bytes]
    review: tuple[ReviewItem, ...]
    account: Account = field(default_factory=Account)
    document: Document = field(default_factory=Document)
    readings: Mapping[Address, CellReading] = field(default_factory=dict)

    @property
    def open_count(self) -> int:
        """How many places of the tables nobody could settle."""
        return sum(item.status is Status.OPEN for item in self.review)


def import_document(
    read: Document, identity: Identity, source: bytes, source_text: SourceText = _UNKNOWN
) -> Imported:
    """The report that a document holds, of that organ and year.

    ``source`` are the bytes it was read from: their checksum stands in the file. ``source_text``
    is all text that these bytes hold, for the account. Raises Refusal when no table of any form
    is in it.
    """
    blocks = with_title_rows_apart(with_stacked_tables(read.blocks))
    blocks, seams = rejoined_sentences(blocks)
    document = arranged = replace(read, blocks=tuple(blocks))
    matched = read_tables(document.blocks, identity.year)
    form = matched.form
    blocks = list(with_remarks(form, document.blocks, matched.remarks))
    blocks, numbers = with_added_rows(form, blocks, matched.added, matched.holds)
    document = replace(document, blocks=tuple(blocks))
    used = {numbers[number] for number in matched.used}
    holds = {numbers[number]: keys for number, keys in matched.holds.items()}
    sections = find_sections(form, document, used, holds)
    usual = f"{identity.organ}{identity.year}年政府信息公开工作年度报告"
    title = sections.title if bare(sections.title) != bare(usual) else ""
    pictures, body = body_of(form, sections, document, identity.year)
    head = [
        "---",
        f"# yaml-language-server: $schema=../../{_schema(form)}.json",
        f"# 由已有的报告导入，原文件 SHA-256：{hashlib.sha256(source).hexdigest()}",
        f"year: {identity.year}",
        *([] if form.covers(identity.year) else [f'form: "{form.key}"']),
        f"published: {sections.published or '~'}",
        *([metadata_text("title", title)] if title else []),
        "",
    ]
    figures = figures_text(form, matched.readings, _comments(matched))
    text = "\n".join([*head, figures, "---", "", body, ""])
    review = (
        *review_of_tables(matched),
        *review_of_prose(sections, form, identity, title),
        *(ReviewItem(Status.REPAIRED, "断开的句子已接上", p, found=seam) for p, seam in seams),
        *(ReviewItem(Status.LEFT_OUT, note) for note in document.notes),
    )
    report = WrittenReport(
        text=text,
        title=sections.title or usual,
        published=sections.published,
        review=review,
        form=form,
        used=matched.used,
        readings=matched.readings,
    )
    account, lost = account_of(source_text, arranged, report)
    return Imported(
        identity=identity,
        form=form.key,
        text=text,
        pictures=pictures,
        review=(*review, *lost),
        account=account,
        document=replace(arranged, pictures=MappingProxyType({})),
        readings=matched.readings,
    )


def _schema(form: Form) -> str:
    """The path of the form's schema, from the folder of the site."""
    name = "local" if form.key == local_frame().key else form.key
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
