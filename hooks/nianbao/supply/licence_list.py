"""The licences of what a site is built with, for people: a list, then every text."""

from __future__ import annotations

from collections.abc import Sequence

from .materials import FontFile, Package

__all__ = ["licence_list"]

_HEAD = """\
生成本网站所用的软件包和字体，它们的版本和许可证（SPDX 名称）。
软件包只在生成网站时运行，网站里没有它们的文件；字体嵌在 PDF 里。
随软件包而来的许可证全文附在后面。
"""
_UNKNOWN = "字体文件没有注明，由本单位自行取得授权"


def licence_list(packages: Sequence[Package], fonts: Sequence[FontFile]) -> str:
    """The list of packages and fonts, and below it the texts that came with the packages."""
    rows = [(str(p.locked.name), p.locked.version, p.licence) for p in packages]
    rows += [(font.name, font.version, font.licence or _UNKNOWN) for font in fonts]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        f"{name:{widths[0]}}  {version:{widths[1]}}  {licence}" for name, version, licence in rows
    ]
    texts = [
        f"{'=' * 72}\n{package.locked.name} {package.locked.version}：{name}\n\n{text}\n"
        for package in packages
        for name, text in package.texts
    ]
    return "\n".join([_HEAD, *lines, "", *texts])
