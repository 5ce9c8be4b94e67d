"""Reading prose: folding keeps places; personal data is told from look-alikes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from nianbao.check.folded import fold_prose
from nianbao.check.personal import check_personal_data, is_card_number, is_id_number
from nianbao.form import forms
from nianbao.problem import Problems
from nianbao.source import Report
from reading import invented_report


@cache
def blank_report() -> Report:
    return invented_report(Path(mkdtemp()), forms()["2021"])


def with_prose(prose: str) -> Report:
    """A report whose body is this text, from the first line of its file."""
    return replace(blank_report(), prose=prose, prose_line=1, sections=())


def personal(prose: str) -> list[tuple[str, int, int]]:
    problems = Problems("2021.md")
    check_personal_data(fold_prose(with_prose(prose)), problems)
    return [(problem.code, *problem.mark) for problem in problems.found]


@given(
    st.text(
        st.sampled_from("甲乙。，１２12Ａa #*_`\n\t　{}.-|\u200b（）") | st.characters(),
        max_size=60,
    )
)
@example("{{ 主动公开.行政许可 }}甲")
@settings(max_examples=300)
def test_every_folded_character_has_its_place(prose: str) -> None:
    folded = fold_prose(with_prose(prose))
    lines = prose.split("\n")
    last = (0, 0)
    for index, character in enumerate(folded.text):
        mark = folded.mark(index)
        assert (mark.line, mark.column) >= last
        last = (mark.line, mark.column)
        if "\u4e00" <= character <= "\u9fff":
            assert lines[mark.line - 1][mark.column - 1] == character


def test_widths_are_folded_and_broken_lines_joined() -> None:
    prose = "## 标题\n全年收到**申请**１２件，\n答复 12 件。\n\n- 一\n- 二\n138 0013"
    assert fold_prose(with_prose(prose)).text == (
        "标题\n全年收到申请12件，答复12件。\n-一\n-二138 0013"
    )


def id_number(stem: str) -> str:
    """The stem of 17 digits with its check character."""
    weights = [2 ** (17 - place) % 11 for place in range(17)]
    rest = sum(int(d) * w for d, w in zip(stem, weights, strict=True)) % 11
    return stem + "10X98765432"[rest]


dates = st.dates(date(1900, 1, 1), date(2025, 12, 31))
stems = st.builds(
    lambda place, day, order: f"{place}{day:%Y%m%d}{order:03}",
    st.integers(110000, 659999),
    dates,
    st.integers(0, 999),
)


@given(stems, st.integers(1, 10))
def test_an_id_number_is_known_by_its_check_character(stem: str, off: int) -> None:
    number = id_number(stem)
    assert is_id_number(number)
    assert personal(f"号码是{number}。") == [("personal-id", 1, 4)]
    wrong = "10X98765432"[("10X98765432".index(number[-1]) + off) % 11]
    assert not is_id_number(stem + wrong)


@given(st.integers(10**14, 10**17 - 1))
def test_a_card_number_is_known_by_luhns_check(body: int) -> None:
    digits = f"6{body}"
    # Luhn: the sum of the digits, every second from the right doubled, is a multiple of ten.
    doubled = [int(d) * (1 if n % 2 else 2) for n, d in enumerate(reversed(digits))]
    check = -sum(n // 10 + n % 10 for n in doubled) % 10
    assert is_card_number(f"{digits}{check}")
    assert not is_card_number(f"{digits}{(check + 1) % 10}")


@pytest.mark.parametrize(
    ("prose", "found"),
    [
        ("手机13800138000。", [("personal-mobile", 1, 3)]),
        ("手机 138-0013-8000", [("personal-mobile", 1, 4)]),
        ("（+8613800138000）", [("personal-mobile", 1, 2)]),
        ("电话0370-8580785，传真010-62000000", []),
        ("邮编476800，组织机构代码113800138000", []),
        ("热线12345，全年99967件，工单73483件", []),
        ("号11010519491231002X", [("personal-id", 1, 2)]),
        ("号1101051949123100２Ｘ", [("personal-id", 1, 2)]),
        ("号110105194912310021", []),
        ("号110105194913310020", []),
        ("手机13800&#49;38000。", [("personal-mobile", 1, 3)]),
        ("手机13800&#x3000;138000。", []),
    ],
)
def test_personal_data(prose: str, found: list[tuple[str, int, int]]) -> None:
    assert personal(prose) == found
