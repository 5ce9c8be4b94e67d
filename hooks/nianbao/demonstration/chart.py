"""Draws a small bar chart as a PNG file, such as people put beside their reports."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

import typst

from ..publish.paper.typefaces import load_typefaces
from ..settings import Settings

__all__ = ["bar_chart"]

_WIDTH, _HEIGHT, _BASE, _TOP = 480, 220, 190, 30
_PAGE = b"""
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.chart), format: "svg", width: 360pt)
"""


def bar_chart(values: Mapping[int, int]) -> bytes:
    """A bar for every year, its number above and the year below; two pixels a unit."""
    with tempfile.TemporaryDirectory() as folder:
        drawn = typst.Compiler(
            _PAGE,
            font_paths=load_typefaces(Settings(), Path(folder)).book,
            ignore_system_fonts=True,
            sys_inputs={"chart": _drawing(values)},
        ).compile(format="png", ppi=192)
    if not isinstance(drawn, bytes):
        raise TypeError(drawn)
    return drawn


def _drawing(values: Mapping[int, int]) -> str:
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
