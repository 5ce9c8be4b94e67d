"""Files that are meant to be reports and are not read: another ending, another folder."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from itertools import islice
from pathlib import Path
from urllib.parse import quote

from ..problem import MOST, TOP, Problem, Problems
from . import limits
from .report_names import meant_name

__all__ = ["note_overlooked"]

_FENCE = b"---"
_BOM = b"\xef\xbb\xbf"


def note_overlooked(folder: Path, slugs: Collection[str]) -> list[Problem]:
    """What looks like a report below a folder and is none to the program; links are not followed.

    ``slugs`` are the organs'. A text that a report links to is its attachment.
    """
    return list(islice(_overlooked(folder, slugs), MOST))


def _overlooked(folder: Path, slugs: Collection[str]) -> Iterator[Problem]:
    for place, folders, names in os.walk(folder, onerror=None):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        within = Path(place).relative_to(folder).parts
        for name in sorted(names):
            path, is_report = Path(place, name), name.lower().endswith(".md")
            # Asked of names first: reports, which are most of all files, are looked at elsewhere.
            if len(within) == 1 and within[0] in slugs and not is_report:
                yield from _note_ending(path, folder) if _is_plain(path) else ()
            elif len(within) > 1 and is_report:
                yield from _note_too_deep(path, folder, slugs) if _is_plain(path) else ()


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _note_ending(path: Path, folder: Path) -> list[Problem]:
    """A file in an organ's folder that is named for a year and has not the ending of a report."""
    meant = meant_name(path.name)
    if meant is None:
        return []
    is_there = (path.parent / meant.right).exists()
    if meant.is_plain_text and (is_there or _is_linked(path)):
        return []
    problems = Problems(path.relative_to(folder.parent).as_posix())
    problems.add(
        "report-overlooked" if meant.is_plain_text and not _begins_like_one(path) else "file-name",
        TOP,
        f"“{path.name}”的扩展名不是 .md，不会当作报告",
        found=path.name,
        expected=meant.right,
        advice=f"这里已经有 {meant.right}：请比较两份，留下正确的一份，删去另一份"
        if is_there
        else f"是报告的，请改名为 {meant.right}；电脑上看不到扩展名的，"
        "请在文件管理器的“查看”里勾选“文件扩展名”",
    )
    return problems.found


def _note_too_deep(path: Path, folder: Path, slugs: Collection[str]) -> list[Problem]:
    """A report that stands in a folder within an organ's folder, or in one within any other."""
    within = path.relative_to(folder).parts[:-1]
    meant = meant_name(path.name)
    if meant is None:
        if not _begins_like_one(path):
            return []
        meant = meant_name(within[-1])
    slug = next((name for name in reversed(within) if name in slugs), "<机关代号>")
    right = f"{folder.name}/{slug}/{meant.right if meant else '<年度>.md'}"
    problems = Problems(path.relative_to(folder.parent).as_posix())
    problems.add(
        "file-name",
        TOP,
        f"“{'/'.join((*within, path.name))}”放得太深，不会当作报告",
        found=path.name,
        expected=right,
        advice=f"报告直接放在机关的文件夹里，请移到 {right}；附件不用 .md",
    )
    return problems.found


def _begins_like_one(path: Path) -> bool:
    """Whether a file begins as a report does."""
    try:
        with path.open("rb") as stream:
            return stream.read(16).removeprefix(_BOM).lstrip().startswith(_FENCE)
    except OSError:
        return False


def _is_linked(path: Path) -> bool:
    """Whether a report in the same folder names the file."""
    names = [
        name.encode("utf-8", "surrogateescape")
        for name in (path.name, quote(os.fsencode(path.name)))
    ]
    for report in path.parent.glob("*.md"):
        try:
            if report.is_file() and report.stat().st_size <= limits.FILE.most:
                text = report.read_bytes()
                if any(b"](" + called in text or b"/" + called in text for called in names):
                    return True
        except OSError:
            continue
    return False
