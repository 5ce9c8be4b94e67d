"""What readers of a web archive look into first: where each address stands, what are pages."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Iterable
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

from .records import Capture

__all__ = ["cdxj", "pages_list", "sort_key"]

_PAGE = "text/html"
_TITLE = re.compile(rb"<title>(.*?)</title>", re.DOTALL)
_PORTS = {"http": 80, "https": 443}


def sort_key(address: str) -> str:
    """An address in the order by which archives sort: ``cn,gov,shili)/zwgk/``.

    Sort-friendly URI Reordering Transform, as far as addresses of ours need it: host reversed and
    without its www, all in small letters. The package for it is under the AGPL.
    """
    parts = urlsplit(address.lower())
    host = re.sub(r"^www\d*\.", "", parts.hostname or "")
    port = f":{parts.port}" if parts.port and parts.port != _PORTS[parts.scheme] else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{','.join(reversed(host.split('.')))}{port}){parts.path or '/'}{query}"


def cdxj(captures: Iterable[Capture], warc: str) -> bytes:
    """The index, sorted: a line an address with a JSON object (CDXJ)."""
    lines = sorted(_line(capture, warc) for capture in captures)
    return "".join(f"{line}\n" for line in lines).encode()


def _line(capture: Capture, warc: str) -> str:
    entry = capture.entry
    found = {
        "url": capture.address,
        "mime": entry.media_type,
        "status": "200",
        "digest": f"sha256:{entry.sha256}",
        "length": str(capture.length),
        "offset": str(capture.offset),
        "filename": warc,
    }
    moment = f"{capture.day:%Y%m%d}000000"
    return f"{sort_key(capture.address)} {moment} {json.dumps(found, ensure_ascii=False)}"


def pages_list(captures: Iterable[Capture], folder: Path) -> bytes:
    """The pages with their titles, a JSON object a line (pages.jsonl). Raises OSError."""
    lines: list[dict[str, str]] = [{"format": "json-pages-1.0", "id": "pages", "title": "全部网页"}]
    for capture in captures:
        if capture.entry.media_type == _PAGE:
            title = _TITLE.search((folder / capture.entry.path).read_bytes())
            name = base64.urlsafe_b64encode(bytes.fromhex(capture.entry.sha256))[:22].decode()
            lines.append(
                {
                    "id": name,
                    "url": capture.address,
                    "ts": f"{capture.day}T00:00:00Z",
                    "title": unescape(title[1].decode()).strip() if title else capture.address,
                }
            )
    return "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines).encode()
