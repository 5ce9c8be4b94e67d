"""How much a source may hold: what no report does need not be understood."""

from __future__ import annotations

from .document import Document, Paragraph, Refusal, SourceTable

__all__ = ["check_size", "check_table_size"]

# The longest of real reports have some hundred rows and some ten thousand characters.
_ROWS = 3_000
_CELLS = 20_000
_CELL_TEXT = 100_000
_TEXT = 1_000_000
_ADVICE = "请检查选的文件对不对；汇编、统计台账之类，请只留下这一份报告，另存后再导入"


def check_table_size(rows: int, cells: int) -> None:
    """Raises Refusal when all tables together have more rows or cells than those of any report."""
    if rows > _ROWS:
        raise Refusal(f"文件里的表格一共有 {rows} 行，太多，不像一份年度报告", _ADVICE)
    if cells > _CELLS:
        raise Refusal(f"文件里的表格一共有 {cells} 格，太多，不像一份年度报告", _ADVICE)


def check_size(document: Document) -> None:
    """Raises Refusal when a document is larger than any report."""
    tables = [block for block in document.blocks if isinstance(block, SourceTable)]
    rows = [row for table in tables for row in table.rows]
    check_table_size(len(rows), sum(map(len, rows)))
    if any(len(cell.text) > _CELL_TEXT for row in rows for cell in row):
        raise Refusal("有一格里的文字超过十万字，不像年度报告的表格", _ADVICE)
    paragraphs = (block for block in document.blocks if isinstance(block, Paragraph))
    if sum(len(paragraph.element.text) for paragraph in paragraphs) > _TEXT:
        raise Refusal("文件里的文字超过一百万字，太长，不像一份年度报告", _ADVICE)
