"""What a site was made of, left in its folder: a preview shows itself what has changed since."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..build.digests import digest_of, folder_digest
from .jobs import Site
from .program import program_digest
from .publishing import Checked

__all__ = ["RECORD", "Record", "keep_record", "read_record"]

RECORD = ".preview-record"
"""The name of its file. It comes and goes with the site: the two are never of different builds."""


@dataclass(frozen=True)
class Record:
    """The site, the digest of its theme, and the keys of its shares by their organs' slugs."""

    site: Site
    theme: str
    shares: Mapping[tuple[str, ...], str]


def keep_record(folder: Path, site: Site, checked: Checked) -> None:
    """Writes the record of a build into its folder. Raises OSError."""
    shares = {share.share.slugs: share.key for share in checked.shares}
    record = Record(site, digest_of(*map(folder_digest, site.theme)), shares)
    value = pickle.dumps(record, protocol=5)
    (folder / RECORD).write_bytes(program_digest().encode() + b"\n" + value)


def read_record(folder: Path) -> Record | None:
    """The record of the site in a folder, if this program, unchanged, has written it."""
    try:
        program, _, value = (folder / RECORD).read_bytes().partition(b"\n")
    except OSError:
        return None
    if program != program_digest().encode():
        return None
    record: Record = pickle.loads(value)  # noqa: S301 - written by ourselves
    return record
