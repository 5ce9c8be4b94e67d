"""However a folder is checked, the same is said of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from campaigns import some
from invented import write_portal
from made_portal import Processes, read_folder
from nianbao.build.workers import LocalWorkers, Workers
from nianbao.check import HouseRules, Press, check_files, read_and_check
from nianbao.form import forms
from nianbao.problem import MOST, Problem, has_errors
from nianbao.publish.paper.images import image_fault
from nianbao.publish.paper.typefaces import load_typefaces
from nianbao.publish.reading import read_share
from nianbao.settings import Settings
from places import DATA, ROOT
from pushed.attacks import ATTACKS

PRESS = Press(load_typefaces(Settings(), ROOT / ".cache").drawable, image_fault)
CASES = sorted(path.name for path in (DATA / "problems").iterdir())


def files_of(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.suffix == ".md" or path.name == "organs.yml"]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for what is kept."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="module")
def processes() -> Iterator[Processes]:
    with Processes() as processes:
        yield processes


@pytest.mark.parametrize("case", CASES)
def test_for_a_site_and_to_be_told(case: str, cache: Path) -> None:
    same_for_a_site_and_to_be_told(case, cache, LocalWorkers(1))


@pytest.mark.parametrize("case", some(CASES, 10))
def test_by_several_processes(case: str, cache: Path, processes: Processes) -> None:
    same_for_a_site_and_to_be_told(case, cache, processes)


def same_for_a_site_and_to_be_told(case: str, cache: Path, workers: Workers) -> None:
    folder = DATA / "problems" / case / "reports"
    portal, problems = read_and_check(folder, PRESS, HouseRules())
    readings = read_folder(folder, cache, workers=workers)
    assert list(readings.problems) == problems
    assert [share.share.slugs for share in readings.shares] == sorted(
        (share.share.slugs for share in readings.shares),
        key=lambda slugs: list(portal.organs).index(slugs[0]),
    )
    assert {report.file for report in portal.reports} <= {
        path.relative_to(folder.parent).as_posix() for path in files_of(folder)
    }


@pytest.mark.parametrize("case", CASES)
def test_file_by_file(case: str, cache: Path) -> None:
    folder = DATA / "problems" / case / "reports"
    found: set[Problem] = set()
    for path in files_of(folder):
        found |= set(check_files(folder, [path], PRESS, HouseRules())[1])
    told = list(read_folder(folder, cache).problems)
    # What is said of files that are no reports, and what only all reports together show.
    known = {path.relative_to(folder.parent).as_posix() for path in files_of(folder)}
    others = ("repeated-elsewhere", "released-gone", "published-without-time")
    found |= {p for p in told if p.file not in known or p.code in others}
    assert sorted(found) == told


@pytest.mark.slow("hundreds of reports")
def test_in_several_processes(processes: Processes, tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    write_portal(folder, forms()["2021"], 160, years=4)
    organs = folder / "organs.yml"
    text = organs.read_text("utf-8").replace("  contact:", "  parent: shili1\n  contact:")
    text = text.replace("  parent: shili1\n", "  aggregate: yes\n", 1)
    organs.write_text(text, "utf-8")
    (folder / "shili7/2023.md").unlink()
    report = folder / "shili30/2022.md"
    report.write_text(report.read_text("utf-8").replace("year: 2022", "year: 2021"), "utf-8")
    # An earlier text of a report that covers others, and one of a report that does not.
    for name in ("shili1/2024", "shili9/2024"):
        text = (folder / f"{name}.md").read_text("utf-8")
        (folder / f"{name}.v1.md").write_text(text.replace("行政许可: ", "行政许可: 9"), "utf-8")
    readings = read_folder(folder, tmp_path, workers=processes)
    several = list(readings.problems)
    assert readings.count == 159
    assert several == list(read_folder(folder, tmp_path).problems)
    assert several == read_and_check(folder, PRESS, HouseRules())[1]
    codes = {problem.code for problem in several}
    assert {"sum-organs", "organ-not-reported", "year-missing", "year-mismatch"} <= codes
    untold = [problem.file for problem in several if problem.code == "correction-missing"]
    assert untold == ["reports/shili1/2024.md", "reports/shili9/2024.md"]


def test_earlier_texts_are_in_no_list_and_no_sum(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    write_portal(folder, forms()["2021"], 4, years=2)

    def said() -> list[tuple[str, str, str]]:
        readings = read_folder(folder, tmp_path)
        assert readings.count == 4
        return [(problem.file, problem.code, problem.place) for problem in readings.problems]

    before = said()
    for year in (2021, 2022):
        current = folder / f"shili1/{year}.md"
        text = current.read_text("utf-8")
        (folder / f"shili1/{year}.v1.md").write_text(
            text.replace("规章: [", "规章: [9").replace("本年新收: [", "本年新收: [9"), "utf-8"
        )
        what = "[主动公开.规章, 依申请公开.本年新收]"
        entry = f"corrections:\n- {{date: {year + 1}-02-01, what: {what}, why: 误填}}"
        current.write_text(text.replace("---\n", f"---\n{entry}\n", 1), "utf-8")
    assert said() == before
    portal, _ = read_and_check(folder, PRESS, HouseRules())
    assert [report.path.name for report in portal.reports] == ["2021.md", "2022.md"] * 2
    assert [report.version for report in portal.reports] == [2, 2, 1, 1]
    assert list(portal.earlier) == [("shili1", 2021), ("shili1", 2022)]
    assert all(text.is_superseded for texts in portal.earlier.values() for text in texts)


def test_only_an_earlier_text_is_asked_for() -> None:
    folder = DATA / "problems/correction-missing-earlier/reports"
    count, problems = check_files(folder, [folder / "shili/2021.v2.md"], PRESS, HouseRules())
    assert count == 1
    assert [problem.file for problem in problems] == ["reports/shili/2021.v2.md"]


def _mistaken(path: Path) -> str:
    raise KeyError(path.name)


MISTAKEN = Press(PRESS.drawable, _mistaken)


def _read_by_mistake(job: Any) -> object:
    with patch("nianbao.publish.reading.press_for", lambda *_: MISTAKEN):
        return read_share(job)


@pytest.mark.slow("starts processes")
def test_a_mistake_of_ours_names_the_report(
    processes: Processes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "reports"
    write_portal(folder, forms()["2021"], 42, years=1)
    ATTACKS["an unseen character in what a picture shows"].write(folder / "shili40")
    monkeypatch.setattr("nianbao.publish.reading.read_share", _read_by_mistake)
    for workers in (LocalWorkers(1), processes):
        with pytest.raises(KeyError) as raised:
            read_folder(folder, tmp_path, workers=workers)
        assert raised.value.__notes__ == [
            "出错时在处理 reports/shili40/2021.md",
            "出错时在处理 示例县第40机关",
        ]
    with pytest.raises(KeyError) as raised:
        read_and_check(folder, MISTAKEN, HouseRules())
    assert raised.value.__notes__ == ["出错时在处理 reports/shili40/2021.md"]


def test_a_mistake_in_reading_names_the_report(monkeypatch: pytest.MonkeyPatch) -> None:
    def mistaken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("nianbao.source.listing.read_report", mistaken)
    with pytest.raises(ZeroDivisionError) as raised:
        read_and_check(DATA / "problems/leap/reports", PRESS, HouseRules())
    assert "出错时在处理 reports/shili/" in raised.value.__notes__[0]


def test_no_number_of_awaited_reports_stops_a_build(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    write_portal(folder, forms()["2021"], 1)
    organs = "".join(f"ju{n}:\n  name: 示例县第{n}局\n  kind: 部门\n" for n in range(MOST + 20))
    (folder / "organs.yml").write_text((folder / "organs.yml").read_text("utf-8") + organs, "utf-8")
    _, problems = read_and_check(folder, PRESS, HouseRules())
    codes = [problem.code for problem in problems if problem.file == "reports/organs.yml"]
    assert codes.count("year-awaited") == MOST
    assert codes.count("too-many-problems") == 1
    assert not has_errors(problems)
