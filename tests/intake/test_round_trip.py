"""What we publish, sent back to us: every page, PDF and CSV gives the same figures again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest
from invented import body, county_prose, front_matter, random_numbers
from nianbao.form import Address, Form, MeasureKind, OrganKind, forms
from nianbao.intake.reading import Request, import_source
from nianbao.source import Figure, Organ, Report, elements
from places import ROOT
from reading import read_report
from site_building import build, copy_of_project

pytestmark = pytest.mark.slow("a whole site")

ORGAN = Organ("shili", "示例县人民政府", OrganKind.GOVERNMENT, contact=("电话：0000-0000000",))
YEARS = {key: (form.first_year, form.first_year + 1) for key, form in forms().items()}
PLACES = [(key, year) for key, years in YEARS.items() for year in years]


def with_life(form: Form, seed: int) -> dict[Address, str]:
    """Figures as published ones are: large, blank, signed, with notes, units and decimals."""
    random = Random(seed)
    written = {address: str(n) for address, n in random_numbers(form, random).items()}
    for address, measure in form.measures.items():
        if measure.kind is MeasureKind.AMOUNT:
            unit = "" if measure.unit else ", 单位: 元"
            written[address] = f"{{值: 59237.{seed}400{unit}}}"
        elif measure.kind is MeasureKind.CHANGE and int(written[address]) > 0:
            written[address] = f"+{written[address]}"
        elif address not in form.totals and random.random() < 0.05:
            written[address] = random.choice(("~", "{值: 13323, 注: 其中修订 16 件}"))
    return written


@pytest.fixture(scope="module")
def published(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, Mapping[int, Report]]:
    """A site with reports of every national form, and the reports by year."""
    project = copy_of_project(tmp_path_factory.mktemp("round-trip"))
    folder = project / "reports/shili"
    folder.mkdir()
    organs = project / "reports/organs.yml"
    organs.write_text(
        f"{organs.read_text('utf-8')}\nshili:\n  name: {ORGAN.name}\n  kind: 政府\n"
        f"  contact: [{ORGAN.contact[0]}]\n",
        "utf-8",
    )
    reports = {}
    for seed, (key, year) in enumerate(PLACES):
        form = forms()[key]
        text = front_matter(form, year, with_life(form, seed), f"published: {year + 1}-01-20")
        # Old reports may begin with words of no section.
        text += "\n根据规定，现公布全年的情况。\n" if form.free_sections else ""
        text += body(form, {1: county_prose(Random(seed), 1500)})
        path = folder / f"{year}.md"
        path.write_text(f"{text}\n", "utf-8")
        report, problems = read_report(path, ORGAN, path.name)
        assert report is not None
        assert problems == []
        reports[year] = report
    # What the figures lack in sums is a warning of a published report, for once.
    codes = {e.relation.code for form in forms().values() for e in form.equations}
    settings = project / "mkdocs.yml"
    lowered = "".join(f"\n      {code}: notice" for code in sorted(codes))
    text = settings.read_text("utf-8").replace("    severities: {}", f"    severities:{lowered}")
    assert lowered in text
    settings.write_text(text, "utf-8")
    done = build(project)
    assert done.returncode == 0, done.stderr
    return project / "site/zwgk/gknb/shili", reports


def content(figure: Figure) -> tuple[str, str, str]:
    """What a figure says.

    A PDF sets narrow spaces beside digits by itself and so loses ours; a CSV has numbers, and
    so no plus sign.
    """
    return figure.written.removeprefix("+"), figure.note.replace(" ", ""), figure.unit


@pytest.mark.parametrize("name", ["index.html", "shili-{year}.pdf", "shili-{year}.csv"])
@pytest.mark.parametrize(("key", "year"), PLACES)
def test_figures_come_back(
    published: tuple[Path, Mapping[int, Report]], key: str, year: int, name: str, tmp_path: Path
) -> None:
    site, reports = published
    source = site / str(year) / name.format(year=year)
    request = Request(
        source.name, source.read_bytes(), source.parent, {"shili": ORGAN.name}, "shili"
    )
    imported = import_source(request, ROOT)
    assert (imported.form, imported.identity.year) == (key, year)
    path = tmp_path / f"{year}.md"
    path.write_text(imported.text, "utf-8")
    report, problems = read_report(path, ORGAN, path.name)
    assert report is not None
    assert problems == []
    assert {a: content(f) for a, f in report.figures.items()} == {
        a: content(f) for a, f in reports[year].figures.items()
    }
    assert [f.value for f in report.figures.values()] == [
        f.value for f in reports[year].figures.values()
    ]
    assert report.title == reports[year].title
    if not name.endswith(".csv"):
        # The PDF ends with how to reach the organ, which is no part of the report's text.
        contact = [f"联系方式：{ORGAN.contact[0]}"] if name.endswith(".pdf") else []
        *_, (_, last) = expected = prose_of(reports[year])
        last += contact
        assert prose_of(report) == expected
        assert report.published == reports[year].published


def prose_of(report: Report) -> list[tuple[str, list[str]]]:
    return [
        (section.heading, [e.text for e in elements(section.blocks)]) for section in report.sections
    ]
