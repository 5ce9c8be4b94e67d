"""Text of others stands in terminals and logs as what it is, and does nothing there."""

from __future__ import annotations

import json
import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from nianbao.visible import visible, visible_json, visible_lines
from plain_lines import SIGNS, TEXTS, is_plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("示例县人民政府 2021 年“报告”", "示例县人民政府 2021 年“报告”"),
        ("𠮷é👍 ✓ ￥", "𠮷é👍 ✓ ￥"),
        (r"C:\x1b\2021.md", r"C:\x1b\2021.md"),
        ("# 一、总体情况", "# 一、总体情况"),
        ("## [链接](https://www.example.gov.cn/)", "## [链接](https://www.example.gov.cn/)"),
        ("a::b", "a::b"),
        ("\x1b[31m红\x1b[0m", r"\x1b[31m红\x1b[0m"),
        ("一\n二\r\n三\t四", r"一\x0a二\x0d\x0a三\x09四"),
        ("\x85\x9b\xad", r"\u0085\u009b\u00ad"),
        ("\u2028\u2029\u202e\u2066\u200b\ufeff", r"\u2028\u2029\u202e\u2066\u200b\ufeff"),
        ("\udcff\udc80", r"\xff\x80"),
        ("\ud800\udfff", r"\ud800\udfff"),
        ("\U000e0041", r"\U000e0041"),
        ("\ufffe\ufdd0\U0010ffff", r"\ufffe\ufdd0\U0010ffff"),
        ("\ufffd\u0378\ufdf0", "\ufffd\u0378\ufdf0"),
        ("::error file=a::b", r":\x3aerror file=a::b"),
        ("\u3000 ::stop-commands::x", "\u3000 :\\x3astop-commands::x"),
        ("a ##[add-mask]b", r"a #\x23[add-mask]b"),
        ("##vso[task.setvariable variable=a]b", r"#\x23vso[task.setvariable variable=a]b"),
        ("###teamcity[x]", r"##\x23teamcity[x]"),
    ],
)
def test_what_is_hidden_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(TEXTS)
@example("#\u200d#[error]x")
@example(":\ufe0f:error::x")
def test_nothing_stays_hidden(text: str) -> None:
    shown = visible(text)
    assert is_plain(shown)
    assert is_plain(re.sub("[\u034f\ufe0f]", "", shown))
    shown.encode("utf-8")
    assert visible(shown) == shown


def test_every_character_is_shown_or_escaped() -> None:
    for code in (*range(0x20000), *range(0xE0000, 0xE1000)):
        character = chr(code)
        shown = visible(f"一{character}")[1:]
        if shown != character:
            assert re.fullmatch(r"\\(x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})", shown)
        else:
            assert character.isprintable() or unicodedata.category(character) in ("Zs", "Co", "Cn")


@given(TEXTS)
def test_a_text_of_lines_keeps_its_lines(text: str) -> None:
    shown = visible_lines(text)
    assert shown.count("\n") == text.count("\n")
    assert all(is_plain(line.replace("\t", "")) for line in shown.split("\n"))


WITHOUT_HALVES = st.text() | st.lists(st.text() | SIGNS).map("".join)
CONTENTS = st.recursive(
    st.none() | st.booleans() | st.integers() | WITHOUT_HALVES,
    lambda inner: st.lists(inner) | st.dictionaries(WITHOUT_HALVES, inner),
)


@given(CONTENTS)
def test_json_holds_the_same_and_its_lines_are_plain(content: object) -> None:
    text = visible_json(content)
    assert json.loads(text) == content
    assert all(is_plain(line) for line in text.split("\n"))


@given(TEXTS)
def test_json_has_no_half_characters(text: str) -> None:
    assert json.loads(visible_json([text]).encode("utf-8")) == [
        re.sub("[\ud800-\udfff]", lambda found: visible(found[0]), text)
    ]
