"""Rows whose figures are not kept apart as a list keeps them: wide commas, brackets, colons.

How such a row was meant is not for the program to say: two figures are never made one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..problem import Mark, Problems
from .number_slips import NUMBER, several_numbers
from .strict_yaml import Node, YamlScalar

__all__ = ["note_no_list", "note_no_name", "note_run_together"]

_LIST = "数写在半角方括号里，中间用半角逗号加空格隔开，例如 [3, 1, 40]"
_WIDE = re.compile(r"^([【［〔（(「『《｛])")
_NAMES = {"，": "全角逗号", "、": "顿号", "；": "全角分号", "：": "全角冒号", "｜": "全角竖线"}


def note_run_together(items: Iterable[Node], place: tuple[str, ...], problems: Problems) -> bool:
    """Notes the items of a row that hold several figures; returns whether there are such."""
    found = False
    for item in items:
        if not isinstance(item, YamlScalar) or not item.plain:
            continue
        between = several_numbers(item.text)
        if between is None:
            continue
        found = True
        index, sign = between
        problems.add(
            "number-format",
            _within(item, index),
            f"“{item.text}”里是{_called(sign)}，程序分不清是几个数",
            address=place,
            found=sign,
            expected=",",
            advice="是几个数的，中间用半角逗号加空格隔开；是一个数的，中间不加任何符号。请对照原表",
        )
    return found


def note_no_list(node: YamlScalar, place: tuple[str, ...], problems: Problems) -> bool:
    """Notes a row that is meant to be a list and is none; returns whether it is."""
    if bracket := _WIDE.match(node.text):
        sign, index = bracket[1], 0
        sentence = f"这里的括号是“{sign}”，不是半角方括号"
    elif between := several_numbers(node.text) or _comma_in(node.text):
        index, sign = between
        sentence = f"几个数没有写在方括号里，中间是{_called(sign)}"
    else:
        return False
    problems.add(
        "row-shape",
        _within(node, index),
        sentence,
        address=place,
        found=sign,
        expected="[",
        advice=_LIST,
    )
    return True


def note_no_name(key: YamlScalar, place: tuple[str, ...], problems: Problems) -> bool:
    """Notes what stands where a column's name should: a figure, or a name with its figure.

    Returns whether it is such a thing.
    """
    if NUMBER.fullmatch(key.text):
        sentence = f"花括号里写了数“{key.text}”，没有写是哪一列"
        advice = f"写成“列名: 数”；只写数的，{_LIST}"
        mark = key.mark
    elif joined := re.search(r"([:：])\s*\S", key.text):
        sentence = f"“{key.text}”里的冒号是全角的" if joined[1] == "：" else "冒号后面没有空格"
        advice = "请写成“列名: 数”，冒号为半角，后面空一格"
        mark = _within(key, joined.start())
    else:
        return False
    problems.add("row-shape", mark, sentence, address=place, found=key.text, advice=advice)
    return True


def _comma_in(text: str) -> tuple[int, str] | None:
    match = re.search(r"(?<=[0-9])\s*(,)\s*(?=[0-9~-])", text)
    return (match.start(1), match[1]) if match else None


def _within(node: YamlScalar, index: int) -> Mark:
    return Mark(node.mark.line, node.mark.column + index)


def _called(sign: str) -> str:
    name = _NAMES.get(sign, "")
    if not sign.strip():
        return "空格"
    return f"{name}“{sign}”"
