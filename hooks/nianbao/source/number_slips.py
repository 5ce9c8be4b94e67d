"""What people write where a number should stand, and what to do about it.

Advice proposes a number only where nothing else can be meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeAlias, cast

from ..own_data import read_own_data

__all__ = ["MAX_LENGTH", "NUMBER", "Slip", "several_numbers", "slip_of"]

NUMBER = re.compile(r"([+-]?)(0|[1-9][0-9]*)(\.[0-9]+)?")
"""A number as files write it."""
MAX_LENGTH = 15
"""The longest text JavaScript and spreadsheets still take for an exact number."""

_FIGURE = r"[+-]?[0-9]+(?:\.[0-9]+)?"
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:[,_' ][0-9]{3})+(?:\.[0-9]+)?")
_SEPARATED = re.compile(r"[0-9.]*[0-9](?:[,_'][0-9]+)+(?:\.[0-9]+)?")
_SEVERAL = re.compile(
    r"(?<=[0-9０-９])\s*([，、；;。|｜/／\s:：])\s*(?=[0-9０-９~～-])|(?<=[0-9])(\.)(?=[0-9]+\.[0-9])"
)
_CHINESE = re.compile("[零〇○一二三四五六七八九十百千万亿两壹贰叁肆伍陆柒捌玖拾佰仟]+")
_LETTERS = re.compile(r"[0-9OoQlISs.]*[0-9OoIl][0-9OoQlISs.]*")
_RANGE = re.compile(rf"{_FIGURE}\s*(?:[-~—–至到]+)\s*{_FIGURE}")
_TAIL = re.compile(rf"({_FIGURE})\s*([。．.，,、；;：:！!]+)")
_BRACKETED = re.compile(rf"({_FIGURE})\s*\(([^()]*[\u4e00-\u9fff][^()]*)\)")
_COMMENT = re.compile(rf"({_FIGURE})\s*(//|#|--).*")
_AFTER = re.compile(rf"({_FIGURE})\s*([^\d\s].*)")
_FILL_IN = "请填数字；表上是空白的格写 ~，是零的写 0"


class Slip(NamedTuple):
    """What is wrong with a text that is no number, after the text itself, and what to do."""

    sentence: str
    advice: str


_Kind: TypeAlias = "Callable[[str, str], Slip | None]"


def slip_of(text: str) -> Slip:
    """What somebody did who wrote a text that is no number, in a cell of its own."""
    narrow = unicodedata.normalize("NFKC", text).strip()
    return next((s for kind in _KINDS if (s := kind(text, narrow))), Slip("不是数", _FILL_IN))


def several_numbers(text: str) -> tuple[int, str] | None:
    """Where in one item of a row a character stands between two numbers, and which; or None."""
    match = _SEVERAL.search(text)
    if match is None:
        return None
    group = 1 if match[1] else 2
    return match.start(group), match[group]


def _too_long(text: str, _narrow: str) -> Slip | None:
    if len(text) > MAX_LENGTH and NUMBER.fullmatch(text):
        return Slip("太长，不像一个统计数", "请核对是不是几个数连在了一起")
    return None


def _nothing(text: str, _narrow: str) -> Slip | None:
    if text:
        return None
    return Slip("这里没有写数", f"{_FILL_IN}；写在 # 后面的只是说明")


def _blank(text: str, narrow: str) -> Slip | None:
    if narrow == "~":
        return Slip("是全角字符", "请改为半角 ~")
    if text.lower() in _words("blanks") or narrow.lower() in _words("blanks"):
        return Slip("不是数", f"{_FILL_IN}。空白不是零")
    return None


def _wide(text: str, narrow: str) -> Slip | None:
    if narrow != text and NUMBER.fullmatch(narrow):
        return Slip("是全角字符", f"请改为半角数字 {narrow}")
    return None


def _grouped(text: str, narrow: str) -> Slip | None:
    separators = "".join(dict.fromkeys(c for c in text if c in "，,_'’＇" or c.isspace()))
    sentence = f"里有分隔符“{separators}”" if separators.strip() else "里有空格"
    if _GROUPED.fullmatch(narrow):
        plain = _without_zeros(re.sub("[,_' ]", "", narrow))
        return Slip(sentence, f"请只写数字 {plain}")
    if _SEPARATED.fullmatch(narrow) or re.fullmatch(r"[0-9]+(?:\s+[0-9]+)+", narrow):
        return Slip(sentence, "请核对是一个数还是几个数，一格只写一个数，中间不加分隔")
    return None


def _leading_zero(_text: str, narrow: str) -> Slip | None:
    plain = _without_zeros(narrow)
    if plain != narrow and NUMBER.fullmatch(plain):
        return Slip("以 0 开头", f"请改为 {plain}")
    return None


def _clock(_text: str, narrow: str) -> Slip | None:
    if re.fullmatch(r"[0-9]+(:[0-9]+)+", narrow):
        return Slip("是时间的写法，不是数", "请核对后写成一个数")
    return None


def _quoted(text: str, _narrow: str) -> Slip | None:
    if len(text) > 2 and text[0] + text[-1] in _words("quotes"):
        return Slip("加了引号，成了文字", "请去掉引号")
    return None


def _tail(text: str, narrow: str) -> Slip | None:
    match = _TAIL.fullmatch(narrow)
    if match is None:
        return None
    return Slip(f"后面多了“{text.rstrip()[-1]}”", f"请删去，只写数字 {match[1]}")


def _chinese(_text: str, narrow: str) -> Slip | None:
    if narrow in ("零", "〇", "○"):
        return Slip("是中文数字", "请改为 0")
    if _CHINESE.fullmatch(narrow):
        return Slip("是中文数字", "请改为阿拉伯数字")
    return None


def _about(_text: str, narrow: str) -> Slip | None:
    if _pattern(r"(?:{about})\s*{figure}.*|{figure}\s*(?:{thousands})?(?:{or_so}).*").fullmatch(
        narrow
    ):
        return Slip("是约数", "表里填确切的数，请查台账")
    return None


def _thousands(_text: str, narrow: str) -> Slip | None:
    match = _pattern(r"{figure}\s*(?P<word>(?:{thousands})+)\D*").fullmatch(narrow)
    if match is None:
        return None
    return Slip(
        f"里有“{match['word']}”", "请照表上规定的单位写全数字，不写“万”“千”；单位不写在数里"
    )


def _range(_text: str, narrow: str) -> Slip | None:
    if _RANGE.fullmatch(narrow) and not re.fullmatch(r"[0-9]{4}-[0-9]{1,2}", narrow):
        return Slip("是一个范围", "表里填一个确切的数，请查台账")
    return None


def _unit(_text: str, narrow: str) -> Slip | None:
    match = _pattern(r"(?P<figure>{figure})\s*(?P<unit>{units})").fullmatch(narrow)
    if match:
        return Slip(f"里写了单位“{match['unit']}”", f"请只写数字 {match['figure']}")
    money = re.fullmatch(rf"({_FIGURE})\s*(元|圆|块|人民币)", narrow)
    if money:
        return Slip(
            f"里写了单位“{money[2]}”",
            "表上规定了单位的（例如万元），请换算以后只写数字；"
            f"没有规定的，写成 {{值: {money[1]}, 单位: {money[2]}}}",
        )
    return None


def _percent(_text: str, narrow: str) -> Slip | None:
    return Slip("是百分比", "表里填数，不填百分比") if "%" in narrow else None


def _with_note(_text: str, narrow: str) -> Slip | None:
    if comment := _COMMENT.fullmatch(narrow):
        return Slip(
            f"后面的“{comment[2]}”不能这样写",
            "自己看的说明，写在空格和半角 # 后面；原表的说明，写成 {值: 数, 注: 说明}",
        )
    if noted := _BRACKETED.fullmatch(narrow):
        return Slip("里数字和文字写在了一起", f"请写成 {{值: {noted[1]}, 注: {noted[2].strip()}}}")
    if after := _AFTER.fullmatch(narrow):
        number, words = after[1], after[2].strip()
        if words.startswith(_words("notes")):
            return Slip("里数字和文字写在了一起", f"请写成 {{值: {number}, 注: {words}}}")
        if re.search("[\u4e00-\u9fff]", words):
            return Slip(
                "里数字和文字写在了一起",
                f"请核对后只写数字；“{words}”是原表的说明的，写成 {{值: 数, 注: 说明}}",
            )
    return None


def _letters(_text: str, narrow: str) -> Slip | None:
    letters = "、".join(dict.fromkeys(re.findall("[OoQlISs]", narrow)))
    if letters and re.search("[0-9]|^[Oo]$", narrow) and _LETTERS.fullmatch(narrow):
        return Slip(f"里有字母“{letters}”", "请核对原表，改为数字")
    return None


_KINDS: tuple[_Kind, ...] = (
    *(_nothing, _too_long, _blank, _wide, _grouped, _leading_zero, _clock, _quoted, _tail),
    *(_chinese, _about, _thousands, _range, _unit, _percent, _with_note, _letters),
)


def _without_zeros(text: str) -> str:
    return re.sub(r"^([+-]?)0+(?=[0-9])", r"\1", text)


@cache
def _data() -> Mapping[str, list[str]]:
    return cast("Mapping[str, list[str]]", read_own_data(Path(__file__).with_suffix(".yml")))


@cache
def _words(key: str) -> tuple[str, ...]:
    return tuple(_data()[key])


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """A pattern with the words of the lists, longest first."""
    names = ("about", "or_so", "thousands", "units")
    lists = {n: "|".join(sorted(map(re.escape, _words(n)), key=len, reverse=True)) for n in names}
    for name, words in {**lists, "figure": _FIGURE}.items():
        template = template.replace(f"{{{name}}}", words)
    return re.compile(template)
