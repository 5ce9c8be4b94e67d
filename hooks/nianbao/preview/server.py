"""The preview's web server: for whoever sits at this machine, and nobody else."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, quote, unquote, urlsplit

from .answers import Answer, Answers
from .board import Board
from .live import ASSETS, OWN, PROBLEMS, WAITING

__all__ = ["PreviewServer"]

_WAIT = 25.0
"""Seconds that a page waits for news; some programs between do not let it wait longer."""
_OWN_NAMES = ("127.0.0.1", "localhost", "::1")
_TYPES = {".css": "text/css", ".js": "text/javascript"}


class PreviewServer(ThreadingHTTPServer):
    """Serves what ``answers`` has. Raises OSError when the port is taken."""

    # On Windows it would share a port with another program instead of saying that it is taken.
    allow_reuse_address = sys.platform != "win32"
    daemon_threads = True

    def __init__(self, address: str, port: int, board: Board, answers: Answers) -> None:
        self.board = board
        self.answers = answers
        super().__init__((address, port), _Handler)

    @property
    def base(self) -> str:
        """The path at which the site is published, with slashes at both ends."""
        record = self.board.state.record
        path = urlsplit(record.site.site_url).path.strip("/") if record else ""
        return f"/{path}/" if path else "/"

    @property
    def url(self) -> str:
        """Where to look at the site."""
        host, port = str(self.server_address[0]), self.server_address[1]
        return f"http://{host}:{port}{quote(unquote(self.base))}"

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as above it
        """A browser that goes away is none; a mistake of ours is told."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: PreviewServer

    def do_GET(self) -> None:
        """Answers with the content."""
        self._send(self._answer())

    def do_HEAD(self) -> None:
        """Answers without it."""
        self._send(self._answer())

    def log_message(self, *_: object) -> None:
        """Says nothing: the terminal is for what changes."""

    def _answer(self) -> Answer:
        host = urlsplit(f"//{self.headers['Host'] or ''}").hostname
        if self.server.server_address[0] in _OWN_NAMES and host not in _OWN_NAMES:
            # A page from elsewhere may give this machine a name of its own, and read drafts by it.
            return Answer(HTTPStatus.MISDIRECTED_REQUEST)
        asked = urlsplit(self.path)
        if asked.path.startswith(OWN):
            return self._own(asked.path, parse_qs(asked.query))
        return self._of_site(unquote(asked.path, errors="surrogateescape"))

    def _of_site(self, path: str) -> Answer:
        base = unquote(self.server.base)
        if path != base and path in ("/", base[:-1]):
            return Answer(HTTPStatus.FOUND, headers={"Location": quote(base)})
        below = path.removeprefix(base)
        is_below = path.startswith(base)
        if is_below and not _is_plain(below):
            return Answer(HTTPStatus.NOT_FOUND)
        answer = self.server.answers.answer(below) if is_below else self.server.answers.nothing()
        if moved := answer.headers.get("Location"):
            return Answer(answer.status, headers={"Location": quote(base + moved)})
        return answer

    def _own(self, path: str, query: Mapping[str, list[str]]) -> Answer:
        if path in ASSETS:
            return Answer(HTTPStatus.OK, _TYPES[path[path.rindex(".") :]], ASSETS[path])
        if path == PROBLEMS:
            return self.server.answers.problems()
        if path == WAITING:
            since = query.get("since", [""])[0]
            board = self.server.board
            state = board.wait(lambda now: board.mark_of(now) != since, _WAIT)
            return Answer(HTTPStatus.OK, "text/plain", board.mark_of(state).encode())
        return Answer(HTTPStatus.NOT_FOUND)

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        kind = answer.media_type
        if kind.startswith("text/") or kind == "application/json":
            kind += "; charset=utf-8"
        fixed = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
        for name, value in {"Content-Type": kind, **fixed, **answer.headers}.items():
            if value:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.content)


def _is_plain(path: str) -> bool:
    """Whether a path has nothing but names of visible files and slashes between them."""
    names = path.removesuffix("/").split("/") if path else []
    return all(name and name[0] != "." and not set(name) & set("\\:\0") for name in names)
