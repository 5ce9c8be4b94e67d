"""Pages that browsers save in one file (.mht, .mhtml), and mails (.eml): both are MIME."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from email import message_from_bytes
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default
from pathlib import PurePath
from urllib.parse import urljoin

from ..document import Document, Refusal
from .html_reader import read_page
from .page_facts import plain_address
from .page_pictures import Pictures
from .text_reader import read_text_report

__all__ = ["attachments_of", "page_in_mail", "read_mail"]

_SAVE_AGAIN = "请用浏览器打开原网页，重新保存为“网页，仅 HTML”，再导入"
_MAX_PARTS = 2_000


def read_mail(data: bytes) -> Document:
    """The report on the page, or in the mail, with its pictures. Raises Refusal."""
    parts = _parts(data)
    page = _first(parts, "text/html")
    if page is None:
        text = _first(parts, "text/plain")
        if text is None:
            raise Refusal("里面没有网页，也没有文字", _SAVE_AGAIN)
        return read_text_report(_content(text))
    base = str(page.get("Content-Location", ""))
    beside: dict[str, EmailMessage] = {}
    for part in parts:
        if part.get_content_maintype() == "image":
            names = (part.get("Content-Location"), f"cid:{str(part.get('Content-ID')).strip('<>')}")
            beside |= {str(name): part for name in names if name}

    def picture(src: str) -> bytes | None:
        part = beside.get(src) or beside.get(urljoin(base, src))
        return _content(part) if part else None

    document = read_page(_page_of(page), Pictures(None, beside=picture))
    return replace(document, address=document.address or plain_address(base))


def page_in_mail(data: bytes) -> bytes:
    """The page alone; nothing where there is none. Raises Refusal."""
    page = _first(_parts(data), "text/html")
    return _page_of(page) if page else b""


def _first(parts: Iterable[EmailMessage], kind: str) -> EmailMessage | None:
    return next((part for part in parts if part.get_content_type() == kind), None)


def attachments_of(data: bytes) -> list[tuple[str, bytes]]:
    """The files that a mail brings, by name; none where the mail is itself what was sent."""
    found: dict[str, bytes] = {}
    for part in _parts(data):
        name = PurePath(part.get_filename() or "").name
        if name and part.get_content_disposition() == "attachment":
            found.setdefault(name, _content(part))
    return list(found.items())


def _parts(data: bytes) -> list[EmailMessage]:
    """The parts that hold something. Raises Refusal."""
    try:
        message = message_from_bytes(data, policy=default)
        parts = [part for part in message.walk() if not part.is_multipart()]
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise Refusal("文件已损坏，或不是网页存档", _SAVE_AGAIN) from error
    if len(parts) > _MAX_PARTS:
        raise Refusal(f"文件里有 {len(parts)} 个部件，太多", _SAVE_AGAIN)
    return [part for part in parts if isinstance(part, EmailMessage)]


def _content(part: EmailMessage) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _page_of(part: EmailMessage) -> bytes:
    """The page, marked as what its part says it is encoded in, where it does not say itself."""
    content, charset = _content(part), part.get_content_charset("")
    if charset and b"charset" not in content[:8192].lower():
        return f'<meta charset="{charset}">'.encode("ascii", "ignore") + content
    return content
