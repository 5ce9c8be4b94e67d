"""Prose is compared paragraph by paragraph: one that was changed is one change."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from invented import body
from nianbao.form import forms
from nianbao.source import Report, paragraph_changes
from nianbao.source.paragraph_changes import _changed
from reading import FRONT_2021, PIXEL, read

FIRST = "一、总体情况"
PROSE = """
全年公开信息四十条，
详见[附件](附件.pdf)。

### （一）主动公开

1. 甲项工作按月通报
2. 乙项工作按季通报

    - 乙项之一

> 引文

| 项目 | 数 |
|------|---:|
| 甲   | 1  |
| 乙   | 2  |

![一张图](图.png)
"""

OPENING = "全年公开信息四十条，"
SEE = "详见附件（附件.pdf）。"


def report(folder: Path, prose: str, front: str = FRONT_2021) -> Report:
    beside = folder / "reports/shili"
    beside.mkdir(parents=True, exist_ok=True)
    (beside / "图.png").write_bytes(PIXEL)
    (beside / "新图.png").write_bytes(PIXEL)
    (beside / "附件.pdf").write_bytes(b"%PDF-1.4\n")
    (beside / "附件二.pdf").write_bytes(b"%PDF-1.4\n")
    return read(folder, front + body(forms()["2021"], {1: prose}), 2021)


@pytest.mark.parametrize(
    ("line", "instead", "before", "after"),
    [
        ("四十条", "四十二条", f"全年公开信息四十条，{SEE}", f"全年公开信息四十二条，{SEE}"),
        ("(附件.pdf)", "(附件二.pdf)", OPENING + SEE, OPENING + "详见附件（附件二.pdf）。"),
        ("### （一）主动公开\n", "", "（一）主动公开", ""),
        ("1. 甲项工作按月通报\n", "1. 甲项工作按周通报\n", "甲项工作按月通报", "甲项工作按周通报"),
        ("1. 甲项工作按月通报\n", "1. 新的一项\n1. 甲项工作按月通报\n", "", "新的一项"),
        ("乙项工作按季通报\n", "乙项工作按年通报\n", "乙项工作按季通报", "乙项工作按年通报"),
        ("    - 乙项之一\n", "", "乙项之一", ""),
        ("> 引文", "> 引文二", "引文", "引文二"),
        ("| 乙   | 2  |", "| 乙   | 3  |", "乙 | 2", "乙 | 3"),
        ("(图.png)", "(新图.png)", "一张图（图.png）", "一张图（新图.png）"),
    ],
)  # fmt: skip
def test_one_change(tmp_path: Path, line: str, instead: str, before: str, after: str) -> None:
    assert line in PROSE
    earlier, later = report(tmp_path, PROSE), report(tmp_path, PROSE.replace(line, instead))
    (change,) = paragraph_changes(earlier, later)
    assert (change.heading, change.before, change.after) == (FIRST, before, after)


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        ("条，\n详见", "条，详见"),
        ("| 甲   | 1  |", "| 甲 | 1 |"),
        ("甲项", "**甲项**"),
        ("\n> 引文", "\n\n> 引文"),
    ],
)
def test_how_it_is_written_is_no_change(tmp_path: Path, line: str, instead: str) -> None:
    assert line in PROSE
    earlier, later = report(tmp_path, PROSE), report(tmp_path, PROSE.replace(line, instead))
    assert paragraph_changes(earlier, later) == ()


def test_title_and_notice_are_told_first(tmp_path: Path) -> None:
    earlier = report(tmp_path, PROSE)
    front = FRONT_2021.replace("year: 2021", "year: 2021\ntitle: 示例县2021年年报")
    front = front.replace("数据为虚构，", "")
    later = report(tmp_path, PROSE.replace("四十条", "四十二条"), front)
    changes = paragraph_changes(earlier, later)
    assert [change.heading for change in changes] == ["标题", "标题下的说明", FIRST]
    assert changes[0].before == earlier.title
    assert changes[0].after == "示例县2021年年报"


TEXTS = st.lists(st.text("甲乙丙丁戊", min_size=1, max_size=12), max_size=8, unique=True)


@given(TEXTS, TEXTS)
def test_without_what_was_changed_both_are_the_same(before: list[str], after: list[str]) -> None:
    changed = list(_changed(before, after))
    assert all(was != now for was, now in changed)
    gone = [was for was, _ in changed if was]
    new = [now for _, now in changed if now]
    assert gone == [text for text in before if text in gone]
    assert new == [text for text in after if text in new]
    assert [t for t in before if t not in gone] == [t for t in after if t not in new]


@given(st.lists(st.integers(0, 99), unique=True, min_size=1, max_size=30), st.data())
def test_one_changed_paragraph_is_one_change(numbers: list[int], data: st.DataObject) -> None:
    texts = [f"第{number}项工作的情况与上一年大致相同" for number in numbers]
    place = data.draw(st.integers(0, len(texts) - 1))
    changed = [*texts[:place], texts[place] + "，另有改进", *texts[place + 1 :]]
    assert list(_changed(texts, changed)) == [(texts[place], changed[place])]
    added = [*changed[:place], "新增一段说明。", *changed[place:]]
    assert list(_changed(texts, added)) == [("", "新增一段说明。"), (texts[place], changed[place])]


def test_a_long_text_that_is_all_new_is_told_in_time() -> None:
    before, after = ([f"{word}{number}" for number in range(900)] for word in "甲乙")
    changed = list(_changed(before, after[:-1]))
    assert changed[0] == ("甲0", "乙0")
    assert changed[-1] == ("甲899", "")
