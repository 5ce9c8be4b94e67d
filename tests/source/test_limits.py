"""The stated limits: told with both numbers, and in the manual."""

from __future__ import annotations

import re

import pytest
from nianbao.check.attachments import MOST_PIXELS as ALL_PIXELS
from nianbao.picture_head import MOST_PIXELS
from nianbao.problem import MOST, TOP, Problems
from nianbao.source.limits import LIMITS, Limit
from places import ROOT

MANUAL = (ROOT / "docs/help/writing.md").read_text("utf-8").split("## 限度")[1].split("\n## ")[0]


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.of)
def test_every_limit_is_in_the_manual(limit: Limit) -> None:
    assert re.search(rf"(?<![\d,]){re.escape(limit.amount(limit.most))}", MANUAL)


def test_the_pixels_are_in_the_manual() -> None:
    assert f"{MOST_PIXELS:,} 像素" in MANUAL
    assert f"{ALL_PIXELS:,} 像素" in MANUAL


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.of)
def test_the_limit_itself_is_allowed_and_one_more_is_not(limit: Limit) -> None:
    problems = Problems("a.md")
    assert not limit.note(limit.most, TOP, problems, "少写一些")
    assert problems.found == []
    assert limit.note(limit.most + 1, TOP, problems, "少写一些")
    (problem,) = problems.found
    assert (problem.found, problem.expected) == (str(limit.most + 1), str(limit.most))
    assert f"{limit.most + 1:,}" in problem.message
    assert f"{limit.most:,}" in problem.message


@pytest.mark.parametrize("code", ["year-awaited", "published-late", "sum-row"])
def test_beyond_the_most_problems_one_as_grave_stands_for_all(code: str) -> None:
    problems = Problems("a.md")
    for _ in range(3 * MOST):
        problems.add(code, TOP, "一处")
    assert [problem.code for problem in problems.found] == [*[code] * MOST, "too-many-problems"]
    assert len({problem.severity for problem in problems.found}) == 1


def test_many_of_one_kind_hide_none_of_another() -> None:
    problems = Problems("a.md")
    for _ in range(3 * MOST):
        problems.add("year-awaited", TOP, "还没有")
    problems.add("sum-row", TOP, "不等")
    assert problems.found[-1].code == "sum-row"
