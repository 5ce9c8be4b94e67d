"""What is known of a project at one moment: its reports, the last site, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from ..problem import Problem, Severity
from ..publish import Equipment, Site
from ..publish.jobs import ShareJob
from ..publish.publishing import share_job
from ..publish.reading import Readings, ReadShare
from ..publish.record import Record
from ..publish.web.addresses import COLUMN
from ..source import ReportFile

__all__ = ["State"]


@dataclass(frozen=True)
class State:
    """A moment; ``number`` is another after everything that may be seen.

    ``equipment`` and ``readings`` are the last that there were, ``record`` is that of the last
    site. ``fault`` is what keeps settings or templates from being read, ``build_fault`` what
    kept the site from being built: Chinese, of any number of lines. While ``is_building`` a
    build is at work or wanted, which may change that.
    """

    number: int = 0
    equipment: Equipment | None = None
    readings: Readings | None = None
    theme: str = ""
    record: Record | None = None
    fault: str = ""
    build_fault: str = ""
    is_building: bool = False

    @cached_property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that keep the site from being built."""
        problems = self.readings.problems if self.readings else ()
        return tuple(each for each in problems if each.severity is Severity.ERROR)

    @cached_property
    def places(self) -> tuple[tuple[str, int], ...]:
        """The files and lines of the errors."""
        return tuple(dict.fromkeys((each.file, each.mark.line) for each in self.errors))

    @property
    def faults(self) -> tuple[str, ...]:
        """What else keeps it from that."""
        return tuple(filter(None, (self.fault, self.build_fault)))

    @property
    def is_wrong(self) -> bool:
        """Whether no site can be built of this, as far as is known."""
        return bool(self.errors or self.faults)

    @property
    def is_stuck(self) -> bool:
        """Whether there will be no new site before something is changed."""
        return self.is_wrong and not self.is_building

    @cached_property
    def broken(self) -> Mapping[str, tuple[Problem, ...]]:
        """The errors of reports, by the addresses of these."""
        found: dict[str, list[Problem]] = {}
        for slug, share in self.shares.items():
            texts = share.share.listing.texts
            places = {each.file: each.year for each in texts if each.organ.slug == slug}
            for problem in share.reading.problems:
                if problem.severity is Severity.ERROR and problem.file in places:
                    address = f"{COLUMN}{slug}/{places[problem.file]}/"
                    found.setdefault(address, []).append(problem)
        return {address: tuple(problems) for address, problems in found.items()}

    @cached_property
    def texts(self) -> Mapping[str, ReportFile]:
        """Every text of a report, by the address of its page."""
        if self.readings is None:
            return {}
        listing = self.readings.listing
        current = {
            f"{COLUMN}{file.organ.slug}/{file.year}/": file for file in listing.files if file.year
        }
        earlier = {
            f"{COLUMN}{slug}/{year}/v{file.version}/": file
            for (slug, year), files in listing.earlier.items()
            for file in files
        }
        return current | earlier

    @cached_property
    def by_file(self) -> Mapping[str, tuple[Problem, ...]]:
        """Everything that is wrong, by file; the files with errors first."""
        found: dict[str, list[Problem]] = {}
        problems = self.readings.problems if self.readings else ()
        for problem in sorted(problems, key=lambda each: (each.severity.rank, each)):
            found.setdefault(problem.file, []).append(problem)
        return {file: tuple(problems) for file, problems in found.items()}

    @cached_property
    def shares(self) -> Mapping[str, ReadShare]:
        """The share of each organ that has a file, by its slug."""
        shares = self.readings.shares if self.readings else ()
        return {slug: share for share in shares for slug in share.share.slugs}

    @cached_property
    def keys(self) -> Mapping[tuple[str, ...], str]:
        """The key of each share."""
        shares = self.readings.shares if self.readings else ()
        return {share.share.slugs: share.key for share in shares}

    @property
    def signature(self) -> object:
        """Changes with everything that a page may show of it, the last site apart."""
        problems = self.readings.problems if self.readings else ()
        settings = self.equipment.settings if self.equipment else None
        return self.keys, problems, settings, self.theme, self.fault

    @property
    def lags(self) -> bool:
        """Whether reports have changed since the last site was built."""
        return self.record is None or self.record.shares != self.keys

    @property
    def is_known(self) -> bool:
        """Whether organs.yml and the names of all files can be relied on."""
        known = {file.file for share in self.shares.values() for file in share.share.listing.texts}
        return all(problem.file in known for problem in self.errors)

    def is_new(self, share: ReadShare) -> bool:
        """Whether the last site does not show a share as it is now."""
        record = self.record
        if record is None or record.shares.get(share.share.slugs) != share.key:
            return True
        return record.theme != self.theme

    def was_there(self, slug: str) -> bool:
        """Whether an organ is on the last site."""
        return self.record is not None and any(slug in slugs for slugs in self.record.shares)

    @cached_property
    def site(self) -> Site | None:
        """The last site, with the settings of now."""
        if self.record is None or self.equipment is None:
            return None
        return replace(self.record.site, settings=self.equipment.settings)

    def job(self, share: ReadShare) -> ShareJob | None:
        """What making a share takes, once there is a site."""
        if self.site is None or self.readings is None:
            return None
        listing = self.readings.listing
        with_page = {file.organ.slug for file in listing.files}
        return share_job(share, listing.lineage, with_page, self.site)
