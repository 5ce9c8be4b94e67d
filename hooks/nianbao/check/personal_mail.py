"""Personal e-mail addresses in prose: a number at a provider where anybody can register.

The providers, and what an office's own address stands beside, are data: ``personal_mail.yml``.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypedDict, cast

from ..own_data import read_own_data
from ..problem import Problems
from .folded import FoldedProse

__all__ = ["check_personal_mail"]

_SHOWN = 3


class _Data(TypedDict):
    providers: list[str]
    office: str
    persons: str


class _Rules(NamedTuple):
    mail: re.Pattern[str]
    office: re.Pattern[str]
    persons: re.Pattern[str]


def check_personal_mail(prose: FoldedProse, problems: Problems) -> None:
    """Addresses that are a QQ or mobile number; offices of counties use such, too, and say so."""
    if "@" not in prose.text:
        return
    rules = _rules()
    for match in rules.mail.finditer(prose.text):
        sentence = prose.sentence_at(match.start())
        if rules.office.search(sentence) and not rules.persons.search(sentence):
            continue
        masked = f"{match['name'][:_SHOWN]}***@{match['provider']}"
        problems.add(
            "personal-mail",
            prose.mark(match.start()),
            f"像是个人的邮箱 {masked}",
            found=masked,
            advice="个人的请删去；本机关公布的，请在前面写明“邮箱”，或者写入 acknowledged",
        )


@cache
def _rules() -> _Rules:
    data = cast("_Data", read_own_data(Path(__file__).with_suffix(".yml")))
    providers = "|".join(map(re.escape, sorted(data["providers"], key=len, reverse=True)))
    return _Rules(
        re.compile(
            rf"(?<![A-Za-z0-9._-])(?P<name>[0-9]{{5,12}})@(?P<provider>{providers})(?![A-Za-z0-9-])",
            re.IGNORECASE,
        ),
        re.compile(data["office"]),
        re.compile(data["persons"]),
    )
