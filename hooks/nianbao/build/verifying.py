"""Compares a published copy of the site, in a folder or on the web, with a manifest.

Nobody can ask a server what else it has: at an address, only what is listed is compared. A server
that changes what it serves (compresses it unasked, adds a script to pages) differs.
"""

from __future__ import annotations

import hashlib
import http.client
import re
import urllib.error
import urllib.request
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO
from urllib.parse import quote, urlsplit, urlunsplit

from ..visible import visible
from .differences import Differences, Unreachable, folder_differences
from .errors import BuildError
from .manifest import MANIFEST, MANIFEST_FILES, Entry, Manifest, entry_of
from .media_types import media_type_of

__all__ = ["listed_files", "own_files", "verify"]

_AGENT = "nianbao-verify/1"
_WORKERS = 8
# Seconds without an answer.
_TIMEOUT = 30.0
# Bytes; a manifest of 100,000 files has a quarter of it.
_LARGEST_MANIFEST = 128 << 20
# A server that failed so many times is not asked for thousands of files more.
_FAILURES = 20
_GONE = (404, 410)
_UNAVAILABLE = (OSError, http.client.HTTPException, ValueError)


def own_files(manifest: Path) -> tuple[Entry, ...]:
    """What a copy of our own site must have: all that its manifest lists, and the manifest's files.

    Raises BuildError if the manifest, or what stands beside it, cannot be read.
    """
    try:
        entries = Manifest.from_json(manifest.read_bytes()).entries
        beside = [manifest.with_name(name) for name in MANIFEST_FILES]
        return (*entries, *(entry_of(f.name, media_type_of(f.name), f, None) for f in beside))
    except OSError as error:
        raise _unreadable(str(manifest), error) from error


def listed_files(where: str) -> tuple[Entry, ...]:
    """What a copy says by its own manifest that it has; ``where`` as for ``verify``.

    Raises BuildError if it has none, or none that can be read.
    """
    try:
        if _is_address(where):
            content = _Copy(where).read(MANIFEST, _LARGEST_MANIFEST)
        else:
            content = (_folder(where) / MANIFEST).read_bytes()
    except _UNAVAILABLE as error:
        raise _unreadable(f"{where} 的 {MANIFEST}", error) from error
    return Manifest.from_json(content).entries


def verify(where: str, expected: Iterable[Entry]) -> Differences:
    """How a copy differs from what is expected.

    ``where`` is a folder, or the address of the site or of its ``manifest.json``.

    Raises BuildError if it is neither.
    """
    if not _is_address(where):
        return folder_differences(_folder(where), expected)
    entries = sorted(expected, key=lambda entry: entry.path)
    copy = _Copy(where)
    with ThreadPoolExecutor(_WORKERS) as pool:
        found = list(zip(entries, pool.map(copy.look, entries), strict=True))
    return Differences(
        missing=tuple(entry.path for entry, same in found if same is None),
        differing=tuple(entry.path for entry, same in found if same is False),
        unreachable=tuple(Unreachable(e.path, why) for e, why in found if isinstance(why, str)),
    )


def _is_address(where: str) -> bool:
    return re.match(r"https?://", where, re.IGNORECASE) is not None


def _folder(where: str) -> Path:
    """The folder of a copy, or the one that its manifest stands in."""
    path = Path(where)
    folder = path.parent if path.name == MANIFEST else path
    if not folder.is_dir():
        raise BuildError(f"{where} 既不是文件夹，也不是 http:// 或 https:// 开头的网址")
    return folder


class _SameHost(urllib.request.HTTPRedirectHandler):
    """Follows redirections on the same host only, and none from https to http."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        old, new = urlsplit(req.full_url), urlsplit(newurl)
        if new.hostname != old.hostname or (old.scheme, new.scheme) == ("https", "http"):
            raise urllib.error.HTTPError(newurl, code, "转到别处", headers, fp)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class _Copy:
    """A copy on the web; threads may ask it at the same time."""

    def __init__(self, address: str) -> None:
        try:
            parts = urlsplit(address)
        except ValueError as error:  # a bracket that does not close
            raise BuildError(f"{visible(address)} 不是完整的网址") from error
        if not parts.hostname:
            raise BuildError(f"{visible(address)} 不是完整的网址")
        # What is percent-encoded already stays so.
        path = quote(parts.path.removesuffix(MANIFEST).rstrip("/"), safe="/%")
        self._root = urlunsplit((parts.scheme, parts.netloc, f"{path}/", "", ""))
        self._opener = urllib.request.build_opener(_SameHost())
        self._opener.addheaders = [("User-Agent", _AGENT), ("Accept-Encoding", "identity")]
        self._failures = 0

    def read(self, path: str, largest: int) -> bytes:
        """A file that is not larger than that; raises one of ``_UNAVAILABLE``."""
        try:
            return self._read(path, largest)
        except _UNAVAILABLE as error:
            if _is_gone(error) or isinstance(error, _TooLargeError):
                raise
            return self._read(path, largest)

    def look(self, entry: Entry) -> bool | str | None:
        """Whether a file has the bytes it should have; None if there is none, or why unknown."""
        if self._failures >= _FAILURES:
            return f"前面已有 {_FAILURES} 个读不到，没有再试"
        try:
            # A byte more than there should be is enough to differ.
            content = self.read(entry.path, entry.size)
        except _TooLargeError:
            return False
        except _UNAVAILABLE as error:
            if _is_gone(error):
                return None
            self._failures += 1
            return _reason(error)
        return hashlib.sha256(content).hexdigest() == entry.sha256

    def _read(self, path: str, largest: int) -> bytes:
        try:
            answer = self._opener.open(self._root + quote(path), timeout=_TIMEOUT)
        except urllib.error.HTTPError as error:
            error.close()  # the answer is not read
            raise
        with answer:
            content: bytes = answer.read(largest + 1)
            if len(content) > largest:
                raise _TooLargeError(f"超过 {largest} 字节")
            if answer.length:
                # read(n) keeps silent about a connection that ended too early.
                raise http.client.IncompleteRead(content, answer.length)
        return content


class _TooLargeError(ValueError):
    """A file is larger than it should be."""


def _is_gone(error: Exception) -> bool:
    return isinstance(error, urllib.error.HTTPError) and error.code in _GONE


def _reason(error: Exception) -> str:
    if isinstance(error, urllib.error.HTTPError):
        return f"服务器答复 {error.code} {visible(str(error.reason))}"
    if isinstance(error, TimeoutError):
        return f"{_TIMEOUT:.0f} 秒没有答复"
    return visible(str(getattr(error, "reason", "") or error) or type(error).__name__)


def _unreadable(what: str, error: Exception) -> BuildError:
    return BuildError(f"读不到 {visible(what)}：{_reason(error)}")
