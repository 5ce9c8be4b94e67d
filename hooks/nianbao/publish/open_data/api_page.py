"""The page that leads to every document of the API, so that whoever follows links has them all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ..data.api import API, DocumentLink
from ..web.downloads import Download
from ..web.meta_tags import ColumnPage
from ..web.sheets import in_sheets, sheet_path

__all__ = ["ApiPage", "api_pages"]

_MOST = 2_000


@dataclass(frozen=True, slots=True)
class ApiPage:
    """按项取数; ``groups`` are the documents by kind, ``pages`` the addresses of all such pages."""

    template = "api.html"
    description = "按机关、年度、指标取数的 JSON，程序可以直接读，不需要服务器。"
    groups: tuple[tuple[str, tuple[DocumentLink, ...]], ...]
    pages: tuple[str, ...]
    updated: date | None
    downloads: tuple[Download, ...] = ()
    number: int = 1

    @property
    def path(self) -> str:
        """Its address."""
        return sheet_path(API, self.number)

    @property
    def title(self) -> str:
        """The heading of the page."""
        return "按项取数" + (f"（第{self.number}页）" if self.number > 1 else "")

    @property
    def crumb(self) -> str:
        """Its name in breadcrumbs, where the first page stands before the others."""
        return f"第{self.number}页" if self.number > 1 else self.title

    @property
    def about(self) -> ColumnPage:
        """What its meta tags say."""
        return ColumnPage(self.title, self.description, ("政府信息公开", "年报数据", "JSON"))


def api_pages(documents: Sequence[DocumentLink], updated: date | None) -> Iterator[ApiPage]:
    """The page, or as many as the links fill."""
    kinds = dict.fromkeys(each.kind for each in documents)
    groups = tuple((kind, tuple(d for d in documents if d.kind == kind)) for kind in kinds)
    sheets = in_sheets(groups, 1, _MOST)
    pages = tuple(sheet_path(API, number) for number in range(1, len(sheets) + 1))
    for number, own in enumerate(sheets, 1):
        yield ApiPage(own, pages if len(pages) > 1 else (), updated, number=number)
