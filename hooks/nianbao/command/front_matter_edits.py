"""Adds lines to a report's front matter, and leaves every other byte as it is."""

from __future__ import annotations

import json
import re

__all__ = ["front_matter_span", "with_correction", "with_line_after_year", "written"]

# What YAML does not take as it is, or takes for the end of a line.
_NOT_PLAIN = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
# The first may stand behind a mark of the order of bytes.
_FENCE = re.compile(r"^\ufeff?---[ \t]*\r?$", re.MULTILINE)
_YEAR = re.compile(r"^year:.*\n", re.MULTILINE)
_CORRECTIONS = re.compile(
    r"^corrections:[ \t]*(?:#.*)?\r?\n((?:[ \t-].*\n|[ \t]*\r?\n|#.*\n)*)", re.MULTILINE
)


def written(text: str) -> str:
    """A text as a YAML value, which it is whatever it contains."""
    return _NOT_PLAIN.sub(lambda c: f"\\u{ord(c[0]):04x}", json.dumps(text, ensure_ascii=False))


def with_line_after_year(text: str, line: str) -> str | None:
    """The report with a line after its year; None if it has no year where one may be added."""
    end = _front_end(text)
    found = _YEAR.search(text, 0, end) if end else None
    if found is None:
        return None
    return f"{text[: found.end()]}{line}{_newline(text)}{text[found.end() :]}"


def with_correction(text: str, lines: tuple[str, ...]) -> str | None:
    """The report with one more entry below ``corrections``; None where none can be added."""
    end = _front_end(text)
    if end is None:
        return None
    newline = _newline(text)
    found = _CORRECTIONS.search(text, 0, end)
    if found is None:
        if re.search(r"^corrections:", text[:end], re.MULTILINE):
            return None  # written in one line: nobody but its author can tell where it ends
        block = newline.join(["corrections:", *(f"  {line}" for line in lines), ""])
        return f"{text[:end]}{block}{text[end:]}"
    entries = found[1]
    indent = re.search(r"^([ \t]*)-", entries, re.MULTILINE)
    first = indent[1] if indent else "  "
    place = found.start(1) + len(entries.rstrip()) if entries.strip() else found.start(1)
    added = newline.join(f"{first}{line}" for line in lines)
    if entries.strip():
        return f"{text[:place]}{newline}{added}{text[place:]}"
    return f"{text[:place]}{added}{newline}{text[place:]}"


def front_matter_span(text: str) -> tuple[int, int] | None:
    """Where what stands between the two lines of dashes begins and ends; None without them."""
    end = _front_end(text)
    first = _FENCE.search(text)
    return None if end is None or first is None else (first.end(), end)


def _front_end(text: str) -> int | None:
    """Where the line begins that ends the front matter."""
    fences = list(_FENCE.finditer(text))
    return fences[1].start() if len(fences) > 1 and not text[: fences[0].start()].strip() else None


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
