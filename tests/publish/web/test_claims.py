"""Every address belongs to one file."""

from __future__ import annotations

import pytest
from nianbao.publish.web.claims import conflicts


def test_none_of_these_is_another() -> None:
    claims = [("a/index.html", "甲"), ("a/b.pdf", "乙"), ("b/a/index.html", "丙"), ("a.html", "丁")]
    assert list(conflicts(claims)) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a/b.pdf", "a/b.pdf"),
        ("a/b.pdf", "A/B.PDF"),
        ("a/\u00e9.pdf", "a/e\u0301.pdf"),
        ("a/b", "a/b/index.html"),
        ("a/b/index.html", "a/b"),
        ("a/b/c/d.txt", "a/B"),
    ],
)
def test_both_are_named(one: str, other: str) -> None:
    (sentence,) = conflicts([("x.html", "无关"), (one, "甲"), (other, "乙")])
    assert "甲" in sentence
    assert "乙" in sentence
    assert other in sentence
