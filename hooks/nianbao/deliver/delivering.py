"""Makes a target have exactly the files of a site, while what it had before goes on answering.

Stopped anywhere and done again, it ends right: before anything is touched, a journal at the target
says what will be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..build import (
    MANIFEST,
    MANIFEST_FILES,
    BuildError,
    Entry,
    ManifestError,
    folder_differences,
)
from ..build.check_sums import digests_of
from ..build.verifying import own_files
from ..visible import visible
from .errors import DeliveryError
from .journal import JOURNAL, Journal, held_at
from .plan import Held, Plan, plan_of
from .target import Target

__all__ = ["Delivery", "Progress", "amount", "deliver", "prepare"]

_ROBOTS = "robots.txt"
_SITEMAP = re.compile(r"^Sitemap:\s*(\S+)sitemap\.xml\s*$", re.MULTILINE | re.IGNORECASE)
# Paths named in a message; the rest is counted.
_NAMED = 5

Progress = Callable[[int, int, int, int], None]
"""Is told how many files of how many have been sent, and how many bytes of how many."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is to be done to put a site at a target."""

    site: Path
    entries: tuple[Entry, ...]
    plan: Plan
    journal: Journal

    @property
    def size(self) -> int:
        """How many bytes are to be sent."""
        return sum(entry.size for entry in self.plan.sent)

    def explained(self) -> str:
        """What is to be done, in Chinese."""
        gone = len(self.plan.in_the_way) + len(self.plan.removals)
        stopped = "接着上一次没有做完的，" if self.journal.touched else ""
        return (
            f"{stopped}共 {len(self.entries)} 个文件，要送 {len(self.plan.sent)} 个"
            f"（{amount(self.size)}），要删 {gone} 个"
        )


def amount(size: int) -> str:
    """So many bytes, in the largest unit in which they are at least one."""
    for unit, bytes_each in (("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10)):
        if size >= bytes_each:
            return f"{size / bytes_each:.1f} {unit}"
    return f"{size} 字节"


def prepare(site: Path, target: Target, *, overwrite: bool = False) -> Delivery:
    """Looks at a site and a target, and decides what is to be done; nothing is changed yet.

    ``overwrite`` says that what stands in the way at the target may be replaced.

    Raises DeliveryError if the site is not whole, or the target is something else.
    """
    entries = _entries(site)
    target.open()
    there = target.read((*MANIFEST_FILES, JOURNAL, _ROBOTS))
    journal = _journal(there.get(JOURNAL), target)
    digests = {name: digests_of(there[name])[1] for name in MANIFEST_FILES if name in there}
    try:
        held = held_at(there.get(MANIFEST), digests, journal)
    except ManifestError:
        held = held_at(None, {}, journal)
    if not held.named and not overwrite:
        _refuse_others(site, entries, target)
    if not overwrite:
        _refuse_another_site(site, there.get(_ROBOTS), held, target)
    return Delivery(site, entries, plan_of(entries, held), journal)


def deliver(delivery: Delivery, target: Target, progress: Progress) -> None:
    """Does what is to be done, and looks whether all is there then.

    What others have changed at the target meanwhile, or long ago, is put right as well.

    Raises DeliveryError.
    """
    plan, journal = delivery.plan, delivery.journal
    if plan:
        journal = journal.begun(plan.touched)
        target.write(JOURNAL, journal.json())
    if plan.in_the_way:
        target.remove(plan.in_the_way)
    counted = _Counted(plan.sent, progress)
    for stage in plan.stages:
        for start in range(0, len(stage), target.batch):
            batch = stage[start : start + target.batch]
            target.send(delivery.site, batch, counted.done)
            if target.needs_notes:
                journal = journal.with_sent(batch)
                target.write(JOURNAL, journal.json())
    if plan.removals:
        target.remove(plan.removals)
    _mend(delivery.site, delivery.entries, journal, target)
    target.clear()


class _Counted:
    """Adds up what has been sent."""

    def __init__(self, entries: Sequence[Entry], progress: Progress) -> None:
        self._sizes = {entry.path: entry.size for entry in entries}
        self._total = sum(self._sizes.values())
        self._files = self._bytes = 0
        self._progress = progress

    def done(self, path: str) -> None:
        """Counts a file that is in place."""
        self._files += 1
        self._bytes += self._sizes[path]
        self._progress(self._files, len(self._sizes), self._bytes, self._total)


def _mend(site: Path, entries: Sequence[Entry], journal: Journal, target: Target) -> None:
    """Sends once more what differs at the target. Raises DeliveryError if it still does."""
    differing = set(target.differing(site, entries))
    if not differing:
        return
    again = [entry for entry in entries if entry.path in differing]
    target.write(JOURNAL, journal.begun(differing).json())
    target.send(site, again, lambda _: None)
    if still := target.differing(site, again):
        raise DeliveryError(
            f"{target.name} 上有 {len(still)} 个文件与本机的不同（{_named(still)}），"
            "又送了一次还是不同；请看看那里是不是有别的程序在改网站，再发布一次"
        )


def _entries(site: Path) -> tuple[Entry, ...]:
    try:
        entries = own_files(site / MANIFEST)
    except BuildError as error:
        raise DeliveryError(f"{error}。请先生成网站") from error
    if differences := folder_differences(site, entries):
        raise DeliveryError(
            f"{visible(str(site))} 与它自己的 {MANIFEST} 不符，没有发布，请重新生成网站：\n"
            f"{differences.explained()}"
        )
    return entries


def _journal(content: bytes | None, target: Target) -> Journal:
    if content is None:
        return Journal()
    try:
        return Journal.from_json(content)
    except (ValueError, TypeError) as error:
        raise DeliveryError(
            f"{target.name} 的 {JOURNAL} 已经损坏，不知道上一次做到哪里；"
            "请把它删去，加上 --overwrite 再发布一次"
        ) from error


def _refuse_others(site: Path, entries: Sequence[Entry], target: Target) -> None:
    """Raises DeliveryError if the target has files under our names, and no manifest says why."""
    if taken := target.existing(site, entries):
        raise DeliveryError(
            f"{target.name} 里没有本程序的 {MANIFEST}，却已经有 {len(taken)} 个同名的文件"
            f"（{_named(taken)}），像是别的网站，没有发布；请看看写的是不是那个文件夹，"
            "确实要替换它们的，加上 --overwrite"
        )


def _refuse_another_site(site: Path, robots: bytes | None, held: Held, target: Target) -> None:
    """Raises DeliveryError if the target has a site of this program with another address."""
    ours = _address((site / _ROBOTS).read_bytes() if (site / _ROBOTS).is_file() else None)
    theirs = _address(robots) if _ROBOTS in held.named else ""
    if ours and theirs and ours != theirs:
        raise DeliveryError(
            f"{target.name} 里是 {visible(theirs)} 的网站，要发布的是 {visible(ours)} 的，"
            "没有发布；请看看写的是不是那个文件夹，网址确实改了的，加上 --overwrite"
        )


def _address(robots: bytes | None) -> str:
    found = _SITEMAP.search((robots or b"").decode("utf-8", "replace"))
    return found[1] if found else ""


def _named(paths: Sequence[str]) -> str:
    rest = "" if len(paths) <= _NAMED else " 等"
    return "、".join(visible(path) for path in paths[:_NAMED]) + rest
