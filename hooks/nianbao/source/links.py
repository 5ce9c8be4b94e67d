"""The links and images of a report's prose: where they lead, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..problem import Problems
from .prose import Element
from .text_file import mark_at

__all__ = ["linked_file", "note_links"]

_SCHEMES = {"", "http", "https", "mailto", "tel"}
_IMAGES = {".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}


class _LinkError(ValueError):
    """A link leads nowhere; holds the sentence for the author and what to do."""

    def __init__(self, sentence: str, advice: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.advice = advice


def linked_file(report: Path, target: str) -> Path | None:
    """The file that a link of the report at that path names, if it names one."""
    parts = urlsplit(target)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    return (report.parent / unquote(parts.path)).resolve()


def note_links(
    links: Iterable[Element], text: str, first_line: int, report: Path, problems: Problems
) -> tuple[Path, ...]:
    """The files beside the report that are to be published with it.

    A link or image that leads nowhere is a problem, and so is an image without a description.
    """
    files: dict[Path, None] = {}
    for element in links:
        target = element.attributes.get("href", element.attributes.get("src", ""))
        mark = mark_at(text, max(text.find(f"]({target}"), text.find(target), 0), first_line)
        if element.tag == "img" and not element.attributes.get("alt", "").strip():
            problems.add(
                "image-alt",
                mark,
                f"图片 {target} 没有说明文字",
                advice="请写成 ![图上画的是什么](文件名)，供看不见图片的人阅读",
            )
        try:
            file = _sound_file(element, target, report)
        except _LinkError as error:
            problems.add("link-target", mark, error.sentence, found=target, advice=error.advice)
            continue
        if file is not None and file.suffix != ".md":
            files[file] = None
    return tuple(files)


def _sound_file(element: Element, target: str, report: Path) -> Path | None:
    """The file a link names, if any. Raises _LinkError when the link leads nowhere."""
    if not target:
        raise _LinkError("链接没有写地址", "请在圆括号里写上网址或文件名")
    try:
        scheme = urlsplit(target).scheme
        file = linked_file(report, target)
        is_there = file is not None and file.is_file()
    except (ValueError, OSError) as error:
        raise _LinkError(f"“{target}”不是网址，也不是文件名", "请检查地址") from error
    if scheme not in _SCHEMES:
        raise _LinkError(
            f"链接用了不能用的协议 {scheme}:", "链接只能以 https、http、mailto、tel 开头"
        )
    if element.tag == "img":
        _require_image(file, target)
    if file is None:
        return None
    if "\\" in target:
        raise _LinkError(f"“{target}”里有反斜杠", "请改用 /")
    if not file.is_relative_to(report.parent.parent.resolve()):
        raise _LinkError(f"“{target}”指向 reports 文件夹以外", "请把文件放到报告旁边")
    if not is_there:
        raise _LinkError(f"没有“{target}”这个文件", "请检查文件名和大小写，或把文件放到报告旁边")
    return file


def _require_image(file: Path | None, target: str) -> None:
    if file is None:
        raise _LinkError(f"图片 {target} 不在本站", "请把图片存到报告旁边，写它的文件名")
    if file.suffix.lower() not in _IMAGES:
        kinds = "、".join(sorted(_IMAGES))
        raise _LinkError(f"图片 {target} 的格式不能用", f"可用的格式：{kinds}")
