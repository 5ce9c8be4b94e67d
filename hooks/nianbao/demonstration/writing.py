"""Writes the invented county into a folder: organs, reports, earlier versions, configuration."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from ..form import OrganKind
from .chart import bar_chart
from .composing import Composer
from .configuration import BADGE, HEADER, site_configuration
from .counting import Sheet, count_work
from .county import InventedOrgan, read_county
from .data import read_data, seeded
from .incidents import Incident, read_charts, read_incidents
from .narrator import Narrator, Occasion
from .organ_list import organ_list
from .pages import own_pages
from .report_text import Draft, earlier_drafts, report_text, withdrawal_text
from .work import Work, invent_work

__all__ = ["NotOursError", "write_demonstration"]

_CHARTED_YEARS = 5


class NotOursError(Exception):
    """The folder holds reports that are not a demonstration."""


def write_demonstration(folder: Path, *, corrections: bool = True) -> int:
    """Writes everything, and tells how many reports there are.

    Earlier versions are not counted, nor what was withdrawn. Without ``corrections``, no report
    has an earlier version. What an earlier run left is removed; raises NotOursError when the
    reports there are someone else's.
    """
    configuration, reports = folder / "mkdocs.yml", folder / "reports"
    if reports.exists():
        if not (configuration.is_file() and configuration.read_text("utf-8").startswith(HEADER)):
            raise NotOursError(f"{reports} 不是示例数据，没有改动；请换一个文件夹")
        shutil.rmtree(reports)
    organs, incidents = read_county(), read_incidents()
    missing = {name: incident.missing for name, incident in incidents.items() if incident.missing}
    _write(configuration, site_configuration(folder.resolve()))
    _write(folder / "badge.svg", BADGE)
    for path, text in own_pages():
        _write(folder / "docs" / path, text)
    _write(reports / "organs.yml", organ_list(organs, missing))
    works = invent_work(organs)
    sheets = count_work(organs, works)
    count = 0
    for organ in organs:
        for draft in _drafts(organ, works, sheets, incidents, reports / organ.slug):
            _write_report(reports / organ.slug, draft, corrections=corrections)
            count += 1
    return count


def _drafts(
    organ: InventedOrgan,
    works: Mapping[tuple[str, int], Work],
    sheets: Mapping[tuple[str, int], Sheet],
    incidents: Mapping[str, Incident],
    folder: Path,
) -> Iterator[Draft]:
    """The reports of one organ, in order; charts are written beside them on the way."""
    composer, is_first = Composer(Narrator(organ)), True
    for year in organ.years:
        name = f"{organ.slug}/{year}"
        incident = incidents.get(name, Incident())
        sheet = sheets[organ.slug, year]
        occasion = Occasion(
            year=year,
            sheet=sheet,
            blank=incident.blank,
            published=int(works[organ.slug, year]["information"]),
            random=seeded(name, "prose"),
        )
        body = composer.body(
            occasion,
            has_earlier=not is_first
            and incidents.get(f"{organ.slug}/{year - 1}", Incident()).is_there,
            chart=_chart(organ, year, sheets, folder) if name in read_charts() else "",
            added=incident.paragraph,
        )
        is_first = False
        if incident.withdrawn:
            _write(folder / f"{year}.md", withdrawal_text(year, incident))
        elif not incident.missing:
            published = incident.published or _day_of_publication(organ, year).isoformat()
            yield Draft(year, published, sheet, body, incident, incident.corrections)


def _write_report(folder: Path, draft: Draft, *, corrections: bool) -> None:
    if not corrections:
        draft = Draft(draft.year, draft.published, draft.sheet, draft.body, draft.incident)
    _write(folder / f"{draft.year}.md", report_text(draft))
    for version, earlier in earlier_drafts(draft):
        _write(folder / f"{draft.year}.{version}.md", report_text(earlier))


def _day_of_publication(organ: InventedOrgan, year: int) -> date:
    """A working day before the deadline: by the old rules in March, by the new ones earlier."""
    random = seeded(organ.slug, year, "published")
    if year < 2019 or organ.kind is OrganKind.GOVERNMENT:
        day = date(year + 1, 3, random.randint(3, 30))
    else:
        day = date(year + 1, 1, random.randint(6, 19))
    return day - timedelta(days=max(day.weekday() - 4, 0))


def _chart(
    organ: InventedOrgan, year: int, sheets: Mapping[tuple[str, int], Sheet], folder: Path
) -> str:
    """Draws the new requests of the last years; the Markdown that shows it."""
    words = read_data("wording/plans.yml")
    if not isinstance(words, dict):
        raise TypeError(words)
    years = range(year - _CHARTED_YEARS + 1, year + 1)
    values = {y: int(s.numbers[s.said["新收"]]) for y in years for s in [sheets[organ.slug, y]]}
    (folder / f"{year}-applications.png").write_bytes(bar_chart(values))
    alt = str(words["chart_alt"])
    for name, text in (
        ("从", str(years[0])),
        ("年", str(year)),
        ("各年", "、".join(map(str, values.values()))),
    ):
        alt = alt.replace(f"{{{name}}}", text)
    return f"![{alt}]({year}-applications.png)"


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")
