"""The one real report of the repository comes back from its own files, figure by figure."""

from __future__ import annotations

from pathlib import Path

import pytest
from nianbao.intake.reading import Request, import_source
from nianbao.source import Report, read_portal, read_report
from places import ROOT
from site_pages import COLUMN


@pytest.mark.parametrize("ending", ["docx", "xlsx", "csv", "pdf"])
def test_it_comes_back(own_site: Path, tmp_path: Path, ending: str) -> None:
    """All figures with their notes, and its headings."""
    (report,) = read_portal(ROOT / "reports")[0].reports
    assert len(report.figures) == 200
    name = f"{report.organ.slug}-{report.year}.{ending}"
    content = (own_site / COLUMN / report.organ.slug / str(report.year) / name).read_bytes()
    organs = {report.organ.slug: report.organ.name}
    request = Request(name, content, tmp_path, organs, report.organ.slug, report.year)
    imported = import_source(request, ROOT)
    path = tmp_path / f"{report.year}.md"
    path.write_text(imported.text, "utf-8")
    back, _ = read_report(path, report.organ, path.name)
    assert isinstance(back, Report)
    assert {a: (f.value, f.note) for a, f in back.figures.items()} == {
        a: (f.value, f.note) for a, f in report.figures.items()
    }
    assert [s.heading for s in back.sections] == [s.heading for s in report.sections]
