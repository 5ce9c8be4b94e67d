"""Changes of files are heard of, however they are saved."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from nianbao.preview import Changes


@pytest.fixture(params=["system", "polling"])
def changes(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Changes]:
    (tmp_path / "reports/shili").mkdir(parents=True)
    (tmp_path / "reports/shili/2021.md").write_text("一", "utf-8")
    (tmp_path / "mkdocs.yml").write_text("一", "utf-8")
    is_polling = request.param == "polling"
    folders, files = [tmp_path / "reports", tmp_path / "docs"], [tmp_path / "mkdocs.yml"]
    with Changes(folders, files, polling=is_polling) as changes:
        yield changes


def heard_of(changes: Changes, path: Path) -> set[Path]:
    """All that is heard of until a path is."""
    found: set[Path] = set()
    while path not in found:
        found |= changes.wait()
    return found


def test_a_file_is_written(changes: Changes, tmp_path: Path) -> None:
    report = tmp_path / "reports/shili/2021.md"
    report.write_text("二二", "utf-8")
    assert report in heard_of(changes, report)


def test_a_file_is_replaced_by_another(changes: Changes, tmp_path: Path) -> None:
    report = tmp_path / "reports/shili/2021.md"
    other = tmp_path / "reports/shili/.2021.md.swp"
    other.write_text("三三三", "utf-8")
    other.replace(report)
    assert other not in heard_of(changes, report)


def test_the_settings_are_written_and_nothing_beside_them_counts(
    changes: Changes, tmp_path: Path
) -> None:
    (tmp_path / "notes.txt").write_text("一", "utf-8")
    settings = tmp_path / "mkdocs.yml"
    settings.write_text("二二", "utf-8")
    assert heard_of(changes, settings) == {settings}


def test_a_folder_is_taken_away_and_comes_back(changes: Changes, tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    shutil.copytree(reports, tmp_path / "copy")
    shutil.rmtree(reports)
    heard_of(changes, reports)
    (tmp_path / "copy").rename(reports)
    heard_of(changes, reports)
    report = reports / "shili/2021.md"
    report.write_text("四四四四", "utf-8")
    heard_of(changes, report)


def test_a_folder_comes_that_was_not_there(changes: Changes, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    heard_of(changes, docs)
    (docs / "index.md").write_text("一", "utf-8")
    heard_of(changes, docs / "index.md")
