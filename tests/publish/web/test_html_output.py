"""Hand-written pages are HTML, whatever Markdown would write by itself."""

from __future__ import annotations

from markdown import Markdown


def test_elements_without_content_have_no_slash_page_after_page() -> None:
    markdown = Markdown(extensions=["nianbao.publish.web.html_output:HtmlOutput"])
    for _ in range(2):
        assert markdown.convert("![图](a.png)\n\n---") == '<p><img alt="图" src="a.png"></p>\n<hr>'
        markdown.reset()
