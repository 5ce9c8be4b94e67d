"""Decodes text files as Chinese offices save them: UTF-8, UTF-16 or a GB encoding."""

from __future__ import annotations

import codecs
import re

from ..document import Refusal
from .invisible import without_invisible

__all__ = ["decode_text"]

_MAX_BYTES = 4_000_000
# No text holds these; a picture or a program does.
_BINARY = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff]")


def decode_text(data: bytes) -> str:
    """The text of a file, with Unix line ends and without what nobody sees.

    Raises Refusal when it is no text, or none in an encoding that is in use here.
    """
    if len(data) > _MAX_BYTES:
        raise Refusal("文本文件超过 4 MB，太大，不像一份年度报告", "请检查选的文件对不对")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        # Nearly any bytes are some GB text, but hardly any GB text is UTF-8.
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _BINARY.search(text):
            break
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        return without_invisible(re.sub("[\u2028\u2029]", "\n", text))
    raise Refusal(
        "这个文件不是文本文件，或者不是 UTF-8、UTF-16、GB18030（GBK）编码",
        "请用记事本打开看看内容是否正常，再选“文件 › 另存为”，编码选 UTF-8",
    )
