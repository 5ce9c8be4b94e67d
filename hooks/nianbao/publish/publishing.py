"""From a project's folder to everything that it publishes, or to why it cannot be published."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby

from ..check import read_and_check
from ..facts import portal_facts
from ..problem import Problem, Severity
from ..slow_work import SlowWork
from ..visible import visible, visible_lines
from .equipment import Equipment
from .making import MadeFiles, make
from .material import Material
from .paper.press import press_of
from .paper.typesetting import Typesetter, TypesettingError
from .site import Publication
from .web.claims import conflicts

__all__ = ["NotPublishedError", "Place", "Published", "publish"]


class NotPublishedError(Exception):
    """The site cannot be published; the message, in Chinese, says why and what to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a site will be: its address and its name.

    ``taken`` are the addresses of files that are not made of reports, each with what it is.
    """

    site_url: str
    site_name: str
    taken: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Published:
    """A publication with every file made, and the problems that did not keep it from that."""

    publication: Publication
    files: MadeFiles
    problems: Sequence[Problem]


def publish(place: Place, equipment: Equipment, progress: Callable[[int, int], None]) -> Published:
    """Reads and checks all reports of a project, describes every page, makes every file.

    ``progress`` is called with the number of PDFs made and of all. Nothing outside the
    project's cache is touched. Raises NotPublishedError.
    """
    settings, typefaces, cache = equipment.settings, equipment.typefaces, equipment.cache
    press = press_of(typefaces, cache)
    with SlowWork() as working_on:
        # Reports live as long as the build: to walk them over and over costs a tenth of its time.
        with _without_collecting():
            portal, problems = read_and_check(
                equipment.root / "reports", press, settings.rules, working_on
            )
        _require_no_errors(problems)
        by_file = {file: tuple(group) for file, group in groupby(problems, lambda p: p.file)}
        publication = Publication(
            Material(
                portal=portal,
                facts=portal_facts(portal, by_file, equipment.commits),
                site_url=place.site_url,
                publisher=settings.site.sponsor or place.site_name,
                rules=settings.rules,
            )
        )
        _require_own_addresses(publication, place.taken)
        try:
            typesetter = Typesetter(typefaces, cache, working_on)
            files = make(publication.artifacts, typesetter, cache, progress)
        except TypesettingError as error:
            raise NotPublishedError(
                "PDF 排版失败，没有生成网站，原有网站未动。这是程序的毛病，请报告维护者。"
                + visible_lines(str(error))
            ) from error
    return Published(publication, files, problems)


@contextmanager
def _without_collecting() -> Iterator[None]:
    gc.unfreeze()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _require_no_errors(problems: Iterable[Problem]) -> None:
    errors = [p.explained() for p in problems if p.severity is Severity.ERROR]
    if errors:
        listed = "\n".join(errors)
        raise NotPublishedError(
            f"报告里有 {len(errors)} 处错误，没有生成网站，原有网站未动：\n{listed}"
        )


def _require_own_addresses(publication: Publication, taken: Iterable[tuple[str, str]]) -> None:
    """No two files of the site have one address."""
    claims = list(taken)
    claims += [
        (f"{view.path}index.html", f"生成的网页“{view.title}”") for view in publication.pages
    ]
    claims += [(file.path, f"生成的下载 {file.path}") for file in publication.artifacts]
    claims += [(file.path, f"附件 {file.content.key}") for file in publication.attachments]
    if found := tuple(conflicts(claims)):
        raise NotPublishedError("没有生成网站，原有网站未动：\n" + "\n".join(map(visible, found)))
