"""The names that reports' files have, and the names that people give them instead."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple, cast

from ..own_data import read_own_data

__all__ = ["MeantName", "advice_on_name", "meant_name", "year_and_version"]

_FILE_NAME = re.compile(r"(20[0-9]{2})(?:\.v([1-9][0-9]*))?\.md")
_RULE = "报告的文件名是四位年度加 .md；更正以前的文本，例如 2021.v1.md"


class MeantName(NamedTuple):
    """The name that a file should have, and whether its ending is that of a plain text or none."""

    right: str
    is_plain_text: bool


def year_and_version(path: Path) -> tuple[int, int]:
    """The year that a report's file is named for, and the version; no version is the current.

    ``2021.v1.md`` holds the first text of a report that was corrected. The year is 0 when the
    file is named in another way.
    """
    name = _FILE_NAME.fullmatch(path.name)
    return (int(name[1]), int(name[2] or 0)) if name else (0, 0)


def meant_name(name: str) -> MeantName | None:
    """What a file is meant to be called that is named for a year, or None.

    ``2021年.md``, ``2021 - 副本.md`` and ``2021.md.txt`` are; ``2021-明细.txt`` is not.
    """
    match = _meant().fullmatch(unicodedata.normalize("NFKC", name))
    if match is None:
        return None
    version = f".v{match['version']}" if match["version"] else ""
    return MeantName(f"{match['year']}{version}.md", is_plain_text=not match["report"])


def advice_on_name(path: Path) -> str:
    """What to do about a report whose file is not named for its year alone."""
    meant = meant_name(path.name)
    if meant is None:
        return _RULE
    if not (path.parent / meant.right).exists():
        return f"请改名为 {meant.right}"
    return (
        f"这里已经有 {meant.right}：请比较两份，留下正确的一份，删去另一份；"
        "要留存更正以前的文本，请改名为 2021.v1.md 的样子"
    )


@cache
def _meant() -> re.Pattern[str]:
    data = cast("Mapping[str, list[str]]", read_own_data(Path(__file__).with_suffix(".yml")))
    after, copies, reports, texts = (
        "|".join(map(re.escape, data[key])) for key in ("after", "copies", "reports", "texts")
    )
    mark = rf"(?:[(\[]?(?:{copies})[)\]]?|\([0-9]+\)|-\s*(?:{copies}))"
    return re.compile(
        rf"\s*(?P<year>20[0-9]{{2}})\s*(?:{after})?\s*(?:\.?v(?P<version>[1-9][0-9]*))?"
        rf"(?:[\s_]*{mark})*\s*(?P<report>(?:\.(?:{reports}))+)?(?:\.(?:{texts}))*\s*",
        re.IGNORECASE,
    )
