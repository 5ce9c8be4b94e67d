"""What all pages of one build have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ..check import HouseRules
from ..facts.git_history import CommitDates
from ..problem import Problem
from .paper.typesetting import Typesetter

__all__ = ["Edition"]


@dataclass(frozen=True)
class Edition:
    """Who typesets, what git knows, where the site will be, who publishes, what was found.

    ``publisher`` stands on the cover of volumes, ``cache`` keeps archives. Of the ``problems``,
    those that reports answer to the public are told beside the figures. ``rules`` are what the
    site decides.
    """

    typesetter: Typesetter
    commits: CommitDates
    site_url: str
    publisher: str
    cache: Path
    problems: Sequence[Problem]
    rules: HouseRules = field(default_factory=HouseRules)

    @cached_property
    def problems_by_file(self) -> Mapping[str, Sequence[Problem]]:
        """What was found in each file."""
        groups: dict[str, list[Problem]] = {}
        for problem in self.problems:
            groups.setdefault(problem.file, []).append(problem)
        return groups
