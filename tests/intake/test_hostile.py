"""Files meant to harm are refused in plain words, in time, in little memory, and leave nothing."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest
from campaigns import LONG, some
from commands import run_in
from hostile import archives
from hostile.archives import fixture
from hostile.cases import CASES, SLOW, Case
from hostile.measuring import Cost, measured
from hostile.office import document_with_picture, png
from nianbao.intake import reading
from nianbao.intake.document import Refusal
from nianbao.intake.importing import Imported
from nianbao.intake.reading import Request, import_source
from nianbao.intake.sources import source_files
from places import ROOT

pytestmark = pytest.mark.slow("files as large as they may be")

SECONDS = 30  # of a processor
MEGABYTES = 1100
CHOSEN = CASES | SLOW if LONG else CASES
ORGANS = "shili:\n  name: 示例县人民政府\n  kind: 政府\n  contact: 电话 000-0000\n"
COSTS: dict[str, Cost] = {}


@pytest.fixture(scope="module", autouse=True)
def summary(tell: Callable[[str], None]) -> Iterator[None]:
    yield
    if not COSTS:
        return
    slowest = max(COSTS, key=lambda name: COSTS[name].seconds)
    largest = max(COSTS, key=lambda name: COSTS[name].megabytes)
    tell(
        f"hostile files: {len(COSTS)}; slowest {slowest}, {COSTS[slowest].seconds:.1f} s;"
        f" largest {largest}, {COSTS[largest].megabytes:.0f} MB",
    )


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is measured here is the processor's time: the clock's is that of other programs, too."""
    monkeypatch.setattr(reading, "_SECONDS", 300.0)


def outcome(path: Path) -> list[Imported] | Refusal:
    """What the command does with a file, without writing."""
    try:
        with source_files(path) as found:
            requests = [
                Request(f.name, f.read(), f.path.parent, {"shili": "示例县"}, "shili", 2021)
                for f in found.files
            ]
            return [import_source(request, ROOT) for request in requests]
    except Refusal as refusal:
        return refusal


def assert_plain(refusal: Refusal) -> None:
    """A sentence in Chinese, what to do, and nothing of the machine's own words or places."""
    assert re.search("[一-鿿]{3}", refusal.sentence), refusal
    assert re.match("请|可以导入：|没有改动", refusal.advice), refusal
    assert not refusal.sentence.endswith("。")
    assert not re.search(r"Traceback|Error\(|/tmp|\\x", str(refusal)), refusal


@pytest.mark.parametrize("name", some([*CHOSEN], 2))
def test_it_is_refused_or_harmless_in_time(name: str, tmp_path: Path) -> None:
    case: Case = CHOSEN[name]
    folder = tmp_path / "在这里"
    folder.mkdir()
    path = folder / case.file
    path.write_bytes(case.make())
    with measured() as cost:
        result = outcome(path)
    COSTS[name] = cost
    if isinstance(result, Refusal) and "没有安装" in result.sentence:
        pytest.skip(str(result))
    assert cost.seconds < SECONDS
    assert cost.megabytes < MEGABYTES
    assert sorted(tmp_path.rglob("*")) == [folder, path]
    if not case.told:
        assert isinstance(result, list), result
        assert [imported.identity.year for imported in result] == [2021]
    elif isinstance(result, Refusal):
        assert_plain(result)
        assert re.search(case.told, str(result)), result
    elif result:
        # A picture of whatever: kept as it is, unpublished until somebody has looked at it.
        (imported,) = result
        assert list(imported.files.values()) == [case.make()]
        assert "\npublished:" not in imported.text
        assert re.search(case.told, imported.review[0].reason), imported.review
    else:
        assert case.told == "没有可以导入"


def test_a_file_of_another_kind_than_its_name_says_is_read_by_its_content(tmp_path: Path) -> None:
    texts: dict[str, str] = {}
    suffixes = ("docx", "doc", "wps", "rtf", "odt", "html", "pdf", "xlsx", "csv", "txt", "zip")
    for number, case in enumerate(("docx-plain", "html-office", "pdf-office", "xlsx-one")):
        for suffix in some(suffixes, 3, number):
            path = tmp_path / f"年报.{suffix}"
            path.write_bytes(fixture(case))
            result = outcome(path)
            assert isinstance(result, list), (case, suffix, result)
            texts.setdefault(case, result[0].text)
            assert result[0].text == texts[case], (case, suffix)


def command(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return run_in(ROOT, "import", *arguments)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "organs.yml").write_text(ORGANS, "utf-8")
    return folder


def test_the_command_tells_every_refusal_and_writes_nothing(reports: Path, tmp_path: Path) -> None:
    names = ("zip-lying", "zip-outside", "zip-locked", "docx-laughs", "xlsx-corner", "pdf-locked")
    paths = []
    for name in names:
        path = tmp_path / f"{name}{Path(CASES[name].file).suffix}"
        path.write_bytes(CASES[name].make())
        paths.append(path)
    (tmp_path / "a.docx").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    paths += [tmp_path / "a.docx", tmp_path / "pipe.txt"]
    given = ("--organ", "shili", "--year", "2021", "--reports", reports, "--format", "json")
    done = command(*paths, *given)
    assert (done.returncode, done.stderr) == (1, "")
    files = json.loads(done.stdout)["files"]
    assert [file["status"] for file in files] == ["没有导入"] * len(paths)
    assert all(file["refusal"] and file["advice"] for file in files)
    assert [path.name for path in reports.iterdir()] == ["organs.yml"]


def test_links_in_an_archive_are_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_bytes(fixture("txt-copied"))
    path = tmp_path / "年报.zip"
    path.write_bytes(archives.linked("a.txt", str(secret)))
    result = outcome(path)
    assert isinstance(result, Refusal)
    assert "没有找到统计表" in result.sentence


def test_a_file_that_may_not_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "年报.zip"
    path.write_bytes(b"PK")

    def denied(*_: object) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    # Who runs the tests may be allowed to read everything.
    monkeypatch.setattr(Path, "open", denied)
    result = outcome(path)
    assert isinstance(result, Refusal)
    assert "打不开" in result.sentence


def test_a_file_of_gigabytes_is_not_even_read(tmp_path: Path) -> None:
    path = tmp_path / "年报.zip"
    with path.open("wb") as file:
        file.truncate(5_000_000_000)
    with measured() as cost:
        result = outcome(path)
    assert isinstance(result, Refusal)
    assert "100 MB" in result.sentence
    assert cost.megabytes < 10


def test_a_picture_of_too_many_pixels_stays_behind_with_a_note(tmp_path: Path) -> None:
    path = tmp_path / "年报.docx"
    path.write_bytes(document_with_picture(png(30_000, 30_000)))
    result = outcome(path)
    assert isinstance(result, list)
    assert not result[0].pictures
    assert any("像素太多" in item.reason for item in result[0].review)
    path.write_bytes(document_with_picture(png(300, 300)))
    result = outcome(path)
    assert isinstance(result, list)
    assert list(result[0].pictures) == ["2021-1.png"]


def test_a_converted_report_has_the_pictures_of_its_source_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What LibreOffice really takes from elsewhere: test_office_links.py."""
    picture = png(300, 300)
    made = document_with_picture(picture)
    monkeypatch.setattr(reading, "convert_office", lambda *_: made)
    path = tmp_path / "年报.rtf"
    path.write_bytes(rb"{\rtf1 INCLUDEPICTURE}")
    result = outcome(path)
    assert isinstance(result, list)
    assert not result[0].pictures
    assert any("不在原件里" in item.reason for item in result[0].review)
    path.write_bytes(rb"{\rtf1{\pict\pngblip " + picture.hex().encode() + b"}}")
    result = outcome(path)
    assert isinstance(result, list)
    assert list(result[0].pictures.values()) == [picture]


def test_a_file_behind_a_hostile_one_is_read_as_ever(tmp_path: Path) -> None:
    paths = [tmp_path / "甲.pdf", tmp_path / "乙.pdf"]
    paths[0].write_bytes(CASES["pdf-bomb"].make())
    paths[1].write_bytes(fixture("pdf-office"))
    assert isinstance(outcome(paths[0]), Refusal)
    assert isinstance(outcome(paths[1]), list)
