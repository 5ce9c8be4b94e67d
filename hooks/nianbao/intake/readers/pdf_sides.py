"""Closes what lines leave open: tables printed without sides, cells that a page ends amid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

__all__ = ["open_ends", "open_sides"]

_NEAR = 4.0
_LINES = 3
# A filled blank is as wide as it is high; no column is.
_SHORT = 8.0


@dataclass(frozen=True, slots=True)
class _Edge:
    x0: float
    x1: float
    top: float
    bottom: float


def open_sides(edges: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
    """Vertical lines at the ends of horizontal ones that end below each other in the open.

    ``edges`` and what comes back are edges of pdfplumber. Lines without any vertical one between
    them are no table: they stay as they are.
    """
    vertical = [_edge(edge) for edge in edges if edge["orientation"] == "v"]
    horizontal = sorted(_whole_lines(edges), key=lambda x: (round(x.x0), round(x.x1), x.top))
    return [
        _side(x, run[0].top, run[-1].top)
        for _, group in groupby(horizontal, key=lambda edge: (round(edge.x0), round(edge.x1)))
        for run in _runs(list(group), vertical)
        if len(run) >= _LINES
        for x in (run[0].x0, run[0].x1)
        if not any(abs(v.x0 - x) < _NEAR and _joins(v, run[0], run[1]) for v in vertical)
    ]


def _runs(lines: Sequence[_Edge], vertical: Sequence[_Edge]) -> Iterator[list[_Edge]]:
    """Lines below each other with columns between them."""
    run: list[_Edge] = []
    for line in lines:
        inside = (v for v in vertical if line.x0 + _NEAR < v.x0 < line.x1 - _NEAR)
        if run and not any(_joins(v, run[-1], line) for v in inside):
            yield run
            run = []
        run.append(line)
    yield run


def _joins(vertical: _Edge, above: _Edge, below: _Edge) -> bool:
    return vertical.top < above.top + _NEAR and vertical.bottom > below.top - _NEAR


def _edge(edge: Mapping[str, object]) -> _Edge:
    return _Edge(*(float(str(edge[name])) for name in ("x0", "x1", "top", "bottom")))


def _whole_lines(edges: Sequence[Mapping[str, object]]) -> Iterator[_Edge]:
    """The horizontal lines; what is drawn cell by cell is one."""
    parts = [_edge(edge) for edge in edges if edge["orientation"] == "h"]
    parts.sort(key=lambda part: (round(part.top), part.x0))
    for _, row in groupby(parts, key=lambda part: round(part.top)):
        first, *more = row
        x0, x1 = first.x0, first.x1
        for part in more:
            if part.x0 > x1 + _NEAR:
                yield _Edge(x0, x1, first.top, first.top)
                x0, x1 = part.x0, part.x1
            x1 = max(x1, part.x1)
        yield _Edge(x0, x1, first.top, first.top)


def open_ends(edges: Sequence[Mapping[str, object]]) -> list[dict[str, object]]:
    """Horizontal lines where cells are open above or below: a page ends amid them.

    Between two vertical lines that end beside each other there must be one.
    """
    horizontal = [line for line in _whole_lines(edges) if line.x1 - line.x0 > _SHORT]
    vertical = list(_whole_columns(edges))
    return [
        _end(left.x0, right.x0, getattr(left, side))
        for side in ("top", "bottom")
        for left, right in _pairs(vertical, side)
        if not any(
            abs(line.top - getattr(left, side)) < _NEAR
            and line.x0 < left.x0 + _NEAR
            and line.x1 > right.x0 - _NEAR
            for line in horizontal
        )
        and any(
            line.x0 < right.x0 + _NEAR
            and line.x1 > left.x0 - _NEAR
            and left.top - _NEAR < line.top < left.bottom + _NEAR
            for line in horizontal
        )
    ]


def _pairs(vertical: Sequence[_Edge], side: str) -> Iterator[tuple[_Edge, _Edge]]:
    """Vertical lines next to each other that end at the same height."""
    ordered = sorted(vertical, key=lambda edge: (round(getattr(edge, side)), edge.x0))
    for _, group in groupby(ordered, key=lambda edge: round(getattr(edge, side))):
        yield from pairwise(group)


def _whole_columns(edges: Sequence[Mapping[str, object]]) -> Iterator[_Edge]:
    """The vertical lines; what is drawn cell by cell is one."""
    parts = [_edge(edge) for edge in edges if edge["orientation"] == "v"]
    parts.sort(key=lambda part: (round(part.x0), part.top))
    for _, column in groupby(parts, key=lambda part: round(part.x0)):
        first, *more = column
        top, bottom = first.top, first.bottom
        for part in more:
            if part.top > bottom + _NEAR:
                yield _Edge(first.x0, first.x0, top, bottom)
                top = part.top
            bottom = max(bottom, part.bottom) if part.top <= bottom + _NEAR else part.bottom
        yield _Edge(first.x0, first.x0, top, bottom)


def _end(x0: float, x1: float, y: float) -> dict[str, object]:
    return {
        "object_type": "line",
        "orientation": "h",
        "x0": x0,
        "x1": x1,
        "top": y,
        "bottom": y,
        "width": x1 - x0,
        "height": 0.0,
    }


def _side(x: float, top: float, bottom: float) -> dict[str, object]:
    return {
        "object_type": "line",
        "orientation": "v",
        "x0": x,
        "x1": x,
        "top": top,
        "bottom": bottom,
        "width": 0.0,
        "height": bottom - top,
    }
