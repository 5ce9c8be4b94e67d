"""On a phone no line of a heading ends inside a word, and no word makes a page wider."""

from __future__ import annotations

import pytest
from nianbao.publish.whole_words import pattern_of_words
from playwright.sync_api import Page
from site_looks import scrolls_sideways
from site_pages import PAGES

# Of all headings and captions the words that do not stand in one line, and the lines that begin
# with what only ends one. The lines of a title are headings of their own.
_PARTED = """([words, large]) => {
  document.documentElement.classList.toggle("large", large);
  const range = document.createRange();
  const parted = [];
  const headings = [...document.querySelectorAll("h1, h2, h3, caption")].flatMap(heading => {
    const lines = [...heading.children].filter(child => child.matches("h1 > span:not(.word)"));
    return lines.length ? lines : [heading];
  });
  for (const heading of headings) {
    const places = [];
    const texts = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
    while (texts.nextNode())
      for (let at = 0; at < texts.currentNode.length; at += 1) places.push([texts.currentNode, at]);
    const text = heading.textContent;
    for (const word of text.matchAll(new RegExp(words, "g"))) {
      const [last, at] = places[word.index + word[0].length - 1];
      range.setStart(...places[word.index]);
      range.setEnd(last, at + 1);
      const boxes = [...range.getClientRects()].filter(box => box.width);
      if (boxes.some(box => box.top >= boxes[0].bottom - 1)) parted.push(`${word[0]}: ${text}`);
    }
  }
  return parted;
}"""


def parted(page: Page, *, large: bool) -> list[str]:
    """The words that the lines of an open page's headings end inside, with their headings."""
    found: list[str] = page.evaluate(_PARTED, [pattern_of_words(), large])
    return found


@pytest.mark.parametrize("path", PAGES)
def test_no_line_of_a_heading_ends_inside_a_word(
    same_scripted: Page, address: str, path: str
) -> None:
    same_scripted.goto(address + path)
    for width in (390, 320):
        same_scripted.set_viewport_size({"width": width, "height": 800})
        for large in (False, True):
            assert parted(same_scripted, large=large) == [], (width, large)
            assert not scrolls_sideways(same_scripted), (width, large)


def test_a_word_that_is_parted_is_found(same_scripted: Page, address: str) -> None:
    same_scripted.goto(address + PAGES[0])
    same_scripted.evaluate(
        "document.querySelector('h1').textContent = '示例县人民政府信息公开工作年度报告'.repeat(3)"
    )
    assert parted(same_scripted, large=False) != []
