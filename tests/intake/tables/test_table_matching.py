"""Tables of any source against the forms: every figure right or open, none wrong."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from random import Random

import pytest
from campaigns import LONG
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import random_numbers
from nianbao.form import Address, Form, forms
from nianbao.intake.document import SourceCell, SourceTable
from nianbao.intake.tables.table_matching import MatchedTables, form_of, match_tables
from official_tables import all_spanning, all_tabbed

pytestmark = pytest.mark.slow("thousands of invented tables")

FORMS = list(forms().values())
KEYS = list(forms())
Maker = Callable[[Form, Mapping[Address, str]], list[SourceTable]]
MAKERS: list[Maker] = [all_spanning, all_tabbed]
ROUNDS = 5_000 if LONG else 60
EXAMPLES = 60 if LONG else 20
SEEDS = st.integers(min_value=0, max_value=10**6)


def written_of(form: Form, seed: int) -> dict[Address, str]:
    return {address: str(n) for address, n in random_numbers(form, Random(seed)).items()}


def wrong(matched: MatchedTables, written: Mapping[Address, str]) -> dict[str, tuple[str, str]]:
    """The figures that were read as something else than they are; open ones are not wrong."""
    return {
        address.dotted: (reading.written, written[address])
        for address, reading in matched.readings.items()
        if not reading.fault and reading.written != written[address]
    }


def open_rows(matched: MatchedTables) -> set[str]:
    return {a._replace(column="").dotted for a, r in matched.readings.items() if r.fault}


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("key", KEYS)
@settings(max_examples=EXAMPLES)
@given(seed=SEEDS)
def test_every_figure_of_a_sound_table_is_read(key: str, make: Maker, seed: int) -> None:
    form = forms()[key]
    written = written_of(form, seed)
    tables = make(form, written)
    assert form_of(tables, 2000) is form
    matched = match_tables(form, tables)
    assert wrong(matched, written) == {}
    assert open_rows(matched) == set()
    assert matched.strange == ()


def changed(
    tables: Sequence[SourceTable], change: Callable[[SourceCell], str]
) -> list[SourceTable]:
    """The tables with another text in each cell."""
    return [
        replace(
            table,
            rows=tuple(tuple(replace(c, text=change(c)) for c in row) for row in table.rows),
        )
        for table in tables
    ]


@pytest.mark.parametrize("make", MAKERS)
@settings(max_examples=EXAMPLES)
@given(seed=SEEDS, random=st.randoms(use_true_random=False))
def test_figures_written_in_other_ways_are_the_same(make: Maker, seed: int, random: Random) -> None:
    form = random.choice(FORMS)
    written = written_of(form, seed)

    def other(cell: SourceCell) -> str:
        if not cell.text.lstrip("-").isdecimal():
            return random.choice((cell.text, "\n".join(cell.text), f" {cell.text} "))
        wide = cell.text.translate(str.maketrans("0123456789-", "０１２３４５６７８９－"))
        return random.choice((cell.text, wide, f"{int(cell.text):,}", f"\n{cell.text}"))

    matched = match_tables(form, changed(make(form, written), other))
    assert wrong(matched, written) == {}
    assert open_rows(matched) == set()


def with_stray_zeros(table: SourceTable, at: int) -> SourceTable:
    """The table with a zero more in every row of figures, before the cell at that place."""
    rows = []
    for row in table.rows:
        if not any(cell.text.lstrip("-").isdecimal() for cell in row):
            rows.append(row)
            continue
        cells = [*row[: len(row) - at], replace(row[-1], text="0"), *row[len(row) - at :]]
        start = cells[0].column
        ends = [start]
        for cell in cells[:-1]:
            ends.append(ends[-1] + cell.colspan)
        rows.append(tuple(replace(c, column=e) for c, e in zip(cells, ends, strict=True)))
    return replace(table, rows=tuple(rows))


@pytest.mark.parametrize("make", MAKERS)
@pytest.mark.parametrize("key", KEYS)
@settings(max_examples=EXAMPLES)
@given(seed=SEEDS, at=st.integers(min_value=0, max_value=6))
def test_a_stray_column_of_zeros_makes_no_figure_wrong(
    key: str, make: Maker, seed: int, at: int
) -> None:
    form = forms()[key]
    written = written_of(form, seed)
    tables = [with_stray_zeros(table, at) for table in make(form, written)]
    matched = match_tables(form, tables)
    assert wrong(matched, written) == {}


@pytest.mark.slow("a campaign")
@pytest.mark.parametrize("key", KEYS)
def test_rows_lost_or_cut_make_no_figure_wrong(key: str) -> None:
    form = forms()[key]
    for seed in range(ROUNDS):
        random = Random(seed)
        written = written_of(form, seed)
        tables = []
        for table in random.choice(MAKERS)(form, written):
            rows = [row for row in table.rows if random.random() > 0.1]
            at = random.randrange(len(rows) + 1)
            parts = rows[:at], rows[at:]
            tables += [replace(table, rows=tuple(part)) for part in parts]
        assert wrong(match_tables(form, tables), written) == {}, seed


@pytest.mark.slow("a campaign")
@pytest.mark.parametrize("key", KEYS)
def test_cells_lost_make_no_figure_wrong(key: str) -> None:
    form = forms()[key]
    for seed in range(ROUNDS):
        random = Random(seed)
        written = written_of(form, seed)
        tables = [
            replace(
                table,
                rows=tuple(tuple(c for c in row if random.random() > 0.03) for row in table.rows),
            )
            for table in random.choice(MAKERS)(form, written)
        ]
        read = wrong(match_tables(form, tables), written)
        # A cell that is gone may look like one that is empty; never like another number.
        assert {name: pair for name, pair in read.items() if pair[0]} == {}, seed


def test_cells_not_divided_where_the_header_is_are_read_in_order() -> None:
    """As the office of the Shanghai government published its report of 2019."""
    form = forms()["2019"]
    written = written_of(form, 7)
    tables = all_spanning(form, written)
    rows = []
    for row in tables[0].rows:
        cells = list(row)
        if [cell.colspan for cell in row] == [1, 1, 2, 1] and cells[1].text.isdecimal():
            cells[1] = replace(cells[1], colspan=2)
            cells[2] = replace(cells[2], column=cells[2].column + 1, colspan=1)
        rows.append(tuple(cells))
    assert rows != list(tables[0].rows)
    tables[0] = replace(tables[0], rows=tuple(rows))
    matched = match_tables(form, tables)
    assert wrong(matched, written) == {}
    assert open_rows(matched) == set()


def plain_table(*rows: tuple[str, ...]) -> SourceTable:
    """A table as reports have them in their prose."""
    cells = tuple(
        tuple(SourceCell(text, r, c, place=f"别表第 {r + 1} 行") for c, text in enumerate(row))
        for r, row in enumerate(rows)
    )
    return SourceTable("别表", cells)


ORDINARY = [
    plain_table(("渠道", "网站", "其他", "总计"), ("信息数", "5", "6", "11")),
    plain_table(("项目", "单位", "数量"), ("公告栏", "个", "30")),
    plain_table(("事项", "件数"), ("行政许可", "99999"), ("行政处罚", "88888")),
]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize("table", ORDINARY, ids=["渠道", "单位", "同名的行"])
def test_an_ordinary_table_stays_in_the_prose_and_disturbs_nothing(
    table: SourceTable, key: str, *, is_first: bool
) -> None:
    form = forms()[key]
    written = written_of(form, 3)
    official = all_spanning(form, written)
    tables = [table, *official] if is_first else [*official, table]
    matched = match_tables(form, tables)
    assert wrong(matched, written) == {}
    assert open_rows(matched) == set()
    assert tables.index(table) not in matched.used
    assert len(matched.used) == len(official)
    assert matched.strange == ()


def test_two_whole_tables_that_differ_leave_open_where_they_do() -> None:
    form = forms()["2021"]
    written = written_of(form, 3)
    other = {a: "77777" if a.row == ("行政许可",) else text for a, text in written.items()}
    matched = match_tables(form, [*all_spanning(form, written), *all_spanning(form, other)])
    assert wrong(matched, written) == {}
    assert open_rows(matched) == {"主动公开.行政许可"}
