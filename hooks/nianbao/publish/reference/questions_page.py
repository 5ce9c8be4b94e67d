"""The worked questions of the page 数据下载 as a chapter of the handbook, in Markdown."""

from __future__ import annotations

from .questions import Question, questions

__all__ = ["questions_page"]

_OPENING = """---
title: 用数据回答问题
description: 从数据下载的文件里取数的例题：Excel、WPS 的公式，pandas 和 SQL 的代码。
keywords: 例题, Excel, pandas, SQL, 数据
---

# 用数据回答问题

从“数据下载”（`/data/`）取来文件，照这里的写法就能算出各年度的数；每一段代码在测试里照原样运行，\
得数与网页上的相同。

| 用什么 | 怎样做 |
|---|---|
| Excel、WPS | 打开 `indicators.csv` 和 `reports.csv`，放进同一个工作簿，各作为一张工作表，\
名称就是文件名；在另一张工作表的 A2 起往下写年度，公式写在第 2 行，往下填充 |
| pandas | 在存放 CSV 的文件夹里运行 |
| SQL | 用 SQLite 的软件打开 `nianbao.sqlite`；DuckDB 里把 CSV 读成同名的表，同样的语句也能用 |

三件事先看清楚：

- **只加“计入合计”是“是”的**。有的机关的报告已包括下级的数，都加起来就重复了。
- **空白不是 0**。加的时候略过空白的，份数也就少了，`indicators.csv` 合计的行里写明计入了几份。
- **名称不同的指标不能连起来比**。格式改变的年度，分成几列，中间断开。
"""


def questions_page() -> str:
    """All questions, each with its formulas and its code."""
    return "\n".join([_OPENING, *map(_chapter, questions())])


def _chapter(question: Question) -> str:
    formulas = "\n".join(
        f"{name}：\n\n```text\n{formula}\n```\n" for name, formula in question.excel
    )
    return (
        f"## {question.title}\n\n{question.says}\n\n"
        f"Excel、WPS 的公式：\n\n{formulas}\n"
        f"pandas：\n\n```python\n{question.pandas}```\n\n"
        f"SQL：\n\n```sql\n{question.sql}```\n"
    )
