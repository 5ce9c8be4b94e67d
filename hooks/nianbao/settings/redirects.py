"""Old addresses that lead on to new ones: ``redirects.csv`` beside mkdocs.yml.

Two columns, 旧网址 and 新网址, as a spreadsheet saves them. An old address is a whole one or a path
of the server; a new one leads into the site, or is a whole address elsewhere.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from ..refusals import reason_of
from .values import SettingsError

__all__ = ["REDIRECTS", "Redirect", "Redirects", "read_redirects"]

REDIRECTS = "redirects.csv"
"""The name of the file."""

_HEAD = ("旧网址", "新网址")
_LARGEST = 4_000_000
_INDEX = "index.html"
# What a whole address has that is no letter (RFC 3986, 2.2), and what is encoded already.
_PLAIN = "/:?#[]@!&'()*+,;=%~"


@dataclass(frozen=True, slots=True)
class Redirect:
    """Paths of the server, decoded, except that ``new`` may be a whole address elsewhere."""

    line: int
    old: str
    new: str

    @property
    def location(self) -> str:
        """Where it leads, in ASCII, as a header says it."""
        return self.new if self.is_elsewhere else quote(self.new, safe="/#")

    @property
    def is_elsewhere(self) -> bool:
        """Whether it leads out of the server."""
        return not self.new.startswith("/")


@dataclass(frozen=True, slots=True)
class Redirects:
    """All of them, each leading straight to its last target; ``root`` is the path of the site."""

    root: str = "/"
    all: tuple[Redirect, ...] = ()

    @property
    def by_old(self) -> Mapping[str, str]:
        """Where each old path leads."""
        return {each.old: each.new for each in self.all}

    @property
    def locations(self) -> Mapping[str, str]:
        """The same in ASCII, as headers say it."""
        return {each.old: each.location for each in self.all}

    def faults(self, paths: Iterable[str]) -> list[str]:
        """What is wrong with them on a site that has files at these paths, a sentence each."""
        there = {self.root + path for path in paths}
        there |= {path.removesuffix(_INDEX) for path in there if path.endswith(f"/{_INDEX}")}
        told = []
        for each in self.all:
            if each.old in there or f"{each.old}/" in there:
                told.append(_at(each.line, f"{each.old} 网站自己要用，不能转走；请删去这一行"))
            target = each.new.partition("#")[0]
            if not each.is_elsewhere and target not in there:
                told.append(_at(each.line, f"网站里没有 {target}；请看看新网址写得对不对"))
        return told


def read_redirects(project: Path, site_url: str) -> Redirects:
    """The redirects of a project, none if it has no such file.

    Raises SettingsError that names every line with something wrong.
    """
    root = f"{unquote(urlsplit(site_url).path).rstrip('/')}/"
    try:
        content = (project / REDIRECTS).read_bytes()
    except FileNotFoundError:
        return Redirects(root)
    except OSError as error:
        raise SettingsError(f"{REDIRECTS}：读不出来（{reason_of(error)}）") from error
    faults: list[str] = []
    found: dict[str, Redirect] = {}
    for line, cells in _rows(content):
        try:
            redirect = _redirect(line, cells, root, urlsplit(site_url).hostname or "")
        except SettingsError as error:
            faults.append(str(error))
            continue
        before = found.setdefault(redirect.old, redirect)
        if before.new != redirect.new:
            told = f"{redirect.old} 在第 {before.line} 行已经转到别处；请只留一行"
            faults.append(_at(line, told))
    straight = [_straight(each, found, faults) for each in found.values()]
    if faults:
        raise SettingsError("\n".join(faults))
    return Redirects(root, tuple(straight))


def _rows(content: bytes) -> list[tuple[int, list[str]]]:
    """The rows that say something, with the numbers of their lines."""
    if len(content) > _LARGEST:
        raise SettingsError(f"{REDIRECTS}：超过 4 MB，不像转向的表")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise SettingsError(f"{REDIRECTS}：不是 UTF-8 或 GBK 编码的文本；请另存为 CSV UTF-8")
    lines = text.replace("\t", ",").replace("，", ",").splitlines()
    reader = csv.reader(lines)
    rows = []
    try:
        for row in reader:
            cells = [_cleaned(cell) for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            if cells and tuple(cells) != _HEAD:
                rows.append((reader.line_num, cells))
    except csv.Error as error:
        raise SettingsError(_at(reader.line_num, "引号没有配对，读不懂")) from error
    return rows


def _cleaned(cell: str) -> str:
    """A cell as it was meant: full-width letters and signs of addresses have one width."""
    text = cell.strip().strip("\ufeff")
    return "".join(
        unicodedata.normalize("NFKC", sign) if "\uff01" <= sign <= "\uff5e" else sign
        for sign in text
    ).strip()


def _redirect(line: int, cells: list[str], root: str, host: str) -> Redirect:
    if len(cells) != len(_HEAD):
        raise SettingsError(_at(line, f"应有两列，旧网址和新网址，现有 {len(cells)} 列"))
    old, new = cells
    path = _path(line, old, "旧网址")
    if path in (root, "/"):
        raise SettingsError(_at(line, "首页不能转走；请删去这一行"))
    return Redirect(line, path, _target(line, new, host))


def _target(line: int, new: str, host: str) -> str:
    is_whole = re.match(r"https?://", new, re.IGNORECASE)
    if is_whole and (urlsplit(new).hostname or "") != host:
        if re.search(r"[\s\"'<>\\$\x00-\x1f\x7f]", new):
            raise SettingsError(_at(line, f"新网址 {new!r} 里有网址不能有的字符"))
        return quote(new, safe=_PLAIN)
    path = _path(line, new.partition("#")[0], "新网址")
    _, mark, fragment = new.partition("#")
    return path + mark + fragment


def _path(line: int, text: str, which: str) -> str:
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise SettingsError(_at(line, f"{which} {text!r} 不是网址")) from error
    if parts.scheme not in ("", "http", "https") or not parts.path.startswith("/"):
        told = f"{which}应为 / 或者 https:// 开头的网址，现为 {text!r}"
        raise SettingsError(_at(line, told))
    if parts.query or parts.fragment or "?" in text:
        told = f"{which} {text!r} 里有 ? 或 #，文件做不出这样的网址；请删去这一行，由服务器转"
        raise SettingsError(_at(line, told))
    path = unquote(parts.path)
    if re.search(r"[\x00-\x1f\x7f\\\"$]|//", path) or {".", ".."} & set(path.split("/")):
        raise SettingsError(_at(line, f"{which} {text!r} 里有网址不能有的字符"))
    return path


def _straight(redirect: Redirect, found: Mapping[str, Redirect], faults: list[str]) -> Redirect:
    """The redirect to where those that it leads to lead in the end; a circle is a fault."""
    seen = {redirect.old}
    new = redirect.new
    while new in found:
        if new in seen:
            faults.append(_at(redirect.line, f"{redirect.old} 转来转去又回到自己；请改新网址"))
            break
        seen.add(new)
        new = found[new].new
    return Redirect(redirect.line, redirect.old, new)


def _at(line: int, told: str) -> str:
    return f"{REDIRECTS}:{line}：{told}"
