"""How much there may be of anything in a report, so that every report is made within seconds.

The limits are several times what real reports have; what is beyond them is a slip, or meant to do
harm. The table in docs/help/writing.md lists them, and a test holds it against this module.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..problem import Mark, Problems

__all__ = [
    "BLOCK",
    "BRACKETS",
    "CELLS",
    "COLUMNS",
    "CONTACT",
    "DEPTH",
    "ENTRIES",
    "FILE",
    "LIMITS",
    "LINE",
    "LINES",
    "LINKS",
    "NAME",
    "NUMBER",
    "ORGANS",
    "ORGAN_COUNT",
    "PROSE_CELLS",
    "ROWS",
    "SIGNS",
    "TARGET",
    "TEXT",
    "WORD",
    "Limit",
    "bounded",
    "characters_across",
    "in_cell",
]

# More than any figure has, and few enough for everything.
_MOST_DIGITS = 18


def bounded(digits: str) -> int:
    """The number that an author's digits write, or a smaller one that is too large all the same.

    Python refuses to read more than 4,300 digits.
    """
    return int(digits.lstrip("0")[:_MOST_DIGITS] or "0")


def characters_across(columns: int) -> int:
    """How many Chinese characters a line of a cell has in a prose table on paper.

    The paper is 156 mm (442 points) wide, a character 10.5 points and the rim of a cell 8.
    """
    return max(int((442 / columns - 8) / 10.5), 1)


@dataclass(frozen=True, slots=True)
class Limit:
    """The most that there may be: ``of`` what, how many, in which ``unit``.

    ``verb`` stands between what there is too much of and the number.
    """

    of: str
    most: int
    unit: str = ""
    verb: str = "有"

    def note(
        self,
        count: int,
        mark: Mark,
        problems: Problems,
        advice: str,
        *,
        address: tuple[str, ...] = (),
    ) -> bool:
        """Notes that there are too many, with both numbers; returns whether there are."""
        if count <= self.most:
            return False
        problems.add(
            "over-limit",
            mark,
            f"{self.of}{self.verb} {self.amount(count)}，最多 {self.amount(self.most)}",
            address=address,
            found=count,
            expected=self.most,
            advice=advice,
        )
        return True

    def amount(self, count: int) -> str:
        """A number of them in words."""
        return f"{count:,} {self.unit}".rstrip()


FILE = Limit("这个文件", 128 * 1024, "字节")
ORGANS = Limit("机关名录", 1024 * 1024, "字节")
ORGAN_COUNT = Limit("机关名录", 5_000, "个机关")
LINES = Limit("这个文件", 5_000, "行")
SIGNS = Limit("正文里的 Markdown 符号（* _ ` [ ] < > & ! \\）", 5_000, "个")
LINE = Limit("这一行", 5_000, "字")
BLOCK = Limit("这一段（两个空行之间）", 20_000, "字")
TEXT = Limit("这一项", 500, "字")
NAME = Limit("这个名称", 100, "字")
ENTRIES = Limit("这里", 100, "条")
ROWS = Limit("这张表", 300, "行")
COLUMNS = Limit("这张表", 20, "列")
CELLS = Limit("这张表", 1_200, "格")
DEPTH = Limit("列表和引用嵌套", 6, "层")
BRACKETS = Limit("这一段里没有配对的 [ 或 ( ", 10, "个")
LINKS = Limit("正文里的链接和图片", 500, "个")
PROSE_CELLS = Limit("正文里的表格一共", 8_000, "格")
WORD = Limit("这里连在一起的字母和数字", 100, "个")
CONTACT = Limit("联系方式", 10, "条")
TARGET = Limit("这个链接的地址", 2_000, "字")
NUMBER = Limit("列表的编号", 9_999, verb="是")

LIMITS = (
    *(FILE, ORGANS, ORGAN_COUNT, LINES, LINE, BLOCK, SIGNS, TEXT, NAME, ENTRIES),
    *(ROWS, COLUMNS, CELLS, PROSE_CELLS, WORD, CONTACT, DEPTH, BRACKETS, LINKS, TARGET, NUMBER),
)
"""All of them, in the order of the documentation."""

_LINES_IN_CELL = 40
"""A page has 44 of these lines, and no cell goes on on the next."""


def in_cell(columns: int) -> Limit:
    """What a cell of a prose table may hold, the fewer the more columns there are."""
    return Limit("表格的这一格", _LINES_IN_CELL * characters_across(columns), "字")
