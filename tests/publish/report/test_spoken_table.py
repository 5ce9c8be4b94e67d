"""A wide table in words: every number that is not zero, no other."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from invented import consistent_numbers
from nianbao.form import Address, forms
from nianbao.problem import Mark
from nianbao.publish.report.spoken_table import spoken_table
from nianbao.source import Figure
from reading import full_report

FORM = forms()["2021"]
TABLES = [FORM.tables["依申请公开"], FORM.tables["复议诉讼"]]


def test_what_is_said_of_a_report(tmp_path: Path) -> None:
    spoken = spoken_table(FORM, TABLES[0], full_report(tmp_path, FORM).figures)
    assert [(row.labels, row.total, row.parts) for row in spoken.rows] == [
        (("本年新收",), "7", (("自然人", "5"), ("商业企业", "2"))),
        (("上年结转",), "1", (("自然人", "1"),)),
        (("本年度办理结果", "予以公开"), "5", (("自然人", "4"), ("商业企业", "1"))),
        (("本年度办理结果", "无法提供", "本机关不掌握相关政府信息"), "1", (("自然人", "1"),)),
        (("本年度办理结果", "总计"), "6", (("自然人", "5"), ("商业企业", "1"))),
        (("结转下年度",), "2", (("自然人", "1"), ("商业企业", "1"))),
    ]
    assert spoken.rows[0].address == "依申请公开.本年新收.总计"
    assert not spoken.has_blanks


@given(st.data())
def test_every_number_that_is_not_zero_is_said_once(data: st.DataObject) -> None:
    drawn = st.sampled_from((0, 0, 0, 1, 2, 1300))
    numbers = consistent_numbers(FORM, lambda _: data.draw(drawn))
    blank = data.draw(st.sampled_from([a for t in TABLES for a in t.measures]))
    figures: dict[Address, Figure] = {
        address: Figure(number if address != blank else None, Mark(1, 1), str(number))
        for address, number in numbers.items()
    }
    for table in TABLES:
        spoken = spoken_table(FORM, table, figures)
        said = [(r.labels, number) for r in spoken.rows for _, number in r.parts]
        said += [(r.labels, r.total) for r in spoken.rows if r.total]
        cells = [(address, figures[address].value) for address in table.measures]
        assert sorted(said) == sorted((a.row, f"{n:,}") for a, n in cells if n)
        assert spoken.has_blanks == any(number is None for _, number in cells)
