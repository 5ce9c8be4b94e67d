"""The form that a filled workbook is in: one of the site's, or a table that it declares."""

from __future__ import annotations

from collections.abc import Sequence

from ...book_marks import FORM, Kind
from ...form import Form, Label, forms, local_form, local_frame
from ...source.local_table import free_key, measure_in
from ..document import Refusal
from .filled_book import FilledBook, Record

__all__ = ["form_of_book"]


def form_of_book(book: FilledBook) -> Form:
    """The form, with exactly the figures that the workbook has. Raises Refusal otherwise."""
    key = book.identity().get(FORM, "")
    form = _declared(book) if key == local_frame().key else forms().get(key)
    figures = {record.name for record in book.of(Kind.FIGURE)}
    if form is None or {address.dotted for address in form.measures} != figures:
        raise Refusal(
            f"这份填报工作簿的表式（{key}）与本站现在的不同",
            "没有导入；请用 nianbao workbook 重新生成一份，把数填进去",
        )
    return form


def _declared(book: FilledBook) -> Form:
    columns = tuple(Label(r.more[0], free_key(r.more[0])) for r in book.of(Kind.COLUMN))
    taken = {column.key for column in columns}
    caption = next((record.more[0] for record in book.of(Kind.CAPTION)), "")
    return local_form(caption, columns, _items(list(book.of(Kind.ITEM)), 1, taken))


def _items(records: Sequence[Record], level: int, columns: set[str]) -> tuple[Label, ...]:
    """The rows of one level, each with those that follow it on deeper ones."""
    starts = [at for at, record in enumerate(records) if record.name == str(level)]
    labels: list[Label] = []
    ends = [*starts[1:], len(records)][: len(starts)]
    for at, end in zip(starts, ends, strict=True):
        text, unit, counted = (*records[at].more, "", "", "")[:3]
        key = free_key(text, columns | {label.key for label in labels})
        measure = measure_in(unit) if counted or unit else None
        below = _items(records[at + 1 : end], level + 1, columns)
        labels.append(Label(text, key, below, measure, counted=bool(counted)))
    return tuple(labels)
