"""The page that answers where a report was that has been withdrawn: since when, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ...source import Organ, Withdrawal
from ..material import Material, Views
from ..web.addresses import organ_path, report_path
from ..web.meta_tags import ColumnPage

__all__ = ["WithdrawnPage", "withdrawn_pages"]


@dataclass(frozen=True, slots=True)
class _Text:
    """A text of a report as addresses know it."""

    organ: Organ
    year: int
    version: int
    is_superseded: bool


@dataclass(frozen=True, slots=True)
class WithdrawnPage:
    """What is said at the address of one text; an organ without any report has no page.

    ``is_last`` says that the text was the current one.
    """

    template = "withdrawn.html"
    downloads = ()
    withdrawal: Withdrawal
    path: str
    organ_path: str
    is_last: bool

    @property
    def title(self) -> str:
        """The heading of the page."""
        return f"{self.report_title}（已撤回）"

    @property
    def report_title(self) -> str:
        """What the report was called."""
        gone = self.withdrawal
        return f"{gone.organ.name}{gone.year}年政府信息公开工作年度报告"

    @property
    def crumb(self) -> str:
        """Its name in breadcrumbs, where the organ stands before it."""
        return f"{self.withdrawal.year}年（已撤回）"

    @property
    def reason(self) -> str:
        """Why, as a sentence."""
        why = self.withdrawal.why
        return why if why.endswith(("。", "！", "？")) else f"{why}。"

    @property
    def description(self) -> str:
        """What a search engine shows of the page."""
        return f"这份报告已经撤回。原因：{self.reason}"

    @property
    def about(self) -> ColumnPage:
        """What its meta tags say: it is no article any more."""
        words = ("政府信息公开", "年报", self.withdrawal.organ.name)
        return ColumnPage(self.title, self.description, words)

    @property
    def updated(self) -> date | None:
        """The day since which it says so."""
        return self.withdrawal.date


def withdrawn_pages(material: Material, _views: Views) -> Iterator[WithdrawnPage]:
    """A page at the address of every text of each withdrawn report."""
    for gone in material.portal.withdrawn:
        organ = organ_path(gone.organ) if gone.organ.slug in material.with_page else ""
        last = _Text(gone.organ, gone.year, gone.version, is_superseded=False)
        earlier = (replace(last, version=n, is_superseded=True) for n in range(1, gone.version))
        for text in (last, *earlier):
            yield WithdrawnPage(gone, report_path(text), organ, is_last=text is last)
