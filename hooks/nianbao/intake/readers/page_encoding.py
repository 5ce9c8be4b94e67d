"""The text of a page, in whatever encoding it was saved."""

from __future__ import annotations

import codecs
import re

from ..document import Refusal

__all__ = ["decode_page"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]+)"""
    rb"""|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
_HEAD = 8192
"""Browsers look no further than 1024 bytes; saved pages have notes of the browser above."""
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "gb18030", "cp1252": "gb18030"}
"""What pages say, and what they mean: the names of GB18030 that people know."""
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")


def decode_page(data: bytes) -> str:
    """The page as text, without control characters.

    Raises Refusal when it is in none of the encodings that Chinese pages are in.
    """
    for encoding in _encodings(data):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _CONTROLS.sub("", text.removeprefix("\ufeff"))
    raise Refusal(
        "网页的文字编码认不出来",
        "请用浏览器打开原网页，重新保存为“网页，仅 HTML”，或者复制正文到 Word 里另存为 .docx",
    )


def _encodings(data: bytes) -> list[str]:
    """The encodings to try, likeliest first."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return [encoding]
    encodings = ["utf-8", "gb18030"]
    declared = _DECLARED.search(data[:_HEAD])
    if declared is None:
        return encodings
    name = (declared[1] or declared[2]).decode("ascii")
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return encodings
    if known.startswith("utf-16"):  # it could not have been read so far
        return encodings
    meant = _WIDER.get(known, known)
    return [meant, *(encoding for encoding in encodings if encoding != meant)]
