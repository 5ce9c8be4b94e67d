"""Who runs the site: what 政府网站发展指引 asks a government site to show on every page.

国办发〔2017〕47号, 二、（二）and annexes: the list of parts is own knowledge, see
docs/maintainers/sources.md. Nothing of it is ever invented: what is not set is not shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .values import SettingsError, link_in, mapping_in, text_in, texts_in

__all__ = ["MANDATORY", "NAMES", "SiteIdentity", "read_site_identity", "unset"]

NAMES: Mapping[str, str] = {
    "sponsor": "主办单位",
    "operator": "承办单位",
    "contact": "联系方式",
    "id_code": "政府网站标识码",
    "icp": "ICP 备案编号",
    "police": "公安机关备案编号",
    "police_link": "公安机关备案查询网址",
    "badge_image": "党政机关网站标识的图片",
    "badge_link": "党政机关网站标识的网址",
    "error_report": "“我为政府网站找错”入口的网址",
    "emblem_image": "国徽图案的图片",
    "yearly_form": "政府网站工作年度报表的网址",
    "banner": "显示在每一页顶部的一句话",
}
"""What each setting is called."""

_NOT_AT_THE_FOOT = ("id_code",)
_OPTIONAL = ("operator", "emblem_image", "yearly_form", "banner")

MANDATORY = tuple(key for key in NAMES if key not in _OPTIONAL)
"""What a site must have before it goes public."""

# How the numbers that sites are given look, and how to say so (own knowledge, like the list).
_WRITTEN = {
    "id_code": (r"[0-9]{10}|bm[0-9]{8}", "政府网站标识码是 10 位数字，或者 bm 加 8 位数字"),
    "icp": (r"\S*ICP备 ?[0-9]+号(-[0-9]+)?", "ICP 备案编号写成“某ICP备00000000号”的样子"),
    "police": (r"\S*公网安备 ?[0-9]+号", "公安机关备案编号写成“某公网安备 00000000000000号”的样子"),
}
_IMAGES = (".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp")


@dataclass(frozen=True, slots=True)
class SiteIdentity:
    """The settings below ``extra: nianbao: site:``; what is not set is empty."""

    sponsor: str = ""
    operator: str = ""
    contact: tuple[str, ...] = ()
    id_code: str = ""
    icp: str = ""
    police: str = ""
    police_link: str = ""
    badge_image: Path | None = None
    badge_link: str = ""
    error_report: str = ""
    emblem_image: Path | None = None
    yearly_form: str = ""
    banner: str = ""

    @property
    def images(self) -> Mapping[str, Path]:
        """The pictures that are set, by the paths under which they are published."""
        badge, emblem = self.badge_image, self.emblem_image
        return {
            **({f"images/{badge.name}": badge} if badge else {}),
            **({f"images/emblem/{emblem.name}": emblem} if emblem else {}),
        }


def read_site_identity(value: object, key: str, root: Path) -> SiteIdentity:
    """The settings below a key; the paths of images count from ``root``.

    Raises SettingsError naming the key that is unknown or wrong.
    """
    given = mapping_in(value, key, NAMES)

    def text(name: str) -> str:
        return text_in(given.get(name), f"{key}.{name}")

    def link(name: str) -> str:
        return link_in(given.get(name), f"{key}.{name}")

    def number(name: str) -> str:
        number = text(name)
        pattern, how = _WRITTEN[name]
        if number and not re.fullmatch(pattern, number):
            raise SettingsError(f"{key}.{name}：{how}，现为 {number!r}")
        return number

    def image(name: str) -> Path | None:
        image = text(name)
        if image and not (root / image).is_file():
            raise SettingsError(f"{key}.{name}：没有文件 {image}")
        if image and not image.lower().endswith(_IMAGES):
            raise SettingsError(f"{key}.{name}：应为 {'、'.join(_IMAGES)} 图片，现为 {image}")
        return root / image if image else None

    return SiteIdentity(
        sponsor=text("sponsor"),
        operator=text("operator"),
        contact=texts_in(given.get("contact"), f"{key}.contact"),
        id_code=number("id_code"),
        icp=number("icp"),
        police=number("police"),
        police_link=link("police_link"),
        badge_image=image("badge_image"),
        badge_link=link("badge_link"),
        error_report=link("error_report"),
        emblem_image=image("emblem_image"),
        yearly_form=link("yearly_form"),
        banner=text("banner"),
    )


def unset(identity: SiteIdentity, *, has_own_foot: bool = True) -> tuple[str, ...]:
    """What a site must have and has not, in the order of the settings.

    What stands at the foot is asked for only where the foot is the site's own.
    """
    asked = MANDATORY if has_own_foot else _NOT_AT_THE_FOOT
    return tuple(key for key in asked if not getattr(identity, key))
