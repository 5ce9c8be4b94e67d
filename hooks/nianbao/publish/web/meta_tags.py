"""网页标签: the meta tags that 政府网站发展指引 asks of the pages of a government site.

国办发〔2017〕47号, annex 网页标签规范. Names, capitals and which page has which tag are own
knowledge, confirmed on pages in use: docs/maintainers/sources.md. A tag whose value is not known
is left out: an empty one would say that there is nothing, and a site goes public with all of its
own settings filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from ...settings import SiteIdentity

__all__ = [
    "COLUMN_TYPE",
    "Article",
    "ColumnPage",
    "MetaTags",
    "hand_written",
    "keywords_in",
    "moment_in",
    "page_tags",
    "site_tags",
]

MetaTags = tuple[tuple[str, str], ...]

COLUMN_TYPE = "信息公开"
"""栏目类别 of everything on such a site."""


@dataclass(frozen=True, slots=True)
class ColumnPage:
    """A page that leads to others: its name, what it holds, and words to find it by."""

    name: str
    description: str = ""
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A page to read; ``published`` is a day, with the time where that is known."""

    title: str
    column: str
    published: str = ""
    source: str = ""
    keywords: tuple[str, ...] = ()
    author: str = ""
    description: str = ""
    url: str = ""


def site_tags(name: str, url: str, identity: SiteIdentity) -> MetaTags:
    """网站标签, on every page."""
    return _known(
        (
            ("SiteName", name),
            ("SiteDomain", urlsplit(url).netloc),
            ("SiteIDCode", identity.id_code),
        )
    )


def page_tags(page: ColumnPage | Article | None) -> MetaTags:
    """栏目标签 of a column, those and 内容标签 of an article, nothing of the first page."""
    if page is None:
        return ()
    return _column_tags(page) if isinstance(page, ColumnPage) else _article_tags(page)


def _column_tags(column: ColumnPage) -> MetaTags:
    return _known(
        (
            ("ColumnName", column.name),
            ("ColumnDescription", column.description),
            ("ColumnKeywords", ",".join(column.keywords)),
            ("ColumnType", COLUMN_TYPE),
        )
    )


def _article_tags(article: Article) -> MetaTags:
    return _known(
        (
            ("ColumnName", article.column),
            ("ColumnType", COLUMN_TYPE),
            ("ArticleTitle", article.title),
            ("PubDate", article.published),
            ("ContentSource", article.source),
            ("Keywords", ",".join(article.keywords)),
            ("Author", article.author),
            ("Description", article.description),
            ("Url", article.url),
        )
    )


def hand_written(
    title: str, meta: Mapping[str, object], *, is_column: bool, above: str, source: str, url: str
) -> ColumnPage | Article:
    """What a hand-written page is: a column, or an article below the one called ``above``."""
    description = str(meta.get("description", ""))
    keywords = keywords_in(meta.get("keywords"))
    if is_column:
        return ColumnPage(title, description, keywords)
    return Article(
        title=title,
        column=above,
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
