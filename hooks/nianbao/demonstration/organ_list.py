"""Writes organs.yml: every organ with its kind, its years, and an address that is nobody's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..form import OrganKind
from .county import COUNTY, InventedOrgan
from .data import FIRST_YEAR, LAST_YEAR

__all__ = ["organ_list"]


def organ_list(organs: Iterable[InventedOrgan], missing: Mapping[str, str]) -> str:
    """The text of the file; ``missing`` says by ``slug/year`` why a report is not there."""
    lines = ["# 示例数据：机关和联系方式均为虚构。"]
    for place, organ in enumerate(organs, 1):
        lines += ["", f"{organ.slug}:", *(f"  {line}" for line in _lines(organ, place, missing))]
    return "\n".join([*lines, ""])


def _lines(organ: InventedOrgan, place: int, missing: Mapping[str, str]) -> Iterator[str]:
    yield f"name: {organ.name}"
    yield f"kind: {organ.kind}"
    if organ.slug == COUNTY:
        yield "aggregate: yes"
    else:
        yield f"parent: {COUNTY}"
    if organ.first_year > FIRST_YEAR:
        yield f"from: {organ.first_year}"
    if organ.last_year < LAST_YEAR:
        yield f"to: {organ.last_year}"
    for key, slugs in (("predecessor", organ.predecessors), ("successor", organ.successors)):
        if slugs:
            yield f"{key}: {slugs[0] if len(slugs) == 1 else '[' + ', '.join(slugs) + ']'}"
    yield "contact:"
    yield f"  - {organ.name.removesuffix('人民政府')}" + _OFFICES[organ.kind]
    yield f"  - 地址：示例县示例路{place}号"
    yield "  - 电话：0000-0000000"
    yield "  - 邮编：000000"
    reasons = {
        name.partition("/")[2]: reason
        for name, reason in missing.items()
        if name.startswith(f"{organ.slug}/")
    }
    if reasons:
        yield "acknowledged:"
    for year, reason in reasons.items():
        yield f'  - {{code: year-missing, address: "{year}", reason: {reason}}}'


_OFFICES = {
    OrganKind.GOVERNMENT: "人民政府办公室",
    OrganKind.DEPARTMENT: "办公室",
    OrganKind.TOWNSHIP: "党政综合办公室",
}
