"""The versions of a report: what each step changed, also where the text before is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from nianbao.publish.report.history import history_of
from nianbao.source import Portal, Report, read_portal
from places import DATA


def portal(case: str) -> Portal:
    return read_portal(DATA / "problems" / case / "reports")[0]


def texts_of(found: Portal) -> tuple[Report, tuple[Report, ...]]:
    place, earlier = next(iter(found.earlier.items()))
    current = found.report(*place)
    assert current is not None
    return current, earlier


def test_a_report_that_was_never_corrected_has_one_version() -> None:
    (report,) = portal("no-problem").reports
    history = history_of(report, ())
    assert (history.steps, history.superseded_by, history.earlier) == ((), (), ())
    assert [(v.number, v.day, v.path) for v in history.versions] == [
        (1, report.published, f"zwgk/gknb/shili/{report.year}/")
    ]


def test_each_step_tells_of_the_text_that_it_superseded() -> None:
    current, earlier = texts_of(portal("no-problem-corrections"))
    history = history_of(current, earlier)
    assert len(history.superseded_by) == len(earlier)
    assert history.steps == tuple(reversed(history.superseded_by))
    days = [version.day or date.min for version in history.versions]
    assert date.min not in days
    assert days == sorted(days, reverse=True)
    assert [version.path for version in history.versions] == [
        f"zwgk/gknb/shili/{current.year}/",
        *(f"zwgk/gknb/shili/{t.year}/v{t.version}/" for t in reversed(earlier)),
    ]
    for step in history.steps:
        assert {entry.date for entry in step.entries} == {step.day}
        assert step.figures or step.paragraphs


def test_a_correction_whose_earlier_text_is_lost_is_still_told() -> None:
    current, _ = texts_of(portal("no-problem-corrections"))
    lost = history_of(replace(current, version=1), ())
    assert [step.day for step in lost.steps] == sorted(
        {entry.date for entry in current.corrections}, reverse=True
    )
    assert not any(step.figures or step.paragraphs for step in lost.steps)
    assert lost.versions[0].day == max(entry.date for entry in current.corrections)
    assert isinstance(lost.versions[0].day, date)
