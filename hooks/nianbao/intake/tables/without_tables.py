"""A report in which no table can be read: years ago many had none, and of some it is a picture."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import cast

from ...form import Form, form_in_force, local_frame, tableless_form
from ...own_data import read_own_data
from ...source import elements
from ..document import Block, Paragraph, SourceTable
from ..review import ReviewItem, Status
from .cell_text import CellReading
from .table_matching import MatchedTables

__all__ = ["without_tables"]

_PICTURE = "统计表是图片，数字读不出来，请照原件录入"
_NOT_THERE = "来源里没有统计表，请照原件录入"
_TOLD_PICTURE = "统计表是图片，数字没有录入：作为没有统计表的报告导入，看得清的可以照着录入自定表"
_TOLD_TABLE = "没有统计表：文中的表格照样写在正文里，作为没有统计表的报告导入"
_TOLD_ABSENT = "文中说有统计表，来源里没有：作为没有统计表的报告导入，找到以后请录入自定表"
_TOLD_NONE = "没有统计表：作为没有统计表的报告导入"


def without_tables(blocks: Sequence[Block], year: int) -> MatchedTables | None:
    """What to make of a report without a table that can be read; None for what is no report.

    Up to 2018 it may have had none. Where it says that there is one, or where every report of
    the year has one, its figures are open in the form of the year, if that is a national one. A
    table of figures that is announced, or of a year of a national form, is not given up like this.
    """
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    text = "".join("".join(paragraph.element.text.split()) for paragraph in paragraphs)
    words = _words()
    if not words["report"].search(text):
        return None
    tables = [b for b in blocks if isinstance(b, SourceTable) and _has_figures(b)]
    has_picture = any(
        element.tag == "img" for p in paragraphs for element in elements((p.element,))
    )
    is_announced = bool(words["announces"].search(text))
    if tables and (is_announced or not local_frame().covers(year)):
        return None
    if local_frame().covers(year):
        told = _TOLD_TABLE if tables else _TOLD_NONE
        if is_announced:
            told = _TOLD_PICTURE if has_picture else _TOLD_ABSENT
        return _tableless(told, tables)
    if tableless_form().covers(year) and not is_announced:
        return _tableless(_TOLD_NONE, tables)
    return _open(form_in_force(year), _PICTURE if has_picture else _NOT_THERE)


def _tableless(told: str, tables: Sequence[SourceTable]) -> MatchedTables:
    place = "、".join(table.place for table in tables)
    return MatchedTables(tableless_form(), {}, notes=(ReviewItem(Status.REPAIRED, told, place),))


def _open(form: Form, why: str) -> MatchedTables:
    missing = CellReading("", "", "", fault=why)
    readings = dict.fromkeys(form.measures, missing)
    return MatchedTables(form, readings, notes=(ReviewItem(Status.LEFT_OUT, why),))


def _has_figures(table: SourceTable) -> bool:
    return any(re.search("[0-9]", cell.text) for row in table.rows for cell in row)


@cache
def _words() -> Mapping[str, re.Pattern[str]]:
    data = cast("Mapping[str, str]", read_own_data(Path(__file__).with_suffix(".yml")))
    return {name: re.compile(said) for name, said in data.items()}
