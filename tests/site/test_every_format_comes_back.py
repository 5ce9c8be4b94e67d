"""What is published of a report comes back to its front matter, from every format.

What a format has not, nobody can take back from it:

- CSV is a line a figure: it has no text, and says of the whole report only whose it is, its day,
  and whether a later text has replaced it. What is not right is explained there figure by figure.
- JSON and spreadsheets have no text. JSON has no plus signs.
- Spreadsheets and Word documents have no time of day and no summary (``description``).
- A Word document does not say which row of a place's own table is which indicator, and of a text
  that was replaced only that it was. A PDF has the JSON with it, a page has it beside it.
- ``acknowledged`` and ``approved`` are between the office and the program and are published
  nowhere; nor is a file's name for its ``original``, which somebody has to fetch.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from campaigns import some
from nianbao.check.relations import check_relations
from nianbao.form import Address, Label, local_frame
from nianbao.intake.importing import Imported
from nianbao.intake.reading import Request, import_source
from nianbao.intake.review import Status
from nianbao.problem import Problems
from nianbao.source import Correction, Portal, Report, read_portal, read_report
from places import ROOT
from site_pages import COLUMN

FIGURES_ONLY = ("csv", "json", "xlsx")
WITH_TEXT = ("docx", "pdf", "html")
ENDINGS = (*FIGURES_ONLY, *WITH_TEXT)
WITH_DATA = ("json", "pdf", "html")
"""What is JSON, or has it with it or beside it."""


@dataclass(frozen=True)
class Front:
    """What front matter says of a report and its figures."""

    year: int
    form: str
    title: str
    published: date | None
    time: str
    notice: str
    description: str
    caption: str
    labels: tuple[object, ...]
    figures: Mapping[Address, tuple[str, str, str]]
    corrections: tuple[tuple[date, tuple[str, ...], str], ...]
    faults: frozenset[tuple[str, tuple[str, ...], str]]
    indicators: Mapping[str, Address]


def front_of(report: Report, ending: str) -> Front:
    """What a file of that ending can say of a report."""
    own = next(iter(report.form.tables.values()), None)
    is_own = report.form.key == local_frame().key
    is_csv, has_data = ending == "csv", ending in WITH_DATA
    says_corrections = not is_csv and not (ending == "docx" and report.is_superseded)
    return Front(
        report.year,
        report.form.key,
        "" if is_csv else report.title,
        report.published,
        report.published_time if has_data else "",
        "" if is_csv else report.notice,
        report.description if has_data else "",
        own.caption if own and is_own and not is_csv else "",
        labels_of(own.rows) if own and is_own else (),
        {
            address: (
                figure.written.removeprefix("+") if ending in ("csv", "json") else figure.written,
                "".join(figure.note.split()) if ending == "pdf" else figure.note,
                figure.unit,
            )
            for address, figure in report.figures.items()
        },
        tuple(map(correction_of, report.corrections)) if says_corrections else (),
        frozenset() if is_csv else faults_of(report),
        {name: figure.addresses[0] for name, figure in report.form.indicators.items()}
        if is_own and (has_data or ending == "xlsx")
        else {},
    )


def labels_of(labels: tuple[Label, ...]) -> tuple[object, ...]:
    """The labels of a table with what stands below each."""
    return tuple((each.text, labels_of(each.children)) for each in labels)


def correction_of(entry: Correction) -> tuple[date, tuple[str, ...], str]:
    """When what was changed and why; on paper every sentence ends with a full stop."""
    return entry.date, tuple(address.dotted for address in entry.what), entry.why.rstrip("。")


def faults_of(report: Report) -> frozenset[tuple[str, tuple[str, ...], str]]:
    """What is explained: each relation that does not hold, and whatever else has an entry.

    An entry may name a table, where what is published names each row.
    """
    problems = Problems(report.file)
    check_relations(report, problems)
    entries = report.answers.discrepancies
    known = {(p.code, p.address, e.reason) for p in problems.found for e in entries if e.answers(p)}
    used = {(code, reason) for code, _, reason in known}
    others = {(e.code, e.address, e.reason) for e in entries if (e.code, e.reason) not in used}
    return frozenset(known | others)


@pytest.fixture(scope="module")
def portal(demo_site: Path) -> Portal:
    return read_portal(demo_site.parent / "reports")[0]


def file_of(site: Path, report: Report, ending: str) -> Path:
    """The file of that ending of a text, wherever it stands."""
    folder = site / COLUMN / report.organ.slug / str(report.year)
    if report.is_superseded:
        folder /= f"v{report.version}"
    if ending == "html":
        return folder / "index.html"
    (file,) = (f for f in folder.glob(f"{report.organ.slug}-{report.year}*.{ending}"))
    return file


def texts_of(portal: Portal, ending: str) -> list[Report]:
    """The texts that a format has: those without figures have only files with text."""
    return [r for r in portal.texts if r.figures or (ending in WITH_TEXT and r.sections)]


def imported(file: Path, report: Report, folder: Path) -> tuple[Imported, Report]:
    """What is made of a file, and the report that reads from that.

    A text that was replaced comes back as a draft, whose day is written down nevertheless.
    """
    organs = {report.organ.slug: report.organ.name}
    request = Request(file.name, file.read_bytes(), file.parent, organs, report.organ.slug)
    made = import_source(request, ROOT)
    assert ("\n# published: " in made.text) == report.is_superseded
    path = folder / f"{report.year}.md"
    path.write_text(made.text.replace("\n# published: ", "\npublished: "), "utf-8")
    back, problems = read_report(path, report.organ, path.name)
    assert isinstance(back, Report), problems
    return made, back


def lost_of(file: Path, report: Report, ending: str, folder: Path) -> list[str]:
    """What does not come back from a file, and what somebody would be asked without need."""
    made, back = imported(file, report, folder)
    wanted, found = front_of(report, ending), front_of(back, ending)
    lost = [
        f"{report.file} {name}: {getattr(found, name)!r:.200}, not {getattr(wanted, name)!r:.200}"
        for name in Front.__dataclass_fields__
        if getattr(wanted, name) != getattr(found, name)
    ]
    asked = [i for i in made.review if i.status is Status.OPEN]
    if ending in WITH_TEXT:
        if len(asked) != report.is_superseded:
            lost.append(f"{report.file} asks {[i.reason for i in asked]}")
        if [s.heading for s in back.sections] != [s.heading for s in report.sections]:
            lost.append(f"{report.file} has other headings")
    else:
        lost += [f"{report.file} asks {i.address}: {i.reason}" for i in asked if i.address]
    return lost


def lost_from(site: Path, reports: Sequence[Report], ending: str, folder: Path) -> list[str]:
    """The same of many reports, a few lines a report."""
    lost = (lost_of(file_of(site, r, ending), r, ending, folder)[:3] for r in reports)
    return [line for lines in lost for line in lines]


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_report_comes_back(
    demo_site: Path, portal: Portal, ending: str, tmp_path: Path, tell: Callable[[str], None]
) -> None:
    texts = texts_of(portal, ending)
    assert len(texts) > 400
    tried = some(texts, 40, 7)
    lost = lost_from(demo_site, tried, ending, tmp_path)
    failed = len({line.partition(" ")[0] for line in lost})
    tell(f"every format comes back: {ending}: {len(tried) - failed} of {len(tried)}")
    assert lost == []


@pytest.mark.parametrize("ending", ENDINGS)
def test_what_is_unusual_comes_back(
    demo_site: Path, portal: Portal, ending: str, tmp_path: Path
) -> None:
    """Notes, blanks, corrections, faults, whichever reports the sample takes."""
    unusual = [
        report
        for report in texts_of(portal, ending)
        if report.corrections
        or report.is_superseded
        or report.answers.discrepancies
        or any(figure.note or figure.value is None for figure in report.figures.values())
    ]
    assert {report.form.key for report in unusual} >= {"2021", "2014", local_frame().key}
    assert sum(bool(report.corrections) for report in unusual) >= 3
    assert sum(bool(report.answers.discrepancies) for report in unusual) >= 3
    assert lost_from(demo_site, unusual, ending, tmp_path) == []


def test_a_page_without_its_data_is_read_as_it_is_printed(
    demo_site: Path, portal: Portal, tmp_path: Path
) -> None:
    """Saved alone: all but what only the data say, and a replaced text's own corrections."""
    special = [
        r for r in portal.texts if r.corrections or r.answers.discrepancies or r.is_superseded
    ]
    own = next(r for r in portal.texts if r.form.key == local_frame().key)
    for report in (*special, own):
        page = tmp_path / "index.html"
        page.write_bytes(file_of(demo_site, report, "html").read_bytes())
        made, back = imported(page, report, tmp_path)
        assert [i.reason for i in made.review if i.status is Status.OPEN][1:] == []
        wanted = replace(front_of(report, "html"), indicators={}, description="")
        if report.is_superseded:
            wanted = replace(wanted, corrections=())
        assert front_of(back, "html") == wanted, report.file


def test_a_difference_would_be_seen(demo_site: Path, portal: Portal) -> None:
    report = next(report for report in portal.texts if report.figures)
    address, figure = next(iter(report.figures.items()))
    changed = replace(report, figures={**report.figures, address: replace(figure, note="别的")})
    assert front_of(changed, "pdf") != front_of(report, "pdf")
    assert file_of(demo_site, report, "csv").is_file()
