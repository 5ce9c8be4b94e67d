"""Personal data in prose: what belongs to a person and should not be published."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from ..problem import Mark, Problems
from ..source import mark_beside
from .folded import FoldedProse, narrow_text

__all__ = ["check_personal_data", "check_personal_text"]

_MAY_BE_PERSONAL = re.compile(r"[0-9][0-9 -]{9}")
_ID = re.compile(
    r"(?<![0-9A-Za-z])[1-9][0-9]{5}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{3}[0-9Xx](?![0-9A-Za-z])"
)
_MOBILE = re.compile(r"(?<![0-9-])(?:\+?86-?)?(1[3-9][0-9])[ -]?([0-9]{4})[ -]?([0-9]{4})(?![0-9])")
_CARD = re.compile(r"(?<![0-9])(?:[0-9]{4}[ -]?){3,4}[0-9]{1,7}(?![0-9])")
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS = "10X98765432"


class _Kind(NamedTuple):
    """A kind of number: the code of its problem, its name, its pattern, and what to do."""

    code: str
    name: str
    pattern: re.Pattern[str]
    is_valid: Callable[[str], bool]
    advice: str


def check_personal_data(prose: FoldedProse, problems: Problems) -> None:
    """ID numbers with a valid checksum, mobile numbers, bank cards; each once at its place.

    The numbers themselves are shown masked, for reports of problems are kept in logs. What the
    page puts together of pieces of the file (a link's words in the middle, say) counts, too.
    """
    report = prose.report
    known = set()
    for index, digits, kind in _numbers(prose.text):
        known.add(digits)
        _note(digits, kind, prose.mark(index), problems)
    for section in report.sections:
        shown = narrow_text(section.shown)
        for index, digits, kind in _numbers(shown):
            if digits not in known:
                known.add(digits)
                place = mark_beside(shown, index, section.mark, report.prose, report.prose_line)
                _note(digits, kind, place, problems)


def check_personal_text(
    text: str, mark: Mark, problems: Problems, address: tuple[str, ...] = ()
) -> None:
    """The same in a text of front matter that is published, which begins at the mark."""
    for _, digits, kind in _numbers(narrow_text(text)):
        _note(digits, kind, mark, problems, address)


def _numbers(text: str) -> Iterator[tuple[int, str, _Kind]]:
    """The numbers of persons in a text: where each begins, its digits, and what it is."""
    if not _MAY_BE_PERSONAL.search(text):
        return
    taken: set[int] = set()
    for kind in _KINDS:
        for match in kind.pattern.finditer(text):
            digits = re.sub("[ -]", "", match[0])
            if match.start() in taken or not kind.is_valid(digits):
                continue
            taken.update(range(match.start(), match.end()))
            yield match.start(), digits, kind


def _note(
    digits: str, kind: _Kind, mark: Mark, problems: Problems, address: tuple[str, ...] = ()
) -> None:
    masked = digits[:3] + "*" * (len(digits) - 5) + digits[-2:]
    problems.add(
        kind.code,
        mark,
        f"{kind.name} {masked}",
        address=address,
        found=masked,
        advice=kind.advice,
    )


def is_id_number(digits: str) -> bool:
    """Whether 18 characters are an ID number: a day of birth, and the check of GB 11643."""
    try:
        date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    if not 1900 <= int(digits[6:10]) <= 2100:
        return False
    total = sum(int(d) * weight for d, weight in zip(digits[:17], _ID_WEIGHTS, strict=True))
    return _ID_CHECKS[total % 11] == digits[17].upper()


def is_card_number(digits: str) -> bool:
    """Whether 16 to 19 digits are a bank card number: a card's first digit, and Luhn's check."""
    if not 16 <= len(digits) <= 19 or digits[0] not in "3456":
        return False
    doubled = [int(d) * (2 if place % 2 else 1) for place, d in enumerate(reversed(digits))]
    return sum(n // 10 + n % 10 for n in doubled) % 10 == 0


_KINDS = (
    _Kind(
        "personal-id",
        "居民身份证号码",
        _ID,
        is_id_number,
        "请删去，或者用 * 遮住中间各位；公开前请通知本人",
    ),
    _Kind(
        "personal-bank-card",
        "像是银行卡号",
        _CARD,
        is_card_number,
        "个人的请删去；单位公开的账户请写入 acknowledged",
    ),
    _Kind(
        "personal-mobile",
        "手机号码",
        _MOBILE,
        lambda _digits: True,
        "不是公开的办公电话的请删去；是的请写入 acknowledged",
    ),
)
