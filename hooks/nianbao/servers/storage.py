"""Object storage: which metadata a file has to be stored with, as a table for scripts."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from ..build.media_types import MEDIA_TYPES
from .serving import CHARSET_TYPES, TYPES, ServedSite

__all__ = ["storage_files"]

_HEAD = ("后缀", "Content-Type", "Cache-Control", "Content-Disposition（公开年报栏目里的）")


def storage_files(site: ServedSite) -> Mapping[str, str]:
    """The table by its name: a line for each end of a name."""
    written = io.StringIO()
    lines = csv.writer(written, lineterminator="\n")
    lines.writerow(_HEAD)
    for kind, ends in TYPES.items():
        full = f"{kind}; charset=utf-8" if kind in CHARSET_TYPES else kind
        for end in ends:
            headers = site.headers(f"{site.column}x.{end}")
            kept = headers["Cache-Control"]
            lines.writerow((f".{end}", full, kept, headers.get("Content-Disposition", "")))
    for end in ("css", "js"):
        name = f"*.????????.{end}"
        lines.writerow(
            (name, f"{MEDIA_TYPES[end]}; charset=utf-8", *site.named_by_digest.values(), "")
        )
    return {"object-storage.csv": "\ufeff" + written.getvalue()}
