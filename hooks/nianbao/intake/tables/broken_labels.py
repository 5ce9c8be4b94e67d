"""Labels that text taken from a PDF has on several lines, beside their figures, made whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from .cell_text import has_digits, looks_like_figure
from .rows import SourceRow

__all__ = ["with_whole_labels"]

_MOST_LINES = 4


def with_whole_labels(
    rows: Iterable[SourceRow], is_label: Callable[[str], bool]
) -> list[SourceRow]:
    """The rows; of text those as one that together have a label, and figures on one line only."""
    left = list(rows)
    done: list[SourceRow] = []
    while left:
        sizes = range(2, min(_MOST_LINES, len(left)) + 1)
        found = next(((n, one) for n in sizes if (one := _whole(left[:n], is_label))), None)
        size, row = found or (1, left[0])
        done.append(row)
        left = left[size:]
    return done


def _whole(rows: Sequence[SourceRow], is_label: Callable[[str], bool]) -> SourceRow | None:
    first, *others = rows
    if first.has_columns or any(row.table != first.table for row in others):
        return None
    with_figures = [row for row in rows if row.has_figures]
    if len(with_figures) != 1:
        return None
    (own,) = with_figures
    start = _first_figure(own)
    labels = {id(row): row.cells if row is not own else row.cells[:start] for row in rows}
    texts = ["".join(cell.text for cell in labels[id(row)]) for row in rows]
    if not all(texts) or any(map(is_label, texts)) or not is_label("".join(texts)):
        return None
    label = replace(first.cells[0], text="".join(texts))
    values = own.cells[start:]
    return replace(own, cells=(label, *values), width=1 + len(values))


def _first_figure(row: SourceRow) -> int:
    cells = enumerate(row.cells)
    return next(n for n, c in cells if has_digits(c.text) and looks_like_figure(c.text))
