"""直达: a page that answers a question by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ...form import glossary
from ..web.addresses import term_path

__all__ = ["DirectPage", "term_pages"]


@dataclass(frozen=True, slots=True)
class DirectPage:
    """A page found by the words of its title or by one of its keywords."""

    title: str
    path: str
    keywords: tuple[str, ...] = ()


def term_pages() -> Iterator[DirectPage]:
    """What the glossary explains, each term where it stands there."""
    for term in glossary().values():
        yield DirectPage(f"名词解释：{term.title}", term_path(term), (term.key, term.title))
