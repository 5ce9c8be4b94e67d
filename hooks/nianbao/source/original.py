"""The file that a report was taken from, which is kept beside it and published with it."""

from __future__ import annotations

import re
from pathlib import Path

from ..picture_head import PICTURES
from ..problem import Mark, Problems
from .file_names import folded
from .strict_yaml import YamlScalar

__all__ = ["ORIGINAL", "ORIGINAL_KINDS", "note_several_originals", "read_original"]

ORIGINAL = "original"
"""What front matter names it under."""

ORIGINAL_KINDS = (
    *("pdf", "ofd", "docx", "doc", "wps", "xlsx", "xls", "et", "csv", "txt"),
    *PICTURES,
)
"""What it may be, on every site: the papers of old are in old formats. Web pages may not: they
run on a website."""

_ON_THE_WEB = re.compile(r"[a-z]+://|www\.", re.IGNORECASE)
_ON_A_COMPUTER = re.compile(r"[A-Za-z]:|[\\/]")
_BESIDE = "请把原件放到报告旁边，这里只写它的文件名"


def read_original(value: YamlScalar | None, report: Path, problems: Problems) -> Path | None:
    """The file that front matter names as the original of the report at that path.

    It lies in the organ's folder, and is no link: what is elsewhere is not the organ's to
    publish. None where nothing is named, or nothing that is there, which is a problem.
    """
    if value is None or value.is_blank:
        return None
    name = value.text.strip()
    fault, advice = _fault(name, report)
    if fault:
        problems.add("original-file", value.mark, fault, found=value.text, advice=advice)
        return None
    return report.parent.resolve() / name


def note_several_originals(mark: Mark, problems: Problems) -> None:
    """Notes a list of files: the pages of a paper are one document."""
    problems.add(
        "original-file",
        mark,
        "原件只能写一个文件",
        advice="几页图片请合成一个 PDF；几个文件的，写报告本身那一个，其余的在正文里作附件",
    )


def _fault(name: str, report: Path) -> tuple[str, str]:
    """Why a name is not that of a file beside the report, and what to do; or nothing."""
    if not name:
        return "没有写原件的文件名", f"例如 {ORIGINAL}: {report.stem}.pdf；没有原件的，删去这一行"
    parts = [part for part in name.split("/") if part not in ("", ".")]
    elsewhere = _elsewhere(name, parts)
    if elsewhere[0]:
        return elsewhere
    try:
        return _fault_on_disk(parts, name, report.parent.resolve())
    except (OSError, ValueError):
        return f"“{name}”不能作文件名", _BESIDE


def _elsewhere(name: str, parts: list[str]) -> tuple[str, str]:
    """The same of a name that can only be that of something else."""
    if _ON_THE_WEB.match(name):
        return f"“{name}”是网址，原件要和报告放在一起", f"请先下载。{_BESIDE}"
    if _ON_A_COMPUTER.match(name):
        return f"“{name}”是一台电脑上的位置", _BESIDE
    if "\\" in name:
        return f"“{name}”里有反斜杠", "文件夹和文件名之间请用 /"
    if ".." in parts:
        return f"“{name}”在机关的文件夹以外", _BESIDE
    return "", ""


def _fault_on_disk(parts: list[str], name: str, folder: Path) -> tuple[str, str]:
    """The same of what stands in the folder. Raises OSError, ValueError."""
    file = folder.joinpath(*parts)
    if file.is_dir():
        return f"“{name}”是文件夹", "请写里面那个文件"
    # Not every system tells 2010.PDF from 2010.pdf, but the one that builds the site may.
    place = folder
    for part in parts:
        there = [entry.name for entry in place.iterdir()] if place.is_dir() else []
        if part in there:
            place /= part
            continue
        alike = next((other for other in there if folded(other) == folded(part)), "")
        if alike:
            return f"没有“{name}”这个文件", f"文件夹里的叫“{alike}”，请照样写，大小写也要相同"
        return f"没有“{name}”这个文件", "请把原件放到报告旁边，检查文件名和扩展名"
    if file.resolve() != file:
        return f"“{name}”是一个链接，指向别处", "请把原件本身放到报告旁边"
    if not file.is_file():
        return f"“{name}”不是普通的文件", "请把原件本身放到报告旁边"
    return "", ""
