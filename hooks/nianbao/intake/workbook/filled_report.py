"""A filled workbook as the file of a report: what is not filled in stays open, and says so."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby

from ...book_marks import EMPTY_MEANS, ORGAN, PUBLISHED, YEAR, ZERO, Kind
from ...form import Address, Form, local_frame
from ...program_files import schema_folder
from ...source import UNWRITTEN, Element, Number, NumberError, parse_number
from ..document import Refusal
from ..front_matter_text import figures_text
from ..identity import Doubt, Identity
from ..importing import Imported
from ..prose.markdown_text import block_markdown
from ..review import ReviewItem, Status
from ..tables.cell_text import CellReading
from .filled_book import FilledBook, FilledCell, read_filled_book
from .filled_figures import read_figures
from .filled_form import form_of_book
from .open_items import open_items

__all__ = ["import_filled_book"]

_DAY = re.compile(r"\s*(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?\s*")
_FORMULA = (
    "是公式，文件里没有存它的结果，没有收入：请改成文字，或者用 Excel、WPS 打开，保存一次再导入"
)
_ELSEWHERE = "写在不用填的地方，没有收入：不要插入行列；要写的请写在浅黄色的格里"


def import_filled_book(
    data: bytes, source: bytes, organs: Mapping[str, str], slug: str, year: int
) -> Imported:
    """The report that a filled workbook holds.

    ``source`` are the bytes that were given, ``organs`` the names of organs by their keys;
    ``slug`` and ``year`` are what the command was told, or empty. Raises Refusal when the
    workbook was changed so that what it holds cannot be told for sure, or is another's.
    """
    book = read_filled_book(data)
    identity = _identity(book, organs, slug, year)
    _check_labels(book)
    form = form_of_book(book)
    choices = {record.name: record.cell for record in book.of(Kind.CHOICE)}
    empty = choices.get(EMPTY_MEANS)
    readings = read_figures(
        form,
        _cells(form, book),
        _last_year(form, book),
        empty_is_zero=empty is not None and _joined(empty.text) == _joined(ZERO),
    )
    day, doubts = _published(choices.get(PUBLISHED))
    body = "\n\n".join(_body(form, book))
    head = [*_head(form, identity, source, day), "", figures_text(form, readings, {})]
    review = (
        *doubts,
        *open_items(form, readings, body),
        *_repaired(readings),
        *_lost(book),
        *(ReviewItem(Status.LEFT_OUT, _ELSEWHERE, c.place, found=c.text) for c in book.others),
    )
    return Imported(
        identity=identity,
        form=form.key,
        text="\n".join([*head, "---", "", body, ""]),
        pictures={},
        review=review,
        readings=readings,
        starts=_starts(form, book),
    )


def _identity(book: FilledBook, organs: Mapping[str, str], slug: str, year: int) -> Identity:
    said = book.identity()
    own_slug, own_year = said.get(ORGAN, ""), said.get(YEAR, "")
    if (slug and slug != own_slug) or (year and str(year) != own_year):
        raise Refusal(
            f"这份填报工作簿是 {own_slug} {own_year} 年度的，与命令里写的不同",
            "没有导入；是它的，请去掉 --organ 和 --year；不是的，请换一份工作簿",
        )
    if own_slug not in organs or not own_year.isdecimal():
        raise Doubt(
            f"这份填报工作簿是 {own_slug} 的，organs.yml 里没有这个机关",
            "请在 organs.yml 里写上，再导入",
            "",
            int(own_year) if own_year.isdecimal() else 0,
        )
    return Identity(own_slug, organs[own_slug], int(own_year))


def _check_labels(book: FilledBook) -> None:
    """Raises Refusal unless every label stands where the workbook says it does."""
    for record in book.of(Kind.LABEL):
        found = record.cell.text if record.cell else ""
        if _joined(found) != _joined(record.name):
            place = record.cell.place if record.cell else ""
            raise Refusal(
                f"{place} 原来是“{record.name}”，现在是“{found}”：表被改动过，或者行、列挪动过",
                "没有导入，以免填错行列；请撤销改动，或者用 nianbao workbook 重新生成一份再填",
            )


def _joined(text: str) -> str:
    return "".join(text.split())


def _cells(form: Form, book: FilledBook) -> Mapping[Address, FilledCell]:
    by_name = {record.name: record.cell for record in book.of(Kind.FIGURE)}
    found = {address: by_name[address.dotted] for address in form.measures}
    return {address: cell for address, cell in found.items() if cell is not None}


def _last_year(form: Form, book: FilledBook) -> Mapping[Address, Number]:
    texts = {record.name: record.more[1] for record in book.of(Kind.FIGURE)}
    found = {}
    for address in form.measures:
        try:
            found[address] = parse_number(texts[address.dotted])
        except NumberError:
            continue
    return found


def _starts(form: Form, book: FilledBook) -> Mapping[Address, str]:
    """What the workbook began with, where it was not empty."""
    texts = {record.name: record.more[0] for record in book.of(Kind.FIGURE)}
    return {a: texts[a.dotted] for a in form.measures if texts[a.dotted]}


def _published(cell: FilledCell | None) -> tuple[date | None, list[ReviewItem]]:
    if cell is None or not cell.text.strip():
        return None, []
    if cell.day is not None:
        return cell.day, []
    if match := _DAY.fullmatch(cell.text):
        try:
            return date(*map(int, match.groups())), []
        except ValueError:
            pass
    told = "发布日期看不懂，先作草稿；请写上 published 一行，例如 published: 2026-01-20"
    return None, [ReviewItem(Status.OPEN, told, cell.place, found=cell.text)]


def _head(form: Form, identity: Identity, source: bytes, day: date | None) -> list[str]:
    name = "local" if form.key == local_frame().key else form.key
    schema = f"../../{schema_folder(is_own=bool(form.base))}/{name}.json"
    draft = "# 没有发布日期的是草稿，不上线；定稿以后去掉下一行的 #，写日期\n# published: "
    return [
        "---",
        f"# yaml-language-server: $schema={schema}",
        f"# 由填报工作簿导入，原文件 SHA-256：{hashlib.sha256(source).hexdigest()}",
        f"year: {identity.year}",
        f"published: {day}" if day else f"{draft}{identity.year + 1}-01-20",
    ]


def _body(form: Form, book: FilledBook) -> Iterator[str]:
    if form.free_sections:
        yield from _free_body(book)
        # What has a heading of its own stands before the table.
        yield from (f"## {section.title}" for section in form.sections)
        return
    written = {title: list(group) for title, group in groupby(_paragraphs(book), lambda p: p[0])}
    for section in form.sections:
        yield f"## {section.title}"
        for heading, group in groupby(written.get(section.title, ()), lambda p: p[1]):
            if heading:
                yield f"### {heading}"
            yield from [text for _, _, text in group if text] or [UNWRITTEN]


def _free_body(book: FilledBook) -> Iterator[str]:
    """Sections under headings of one's own; what has no text is left out."""
    heading = ""
    for record in book.records:
        if record.kind == Kind.HEADING and record.cell:
            heading = " ".join(record.cell.text.split())
        elif record.kind == Kind.PROSE and record.cell and (texts := _lines(record.cell)):
            if heading:
                yield block_markdown(Element("h2", children=(heading,)))
                heading = ""
            yield from texts


def _paragraphs(book: FilledBook) -> Iterator[tuple[str, str, str]]:
    """Section, heading and text of each paragraph; one without text for an empty cell."""
    for record in book.of(Kind.PROSE):
        for text in (record.cell and _lines(record.cell)) or [""]:
            yield record.name, record.more[0], text


def _lines(cell: FilledCell) -> list[str]:
    """The paragraphs in a cell, each as Markdown that reads back as the same text."""
    texts = (" ".join(line.split()) for line in cell.text.splitlines())
    return [block_markdown(Element("p", children=(text,))) for text in texts if text]


def _lost(book: FilledBook) -> Iterator[ReviewItem]:
    """Paragraphs that are formulas without a result."""
    for record in book.records:
        cell = record.cell
        is_text = record.kind in (Kind.PROSE, Kind.HEADING, Kind.CHOICE)
        if is_text and cell and cell.formula and not cell.text.strip():
            yield ReviewItem(Status.OPEN, _FORMULA, cell.place, found=cell.formula)


def _repaired(readings: Mapping[Address, CellReading]) -> Iterator[ReviewItem]:
    for address, reading in readings.items():
        if reading.repair and not reading.fault:
            taken = reading.written or "空白"
            found = reading.found
            yield ReviewItem(
                Status.REPAIRED, reading.repair, reading.place, str(address), found, taken
            )
