"""Whether 总体情况 tells the numbers of documents that the table has.

Some places ask for it: 武政办发〔2025〕54号 wants the numbers issued, repealed and in force.
Which they are is data: ``form_numbers.yml``.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TypedDict, cast

from ..form import Address
from ..own_data import read_own_data
from ..problem import Problems
from ..source import digits
from .folded import FoldedProse

__all__ = ["check_form_numbers"]

_NUMBER = re.compile("[0-9]+")


class _Data(TypedDict):
    table: str
    columns: list[str]
    rows: dict[str, str]


def check_form_numbers(prose: FoldedProse, problems: Problems) -> None:
    """Every number of documents in the table, where it is not zero, stands in the overview."""
    report = prose.report
    if not report.form.has_tables:
        return
    overview = report.form.sections[0]
    section = next((s for s in report.sections if s.official is overview), None)
    if section is None:
        return
    data = _data()
    table = data["table"]
    for row, words in data["rows"].items():
        figures = {c: report.figures.get(Address(table, (row,), c)) for c in data["columns"]}
        wanted = {
            column: digits(figure.value)
            for column, figure in figures.items()
            if figure is not None and figure.value
        }
        told = _numbers_beside(re.compile(words), prose, overview.title) if wanted else set()
        missing = [f"{column} {number}" for column, number in wanted.items() if number not in told]
        if missing:
            problems.add(
                "form-numbers-in-prose",
                section.mark,
                f"表中{row}的{'、'.join(missing)}，“{overview.title}”里没有写",
                address=(table, row),
                found="、".join(sorted(told, key=int)),
                expected="、".join(missing),
                advice="请在政府信息管理一段写明制发、废止、现行有效的件数",
            )


def _numbers_beside(words: re.Pattern[str], prose: FoldedProse, title: str) -> set[str]:
    """All whole numbers in the sentences of a section that have one of the words."""
    numbers: set[str] = set()
    for start, sentence in prose.sentences_with(words):
        section = prose.section_at(start)
        if section is not None and section.official.title == title:
            numbers.update(_NUMBER.findall(sentence.replace(",", "")))
    return numbers


@cache
def _data() -> _Data:
    return cast("_Data", read_own_data(Path(__file__).with_suffix(".yml")))
