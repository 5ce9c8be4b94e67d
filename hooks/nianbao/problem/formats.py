"""Problems as text for people, and as JSON, GitHub annotations and SARIF for machines."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

import click

from ..visible import visible, visible_json
from .catalogue import Severity, catalogue
from .explaining import SEVERITIES
from .problems import Mark, Problem

__all__ = ["FORMATS", "count_line", "text_report"]

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}
_WIDTH = 100
"""Maximum width of a quoted line, in terminal columns; a CJK character takes two."""
_MOST = 10_000_000
"""Larger files are not quoted from, in bytes."""


def text_report(problems: Iterable[Problem], root: Path) -> str:
    """Problems by file, each with the line it stands on and a caret, in colours.

    ``root`` is the folder from which problems name files.
    """
    parts = []
    for file, group in groupby(problems, key=lambda problem: problem.file):
        found = list(group)
        lines = _lines(root, file)
        parts.append(click.style(f"{visible(file)}（{count_line(found)}）", bold=True) + "\n")
        parts += [_paragraph(problem, lines) for problem in found]
    return "\n".join(parts)


def count_line(problems: Iterable[Problem]) -> str:
    """How many problems of each severity there are, in Chinese."""
    severities = [problem.severity for problem in problems]
    return "，".join(f"{word} {severities.count(kind)} 处" for kind, word in SEVERITIES.items())


def _paragraph(problem: Problem, lines: list[str]) -> str:
    colour = _COLOURS[problem.severity]
    kind = f"{problem.severity}[{problem.code}]"
    where = visible(f"{problem.file}:{problem.mark.line}:{problem.mark.column}: ")
    said = str(problem).removeprefix(where).removeprefix(kind)
    parts = [where + click.style(kind, fg=colour) + said]
    line = lines[problem.mark.line - 1] if problem.mark.line <= len(lines) else ""
    if line and not line.isspace():
        parts += _quoted(line, problem.mark, colour)
    if problem.remark:
        parts.append(f"    {problem.remark}")
    return "\n".join(parts) + "\n"


def _quoted(line: str, mark: Mark, colour: str) -> list[str]:
    """The line with its number, and under the place a caret.

    Only the part around the place is looked at: there may be many places on a long line.
    """
    column = min(mark.column - 1, len(line))
    start = column
    width = 0
    while start and (wider := width + _columns(line[start - 1])) <= _WIDTH * 2 // 3:
        start, width = start - 1, wider
    end = column
    while end < len(line) and (wider := width + _columns(line[end])) <= _WIDTH:
        end, width = end + 1, wider
    cut = "…" if start else ""
    shown, before = (visible(line[start:to].replace("\t", " ")) for to in (end, column))
    margin = f"    {mark.line} | "
    blank = " " * (len(margin) - 2) + "| " + " " * _columns(cut + before)
    return [margin + cut + shown, blank + click.style("^", fg=colour, bold=True)]


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes; ambiguous characters take two in Chinese."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def _lines(root: Path, file: str) -> list[str]:
    """The lines of a file as they were read, or none when it cannot be shown.

    A link, a pipe or a device is among the problems, and not quoted from: even within the folder
    a link may lead to what is not published, such as ``.env``.
    """
    path = root
    try:
        for part in Path(file).parts:
            path = path / part
            if part == ".." or path.is_symlink():
                return []
        if not path.is_relative_to(root) or not path.is_file():
            return []
        text = path.read_bytes().decode("utf-8-sig") if path.stat().st_size <= _MOST else ""
    except (OSError, UnicodeError):
        return []
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _as_json(problems: Iterable[Problem]) -> str:
    """A list of objects, one a problem."""
    objects = [
        {
            "file": problem.file,
            "line": problem.mark.line,
            "column": problem.mark.column,
            "severity": problem.severity,
            "code": problem.code,
            "address": problem.place,
            "message": problem.message,
            "found": problem.found,
            "expected": problem.expected,
        }
        for problem in problems
    ]
    return visible_json(objects) + "\n"


def _as_github(problems: Iterable[Problem]) -> str:
    """Workflow commands that GitHub and Gitea turn into annotations."""

    def escaped(text: str, more: str = "") -> str:
        for character in "%" + more:
            text = text.replace(character, f"%{ord(character):02X}")
        return text

    lines = []
    for problem in problems:
        subject = f"{problem.place}：" if problem.address else ""
        said = (f"{subject}{problem.message}", problem.reason or problem.advice)
        properties = {
            "file": visible(problem.file),
            "line": problem.mark.line,
            "col": problem.mark.column,
            "title": f"{problem.code} {catalogue()[problem.code].title}",
        }
        listed = ",".join(f"{key}={escaped(str(v), ':,')}" for key, v in properties.items())
        message = "%0A".join(escaped(visible(text)) for text in said)
        lines.append(f"::{problem.severity} {listed}::{message}\n")
    return "".join(lines)


def _as_sarif(problems: Iterable[Problem]) -> str:
    """SARIF 2.1.0, with the rules that were broken and their explanations."""
    found = list(problems)
    levels = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "note"}
    codes = sorted({problem.code for problem in found})
    rules = [
        {
            "id": code,
            "shortDescription": {"text": catalogue()[code].title},
            "fullDescription": {"text": catalogue()[code].meaning},
            "help": {"text": f"{catalogue()[code].remedy}（{catalogue()[code].source}）"},
            "defaultConfiguration": {
                # SARIF 2.1.0, reportingConfiguration: what runs only where a site asks for it.
                **({"enabled": False} if catalogue()[code].optional else {}),
                "level": levels[catalogue()[code].severity],
            },
        }
        for code in codes
    ]
    results = [
        {
            "ruleId": problem.code,
            "ruleIndex": codes.index(problem.code),
            "level": levels[problem.severity],
            "message": {"text": f"{problem.place}：{problem.message}".removeprefix("：")},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(os.fsencode(problem.file))},
                        "region": {
                            "startLine": problem.mark.line,
                            "startColumn": problem.mark.column,
                        },
                    }
                }
            ],
            **(
                {"suppressions": [{"kind": "inSource", "justification": problem.reason}]}
                if problem.reason
                else {}
            ),
        }
        for problem in found
    ]
    run = {
        "tool": {"driver": {"name": "nianbao", "language": "zh-CN", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    log = {"$schema": schema, "version": "2.1.0", "runs": [run]}
    return visible_json(log) + "\n"


FORMATS: Mapping[str, Callable[[Iterable[Problem]], str]] = MappingProxyType(
    {"json": _as_json, "github": _as_github, "sarif": _as_sarif}
)
"""The formats for machines, by name."""
