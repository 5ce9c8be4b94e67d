"""Numbers are read exactly as written, and nothing else is a number."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nianbao.source import NumberError, parse_number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("13323", 13323),
        ("-8", -8),
        ("+3", 3),
        ("795.00", Decimal("795.00")),
        ("59237.2449", Decimal("59237.2449")),
        ("0.5", Decimal("0.5")),
    ],
)
def test_numbers(text: str, number: int | Decimal) -> None:
    parsed = parse_number(text)
    assert (type(parsed), str(parsed)) == (type(number), str(number))


_ONE_OR_SEVERAL = "请核对是一个数还是几个数，一格只写一个数，中间不加分隔"
_MONEY = "表上规定了单位的（例如万元），请换算以后只写数字；没有规定的，写成 {值: 251000, 单位: 元}"
_IN_FULL = "请照表上规定的单位写全数字，不写“万”“千”；单位不写在数里"
_COMMENT = "自己看的说明，写在空格和半角 # 后面；原表的说明，写成 {值: 数, 注: 说明}"


@pytest.mark.parametrize(
    ("text", "sentence", "advice"),
    [
        ("012", "“012”以 0 开头", "请改为 12"),
        ("1_000", "“1_000”里有分隔符“_”", "请只写数字 1000"),
        ("1,234", "“1,234”里有分隔符“,”", "请只写数字 1234"),
        ("1，234", "“1，234”里有分隔符“，”", "请只写数字 1234"),
        ("12,345,678.5", "“12,345,678.5”里有分隔符“,”", "请只写数字 12345678.5"),
        ("0,041", "“0,041”里有分隔符“,”", "请只写数字 41"),
        ("1， 40", "“1， 40”不是数", "请填数字；表上是空白的格写 ~，是零的写 0"),
        ("1，40", "“1，40”里有分隔符“，”", _ONE_OR_SEVERAL),
        ("1 5", "“1 5”里有空格", _ONE_OR_SEVERAL),
        ("1:30", "“1:30”是时间的写法，不是数", "请核对后写成一个数"),
        ("１２", "“１２”是全角字符", "请改为半角数字 12"),
        ("～", "“～”是全角字符", "请改为半角 ~"),
        (
            "22（其中修订 16 件）",
            "“22（其中修订 16 件）”里数字和文字写在了一起",
            "请写成 {值: 22, 注: 其中修订 16 件}",
        ),
        (
            "22其中修订16件",
            "“22其中修订16件”里数字和文字写在了一起",
            "请写成 {值: 22, 注: 其中修订16件}",
        ),
        ("66件", "“66件”里写了单位“件”", "请只写数字 66"),
        ("66 人次", "“66 人次”里写了单位“人次”", "请只写数字 66"),
        (
            "251000元",
            "“251000元”里写了单位“元”",
            _MONEY,
        ),
        ("1.2万", "“1.2万”里有“万”", _IN_FULL),
        ("1.5万元", "“1.5万元”里有“万”", _IN_FULL),
        ("约66", "“约66”是约数", "表里填确切的数，请查台账"),
        ("66余件", "“66余件”是约数", "表里填确切的数，请查台账"),
        ("100多", "“100多”是约数", "表里填确切的数，请查台账"),
        ("3-5", "“3-5”是一个范围", "表里填一个确切的数，请查台账"),
        ("3至5", "“3至5”是一个范围", "表里填一个确切的数，请查台账"),
        ("六十六", "“六十六”是中文数字", "请改为阿拉伯数字"),
        ("零", "“零”是中文数字", "请改为 0"),
        ("1O", "“1O”里有字母“O”", "请核对原表，改为数字"),
        ("l5", "“l5”里有字母“l”", "请核对原表，改为数字"),
        ("“66”", "““66””加了引号，成了文字", "请去掉引号"),
        ("66。", "“66。”后面多了“。”", "请删去，只写数字 66"),
        ("66，", "“66，”后面多了“，”", "请删去，只写数字 66"),
        ("15%", "“15%”是百分比", "表里填数，不填百分比"),
        ("120 // 核", "“120 // 核”后面的“//”不能这样写", _COMMENT),
        ("无", "“无”不是数", "请填数字；表上是空白的格写 ~，是零的写 0。空白不是零"),
        ("-", "“-”不是数", "请填数字；表上是空白的格写 ~，是零的写 0。空白不是零"),
        ("——", "“——”不是数", "请填数字；表上是空白的格写 ~，是零的写 0。空白不是零"),
        ("/", "“/”不是数", "请填数字；表上是空白的格写 ~，是零的写 0。空白不是零"),
        ("N/A", "“N/A”不是数", "请填数字；表上是空白的格写 ~，是零的写 0。空白不是零"),
        ("null", "“null”不是数", "请填数字；表上是空白的格写 ~，是零的写 0。空白不是零"),
        ("", "这里没有写数", "请填数字；表上是空白的格写 ~，是零的写 0；写在 # 后面的只是说明"),
        (".5", "“.5”不是数", "请填数字；表上是空白的格写 ~，是零的写 0"),
        ("1e3", "“1e3”不是数", "请填数字；表上是空白的格写 ~，是零的写 0"),
        ("-0", "“-0”是带符号的零", "请写 0"),
        ("9" * 16, "“999999999999999…”太长，不像一个统计数", "请核对是不是几个数连在了一起"),
    ],
)
def test_what_is_no_number_says_what_to_do(text: str, sentence: str, advice: str) -> None:
    with pytest.raises(NumberError) as error:
        parse_number(text)
    assert (error.value.sentence, error.value.advice) == (sentence, advice)


@given(st.integers(-(10**13), 10**13))
def test_every_integer_reads_back(number: int) -> None:
    assert parse_number(str(number)) == number


@given(st.decimals(0, 10**9, places=4))
def test_every_amount_keeps_its_digits(amount: Decimal) -> None:
    text = f"{amount:f}"
    assert str(parse_number(text)) == text


@given(st.text())
def test_any_text_is_a_number_or_a_number_error(text: str) -> None:
    try:
        read = str(parse_number(text))
    except NumberError as error:
        read = f"{error.sentence}；{error.advice}"
        assert text[:15] in read
    else:
        assert read == text.removeprefix("+")
