"""What templates leave in a page is taken out, and nothing that readers see."""

from __future__ import annotations

from nianbao.publish.web.renderer import without_leftovers


def page(body: str) -> str:
    return without_leftovers(f"\n<html>\n\n  <head>\n   </head>\n{body}")


def test_indents_and_empty_lines_are_one_line_end() -> None:
    assert page("  <p>甲\n\n    乙</p>\n") == "<html>\n<head>\n</head>\n<p>甲\n乙</p>\n"


def test_blanks_that_are_shown_stay() -> None:
    for body in ("<pre>a\n\n  b</pre>", '<textarea id="a">\n  b</textarea>', "<p>甲\n　　乙"):
        assert page(body) == f"<html>\n<head>\n</head>\n{body}"


def test_plain_text_stays_as_it_is() -> None:
    assert without_leftovers("User-agent: *\n\n  Allow: /\n") == "User-agent: *\n\n  Allow: /\n"
