"""Draws a small bar chart as an SVG file, such as people put beside their reports."""

from __future__ import annotations

from collections.abc import Mapping

__all__ = ["bar_chart"]

_WIDTH, _HEIGHT, _BASE, _TOP = 480, 220, 190, 30


def bar_chart(values: Mapping[int, int]) -> str:
    """A bar for every year, its number above and the year below."""
    highest = max(*values.values(), 1)
    step = _WIDTH // len(values)
    size = f'width="{_WIDTH}" height="{_HEIGHT}"'
    style = 'font-family="Noto Sans SC, sans-serif" font-size="14" text-anchor="middle"'
    box = f'viewBox="0 0 {_WIDTH} {_HEIGHT}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} {style}>',
        f'<rect {size} fill="#fff"/>',
    ]
    for place, (year, value) in enumerate(values.items()):
        height = (_BASE - _TOP) * value // highest
        left, middle, top = place * step + step // 4, place * step + step // 2, _BASE - height
        bar = f'x="{left}" y="{top}" width="{step // 2}" height="{height}"'
        parts += [
            f'<rect {bar} fill="#1d5fa6"/>',
            f'<text x="{middle}" y="{top - 6}">{value}</text>',
            f'<text x="{middle}" y="{_HEIGHT - 10}">{year}</text>',
        ]
    return "\n".join([*parts, f'<path d="M0 {_BASE}h{_WIDTH}" stroke="#555"/>', "</svg>", ""])
