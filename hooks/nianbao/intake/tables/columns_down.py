"""The columns of a table whose rows stand below each other, found in its header."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from ...form import Label
from ..document import SourceCell
from .cell_text import money_unit
from .headers import Columns, HeaderWords, Span, span_of
from .label_matching import bare, closeness, is_printed_so, names_of
from .rows import SourceRow

__all__ = ["columns_down"]

# In its place among the others a name may differ as much as that.
_ALIKE_IN_PLACE = 0.5


def columns_down(
    header: Sequence[SourceRow], columns: Sequence[Label], words: HeaderWords
) -> Columns:
    """Where the columns stand: by their names; one that is cut short or misspelt, by its place.

    Without columns in the source there is still their order, where all names are there.
    """
    cells = [cell for row in header for cell in row.cells if cell.text.strip()]
    named = [_named(cells, column, words) for column in columns]
    chosen = _completed(named, _bottom(header, named, words), columns, words)
    found = [cell is not None for cell in chosen]
    if not any(found):
        found = [_all_run_together(cells, columns)] * len(columns)
    return Columns(
        spans=_spans(chosen, header),
        found=tuple(found),
        units=tuple(money_unit(cell.text) if cell else "" for cell in chosen),
        width=header[-1].width if header else 0,
        reworded=tuple(
            (cell.text, column.text, cell.place)
            for cell, column in zip(chosen, columns, strict=True)
            if cell is not None and not _is_plain(cell, column, words)
        ),
    )


def _named(cells: list[SourceCell], column: Label, words: HeaderWords) -> SourceCell | None:
    """The cell that names a column: the lowest one, if those that do stand in one place."""
    names = set(names_of(column))
    named = [cell for cell in cells if names.intersection(words.of(cell))]
    lowest = [cell for cell in named if cell.row == named[-1].row]
    return lowest[0] if len(lowest) == 1 else None


def _bottom(
    header: Sequence[SourceRow], named: Sequence[SourceCell | None], words: HeaderWords
) -> list[SourceCell]:
    """The lowest cells of a header, from where its figures begin, empty ones left out."""
    cells = [cell for row in header for cell in row.cells]
    if header and not header[-1].has_columns:
        return [cell for cell in cells if cell.text.strip() and not words.is_corner(cell)]
    lowest: dict[int, SourceCell] = {}
    for cell in cells:
        for position in range(*span_of(cell)):
            if cell.text.strip() or position not in lowest:
                lowest[position] = cell
    corners = [span_of(cell)[1] for cell in cells if words.is_corner(cell)]
    start = min(corners, default=min((cell.column for cell in named if cell), default=0))
    right = [lowest[position] for position in sorted(lowest) if position >= start]
    return [cell for cell, _ in groupby(right) if cell.text.strip()]


def _completed(
    named: Sequence[SourceCell | None],
    cells: Sequence[SourceCell],
    columns: Sequence[Label],
    words: HeaderWords,
) -> list[SourceCell | None]:
    """The cells of the columns, also of those whose name is nearly the form's.

    Only where header and form have equally many columns: then the place speaks, too.
    """
    if len(cells) != len(columns):
        return [*named]
    return [
        cell if own is None and cell not in named and _is_nearly(cell, column, words) else own
        for own, cell, column in zip(named, cells, columns, strict=True)
    ]


def _is_nearly(cell: SourceCell, column: Label, words: HeaderWords) -> bool:
    text = bare(cell.text)
    if text in words.columns:
        return False
    return any(
        (len(text) >= 2 and name.startswith(text)) or closeness(text, name) >= _ALIKE_IN_PLACE
        for name in names_of(column)
    )


def _all_run_together(cells: Iterable[SourceCell], columns: Sequence[Label]) -> bool:
    """Whether header rows that run together in one cell name every column."""
    text = bare("".join(cell.text for cell in cells))
    return all(any(name in text for name in names_of(column)) for column in columns)


def _spans(
    chosen: Sequence[SourceCell | None], header: Sequence[SourceRow]
) -> tuple[Span | None, ...]:
    """The places of the columns, or None for each where they are not to be had."""
    nowhere = (None,) * len(chosen)
    if not header:
        return nowhere
    if not header[-1].has_columns:
        return _spans_in_line(chosen, header) or nowhere
    spans = tuple(span_of(cell) if cell is not None else None for cell in chosen)
    return spans if len(set(spans)) == len(spans) else nowhere


def _spans_in_line(
    chosen: Sequence[SourceCell | None], header: Sequence[SourceRow]
) -> tuple[Span, ...]:
    """Places in tabbed text: each name's reaches to the next, where all stand in one line."""
    cells = [cell for cell in chosen if cell is not None]
    lines = {cell.row for cell in cells}
    if len(cells) != len(chosen) or len(lines) != 1:
        return ()
    line = next(row for row in header if row.cells[0].row in lines)
    starts = sorted(cell.column for cell in cells)
    ends = dict(zip(starts, [*starts[1:], line.width], strict=True))
    return tuple((cell.column, ends[cell.column]) for cell in cells)


def _is_plain(cell: SourceCell, column: Label, words: HeaderWords) -> bool:
    """Whether a header cell says what the form does, perhaps with its group before it."""
    has_group = bare(cell.text) != words.of(cell)[-1]
    return has_group or is_printed_so(cell.text, column)
