"""A web archive in one file: WACZ 1.1.1 (https://specs.webrecorder.net/wacz/1.1.1/).

A ZIP with the records (WARC), the index, the list of pages, and a data package that names each with
its digest. The records are not compressed again, so that a reader can ask a server for a part.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import IO

from ..build import Entry
from .about import ArchiveAbout
from .index import cdxj, pages_list
from .records import write_records

__all__ = ["write_archive"]

_WARC = "data.warc.gz"
_WACZ_VERSION = "1.1.1"
# ZIP knows no earlier year.
_FIRST_YEAR = 1980


def write_archive(
    target: IO[bytes], folder: Path, entries: Iterable[Entry], about: ArchiveAbout
) -> int:
    """Writes the archive of these files of a site's folder; gives how many it has.

    The same files give the same bytes, whenever it is written. Raises OSError.
    """
    listed = sorted(entries, key=lambda entry: entry.path)
    with tempfile.TemporaryFile() as records, zipfile.ZipFile(target, "w") as archive:
        captures = tuple(
            write_records(records, folder, listed, about.site_url, about.day, about.title)
        )
        parts = {
            "indexes/index.cdx": cdxj(captures, _WARC),
            "pages/pages.jsonl": pages_list(captures, folder),
        }
        resources = [_add_stream(archive, f"archive/{_WARC}", records, about.day)]
        resources += [_add(archive, path, data, about.day) for path, data in parts.items()]
        package = _json(_package(about, resources))
        _add(archive, "datapackage.json", package, about.day)
        digest = {
            "path": "datapackage.json",
            "hash": f"sha256:{hashlib.sha256(package).hexdigest()}",
        }
        _add(archive, "datapackage-digest.json", _json(digest), about.day)
    return len(captures)


def _package(about: ArchiveAbout, resources: Iterable[Mapping[str, object]]) -> dict[str, object]:
    moment = f"{about.day}T00:00:00Z"
    return {
        "profile": "data-package",
        "wacz_version": _WACZ_VERSION,
        "title": about.title,
        "created": moment,
        "software": "nianbao",
        "mainPageUrl": f"{about.site_url.rstrip('/')}/",
        "mainPageDate": moment,
        "metadata": dict(about.metadata),
        "resources": list(resources),
    }


def _json(value: object) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode()


def _info(path: str, day: date) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(path, (max(day.year, _FIRST_YEAR), day.month, day.day, 0, 0, 0))
    info.create_system = 3
    info.external_attr = 0o644 << 16
    return info


def _add(archive: zipfile.ZipFile, path: str, data: bytes, day: date) -> dict[str, object]:
    archive.writestr(_info(path, day), data)
    return _resource(path, hashlib.sha256(data).hexdigest(), len(data))


def _add_stream(
    archive: zipfile.ZipFile, path: str, stream: IO[bytes], day: date
) -> dict[str, object]:
    stream.seek(0)
    digest = hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]
    size = stream.tell()
    stream.seek(0)
    info = _info(path, day)
    info.file_size = size
    with archive.open(info, "w", force_zip64=True) as part:
        shutil.copyfileobj(stream, part)
    return _resource(path, digest, size)


def _resource(path: str, digest: str, size: int) -> dict[str, object]:
    name = path.rpartition("/")[2]
    return {"name": name, "path": path, "hash": f"sha256:{digest}", "bytes": size}
