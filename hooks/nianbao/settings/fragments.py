"""A piece of the portal's own HTML, such as its header: what of it works on our pages, and where.

The site's owner has written it, so it goes onto pages as it is. A page's policy lets nothing run or
load but what the site and its portal give (publish/web/content_policy.py), so what the policy would
stop is told with its line. Nothing is taken out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import accumulate
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from ..own_data import read_own_data
from .values import SettingsError

__all__ = ["Fault", "Fragment", "origin_of", "read_fragment"]

_MOST_BYTES = 100_000
_REFUSED: dict[str, str] = {
    tag: reason
    for reason, tags in read_own_data(Path(__file__).with_suffix(".yml"))["refused"].items()
    for tag in tags.split()
}
_VOID, _MAY_STAY_OPEN = (
    frozenset(read_own_data(Path(__file__).with_suffix(".yml"))[kind].split())
    for kind in ("void", "may_stay_open")
)
_ATTRIBUTE = re.compile(r"""\s([^\s=>"'/]+)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""")
_ADDRESSES = ("href", "src", "action")
_COMPLETE = re.compile(r"[a-z][a-z0-9+.-]*:|[/#?]|$", re.IGNORECASE)

Fault = tuple[int, str]
"""A line of a fragment, and what would not work there, in Chinese."""


@dataclass(frozen=True, slots=True)
class Fragment:
    """HTML in ``pieces``, by turns text and an address that counts from the root of the site.

    ``targets`` are those addresses with their lines, ``loaded`` what a browser fetches or sends to:
    line, what it is, address. ``has_landmark`` says that it has a header or a footer element.
    """

    file: str
    pieces: tuple[str, ...]
    targets: tuple[tuple[int, str], ...] = ()
    loaded: tuple[tuple[int, str, str], ...] = ()
    faults: tuple[Fault, ...] = ()
    has_landmark: bool = False

    def faults_at(self, site_url: str, origins: Collection[str]) -> tuple[Fault, ...]:
        """All that would not work on a site, which may load from ``origins``, in order of lines."""
        foreign = (
            (line, f"{what}来自别的网站（{address}），浏览器不会装载；请放到本站或者门户的网站上")
            for line, what, address in self.loaded
            if origin_of(urljoin(site_url, address)) not in origins
        )
        return tuple(sorted((*self.faults, *foreign)))


def origin_of(address: str) -> str:
    """Scheme, host and port of a full address; other addresses have none."""
    try:
        parts = urlsplit(address)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:  # a bracket that does not close, a port that is no number
        return ""
    return f"{parts.scheme}://{parts.hostname}{port}" if parts.hostname else ""


def read_fragment(path: Path, name: str, key: str) -> Fragment:
    """The fragment in a file, which messages call ``name``.

    Raises SettingsError when it cannot be read, or would swallow what stands after it.
    """
    try:
        content = path.read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise SettingsError(f"{key}：没有文件 {name}，或者读不了") from error
    except UnicodeDecodeError as error:
        how = "请用记事本打开，“另存为”，编码选 UTF-8"
        raise SettingsError(f"{key}：{name} 不是 UTF-8 编码；{how}") from error
    if len(content) > _MOST_BYTES:
        how = f"每一页都带着它，最多 {_MOST_BYTES // 1000} KB；请只留页眉、页脚本身"
        raise SettingsError(f"{key}：{name} 有 {len(content) // 1000} KB，{how}")
    reader = _Reader(text.replace("\r\n", "\n"))
    if reader.unbalanced:
        line, sentence = reader.unbalanced
        raise SettingsError(f"{key}：{name} 第 {line} 行：{sentence}")
    return Fragment(
        name,
        tuple(reader.pieces),
        tuple(reader.targets),
        tuple(reader.loaded),
        tuple(reader.faults),
        reader.has_landmark,
    )


class _Reader(HTMLParser):
    """Goes through a fragment once."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.targets: list[tuple[int, str]] = []
        self.loaded: list[tuple[int, str, str]] = []
        self.faults: list[Fault] = []
        self.has_landmark = False
        self.unbalanced: Fault | None = None
        self._text = text
        self._starts = [0, *accumulate(len(line) for line in text.splitlines(keepends=True))]
        self._taken = 0
        self._open: list[tuple[str, int]] = []
        self.feed(text)
        self.close()
        self.pieces.append(text[self._taken :])
        left = [(tag, line) for tag, line in self._open if tag not in _MAY_STAY_OPEN]
        if left and not self.unbalanced:
            tag, line = left[-1]
            self.unbalanced = (line, f"<{tag}> 没有 </{tag}>，后面的网页都会落到它里面")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        self._look_at(tag, {name: value or "" for name, value in attrs}, line)
        if tag not in _VOID:
            self._open.append((tag, line))
        self._take_addresses(line)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # HTML reads <div/> as <div>; inside a drawing (SVG) it is closed.
        self.handle_starttag(tag, attrs)
        if tag not in _VOID and any(name == "svg" for name, _ in self._open):
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        while self._open and self._open[-1][0] != tag and self._open[-1][0] in _MAY_STAY_OPEN:
            self._open.pop()
        if self._open and self._open[-1][0] == tag:
            self._open.pop()
        elif tag not in ("p", *_REFUSED) and not self.unbalanced:
            begun = (
                f"前面开的是第 {self._open[-1][1]} 行的 <{self._open[-1][0]}>" if self._open else ""
            )
            advice = begun or "前面没有开过它，后面的网页会跑到外面"
            self.unbalanced = (self.getpos()[0], f"</{tag}> 配不上，{advice}")

    def handle_decl(self, decl: str) -> None:
        self.faults.append((self.getpos()[0], f"<!{decl}> 是整个网页的，请删去"))

    def _look_at(self, tag: str, attributes: dict[str, str], line: int) -> None:
        self.has_landmark |= tag in ("header", "footer")
        reason = _REFUSED.get(tag)
        if reason:
            self.faults.append((line, f"<{tag}>：{reason}"))
        self.faults += ((line, sentence) for sentence in _wrong_attributes(tag, attributes))
        if tag == "link" and not reason:
            if attributes.get("rel", "").strip().lower() == "stylesheet":
                self.loaded.append((line, "样式表", attributes.get("href", "")))
            else:
                self.faults.append((line, '<link>：页眉、页脚里只能有样式表（rel="stylesheet"）'))
        source = attributes.get("src", "")
        if source and not reason and not source.startswith("data:"):
            self.loaded.append((line, "图片", source))
        if tag == "form":
            self.loaded.append((line, "表单提交的地址", attributes.get("action", "")))

    def _take_addresses(self, line: int) -> None:
        """Cuts the text before and after each address that counts from the root of the site."""
        raw = self.get_starttag_text() or ""
        begin = self._starts[line - 1] + self.getpos()[1]
        for match in _ATTRIBUTE.finditer(raw):
            address = match[2].strip("\"'").strip()
            if match[1].lower() in _ADDRESSES and not _COMPLETE.match(address):
                quoted = match[2][0] in "\"'"
                start = begin + match.start(2) + quoted
                end = begin + match.end(2) - quoted
                self.pieces += (self._text[self._taken : start], address)
                self.targets.append((line, address))
                self._taken = end


def _wrong_attributes(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    """What a policy stops of the attributes of a tag."""
    for name, value in attributes.items():
        plain = re.sub(r"[\s\x00-\x1f]", "", value).lower()
        if name.startswith("on"):
            yield f"<{tag} {name}=…>：网页里写的脚本不会运行，请删去"
        elif name == "style":
            yield f"<{tag} style=…>：行内的样式不起作用，请写进样式表，这里用 class"
        elif name in _ADDRESSES and plain.startswith("javascript:"):
            yield f'<{tag} {name}="javascript:…">：网页里写的脚本不会运行，请换成网址'
        elif name == "src" and plain.startswith("data:"):
            yield f'<{tag} src="data:…">：写在网页里的图片不会显示，请存成文件'
        elif name in ("srcset", "background"):
            yield f"<{tag} {name}=…>：请改用 <img src=…> 或者样式表"
