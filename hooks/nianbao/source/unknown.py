"""Names that mean nothing where they stand, and what they seem to mean."""

from __future__ import annotations

from collections.abc import Iterable

from ..form import nearest
from ..problem import Mark, Problems

__all__ = ["note_unknown"]


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
) -> str:
    """Notes an unknown name and suggests the nearest known one, which it returns.

    ``otherwise`` is the advice when none is near; without it the known names are listed.
    """
    known = list(known)
    suggestion = nearest(name, known)
    problems.add(
        code,
        mark,
        sentence,
        address=address,
        found=name,
        expected=suggestion,
        advice=f"是不是“{suggestion}”？"
        if suggestion
        else otherwise or f"这里可以写：{'、'.join(known)}",
    )
    return suggestion
