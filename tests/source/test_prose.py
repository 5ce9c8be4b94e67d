"""Markdown becomes a tree of plain elements, the way Chinese authors write it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nianbao.source.prose import Element, elements, parse_markdown, shown_text

ALLOWED = re.compile(
    r"p|[uo]l|li|blockquote|table|thead|tbody|tr|t[hd]|[hb]r|h[1-6]|strong|em|a|img|code"
)


def shape(text: str) -> str:
    """The tree of a text, written short."""

    def written(piece: Element | str) -> str:
        if isinstance(piece, str):
            return piece
        attributes = "".join(f" {name}={value}" for name, value in piece.attributes.items())
        return f"<{piece.tag}{attributes}>{''.join(map(written, piece.children))}</>"

    return "".join(map(written, parse_markdown(text)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("    四个空格开头的段落", "<p>四个空格开头的段落</>"),
        ("　　全角空格开头的段落", "<p>全角空格开头的段落</>"),
        ("通报监\n督结果", "<p>通报监督结果</>"),
        ("甲\n[乙](乙.pdf)\n丙", "<p>甲<a href=乙.pdf>乙</>丙</>"),
        ("Word\nword", "<p>Word word</>"),
        ("前**“重点”**后", "<p>前<strong>“重点”</>后</>"),
        ("文字\n---", "<p>文字</><hr></>"),
        ("<b>甲</b> &lt; &nbsp;乙", "<p><b>甲</b> < \xa0乙</>"),
        ("`a<b`", "<p><code>a<b</></>"),
        ("[链接](甲.pdf)", "<p><a href=甲.pdf>链接</></>"),
        ("![图](图.png)", "<p><img src=图.png alt=图></></>"),
        ("- 甲\n- 乙", "<ul><li>甲</><li>乙</></>"),
        ("3. 甲\n4. 乙", "<ol start=3><li>甲</><li>乙</></>"),
        ("０３. 甲", "<ol start=3><li>甲</></>"),
        (
            "[甲](HTTPS://WWW.Example.CN:80/A?B#C)",
            "<p><a href=https://www.example.cn:80/A?B#C>甲</></>",
        ),
        ("[甲](<&#32;HTTP://A.CN>)", "<p><a href=http://a.cn>甲</></>"),
        ("<HTTPS://A.CN/B>", "<p><a href=https://a.cn/B>HTTPS://A.CN/B</></>"),
        (
            "[甲](MailTo:A@b.cn) [乙](A:B/C.pdf)",
            "<p><a href=mailto:A@b.cn>甲</> <a href=A:B/C.pdf>乙</></>",
        ),
        ("&#" + "9" * 5000 + ";", "<p>\ufffd</>"),
        ("&#" + "0" * 5000 + "65;&#x0000041;", "<p>AA</>"),
        (
            "| 甲 | 乙 |\n|---|--:|\n| 1 | 2 |",
            "<table><thead><tr><th>甲</><th align=right>乙</></></><tbody><tr><td>1</><td align=right>2</></></></>",  # noqa: E501
        ),
        ("### （一）**标题** ###", "<h3>（一）<strong>标题</></>"),
        (r"\*不是强调\*", "<p>*不是强调*</>"),
        ("共5*3*2米，*重*点，**40**条", "<p>共5*3*2米，<em>重</>点，<strong>40</>条</>"),
    ],
)
def test_shape(text: str, expected: str) -> None:
    assert shape(text) == expected


def test_what_is_shown_is_in_lines_and_attributes_come_last() -> None:
    text = '甲[乙](a.pdf "丙")丁\n\n|1|2|\n|-|-|\n|3|4|\n\n![戊](b.png)'
    shown = shown_text(parse_markdown(text))
    assert shown.split() == ["甲乙丁", "1", "2", "3", "4", "a.pdf", "丙", "b.png", "戊"]


@given(st.text(alphabet="#*_`[]()<>!|-\\ \n&;:/~甲1a\"'", max_size=200))
def test_nothing_but_plain_elements_comes_out(text: str) -> None:
    for element in elements(parse_markdown(text)):
        assert ALLOWED.fullmatch(element.tag)
        assert set(element.attributes) <= {"href", "title", "src", "alt", "start", "align"}
        for child in element.children:
            assert isinstance(child, Element) or not set(child) & {"\x02", "\x03"}
