"""The characters that a PDF means, where it names others that look the same."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["meant"]

# Signs of radicals, ligatures, compatibility ideographs and vertical punctuation: a font draws
# them as it draws the character itself, and the PDF names whichever comes first.
_FORMS = re.compile("[\u2f00-\u2fdf\uf900-\ufaff\ufb00-\ufb06\ufe10-\ufe19\ufe35-\ufe44]")
# CJK Radicals Supplement that are characters by themselves, which NFKC leaves as they are.
# https://www.unicode.org/Public/UCD/latest/ucd/EquivalentUnifiedIdeograph.txt
_RADICALS = dict(
    zip(
        "⺁⺄⺈⺊⺌⺎⺒⺝⺟⺠⺩⺬⺮⺶⺼⺽⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻰⻳",
        "厂乙刀卜小兀巳月母民王示竹羊月臼虎西见角贝车長长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄黾齐齿龙龟",
        strict=True,
    )
)
# The bullets of Word's fonts Symbol and Wingdings, which have no Unicode of their own.
_BULLETS = dict(
    zip(
        "\uf06c\uf06e\uf075\uf076\uf09f\uf0a7\uf0a8\uf0b7\uf0d8\uf0fc",
        "●■◆❖•▪◻•➢✓",
        strict=True,
    )
)
# The sign of this radical is drawn as 户 here, and as 戶 where NFKC has its form from.
_DOOR = {"\u2f3e": "户"}
_MEANT = str.maketrans(
    {
        **_RADICALS,
        **_DOOR,
        **_BULLETS,
        "\u00ad": "",
        "\u200b": "",
        "\u2060": "",
        "\ufeff": "",
        "\u00a0": " ",
    }
)


def meant(text: str) -> str:
    """The text with signs of radicals, ligatures and bullets as ordinary characters.

    Characters without width are left out; full-width punctuation stays as it is.
    """
    return _FORMS.sub(_plain, text.translate(_MEANT))


def _plain(found: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", found[0])
