"""What a cell's text says: a number, a blank, a number with a note, or nothing certain."""

from __future__ import annotations

import pytest
from nianbao.form import Measure, MeasureKind
from nianbao.intake.tables.cell_text import looks_like_figure, read_cell_text

COUNT = Measure(MeasureKind.COUNT, "件")
AMOUNT = Measure(MeasureKind.AMOUNT, "万元")
AMOUNT_WITHOUT_UNIT = Measure(MeasureKind.AMOUNT, "")
CHANGE = Measure(MeasureKind.CHANGE, "件")


@pytest.mark.parametrize(
    ("text", "measure", "written"),
    [
        ("6", COUNT, "6"),
        (" 0 ", COUNT, "0"),
        ("１２", COUNT, "12"),
        ("13,323", COUNT, "13323"),
        ("13，323", COUNT, "13323"),
        ("13\n323", COUNT, "13323"),
        ("6件", COUNT, "6"),
        ("+3", COUNT, "3"),
        ("-1", COUNT, "-1"),
        ("59237.2400", AMOUNT, "59237.2400"),
        ("12.5万元", AMOUNT, "12.5"),
        ("+12", CHANGE, "+12"),
        ("－3", CHANGE, "-3"),
        ("增2", CHANGE, "+2"),
        ("减少8", CHANGE, "-8"),
        ("+0", CHANGE, "0"),
    ],
)
def test_numbers_keep_their_digits(text: str, measure: Measure, written: str) -> None:
    reading = read_cell_text(text, "某处", measure)
    assert (reading.written, reading.note, reading.unit, reading.fault) == (written, "", "", "")
    assert looks_like_figure(text)


@pytest.mark.parametrize("text", ["", "  ", "-", "—", "——", "/", "／", "\n", "－"])
def test_blanks_are_not_zero(text: str) -> None:
    reading = read_cell_text(text, "某处", COUNT)
    assert (reading.written, reading.fault) == ("", "")
    assert bool(reading.repair) == bool(text.strip())


@pytest.mark.parametrize(
    ("text", "measure", "written", "note", "unit"),
    [
        ("22（其中修订 16 件）", COUNT, "22", "其中修订 16 件", ""),
        ("22（其中\n修订16件）", COUNT, "22", "其中修订16件", ""),
        ("55(含自然失效29件，不含转发)", COUNT, "55", "含自然失效29件，不含转发", ""),
        ("251000元", AMOUNT_WITHOUT_UNIT, "251000", "", "元"),
        ("251,000.50（元）", AMOUNT_WITHOUT_UNIT, "251000.50", "", "元"),
        ("5（元，含税）", AMOUNT_WITHOUT_UNIT, "5", "含税", "元"),
        ("795（万元）", AMOUNT, "795", "", ""),
    ],
)
def test_notes_and_units_stay_with_the_number(
    text: str, measure: Measure, written: str, note: str, unit: str
) -> None:
    reading = read_cell_text(text, "某处", measure)
    assert (reading.written, reading.note, reading.unit) == (written, note, unit)


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("约6", COUNT),
        ("无", COUNT),
        ("007", COUNT),
        ("6 0", COUNT),
        ("1,23", COUNT),
        ("12.5\n3", AMOUNT),
        ("795元", AMOUNT),
        ("增-2", CHANGE),
        ("增2", COUNT),
        ("1234567890123456", COUNT),
    ],
)
def test_what_is_no_single_number_is_not_guessed(text: str, measure: Measure) -> None:
    reading = read_cell_text(text, "某处", measure)
    assert reading.written == ""
    assert reading.fault


@pytest.mark.parametrize("text", ["规章", "1.属于国家秘密", "（一）予以公开", "规章000"])
def test_labels_do_not_look_like_figures(text: str) -> None:
    assert not looks_like_figure(text)
