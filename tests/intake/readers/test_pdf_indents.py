"""Indents of labels in a PDF's table: whole characters count, centred text does not."""

from __future__ import annotations

import pytest
from nianbao.intake.readers.pdf_glyphs import Box, Glyph
from nianbao.intake.readers.pdf_indents import indents_of

SIZE = 10.0


def cell(offset: float, length: int) -> tuple[Box, list[Glyph]]:
    """A cell whose text stands in by so many points."""
    glyphs = [
        Glyph("字", 100 + offset + n * SIZE, 110 + offset + n * SIZE, 0, SIZE, SIZE, "宋体")
        for n in range(length)
    ]
    return Box(100, 0, 300, 20), glyphs


@pytest.mark.parametrize(
    ("cells", "indents"),
    [
        ([cell(5, 9), cell(15, 9), cell(25, 4), cell(5, 2)], [0, 1, 2, 0]),
        # A part of a table that goes on stands in as deep as it did before.
        ([cell(15, 9), cell(25, 3)], [1, 2]),
        ([cell(5, 9), cell(5, 3), cell(5, 0)], [0, 0, 0]),
        # Centred: shorter texts begin farther in.
        ([cell(60, 8), cell(70, 6), cell(90, 2)], [0, 0, 0]),
        ([cell(65, 7), cell(70, 6), cell(60, 8)], [0, 0, 0]),
        ([], []),
    ],
)
def test_indents(cells: list[tuple[Box, list[Glyph]]], indents: list[int]) -> None:
    assert list(indents_of(cells)) == indents
