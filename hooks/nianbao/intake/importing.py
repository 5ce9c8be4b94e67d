"""A source, read, as the file of a report, with the list of what somebody has to look at."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..form import Form, local_frame
from ..source import Element
from .body_text import section_text
from .broken_sentences import rejoined_sentences
from .document import Block, Document, Paragraph, Refusal, SourceTable
from .front_matter_text import figures_text, metadata_text
from .identity import Identity
from .label_matching import bare
from .local_tables import match_local_tables
from .review import ReviewItem, Status
from .sections import Sections, find_sections
from .table_matching import MatchedTables, form_of, match_tables
from .table_review import decided, open_figures, repaired

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
    year, organ_name = identity.year, identity.organ
    blocks, seams = rejoined_sentences(document.blocks)
    document = replace(document, blocks=tuple(blocks))
    matched = _matched(document.blocks, year)
    form = matched.form
    sections = _without_captions(find_sections(form, document, matched.used), form)
    usual = f"{organ_name}{year}年政府信息公开工作年度报告"
    title = sections.title if bare(sections.title) != bare(usual) else ""
    pictures, body = _body(form, sections, document, year)
    head = [
        "---",
        f"# yaml-language-server: $schema=../../docs/schema/{_schema(form)}.json",
        f"# 由已有的报告导入，原文件 SHA-256：{hashlib.sha256(source).hexdigest()}",
        f"year: {year}",
        *([] if form.covers(year) else [f'form: "{form.key}"']),
        f"published: {document.published or '~'}",
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
            *open_figures(matched),
            *decided(matched.decisions, matched.readings),
            *repaired(matched),
            *matched.notes,
            *_prose_notes(sections, document, organ_name, year, title),
            *(ReviewItem(Status.REPAIRED, "断开的句子已接上", p, found=seam) for p, seam in seams),
            *(
                ReviewItem(Status.LEFT_OUT, "不是表中的行", row.place, found=row.text)
                for row in matched.strange
            ),
            *(ReviewItem(Status.LEFT_OUT, note) for note in document.notes),
        ),
    )


def _schema(form: Form) -> str:
    return "local" if form.key == local_frame().key else form.key


def _matched(blocks: Sequence[Block], year: int) -> MatchedTables:
    """The tables of a national form, or the table that a place made for itself.

    A place's own table may have labels of the form that came after: it is that form only if not
    much of it is anything else.
    """
    tables = [block for block in blocks if isinstance(block, SourceTable)]
    form = form_of(tables, year)
    national = match_tables(form, tables) if form is not None else None
    local = match_local_tables(blocks) if local_frame().covers(year) else None
    if national and local and 3 * national.settled < 2 * local.settled:
        return local
    matched = national or local
    if matched is None:
        raise Refusal(
            "没有找到统计表",
            "请确认文件里有年度报告的统计表，而且是文字，不是图片",
        )
    return matched


def _comments(matched: MatchedTables) -> dict[str, list[str]]:
    """What stands above a table in the file: how its figures were decided, where they were."""
    comments: dict[str, list[str]] = {}
    for decision in matched.decisions:
        first, *more = decision.rows
        names = f"“{first.cells[0].row[-1]}”" + (f"等 {len(more) + 1} 行" if more else "")
        told = f"导入判定：{names}，{decision.reason}；只有一种读法使勾稽关系全部成立，照此录入。"
        comments.setdefault(first.cells[0].table, []).append(told)
    return comments


def _prose_notes(
    sections: Sections, document: Document, organ_name: str, year: int, title: str
) -> Iterator[ReviewItem]:
    """What of the prose was moved, renumbered or not found."""
    if document.published is None:
        yield ReviewItem(Status.LEFT_OUT, "没有找到发布日期，published 写作 ~，能查到的请补上")
    if title:
        yield ReviewItem(Status.REPAIRED, "标题与通例不同，写进 title", found=title)
    if sections.title and (str(year) not in sections.title or organ_name not in sections.title):
        reason = f"标题与“{organ_name}”“{year}年”不符，请核对机关和年度"
        yield ReviewItem(Status.REPAIRED, reason, found=sections.title)
    if not sections.title:
        yield ReviewItem(Status.LEFT_OUT, "没有找到报告的标题，按通例写")
    for section in sections.sections:
        if not section.place:
            yield ReviewItem(Status.OPEN, f"没有找到“{section.heading}”")
        elif section.heading != "".join(section.printed.split()):
            found, taken = section.printed, section.heading
            yield ReviewItem(Status.REPAIRED, "标题照格式写", section.place, "", found, taken)
    if sections.lead:
        first = sections.lead[0]
        found = first.element.text[:20] if isinstance(first, Paragraph) else ""
        yield ReviewItem(
            Status.REPAIRED, "第一部分之前的文字放在第一部分开头", first.place, found=found
        )


def _body(
    form: Form, sections: Sections, document: Document, year: int
) -> tuple[dict[str, bytes], str]:
    """The pictures by their new names, and all sections as Markdown, missing ones empty."""
    names = {
        source: f"{year}-{number}{re.sub(r'^.*(?=[.])', '', source)}"
        for number, source in enumerate(document.pictures, 1)
    }
    # What introduces the whole has no place of its own in the official form.
    first, *others = sections.sections
    lead = sections.lead
    if not form.free_sections:
        first, lead = replace(first, blocks=(*lead, *first.blocks)), ()
    parts = [section_text("", _renamed(lead, names))] if lead else []
    parts += [section_text(s.heading, _renamed(s.blocks, names)) for s in (first, *others)]
    text = "\n\n".join(parts)
    used = {name for name in names.values() if f"({name})" in text}
    pictures = {names[key]: data for key, data in document.pictures.items() if names[key] in used}
    return pictures, text


def _without_captions(sections: Sections, form: Form) -> Sections:
    """The sections without the paragraphs that a local table now has as its caption."""
    frame = local_frame()
    captions = {
        bare(table.caption)
        for table in form.tables.values()
        if form.key == frame.key and table.caption != frame.tables[table.key].caption
    }

    def is_caption(block: Block) -> bool:
        return isinstance(block, Paragraph) and bare(block.element.text) in captions

    return replace(
        sections,
        sections=tuple(
            replace(s, blocks=tuple(b for b in s.blocks if not is_caption(b)))
            for s in sections.sections
        ),
    )


def _renamed(blocks: Iterable[Block], names: Mapping[str, str]) -> list[Block]:
    return [
        Paragraph(_with_names(b.element, names), b.place) if isinstance(b, Paragraph) else b
        for b in blocks
    ]


def _with_names(element: Element, names: Mapping[str, str]) -> Element:
    """The element with its pictures under their new names."""
    attributes = dict(element.attributes)
    if element.tag == "img":
        attributes["src"] = names.get(attributes["src"], attributes["src"])
    children = tuple(
        piece if isinstance(piece, str) else _with_names(piece, names) for piece in element.children
    )
    return Element(element.tag, attributes, children)
