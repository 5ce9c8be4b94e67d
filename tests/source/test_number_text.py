"""Numbers keep every digit, wherever they are written; what is not known is no number."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from nianbao.publish.data.csv_text import csv_text
from nianbao.source import digits, grouped, shown
from nianbao.spreadsheet_text import without_mark

NUMBERS = st.one_of(
    st.integers(-(10**12), 10**12),
    st.builds(
        lambda whole, places: Decimal(whole).scaleb(-places),
        st.integers(-(10**15), 10**15),
        st.integers(0, 20),
    ),
)


@given(NUMBERS)
def test_no_digit_is_lost_and_none_is_an_exponent(number: int | Decimal) -> None:
    text = digits(number)
    assert Decimal(text).as_tuple() == Decimal(number).as_tuple()
    assert grouped(number).replace(",", "") == text == shown(number).replace(",", "")
    assert set(text) <= set("-.0123456789")


def test_thousands_are_apart_and_the_unknown_is_a_dash() -> None:
    assert grouped(Decimal("1234567.8900")) == "1,234,567.8900"
    assert grouped(Decimal("0.0000000")) == "0.0000000"
    assert shown(None) == "—"


@given(st.lists(st.one_of(st.none(), NUMBERS, st.dates(), st.text("甲,\"'\n\r =-")), min_size=1))
def test_a_table_is_read_back_as_it_was(row: list[int | Decimal | date | str | None]) -> None:
    text = csv_text([("表头",), row])
    assert text.startswith("\ufeff表头\r\n")
    _, read = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert [without_mark(part) for part in read] == [
        "" if cell is None else digits(cell) if isinstance(cell, Decimal) else str(cell)
        for cell in row
    ]
