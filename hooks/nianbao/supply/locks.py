"""Reads a lock: which package in which version, for which machines, with which digests."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from packaging.markers import Marker
from packaging.utils import NormalizedName, canonicalize_name

__all__ = ["Locked", "read_lock"]

_ENTRY = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>[^\s;]+)(?: ; (?P<marker>[^\\\n]+))?", re.MULTILINE
)
_DIGEST = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_VIA = re.compile(r"^    #(?: via|  ) ([\w.-]+)(?: \(pyproject\.toml[^)]*\))?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Locked:
    """A package as a lock has it: the SHA-256 of its files, and the packages that need it.

    ``marker`` says which machines it is for; None means all.
    """

    name: NormalizedName
    version: str
    marker: Marker | None
    digests: tuple[str, ...]
    needed_by: frozenset[NormalizedName]

    @property
    def is_for_this_machine(self) -> bool:
        """Whether it is installed here."""
        return self.marker is None or self.marker.evaluate()


def read_lock(path: Path) -> tuple[Locked, ...]:
    """The packages of a lock that uv has written, in its order."""
    text = path.read_text("utf-8")
    starts = [*_ENTRY.finditer(text)]
    ends = [*(entry.start() for entry in starts[1:]), len(text)]
    return tuple(
        Locked(
            canonicalize_name(entry["name"]),
            entry["version"],
            Marker(marker) if (marker := entry["marker"]) else None,
            tuple(_DIGEST.findall(text, entry.end(), end)),
            frozenset(map(canonicalize_name, _VIA.findall(text, entry.end(), end))),
        )
        for entry, end in zip(starts, ends, strict=True)
    )
