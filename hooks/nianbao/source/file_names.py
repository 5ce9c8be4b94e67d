"""Names that every system can store, that no server runs, and that differ for everyone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from ..visible import is_hidden

__all__ = ["DEVICES", "folded", "name_fault", "twin_of"]

DEVICES = (
    *("con", "prn", "aux", "nul", "conin$", "conout$"),
    *(f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"),
)
"""What Windows takes for a device, whatever follows the first dot (Naming Files, Paths, and
Namespaces)."""

# What Windows cannot store.
_FORBIDDEN = '<>:"|?*\\/'
# Apache's mod_mime, among others, goes by every ending of a name: 报告.php.pdf is run. Old servers
# end a name at a semicolon.
_RUN = (
    *("asa", "ashx", "asmx", "asp", "aspx", "bat", "cer", "cfm", "cgi", "cmd", "com", "config"),
    *("dll", "exe", "fcgi", "htaccess", "htm", "html", "jar", "js", "jsp", "jspx", "lua", "mjs"),
    *("phar", "php[0-9]?", "pht", "phtml", "pl", "py", "rb", "sh", "shtm", "shtml", "stm", "svg"),
    *("var", "war", "wasm", "xht", "xhtml", "xml"),
)
_INNER_ENDING = re.compile(rf"\.({'|'.join(_RUN)})(?=[.;])", re.IGNORECASE)
# What a server that decodes an address twice takes for another character.
_ENCODED = re.compile("%[0-9A-Fa-f]{2}")
_MOST_BYTES = 200


def name_fault(name: str) -> str:
    """Why a file or folder cannot be published under its name, after the name, or nothing."""
    return next((sentence for sentence in _faults(name) if sentence), "")


def _faults(name: str) -> Iterator[str]:
    if len(name.encode("utf-8", "surrogateescape")) > _MOST_BYTES:
        yield "太长"
    if any("\ud800" <= character <= "\udfff" for character in name):
        yield "不是 UTF-8 编码的文件名"
    if forbidden := next((c for c in name if is_hidden(c) or c in _FORBIDDEN), ""):
        yield f"里不能有字符 {forbidden!r}"
    if encoded := _ENCODED.search(name):
        yield f"里的 {encoded[0]} 会被当作网址的代码"
    if name.partition(".")[0].rstrip().lower() in DEVICES:
        yield "在 Windows 上是设备，不能作文件名"
    if name != name.strip(" .") or name.startswith(("-", "~")):
        yield "的开头或结尾不能是点、空格、短横线"
    if inner := _INNER_ENDING.search(name):
        yield f"中间的 .{inner[1]} 会被有的服务器当作程序"
    if name != unicodedata.normalize("NFC", name):
        yield "里的字符是分开编码的，看起来相同的名称会变成两个"


def twin_of(path: Path) -> str:
    """Another name in its folder that some systems take for the same, or nothing.

    Raises OSError when the folder cannot be read.
    """
    same = folded(path.name)
    names = (entry.name for entry in path.parent.iterdir())
    return next((n for n in names if n != path.name and folded(n) == same), "")


def folded(name: str) -> str:
    """A name in the form in which two are equal that some systems take for the same."""
    return unicodedata.normalize("NFC", name).casefold()
