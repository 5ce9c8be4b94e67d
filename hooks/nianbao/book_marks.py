"""What marks a workbook to be filled in, and how its hidden sheet says what stands where.

Both who makes workbooks and who reads them know it, and nobody else. A record is one row of the
hidden sheet: its kind, a name, a reference to a cell, and one more text. References are formulas,
so that every spreadsheet program keeps them right when rows are inserted or sheets are renamed.
"""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "ABOUT_YEAR",
    "CORRECTED",
    "EMPTY_MEANS",
    "FAULT",
    "FOLLOWED",
    "FORM",
    "HIDDEN_SHEET",
    "LIST_HEAD",
    "MARK_NAME",
    "NOTICE",
    "NOT_A_SUM",
    "ORGAN",
    "ORGAN_NAME",
    "PUBLISHED",
    "PUBLISHED_ON",
    "REPLACED",
    "TITLE",
    "VERSION",
    "WHICH_TEXT",
    "YEAR",
    "ZERO",
    "Kind",
]

HIDDEN_SHEET = "识别"
MARK_NAME = "nianbao_workbook"
"""A name defined in the workbook: it stays where the hidden sheet was deleted."""
VERSION = "1"
"""Of what stands in the hidden sheet; stands in its first cell, behind the name above."""

ORGAN, YEAR, FORM = "organ", "year", "form"
"""Names of what identifies a workbook."""
PUBLISHED, EMPTY_MEANS = "published", "empty"
"""Names of cells on the first sheet: the day of publication, what an empty cell means."""
ZERO = "都是 0"
"""What is chosen where empty cells are zeros."""

LIST_HEAD = (
    *("机关代号", "年度", "格式"),
    *("表", "行", "列", "地址", "数值", "单位", "备注", "状态", "数据说明"),
)
"""The head of the plain list in a published report's spreadsheet; its tables say the same."""


TITLE, ORGAN_NAME, ABOUT_YEAR = "标题", "机关", "年度"
PUBLISHED_ON, NOTICE = "发布日期", "说明"
WHICH_TEXT, REPLACED = "版本", "已被更正"
CORRECTED, FAULT, FOLLOWED = "更正", "数据说明", "对应指标"
"""Names on the last sheet of such a spreadsheet, beside which stands what they name."""


NOT_A_SUM = "，表中照公布的数，不用算式"
"""How the line ends that says below a table why a total in it is no formula."""


class Kind(StrEnum):
    """What a record of the hidden sheet says."""

    IDENTITY = "identity"
    """Name and text: whose workbook, of which year, in which form."""
    CAPTION = "caption"
    """Text: the caption of a table that a report declares itself."""
    COLUMN = "column"
    """Text: a column of such a table."""
    ITEM = "item"
    """A row of such a table: name is its level, text its label; then its unit and ``counted``."""
    FIGURE = "figure"
    """A dotted address and its cell; text is what stood there, one more last year's figure."""
    LABEL = "label"
    """A label as printed and its cell: where it is not found, something was moved."""
    HEADING = "heading"
    """The cell of a heading that may be changed; the paragraphs that follow stand under it."""
    PROSE = "prose"
    """A section's title and a cell for a paragraph; text is the heading that it stands under."""
    CHOICE = "choice"
    """A cell of the first sheet, by its name."""
