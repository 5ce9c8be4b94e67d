"""The ZIP of a year, opened by zipfile and, where they are there, by unzip and sha256sum."""

from __future__ import annotations

import csv
import hashlib
import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from nianbao.build.store import Store, tidy
from nianbao.facts import facts_of
from nianbao.publish.artifact import Content, Ready, text
from nianbao.publish.data.archives import Enclosure, archive_of
from nianbao.publish.paper.manuscripts import manuscript_of
from publications import contents_in, file_of, set_pdf
from reading import DAY, SITE, full_report

TEXTS = (
    Enclosure(
        "shili/shili-2021.csv", text("\ufeff机关,年度\r\n示例县,2021\r\n"), DAY, "示例县人民政府"
    ),
    Enclosure("nianbao-2021.csv", text("机关\r\n"), date(2022, 3, 1)),
    Enclosure("old/old-1979.json", text('{"year": 1979}'), date(1979, 5, 1), "旧机关"),
)
NAMES = ["nianbao-2021.csv", "old/old-1979.json", "shili/shili-2021.csv"]


def found(content: Content) -> bytes:
    assert isinstance(content, Ready)
    return content.data


def written(cache: Path, enclosures: tuple[Enclosure, ...] = TEXTS) -> Path:
    return file_of(archive_of("nianbao-2021", enclosures), cache)


def test_it_holds_the_files_a_list_and_check_sums(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(tmp_path)) as bundle:
        assert bundle.testzip() is None
        assert bundle.namelist() == [*NAMES, "目录.csv", "SHA256SUMS.txt"]
        for enclosure in TEXTS:
            assert bundle.read(enclosure.name) == found(enclosure.content)


def test_files_are_dated_and_readable_the_same_everywhere(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(tmp_path)) as bundle:
        days = {info.filename: info.date_time for info in bundle.infolist()}
        assert days == {
            "shili/shili-2021.csv": (2022, 1, 20, 0, 0, 0),
            "nianbao-2021.csv": (2022, 3, 1, 0, 0, 0),
            "old/old-1979.json": (1980, 1, 1, 0, 0, 0),
            "目录.csv": (2022, 3, 1, 0, 0, 0),
            "SHA256SUMS.txt": (2022, 3, 1, 0, 0, 0),
        }
        for info in bundle.infolist():
            assert (info.create_system, info.external_attr >> 16) == (3, 0o100644)
            assert info.compress_type == zipfile.ZIP_DEFLATED


def test_what_is_packed_in_itself_is_stored_as_it_is(tmp_path: Path) -> None:
    names = ("a.pdf", "b.zip", "c.csv", "d.docx", "e.xlsx")
    files = tuple(Enclosure(name, text("x" * 1000), DAY) for name in names)
    with zipfile.ZipFile(written(tmp_path, files)) as bundle:
        ways = {name: bundle.getinfo(name).compress_type for name in names}
        assert {bundle.read(name) for name in names} == {b"x" * 1000}
    stored, deflated = zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED
    packed = dict.fromkeys(("a.pdf", "b.zip", "d.docx", "e.xlsx"), stored)
    assert ways == {**packed, "c.csv": deflated}


def test_a_day_that_a_zip_cannot_have_is_the_nearest(tmp_path: Path) -> None:
    days = {date(1, 1, 1): 1980, date(2107, 12, 31): 2107, date(2108, 1, 1): 2107, date.max: 2107}
    files = tuple(Enclosure(f"{day}.txt", text("x"), day) for day in days)
    with zipfile.ZipFile(written(tmp_path, files)) as bundle:
        for day, year in days.items():
            assert bundle.getinfo(f"{day}.txt").date_time[0] == year
        assert bundle.getinfo("目录.csv").date_time == (2107, 12, 31, 0, 0, 0)


def test_list_tells_organ_size_and_check_sum_of_every_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(written(tmp_path)) as bundle:
        text = bundle.read("目录.csv").decode()
    assert text.startswith("\ufeff")
    head, *rows = csv.reader(io.StringIO(text[1:]))
    assert head == ["机关", "文件", "字节数", "SHA-256"]
    contents = {enclosure.name: enclosure for enclosure in TEXTS}
    assert rows == [
        [
            contents[name].organ,
            name,
            str(len(found(contents[name].content))),
            hashlib.sha256(found(contents[name].content)).hexdigest(),
        ]
        for name in NAMES
    ]


def test_other_programs_can_unpack_and_verify_it(tmp_path: Path) -> None:
    if not (shutil.which("unzip") and shutil.which("sha256sum")):
        pytest.skip("needs unzip and sha256sum")
    archive = written(tmp_path / "cache")
    folder = tmp_path / "unpacked"
    subprocess.run(["unzip", "-t", archive], check=True, capture_output=True)
    # The list's name is not ASCII: unzip writes it as the locale can.
    utf8 = {"LC_ALL": "C.UTF-8"}
    subprocess.run(["unzip", archive, "-d", folder], check=True, capture_output=True, env=utf8)
    command = ["sha256sum", "-c", "--strict", "SHA256SUMS.txt"]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    assert done.stdout.count(": OK") == len(TEXTS) + 1
    (folder / NAMES[0]).write_text("不同")
    assert subprocess.run(command, cwd=folder, check=False, capture_output=True).returncode


def test_bytes_are_the_same_on_every_build_and_in_any_order(tmp_path: Path) -> None:
    first, second = written(tmp_path / "a"), written(tmp_path / "b", TEXTS[::-1])
    assert first.read_bytes() == second.read_bytes()
    assert first.name == second.name


@pytest.mark.parametrize(
    "change", [{"content": text("x")}, {"name": "x"}, {"organ": "x"}, {"day": date(2023, 1, 1)}]
)
def test_any_change_makes_another_one(tmp_path: Path, change: dict[str, Any]) -> None:
    changed = (replace(TEXTS[0], **change), *TEXTS[1:])
    before, after = written(tmp_path), written(tmp_path, changed)
    assert before != after
    assert before.read_bytes() != after.read_bytes()


def test_second_time_nothing_is_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = written(tmp_path).read_bytes()
    monkeypatch.setattr(zipfile, "ZipFile", None)
    assert written(tmp_path).read_bytes() == first


def test_a_killed_build_leaves_nothing_that_hinders_the_next(tmp_path: Path) -> None:
    path = written(tmp_path)
    parts = tmp_path / "store/parts"
    path.rename(parts / f"1-1-{path.name}")
    assert written(tmp_path) == path
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    assert zipfile.is_zipfile(path)
    tidy(tmp_path, spared=0)
    assert list(parts.iterdir()) == []
    assert written(tmp_path) == path


def test_earlier_ones_do_not_fill_the_cache(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    for number in range(6):
        contents = contents_in(tmp_path)
        archive = archive_of("数", (Enclosure("数.txt", text(str(number)), DAY),))
        sha256 = contents.made(archive).stored.sha256
        store.forget(contents.values, [sha256], 3, spared=0)
        assert store.has(sha256)
    assert len(list(store.folder.glob("files/*/*"))) == 3


def test_pdfs_are_packed_when_they_are_made(tmp_path: Path) -> None:
    report = full_report(tmp_path)
    manuscript = manuscript_of(report, facts_of(report, (), {}), "{}", SITE)
    archive = archive_of("nianbao-2021", (Enclosure("shili-2021.pdf", manuscript, DAY),))
    path = file_of(archive, tmp_path)
    with zipfile.ZipFile(path) as bundle:
        assert bundle.read("shili-2021.pdf") == file_of(manuscript, tmp_path).read_bytes()
        assert bundle.read("shili-2021.pdf") == set_pdf(manuscript, tmp_path)[0]
    assert file_of(archive, tmp_path) == path
