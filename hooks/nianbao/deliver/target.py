"""What a delivery needs of the place that a site is put at, however it is reached."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from ..build import Entry

__all__ = ["WORKPLACE", "Target"]

WORKPLACE = ".nianbao-publishing"
"""Our own folder at a target while a delivery is at work; no server shows what begins so.

Files are written there and get their place by one renaming, so that nobody reads half of one.
"""


class Target(Protocol):
    """A folder somewhere. Paths are those of a site; every method raises DeliveryError."""

    @property
    def name(self) -> str:
        """What messages call it."""

    @property
    def batch(self) -> int:
        """How many files are sent before it is noted at the target that they have been."""

    @property
    def needs_notes(self) -> bool:
        """Whether it cannot tell by itself what has been sent before a delivery was stopped."""

    @property
    def compares(self) -> str:
        """What ``differing`` compares, in Chinese."""

    def open(self) -> None:
        """Reaches the folder; it is made when only itself is missing, not what it is in."""

    def read(self, paths: Collection[str]) -> Mapping[str, bytes]:
        """The contents of small files, without those that are not there."""

    def write(self, path: str, content: bytes) -> None:
        """Writes a small file, in the place of what is there."""

    def existing(self, site: Path, entries: Sequence[Entry]) -> list[str]:
        """The paths of a site's files at which there is something."""

    def differing(self, site: Path, entries: Sequence[Entry]) -> list[str]:
        """The paths of a site's files that are not there, or not as they should be."""

    def send(self, site: Path, entries: Sequence[Entry], done: Callable[[str], None]) -> None:
        """Puts files of a site in place, one after the other, and says of each that it is there."""

    def remove(self, paths: Sequence[str]) -> None:
        """Removes files that are there, then the folders they leave empty.

        A folder under the name of such a file stays: the file never came to be.
        """

    def clear(self) -> None:
        """Removes the workplace, if there is one: all has been done."""

    def close(self) -> None:
        """Ends the connection, if there is one."""
