"""Lines of front matter that YAML cannot read: what somebody did, and the line mended.

A line is looked at only where the parser stopped, so that what can be read is never accused. It is
mended so that the parser can go on and find the next; nothing is read of a mended text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

__all__ = ["LineSlip", "is_figure_without_colon", "slip_in"]

_CLOSING = {"[": "]", "{": "}"}
_WIDE_BRACKETS = {
    **dict.fromkeys("【［〔「『", "["),
    **dict.fromkeys("】］〕」』", "]"),
    **dict.fromkeys("｛", "{"),
    **dict.fromkeys("｝", "}"),
}
_WIDE_SIGNS = {"，": ", ", "、": ", ", "；": ", ", "：": ": "}
_NAMES = {"，": "全角逗号", "、": "顿号", "；": "全角分号", "：": "全角冒号"}
_INDENT = re.compile(r"[\t\u3000\u00a0\u2000-\u200a\u202f\u205f ]*")
_KEY = r"(?:- +)?[^\s：:#\[\]{}\"'“”,，/\\-][^：:#\[\]{}\"',/\\]{0,60}?"
_WIDE_COLON = re.compile(rf"(\s*{_KEY})(：)\s*(.*)")
_NO_SPACE = re.compile(rf"(\s*{_KEY})(:)([^\s/\\].*)")
_PAIR = re.compile(rf"(\s*{_KEY}:(?:\s+))(\S.*)")
_NO_COLON = re.compile(
    r"(\s*(?:- +)?[^\s:：#\[\]{}\"'0-9,，]+?)\s*([0-9~]+(?:\.[0-9]+)?|\[.*\])\s*(?:#.*)?"
)
_BOLD = re.compile(r"(\s*)(\*\*|__)(.+?)\2(\s*:.*)")
_COMMENT = re.compile(r"\s*(＃|//|<!--|--\s|/\*|；|;|※)")
_QUOTES = ('"', "'")
_NO_BEGINNING = {
    "@": "文字不能以 @ 开头",
    "`": "文字不能以 ` 开头",
    "%": "文字不能以 % 开头",
    "*": "这里不能以 * 开头",
    "&": "这里不能以 & 开头",
    "!": "这里不能以 ! 开头",
}


class LineSlip(NamedTuple):
    """What is wrong in a line, from which column on (from 1), and the line without it."""

    column: int
    sentence: str
    advice: str
    found: str
    expected: str
    mended: str


def slip_in(line: str, following: str = "") -> LineSlip | None:
    """What is wrong in a line that the parser stopped at, if it can be recognized.

    A list may go on in the ``following`` line.
    """
    slip = next((slip for look in _LOOKS if (slip := look(line))), None)
    goes_on = slip is not None and slip.expected in ("]", "}") and slip.found[:1] in _CLOSING
    return None if goes_on and re.match(r"\s*[0-9~\]},\[{]", following) else slip


def is_figure_without_colon(line: str) -> bool:
    """Whether a line is a name and a figure that YAML reads as one text, for want of a colon."""
    match = _WIDE_COLON.match(line) or _NO_SPACE.match(line)
    return match is not None and re.match(r"[\[{【［｛~0-9０-９]", match[3]) is not None


def _indentation(line: str) -> LineSlip | None:
    indent = _INDENT.match(line)
    blank = indent[0] if indent else ""
    wrong = re.search(r"[^ ]", blank)
    if wrong is None or not line.strip():
        return None
    name = {"\t": " Tab 键", "\u3000": "全角空格"}.get(wrong[0], "特殊的空格")
    # A wide character is as wide as two, and a tab stands for a level.
    mended = re.sub("[\t\u3000]", "  ", blank)
    return LineSlip(
        wrong.start() + 1,
        f"行首的空白是{name}",
        "请删去，改用半角空格；每深一层多空两格",
        wrong[0],
        " ",
        re.sub(r"[^ ]", " ", mended) + line[len(blank) :],
    )


def _comment(line: str) -> LineSlip | None:
    match = _COMMENT.match(line)
    if match is None:
        return None
    sign = match[1].strip()
    return LineSlip(
        match.start(1) + 1,
        f"这一行以“{sign}”开头，读不懂",
        "自己看的说明，请以半角 # 加空格开头；没有用的，请删去",
        sign,
        "#",
        "",
    )


def _bold(line: str) -> LineSlip | None:
    match = _BOLD.match(line)
    if match is None:
        return None
    sentence, advice = f"名称写在 {match[2]} 里", "数字部分没有加粗，请删去星号、下划线"
    return LineSlip(
        match.start(2) + 1, sentence, advice, match[2], match[3], f"{match[1]}{match[3]}{match[4]}"
    )


def _wide_colon(line: str) -> LineSlip | None:
    match = _WIDE_COLON.match(line)
    if match is None:
        return None
    return LineSlip(
        match.start(2) + 1,
        "名称后面是全角冒号“：”",
        "请改为半角冒号加一个空格，例如“名称: 0”",
        "：",
        ":",
        f"{match[1]}: {match[3]}".rstrip(),
    )


def _no_space(line: str) -> LineSlip | None:
    match = _NO_SPACE.match(line)
    if match is None:
        return None
    name = match[1].strip().removeprefix("- ").strip()
    return LineSlip(
        match.start(2) + 1,
        f"“{name}:”的冒号后面没有空格",
        "冒号后面请空一格，例如“名称: 0”",
        f"{name}:{match[3]}",
        f"{name}: ",
        f"{match[1]}: {match[3]}",
    )


def _value(line: str) -> LineSlip | None:
    """What is wrong behind a name and its colon."""
    match = _PAIR.match(line)
    if match is None:
        return None
    head, value = match[1], match[2]
    slip = next((slip for look in _VALUE_LOOKS if (slip := look(value))), None)
    if slip is None:
        return None
    return slip._replace(column=slip.column + len(head), mended=f"{head}{slip.mended}")


def _lone_dash(value: str) -> LineSlip | None:
    if re.fullmatch(r"-\s*(?:#.*)?", value):
        advice = "表上是空白、画了横线的格写 ~，是零的写 0。空白不是零"
        return LineSlip(1, "“-”不是数", advice, "-", "~", "~")
    if value.startswith("- "):
        return LineSlip(1, "冒号后面不能接着写“- ”", "列表请另起一行；文字请加引号", "-", "", "~")
    return None


def _beginning(value: str) -> LineSlip | None:
    sentence = _NO_BEGINNING.get(value[0])
    if sentence:
        return LineSlip(1, sentence, "文字请用半角引号括起来；数前面不写符号", value[0], "", "~")
    if re.match(r"[>|][^\n+\-0-9#]*[^\s#]", value):
        sentence = f"文字不能以 {value[0]} 开头"
        return LineSlip(1, sentence, "请把这一项文字用半角引号括起来", value[0], "", "~")
    return None


def _quote(value: str) -> LineSlip | None:
    quote = value[0]
    if quote not in _QUOTES:
        return None
    end = re.compile(r'(?:\\.|[^"\\])*"' if quote == '"' else r"(?:''|[^'])*'").match(value, 1)
    if end is None:
        wide = "；全角引号不算" if re.search("[“”‘’]", value) else ""
        advice = f"请在这一行末尾补上半角引号 {quote}{wide}"
        return LineSlip(1, f"引号 {quote} 没有写完", advice, quote, quote, "~")
    rest = value[end.end() :].strip()
    if rest and not rest.startswith("#"):
        sentence = f"引号后面还有“{rest}”"
        advice = "整项文字要在一对引号里；里面再用引号的，请用全角引号"
        return LineSlip(end.end() + 1, sentence, advice, rest, "", "~")
    return None


def _brackets(value: str) -> LineSlip | None:
    """Brackets that are not closed or not those of a list, and what stands between them."""
    first = value[0]
    right = _WIDE_BRACKETS.get(first)
    if right in _CLOSING:
        return LineSlip(1, f"括号“{first}”是全角的", f"请改为半角 {right}", first, right, "~")
    if first not in _CLOSING:
        return None
    is_open: list[str] = []
    before = ""
    for index, sign in _unquoted(value):
        if sign in _CLOSING:
            is_open.append(_CLOSING[sign])
        elif is_open and sign == is_open[-1]:
            is_open.pop()
            if not is_open:
                return _after_list(value, index + 1)
        elif slip := _wrong_sign(value, index, before, is_open):
            return slip
        before = sign if sign.strip() else before
    return _unclosed(value, is_open)


def _unquoted(value: str) -> Iterator[tuple[int, str]]:
    """The characters of a list that stand in no quotation marks, with their places."""
    quote = before = ""
    for index, sign in enumerate(value):
        if quote:
            quote = "" if sign == quote else quote
        elif sign in _QUOTES and before in ("[", "{", ",", ":"):
            quote = sign
        else:
            yield index, sign
        before = sign if sign.strip() else before


def _wrong_sign(value: str, index: int, before: str, is_open: list[str]) -> LineSlip | None:
    sign = value[index]
    if sign in "]}":
        sentence = f"括号“{sign}”与前面的配不上"
        advice = f"前面开的括号要用 {is_open[-1]} 关上"
        return LineSlip(index + 1, sentence, advice, sign, is_open[-1], "~")
    if sign == "," and before in ("[", "{", ","):
        sentence = "两个逗号之间没有数" if before == "," else "逗号前面没有数"
        advice = "表上是空白的格写 ~，是零的写 0；多写了逗号的，请删去一个"
        return LineSlip(index + 1, sentence, advice, ",", "~", "~")
    return _wide_sign(value, index, is_open)


def _wide_sign(value: str, index: int, is_open: list[str]) -> LineSlip | None:
    """A wide sign where a list or a mapping needs a narrow one."""
    sign = value[index]
    right = _WIDE_BRACKETS.get(sign)
    if right and right in is_open and not any(c in value for c in right):
        sentence = f"括号“{sign}”是全角的"
        return LineSlip(index + 1, sentence, f"请改为半角 {right}", sign, right, "~")
    if (
        sign in _WIDE_SIGNS
        and is_open[-1:] == ["}"]
        and re.match(r"[，、；]\s*[^\s,，:：{}]+\s*[:：]", value[index:])
    ):
        sentence = f"这里是{_NAMES[sign]}“{sign}”"
        return LineSlip(index + 1, sentence, "各项之间请用半角逗号加空格", sign, ",", "~")
    return None


def _after_list(value: str, index: int) -> LineSlip | None:
    rest = value[index:].strip()
    if not rest or rest.startswith("#"):
        return None
    place = value.index(rest, index) + 1
    if rest[0] in "]}":
        sentence, advice = f"多了一个括号“{rest[0]}”", "请删去多写的括号"
    else:
        sentence = f"括号后面还有“{rest}”"
        advice = "请删去；自己看的说明，写在空格和半角 # 后面"
        if not re.search("[0-9~]", value[:index]):
            advice = f"文字以 {value[0]} 开头的，请把整项用半角引号括起来"
    return LineSlip(place, sentence, advice, rest, "", "~")


def _unclosed(value: str, is_open: list[str]) -> LineSlip | None:
    if not is_open:
        return None
    kind = "方括号" if is_open[-1] == "]" else "花括号"
    sentence = f"{kind}没有写完"
    return LineSlip(1, sentence, f"请在这一行末尾补上 {is_open[-1]}", value, is_open[-1], "~")


def _second_colon(value: str) -> LineSlip | None:
    match = re.search(r":(?=\s|$)", value)
    if match is None or value[0] in "\"'[{":
        return None
    return LineSlip(
        match.start() + 1,
        "这一项文字里又有一个冒号",
        "文字里有半角冒号加空格的，请把整项用半角引号括起来，或者改用全角冒号；"
        "下一行的内容接到了这一行的，请分成两行",
        ":",
        "：",
        "~",
    )


def _no_colon(line: str) -> LineSlip | None:
    if match := _NO_COLON.fullmatch(line):
        name = match[1].strip()
        return LineSlip(
            match.end(1) + 1,
            f"“{name}”后面缺少冒号",
            "请写成“名称: 数”，冒号为半角，后面空一格",
            line.strip(),
            f"{name}: ",
            f"{match[1]}: {match[2]}",
        )
    return None


_VALUE_LOOKS: tuple[Callable[[str], LineSlip | None], ...] = (
    *(_lone_dash, _beginning, _quote, _brackets, _second_colon),
)
_LOOKS: tuple[Callable[[str], LineSlip | None], ...] = (
    *(_indentation, _comment, _bold, _wide_colon, _no_space, _value, _no_colon),
)
