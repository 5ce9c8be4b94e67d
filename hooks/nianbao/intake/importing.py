"""A source, read, as the file of a report, with the list of what somebody has to look at."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from ..form import Form, local_frame
from ..program_files import schema_folder
from .document import Document
from .front_matter_text import figures_text, metadata_text
from .identity import Identity
from .prose.broken_sentences import rejoined_sentences
from .prose.report_body import body_of
from .prose.sections import find_sections
from .review import ReviewItem, Status
from .review_items import review_of_prose, review_of_tables
from .tables.label_matching import bare
from .tables.own_rows import with_added_rows
from .tables.remarks import with_remarks
from .tables.stacked_cells import with_stacked_tables
from .tables.table_choice import read_tables
from .tables.table_matching import MatchedTables
from .tables.title_rows import with_title_rows_apart

__all__ = ["Imported", "import_document"]


@dataclass(frozen=True, slots=True)
class Imported:
    """A report as it will be written: the text of its file, and its pictures by file name.

    ``form`` is the key of the form that its tables have.
    """

    identity: Identity
    form: str
    text: str
    pictures: Mapping[str, bytes]
    review: tuple[ReviewItem, ...]

    @property
    def open_count(self) -> int:
        """How many places of the tables nobody could settle."""
        return sum(item.status is Status.OPEN for item in self.review)


def import_document(document: Document, identity: Identity, source: bytes) -> Imported:
    """The report that a document holds, of that organ and year.

    ``source`` are the bytes it was read from: their checksum stands in the file. Raises Refusal
    when no table of any form is in it.
    """
    blocks = with_title_rows_apart(with_stacked_tables(document.blocks))
    blocks, seams = rejoined_sentences(blocks)
    document = replace(document, blocks=tuple(blocks))
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
    text = "\n".join([*head, figures_text(form, matched.readings, _comments(matched)), "---", ""])
    return Imported(
        identity=identity,
        form=form.key,
        text=f"{text}\n{body}\n",
        pictures=pictures,
        review=(
            *review_of_tables(matched),
            *review_of_prose(sections, form, identity, title),
            *(ReviewItem(Status.REPAIRED, "断开的句子已接上", p, found=seam) for p, seam in seams),
            *(ReviewItem(Status.LEFT_OUT, note) for note in document.notes),
        ),
    )


def _schema(form: Form) -> str:
    """The path of the form's schema, from the folder of the site."""
    name = "local" if form.key == local_frame().key else form.key
    return f"{schema_folder(is_own=bool(form.base))}/{name}"


def _comments(matched: MatchedTables) -> dict[str, list[str]]:
    """What stands above a table in the file: how its figures were decided, where they were."""
    comments: dict[str, list[str]] = {}
    for decision in matched.decisions:
        first, *more = decision.rows
        names = f"“{first.cells[0].row[-1]}”" + (f"等 {len(more) + 1} 行" if more else "")
        told = f"导入判定：{names}，{decision.reason}；只有一种读法与勾稽关系相符，照此录入。"
        comments.setdefault(first.cells[0].table, []).append(told)
    return comments
