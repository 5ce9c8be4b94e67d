"""Which form the tables of a source are in: a national one, or one of the place's own."""

from __future__ import annotations

from collections.abc import Sequence

from ...form import local_frame
from ..document import Block, Refusal, SourceTable
from .local_tables import match_local_tables
from .table_matching import MatchedTables, form_of, match_tables
from .without_tables import without_tables

__all__ = ["read_tables"]


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
        raise Refusal(
            "没有找到统计表",
            "请确认文件里有年度报告的统计表，而且是文字，不是图片",
        )
    return matched
