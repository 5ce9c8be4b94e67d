"""网页标签: the meta tags that 政府网站发展指引 asks of the pages of a government site.

国办发〔2017〕47号, annex 网页标签规范. Names, capitals and which page has which tag are own
knowledge, confirmed on pages in use: docs/maintainers/sources.md. A tag whose value is not known
is left out: an empty one would say that there is nothing, and a site goes public with all of its
own settings filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from ...own_data import read_own_data
from ...settings import SiteIdentity
from ...source import Organ
from ...wording import reports_name

__all__ = [
    "Article",
    "ColumnPage",
    "MetaTags",
    "column_type",
    "hand_written",
    "keywords_in",
    "moment_in",
    "organ_column",
    "page_tags",
    "site_tags",
]

MetaTags = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ColumnPage:
    """A page that leads to others: its name, what it holds, and words to find it by.

    ``kind`` is its 栏目类别 where that does not go by its address.
    """

    name: str
    description: str = ""
    keywords: tuple[str, ...] = ()
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """A page to read, in a column; ``published`` is a day, with the time where that is known."""

    title: str
    column: ColumnPage
    published: str = ""
    source: str = ""
    keywords: tuple[str, ...] = ()
    author: str = ""
    description: str = ""
    url: str = ""


def organ_column(organ: Organ) -> ColumnPage:
    """The column in which the reports of an organ stand."""
    name = "".join(reports_name(organ.name))
    description = f"{organ.name}历年的政府信息公开工作年度报告。"
    return ColumnPage(name, description, ("政府信息公开", "年报", organ.name))


def site_tags(name: str, url: str, identity: SiteIdentity) -> MetaTags:
    """网站标签, on every page; ``name`` is the portal's where the site is a section of one."""
    return _known(
        (
            ("SiteName", name),
            ("SiteDomain", urlsplit(url).hostname or ""),
            ("SiteIDCode", identity.id_code),
        )
    )


def page_tags(page: ColumnPage | Article | None, path: str) -> MetaTags:
    """栏目标签 of a column at a path, 内容标签 besides of an article; the first page has none."""
    if page is None:
        return ()
    if isinstance(page, ColumnPage):
        return _known(_column_tags(page, path))
    return _known((*_column_tags(page.column, path), *_article_tags(page)))


def column_type(path: str) -> str:
    """栏目类别 of the pages below a path."""
    kinds = _column_types()
    return kinds[max((start for start in kinds if path.startswith(start)), key=len)]


@cache
def _column_types() -> Mapping[str, str]:
    types: dict[str, str] = read_own_data(Path(__file__).with_name("column_types.yml"))
    return types


def _column_tags(column: ColumnPage, path: str) -> MetaTags:
    return (
        ("ColumnName", column.name),
        ("ColumnDescription", column.description),
        ("ColumnKeywords", ",".join(column.keywords)),
        ("ColumnType", column.kind or column_type(path)),
    )


def _article_tags(article: Article) -> MetaTags:
    return (
        ("ArticleTitle", article.title),
        ("PubDate", article.published),
        ("ContentSource", article.source),
        ("Keywords", ",".join(article.keywords)),
        ("Author", article.author),
        ("Description", article.description),
        ("Url", article.url),
    )


def hand_written(
    title: str,
    meta: Mapping[str, object],
    *,
    column: ColumnPage | None,
    source: str,
    url: str,
) -> ColumnPage | Article:
    """What a hand-written page is: an article in a column, or a column itself."""
    description = str(meta.get("description", ""))
    keywords = keywords_in(meta.get("keywords"))
    kind = str(meta.get("column_type", ""))
    if column is None:
        return ColumnPage(title, description, keywords, kind)
    return Article(
        title=title,
        column=replace(column, kind=kind or column.kind),
        published=moment_in(meta.get("date")),
        source=source,
        keywords=keywords,
        description=description,
        url=url,
    )


def keywords_in(value: object) -> tuple[str, ...]:
    """The keywords that a hand-written page names: a list, or one text with commas."""
    words = value if isinstance(value, list) else re.split("[,，、;；]", str(value or ""))
    return tuple(filter(None, (str(word).strip() for word in words)))


def moment_in(value: object) -> str:
    """The day that a hand-written page names, with the time to the minute if it has one.

    YAML turns a day, and a time with seconds, into objects, which print as they were written.
    """
    moment = re.fullmatch(r"(\d{4}-\d{2}-\d{2})(?:[ T]+(\d{2}:\d{2})(?::.*)?)?", str(value or ""))
    return " ".join(filter(None, moment.groups())) if moment else ""


def _known(tags: Iterable[tuple[str, str]]) -> MetaTags:
    """What has content, which crawlers look for on one line."""
    lines = ((name, " ".join(content.split())) for name, content in tags)
    return tuple((name, content) for name, content in lines if content)
