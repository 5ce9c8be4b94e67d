"""填报助手 as a page of the site, for those who write reports; the same in one file beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from ..artifact import Artifact, text
from ..material import Material
from ..web.addresses import FILLING
from ..web.downloads import Download
from ..web.meta_tags import ColumnPage
from .form_data import filling_data
from .single_file import SCRIPT, TITLE, data_text, single_file

__all__ = ["FillingPage", "filling_page"]


@dataclass(frozen=True, slots=True)
class FillingPage:
    """填报助手; ``data`` are the forms and organs as JSON, ``script`` is what runs."""

    template = "filling.html"
    path = FILLING
    title = TITLE
    crumb = title
    description = "照官方表式填写年度报告，边填边核对，写成 .md 文件。"
    script = SCRIPT
    updated: date | None
    data: Markup
    downloads: tuple[Download, ...]

    @property
    def about(self) -> ColumnPage:
        """What its meta tags say."""
        return ColumnPage(self.title, self.description, ("政府信息公开", "年报", "填报"))


def filling_page(material: Material) -> Iterator[FillingPage]:
    """The page, and the file that is complete without it."""
    data = filling_data(material.facts.organs.values(), material.rules)
    artifact = Artifact(f"{FILLING}tianbao.htm", "text/html", text(single_file(data)))
    yield FillingPage(None, data_text(data), (Download("网页", artifact, TITLE),))
