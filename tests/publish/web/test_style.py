"""Every page carries the stylesheet: it has no rule that nothing uses, and no needless byte."""

from __future__ import annotations

import re

from nianbao.publish.web.style import STYLE, compact
from places import ROOT
from playwright.sync_api import Browser

LIBRARY = ROOT / "hooks/nianbao"
SHEET = (LIBRARY / "theme" / STYLE).read_text("utf-8")
# What a browser understands of a sheet, rule by rule.
_RULES = """text => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return [...sheet.cssRules].map(rule => rule.cssText);
}"""


def classes_of(style: str) -> set[str]:
    """The classes that selectors name."""
    selectors = re.sub(r"\{[^{}]*\}", "", re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL))
    return set(re.findall(r"\.([A-Za-z_][\w-]*)", selectors))


def unknown(names: set[str]) -> set[str]:
    """Those that no template, script or module writes, whole or as ``start-{…}``."""
    files = [path for end in ("html", "js", "py") for path in LIBRARY.rglob(f"*.{end}")]
    text = "\n".join(path.read_text("utf-8") for path in files)
    words = set(re.findall(r"[A-Za-z_][\w-]*", text))
    starts = set(re.findall(r"[a-z-]+-(?=\{)", text))
    return {name for name in names if name not in words and not name.startswith(tuple(starts))}


def test_it_has_no_rule_that_nothing_uses() -> None:
    assert unknown(classes_of(SHEET)) == {"md-container"}  # of Material's base.html


def test_a_rule_that_nothing_uses_is_found() -> None:
    style = "p .nobody-has-it:hover > a, .chart { width: .5rem; }"
    assert unknown(classes_of(style)) == {"nobody-has-it"}


def test_texts_stay_as_they_are() -> None:
    style = '/* a */\n\na::after { content: "a  ; /* b */" ;\n  color: red; }  /* "c" */\n'
    assert compact(style).strip() == 'a::after{content: "a  ; /* b */";color: red;}'


def test_it_says_the_same_in_fewer_bytes(browser: Browser) -> None:
    blank = browser.new_page()
    assert len(compact(SHEET)) < 0.9 * len(SHEET)
    # Of what a name stands for browsers keep the letters, with the spaces behind commas.
    full, short = (
        [rule.replace(", ", ",") for rule in blank.evaluate(_RULES, text)]
        for text in (SHEET, compact(SHEET))
    )
    assert short == full
    assert len(full) > 300
    blank.close()
