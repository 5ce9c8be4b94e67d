"""Pages and schemas that are made from the library itself; ``make docs`` writes them to docs/."""

from __future__ import annotations

from collections.abc import Mapping

from .glossary_page import glossary_page
from .questions_page import questions_page
from .rules_page import rules_page
from .schema import schemas

__all__ = ["reference_files"]


def reference_files() -> Mapping[str, str]:
    """The content of every file, by its path below docs/."""
    return {
        "help/glossary.md": glossary_page(),
        "help/problems.md": rules_page(),
        "help/questions.md": questions_page(),
        **{f"schema/{name}": schema for name, schema in schemas().items()},
    }
