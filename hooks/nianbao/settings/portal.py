"""The portal that the site is a section of: ``extra: nianbao: portal:`` in mkdocs.yml.

国办公开办函〔2019〕61号: the platform is a section of the government's portal, `不得设立专门网站`.
Without these settings the site stands by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .fragments import Fragment, origin_of, read_fragment
from .values import SettingsError, is_link, mapping_in, text_in

__all__ = ["PORTAL_KEYS", "PORTAL_PAGES", "PortalPart", "PortalSettings", "read_portal"]

PORTAL_KEYS = ("name", "home", "header", "footer", "pages")
"""What can be set."""

PORTAL_PAGES: Mapping[str, str] = {
    "gkzn": "zwgk/gkzn/",
    "gkzd": "zwgk/gkzd/",
    "fdzdgknr": "zwgk/fdzdgknr/",
    "ysqgk": "zwgk/ysqgk/",
    "accessibility": "help/accessibility/",
    "sitemap": "sitemap/",
}
"""The pages that a portal may have instead of us, with the addresses of ours."""

Link = tuple[str, str]
"""The name of a link and its address."""


@dataclass(frozen=True, slots=True)
class PortalPart:
    """The header or the footer of the portal: a fragment, or links, or neither."""

    fragment: Fragment | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class PortalSettings:
    """What is set of the portal; ``pages`` are addresses by the addresses of our own pages."""

    name: str = ""
    home: str = ""
    header: PortalPart = field(default_factory=PortalPart)
    footer: PortalPart = field(default_factory=PortalPart)
    pages: Mapping[str, str] = field(default_factory=dict)

    @property
    def fragments(self) -> tuple[Fragment, ...]:
        """The pieces of HTML that are set."""
        return tuple(p.fragment for p in (self.header, self.footer) if p.fragment)

    def origin(self, site_url: str) -> str:
        """The portal's origin, where its fragments may load from another one than the site's."""
        origin = origin_of(self.home)
        return origin if self.fragments and origin != origin_of(site_url) else ""

    def replaces(self, source: str) -> bool:
        """Whether the portal has a page instead of the one that is written in docs/``source``."""
        return any(source in (f"{own}index.md", f"{own.rstrip('/')}.md") for own in self.pages)

    def faults(self, site_url: str) -> Iterator[str]:
        """What of its fragments would not work on our pages, a sentence each with file and line."""
        origins = {origin_of(site_url), self.origin(site_url)}
        for fragment in self.fragments:
            for line, sentence in fragment.faults_at(site_url, origins):
                yield f"{fragment.file}:{line}：{sentence}"


def read_portal(value: object, key: str, root: Path) -> PortalSettings:
    """The settings below a key; the paths of fragments count from ``root``.

    Raises SettingsError naming the key that is unknown or wrong.
    """
    given = mapping_in(value, key, PORTAL_KEYS)
    pages = mapping_in(given.get("pages"), f"{key}.pages", tuple(PORTAL_PAGES))
    addresses = {PORTAL_PAGES[name]: _address(pages[name], f"{key}.pages.{name}") for name in pages}
    portal = PortalSettings(
        name=text_in(given.get("name"), f"{key}.name"),
        home=_address(given.get("home"), f"{key}.home"),
        header=_part(given.get("header"), f"{key}.header", root),
        footer=_part(given.get("footer"), f"{key}.footer", root),
        pages={own: address for own, address in addresses.items() if address},
    )
    if portal != PortalSettings():
        for name, what in (("name", "门户网站的名称"), ("home", "门户网站首页的网址")):
            if not getattr(portal, name):
                raise SettingsError(f"{key}.{name}：写了 portal，就要写{what}")
    return portal


def _part(value: object, key: str, root: Path) -> PortalPart:
    """A file's name, or a list of links."""
    if isinstance(value, list | dict):
        pairs = [value] if isinstance(value, dict) else value
        if not all(isinstance(pair, dict) for pair in pairs):
            raise SettingsError(f"{key}：链接写成“- 名称: 网址”，一行一个")
        links = ((name, address) for pair in pairs for name, address in pair.items())
        return PortalPart(
            links=tuple((str(name), _required(address, f"{key}.{name}")) for name, address in links)
        )
    name = text_in(value, key)
    if not name:
        return PortalPart()
    if not name.lower().endswith((".html", ".htm")):
        raise SettingsError(
            f"{key}：应为 HTML 文件的路径（例如 portal/header.html），或者链接的列表，现为 {name!r}"
        )
    path = (root / name).resolve()
    if not path.is_relative_to(root.resolve()):
        raise SettingsError(f"{key}：文件要放在本文件夹里，现为 {name!r}")
    return PortalPart(fragment=read_fragment(path, name, key))


def _required(value: object, key: str) -> str:
    address = _address(value, key)
    if not address:
        raise SettingsError(f"{key}：没有写网址")
    return address


def _address(value: object, key: str) -> str:
    """A full address, or a path from the root of the same host."""
    address = text_in(value, key)
    if address and not is_link(address) and not re.fullmatch(r"/(?![/\\])[^\s\\]*", address):
        how = "应为 https:// 开头的网址，或者同一网站上以 / 开头的路径"
        raise SettingsError(f"{key}：{how}，现为 {address!r}")
    return address
