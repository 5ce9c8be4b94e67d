r"""Shows every character of a text that others wrote, and lets none of it act.

File names, messages and quotations reach terminals and logs. There an escape character changes
the screen, a line break forges a line, a bidirectional override turns words round, and a line of
a log may be a command to the machine that runs the job. What is hidden in a text is shown as
``\x1b`` or ``\u202e`` instead; the byte of a file name that is not UTF-8 as ``\xff``.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable
from functools import cache

__all__ = ["is_hidden", "visible", "visible_json", "visible_lines"]

_HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
# Characters of other categories that fonts draw as nothing: Unicode's DerivedCoreProperties.txt,
# Default_Ignorable_Code_Point. .NET, in which GitHub's runner is written, may skip them.
_IGNORABLE = re.compile(
    r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8"
    r"\U000e0000-\U000e0fff]"
)
# "##[error]" is a command to GitHub's runner wherever it stands in a line (runner,
# src/Runner.Common/ActionCommand.cs), "##vso[" one to Azure's, "##teamcity[" to TeamCity.
_COMMAND = re.compile(r"(?<=#)#(?=\w*\[)")
# "::error::" is one at the beginning of a line, blanks apart; to Gitea's runner, too.
_COMMAND_IN_FRONT = re.compile(r"^([^\S\n]*:):", re.MULTILINE)


@cache
def is_hidden(character: str) -> bool:
    """Whether nobody sees a character: it controls, joins, turns text round, or has no shape."""
    return (
        unicodedata.category(character) in _HIDDEN
        or bool(_IGNORABLE.match(character))
        or _is_no_character(ord(character))
    )


def _is_no_character(code: int) -> bool:
    """Whether a code is of those that no text has, some of which YAML refuses (Unicode, 23.7).

    Others that are not assigned may be rare characters, which Python does not know yet.
    """
    return 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE


class _Shown(dict[int, int | str]):
    """For ``str.translate``: how each character is shown, found out when it first occurs."""

    def __init__(self, escape: Callable[[str], str], but: str = "") -> None:
        super().__init__({ord(character): character for character in but})
        self._escape = escape

    def __missing__(self, code: int) -> int | str:
        character = chr(code)
        self[code] = self._escape(character) if is_hidden(character) else code
        return self[code]


def _escape(character: str) -> str:
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:  # a byte that Python kept in a file's name (PEP 383)
        return f"\\x{code - 0xDC00:02x}"
    if code < 0x80:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _escape_in_json(character: str) -> str:
    """The same character in JSON; a lone surrogate, which many readers refuse, is only shown."""
    shown = _escape(character) if "\ud800" <= character <= "\udfff" else character
    return json.dumps(shown)[1:-1]


_ONE_LINE = _Shown(_escape)
_LINES = _Shown(_escape, but="\t\n")
_JSON = _Shown(_escape_in_json, but="\n")


def visible(text: str) -> str:
    """A text in one line, in which nothing is hidden and nothing is a command."""
    return _no_command(text.translate(_ONE_LINE))


def visible_lines(text: str) -> str:
    """The same for a text of several lines, which keeps its line feeds and tabs."""
    return _no_command(text.translate(_LINES))


def visible_json(content: object) -> str:
    """JSON for programs that nevertheless stands in a log; its values are what they were."""
    text = json.dumps(content, ensure_ascii=False, indent=2)
    return _COMMAND.sub(r"\\u0023", text.translate(_JSON))


def _no_command(text: str) -> str:
    return _COMMAND_IN_FRONT.sub(r"\1\\x3a", _COMMAND.sub(r"\\x23", text))
