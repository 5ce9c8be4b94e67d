"""Whether an organ's kind, which decides its deadline, is what its name says.

What names say is data: ``organ_kinds.yml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import cast

from ..form import OrganKind
from ..own_data import read_own_data
from ..problem import Problems
from ..source import Organ

__all__ = ["check_organ_kind"]

_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_UNSURE = "unsure"


def check_organ_kind(organ: Organ, problems: Problems) -> None:
    """A name that is plainly that of another kind."""
    name = _BRACKETS.sub("", organ.name).strip()
    patterns = _patterns()
    if patterns[_UNSURE].search(name):
        return
    kind = next((kind for kind in OrganKind if patterns[kind].search(name)), organ.kind)
    if kind is not organ.kind:
        problems.add(
            "organ-kind-unlikely",
            organ.mark,
            f"“{organ.slug}”的 kind 是{organ.kind}，“{organ.name}”像是{kind}",
            address=(organ.slug,),
            found=organ.kind,
            expected=kind,
            advice="类别决定发布期限，请核对 kind；没有写错的，写入 acknowledged",
        )


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    data = cast("Mapping[str, str]", read_own_data(Path(__file__).with_suffix(".yml")))
    return {key: re.compile(pattern) for key, pattern in data.items()}
