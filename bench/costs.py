"""What each kind of artifact cost in the last build, where the build says so.

A build may leave ``.cache/costs.json``: a list of objects with ``kind``, ``made`` (how many) and
``seconds`` (of a processor, together).
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from .projects import Project
from .table import Row

__all__ = ["VOLUME", "KindCost", "cost_rows", "costs_of"]

VOLUME = "volume"
"""The kind of a year's volume."""


@dataclass(frozen=True, slots=True)
class KindCost:
    """How many artifacts of a kind were made, and the seconds that all of them took."""

    kind: str
    made: int
    seconds: float


def costs_of(project: Project) -> tuple[KindCost, ...]:
    """The costs of the last build, dearest first; nothing if the build reported none."""
    try:
        text = (project.folder / ".cache/costs.json").read_text("utf-8")
    except FileNotFoundError:
        return ()
    costs = (KindCost(each["kind"], each["made"], each["seconds"]) for each in json.loads(text))
    return tuple(sorted(costs, key=lambda cost: -cost.seconds))


def cost_rows(costs: tuple[KindCost, ...]) -> list[Row]:
    """A row for each kind of which something was made."""
    made = [cost for cost in costs if cost.made]
    if not made:
        return [Row("one artifact of each kind", "not reported by the build")]
    return [
        Row(f"one {cost.kind}", f"{cost.seconds / cost.made * 1000:.1f} ms ({cost.made} made)")
        for cost in made
    ]
