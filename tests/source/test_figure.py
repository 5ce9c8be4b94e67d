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


@pytest.mark.parametrize(
    ("text", "sentence", "advice"),
    [
        ("012", "“012”以 0 开头", "请改为 12"),
        ("1_000", "“1_000”里有分隔符", "请只写数字 1000"),
        ("1,234", "“1,234”里有分隔符", "请只写数字 1234"),
        ("0,041", "“0,041”里有分隔符", "请只写数字 41"),
        ("1:30", "“1:30”是时间的写法，不是数", "请核对后写成一个数"),
        ("１２", "“１２”是全角字符", "请改为半角数字 12"),
        (
            "22（其中修订 16 件）",
            "“22（其中修订 16 件）”里数字和文字写在了一起",
            "请写成 {值: 22, 注: 其中修订 16 件}",
        ),
        ("251000元", "“251000元”里数字和文字写在了一起", "请写成 {值: 251000, 注: 元}"),
        ("无", "“无”不是数", "请填数字；表上是空白的格写 ~，是零的写 0"),
        ("-", "“-”不是数", "请填数字；表上是空白的格写 ~，是零的写 0"),
        ("", "这里没有写数", "请填数字；表上是空白的格写 ~，是零的写 0"),
        ("null", "“null”不是数", "请填数字；表上是空白的格写 ~，是零的写 0"),
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
