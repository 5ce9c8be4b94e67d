"""Sheets of which XlsxWriter need not look at everything: plain lines, formulas known to all.

Every report has a book of a thousand cells, and cell by cell it takes three times as long.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from string import ascii_uppercase

from xlsxwriter.worksheet import Worksheet

from ...source import Number
from ...xml_text import escaped

__all__ = ["PlainFormulas", "PlainList"]

# A cell holds no more.
_MOST = 32767


class PlainFormulas(Worksheet):
    """A sheet whose formulas have only functions that every program has had for long."""

    def _prepare_formula(self, formula: str, *_: object) -> str:
        """As a file has it; else the names of fifty new functions are looked for in each."""
        return formula.removeprefix("=")


class PlainList(Worksheet):
    """A sheet whose first line is written as on any other, and the lines below it all at once.

    It has up to 26 columns. Texts stand in their cells, as XlsxWriter, too, has them when it is
    to take little memory.
    """

    def write_lines(self, lines: Iterable[Sequence[Number | str | None]]) -> None:
        """Writes the lines; a text is a text, whatever it begins with, and nothing a free cell."""
        self.lines = [_line(number, line) for number, line in enumerate(lines, 2)]
        # So that the sheet knows how far it goes.
        self._check_dimensions(len(self.lines), 0)

    def _write_rows(self) -> None:
        super()._write_rows()
        # XlsxWriter says that the file is None, which it is until it is opened.
        self.fh.write("".join(self.lines))  # type: ignore[attr-defined]


def _line(number: int, line: Sequence[Number | str | None]) -> str:
    cells = [f'<row r="{number}">']
    for name, value in zip(ascii_uppercase, line, strict=False):
        if isinstance(value, str):
            if value:
                cells.append(f'<c r="{name}{number}" t="inlineStr">{_text(value)}</c>')
        elif value is not None:
            cells.append(f'<c r="{name}{number}"><v>{float(value):.16G}</v></c>')
    cells.append("</row>")
    return "".join(cells)


# Most are those of a form, which all books have.
@lru_cache(8192)
def _text(value: str) -> str:
    kept = ' xml:space="preserve"' if value != value.strip() else ""
    return f"<is><t{kept}>{escaped(value[:_MOST])}</t></is>"
