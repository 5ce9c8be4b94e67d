"""How cells look: the lines, the type and the number formats of official tables."""

from __future__ import annotations

from xlsxwriter import Workbook
from xlsxwriter.format import Format

from ...form import Measure, MeasureKind

__all__ = ["Looks"]

_FONT = "宋体"
_LINE, _FADED = "#000000", "#808080"
_LONGEST_FORMAT = 255
_OPEN, _COUNTED, _HEAD, _WRONG = "#FFF9DB", "#EDEDED", "#F5F5F5", "#C00000"


class Looks:
    """The formats of one workbook; each is made once, when it is first asked for."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, str | int | bool], ...], Format] = {}
        self._published: dict[str, Format] = {}

    def label(self, *, is_left: bool = False, level: int = 0, is_faded: bool = False) -> Format:
        """A label of a table, with its lines."""
        return self._of(
            **_lines(is_faded=is_faded),
            align="left" if is_left or level else "center",
            indent=max(level - 1, 0),
            bg_color=_HEAD,
            text_wrap=True,
        )

    def figure(
        self, measure: Measure, written: str = "+", suffix: str = "", *, is_open: bool
    ) -> Format:
        """A figure: to be filled in where ``is_open``; ``suffix`` is shown behind the number.

        It has the sign and the decimals that it has as ``written``.
        """
        return self._of(
            **_lines(),
            align="center",
            bg_color=_OPEN if is_open else _COUNTED,
            locked=not is_open,
            num_format=_number_format(measure, written, suffix),
        )

    def published(self, measure: Measure, written: str, suffix: str = "") -> Format:
        """A figure as it was published; ``suffix`` is shown behind the number."""
        number = _number_format(measure, written, suffix)
        if number not in self._published:
            # Hundreds are asked for, and there are three or four.
            self._published[number] = self._of(**_lines(), align="center", num_format=number)
        return self._published[number]

    def has_room_for(self, measure: Measure, written: str, suffix: str) -> bool:
        """Whether a cell can show all of the suffix: Excel reads no longer number formats."""
        return len(_number_format(measure, written, suffix)) <= _LONGEST_FORMAT

    def faded(self, measure: Measure, written: str = "") -> Format:
        """A figure of another year, to compare with."""
        return self._of(
            **_lines(is_faded=True),
            align="center",
            num_format=_number_format(measure, written, ""),
        )

    def empty(self, *, is_faded: bool = False) -> Format:
        """A cell of a table in which nothing stands."""
        return self._of(**_lines(is_faded=is_faded), bg_color=_HEAD)

    def plain(self, *, size: int = 10, is_bold: bool = False, is_faded: bool = False) -> Format:
        """Text outside of tables."""
        colour = _FADED if is_faded else _LINE
        return self._of(font_size=size, bold=is_bold, font_color=colour, text_wrap=True)

    def title(self) -> Format:
        """The title above a table."""
        return self._of(font_size=16, bold=True, align="center", text_wrap=True)

    def aside(self) -> Format:
        """A pale remark on one line."""
        return self._of(font_color=_FADED)

    def head(self) -> Format:
        """The head of a plain list."""
        return self._of(bold=True, bg_color=_HEAD)

    def wrong(self) -> Format:
        """What does not agree."""
        return self._of(font_color=_WRONG, bold=True, text_wrap=False)

    def text_to_write(self) -> Format:
        """A cell for a paragraph: what is typed into it stays text."""
        return self._of(
            **_lines(is_faded=True),
            bg_color=_OPEN,
            locked=False,
            text_wrap=True,
            valign="top",
            num_format="@",
            font_size=12,
        )

    def choice(self, number_format: str = "General") -> Format:
        """A cell on the first sheet to choose or to write a date in."""
        return self._of(
            **_lines(is_faded=True),
            bg_color=_OPEN,
            locked=False,
            align="left",
            num_format=number_format,
        )

    def highlight(self) -> Format:
        """What a condition adds to the cell of a wrong figure."""
        return self._book.add_format({"bg_color": "#FFC7CE", "font_color": _WRONG})

    def _of(self, **properties: str | int | bool) -> Format:
        properties = {"font_name": _FONT, "font_size": 10, "valign": "vcenter", **properties}
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]


def _lines(*, is_faded: bool = False) -> dict[str, str | int]:
    return {"border": 1, "border_color": _FADED if is_faded else _LINE}


def _number_format(measure: Measure, written: str, suffix: str) -> str:
    decimals = len(written.partition(".")[2])
    number = f"0.{'0' * decimals}" if decimals else "0"
    if measure.kind is MeasureKind.CHANGE and written.startswith("+"):
        behind = _quoted(suffix)
        return f"+{number}{behind};-{number}{behind};{number}{behind}"
    if measure.kind is MeasureKind.AMOUNT and not decimals:
        number = "General"
    return number + _quoted(suffix)


def _quoted(text: str) -> str:
    """A text as number formats write it; a quotation mark stands between two quoted texts."""
    return '"{}"'.format(text.replace('"', r'"\""')) if text else ""
