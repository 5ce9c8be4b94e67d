"""What of an import somebody has to look at, gathered from all that was found."""

from __future__ import annotations

from collections.abc import Iterator

from ..form import Address, Form, Table
from .document import Paragraph
from .identity import Identity
from .prose.sections import Sections
from .review import ReviewItem, Status
from .tables.cell_text import CellReading
from .tables.table_matching import MatchedTables

__all__ = ["review_of_prose", "review_of_tables"]


def review_of_tables(matched: MatchedTables) -> Iterator[ReviewItem]:
    """Every figure that is open, decided or repaired, and every row that is none of the form."""
    yield from _open_figures(matched)
    yield from _decided(matched)
    yield from _repaired(matched)
    yield from matched.notes
    for row in matched.added:
        reason = "格式里没有的行，作为普通表格放在统计表后面；当地都有的，先写一份本地的格式再导入"
        yield ReviewItem(Status.REPAIRED, reason, row.place, found=row.text)
    for row in matched.strange:
        yield ReviewItem(Status.LEFT_OUT, "不是表中的行", row.place, found=row.text)


def _decided(matched: MatchedTables) -> Iterator[ReviewItem]:
    for decision in matched.decisions:
        for row in decision.rows:
            yield ReviewItem(
                Status.DECIDED,
                decision.reason,
                row.place,
                _row_name(row.cells),
                row.row.text,
                "、".join(matched.readings[cell].written or "空白" for cell in row.cells),
            )


def _row_name(cells: tuple[Address, ...]) -> str:
    """The row of the cells; several rows side by side go by their table."""
    first = cells[0]
    same = all(cell.row == first.row for cell in cells)
    return str(first._replace(column="")) if same else first.table


def _open_figures(matched: MatchedTables) -> Iterator[ReviewItem]:
    """Open figures: one item a table or a row where all of it is open for one reason."""
    tables = matched.form.tables.values()
    absent = [table for table in tables if _is_absent(table, matched)]
    for table in absent:
        yield ReviewItem(Status.OPEN, f"没有找到“{table.caption}”这张表，其中各格都待核")
    for line in (line for table in tables if table not in absent for line in table.lines):
        faulty = [cell for cell in line.cells if matched.readings[cell].fault]
        readings = {matched.readings[cell] for cell in faulty}
        if len(faulty) == len(line.cells) and len(readings) == 1:
            (reading,) = readings
            yield _open(line.address, reading)
        else:
            for cell in faulty:
                yield _open(cell, matched.readings[cell])


def _is_absent(table: Table, matched: MatchedTables) -> bool:
    """Whether the source has nothing of a table, but has another."""
    cells = [cell for line in table.lines for cell in line.cells]
    return len(matched.form.tables) > 1 and all(
        (reading := matched.readings[cell]).fault and not reading.place for cell in cells
    )


def _open(address: Address, reading: CellReading) -> ReviewItem:
    return ReviewItem(
        Status.OPEN, reading.fault, reading.place, str(address), " ".join(reading.found.split())
    )


def _repaired(matched: MatchedTables) -> Iterator[ReviewItem]:
    for address, reading in matched.readings.items():
        if reading.repair and not reading.fault:
            yield ReviewItem(
                Status.REPAIRED,
                reading.repair,
                reading.place,
                str(address),
                " ".join(reading.found.split()),
                reading.written or "空白",
            )
    for printed, meant, place in matched.printed:
        found = "".join(printed.split())
        yield ReviewItem(Status.REPAIRED, "标签写法不同", place, "", found, meant)


def review_of_prose(
    sections: Sections, form: Form, identity: Identity, title: str
) -> Iterator[ReviewItem]:
    """What of the prose was moved, renumbered or not found."""
    if sections.published is None:
        yield ReviewItem(Status.LEFT_OUT, "没有找到发布日期，published 写作 ~，能查到的请补上")
    yield from _left_out(sections)
    if title:
        yield ReviewItem(Status.REPAIRED, "标题与通例不同，写进 title", found=title)
    if sections.title and not _is_about(sections.title, identity):
        reason = f"标题与“{identity.organ}”“{identity.year}年”不符，请核对机关和年度"
        yield ReviewItem(Status.REPAIRED, reason, found=sections.title)
    if not sections.title:
        yield ReviewItem(Status.LEFT_OUT, "没有找到报告的标题，按通例写")
    for section in sections.sections:
        if not section.place:
            yield ReviewItem(Status.OPEN, f"没有找到“{section.heading}”")
        elif section.heading != "".join(section.printed.split()):
            found, taken = section.printed, section.heading
            yield ReviewItem(Status.REPAIRED, "标题照格式写", section.place, "", found, taken)
    if sections.lead and not form.free_sections:
        first = sections.lead[0]
        found = first.element.text[:20] if isinstance(first, Paragraph) else ""
        yield ReviewItem(
            Status.REPAIRED, "第一部分之前的文字放在第一部分开头", first.place, found=found
        )


def _left_out(sections: Sections) -> Iterator[ReviewItem]:
    """What stands before the first section and is no text of the report."""
    for reason, blocks in (
        ("标题下面的日期没有收入；它是发布日期的，请写进 published", sections.days),
        ("第一部分之前的零星字样没有收入", sections.aside),
    ):
        for block in blocks:
            yield ReviewItem(Status.LEFT_OUT, reason, block.place, found=block.element.text.strip())


def _is_about(title: str, identity: Identity) -> bool:
    return str(identity.year) in title and identity.organ in title
