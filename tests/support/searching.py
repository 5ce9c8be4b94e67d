"""The files of the search as a site has them, of texts alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from nianbao.publish.artifact import Ready, text
from nianbao.publish.search import DirectPage, ReportText, indexed_year, search_files
from nianbao.source import Organ

__all__ = ["written_search"]


def written_search(
    organs: Mapping[str, Organ], texts: Iterable[ReportText], pages: Iterable[DirectPage]
) -> tuple[tuple[str, str], ...]:
    """Path and content of every file."""
    by_year: dict[int, list[ReportText]] = {}
    for each in texts:
        by_year.setdefault(each.year, []).append(each)
    years = [indexed_year(year, organs, group, text) for year, group in by_year.items()]
    files = search_files(organs, years, pages)
    return tuple((path, file.data.decode()) for path, file in files if isinstance(file, Ready))
