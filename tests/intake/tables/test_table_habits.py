"""What people do to official tables: notes in them, numbered columns, rows added or folded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pytest
from fixture_making.reports import draft_report
from nianbao.form import Edition, RowAdded, RowsAdded, editions_in_use, forms, use_editions
from nianbao.intake.document import Block, Document, Paragraph, Refusal, SourceCell, SourceTable
from nianbao.intake.identity import Identity
from nianbao.intake.importing import Imported, import_document
from nianbao.intake.review import Status
from nianbao.intake.tables.column_numbers import are_column_numbers
from nianbao.intake.tables.label_matching import lacks_characters
from nianbao.intake.tables.stacked_cells import with_stacked_tables
from nianbao.intake.tables.table_matching import MatchedTables, match_tables
from nianbao.intake.tables.title_rows import with_title_rows_apart
from nianbao.source import Element
from page_habits import ORGAN, tables

Rows = list[list[str]]
OTHERS = "其他处理"


def table(rows: Rows, *, has_columns: bool = False) -> SourceTable:
    cells = (
        tuple(SourceCell(t, y, x, place=f"第 {y + 1} 行") for x, t in enumerate(row))
        for y, row in enumerate(rows)
    )
    return SourceTable("表 1", tuple(cells), has_columns=has_columns)


def rows_of(number: str, key: str = "2021", seed: str = "甲") -> tuple[Rows, dict[str, str]]:
    """The rows of one table as pasted text has them, and its figures."""
    draft = draft_report(forms()[key], 2023, ORGAN, seed)
    sheet = tables(draft)[number]
    return [[box.text for box in line] for line in sheet.lines() if line], draft.truth


def matched(rows: Rows, key: str = "2021") -> MatchedTables:
    return match_tables(forms()[key], [table(rows)])


def judged(found: MatchedTables, truth: dict[str, str]) -> tuple[set[str], set[str]]:
    """The figures that are read wrong, and the lines that are open, of the tables read."""
    keys = {key for keys in found.holds.values() for key in keys}
    own = {a: r for a, r in found.readings.items() if a.table in keys}
    wrong = {a.dotted for a, r in own.items() if not r.fault and r.written != truth[a.dotted]}
    return wrong, {".".join(a.row) for a, r in own.items() if r.fault}


@pytest.mark.parametrize(
    "texts",
    [
        ["甲", "乙", "1", "2"],
        ["甲", "乙", "丙", "1", "2"],
        ["A", "1", "2", "3"],
        ["栏次", "1", "2"],
        ["", "1", "2", "3"],
        ["甲", "（1）", "（2）"],
        ["甲", "１", "２"],
    ],
)
def test_a_row_that_numbers_the_columns(texts: Sequence[str]) -> None:
    assert are_column_numbers(texts)


@pytest.mark.parametrize(
    "texts",
    [
        ["规章", "1", "2", "3"],
        ["1", "2"],
        ["甲", "2", "3"],
        ["甲"],
        ["", ""],
        ["乙", "1"],
        ["1", "3"],
    ],
)
def test_a_row_of_figures_numbers_nothing(texts: Sequence[str]) -> None:
    assert not are_column_numbers(texts)


@pytest.mark.parametrize("number", ["二", "三", "四"])
def test_numbers_of_columns_are_no_figures(number: str) -> None:
    rows, truth = rows_of(number)
    widest = max(map(len, rows))
    heads = next(n for n, row in enumerate(rows) if any(text.isdecimal() for text in row))
    labels = 1 if number != "四" else 0
    numbers = ["甲"] * labels + [str(n) for n in range(1, widest - labels + 1)]
    found = matched([*rows[:heads], numbers, *rows[heads:]])
    assert judged(found, truth) == (set(), set())
    assert found.strange == ()


def test_notes_are_remarks_and_what_the_form_prints_is_none() -> None:
    rows, truth = rows_of("三")
    found = matched([["示例局统计表，单位为件"], *rows, ["注：其中2件由派出机构办理。"]])
    assert [row.text for row in found.remarks] == [
        "示例局统计表，单位为件",
        "注：其中2件由派出机构办理。",
    ]
    assert judged(found, truth) == (set(), set())


def folded(values: Sequence[str]) -> tuple[MatchedTables, dict[str, str]]:
    """Part three with one row where the form has three."""
    rows, truth = rows_of("三")
    first = next(n for n, row in enumerate(rows) if OTHERS in "".join(row))
    rows[first : first + 3] = [[f"（六）{OTHERS}", *values]]
    return matched(rows), truth


def test_a_group_of_zeros_in_one_row_is_zero_in_every_row() -> None:
    found, _ = folded(["0"] * 7)
    own = {a: r for a, r in found.readings.items() if OTHERS in a.row}
    assert {r.written for r in own.values()} == {"0"}
    assert len(own) == 21
    assert [(note.status, note.found) for note in found.notes] == [
        (Status.REPAIRED, f"（六）{OTHERS} 0 0 0 0 0 0 0")
    ]


def test_a_group_of_numbers_in_one_row_stays_open_by_its_name() -> None:
    found, truth = folded(["1", "0", "0", "0", "0", "0", "1"])
    wrong, is_open = judged(found, truth)
    assert wrong == set()
    assert len(is_open) == 3
    assert all(OTHERS in line for line in is_open)
    faults = {r.fault for a, r in found.readings.items() if OTHERS in a.row}
    assert len(faults) == 1
    assert OTHERS in faults.pop()


@pytest.mark.parametrize(
    ("text", "is_it"),
    [
        ("2.其他法律行政止公开", True),
        ("其他法律行政法规禁公开", True),
        ("其他行政禁止开", False),
        ("其他法律行政法规允许公开", False),
    ],
)
def test_a_label_may_lack_characters_but_has_no_others(text: str, *, is_it: bool) -> None:
    assert lacks_characters(text, "其他法律行政法规禁止公开") is is_it


def test_what_turns_a_label_into_its_opposite_may_not_be_missing() -> None:
    assert not lacks_characters("本机关掌握相关政府信息", "本机关不掌握相关政府信息")


def test_without_a_header_the_sums_of_the_rows_decide() -> None:
    rows, truth = rows_of("三")
    heads = next(n for n, row in enumerate(rows) if any(text.isdecimal() for text in row))
    assert judged(matched(rows[heads:]), truth) == (set(), set())
    rows[heads][-1] = str(int(rows[heads][-1]) + 1)
    wrong, is_open = judged(matched(rows[heads:]), truth)
    assert wrong == set()
    assert len(is_open) == 25


def test_below_a_header_of_another_table_no_figure_is_taken() -> None:
    rows, truth = rows_of("三")
    heads = next(n for n, row in enumerate(rows) if any(text.isdecimal() for text in row))
    foreign = ["事项", "一季度", "二季度", "三季度", "四季度", "补报", "更正", "合计"]
    found = matched([foreign, *rows[heads:]])
    assert {r.written for a, r in found.readings.items() if a.table == "依申请公开"} <= {"", "0"}
    assert judged(found, truth)[0] == set()


def test_a_row_without_label_or_header_needs_its_sums() -> None:
    rows, truth = rows_of("四")
    others, _ = rows_of("三")
    found = match_tables(forms()["2021"], [table(others), table(rows[-1:])])
    assert judged(found, truth) == (set(), set())
    rows[-1][0] = str(int(rows[-1][0]) + 1)
    found = match_tables(forms()["2021"], [table(others), table(rows[-1:])])
    assert {r.written for a, r in found.readings.items() if a.table == "复议诉讼"} == {""}


def imported(blocks: Iterable[Block], year: int) -> Imported:
    return import_document(Document(tuple(blocks)), Identity("demo", ORGAN, year), b"")


def test_rows_that_a_place_added_stay_with_their_unit() -> None:
    draft = draft_report(forms()["2014"], 2016, ORGAN, "乙")
    (sheet,) = draft.sheets["统计表"]
    rows = [[box.text for box in line] for line in sheet.lines()]
    added = [["十、网站建设情况", "——", ""], ["（一）专栏访问量", "人次", "1204"]]
    made = imported([table([*rows, *added], has_columns=True)], 2016)
    assert "待核" not in made.text
    assert "| （一）专栏访问量 | 人次 | 1204 |" in made.text
    assert "| 十、网站建设情况 | —— |  |" in made.text


def test_a_row_is_added_only_where_none_of_the_form_is_missing() -> None:
    rows, _ = rows_of("三")
    rows[-1][0] = "结余数量"
    made = imported([table(rows)], 2023)
    assert "| 结余数量" not in made.text
    assert made.open_count > 0


def test_a_sheet_of_several_sections_is_parted_at_their_titles() -> None:
    titles = [section.title for section in forms()["2021"].sections]
    rows = [[titles[1]], ["规章", "0"], [titles[2]], ["一、主动公开情况"], ["总计", "3"]]
    blocks = with_title_rows_apart([table(rows)])
    assert [b.element.text if isinstance(b, Paragraph) else len(b.rows) for b in blocks] == [
        titles[1],
        1,
        titles[2],
        2,
    ]


def paragraphs(texts: Iterable[str]) -> list[Block]:
    return [Paragraph(Element("p", children=(t,)), f"第 {n} 行") for n, t in enumerate(texts)]


def test_lines_with_numbers_among_prose_are_no_stacked_table() -> None:
    blocks = paragraphs(["规章", "3", "总计", "2024", "0370", "88", "其他", "件", "7", "8"])
    assert with_stacked_tables(blocks[:6]) == blocks[:6]
    dates = paragraphs(["联系电话", "0370", "邮编", "476800", "1", "2", "3", "4", "5"])
    assert with_stacked_tables(dates) == dates


def test_a_cell_that_is_missing_from_stacked_cells_leaves_its_row_open() -> None:
    rows, truth = rows_of("三")
    texts = [text for row in rows for text in row]
    lacking = texts.index(rows[4][-1], sum(len(row) for row in rows[:4]) + 1)
    del texts[lacking]
    (stacked,) = with_stacked_tables(paragraphs(texts))
    assert isinstance(stacked, SourceTable)
    wrong, is_open = judged(match_tables(forms()["2021"], [stacked]), truth)
    assert wrong == set()
    assert len(is_open) == 1


def test_a_refusal_names_the_tables_that_were_seen() -> None:
    unknown = table([["姓名", "科室"], ["某某", "办公室"], ["某人", "财务室"]])
    with pytest.raises(Refusal) as seen:
        imported([unknown], 2023)
    assert "姓名、科室" in str(seen.value)
    with pytest.raises(Refusal) as none:
        imported(paragraphs(["一句话。"]), 2023)
    assert "文件里没有表格" in str(none.value)


def test_a_table_that_is_missing_is_one_thing_to_look_at() -> None:
    rows, _ = rows_of("三")
    made = imported([table(rows)], 2023)
    items = [item for item in made.review if item.status is Status.OPEN and "张表" in item.reason]
    assert len(items) == 2


@pytest.fixture
def provincial() -> Iterator[None]:
    """A province's edition of the form of 2014, in use."""
    added = RowsAdded(
        "统计表.机构建设和保障经费情况.设置政府信息公开查阅点数",
        (RowAdded("（九）专栏访问量", "人次"),),
        apart=True,
    )
    before = editions_in_use()
    use_editions([Edition("示例省2015", "2014", 2015, (added,), "示例省加的行")])
    yield
    use_editions([])
    assert editions_in_use() == before


@pytest.mark.usefixtures("provincial")
def test_rows_that_the_place_has_declared_are_rows_of_its_own_form() -> None:
    draft = draft_report(forms()["示例省2015"], 2016, ORGAN, "丙")
    (sheet,) = draft.sheets["统计表"]
    rows = [[box.text for box in line] for line in sheet.lines()]
    stacked = paragraphs(text for row in rows for text in row if text)
    for blocks in ([table(rows, has_columns=True)], stacked):
        made = imported(blocks, 2016)
        assert made.form == "示例省2015"
        assert "待核" not in made.text
        number = draft.truth["统计表.机构建设和保障经费情况.专栏访问量.统计数"]
        assert f"专栏访问量: {number}\n" in made.text
