"""The media type of a file of the site, the same on every machine."""

from __future__ import annotations

from pathlib import PurePosixPath

__all__ = ["MEDIA_TYPES", "media_type_of"]

# Python's mimetypes reads the machine's own registry, which differs from one to the next.
MEDIA_TYPES = {
    "avif": "image/avif",
    "bmp": "image/bmp",
    "css": "text/css",
    "csv": "text/csv",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "et": "application/vnd.ms-excel",
    "gif": "image/gif",
    "gz": "application/gzip",
    "htm": "text/html",
    "html": "text/html",
    "ico": "image/vnd.microsoft.icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": "text/javascript",
    "json": "application/json",
    "jsonld": "application/ld+json",
    "map": "application/json",
    "md": "text/markdown",
    "mjs": "text/javascript",
    "ofd": "application/ofd",
    "otf": "font/otf",
    "parquet": "application/vnd.apache.parquet",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "sqlite": "application/vnd.sqlite3",
    "svg": "image/svg+xml",
    "ttf": "font/ttf",
    "txt": "text/plain",
    "warc": "application/warc",
    "webmanifest": "application/manifest+json",
    "webp": "image/webp",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "wps": "application/vnd.ms-works",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
    "zip": "application/zip",
}
"""The type by the end of a name, in small letters."""
_UNKNOWN = "application/octet-stream"


def media_type_of(path: str) -> str:
    """The media type that a path's suffix stands for; ``application/octet-stream`` if unknown."""
    return MEDIA_TYPES.get(PurePosixPath(path).suffix[1:].lower(), _UNKNOWN)
