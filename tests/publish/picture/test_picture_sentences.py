"""Sentences of a picture: read back, they say exactly what the figures say."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nianbao.facts import DataNote, Observation
from nianbao.publish.picture.plan import plan
from nianbao.publish.picture.sentences import count_sentence, sentences, share_sentence

SHARE = plan().shares[0]
COUNT = plan().counts[1]
NUMBERS = st.one_of(st.integers(0, 30), st.integers(0, 9_999_999))
NOTE = DataNote(("依申请公开",), "sum-row", "不相符", "公布时如此")


def number(text: str) -> int:
    return int(text.replace(",", ""))


def counted(value: int | None, before: int | None = None, name: str = SHARE.of) -> Observation:
    earlier = None if before is None else Observation(2020, name, "件", before)
    return Observation(2021, name, "件", value, before=earlier)


@given(part=NUMBERS, whole=NUMBERS)
def test_a_share_is_exact(part: int, whole: int) -> None:
    sentence = share_sentence(SHARE, counted(part), counted(whole))
    if not 0 < part <= whole:
        assert sentence == ""
        return
    among = re.fullmatch(r"办结的([\d,]+)件申请(?:中，)?(.*)予以公开。", sentence)
    assert among is not None
    assert number(among[1]) == whole
    said = among[2]
    share = Fraction(part, whole)
    if said == "全部" or (said == "" and whole == 1):
        assert share == 1
    elif said == "有一半":
        assert share == Fraction(1, 2)
    elif ratio := re.fullmatch(r"每(\d+)件有(\d+)件", said):
        assert Fraction(int(ratio[2]), int(ratio[1])) == share
        assert int(ratio[1]) < whole
    elif pieces := re.fullmatch(r"有(\d+)件", said):
        assert int(pieces[1]) == part
    elif tenths := re.fullmatch(r"超过(.)成", said):
        floor = Fraction("一二三四五六七八九".index(tenths[1]) + 1, 10)
        assert floor < share < floor + Fraction(1, 10)
    else:
        assert said == "不到一成"
        assert share < Fraction(1, 10)


@pytest.mark.parametrize(
    ("part", "whole", "sentence"),
    [
        (28, 40, "办结的40件申请中，每10件有7件予以公开。"),
        (61, 127, "办结的127件申请中，超过四成予以公开。"),
        (3, 4, "办结的4件申请中，有3件予以公开。"),
        (20, 40, "办结的40件申请中，有一半予以公开。"),
        (1, 99, "办结的99件申请中，不到一成予以公开。"),
        (1234, 1234, "办结的1,234件申请全部予以公开。"),
        (1, 1, "办结的1件申请予以公开。"),
        (0, 40, ""),
        (0, 0, ""),
        (3, 2, ""),
    ],
)
def test_shares_read_well(part: int, whole: int, sentence: str) -> None:
    assert share_sentence(SHARE, counted(part), counted(whole)) == sentence


@given(now=NUMBERS, before=st.none() | NUMBERS)
def test_a_count_says_its_number_and_its_change(now: int, before: int | None) -> None:
    sentence = count_sentence(COUNT, counted(now, before))
    read = re.fullmatch(
        r"(没有新收政府信息公开申请|新收政府信息公开申请([\d,]+)件)"
        r"(?:，(与上一年度持平|比上一年度(增加|减少)([\d,]+)件))?。",
        sentence,
    )
    assert read is not None
    assert (number(read[2]) if read[2] else 0) == now
    if before is None:
        assert read[3] is None
    elif read[4]:
        change = number(read[5])
        assert change > 0
        assert now - before == (change if read[4] == "增加" else -change)
    else:
        assert now == before


def test_a_change_since_an_earlier_year_names_it() -> None:
    number = replace(counted(5), before=Observation(2018, SHARE.of, "件", 3))
    assert count_sentence(COUNT, number) == "新收政府信息公开申请5件，比2018年度增加2件。"


@given(values=st.lists(st.none() | NUMBERS, min_size=3, max_size=3))
def test_nothing_is_said_of_what_is_not_known(values: list[int | None]) -> None:
    known = dict(zip(("新收申请", "办结", "予以公开"), values, strict=True))

    def find(name: str) -> Observation | None:
        return counted(known[name], name=name) if name in known else None

    said = "".join(sentences(2021, "", find))
    assert ("新收" in said) == (known["新收申请"] is not None)
    part, whole = known["予以公开"], known["办结"]
    is_share = part is not None and whole is not None and 0 < part <= whole
    assert ("办结的" in said) == is_share
    assert said.startswith("2021年，") == bool(said)


@pytest.mark.parametrize(
    "doubtful",
    [
        Observation(2021, "新收申请", "件", 5, given=2, asked=3),
        Observation(2021, "新收申请", "件", 5, notes=(NOTE,)),
    ],
)
def test_nothing_is_said_of_what_is_not_sure(doubtful: Observation) -> None:
    assert sentences(2021, "", lambda name: doubtful if name == "新收申请" else None) == ()


def test_a_form_that_has_none_of_it_has_no_sentences() -> None:
    assert sentences(2009, "", lambda _name: None) == ()
