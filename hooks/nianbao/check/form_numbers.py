"""Whether 总体情况 tells the numbers of documents that the table has.

Some places ask for it: 武政办发〔2025〕54号 wants the numbers issued, repealed and in force.
"""

from __future__ import annotations

import re

from ..form import Address
from ..problem import Problems
from ..source import digits
from .folded import FoldedProse

__all__ = ["check_form_numbers"]

_TABLE, _COLUMNS = "主动公开", ("本年制发件数", "本年废止件数", "现行有效件数")
_WORDS = {
    "规章": re.compile("规章(?!制度)"),
    "行政规范性文件": re.compile("规范性文件"),
}
_NUMBER = re.compile("[0-9]+")


def check_form_numbers(prose: FoldedProse, problems: Problems) -> None:
    """Every number of documents in the table, where it is not zero, stands in the overview."""
    report = prose.report
    overview = report.form.sections[0]
    section = next((s for s in report.sections if s.official is overview), None)
    if section is None:
        return
    for row, words in _WORDS.items():
        figures = {c: report.figures.get(Address(_TABLE, (row,), c)) for c in _COLUMNS}
        wanted = {
            column: digits(figure.value)
            for column, figure in figures.items()
            if figure is not None and figure.value
        }
        told = _numbers_beside(words, prose, overview.title) if wanted else set()
        missing = [f"{column} {number}" for column, number in wanted.items() if number not in told]
        if missing:
            problems.add(
                "form-numbers-in-prose",
                section.mark,
                f"表中{row}的{'、'.join(missing)}，“{overview.title}”里没有写",
                address=(_TABLE, row),
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
