"""The page on which any two reports are chosen to be compared, and the data it needs for it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations_with_replacement
from typing import TypeAlias

from ...facts import latest_day
from ...form import Form, comparable_figures, forms, incomparable_reasons, local_frame
from ...source import Organ, Portal
from ..artifact import Artifact, text
from ..material import Material, Views
from ..web.addresses import COMPARING
from ..web.downloads import Download
from ..web.meta_tags import ColumnPage
from .naming import captions_of, is_local, names_of
from .page import ComparisonPage

__all__ = ["PickerPage", "picker_data", "picker_page"]

_Json: TypeAlias = "str | int | bool | Sequence[_Json] | Mapping[str, _Json]"


@dataclass(frozen=True, slots=True)
class PickerPage:
    """任选两份报告对比; ``organs`` have their comparisons that are pages, newest first."""

    template = "compare.html"
    path = COMPARING
    title = "任选两份报告对比"
    crumb = title
    description = "任选两个机关或者两个年度的政府信息公开年报，逐格比较统计表的数字。"
    organs: tuple[tuple[Organ, tuple[ComparisonPage, ...]], ...]
    updated: date | None
    downloads: tuple[Download, ...]

    @property
    def about(self) -> ColumnPage:
        """What its meta tags say."""
        return ColumnPage(self.title, self.description, ("政府信息公开", "年报", "对比"))


def picker_page(material: Material, views: Views) -> Iterator[PickerPage]:
    """The page, with the comparisons that need no script."""
    by_organ: dict[str, list[ComparisonPage]] = {}
    for page in views["comparisons"]:
        if isinstance(page, ComparisonPage):
            by_organ.setdefault(page.after.report.organ.slug, []).append(page)
    updated = latest_day(page.updated for found in by_organ.values() for page in found)
    data = json.dumps(picker_data(material.portal), ensure_ascii=False, separators=(",", ":"))
    artifact = Artifact(f"{COMPARING}duibi.json", "application/json", text(data + "\n"), updated)
    organs = material.facts.organs
    yield PickerPage(
        organs=tuple((organs[slug], tuple(reversed(found))) for slug, found in by_organ.items()),
        updated=updated,
        downloads=(Download("JSON", artifact, "本页所用数据"),),
    )


def picker_data(portal: Portal) -> Mapping[str, _Json]:
    """What a browser has to know to compare two reports of which it has the open data.

    ``organs`` with the years of their reports, newest first. ``forms`` in use: their tables with
    rows and columns as printed; a ``local`` one has none, each of its reports brings its own.
    ``pairs`` of forms: the addresses of what means the same, and why the rest does not.
    """
    used = {report.form.key for report in portal.reports}
    frame = local_frame()
    found = [form for form in (*forms().values(), frame) if form.key in used]
    return {
        "organs": [
            {
                "slug": slug,
                "name": portal.organs[slug].name,
                "years": [report.year for report in reports],
            }
            for slug, reports in portal.by_organ.items()
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
