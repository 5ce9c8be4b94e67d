"""The settings of a site that the library needs: ``extra: nianbao:`` in mkdocs.yml."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

import yaml

from .house_rules import HouseRules, read_house_rules
from .identifier import IdentifierPattern, read_identifier
from .identity import SiteIdentity, read_site_identity
from .open_data import OpenDataSettings, read_open_data
from .portal import PortalSettings, read_portal
from .publication import PublicationSettings, read_publication
from .site_address import require_site_url
from .site_forms import use_site_forms
from .values import SettingsError, mapping_in

__all__ = [
    "FONT_ROLES",
    "Settings",
    "SettingsError",
    "read_settings",
    "read_site_dir",
    "read_site_settings",
    "read_site_url",
    "section_of",
]

FONT_ROLES = ("title", "body", "heading", "kai")
"""What a typeface is for: 标题（小标宋）, 正文（仿宋）, 黑体, 楷体."""
_SECTION = "nianbao"
_KEYS = (
    *("site", "portal", "fonts", "severities", "deadlines", "attachments", "kept_builds"),
    *("publish", "approval", "identifier", "data"),
)
_MOST_BUILDS = 100


@dataclass(frozen=True, slots=True)
class Settings:
    """What a site may set.

    ``site`` says who runs it, ``portal`` what it is a section of. ``font_folder`` holds its own
    fonts; ``font_families`` names, by role, the families to use, best first. ``rules`` are what it
    decides of checking. What none of the last ``kept_builds`` has used is kept no longer.
    ``publication`` says where it is put; ``identifier`` is the pattern of persistent identifiers;
    ``open_data`` is what is said and made of its data.
    """

    site: SiteIdentity = field(default_factory=SiteIdentity)
    portal: PortalSettings = field(default_factory=PortalSettings)
    font_folder: Path | None = None
    font_families: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rules: HouseRules = field(default_factory=HouseRules)
    kept_builds: int = 3
    publication: PublicationSettings = field(default_factory=PublicationSettings)
    identifier: IdentifierPattern = field(default_factory=IdentifierPattern)
    open_data: OpenDataSettings = field(default_factory=OpenDataSettings)


def section_of(extra: Mapping[str, object]) -> object:
    """The part of mkdocs.yml's ``extra`` that is ours.

    Raises SettingsError when it is only nearly called so: nobody would hear of the settings there.
    """
    if _SECTION not in extra:
        names = {str(name).casefold(): name for name in extra}
        for near in get_close_matches(_SECTION, names, n=1, cutoff=0.75):
            raise SettingsError(f"extra.{names[near]}：没有这一项，是不是 {_SECTION}？")
    return extra.get(_SECTION)


def read_settings(values: object, root: Path) -> Settings:
    """The settings from a mapping as YAML has it; paths count from ``root``.

    The forms of the site are put in use. Raises SettingsError naming the key that is unknown or
    has the wrong kind of value.
    """
    nianbao = mapping_in(values, "extra.nianbao", _KEYS)
    # Before the rules, which may name a form.
    use_site_forms(root)
    fonts = mapping_in(nianbao.get("fonts"), "extra.nianbao.fonts", ("folder", *FONT_ROLES))
    folder = fonts.get("folder")
    if folder is not None and not (isinstance(folder, str) and (root / folder).is_dir()):
        raise SettingsError(
            f"extra.nianbao.fonts.folder：没有文件夹 {folder}；请放回去，或者改这一项"
        )
    families = {role: _names(fonts[role], role) for role in FONT_ROLES if role in fonts}
    return Settings(
        site=read_site_identity(nianbao.get("site"), "extra.nianbao.site", root),
        portal=read_portal(nianbao.get("portal"), "extra.nianbao.portal", root),
        font_folder=root / folder if isinstance(folder, str) else None,
        font_families=families,
        rules=read_house_rules(nianbao),
        kept_builds=_builds(nianbao.get("kept_builds", Settings().kept_builds)),
        identifier=read_identifier(nianbao.get("identifier"), "extra.nianbao.identifier"),
        publication=read_publication(nianbao.get("publish"), "extra.nianbao.publish", root),
        open_data=read_open_data(nianbao.get("data"), "extra.nianbao.data"),
    )


def _builds(value: object) -> int:
    if type(value) is int and 0 < value <= _MOST_BUILDS:
        return value
    raise SettingsError(
        f"extra.nianbao.kept_builds：应为 1 到 {_MOST_BUILDS} 的整数，现为 {value!r}"
    )


def _names(value: object, role: str) -> tuple[str, ...]:
    if isinstance(value, list) and value and all(isinstance(name, str) for name in value):
        return tuple(value)
    raise SettingsError(f"extra.nianbao.fonts.{role}：应为字体名的列表，现为 {value!r}")


class _SiteLoader(yaml.SafeLoader):
    """Reads mkdocs.yml without acting on the tags (!ENV, !!python/name) it may hold."""


_SiteLoader.add_multi_constructor("", lambda _loader, _suffix, _node: None)


def read_site_settings(mkdocs_yml: Path) -> Settings:
    """The settings as a site's mkdocs.yml has them, without MkDocs.

    Raises SettingsError, or yaml.YAMLError when the file cannot be read.
    """
    extra = _read(mkdocs_yml).get("extra")
    values = section_of(extra) if isinstance(extra, dict) else None
    return read_settings(values, mkdocs_yml.parent)


def read_site_dir(mkdocs_yml: Path) -> Path:
    """The folder that a site is built into, without MkDocs.

    Raises SettingsError if it is no text, yaml.YAMLError when the file cannot be read.
    """
    folder = _read(mkdocs_yml).get("site_dir", "site")
    if not isinstance(folder, str):
        raise SettingsError(f"site_dir：应为文件夹的路径，现为 {folder!r}")
    return mkdocs_yml.parent / folder


def read_site_url(mkdocs_yml: Path) -> str:
    """The address of a site, without MkDocs.

    Raises SettingsError if no page could say it, yaml.YAMLError when the file cannot be read.
    """
    url = _read(mkdocs_yml).get("site_url")
    return require_site_url(url if isinstance(url, str) else None)


def _read(mkdocs_yml: Path) -> Mapping[str, object]:
    site = yaml.load(mkdocs_yml.read_text("utf-8"), Loader=_SiteLoader)  # noqa: S506 - a SafeLoader
    return site if isinstance(site, dict) else {}
