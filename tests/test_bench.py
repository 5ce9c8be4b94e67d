"""The benchmark still measures, changes what it says it changes, and prints what came out."""

from __future__ import annotations

import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest
from nianbao.form import lay_out

from bench.costs import cost_rows
from bench.growth import growth_rows
from bench.peer_texts import html_of, markdown_of, reports_in
from bench.plan import Plan, count
from bench.projects import Project, new_project
from bench.runs import Run, RunFailedError, Watch, measure, median
from bench.table import Row, at_least, at_most, render


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return new_project(tmp_path_factory.mktemp("bench") / "project", 2)


def test_sizes_are_numbers_of_reports() -> None:
    assert [count("500"), count("2,000")] == [500, 2000]
    for wrong in ("0", "-1", "many", ""):
        with pytest.raises(ValueError, match=wrong or "invalid"):
            count(wrong)


def test_the_table_is_aligned_and_says_what_is_met() -> None:
    rows = [
        Row("BUILDS", ""),
        at_most("cold", 100, 90, "s", reports=500),
        at_most("unchanged", 1.5, 2, "s", figure="1.50 s, 90 MiB", reports=500),
        at_most("ratio", 1.05, 1.1, "×"),
        at_least("PDFs", 9.9, 10, "×"),
        Row("checks", "1 s"),
    ]
    assert render(rows).splitlines() == [
        "work      | figure         | target  | met",
        "--------- | -------------- | ------- | ---",
        "BUILDS    |                |         |",
        "cold      | 100 s          | ≤ 90 s  | NO",
        "unchanged | 1.50 s, 90 MiB | ≤ 2 s   |",
        "ratio     | 1.05 ×         | ≤ 1.1 × | yes",
        "PDFs      | 9.90 ×         | ≥ 10 ×  | NO",
        "checks    | 1 s            |         |",
    ]


HOLDS = "held = b'x' * (40 << 20)"
CHILD = f"import sys; {HOLDS}; sys.stdin.read()"
PARENT = f"import subprocess, sys; {HOLDS}; subprocess.run([sys.executable, '-c', {CHILD!r}])"


def test_a_process_is_watched_with_what_it_starts() -> None:
    """Both hold 40 MiB at the same time."""
    with subprocess.Popen([sys.executable, "-c", PARENT], stdin=subprocess.PIPE) as process:
        with Watch(process.pid) as watch:
            for _ in range(1200):
                if watch.memory > 80:
                    break
                time.sleep(0.05)
        process.communicate()
    assert watch.memory > 80


def test_a_process_is_measured(tmp_path: Path) -> None:
    # Long enough to be looked at, however busy the machine is.
    pause = "time.sleep(2)"
    run = measure([sys.executable, "-c", f"import time; sum(range(2_000_000)); {pause}"], tmp_path)
    assert run.processor > 0
    assert run.memory > 1
    assert str(run).startswith(f"{run.seconds:.2f} s (processor ")


def test_a_process_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(RunFailedError, match="no such luck"):
        measure([sys.executable, "-c", "raise SystemExit('no such luck')"], tmp_path)


def test_the_median_is_one_of_the_runs() -> None:
    runs = [Run(seconds, seconds, 1) for seconds in (3.0, 1.0, 2.0, 9.0)]
    assert median(runs).seconds == 2


def test_a_report_and_the_templates_are_changed_each_time(project: Project) -> None:
    def seen() -> tuple[str, ...]:
        reports = [path.read_text("utf-8") for path in project.report_files()]
        return *reports, (project.folder / "hooks/nianbao/theme/main.html").read_text("utf-8")

    texts = [seen()]
    for number in (0, 0, 1):
        project.change_report(number)
        texts.append(seen())
    project.change_template()
    texts.append(seen())
    changed = [
        [old != new for old, new in zip(before, after, strict=True)]
        for before, after in pairwise(texts)
    ]
    first, second, templates = [True, False, False], [False, True, False], [False, False, True]
    assert changed == [first, first, second, templates]


def test_a_project_is_checked_in_a_process_of_its_own(project: Project) -> None:
    assert project.check("--explain", "leap").seconds > 0


def test_what_is_checked_has_no_errors_on_whatever_day(tmp_path: Path) -> None:
    """A whole organ: its years lead into years to come."""
    assert new_project(tmp_path / "project", 10).check().seconds > 0


def test_peers_get_the_whole_report(project: Project) -> None:
    (report, _) = reports_in(project.reports)
    texts = markdown_of(report), html_of(report)
    for text in texts:
        assert all(section.heading in text for section in report.sections)
    rows = sum(len(lay_out(table).rows) for table in report.form.tables.values())
    assert texts[0].count("\n| ") == rows
    assert texts[1].count("<tr>") == rows
    assert texts[1].count("<td ") >= len(report.figures)


def test_every_kind_of_work_has_its_cost(tmp_path: Path) -> None:
    rows = list(cost_rows(Plan(tmp_path, reports=1, growth=0)))
    kinds = {row.work.strip() for row in rows}
    assert {"PDF of a report", "picture sheet", "page report.html", "reading a report"} <= kinds
    assert all(" ms × " in row.figure for row in rows)


def test_growth_is_only_measured_on_demand(tmp_path: Path) -> None:
    (row,) = growth_rows(Plan(tmp_path, reports=2, growth=0))
    assert row.figure == "not measured: GROWTH=5000"
