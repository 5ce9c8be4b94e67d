"""What a preview puts into the pages that it serves: what is wrong, and loading again.

The policy of a page stays in force: the digest of the preview's own script is added to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import jinja2

from ..problem import count_line
from ..publish.web.content_policy import digest
from ..visible import visible
from .panel import Place, Said
from .state import State

__all__ = ["ASSETS", "OWN", "PROBLEMS", "WAITING", "FileProblems", "message", "with_preview"]

OWN = "/.preview/"
"""Below it stands what the preview needs of its own."""
WAITING = f"{OWN}changes"
"""Answers when there is something new."""
PROBLEMS = f"{OWN}problems"
"""Lists everything that is wrong."""

_HERE = Path(__file__).parent
ASSETS = {f"{OWN}{name}": (_HERE / name).read_bytes() for name in ("preview.css", "preview.js")}
"""The style and the script of the preview, by address."""
_POLICY = re.compile(r'(<meta http-equiv="Content-Security-Policy" content="[^"]*?script-src )')
_HEAD = re.compile(r"</head\s*>", re.IGNORECASE)
# The link that leads past all that stands above the text comes first in every page that has one.
_BODY = re.compile(r'<body[^>]*>(?:.*?<a class="skip"[^>]*>[^<]*</a>)?', re.IGNORECASE | re.DOTALL)
_TITLE_END = re.compile(r"</h1\s*>", re.IGNORECASE)


@dataclass(frozen=True)
class FileProblems:
    """The problems of one file; ``page`` is where its report is shown, if it is one."""

    file: str
    problems: tuple[Said, ...]
    page: str = ""

    @property
    def count(self) -> str:
        """How many there are, in Chinese."""
        return count_line(each.problem for each in self.problems)


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_HERE), autoescape=True, undefined=jinja2.StrictUndefined
    )
    environment.filters["visible"] = visible
    environment.globals |= {
        "own": OWN,
        "problems_address": PROBLEMS,
        "script_digest": digest(ASSETS[f"{OWN}preview.js"]),
    }
    return environment


_TEMPLATES = _environment()


def with_preview(html: str, state: State, mark: str, places: Sequence[Place] | None = None) -> str:
    """A page of the site, as the preview shows it.

    ``places`` are what is wrong with the report that the page shows; None if it shows none.
    """
    script = f"'{digest(ASSETS[f'{OWN}preview.js'])}' "
    html = _POLICY.sub(lambda found: found[1] + script, html, count=1)
    head = _TEMPLATES.get_template("head.html").render(mark=mark)
    html = _HEAD.sub(lambda found: head + found[0], html, count=1)
    if places is not None:
        count = count_line(each.problem for place in places for each in place.problems)
        panel = _TEMPLATES.get_template("panel.html").render(places=places, count=count)
        html = _TITLE_END.sub(lambda found: found[0] + panel, html, count=1)
    if not state.is_wrong:
        return html
    here = {each.problem.file for place in places or () for each in place.problems}
    elsewhere = [place for place in state.places if place[0] not in here]
    bar = _TEMPLATES.get_template("bar.html").render(state=state, places=elsewhere)
    return _BODY.sub(lambda found: found[0] + bar, html, count=1)


def message(
    title: str, mark: str, lines: Sequence[str] = (), groups: Sequence[FileProblems] = ()
) -> str:
    """A page of the preview's own."""
    template = _TEMPLATES.get_template("message.html")
    return template.render(title=title, mark=mark, lines=lines, groups=groups)
