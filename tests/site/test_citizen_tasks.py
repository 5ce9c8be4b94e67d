"""Fourteen tasks of citizens, walked in Chromium: each can be done, for no more than so much."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from citizen import HEIGHT, Citizen
from citizen_tasks import TASKS, Task
from places import DATA
from playwright.sync_api import Browser

LIMITS = yaml.safe_load((DATA / "citizens/tasks.yml").read_text("utf-8"))
MORE = 0.1
"""How much farther one may have to scroll than the limit says: typefaces differ a little."""


def test_every_task_has_its_limits() -> None:
    assert list(LIMITS) == [task.__name__ for task in TASKS]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("task", TASKS, ids=lambda task: task.__name__)
def test_a_citizen_comes_to_the_answer(
    task: Task,
    width: int,
    browser: Browser,
    address: str,
    demo_site: Path,
    tell: Callable[[str], None],
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": HEIGHT}, reduced_motion="reduce"
    )
    citizen = Citizen(context.new_page(), address, demo_site)
    task(citizen)
    context.close()
    cost, limits = citizen.cost, LIMITS[task.__name__]
    number, november = TASKS.index(task) + 1, limits["november"]
    tell(f"citizens {number:2} {width:4} px: {cost}（{limits['asks']}；2026 年 11 月：{november}）")
    assert cost.clicks <= limits["clicks"]
    assert cost.screens <= limits["screens"][width] + MORE
    assert cost.sideways <= limits.get("sideways", {}).get(width, 0) + MORE
    assert cost.other <= limits.get("other", 0)
