"""Labels as people write them."""

from __future__ import annotations

import pytest
from nianbao.form import Label, forms
from nianbao.intake.tables.label_matching import (
    bare,
    closeness,
    is_printed_so,
    nearest_of,
    without_groups,
)


@pytest.mark.parametrize(
    "text",
    [
        "3.危及“三安全一稳定”",
        "（3）危及三安全一稳定",
        "３．危及 “三安全\n一稳定”",
        "3、危及「三安全一稳定」",
        "③危及“三安全一稳定”",
        "3危及“三安全一稳定”",
    ],
)
def test_numbers_quotes_widths_and_line_ends_do_not_matter(text: str) -> None:
    assert bare(text) == "危及三安全一稳定"


def test_glosses_do_not_matter() -> None:
    official = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
    assert bare(official) == bare("(二) 部分公开 (区分处理的, 只计这一情形)") == "部分公开"


def test_group_labels_in_front_are_taken_away() -> None:
    assert without_groups("三、本年度办理结果（一）予以公开", ["本年度办理结果"])[-1] == "予以公开"
    assert without_groups("法人或其他组织商业企业", ["法人或其他组织"])[-1] == "商业企业"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("不同意公开答复数", "同意公开答复数"),
        ("同意部分公开答复数", "同意公开答复数"),
        ("属于四类内部事务信息", "属于三类内部事务信息"),
        ("无法提供", "可以提供"),
    ],
)
def test_labels_that_say_the_opposite_are_not_close(text: str, name: str) -> None:
    assert closeness(text, name) == 0


def test_the_nearest_label_is_taken_only_when_it_is_clearly_the_nearest() -> None:
    names = {"属于行政查询事项": 1, "属于行政执法案卷": 2, "重复申请": 3}
    assert nearest_of("8.属于行政查寻事项", names) == 1
    assert nearest_of("属于行政执法事项", names) is None
    assert nearest_of("主动公开", names) is None


def test_what_a_label_says_more_than_the_form_is_noticed() -> None:
    fee = Label("本年收费金额（单位：万元）", "本年收费金额")
    assert is_printed_so("本年收费金额\n(单位:万元)", fee)
    assert not is_printed_so("本年收费金额（单位：万元，保留4位小数）", fee)


def test_no_two_rows_of_a_form_are_so_close_that_one_is_taken_for_the_other() -> None:
    for form in forms().values():
        for table in form.tables.values():
            leaves = [leaf for row in table.rows for leaf in row.leaves()]
            names = {bare(leaf.text): place for place, leaf in enumerate(leaves)}
            for name, place in names.items():
                others = {other: p for other, p in names.items() if p != place}
                near = nearest_of(name, others)
                assert near is None or few_characters_apart(name, bare(leaves[near].text)), name


def few_characters_apart(text: str, other: str) -> bool:
    """专职 and 兼职, 微博 and 微信: each is there by its own name, or its line stays open."""
    return sum(a != b for a, b in zip(text, other, strict=False)) <= 2
