"""The portal in shares: organs that are one and the same, whose reports are worked on together.

What is said of a report depends on its own organ's reports, and on those that the organ published
under former names: on nothing else that takes reading another report. So a share is what is read,
checked, laid out and kept at a time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from ..problem import Problem
from ..source import Listing, Organ, ReportFile

__all__ = ["Share", "shares_of"]


@dataclass(frozen=True)
class Share:
    """Organs by their slugs, with their files; the organs in ``listing`` are all of the portal.

    ``name`` is what messages call it.
    ``problems`` are what listing has found in the files. A share that ``covers`` others has
    reports that are held against the reports of the organs below its own.
    """

    name: str
    slugs: tuple[str, ...]
    listing: Listing
    problems: tuple[Problem, ...]
    covers: bool

    @property
    def size(self) -> int:
        """How many texts of reports it has."""
        return len(self.listing.texts)

    @property
    def alone(self) -> Share:
        """The share without the organs of the portal, which would go with every one of them."""
        return replace(self, listing=replace(self.listing, organs={}, organs_text=""))

    def among(self, organs: Mapping[str, Organ]) -> Share:
        """The share, with all organs of the portal."""
        return replace(self, listing=replace(self.listing, organs=organs))


def shares_of(listing: Listing, problems: Iterable[Problem]) -> tuple[list[Share], list[Problem]]:
    """All shares that have a file, and the problems that are about none of them.

    Organs whose reports cover those of others are one share, for they may cover each other.
    """
    by_organ: dict[str, list[ReportFile]] = {}
    for file in listing.files:
        by_organ.setdefault(file.organ.slug, []).append(file)
    for (slug, _), earlier in listing.earlier.items():
        if earlier:
            by_organ.setdefault(slug, [])
    by_file: dict[str, list[Problem]] = {}
    for problem in problems:
        by_file.setdefault(problem.file, []).append(problem)
    shares = []
    for slugs in _joined(listing):
        there = [slug for slug in slugs if slug in by_organ]
        if there:
            shares.append(_share(slugs, there, listing, by_organ, by_file))
    return shares, [problem for found in by_file.values() for problem in found]


def _share(
    slugs: tuple[str, ...],
    there: list[str],
    listing: Listing,
    by_organ: dict[str, list[ReportFile]],
    by_file: dict[str, list[Problem]],
) -> Share:
    own = replace(
        listing,
        files=tuple(file for slug in there for file in by_organ[slug]),
        earlier={place: files for place, files in listing.earlier.items() if place[0] in slugs},
    )
    files = [file.file for file in own.texts]
    names = [listing.organs[slug].name for slug in slugs]
    return Share(
        name=names[0] if len(names) == 1 else f"{names[0]}等 {len(names)} 个机关",
        slugs=slugs,
        listing=own,
        problems=tuple(problem for file in files for problem in by_file.pop(file, ())),
        covers=any(listing.organs[slug].aggregate for slug in slugs),
    )


def _joined(listing: Listing) -> Iterator[tuple[str, ...]]:
    """All organs, those of one share together, in the order of organs.yml."""
    share_of = {slug: slug for slug in listing.organs}

    def first_of(slug: str) -> str:
        while share_of[slug] != slug:
            slug = share_of[slug]
        return slug

    def join(slug: str, other: str) -> None:
        share_of[first_of(slug)] = first_of(other)

    covering = [slug for slug, organ in listing.organs.items() if organ.aggregate]
    for slug in covering:
        join(slug, covering[0])
    for slug, organ in listing.organs.items():
        for former in listing.lineage.ancestors(organ).renamed:
            join(former.slug, slug)
    groups: dict[str, list[str]] = {}
    for slug in listing.organs:
        groups.setdefault(first_of(slug), []).append(slug)
    yield from map(tuple, groups.values())
