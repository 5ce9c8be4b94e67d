"""Compressed copies beside the files of a site, for servers that hand them out as they are.

Only texts, and only where it saves something. The same bytes always give the same copy: gzip's
head has no name and no time (RFC 1952, 2.3.1).
"""

from __future__ import annotations

import gzip
from collections.abc import Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from .manifest import Entry

__all__ = ["COMPRESSED_TYPES", "compressed_copies"]

COMPRESSED_TYPES = frozenset(
    {
        *("text/html", "text/css", "text/javascript", "text/csv", "text/plain", "text/markdown"),
        *("application/json", "application/ld+json", "application/manifest+json"),
        *("application/xml", "application/atom+xml", "image/svg+xml"),
    }
)
"""Types that become a third or less when they are compressed."""
# Bytes; less fits into one packet anyhow.
_LEAST = 1024
_LEVEL = 9
# Of them so many are held in memory.
_AT_ONCE = 256


def compressed_copies(folder: Path, entries: Collection[Entry]) -> Iterator[tuple[Entry, bytes]]:
    """Each file of a site's folder that has a copy, with the bytes of the copy.

    Raises OSError.
    """
    taken = {entry.path for entry in entries}
    texts = [
        entry
        for entry in entries
        if entry.media_type in COMPRESSED_TYPES
        and entry.size >= _LEAST
        and f"{entry.path}.gz" not in taken
    ]

    def copy(entry: Entry) -> bytes:
        return gzip.compress((folder / entry.path).read_bytes(), _LEVEL, mtime=0)

    with ThreadPoolExecutor() as pool:  # zlib lets others work meanwhile
        for start in range(0, len(texts), _AT_ONCE):
            batch = texts[start : start + _AT_ONCE]
            for entry, content in zip(batch, pool.map(copy, batch), strict=True):
                if len(content) < entry.size:
                    yield entry, content
