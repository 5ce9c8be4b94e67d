"""Every name below the reports folder, linked or not: whether everyone's clone can have it.

A name that Windows cannot store breaks the clone of whoever works there, two that differ in
capitals lose one of the files, and what begins with a dot may tell git to change or to hide the
files of others.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from ..problem import MOST, TOP, Problem, Problems
from ..refusals import reason_of
from .file_names import folded, name_fault
from .litter import is_litter

__all__ = ["note_names"]

_KEPT = ".gitkeep"
"""What keeps an empty folder in git, by custom; git itself does not act on it."""


def note_names(folder: Path) -> list[Problem]:
    """What is wrong with the names below a folder; links are not followed.

    At most as many are reported as problems of one file: nobody reads more.
    """
    found = list(islice(_wrong_names(folder), MOST))
    if len(found) == MOST:
        problems = Problems(folder.name)
        problems.add(
            "too-many-problems",
            TOP,
            f"有问题的文件名已有 {MOST} 个，以下不再列出",
            advice="多半是放错了文件夹；请先改正前面的，再核对一次",
        )
        found += problems.found
    return found


def _wrong_names(folder: Path) -> Iterator[Problem]:
    # A list, because folders may be deeper than Python's stack.
    waiting = [(folder, folder.name)]
    while waiting:
        place, path = waiting.pop()
        try:
            with os.scandir(place) as listed:
                entries = sorted(listed, key=lambda entry: entry.name)
        except OSError as error:
            problems = Problems(path)
            problems.add(
                "file-unreadable",
                TOP,
                f"文件夹打不开（{reason_of(error)}）",
                advice="请检查有没有读取权限",
            )
            yield from problems.found
            continue
        first: dict[str, str] = {}
        for entry in entries:
            problems = Problems(f"{path}/{entry.name}")
            _note_name(entry, problems)
            twin = first.setdefault(folded(entry.name), entry.name)
            if twin != entry.name:
                problems.add(
                    "path-name",
                    TOP,
                    f"“{entry.name}”和同一文件夹里的“{twin}”，在有的系统上是同一个名称",
                    found=entry.name,
                    advice="请给其中一个改名",
                )
            yield from problems.found
        waiting += [
            (Path(entry), f"{path}/{entry.name}")
            for entry in entries
            if entry.is_dir(follow_symlinks=False) and not entry.name.startswith(".")
        ]


def _note_name(entry: os.DirEntry[str], problems: Problems) -> None:
    """Notes a name that somebody's system cannot have, or that means something to git."""
    name = entry.name
    is_file = entry.is_file(follow_symlinks=False)
    # Litter, too, is somebody's clone broken where its name cannot be stored.
    if is_file and (name == _KEPT or (is_litter(name) and not name_fault(f"x{name}"))):
        return
    if name.startswith("."):
        problems.add(
            "path-hidden",
            TOP,
            f"“{name}”以点开头，不能放在 reports 文件夹里",
            found=name,
            advice=_advice_on(name),
        )
    elif fault := name_fault(name):
        problems.add("path-name", TOP, f"“{name}”{fault}", found=name, advice="请改名，或者删去")
    elif is_file and name.endswith((".MD", ".Md", ".mD")):
        problems.add(
            "path-name",
            TOP,
            f"“{name}”的扩展名不是小写的 .md，不会当作报告",
            found=name,
            advice=f"请改名为 {name[:-3]}.md",
        )


def _advice_on(name: str) -> str:
    if name.lower().startswith(".git"):
        return (
            "git 会照它改动、藏起别人的文件，请删去；"
            "整个项目的 .gitignore、.gitattributes 在最外层，由维护者改"
        )
    return "多半是程序自己留下的，请删去；要发布的，请改名"
