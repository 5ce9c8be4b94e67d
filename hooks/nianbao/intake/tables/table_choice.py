"""Which form the tables of a source are in: a national one, or one of the place's own."""

from __future__ import annotations

from collections.abc import Sequence

from ...form import local_frame
from ..document import Block, Refusal, SourceTable
from .local_tables import match_local_tables
from .table_matching import MatchedTables, form_of, match_tables
from .without_tables import without_tables

__all__ = ["read_tables"]

_MOST_TOLD = 3
_CELLS_TOLD = 3
_LONGEST_TOLD = 30


def read_tables(blocks: Sequence[Block], year: int) -> MatchedTables:
    """The tables of a national form, or the table that a place made for itself.

    A place's own table may have labels of the form that came after: it is that form only if not
    much of it is anything else. A report may have none. Raises Refusal for what is no report, and
    for tables that cannot be told.
    """
    tables = [block for block in blocks if isinstance(block, SourceTable)]
    form = form_of(tables, year)
    national = match_tables(form, tables) if form is not None else None
    local = match_local_tables(blocks) if local_frame().covers(year) else None
    if national and local and 3 * national.settled < 2 * local.settled:
        return local
    matched = national or local or without_tables(blocks, year)
    if matched is None:
        raise Refusal(*_unread(tables))
    return matched


def _unread(tables: Sequence[SourceTable]) -> tuple[str, str]:
    """What to say where no table is one of statistics: which were seen."""
    if not tables:
        return (
            "没有找到统计表，文件里没有表格",
            "请确认文件里有年度报告的统计表，而且是文字，不是图片",
        )
    told = "；".join(
        f"{table.place}，开头是“{_first_words(table)}”" for table in tables[:_MOST_TOLD]
    )
    more = "；等等" if len(tables) > _MOST_TOLD else ""
    return (
        f"没有找到统计表；看到了 {len(tables)} 张表格，都认不出：{told}{more}",
        "请核对原件：统计表的行名、列名要和格式一样；表是图片的，请把数抄成文字",
    )


def _first_words(table: SourceTable) -> str:
    """What stands in the first cells, for a person to find the table."""
    texts = (" ".join(cell.text.split()) for row in table.rows for cell in row)
    words = "、".join([text for text in texts if text][:_CELLS_TOLD])
    return words[:_LONGEST_TOLD]
