"""Whether a site may go public: what is still to be filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from .identity import NAMES, unset
from .site_settings import Settings
from .values import SettingsError

__all__ = ["release_faults", "require_column", "unset_settings"]

_SECTION = "extra.nianbao.site"
_PLACE = re.compile(r"[（(]请填写[^）)]*[）)]?")
# RFC 2606 keeps these names for examples; the last label alone is enough for most.
_EXAMPLE_HOST = re.compile(r"(?:^|\.)(?:example(?:\.\w+)*|localhost|invalid|test)$")


def require_column(docs: Path, model: Path) -> None:
    """The list of all reports is a page of every site, and the sign by which one is known.

    What a site lacks comes from the ``model``. Raises SettingsError.
    """
    page = "zwgk/gknb/index.md"
    if not ((docs / page).is_file() or (model / page).is_file()):
        how = "请从程序的 docs 文件夹里放回来；不想在栏目里列它的，从 mkdocs.yml 的 nav 里删去"
        raise SettingsError(f"没有 {docs.name}/{page}：年报的列表不能没有，{how}")


def unset_settings(settings: Settings) -> str:
    """One sentence that names every setting that a release still needs, or nothing."""
    keys = _unset(settings)
    if not keys:
        return ""
    named = "、".join(f"{key}（{NAMES[key]}）" for key in keys)
    return f"mkdocs.yml 的 {_SECTION} 下面还没有填写：{named}。没有填写的不显示，上线以前要填好"


def release_faults(
    settings: Settings,
    site_url: str,
    docs: Path,
    is_left_out: Callable[[str], bool] = lambda _: False,
) -> tuple[str, ...]:
    """What keeps a site from going public, a sentence each: settings, then places in pages.

    ``is_left_out`` says whether a path below ``docs`` stays out of the site.
    """
    faults = [f"{_SECTION}.{key}：没有填写{NAMES[key]}" for key in _unset(settings)]
    if _EXAMPLE_HOST.search(urlsplit(site_url).hostname or ""):
        faults.append(f"site_url：{site_url} 是示例网址，请写本站的网址")
    return (*faults, *settings.portal.faults(site_url), *_open_places(docs, is_left_out))


def _unset(settings: Settings) -> tuple[str, ...]:
    """What is not set; the portal's own foot has what stands there."""
    return unset(settings.site, has_own_foot=settings.portal.footer.fragment is None)


def _open_places(docs: Path, is_left_out: Callable[[str], bool]) -> Iterator[str]:
    """The places in hand-written pages that nobody has filled in yet."""
    for file in sorted(docs.rglob("*.md")):
        path = file.relative_to(docs).as_posix()
        if is_left_out(path):
            continue
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
            for place in _PLACE.findall(line):
                yield f"{docs.name}/{path}:{number}：{place}"
