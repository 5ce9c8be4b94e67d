"""Prose written as Markdown reads back as it was."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st
from nianbao.intake.document import SourceCell, SourceTable
from nianbao.intake.prose.markdown_text import block_markdown, table_markdown
from nianbao.source import Element, Piece
from nianbao.source.prose import parse_markdown

PIECES = st.sampled_from(
    [
        *"甲乙，。1234.)(*_`[]<>{}#-+=~:|!\\&;a“”",
        *("<b>", "{{", "}}", "1. ", "- ", "# ", "> ", "---", "```", "[a](b)", "![x](y)", "&amp;"),
        *("https://example.cn/?a=1&b=2", "**", "__", "~~", "&#60;", " ", "+ ", "* "),
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=12).map(lambda p: " ".join("".join(p).split()))


def same(element: Element) -> Element:
    """The block as it reads back."""
    (block,) = parse_markdown(block_markdown(element))
    return block


@settings(max_examples=400)
@given(TEXTS.filter(bool))
@example("--- ---")
@example("-- -  --")
@example("---")
def test_text_is_never_markup(text: str) -> None:
    block = same(Element("p", children=(text,)))
    assert (block.tag, block.text) == ("p", text)


@settings(max_examples=200)
@given(TEXTS.filter(lambda text: text.strip("# ")))
def test_headings_are_what_they_were(text: str) -> None:
    block = same(Element("h3", children=(text,)))
    assert (block.tag, block.text) == ("h3", text)


def test_emphasis_links_and_pictures_stay() -> None:
    pieces: tuple[Piece, ...] = (
        "全年",
        Element("strong", children=("公开",)),
        "和",
        Element("em", children=(" 解读 ",)),
        Element("a", {"href": "https://example.cn/a b(1)"}, ("网站[1]",)),
        Element("img", {"src": "2021-1.png", "alt": ""}),
    )
    assert block_markdown(Element("p", children=pieces)) == (
        "全年**公开**和 *解读* [网站\\[1\\]](https://example.cn/a%20b%281%29)![](2021-1.png)"
    )


def test_nested_lists_read_back() -> None:
    inner = Element("ul", children=(Element("li", children=("丙",)),))
    items = (Element("li", children=("甲",)), Element("li", children=("乙", inner)))
    block = same(Element("ol", {"start": "3"}, items))
    assert (block.tag, block.attributes.get("start")) == ("ol", "3")
    first, second = (child for child in block.children if isinstance(child, Element))
    assert first.text == "甲"
    assert [c.tag for c in second.children if isinstance(c, Element)] == ["ul"]


def test_a_line_end_within_a_paragraph_stays() -> None:
    block = same(Element("p", children=("地址：示例路1号", Element("br"), "- 电话")))
    assert [c.tag if isinstance(c, Element) else c for c in block.children] == [
        "地址：示例路1号",
        "br",
        "- 电话",
    ]


def test_ordinary_tables_become_tables() -> None:
    rows = [["项目", "数|量"], ["甲*", "1\n2"]]
    cells = tuple(
        tuple(SourceCell(text, r, c) for c, text in enumerate(row)) for r, row in enumerate(rows)
    )
    (block,) = parse_markdown(table_markdown(SourceTable("表 1", cells)))
    assert block.tag == "table"
    assert block.text == "项目数|量甲*1 2"
