"""Text that a spreadsheet would take for a formula is marked as text, and the mark taken off again.

Excel, WPS and LibreOffice run what a cell of a CSV file begins with, quoted or not. An apostrophe
before it says that it is text: OWASP, "CSV Injection", with the characters that are listed there.
"""

from __future__ import annotations

import re

__all__ = ["marked_as_text", "without_mark"]

_MARK = "'"
# White space before a formula is skipped by some programs. What begins with apostrophes itself
# gets one more, so that taking one off always gives back what there was.
_LIKE_A_FORMULA = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")


def marked_as_text(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return _MARK + text if _LIKE_A_FORMULA.match(text) else text


def without_mark(text: str) -> str:
    """What a text was before ``marked_as_text``."""
    bare = text.removeprefix(_MARK)
    return bare if _LIKE_A_FORMULA.match(bare) else text
