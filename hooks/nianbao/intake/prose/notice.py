"""What a report tells its readers before its first section, apart from its text."""

from __future__ import annotations

import re
from dataclasses import replace

from ..document import Paragraph
from .sections import Sections

__all__ = ["notice_apart"]

_NOTICE = re.compile("说明[:：](.+)")


def notice_apart(sections: Sections) -> tuple[str, Sections]:
    """The paragraph that says 说明 first of all, without that word, and the rest."""
    for place, block in enumerate(sections.lead):
        text = " ".join(block.element.text.split()) if isinstance(block, Paragraph) else ""
        if found := _NOTICE.fullmatch(text):
            lead = (*sections.lead[:place], *sections.lead[place + 1 :])
            return found[1].strip(), replace(sections, lead=lead)
    return "", sections
