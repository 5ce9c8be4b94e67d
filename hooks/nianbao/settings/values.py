"""Reading settings: what is wrong with one is a sentence that names its key."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from urllib.parse import urlsplit

__all__ = [
    "SettingsError",
    "in_wide_quotes",
    "is_link",
    "link_in",
    "mapping_in",
    "text_in",
    "texts_in",
]


# Also the wrong way round, as some keyboards give them.
_WIDE_QUOTES = {"“": ("”", "“"), "”": ("”", "“"), "‘": ("’",), "「": ("」",), "『": ("』",)}


class SettingsError(Exception):
    """A setting is wrong; the message names its key."""


def mapping_in(value: object, key: str, known: Collection[str]) -> Mapping[str, object]:
    """The settings below a key, all of them known."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise SettingsError(f"{key}：下面应为“名称: 值”，现为 {value!r}")
    for name in value:
        if name not in known:
            near = get_close_matches(str(name), known, n=1)
            hint = f"是不是 {near[0]}？" if near else f"可用的有 {'、'.join(known)}"
            raise SettingsError(f"{key}.{name}：没有这一项，{hint}")
    return value


def in_wide_quotes(text: str) -> bool:
    """Whether a text stands in quotation marks that YAML does not take for such."""
    return len(text) > 1 and text.endswith(_WIDE_QUOTES.get(text[0], ()))


def text_in(value: object, key: str) -> str:
    """A line of text, or nothing; YAML reads digits without quotes as a number."""
    if value is None:
        return ""
    if isinstance(value, bool | int | float) or not isinstance(value, str):
        raise SettingsError(f"{key}：应为一行文字，用引号括起来，现为 {value!r}")
    text = value.strip()
    if in_wide_quotes(text):
        how = 'YAML 不认它，会照样显示出来；请换成半角引号 "…"，或者不写引号'
        raise SettingsError(f"{key}：{text} 外面的引号是全角的，{how}")
    return text


def texts_in(value: object, key: str) -> tuple[str, ...]:
    """Lines of text, without blank ones."""
    if value is None or value == "":
        return ()
    if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
        raise SettingsError(f"{key}：应为列表，一行一条文字，现为 {value!r}")
    return tuple(filter(None, (line.strip() for line in value)))


def link_in(value: object, key: str) -> str:
    """A full address on the web, or nothing."""
    link = text_in(value, key)
    if link and not is_link(link):
        raise SettingsError(f"{key}：应为 https:// 或 http:// 开头的网址，现为 {link!r}")
    return link


def is_link(text: str) -> bool:
    """Whether a text is a full address on the web."""
    try:
        parts = urlsplit(text)
    except ValueError:  # a bracket that does not close
        return False
    return parts.scheme in ("https", "http") and bool(parts.hostname) and not re.search(r"\s", text)
