"""Whether a site may go public: what is still to be filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from .identity import MANDATORY, NAMES, SiteIdentity, unset

__all__ = ["release_faults", "unset_settings"]

_SECTION = "extra.nianbao.site"
_PLACE = re.compile(r"[（(]请填写[^）)]*[）)]?")
# RFC 2606 keeps these names for examples; the last label alone is enough for most.
_EXAMPLE_HOST = re.compile(r"(?:^|\.)(?:example(?:\.\w+)*|localhost|invalid|test)$")


def unset_settings(identity: SiteIdentity) -> str:
    """One sentence that names every setting of the site that is empty, or nothing."""
    keys = unset(identity)
    if not keys:
        return ""
    named = "、".join(f"{key}（{NAMES[key]}）" for key in keys)
    return f"mkdocs.yml 的 {_SECTION} 下面还没有填写：{named}。没有填写的不显示"


def release_faults(
    identity: SiteIdentity,
    site_url: str,
    docs: Path,
    is_left_out: Callable[[str], bool] = lambda _: False,
) -> tuple[str, ...]:
    """What keeps a site from going public, a sentence each: settings, then places in pages.

    ``is_left_out`` says whether a path below ``docs`` stays out of the site.
    """
    faults = [
        f"{_SECTION}.{key}：没有填写{NAMES[key]}" for key in unset(identity) if key in MANDATORY
    ]
    if _EXAMPLE_HOST.search(urlsplit(site_url).hostname or ""):
        faults.append(f"site_url：{site_url} 是示例网址，请写本站的网址")
    return (*faults, *_open_places(docs, is_left_out))


def _open_places(docs: Path, is_left_out: Callable[[str], bool]) -> Iterator[str]:
    """The places in hand-written pages that nobody has filled in yet."""
    for file in sorted(docs.rglob("*.md")):
        path = file.relative_to(docs).as_posix()
        if is_left_out(path):
            continue
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            for place in _PLACE.findall(line):
                yield f"{docs.name}/{path}:{number}：{place}"
