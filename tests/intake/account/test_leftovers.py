"""What is lost of a text is found to the character, however the text is cut and ordered."""

from __future__ import annotations

from random import Random

import pytest
from nianbao.intake.account.characters import counted, excerpt
from nianbao.intake.account.leftovers import leftovers


def invented(random: Random, length: int) -> str:
    return "".join(chr(random.randrange(0x4E00, 0x9000)) for _ in range(length))


def cut(random: Random, text: str) -> list[str]:
    """The text in pieces of one to forty characters."""
    pieces = []
    while text:
        length = random.randrange(1, 41)
        pieces.append(text[:length])
        text = text[length:]
    return pieces


@pytest.mark.parametrize("seed", range(30))
def test_whatever_the_cuts_a_lost_passage_is_found(seed: int) -> None:
    random = Random(seed)
    text = invented(random, 2_000)
    start = random.randrange(1_800)
    lost = text[start : start + random.randrange(8, 150)]
    kept = text.replace(lost, "")
    found = "".join(leftovers(cut(random, text), cut(random, kept))).replace("\n", "")
    assert lost in found
    # Of the pieces that begin and end in it, three characters more are too few to be found.
    assert len(found) - len(lost) <= 2 * 3
    assert not any(leftovers(cut(random, kept), cut(random, text)))


@pytest.mark.parametrize("seed", range(10))
def test_paragraphs_in_another_order_are_no_loss(seed: int) -> None:
    random = Random(seed)
    paragraphs = [invented(random, random.randrange(20, 200)) for _ in range(30)]
    shuffled = random.sample(paragraphs, len(paragraphs))
    assert not any(leftovers(paragraphs, shuffled))
    assert [text for text in leftovers(paragraphs, shuffled[1:]) if text] == shuffled[:1]


def test_what_stands_twice_and_is_kept_once_is_lost_once() -> None:
    assert leftovers(["县政府办公室", "县政府办公室"], ["县政府办公室"]) == ["", "县政府办公室"]
    assert leftovers(["12", "0", "0"], ["0", "12"]) == ["", "", "0"]


def test_scattered_pieces_are_found_whole_or_not_at_all() -> None:
    texts = ["自然人", "商业企业", "136"]
    assert leftovers(["自商", "然业企业", "人136"], texts, is_scattered=True) == [
        "",
        "",
        "",
    ]
    assert leftovers(["自商本"], texts, is_scattered=True) == ["自商本"]


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("共 12 件，占 50%。", "共12件占50"),
        ("│ 予以公开 │ ６ │", "予以公开6"),
        ("第（一）项\u200b", "第一项"),
        ("ﬁ①℃+√", "fi1°C+√"),
        ("——、。“”", ""),
    ],
)
def test_letters_digits_and_signs_count(text: str, characters: str) -> None:
    assert counted(text) == characters


def test_a_short_text_is_shown_whole_and_a_long_one_where_it_is_lost() -> None:
    assert excerpt("共 12 件，占 50%。", "50") == "共 12 件，占 50%。"
    long = "甲" * 80 + "，这一句丢了"
    assert excerpt(long, "这一句丢了") == "这一句丢了"
    assert excerpt(long, "甲" * 80) == long
