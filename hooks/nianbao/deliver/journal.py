"""The note that a delivery keeps at its target, so that the next one knows what was left undone.

The manifest at a target says what was there when the last delivery ended. One that was stopped
has changed some of it: the journal names every path that it was to touch, and what it has sent
for certain.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..build import Entry, Manifest
from ..build.manifest import is_site_path
from .plan import Held
from .target import WORKPLACE

__all__ = ["JOURNAL", "Journal", "held_at"]

JOURNAL = f"{WORKPLACE}/journal.json"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Journal:
    """All paths that deliveries since the last one that ended were to touch; what they have sent.

    ``sent`` has the SHA-256 of each.
    """

    touched: frozenset[str] = frozenset()
    sent: Mapping[str, str] = field(default_factory=dict)

    def begun(self, touched: Iterable[str]) -> Journal:
        """The journal before a delivery that is to touch these paths."""
        new = frozenset(touched)
        kept = {path: digest for path, digest in self.sent.items() if path not in new}
        return Journal(self.touched | new, kept)

    def with_sent(self, entries: Iterable[Entry]) -> Journal:
        """The journal once these files are in place."""
        return Journal(self.touched, {**self.sent, **{e.path: e.sha256 for e in entries}})

    def json(self) -> bytes:
        """What the file holds."""
        data = {"format": _FORMAT, "touched": sorted(self.touched), "sent": dict(self.sent)}
        return (json.dumps(data, ensure_ascii=False, sort_keys=True) + "\n").encode()

    @classmethod
    def from_json(cls, content: bytes) -> Journal:
        """The journal in a file. Raises ValueError if it is none of ours, or damaged."""
        data = json.loads(content.decode("utf-8"))
        if not isinstance(data, dict) or data.get("format") != _FORMAT:
            raise ValueError("no journal of this program")
        touched, sent = data.get("touched"), data.get("sent")
        if not isinstance(touched, list) or not isinstance(sent, dict):
            raise TypeError("no journal of this program")
        for path in (*touched, *sent):
            if not isinstance(path, str) or not is_site_path(path):
                raise ValueError(f"{path!r} is no path of a site")
        return cls(frozenset(touched), {path: str(digest) for path, digest in sent.items()})


def held_at(manifest: bytes | None, manifest_files: Mapping[str, str], journal: Journal) -> Held:
    """What a target has, by its own manifest and the journal of what was stopped.

    ``manifest_files`` are the digests of the manifest's own files, which it cannot list.

    Raises ManifestError if the manifest is not one of ours.
    """
    listed: dict[str, str] = {}
    if manifest is not None:
        entries = Manifest.from_json(manifest).entries
        listed = {entry.path: entry.sha256 for entry in entries} | dict(manifest_files)
    known = {path: digest for path, digest in listed.items() if path not in journal.touched}
    return Held(known | dict(journal.sent), frozenset((*listed, *journal.touched)))
