"""Pictures and links of a page: what can be kept, and a sentence on what cannot."""

from __future__ import annotations

import base64
import binascii
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import MappingProxyType
from urllib.parse import unquote, unquote_to_bytes

from ...picture_head import PictureError, picture_head
from ...source import Element

__all__ = ["Pictures", "kept_link", "picture_suffix"]

_MAX_BYTES = 20_000_000
_MAX_NAME = 60
_SUFFIXES = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_KINDS = {
    "script": "{} 处链接是网页脚本，只保留了文字",
    "relative": "{} 处链接指向原网站内的地址，离开原网站打不开，只保留了文字",
    "other": "{} 处链接指向别处（本机文件、电话等），只保留了文字",
}


def picture_suffix(data: bytes) -> str:
    """What kind of picture it is, by its first bytes: png, jpg, gif, webp; or nothing."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((suffix for magic, suffix in _SUFFIXES if data.startswith(magic)), "")


class Pictures:
    """Gathers the pictures of one page and the sentences on what was left out.

    ``folder`` is where the page lies; nothing outside of it is read. ``is_own`` says which
    pictures belong to it; all do if it is not given. ``beside`` gives those that were saved in
    one file with the page.
    """

    def __init__(
        self,
        folder: Path | None,
        is_own: Callable[[bytes], bool] | None = None,
        beside: Callable[[str], bytes | None] | None = None,
    ) -> None:
        self._with_page = beside
        self._is_own = is_own or (lambda _: True)
        self.contents: dict[str, bytes] = {}
        self._folder = folder.resolve() if folder else None
        self._notes: list[str] = []
        self._links: Counter[str] = Counter()

    @property
    def notes(self) -> tuple[str, ...]:
        """One sentence for each thing that was left out, or for each kind of link."""
        links = (_KINDS[kind].format(self._links[kind]) for kind in _KINDS if self._links[kind])
        return (*dict.fromkeys(self._notes), *links)

    def note(self, sentence: str) -> None:
        """Add a sentence on something left out."""
        self._notes.append(sentence)

    def link(self, href: str) -> str:
        """The target if it can be kept, or nothing."""
        kept, kind = kept_link(href)
        if kind:
            self._links[kind] += 1
        return kept

    def picture(self, src: str, alt: str) -> Element | None:
        """The img of a picture that is there; of any other a note is kept."""
        src = src.strip()
        if not src:
            return None
        inline = src[:5].lower() == "data:"
        name = "内嵌的图片" if inline else f"图片“{src[:_MAX_NAME]}”"
        data = self._inline(src) if inline else self.beside(src)
        if data is None:
            self.note(f"{name}没有随网页保存，没有导入")
            return None
        suffix = picture_suffix(data)
        if not suffix:
            self.note(f"{name}不是 PNG、JPEG、GIF、WebP 格式，没有导入")
            return None
        if not self._is_own(data):
            self.note("有的图片不在原件里（是指向别处的链接，或者是转换时画成的），没有导入")
            return None
        try:
            picture_head(data)
        except PictureError as error:
            self.note(f"{name}没有导入：{error}")
            return None
        key = next((k for k, known in self.contents.items() if known == data), "")
        if not key:
            key = f"{len(self.contents) + 1}.{suffix}"
            self.contents[key] = data
        return Element("img", MappingProxyType({"src": key, "alt": alt.strip()}))

    def _inline(self, src: str) -> bytes | None:
        head, comma, body = src.partition(",")
        if not comma or len(body) > 2 * _MAX_BYTES:
            return None
        if not head.lower().endswith(";base64"):
            return unquote_to_bytes(body)
        try:
            return base64.b64decode("".join(unquote(body).split()), validate=True)
        except (binascii.Error, ValueError):
            return None

    def beside(self, src: str) -> bytes | None:
        """The content of a file that lies beside the page or was saved with it, if there is one."""
        if self._with_page is not None:
            return self._with_page(src)
        if self._folder is None or _SCHEME.match(src) or src.startswith(("/", "\\")):
            return None
        relative = unquote(re.split(r"[?#]", src)[0]).replace("\\", "/")
        try:
            path = (self._folder / relative).resolve(strict=True)
            inside = path.is_relative_to(self._folder) and path.is_file()
            return path.read_bytes() if inside and path.stat().st_size <= _MAX_BYTES else None
        except (OSError, ValueError):  # ValueError: a null character in the name
            return None


def kept_link(href: str) -> tuple[str, str]:
    """A link's target if it leads somewhere from anywhere, and else what kind of link it is."""
    href = "".join(href.split())
    scheme = _SCHEME.match(href)
    name = scheme[1].lower() if scheme else ""
    if name in ("http", "https", "mailto") and len(href) > len(name) + 1:
        return href, ""
    if not href or href.startswith("#"):
        return "", ""
    if name == "javascript":
        return "", "script"
    return "", "other" if name else "relative"
