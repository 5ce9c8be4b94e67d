"""Makes a project's site in one process, and tells what each kind of work cost.

python -m bench.own_costs PROJECT

Prints JSON: for every kind how many were made, and the processor's seconds for all of them.
"""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import plain_build
from nianbao.build.store import Store
from nianbao.build.workers import LocalWorkers
from nianbao.publish import data_tasks, making, portal_data, publishing, reading
from nianbao.publish.data import outputs
from nianbao.publish.data.office_files import PublishedBook, WordFile
from nianbao.publish.paper.manuscripts import Manuscript, Poster
from nianbao.publish.paper.typesetting import Typesetter
from nianbao.publish.web.page_view import PageView
from nianbao.publish.web.renderer import Renderer
from nianbao.source import Listing

_MADE: Counter[str] = Counter()
_SECONDS: Counter[str] = Counter()
_UNDER: list[float] = []


@contextmanager
def _spent(kind: str, count: int = 1) -> Iterator[None]:
    """Counts the time that is spent on a kind of work itself, not on others that it asks for."""
    began = time.process_time()
    _UNDER.append(0.0)
    try:
        yield
    finally:
        whole = time.process_time() - began
        _SECONDS[kind] += whole - _UNDER.pop()  # type: ignore[assignment]
        _MADE[kind] += count
        if _UNDER:
            _UNDER[-1] += whole


def _watch(owner: Any, name: str, kind: Callable[..., tuple[str, int]]) -> None:  # noqa: ANN401
    """Lets every call of a function of ours be counted."""
    function = getattr(owner, name)

    def watched(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401
        with _spent(*kind(*arguments)):
            return function(*arguments, **named)

    setattr(owner, name, watched)


def _kind_of_pdf(_typesetter: Typesetter, work: object) -> tuple[str, int]:
    if isinstance(work, Manuscript):
        return "PDF of a report", 1
    if isinstance(work, Poster):
        return "picture sheet", 1
    return "volume, for each report in it", len(getattr(work, "manuscripts", ()))


def _kind_of_page(_renderer: Renderer, view: PageView, *_: object) -> tuple[str, int]:
    return f"page {view.template}", 1


def main() -> None:
    """Builds, watched."""
    _watch(Listing, "read", lambda listing, *_: ("reading a report", len(listing.files)))
    _watch(reading, "read_share", lambda job: ("checking a report", job.share.size))
    _watch(publishing, "make_share", lambda job: ("describing a report", job.share.size))
    _watch(publishing, "make_chapter", lambda *_: ("describing a chapter", 1))
    _watch(publishing, "make_index", lambda job: ("indexing a report", len(job.texts)))
    _watch(publishing, "make_search", lambda *_: ("search, all files", 1))
    _watch(publishing, "make_feeds", lambda *_: ("feeds", 1))
    _watch(portal_data, "rows_of_text", lambda *_: ("rows of a report", 1))
    _watch(data_tasks, "make_year_lines", lambda *_: ("lines of a year", 1))
    _watch(data_tasks, "make_database", lambda *_: ("database", 1))
    _watch(data_tasks, "make_files", lambda *_: ("data of the whole portal", 1))
    _watch(WordFile, "data", lambda *_: ("Word file", 1))
    _watch(PublishedBook, "data", lambda *_: ("spreadsheet", 1))
    _watch(outputs, "report_json", lambda *_: ("JSON of a report", 1))
    _watch(outputs, "report_csv", lambda *_: ("CSV of a report", 1))
    _watch(making, "packed", lambda *_: ("ZIP of a year", 1))
    _watch(Typesetter, "pdf", _kind_of_pdf)
    _watch(Renderer, "page", _kind_of_page)
    _watch(Store, "add", lambda *_: ("file into the store", 1))
    with LocalWorkers(1) as workers:
        plain_build.build(Path(sys.argv[1]), workers, lambda _what: lambda _done, _total: None)
    costs = [
        {"kind": kind, "made": made, "seconds": _SECONDS[kind]} for kind, made in _MADE.items()
    ]
    json.dump(costs, sys.stdout)


if __name__ == "__main__":
    main()
