"""A report as a bare list of pieces, for tests that hold every character of a PDF to account."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from random import Random

__all__ = ["Kind", "Piece", "invented"]


class Kind(Enum):
    """What a piece is."""

    TITLE = "title"
    HEADING = "heading"
    TEXT = "text"
    NOTE = "note"
    ITEM = "item"
    SIGNATURE = "signature"
    TABLE = "table"


@dataclass(frozen=True)
class Piece:
    """A paragraph with its words, or a table with its rows."""

    kind: Kind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


# They end and begin with what lines end and begin with badly: digits, brackets, Latin words.
_CLAUSES = (
    "全年公开信息1,234条",
    "其中网站987条，占80.0%",
    "执行《示例县公开条例》（县政府令第711号）",
    "网站（www.example.gov.cn）访问12.5万人次",
    "收到申请3件",
    "全部按期答复",
    "按照“谁主管、谁负责”的原则",
    "编制《权力清单》《责任清单》和《事项目录》",
    "热线12345受理8,765件",
    "比2022年增长15.3%",
    "推进IPv6改造和无障碍建设",
    "对照《2023年工作要点》",
    "解决“最后一公里”问题",
    "方便公众查阅",
)
_HEADINGS = ("一、总体情况", "二、主动公开政府信息情况", "三、其他需要报告的事项")
_TABLE = (
    ("信息内容", "本年制发件数", "现行有效件数"),
    ("规章", "0", "0"),
    ("行政规范性文件", "1", "4"),
)


def invented(seed: int, *, tables: bool = True, items: bool = False) -> list[Piece]:
    """A title, sections with paragraphs of many lengths, a table with a note, a signature."""
    random = Random(seed)
    pieces = [Piece(Kind.TITLE, "示例县示例局2023年政府信息公开工作年度报告")]
    for number, heading in enumerate(_HEADINGS):
        pieces.append(Piece(Kind.HEADING, heading))
        if number == 1 and tables:
            pieces.append(Piece(Kind.TABLE, rows=_TABLE))
            pieces.append(Piece(Kind.NOTE, "注：现行有效件数以公布的目录为准。"))
        if number == 1 and items:
            pieces += [Piece(Kind.ITEM, _paragraph(random)) for _ in range(3)]
        for topic in ("（一）公开", "（二）申请") if number == 0 else ():
            pieces.append(Piece(Kind.HEADING, topic))
            pieces += [Piece(Kind.TEXT, _paragraph(random)) for _ in range(3)]
        pieces += [Piece(Kind.TEXT, _paragraph(random)) for _ in range(3)]
    pieces.append(Piece(Kind.SIGNATURE, "示例县示例局"))
    pieces.append(Piece(Kind.SIGNATURE, "2024年1月20日"))
    return pieces


def _paragraph(random: Random) -> str:
    clauses = random.choices(_CLAUSES, k=random.choice((1, 2, 3, 5, 8)))
    return (
        "".join(clause + random.choice("，，，；、") for clause in clauses[:-1])
        + clauses[-1]
        + "。"
    )
