"""The report that a command is about: its file, and the text that readers have."""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ..facts import committed_file
from ..source import YEARS
from .words import Arguments

__all__ = ["ReportFile", "add_report", "report_of", "today"]


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A published report: its file, and the text of it that was committed last, if there is git."""

    path: Path
    text: str
    committed: str | None


def add_report(parser: Arguments) -> None:
    """Lets a command be told of which report."""
    parser.add_argument("organ", metavar="机关代号", help="例如 minquan")
    parser.add_argument("year", type=int, choices=YEARS, metavar="年度", help="例如 2021")


def report_of(project: Path, arguments: argparse.Namespace, parser: Arguments) -> ReportFile:
    """The report; ends the command where there is none that readers have."""
    name = f"reports/{arguments.organ}/{arguments.year}.md"
    path = project / name
    if not path.is_file():
        parser.error(f"没有 {name}")
    text = _decoded(path.read_bytes())
    if text is None:
        parser.error(f"{name} 不是 UTF-8 编码，请先用 check 核对")
    front = text.partition("\n---")[0]
    if not re.search(r"^published\s*:", front, re.MULTILINE):
        parser.error(f"{name} 还是草稿，没有发布过，直接改就行")
    if re.search(r"^withdrawn\s*:", front, re.MULTILINE):
        parser.error(f"{name} 已经撤回了")
    committed = committed_file(project, name)
    return ReportFile(path, text, None if committed is None else _decoded(committed))


def today() -> date:
    """The day on this machine's calendar."""
    return datetime.now().astimezone().date()


def _decoded(content: bytes) -> str | None:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return None
