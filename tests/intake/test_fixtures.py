"""Real files of every kind: right figures, open figures, and not one wrong."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from account_of_imports import unexplained
from nianbao.check.structure import check_sections
from nianbao.form import OrganKind
from nianbao.intake.importing import Imported
from nianbao.intake.reading import Request, import_source
from nianbao.intake.review import Status
from nianbao.problem import Problems
from nianbao.source import Figure, Organ, Report
from places import DATA, ROOT
from reading import read_report

pytestmark = pytest.mark.slow("eighty documents of real programs")

SOURCES = {path.parent.name: path for path in sorted((DATA / "intake").glob("*/source.*"))}
each_case = pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, marks=[pytest.mark.office] if path.suffix in (".doc", ".wps") else [])
        for case, path in SOURCES.items()
    ],
)


@cache
def imported_case(case: str) -> tuple[dict[str, Any], Imported]:
    folder = DATA / "intake" / case
    truth: dict[str, Any] = json.loads((folder / "expected.json").read_text("utf-8"))
    (source,) = folder.glob("source.*")
    request = Request(
        name=source.name,
        data=source.read_bytes(),
        folder=folder,
        organs={"shili": truth["organ"]},
        slug="shili",
        year=truth["year"],
    )
    return truth, import_source(request, ROOT)


def written(imported: Imported, folder: Path) -> Report:
    """The report as the checks and the site will read it."""
    path = folder / f"{imported.identity.year}.md"
    path.write_text(imported.text, "utf-8")
    for name, data in imported.pictures.items():
        (folder / name).write_bytes(data)
    organ = Organ("shili", imported.identity.organ, OrganKind.GOVERNMENT, contact=("无",))
    report, problems = read_report(path, organ, path.name)
    assert report is not None
    unexpected = [p for p in problems if p.code not in ("form-year", "image-alt")]
    assert [str(problem) for problem in unexpected] == []
    return report


def judged(figure: Figure, truth: Any) -> str:
    """Right, open or wrong; what is open although it could be read is ``missed``."""
    if figure.is_unverified:
        is_allowed = isinstance(truth, dict) and ("open" in truth or "open_allowed" in truth)
        return "open" if is_allowed else "missed"
    if not isinstance(truth, dict):
        truth = {"value": truth}
    said = (figure.written or None, figure.note, figure.unit)
    true = (truth.get("value", "—"), truth.get("note", ""), truth.get("unit", ""))
    return "right" if said == true else "wrong"


def verdicts_of(truth: dict[str, Any], report: Report) -> dict[str, str]:
    return {
        address.dotted: judged(figure, truth["figures"][address.dotted])
        for address, figure in report.figures.items()
    }


@each_case
def test_figures_are_right_or_open(case: str, tmp_path: Path) -> None:
    truth, imported = imported_case(case)
    assert imported.form == truth["form"]
    verdicts = verdicts_of(truth, written(imported, tmp_path))
    assert verdicts.keys() == truth["figures"].keys()
    doubtful = {
        name: (verdict, truth["figures"][name])
        for name, verdict in verdicts.items()
        if verdict in ("wrong", "missed")
    }
    assert doubtful == {}
    has_open = "open" in verdicts.values()
    assert any(item.status is Status.OPEN for item in imported.review) or not has_open


@each_case
def test_prose_title_and_date_come_in(case: str, tmp_path: Path) -> None:
    truth, imported = imported_case(case)
    report = written(imported, tmp_path)
    text = "\n".join(block.text for section in report.sections for block in section.blocks)
    places = [text.find(sentence) for sentence in truth["prose"]]
    assert -1 not in places, truth["prose"][places.index(-1)]
    assert places == sorted(places)
    problems = Problems(report.file)
    check_sections(report, problems)
    assert [str(problem) for problem in problems.found if truth["sections"]] == []
    assert report.title == truth["title"]
    assert (report.published.isoformat() if report.published else None) == truth["published"]


@each_case
def test_nothing_is_lost(case: str) -> None:
    """No false alarm, and only what is in the review list anyway is not in the file."""
    _, imported = imported_case(case)
    account = imported.account
    assert unexplained(imported) == []
    left = [i for i in imported.review if i.status in (Status.OPEN, Status.LEFT_OUT) and i.found]
    assert account.listed <= sum(len(item.found) for item in left)
    sorts = {"菜单、发布信息、页脚之类", "页眉、页脚", "页码", "重复的行"}
    assert {each.what for each in account.set_aside} <= sorts
    assert account.taken > 1_000


def test_importing_twice_gives_the_same_bytes() -> None:
    for case in ("docx-styles", "html-site", "pdf-office", "txt-quiet-zeros", "xlsx-stray"):
        _, first = imported_case(case)
        _, second = imported_case.__wrapped__(case)
        assert (first.text, first.pictures, first.review) == (
            second.text,
            second.pictures,
            second.review,
        )


@pytest.mark.office
def test_the_figures_are_counted(tmp_path: Path, tell: Callable[[str], None]) -> None:
    counts: Counter[str] = Counter()
    for case in SOURCES:
        truth, imported = imported_case(case)
        counts.update(verdicts_of(truth, written(imported, tmp_path)).values())
    tell(
        f"import: {len(SOURCES)} files, {counts['right']:,} figures right, "
        f"{counts['wrong']} wrong, {counts['open']} open"
    )
    assert counts["wrong"] == counts["missed"] == 0
    assert counts["right"] > 14_000
