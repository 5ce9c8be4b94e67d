"""The persistent identifier of reports: ``extra: nianbao: identifier:`` in mkdocs.yml.

A pattern of the site's own, for whichever scheme it has been given names in: ARK, Handle, CSTR
(GB/T 32843), URN, or web addresses that are led on. Without it reports have none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .values import SettingsError, text_in

__all__ = ["IdentifierPattern", "read_identifier"]

_PLACES = ("organ", "year")
_PLACE = re.compile(r"\{([^{}]*)\}")
# RFC 3986, 2: what an address has as it is, without what would end it in a text.
_PLAIN = re.compile(r"[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]*")
_LONGEST = 200
_EXAMPLE = '例如 "ark:/99999/{organ}-{year}"'


@dataclass(frozen=True, slots=True)
class IdentifierPattern:
    """A text with ``{organ}`` and ``{year}`` in it, or nothing."""

    pattern: str = ""

    def of(self, organ: str, year: int) -> str:
        """The identifier of an organ's report, all texts of which have it, or nothing."""
        return self.pattern.replace("{organ}", organ).replace("{year}", str(year))


def read_identifier(value: object, key: str) -> IdentifierPattern:
    """The pattern. Raises SettingsError where two reports would have one identifier."""
    pattern = text_in(value, key)
    if not pattern:
        return IdentifierPattern()
    places = _PLACE.findall(pattern)
    if unknown := [place for place in places if place not in _PLACES]:
        known = "可用的有 {organ}（机关代号）、{year}（年度）"
        raise SettingsError(f"{key}：没有 {{{unknown[0]}}}，{known}，{_EXAMPLE}")
    if lacking := [f"{{{place}}}" for place in _PLACES if place not in places]:
        raise SettingsError(
            f"{key}：缺 {'、'.join(lacking)}，几份报告会是同一个标识，现为 {pattern!r}；{_EXAMPLE}"
        )
    if not _PLAIN.fullmatch(_PLACE.sub("", pattern)):
        raise SettingsError(
            f"{key}：只能用英文（半角）的字母、数字和网址里可用的标点，现为 {pattern!r}；{_EXAMPLE}"
        )
    if len(pattern) > _LONGEST:
        raise SettingsError(f"{key}：最多 {_LONGEST} 个字符，现有 {len(pattern)} 个")
    return IdentifierPattern(pattern)
