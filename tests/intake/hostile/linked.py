"""Documents that ask for pictures and texts elsewhere, and a server that notes who asks."""

from __future__ import annotations

import io
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from .office import png

__all__ = ["LINKED", "OWN", "linked_doc", "linked_odt", "linked_rtf", "listening"]

OWN = png(3, 5)
"""The picture that stands in the documents themselves."""
LINKED = png(7, 11)
"""The picture that they name."""
_DOC = Path(__file__).with_name("linked_picture.doc")
_PORT = "54321"
_SPACES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_TEXT = "application/vnd.oasis.opendocument.text"


@contextmanager
def listening() -> Iterator[tuple[int, list[str]]]:
    """The port of a server on this machine, and the requests it has had."""
    requests: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def __getattr__(self, name: str) -> object:
            if not name.startswith("do_"):
                raise AttributeError(name)
            return self.answer

        def answer(self) -> None:
            requests.append(self.requestline)
            self.send_response(200)
            self.send_header("Content-Type", "image/png")
            self.send_header("Content-Length", str(len(LINKED)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(LINKED)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port, requests
        server.shutdown()


def linked_doc(port: int) -> bytes:
    """A Word 97 file (LibreOffice made it) with a picture linked at a port of this machine."""
    data, own = _DOC.read_bytes(), str(port)
    assert len(own) == len(_PORT)
    for encoding in ("ascii", "utf-16-le"):
        assert _PORT.encode(encoding) in data
        data = data.replace(_PORT.encode(encoding), own.encode(encoding))
    return data


def linked_odt(web: str, picture: str, text: str) -> bytes:
    """A document with its own picture that names these addresses in every way there is."""
    link = 'xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"'

    def frame(inner: str) -> str:
        size = 'svg:width="2cm" svg:height="2cm"'
        return f'<draw:frame text:anchor-type="as-char" {size}>{inner}</draw:frame>'

    def image(address: str) -> str:
        return f'<draw:image xlink:href="{address}" {link}/>'

    def group(address: str) -> str:
        shape = '<draw:rect svg:x="3cm" svg:width="1cm" svg:height="1cm"/>'
        return f'<draw:g text:anchor-type="as-char">{frame(image(address))}{shape}</draw:g>'

    def background(name: str, address: str) -> str:
        properties = f'<style:background-image xlink:href="{address}" {link}/>'
        return (
            f'<style:style style:name="{name}" style:family="paragraph">'
            f"<style:paragraph-properties>{properties}</style:paragraph-properties></style:style>"
        )

    paragraphs = [frame(image("Pictures/own.png"))]
    for address in (web, picture):
        paragraphs += [group(address), frame(image(address))]
    for address in (web, picture, text):
        paragraphs += [
            frame(f'<draw:{kind} xlink:href="{address}" {link}/>')
            for kind in ("object", "floating-frame")
        ]
    sections = "".join(
        f'<text:section text:name="S{number}"><text:section-source xlink:href="{address}"'
        f' text:filter-name="Text"/><text:p>原有</text:p></text:section>'
        for number, address in enumerate((web, text))
    )
    body = "".join(f"<text:p>{paragraph}</text:p>" for paragraph in paragraphs)
    body += '<text:p text:style-name="A">甲</text:p><text:p text:style-name="B">乙</text:p>'
    styles = background("A", web) + background("B", picture)
    spaces = " ".join(f'xmlns:{name}="{space}"' for name, space in _SPACES.items())
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces}'
        f' office:version="1.2"><office:automatic-styles>{styles}</office:automatic-styles>'
        f"<office:body><office:text>{body}{sections}</office:text></office:body>"
        "</office:document-content>"
    )
    kinds = {"/": _TEXT, "content.xml": "text/xml", "Pictures/own.png": "image/png"}
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>'
        for name, kind in kinds.items()
    )
    manifest = (
        f'<?xml version="1.0"?><manifest:manifest xmlns:manifest="{_MANIFEST}"'
        f' manifest:version="1.2">{entries}</manifest:manifest>'
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", _TEXT)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("content.xml", content)
        archive.writestr("Pictures/own.png", OWN)
    return packed.getvalue()


def linked_rtf(web: str, picture: str, text: str) -> bytes:
    """A document with its own picture whose fields name these addresses."""
    # LibreOffice 7.4 gives up on a picture that is a text.
    switches = r"\\d \\* MERGEFORMATINET"
    fields = [f'INCLUDEPICTURE "{address}" {switches}' for address in (web, picture)]
    fields += [
        f'{keyword} "{address}"'
        for address in (web, picture, text)
        for keyword in ("INCLUDETEXT", "IMPORT", "LINK Word.Document.8", "DDEAUTO soffice")
    ]
    body = "".join(
        rf"{{\field{{\*\fldinst {{ {field} }}}}{{\fldrslt {{}}}}}}\par" for field in fields
    )
    own = rf"{{\pict\pngblip\picw3\pich5\picwgoal900\pichgoal900 {OWN.hex()}}}\par"
    return rf"{{\rtf1\ansi{{\*\template {web}}} {own}{body}}}".encode()
