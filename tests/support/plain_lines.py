"""What a line of a terminal or a log must be, and texts that try to be something else."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import strategies as st

__all__ = ["NAMES", "SIGNS", "TEXTS", "is_plain"]

HIDDEN = st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp"]) | st.sampled_from("\u034f\ufe0f")
SIGNS = st.sampled_from(["##[", "##vso[", "#", "[", ":", "::", "::error::x", " ", "\u3000", "\\"])
TEXTS = st.lists(st.text() | HIDDEN | SIGNS).map("".join)
NAMES = [
    *(b"sh\x1b[31mili", b"::error file=a::x", b"\xff\xfe", b"new\nline", b"##[error]x"),
    *("\u202e下级".encode(), b"\n::error::y", b"\x9b31m", "\u2028::warning::z".encode(), b"a\tb"),
]
"""Names that files can have on Linux."""


def is_plain(line: str) -> bool:
    """Nothing in it is hidden, and a machine that reads the log takes it for no command."""
    hidden = [c for c in line if unicodedata.category(c) in {"Cc", "Cf", "Cs", "Zl", "Zp"}]
    return not hidden and not line.lstrip().startswith("::") and not re.search(r"##\w*\[", line)
