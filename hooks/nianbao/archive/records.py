"""The records of a web archive (WARC 1.1, ISO 28500): what a server would answer, file by file.

The days are those of the site, never the clock; ids follow from addresses and contents: the same
site gives the same bytes.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime
from io import BytesIO
from pathlib import Path
from typing import IO
from urllib.parse import quote

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from ..build import Entry

__all__ = ["Capture", "address_of", "write_records"]

_VERSION = "WARC/1.1"
_TEXT = ("text/", "application/json", "application/xml", "image/svg+xml")


@dataclass(frozen=True, slots=True)
class Capture:
    """One answer in the archive: where its record begins, and how many bytes it takes."""

    address: str
    entry: Entry
    day: date
    offset: int
    length: int


def address_of(entry: Entry, site_url: str) -> str:
    """The address at which a server has a file: a page's is its folder."""
    path = entry.path
    if path == "index.html" or path.endswith("/index.html"):
        path = path.removesuffix("index.html")
    return f"{site_url.rstrip('/')}/{quote(path)}"


def write_records(
    stream: IO[bytes], folder: Path, entries: Iterable[Entry], site_url: str, day: date, title: str
) -> Iterator[Capture]:
    """Writes the records one after another, and gives where each stands.

    ``day`` is that of the whole site, for files whose own is not known. Raises OSError.
    """
    writer = WARCWriter(stream, gzip=True, warc_version=_VERSION)
    about = {"software": "nianbao", "format": f"WARC File Format {_VERSION[5:]}", "isPartOf": title}
    record = writer.create_warcinfo_record("data.warc.gz", about)
    _fix(record.rec_headers, _moment(day), f"{site_url} {title} {day}")
    writer.write_record(record)
    for entry in entries:
        address = address_of(entry, site_url)
        content = (folder / entry.path).read_bytes()
        own_day = entry.day or day
        record = writer.create_warc_record(
            address,
            "response",
            payload=BytesIO(content),
            length=len(content),
            http_headers=StatusAndHeaders("200 OK", _headers(entry), protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": _moment(own_day)},
        )
        _fix(record.rec_headers, _moment(own_day), f"{address} {entry.sha256}")
        offset = stream.tell()
        writer.write_record(record)
        yield Capture(address, entry, own_day, offset, stream.tell() - offset)


def _headers(entry: Entry) -> list[tuple[str, str]]:
    kind = entry.media_type
    found = [
        ("Content-Type", f"{kind}; charset=utf-8" if kind.startswith(_TEXT) else kind),
        ("Content-Length", str(entry.size)),
    ]
    if entry.day:
        found.append(("Last-Modified", _http_date(entry.day)))
    return found


def _fix(headers: StatusAndHeaders, moment: str, name: str) -> None:
    """Instead of the time and the random id that the library gives a record."""
    headers.replace_header("WARC-Date", moment)
    own = uuid.uuid5(uuid.NAMESPACE_URL, name)
    headers.replace_header("WARC-Record-ID", f"<urn:uuid:{own}>")


def _moment(day: date) -> str:
    return f"{day}T00:00:00Z"


def _http_date(day: date) -> str:
    return format_datetime(datetime(day.year, day.month, day.day, tzinfo=UTC), usegmt=True)
