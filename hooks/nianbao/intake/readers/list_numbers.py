"""Numbers of lists as word processors write them: 一, ①, 甲, iv."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["number_text"]

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_CIRCLED = (
    *(chr(0x2460 + n) for n in range(20)),
    *(chr(0x3251 + n) for n in range(15)),
    *(chr(0x32B1 + n) for n in range(15)),
)


def number_text(value: int, style: str) -> str:
    """A number in one of Word's number formats; in digits where the format has none for it."""
    if style == "none":
        return ""
    write = _WRITERS.get(style, str)
    return write(value) if 0 < value < 10_000 else str(value)


def _chinese(value: int) -> str:
    text = _grouped(value, _DIGITS.replace("〇", "零"), "十百千")
    return text.removeprefix("一") if text.startswith("一十") else text


def _formal(value: int) -> str:
    return _grouped(value, _FORMAL, "拾佰仟")


def _grouped(value: int, digits: str, units: str) -> str:
    text = ""
    figures = str(value)
    for place, figure in enumerate(figures):
        left = len(figures) - place - 1
        if figure != "0":
            text += digits[int(figure)] + (units[left - 1] if left else "")
        elif not text.endswith(digits[0]):
            text += digits[0]
    return text.rstrip(digits[0])


def _letters(value: int) -> str:
    repeats, letter = divmod(value - 1, 26)
    return chr(ord("a") + letter) * (repeats + 1)


def _roman(value: int) -> str:
    text = ""
    for worth, numeral in _ROMAN:
        text += numeral * (value // worth)
        value %= worth
    return text


def _from(characters: str | tuple[str, ...]) -> Callable[[int], str]:
    return lambda value: characters[value - 1] if value <= len(characters) else str(value)


def _run_of(first: int, count: int) -> str:
    return "".join(chr(first + number) for number in range(count))


_WRITERS: dict[str, Callable[[int], str]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "chineseLegalSimplified": _formal,
    "ideographLegalTraditional": _formal,
    "ideographDigital": lambda value: "".join(_DIGITS[int(figure)] for figure in str(value)),
    "japaneseDigitalTenThousand": lambda value: "".join(_DIGITS[int(f)] for f in str(value)),
    "ideographTraditional": _from(_STEMS),
    "ideographZodiac": _from(_BRANCHES),
    "decimalEnclosedCircle": _from(_CIRCLED),
    "decimalEnclosedCircleChinese": _from(_CIRCLED),
    "decimalEnclosedParen": _from(_run_of(0x2474, 20)),
    "decimalEnclosedFullstop": _from(_run_of(0x2488, 20)),
    "ideographEnclosedCircle": _from(_run_of(0x3280, 10)),
    "decimalFullWidth": lambda value: str(value).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda value: str(value).translate(_FULL_WIDTH),
    "decimalZero": lambda value: f"{value:02}",
    "lowerLetter": _letters,
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda value: _roman(value).upper(),
}
