"""The page on which any two reports are chosen to be compared, and the data it needs for it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations_with_replacement
from typing import TypeAlias

from ...facts import PortalFacts, latest_day
from ...form import Form, all_forms, comparable_figures, incomparable_reasons
from ...source import Organ
from ..artifact import Artifact, text
from ..material import Material
from ..web.addresses import COMPARING, comparison_path
from ..web.downloads import Download
from ..web.meta_tags import ColumnPage
from ..web.sheets import MOST_LINKS
from .naming import captions_of, is_local, names_of

__all__ = ["PickerPage", "ReadyComparison", "picker_data", "picker_page"]

_Json: TypeAlias = "str | int | bool | Sequence[_Json] | Mapping[str, _Json]"


@dataclass(frozen=True, slots=True)
class ReadyComparison:
    """A comparison that is a page: of which year, with what, and where."""

    year: int
    with_what: str
    path: str


@dataclass(frozen=True, slots=True)
class PickerPage:
    """任选两份报告对比; ``organs`` have their comparisons that are pages, newest first.

    Nothing can be chosen unless the site ``has_two`` reports.
    """

    template = "compare.html"
    path = COMPARING
    title = "任选两份报告对比"
    crumb = title
    description = "任选两个机关或者两个年度的政府信息公开年报，逐格比较统计表的数字。"
    organs: tuple[tuple[Organ, tuple[ReadyComparison, ...]], ...]
    has_two: bool
    updated: date | None
    downloads: tuple[Download, ...]

    @property
    def about(self) -> ColumnPage:
        """What its meta tags say."""
        return ColumnPage(self.title, self.description, ("政府信息公开", "年报", "对比"))


def picker_page(material: Material) -> Iterator[PickerPage]:
    """The page, with the comparisons that need no script."""
    facts = material.facts
    compared = [each for each in facts.reports if each.before]
    updated = latest_day(
        day for each in compared if each.before for day in (each.updated, each.before.updated)
    )
    data = json.dumps(picker_data(facts), ensure_ascii=False, separators=(",", ":"))
    artifact = Artifact(f"{COMPARING}duibi.json", "application/json", text(data + "\n"), updated)
    # The pages of the reports lead to the same comparisons.
    listed = facts.organs.values() if len(compared) <= MOST_LINKS else ()
    by_organ = ((organ, tuple(_ready(organ, facts))) for organ in listed)
    yield PickerPage(
        organs=tuple((organ, ready) for organ, ready in by_organ if ready),
        has_two=len(facts.reports) > 1,
        updated=updated,
        downloads=(Download("JSON", artifact, "本页所用数据"),),
    )


def _ready(organ: Organ, facts: PortalFacts) -> Iterator[ReadyComparison]:
    for each in facts.by_organ.get(organ.slug, ()):
        if before := each.before:
            other = "" if before.organ == organ else before.organ.name
            yield ReadyComparison(each.year, f"{other}{before.year}年", comparison_path(each))


def picker_data(facts: PortalFacts) -> Mapping[str, _Json]:
    """What a browser has to know to compare two reports of which it has the open data.

    ``organs`` with the years of their reports, newest first. ``forms`` in use: their tables with
    rows and columns as printed; a ``local`` one has none, each of its reports brings its own.
    ``pairs`` of forms: the addresses of what means the same, and why the rest does not.
    """
    used = {report.form.key for report in facts.reports}
    found = [form for form in all_forms() if form.key in used]
    return {
        "organs": [
            {
                "slug": slug,
                "name": facts.organs[slug].name,
                "years": [report.year for report in reports],
            }
            for slug, reports in facts.by_organ.items()
        ],
        "forms": {form.key: _form(form) for form in found},
        "pairs": [
            _pair(form, other)
            for form, other in combinations_with_replacement(found, 2)
            if form is not other or is_local(form)
        ],
    }


def _form(form: Form) -> _Json:
    """A form; columns are name, label, unit, and whether the figure is ranked."""
    names = names_of(form)
    captions = captions_of(form)
    tables: list[_Json] = []
    for key, table in form.tables.items():
        rows: list[_Json] = []
        for line in table.lines:
            columns: list[_Json] = [
                [cell.column, names[cell].column, names[cell].unit, int(names[cell].ranked)]
                for cell in line.cells
            ]
            rows.append([line.address.row, names[line.cells[0]].row, columns])
        tables.append({"key": key, "caption": captions[key], "rows": rows})
    return {"notice": form.notice, "local": is_local(form), "tables": tables}


def _pair(form: Form, other: Form) -> _Json:
    """Two forms; an address alone means that both call it so."""
    same = {} if form is other else comparable_figures(form, other)
    reasons, otherwise = incomparable_reasons(form, other)
    return {
        "form": form.key,
        "other": other.key,
        "same": [[a.dotted, b.dotted] if a != b else a.dotted for a, b in same.items()],
        "reasons": [{"why": r.why, "ours": r.ours, "theirs": r.theirs} for r in reasons],
        "otherwise": otherwise,
    }
