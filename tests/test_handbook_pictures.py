"""The pictures of the handbook: each taken by the script, shown, told in words."""

from __future__ import annotations

import re

from pictures import PICTURES
from PIL import Image
from places import ROOT

_SHOWN = re.compile(r"!\[([^\]]*)\]\(([^)]+\.png)\)")
_MOST_BYTES = 120_000


def test_every_picture_is_taken_by_the_script_shown_and_told_in_words() -> None:
    shown = {}
    for path in (ROOT / "docs/help").rglob("*.md"):
        text = re.sub(r"(?ms)^```.*?^```", "", path.read_text("utf-8"))
        for words, target in _SHOWN.findall(text):
            shown[(path.parent / target).resolve().relative_to(ROOT).as_posix()] = words
    taken = {name for name in PICTURES if name.startswith("docs/help/")}
    assert set(shown) == taken
    there = {p.relative_to(ROOT).as_posix() for p in (ROOT / "docs/help").rglob("*.png")}
    assert there == taken
    assert all(len(words) > 20 for words in shown.values())


def test_they_are_sharp_and_no_burden() -> None:
    for name in PICTURES:
        path = ROOT / name
        with Image.open(path) as picture:
            assert picture.width >= 800, name
        assert path.stat().st_size < _MOST_BYTES, name
