"""What is to go wrong in the invented county, so that every such case can be seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypedDict, cast

from ..source import Number, parse_number
from .data import read_data

__all__ = ["EXPLAINED", "MEANT", "Correction", "Incident", "read_charts", "read_incidents"]

MEANT = frozenset(
    {
        ("reports/shuangqiao/2016.md", "published-late"),
        ("reports/qingshi/2025.md", "published-missing"),
    }
)
"""The warnings that checking the folder is to find, by file and code; there are no errors."""

EXPLAINED = frozenset(
    {
        ("reports/jiaotongju/2020.md", "sum-review"),
        ("reports/minzhengju/2022.md", "sum-row"),
        ("reports/minzhengju/2022.md", "sum-results"),
        ("reports/zhujianju/2017.md", "sum-parts"),
        ("reports/organs.yml", "year-missing"),
    }
)
"""What front matter and organs.yml answer for, by file and code: notices with a reason."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction: its entry in front matter, and how the report read before.

    ``figures`` are the differences of the earlier figures, by address, ``paragraph`` what stood
    in place of the corrected one, if that changed.
    """

    date: str
    what: tuple[str, ...]
    why: str
    figures: Mapping[str, Number]
    paragraph: str


@dataclass(frozen=True, slots=True)
class Incident:
    """What is special about one report; ``missing`` says why it is not there.

    ``withdrawn`` says since when and why there is no more of it than that. ``cells`` holds what
    is written in place of a number, which stands there as ``{n}``; ``paragraph`` is one that the
    report must have.
    """

    missing: str = ""
    withdrawn: Mapping[str, str] = field(default_factory=dict)
    is_draft: bool = False
    published: str = ""
    cells: Mapping[str, str] = field(default_factory=dict)
    discrepancies: tuple[Mapping[str, str], ...] = ()
    corrections: tuple[Correction, ...] = ()
    paragraph: str = ""

    def written(self, address: str, number: Number) -> str:
        """What the report writes for a number."""
        text = self.cells.get(address, "{n}")
        return text.replace("{n+1}", str(number + 1)).replace("{n}", str(number))

    @property
    def is_there(self) -> bool:
        """Whether there is a report that another can link to."""
        return not (self.missing or self.withdrawn)

    @property
    def blank(self) -> frozenset[str]:
        """The addresses of the cells that are left blank."""
        return frozenset(address for address, text in self.cells.items() if text == "~")


class _Step(TypedDict, total=False):
    date: str
    what: list[str]
    why: str
    figures: Mapping[str, str]
    paragraph: str


class _Corrected(TypedDict):
    paragraph: str
    steps: list[_Step]


class _Report(TypedDict, total=False):
    published: str
    cells: Mapping[str, str]
    discrepancies: list[Mapping[str, str]]


class _Data(TypedDict):
    missing: list[Mapping[str, str]]
    withdrawn: list[Mapping[str, str]]
    drafts: list[Mapping[str, str]]
    reports: Mapping[str, _Report]
    charts: list[str]
    corrections: Mapping[str, _Corrected]


def _data() -> _Data:
    return cast("_Data", read_data("incidents.yml"))


def read_incidents() -> Mapping[str, Incident]:
    """The incidents by report, ``slug/year``."""
    data = _data()
    incidents = {entry["report"]: Incident(missing=entry["reason"]) for entry in data["missing"]}
    for entry in data["withdrawn"]:
        withdrawn = {"date": entry["date"], "why": entry["reason"]}
        incidents[entry["report"]] = Incident(withdrawn=withdrawn)
    for entry in data["drafts"]:
        incidents[entry["report"]] = Incident(is_draft=True, paragraph=entry["paragraph"])
    for name, report in data["reports"].items():
        incidents[name] = Incident(
            published=report.get("published", ""),
            cells=report.get("cells", {}),
            discrepancies=tuple(report.get("discrepancies", [])),
        )
    for name, corrected in data["corrections"].items():
        steps = tuple(map(_correction, corrected["steps"]))
        incidents[name] = Incident(corrections=steps, paragraph=corrected["paragraph"])
    return incidents


def read_charts() -> frozenset[str]:
    """The reports that show a chart, ``slug/year``."""
    return frozenset(_data()["charts"])


def _correction(step: _Step) -> Correction:
    return Correction(
        date=step["date"],
        what=tuple(step["what"]),
        why=step["why"],
        figures={cell: parse_number(text) for cell, text in step["figures"].items()},
        paragraph=step.get("paragraph", ""),
    )
