"""Reads and checks all reports of a project, share by share: what was read before is kept.

Everything that one share comes to is worked out from its own files, from organs.yml, and from
what the site decides; its key says so. Shares that cover others come last, when it is known what
those add up to. What only all reports together show is found anew each time, of their gists.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from itertools import groupby
from pathlib import Path

from ..build.digests import data_digest, digest_of, folder_digests
from ..build.store import Store
from ..build.tasks import Done, Task, Tools, do_all
from ..check import (
    Contributions,
    Gists,
    Share,
    check_against_ledger,
    check_approvals,
    check_elsewhere,
    check_rest,
    check_share,
    check_times,
    contributions_of,
    gists_of,
    shares_of,
)
from ..facts import CommitDates, Facts, PortalFacts, committed_file, portal_facts
from ..problem import Problem
from ..settings import HouseRules, Settings
from ..slow_work import SlowWork
from ..source import (
    LEDGER,
    CurrentText,
    Ledger,
    Listing,
    Organ,
    Withdrawal,
    current_text,
    files_elsewhere,
    list_reports,
)
from .equipment import Equipment
from .paper.press import press_for
from .program import program_digest

_SECONDS_A_REPORT = 0.006

__all__ = [
    "ReadShare",
    "Reading",
    "Readings",
    "facts_of_all",
    "kept_facts",
    "kept_organs",
    "read_all",
]


@dataclass(frozen=True)
class Reading:
    """What is known of a share when it has been read: ``facts`` are pickled ``ShareFacts``.

    ``texts`` are all texts as they stand in their files; of drafts, a release knows no more.
    ``elsewhere`` are the files outside its folders that its reports lead to, and whether they
    were there, under their own names.
    """

    problems: tuple[Problem, ...]
    contributions: Contributions
    gists: Gists
    facts: bytes
    texts: tuple[CurrentText, ...]
    withdrawn: tuple[Withdrawal, ...]
    elsewhere: tuple[tuple[Path, bool], ...]

    files = ()
    values = ()

    @property
    def is_current(self) -> bool:
        """Whether what lies outside its folders is as it was."""
        return all(_is_there(path) == was_there for path, was_there in self.elsewhere)


@dataclass(frozen=True)
class ShareFacts:
    """The facts of a share's reports and of superseded texts, and what was withdrawn."""

    reports: tuple[Facts, ...]
    superseded: Mapping[tuple[str, int, int], Facts]
    withdrawn: Mapping[tuple[str, int], Withdrawal]


@dataclass(frozen=True)
class ReadShare:
    """A share, with its reading and the key under which that is kept.

    The organs of the portal are kept under ``organs``.
    """

    share: Share
    organs: str
    key: str
    reading: Reading

    @cached_property
    def facts_digest(self) -> str:
        """Changes with anything that pages about many reports say of this share."""
        return digest_of(self.reading.facts.hex())


@dataclass(frozen=True)
class Readings:
    """All shares of a portal, in the order of organs.yml, what was released, all that is wrong.

    What comparing them came to is kept under ``compared``.
    """

    listing: Listing
    shares: tuple[ReadShare, ...]
    ledger: Ledger
    compared: str
    problems: tuple[Problem, ...]

    @property
    def count(self) -> int:
        """How many reports there are, each with all of its texts."""
        return len(self.listing.files)

    @property
    def texts(self) -> tuple[CurrentText, ...]:
        """All texts as they stand in their files."""
        return tuple(text for share in self.shares for text in share.reading.texts)


@dataclass(frozen=True)
class _Job:
    """What reading a share takes; ``commits`` are those of its files.

    The organs of the portal are kept under ``organs`` in the ``store``.
    """

    root: Path
    settings: Settings
    store: Store
    share: Share
    organs: str
    contributions: Contributions
    commits: CommitDates
    is_release: bool


def read_all(folder: Path, equipment: Equipment, tools: Tools) -> Readings:
    """Reads and checks the reports in a folder."""
    root, settings = equipment.root, equipment.settings
    listing, listed = list_reports(folder)
    shares, rest = shares_of(listing, listed)
    organs = _keep_organs(listing, tools.store)
    digests = _by_folder(folder_digests(folder))
    basis = digest_of(
        "reading",
        program_digest(),
        str(equipment.is_release),
        equipment.typefaces.digest,
        str(root),
        str(folder),
        data_digest(settings.rules),
        settings.identifier.pattern,
        digest_of(listing.organs_text),
    )

    def task(share: Share, contributions: Contributions) -> Task[Reading]:
        # Asking for it twice would take as long as all the rest of an unchanged portal.
        paths = [file.path.resolve() for file in share.listing.texts]
        days = {path: equipment.commits.get(path) for path in paths}
        known = {path: day for path, day in days.items() if day}
        parts = (part for slug in share.slugs for part in (slug, *digests.get(slug, ())))
        key = digest_of(
            basis,
            data_digest(share.problems),
            data_digest(contributions),
            data_digest([str(day) for day in days.values()]),
            *parts,
        )
        job = _Job(
            root,
            settings,
            tools.store,
            share.alone,
            organs,
            contributions,
            known,
            equipment.is_release,
        )
        seconds = share.size * _SECONDS_A_REPORT
        return Task(share.name, key, partial(read_share, job), share.size, seconds)

    plain = [share for share in shares if not share.covers]
    covering = [share for share in shares if share.covers]
    progress = tools.progress("核对报告")

    def read(given: list[Task[Reading]]) -> list[Done[Reading]]:
        return do_all(given, tools.store, tools.workers, progress)

    done = read([task(share, {}) for share in plain])
    contributions = {
        place: given for each in done for place, given in each.result.contributions.items()
    }
    done += read([task(share, contributions) for share in covering])
    by_share = dict(zip((share.slugs for share in (*plain, *covering)), done, strict=True))
    known = [_read(share, organs, by_share[share.slugs]) for share in shares]
    press = press_for(root, settings)
    problems = check_rest(listing, rest, press, settings.rules)
    problems += (problem for each in known for problem in each.reading.problems)
    texts = [text for each in known for text in each.reading.texts]
    withdrawn = [gone for each in known for gone in each.reading.withdrawn]
    committed = committed_file(root, f"{folder.name}/{LEDGER}")
    ledger, found = check_against_ledger(folder, texts, withdrawn, equipment.today, committed)
    problems += found
    problems += check_approvals(texts, ledger, settings.rules, equipment.today)
    problems += check_times(texts, settings.rules)
    compared = _compared(known, listing, settings.rules, tools.store)
    problems += compared.problems
    return Readings(listing, tuple(known), ledger, compared.key, tuple(sorted(problems)))


@dataclass(frozen=True)
class _Compared:
    """What holding all reports against each other came to, and the key under which it is kept."""

    key: str
    problems: tuple[Problem, ...]


def _compared(
    shares: Iterable[ReadShare], listing: Listing, rules: HouseRules, store: Store
) -> _Compared:
    """What reports have that others have, too; found anew when one of them has changed."""
    read = tuple(shares)
    key = digest_of("compared", program_digest(), *(share.key for share in read))
    kept = store.value(key)
    if kept is not None:
        known: _Compared = pickle.loads(kept)  # noqa: S301 - written by ourselves, and whole
        return known
    gists = {place: gist for share in read for place, gist in share.reading.gists.items()}
    compared = _Compared(key, tuple(check_elsewhere(gists, listing, rules)))
    store.keep(key, pickle.dumps(compared, protocol=5))
    return compared


def read_share(job: _Job) -> Reading:
    """Reads and checks one share."""
    press = press_for(job.root, job.settings)
    share = job.share.among(kept_organs(job.store, job.organs))
    with SlowWork() as working_on:
        portal, problems = check_share(
            share, job.contributions, press, job.settings.rules, working_on
        )
    texts = tuple(map(current_text, portal.texts))
    if job.is_release:
        # What is not published yet may have faults, which are in nobody's way.
        portal = portal.without({(each.organ.slug, each.year) for each in portal.drafts})
        drafts = {text.file for text in texts if text.is_draft}
        problems = [problem for problem in problems if problem.file not in drafts]
    by_file = {file: tuple(group) for file, group in groupby(problems, lambda p: p.file)}
    facts = portal_facts(portal, by_file, job.commits, job.settings.identifier)
    elsewhere = dict.fromkeys(path for report in portal.texts for path in files_elsewhere(report))
    return Reading(
        problems=tuple(problems),
        contributions=contributions_of(portal),
        gists=gists_of(portal),
        facts=pickle.dumps(
            ShareFacts(facts.reports, facts.superseded, facts.withdrawn), protocol=5
        ),
        texts=texts,
        withdrawn=portal.withdrawn,
        elsewhere=tuple((path, _is_there(path)) for path in elsewhere),
    )


@lru_cache(1)
def kept_facts(cache: Path, key: str) -> PortalFacts:
    """The facts of all reports, which many parts are made of."""
    kept = Store(cache / "store").value(key)
    if kept is None:
        raise FileNotFoundError(key)
    facts: PortalFacts = pickle.loads(kept)  # noqa: S301 - written by ourselves, and whole
    return facts


@lru_cache(1)
def kept_organs(store: Store, key: str) -> Mapping[str, Organ]:
    """All organs of a portal, which every share needs, once in a process."""
    kept = store.value(key)
    if kept is None:
        raise FileNotFoundError(key)
    organs: Mapping[str, Organ] = pickle.loads(kept)  # noqa: S301 - written by ourselves, and whole
    return organs


def _keep_organs(listing: Listing, store: Store) -> str:
    """Keeps all organs; the key under which they are."""
    key = digest_of("organs", program_digest(), listing.organs_text)
    if store.value(key) is None:
        store.keep(key, pickle.dumps(dict(listing.organs), protocol=5))
    return key


def facts_of_all(listing: Listing, shares: Iterable[bytes]) -> PortalFacts:
    """The facts of all reports of shares, each as its reading has them."""
    known: list[ShareFacts] = [pickle.loads(facts) for facts in shares]  # noqa: S301 - our own
    order = {slug: number for number, slug in enumerate(listing.organs)}
    reports = [facts for each in known for facts in each.reports]
    reports.sort(key=lambda facts: (order[facts.organ.slug], facts.year))
    return PortalFacts(
        organs=listing.organs,
        lineage=listing.lineage,
        reports=tuple(reports),
        superseded={place: f for each in known for place, f in each.superseded.items()},
        withdrawn={place: gone for each in known for place, gone in each.withdrawn.items()},
    )


def _is_there(path: Path) -> bool:
    """Whether a report can lead there: to a file, and through no link."""
    try:
        return path.is_file() and path.resolve() == path
    except OSError:  # no system has a name that long
        return False


def _read(share: Share, organs: str, done: Done[Reading]) -> ReadShare:
    return ReadShare(share, organs, done.key, done.result)


def _by_folder(digests: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    """Names and digests of the files in each folder, one after the other."""
    found: dict[str, list[str]] = {}
    for name, digest in digests.items():
        folder, _, below = name.partition("/")
        found.setdefault(folder, []).extend((below, digest))
    return {folder: tuple(parts) for folder, parts in found.items()}
