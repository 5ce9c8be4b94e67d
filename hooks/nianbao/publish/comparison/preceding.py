"""Which report comes before another: that of the nearest earlier year, or of a renamed organ."""

from __future__ import annotations

from ...source import Portal, Report, successions

__all__ = ["report_before"]


def report_before(report: Report, portal: Portal) -> Report | None:
    """The organ's report of the nearest earlier year that it has.

    Before its first report stands the last one of the organ it was before, if that one was its
    only predecessor and became nothing else. After a merger or a division there is none.
    """
    earlier = _last_before(report.year, portal.by_organ.get(report.organ.slug, ()))
    if earlier is not None:
        return earlier
    ties = successions(portal.organs)
    predecessors = [before for before, after in ties if after.slug == report.organ.slug]
    if len(predecessors) != 1:
        return None
    (organ,) = predecessors
    if sum(before.slug == organ.slug for before, _ in ties) != 1:
        return None
    return _last_before(report.year, portal.by_organ.get(organ.slug, ()))


def _last_before(year: int, newest_first: tuple[Report, ...]) -> Report | None:
    return next((report for report in newest_first if report.year < year), None)
