"""The links and images of a report's prose: where they lead, and what is wrong with them."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from ..problem import Problems
from . import limits
from .file_names import name_fault, twin_of
from .places import mark_at
from .prose import Element

__all__ = ["linked_file", "note_links"]

_WEB = ("http", "https")
_SCHEMES = ("", *_WEB, "mailto", "tel")
# Browsers drop some of these from an address and take a backslash for a slash (URL standard, 4.4):
# what such a link looks like is not where it leads.
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\]")
_ON_A_COMPUTER = re.compile(r"[A-Za-z]:[\\/]|\\\\|file:", re.IGNORECASE)
_LIKE_AN_ADDRESS = re.compile(r"www\.|[\w-]+(?:\.[\w-]+)*\.(?:cn|com|net|org)(?:/|$)")
# Below an organ's address, those of years and of the texts of a report are the program's.
_GENERATED = re.compile(r"[0-9]{4}|v[0-9]+|tujie|duibi", re.IGNORECASE)


class _LinkError(ValueError):
    """A link leads nowhere; holds the sentence for the author and what to do."""

    def __init__(self, sentence: str, advice: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.advice = advice


def linked_file(report: Path, target: str) -> Path | None:
    """The file that a link of the report at that path names, if it names one.

    The path is put together by its names alone: a symbolic link on the way is not followed.
    """
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    return Path(os.path.normpath(report.parent.resolve() / unquote(parts.path)))


def note_links(
    links: Iterable[Element], text: str, first_line: int, report: Path, problems: Problems
) -> tuple[Path, ...]:
    """The files beside the report that are to be published with it.

    A link or image that leads nowhere is a problem, and so is an image without a description.
    """
    links = list(links)
    start = mark_at(text, 0, first_line)
    if limits.LINKS.note(len(links), start, problems, "长的目录请做成附件"):
        return ()
    files: dict[Path, None] = {}
    place = 0
    for element in links:
        target = element.attributes.get("href", element.attributes.get("src", ""))
        place = _place(element, target, text, place)
        mark = mark_at(text, place, first_line)
        if limits.TARGET.note(len(target), mark, problems, "请检查地址是不是贴错了内容"):
            continue
        said = element.attributes.get("alt", "")
        limits.TEXT.note(len(said), mark, problems, "图片的说明请写得短一些；详细的话写在正文里")
        if element.tag == "img" and not said.strip():
            problems.add(
                "image-alt",
                mark,
                f"图片 {target} 没有说明文字",
                advice="请写成 ![图上画的是什么](文件名)，供看不见图片的人阅读",
            )
        try:
            file = _sound_file(element, target, report)
            if file is not None and file.suffix != ".md":
                _require_own_address(file, target, report)
                files[file] = None
        except _LinkError as error:
            problems.add("link-target", mark, error.sentence, found=target, advice=error.advice)
    return tuple(files)


def _place(element: Element, target: str, text: str, after: int) -> int:
    """Where a link stands that comes after another.

    One whose target is written with entities is found by its words.
    """
    written = ((f"]({target}", 2), (target, 0), (f"[{element.text}](", 0))
    found = ((text.find(words, after), offset) for words, offset in written if words)
    return next((index + offset for index, offset in found if index >= 0), after)


def _sound_file(element: Element, target: str, report: Path) -> Path | None:
    """The file a link names, if any. Raises _LinkError when the link leads nowhere."""
    _require_plain_target(target)
    try:
        parts = urlsplit(target)
        file = linked_file(report, target)
        is_there = file is not None and file.is_file()
        _require_sound_address(parts, target)
    except _LinkError:
        raise
    except (ValueError, OSError) as error:
        raise _LinkError(f"“{target}”不是网址，也不是文件名", "请检查地址") from error
    if element.tag == "img" and file is None:
        raise _LinkError(f"图片 {target} 不在本站", "请把图片存到报告旁边，写它的文件名")
    if file is None:
        return None
    reports = report.parent.parent.resolve()
    if not file.is_relative_to(reports):
        raise _LinkError(f"“{target}”指向 reports 文件夹以外", "请把文件放到报告旁边")
    if not is_there:
        raise _LinkError(f"没有“{target}”这个文件", _advice_on(target, report))
    if file.resolve() != file:
        raise _LinkError(f"“{target}”经过一个链接，指向别处", "请把文件本身放到报告旁边")
    return file


def _require_plain_target(target: str) -> None:
    """A target that can be an address or a file at all. Raises _LinkError."""
    if not target:
        raise _LinkError("链接没有写地址", "请在圆括号里写上网址或文件名")
    if _ON_A_COMPUTER.match(target):
        raise _LinkError(f"“{target}”是您电脑上的文件", "请把它复制到报告旁边，链接里只写文件名")
    if _UNSAFE.search(target):
        raise _LinkError(f"“{target}”里有反斜杠或看不见的字符", "反斜杠请改用 /，其余请删去")


def _advice_on(target: str, report: Path) -> str:
    """What somebody meant who linked to a file that is not there."""
    if "：" in target:
        return "网址里的冒号要用半角：https://"
    if _LIKE_AN_ADDRESS.match(target):
        return f"是网址的，前面请写 https://，例如 https://{target}"
    if target.endswith("/"):
        return "链接别的报告，请写它的文件，例如 ../minquan/2021.md"
    if "#" in target and (report.parent / unquote(target)).is_file():
        return "# 后面会被当作页内的位置：请改文件名，或者在链接里把 # 写作 %23"
    return "请检查文件名和大小写，或把文件放到报告旁边"


def _require_sound_address(parts: SplitResult, target: str) -> None:
    """An address that people and browsers read alike. Raises _LinkError, or ValueError."""
    if parts.scheme not in _SCHEMES:
        raise _LinkError(
            f"链接用了不能用的协议 {parts.scheme}:", "链接只能以 https、http、mailto、tel 开头"
        )
    if parts.scheme and re.search(r"\s", target):
        raise _LinkError(f"“{target}”里有空格", "网址里的空格写作 %20")
    if parts.scheme in _WEB and (not parts.hostname or parts.port == 0):
        raise _LinkError(
            f"“{target}”没有写网站", "请写完整的网址，例如 https://www.example.gov.cn/"
        )
    if not parts.scheme and target.startswith("//"):
        raise _LinkError(f"“{target}”指向别的网站，却没有写 https:", "请写完整的网址")
    if parts.username is not None or parts.password is not None:
        raise _LinkError(
            f"“{target}”的网站名前面有 @", "@ 前面的不是网站，真正的网站在它后面；请写清楚网址"
        )


def _require_own_address(file: Path, target: str, report: Path) -> None:
    """A file whose address on the site is nobody else's. Raises _LinkError."""
    folder = report.parent.resolve()
    if not file.is_relative_to(folder):
        raise _LinkError(
            f"“{target}”在 {folder.name} 文件夹以外",
            f"请把文件放进 {folder.name}：各机关的附件各自存放，报告（.md）可以互相链接",
        )
    *folders, name = file.relative_to(folder).parts
    for part in (*folders, name):
        if fault := name_fault(part):
            example = f"附件1{file.suffix}"
            raise _LinkError(f"“{part}”{fault}", f"请改名，例如 {example}，再改链接")
    if folders and _GENERATED.fullmatch(folders[0]):
        raise _LinkError(
            f"“{target}”的网址 {folder.name}/{'/'.join((*folders, name))} "
            f"在 {folder.name}/{folders[0]}/ 之下，那里是程序生成的网页和下载",
            "请把附件直接放在机关的文件夹里，或者放进别的名字的文件夹",
        )
    for depth in range(len(folders) + 1):
        path = folder.joinpath(*folders[:depth], (*folders, name)[depth])
        if twin := twin_of(path):
            raise _LinkError(
                f"“{path.name}”和同一文件夹里的“{twin}”，在有的系统上是同一个名称",
                "请给其中一个改名",
            )
