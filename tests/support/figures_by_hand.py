"""The figures of a site counted once more, from its CSV files and the forms' YAML: no library code.

What pages show is held against this.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from places import ROOT

__all__ = ["ByHand", "number"]

_FORMS = ROOT / "hooks/nianbao/form"


def number(text: str) -> Decimal | None:
    """A number as pages show it; None for a dash."""
    return None if text in ("—", "") else Decimal(text.replace(",", ""))


# Which rows the reports of the demonstration say to be an indicator.
_OWN_TABLES = {"收到申请（自定表）": [r"自定表\.(依申请公开\.)?收到公开申请数\.(数量|本年度)"]}


@dataclass(frozen=True)
class ByHand:
    """A built site and the reports folder that it was built from."""

    site: Path
    reports: Path

    @cached_property
    def organs(self) -> Mapping[str, Any]:
        """organs.yml as it stands."""
        content: Mapping[str, Any] = yaml.safe_load(
            (self.reports / "organs.yml").read_text("utf-8")
        )
        return content

    @cached_property
    def indicators(self) -> Mapping[str, Any]:
        """indicators.yml by name, without topics."""
        topics = yaml.safe_load((_FORMS / "indicators.yml").read_text("utf-8"))
        return {name: entry for entries in topics.values() for name, entry in entries.items()}

    @cached_property
    def cells(self) -> Mapping[tuple[str, int], tuple[str, Mapping[str, Decimal | None]]]:
        """The form and the figures by address of every current report, from its CSV file."""
        found = {}
        for slug in self.organs:
            for path in (self.site / "zwgk/gknb" / slug).glob(f"*/{slug}-[0-9][0-9][0-9][0-9].csv"):
                rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
                values = {row["地址"]: number(row["数值"]) for row in rows}
                form = rows[0]["格式"].removesuffix("年格式")
                found[slug, int(path.parent.name)] = form, values
        return found

    def indicator(self, slug: str, year: int, name: str) -> tuple[str, Decimal | None] | None:
        """What was counted, and the number: of the indicator or what stood in its place before."""
        if (slug, year) not in self.cells:
            return None
        form, values = self.cells[slug, year]
        while name:
            patterns = self._places(form).get(name)
            if patterns:
                cells = [v for a, v in values.items() for p in patterns if re.fullmatch(p, a)]
                assert cells, (name, form)
                known = [cell for cell in cells if cell is not None]
                return name, sum(known, Decimal(0)) if len(known) == len(cells) else None
            name = self.indicators[name].get("before", "")
        return None

    def before(self, slug: str, year: int) -> tuple[str, int] | None:
        """The report before: the organ's nearest, else the last under its one former name."""
        earlier = [each for organ, each in self.cells if organ == slug and each < year]
        if earlier:
            return slug, max(earlier)
        former = self.organs[slug].get("predecessor", "")
        return self.before(former, year) if former and isinstance(former, str) else None

    def counted(self, year: int) -> list[str]:
        """The organs whose reports of a year are added up: none whose figures another one has."""
        there = [slug for slug in self.organs if (slug, year) in self.cells]
        covering = [slug for slug in there if self.organs[slug].get("aggregate")]
        return [slug for slug in there if not any(a in covering for a in self._above(slug))]

    def county(self, year: int, name: str) -> tuple[str, Decimal | None, int, int] | None:
        """What was counted, the sum, how many reports gave it and how many were asked."""
        slugs = self.counted(year)
        found = [each for slug in slugs if (each := self.indicator(slug, year, name))]
        if not found:
            return None
        meanings = [meaning for meaning, _ in found]
        meaning = max(meanings, key=meanings.count)
        given = [value for each, value in found if each == meaning and value is not None]
        return meaning, sum(given, Decimal(0)) if given else None, len(given), len(slugs)

    def _above(self, slug: str) -> list[str]:
        above = []
        while slug := self.organs[slug].get("parent", ""):
            above.append(slug)
        return above

    def _places(self, form: str) -> Mapping[str, list[str]]:
        if form == "自定":
            return _OWN_TABLES
        if form not in self._places_by_form:
            path = _FORMS / f"{form}.yml"
            named = yaml.safe_load(path.read_text("utf-8"))["indicators"] if path.exists() else {}
            self._places_by_form[form] = {
                name: [
                    re.escape(p).replace(r"\*", "[^.]+") for p in ([x] if isinstance(x, str) else x)
                ]
                for name, x in named.items()
            }
        return self._places_by_form[form]

    @cached_property
    def _places_by_form(self) -> dict[str, Mapping[str, list[str]]]:
        return {}
