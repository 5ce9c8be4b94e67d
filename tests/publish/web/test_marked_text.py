"""Paragraphs beside each other: nothing is lost, and only what differs is marked."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st
from nianbao.publish.web.marked_text import MarkedText, marked_texts

TEXT = st.text("甲乙丙丁12，。", max_size=30)


def marks(pieces: tuple[MarkedText, ...]) -> list[str]:
    return [piece.text for piece in pieces if piece.differs]


def test_a_corrected_number_is_marked_and_nothing_else() -> None:
    before, after = marked_texts("全年新收申请123件，办结126件。", "全年新收申请125件，办结127件。")
    assert marks(before) == ["123", "126"]
    assert marks(after) == ["125", "127"]


def test_a_number_with_commas_and_decimals_is_marked_as_a_whole() -> None:
    before, after = marked_texts(
        "共收取费用1,230.5万元，查阅12人次。", "共收取费用1,231.5万元，查阅12人次。"
    )
    assert marks(before) == ["1,230.5"]
    assert marks(after) == ["1,231.5"]


def test_a_paragraph_written_anew_is_marked_as_a_whole() -> None:
    before, after = marked_texts("全县共有查阅点两处。", "接待群众来访。")
    assert marks(before) == ["全县共有查阅点两处。"]
    assert marks(after) == ["接待群众来访。"]


def test_what_is_new_or_gone_is_marked_as_a_whole() -> None:
    assert marked_texts("", "新增。") == ((), (MarkedText("新增。", differs=True),))
    assert marked_texts("删去。", "") == ((MarkedText("删去。", differs=True),), ())


@given(TEXT, TEXT)
def test_the_pieces_are_the_text(before: str, after: str) -> None:
    old, new = marked_texts(before, after)
    assert "".join(piece.text for piece in old) == before
    assert "".join(piece.text for piece in new) == after
    kept = ["".join(p.text for p in pieces if not p.differs) for pieces in (old, new)]
    assert kept[0] == kept[1]
    for pieces in (old, new):
        inside = [f"{a.text[-1]}{b.text[0]}" for a, b in itertools.pairwise(pieces)]
        assert not any(edge.isdecimal() for edge in inside)
    if before == after:
        assert marks(old) == marks(new) == []
