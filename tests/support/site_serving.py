"""Serves a folder as an ordinary web server does: compressed, kept by browsers for ten minutes."""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sample_server import headers_of_sample

__all__ = ["PatientServer", "compressed", "serve"]

_TEXT = ("text/", "application/json", "application/xml", "image/svg+xml")


class PatientServer(ThreadingHTTPServer):
    """Lets many ask at once: of the usual queue of five the sixth waits a second to ask again."""

    request_queue_size = 100


def compressed(content: bytes) -> bytes:
    """The bytes of a text on the wire, the same on every machine; 6 is what servers are set to."""
    return gzip.compress(content, 6, mtime=0)


@contextmanager
def serve(
    site: Path, *, like_sample: bool = False, instead: Mapping[str, bytes] | None = None
) -> Iterator[str]:
    """Gives the address at which a site is served, until the block is left.

    ``like_sample`` adds the headers of the sample in docs/maintainers/servers; ``instead`` holds
    what is served in place of files, or beside them, by path.
    """
    server = PatientServer(("127.0.0.1", 0), SimpleHTTPRequestHandler)
    address = f"http://127.0.0.1:{server.server_address[1]}/"
    server.RequestHandlerClass = partial(
        _Handler,
        directory=str(site),
        headers_for=headers_of_sample(address) if like_sample else lambda _: {},
        instead=instead or {},
    )
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    yield address
    server.shutdown()
    server.server_close()


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(
        self,
        *arguments: Any,
        headers_for: Callable[[str], Mapping[str, str]],
        instead: Mapping[str, bytes],
        **named: Any,
    ) -> None:
        self._headers_for = headers_for
        self._instead = instead
        # Answers what is asked, before it returns.
        super().__init__(*arguments, **named)

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        asked = urlsplit(self.path).path
        if path.is_dir() and not asked.endswith("/"):
            self._answer(HTTPStatus.MOVED_PERMANENTLY, {"Location": f"{asked}/"})
            return
        if asked.endswith("/"):
            path /= "index.html"
        status = HTTPStatus.OK
        content = self._instead.get(path.relative_to(self.directory).as_posix())
        if content is None:
            if not path.is_file():
                path, status = Path(self.directory, "404.html"), HTTPStatus.NOT_FOUND
            content = path.read_bytes()
        kept = {"ETag": f'"{hashlib.sha256(content).hexdigest()}"', "Cache-Control": "max-age=600"}
        if self.headers["If-None-Match"] == kept["ETag"]:
            self._answer(HTTPStatus.NOT_MODIFIED, kept)
            return
        kind = {"Content-Type": self.guess_type(path)}
        kind |= self._headers_for(f"/{path.relative_to(self.directory).as_posix()}")
        if kind["Content-Type"].startswith(_TEXT) and "gzip" in self.headers["Accept-Encoding"]:
            kind["Content-Encoding"] = "gzip"
            content = compressed(content)
        self._answer(status, kept | kind, content)

    def _answer(self, status: HTTPStatus, headers: dict[str, str], content: bytes = b"") -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        """Says nothing."""
