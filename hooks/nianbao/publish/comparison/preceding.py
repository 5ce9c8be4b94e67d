"""Which report comes before another: that of the nearest earlier year, or of a renamed organ."""

from __future__ import annotations

from ...source import Portal, Report

__all__ = ["report_before"]


def report_before(report: Report, portal: Portal) -> Report | None:
    """The organ's report of the nearest earlier year that it has.

    Before its first report stands the last one that it has under a former name. After a merger or
    a division there is none.
    """
    organs = (report.organ, *portal.lineage.ancestors(report.organ).renamed)
    # Newest first, of one organ after the other.
    known = (each for organ in organs for each in portal.by_organ.get(organ.slug, ()))
    return next((each for each in known if each.year < report.year), None)
