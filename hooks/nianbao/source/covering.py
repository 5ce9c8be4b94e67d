"""Whose reports the report of a covering organ holds, each of them once."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence

from .organ import Organ

__all__ = ["covered_organs"]


def covered_organs(
    slug: str,
    year: int,
    children: Mapping[str, Sequence[Organ]],
    reported: Container[tuple[str, int]],
) -> tuple[Organ, ...]:
    """The organs below one whose reports about a year it holds, in the order of organs.yml.

    ``reported`` are the organs and years that have a report. What stands below a covering organ
    is in that one's report, unless it has none about the year: then it counts for itself, and the
    covering organ is awaited beside it. An organ that was not there in the year is left out.
    """
    seen = {slug}

    def below(above: str) -> Iterator[Organ]:
        for organ in children.get(above, ()):
            # An organ above itself is a problem of organs.yml, but no reason to hang.
            if organ.slug in seen:
                continue
            seen.add(organ.slug)
            is_there = (organ.slug, year) in reported
            if is_there or organ.exists(year):
                yield organ
            if not (is_there and organ.aggregate):
                yield from below(organ.slug)

    return tuple(below(slug))
