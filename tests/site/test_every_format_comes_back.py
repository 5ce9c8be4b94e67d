"""What is published of a report comes back to its front matter, from every format.

Spreadsheet, JSON and CSV have no text. In JSON and CSV a number has no plus sign; CSV has a line a
figure and says nothing of the whole report but its day.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from campaigns import some
from nianbao.form import Address, Label, local_frame
from nianbao.intake.importing import Imported
from nianbao.intake.reading import Request, import_source
from nianbao.intake.review import Status
from nianbao.source import Portal, Report, read_portal, read_report
from places import ROOT
from site_pages import COLUMN

FIGURES_ONLY = ("csv", "json", "xlsx")
WITH_TEXT = ("docx", "pdf", "html")


@dataclass(frozen=True)
class Front:
    """What front matter says of a report and its figures."""

    year: int
    form: str
    title: str
    published: date | None
    notice: str
    caption: str
    labels: tuple[object, ...]
    figures: Mapping[Address, tuple[str, str, str]]


def front_of(report: Report, ending: str) -> Front:
    """What a file of that ending can say of a report."""
    own = next(iter(report.form.tables.values()))
    is_own = report.form.key == local_frame().key
    numbers = ending in ("csv", "json")
    return Front(
        report.year,
        report.form.key,
        report.title if ending != "csv" else "",
        report.published,
        report.notice if ending != "csv" else "",
        own.caption if is_own and ending != "csv" else "",
        labels_of(own.rows) if is_own else (),
        {
            address: (
                figure.written.removeprefix("+") if numbers else figure.written,
                "".join(figure.note.split()) if ending == "pdf" else figure.note,
                figure.unit,
            )
            for address, figure in report.figures.items()
        },
    )


def labels_of(labels: tuple[Label, ...]) -> tuple[object, ...]:
    """The labels of a table with what stands below each."""
    return tuple((each.text, labels_of(each.children)) for each in labels)


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
    """The texts with figures; what replaced ones say of themselves on paper is no part of them."""
    on_paper = ending in ("docx", "pdf")
    return [r for r in portal.texts if r.figures and not (on_paper and r.is_superseded)]


def imported(file: Path, report: Report, folder: Path) -> tuple[Imported, Report]:
    """What is made of a file, and the report that reads from that."""
    organs = {report.organ.slug: report.organ.name}
    request = Request(file.name, file.read_bytes(), file.parent, organs, report.organ.slug)
    made = import_source(request, ROOT)
    path = folder / f"{report.year}.md"
    path.write_text(made.text, "utf-8")
    back, problems = read_report(path, report.organ, path.name)
    assert isinstance(back, Report), problems
    return made, back


@pytest.mark.parametrize("ending", [*FIGURES_ONLY, *WITH_TEXT])
def test_every_report_comes_back(
    demo_site: Path, portal: Portal, ending: str, tmp_path: Path
) -> None:
    texts = texts_of(portal, ending)
    assert len(texts) > 400
    for report in some(texts, 40, 7):
        made, back = imported(file_of(demo_site, report, ending), report, tmp_path)
        assert front_of(back, ending) == front_of(report, ending), report.file
        open_items = [i for i in made.review if i.status is Status.OPEN]
        if ending in WITH_TEXT:
            assert open_items == [], report.file
            assert [s.heading for s in back.sections] == [s.heading for s in report.sections]
        else:
            assert [i for i in open_items if i.address] == [], report.file


@pytest.mark.parametrize("ending", [*FIGURES_ONLY, *WITH_TEXT])
def test_what_is_unusual_comes_back(
    demo_site: Path, portal: Portal, ending: str, tmp_path: Path
) -> None:
    """Figures with notes and blanks, whichever reports the sample takes."""
    unusual = [
        report
        for report in texts_of(portal, ending)
        if any(figure.note or figure.value is None for figure in report.figures.values())
    ]
    assert {report.form.key for report in unusual} >= {"2021", "2014", local_frame().key}
    for report in unusual:
        _, back = imported(file_of(demo_site, report, ending), report, tmp_path)
        assert front_of(back, ending) == front_of(report, ending), report.file


def test_a_difference_would_be_seen(demo_site: Path, portal: Portal) -> None:
    report = next(report for report in portal.texts if report.figures)
    address, figure = next(iter(report.figures.items()))
    changed = replace(report, figures={**report.figures, address: replace(figure, note="别的")})
    assert front_of(changed, "pdf") != front_of(report, "pdf")
    assert file_of(demo_site, report, "csv").is_file()
