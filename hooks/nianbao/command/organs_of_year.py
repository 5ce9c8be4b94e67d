"""The organs of a site in one year: which is meant, which has no report, what it reported."""

from __future__ import annotations

from ..source import Listing, Organ, Report, read_report
from .words import Arguments, nearest

__all__ = ["lacks_report", "organ_called", "report_about"]


def organ_called(slug: str, listing: Listing, parser: Arguments) -> Organ:
    """The organ of that key; ends the command where there is none."""
    if slug not in listing.organs:
        parser.error(f"organs.yml 里没有 {slug}{nearest(slug, listing.organs)}")
    return listing.organs[slug]


def lacks_report(listing: Listing, organ: Organ, year: int) -> bool:
    """Whether the organ should have a report about the year, and has none.

    One that has never reported, and says no year from which it does, is only listed.
    """
    reports = bool(listing.years.get(organ.slug)) or organ.first_year is not None
    return reports and organ.exists(year) and (organ.slug, year) not in listing.by_place


def report_about(listing: Listing, organ: Organ, year: int) -> Report | None:
    """The organ's report about a year, if there is one that can be read."""
    file = listing.by_place.get((organ.slug, year))
    if file is None:
        return None
    report, _ = read_report(file.path, organ.in_year(year), file.file)
    return report if isinstance(report, Report) else None
