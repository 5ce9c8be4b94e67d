"""Problems as text for people, and as JSON, GitHub annotations and SARIF for machines."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

import click

from .catalogue import Severity, catalogue
from .problem import Problem
from .rule_book import SEVERITIES

__all__ = ["FORMATS", "count_line", "text_report"]

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTICE: "cyan"}
_WIDTH = 100
"""So many columns of a quoted line are shown; a CJK character takes two."""


def text_report(problems: Iterable[Problem], root: Path) -> str:
    """Problems by file, each with the line it stands on and a caret, in colours.

    ``root`` is the folder from which problems name files.
    """
    parts = []
    for file, group in groupby(problems, key=lambda problem: problem.file):
        found = list(group)
        lines = _lines(root / file)
        parts.append(click.style(f"{file}（{count_line(found)}）", bold=True) + "\n")
        parts += [_paragraph(problem, lines) for problem in found]
    return "\n".join(parts)


def count_line(problems: Iterable[Problem]) -> str:
    """How many problems of each severity there are, in Chinese."""
    severities = [problem.severity for problem in problems]
    return "，".join(f"{word} {severities.count(kind)} 处" for kind, word in SEVERITIES.items())


def _paragraph(problem: Problem, lines: list[str]) -> str:
    colour = _COLOURS[problem.severity]
    where, _, what = str(problem).partition(f" {problem.severity}[")
    kind, _, said = what.partition("]")
    head = f"{where} {click.style(f'{problem.severity}[{kind}]', fg=colour)}{said}"
    parts = [head]
    if problem.mark.line <= len(lines) and lines[problem.mark.line - 1].strip():
        parts += _quoted(lines[problem.mark.line - 1], problem, colour)
    below = f"已说明：{problem.reason}" if problem.reason else problem.advice
    if below:
        parts.append(f"    {below}")
    return "\n".join(parts) + "\n"


def _quoted(line: str, problem: Problem, colour: str) -> list[str]:
    """The line with its number, and under the place a caret."""
    line = line.replace("\t", " ")
    column = min(problem.mark.column - 1, len(line))
    start = 0
    while _columns(line[start:column]) > _WIDTH * 2 // 3:
        start += 1
    shown = line[start:]
    while _columns(shown) > _WIDTH:
        shown = shown[:-1]
    shown = ("…" if start else "") + shown
    margin = f"    {problem.mark.line} | "
    blank = " " * (len(margin) - 2) + "| "
    before = " " * (_columns(line[start:column]) + (2 if start else 0))
    return [margin + shown, blank + before + click.style("^", fg=colour, bold=True)]


def _columns(text: str) -> int:
    """How many columns of a terminal a text takes; ambiguous characters take two in Chinese."""
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def _lines(path: Path) -> list[str]:
    """The lines of a file as they were read, or none when it cannot be shown."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
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
            "address": problem.address,
            "message": problem.message,
            "found": problem.found,
            "expected": problem.expected,
        }
        for problem in problems
    ]
    return json.dumps(objects, ensure_ascii=False, indent=2) + "\n"


def _as_github(problems: Iterable[Problem]) -> str:
    """Workflow commands that GitHub and Gitea turn into annotations."""

    def escaped(text: str, more: str = "") -> str:
        for character in "%\r\n" + more:
            text = text.replace(character, f"%{ord(character):02X}")
        return text

    lines = []
    for problem in problems:
        subject = f"{problem.address}：" if problem.address else ""
        advice = f"\n{problem.reason or problem.advice}"
        properties = {
            "file": problem.file,
            "line": problem.mark.line,
            "col": problem.mark.column,
            "title": f"{problem.code} {catalogue()[problem.code].title}",
        }
        listed = ",".join(f"{key}={escaped(str(v), ':,')}" for key, v in properties.items())
        message = escaped(f"{subject}{problem.message}{advice}")
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
            "help": {"text": f"{catalogue()[code].mend}（{catalogue()[code].source}）"},
            "defaultConfiguration": {"level": levels[catalogue()[code].severity]},
        }
        for code in codes
    ]
    results = [
        {
            "ruleId": problem.code,
            "ruleIndex": codes.index(problem.code),
            "level": levels[problem.severity],
            "message": {"text": f"{problem.address}：{problem.message}".removeprefix("：")},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(problem.file)},
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
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


FORMATS: Mapping[str, Callable[[Iterable[Problem]], str]] = MappingProxyType(
    {"json": _as_json, "github": _as_github, "sarif": _as_sarif}
)
"""The formats for machines, by name."""
