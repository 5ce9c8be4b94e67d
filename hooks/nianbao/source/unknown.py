"""Names that mean nothing where they stand, and what they seem to mean."""

from __future__ import annotations

from collections.abc import Iterable

from ..form import nearest
from ..problem import Mark, Problems

__all__ = ["note_unknown", "suggestion_for"]


def suggestion_for(name: str, known: Iterable[str], code: str, problems: Problems) -> str:
    """The known name that an unknown one seems to mean, if any.

    Finding it takes as long as reading a page: where there are many unknown names, none of them
    is a typing error.
    """
    return "" if problems.has_many(code) else nearest(name, known)


def note_unknown(
    code: str,
    mark: Mark,
    sentence: str,
    name: str,
    known: Iterable[str],
    problems: Problems,
    *,
    address: tuple[str, ...] = (),
    otherwise: str = "",
    meant: str = "",
) -> str:
    """Notes an unknown name and suggests the one that is meant or nearest, which it returns.

    ``otherwise`` is the advice when none is near; without it the known names are listed.
    """
    known = list(known)
    suggestion = meant or suggestion_for(name, known, code, problems)
    problems.add(
        code,
        mark,
        sentence,
        address=address,
        found=name,
        expected=suggestion,
        advice=f"这里的项名用英文，请写 {meant}"
        if meant
        else f"是不是“{suggestion}”？"
        if suggestion
        else otherwise or f"这里可以写：{'、'.join(known)}",
    )
    return suggestion
