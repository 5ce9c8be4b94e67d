"""The sections of a report as its page shows them: table, what was checked of it, prose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from ...facts import DataNote, Facts
from ...form import Form, Table, Term, terms_of
from ...picture_head import PictureError, picture_head
from ...source import Report, linked_file
from ..web.html import Targets, is_wide, prose_html, table_html
from ..web.links import copy_link, page_link
from .pictures import ReportPicture, report_pictures
from .spoken_table import SpokenTable, spoken_table

__all__ = ["SectionView", "sections_of"]

_NO_TABLE = Markup()


@dataclass(frozen=True, slots=True)
class SectionView:
    """One section as the page shows it; without an official table, what belongs to one is empty.

    ``spoken`` is the table in words, for windows that cannot show it whole; ``relations`` are
    what was checked of it, nothing in a text that a correction has replaced; ``pictures`` show
    what its main figures are made of.
    """

    anchor: str
    heading: str
    prose: Markup
    table: Markup = _NO_TABLE
    spoken: SpokenTable | None = None
    relations: tuple[str, ...] = ()
    has_blanks: bool = False
    terms: tuple[Term, ...] = ()
    notes: tuple[DataNote, ...] = ()
    pictures: tuple[ReportPicture, ...] = ()

    @property
    def checked(self) -> str:
        """What the page says of the relations that were checked, or nothing."""
        if not self.relations:
            return ""
        noted = "，不相符的见上面的数据说明" if self.notes else ""
        blank = "，涉及空白格的除外" if self.has_blanks else ""
        return f"勾稽关系已核对{noted}{blank}：{'；'.join(self.relations)}。"


def sections_of(report: Report, facts: Facts, site_url: str) -> Iterator[SectionView]:
    """The sections of a report, each with its official table first."""
    targets = Targets(
        link=partial(page_link, report, site_url=site_url),
        size=partial(_image_size, report),
        copy=partial(copy_link, report),
    )
    for number, section in enumerate(report.sections, 1):
        prose = prose_html(section.blocks, targets)
        table = report.form.tables.get(section.official.table)
        anchor = f"section-{number}"
        if table is None:
            yield SectionView(anchor, section.heading, prose)
            continue
        yield SectionView(
            anchor,
            section.heading,
            prose,
            table=table_html(report.form, table, report.figures),
            spoken=spoken_table(report.form, table, report.figures) if is_wide(table) else None,
            relations=() if report.is_superseded else _relations(report.form, table),
            has_blanks=any(report.figures[cell].value is None for cell in table.measures),
            terms=terms_of(table),
            notes=tuple(n for n in facts.notes if n.parts[:1] == (table.key,)),
            pictures=report_pictures(facts, table),
        )


def _relations(form: Form, table: Table) -> tuple[str, ...]:
    """What has been checked of a table, as the form states it."""
    return tuple(r.statement for r in form.relations if r.table == table.key)


def _image_size(report: Report, source: str) -> tuple[int, int] | None:
    """Width and height of an image in pixels, where it says them."""
    file = linked_file(report.path, source)
    try:
        head = picture_head(file) if file else None
    except PictureError:
        return None
    return (head.width, head.height) if head else None
