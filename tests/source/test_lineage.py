"""Which organs another one was before: only a renaming carries on."""

from __future__ import annotations

import pytest
from nianbao.source import Ancestors, Organ, lineage_of
from over_the_years import organ


@pytest.mark.parametrize(
    ("organs", "renamed", "merged"),
    [
        ([organ("new")], (), ()),
        ([organ("old"), organ("new", predecessors="old")], ("old",), ()),
        ([organ("old", successors="new"), organ("new")], ("old",), ()),
        (
            [organ("a"), organ("b", predecessors="a"), organ("new", predecessors="b")],
            ("b", "a"),
            (),
        ),
        ([organ("a"), organ("b"), organ("new", predecessors=("a", "b"))], (), ("a", "b")),
        (
            [
                organ("a"),
                organ("b"),
                organ("c", predecessors=("a", "b")),
                organ("new", predecessors="c"),
            ],
            ("c",),
            ("a", "b"),
        ),
        # One became two: neither carries on its line.
        ([organ("a", successors=("new", "other")), organ("new"), organ("other")], (), ("a",)),
        # A circle is a problem of organs.yml, but no reason to hang.
        ([organ("a", predecessors="new"), organ("new", predecessors="a")], ("a",), ()),
    ],
)
def test_only_a_rename_carries_on(
    organs: list[Organ], renamed: tuple[str, ...], merged: tuple[str, ...]
) -> None:
    known = {each.slug: each for each in organs}
    expected = Ancestors(tuple(known[s] for s in renamed), tuple(known[s] for s in merged))
    assert lineage_of(known).ancestors(known["new"]) == expected
