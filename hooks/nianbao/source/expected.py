"""About which years an organ owes a report."""

from __future__ import annotations

from collections.abc import Iterable

from .front_matter import YEARS
from .organs import Organ

__all__ = ["expected_years"]


def expected_years(organ: Organ, reported: Iterable[int], latest: int) -> range:
    """The years from an organ's first to its last, or to the latest that any organ reports about.

    Where organs.yml does not say which year is the first, it is that of the earliest report; of
    an organ without a report nothing but the latest year is known to be owed.
    """
    first = organ.first_year or min(reported, default=latest)
    last = min(organ.last_year or latest, latest)
    return range(max(first, YEARS.start), last + 1)
