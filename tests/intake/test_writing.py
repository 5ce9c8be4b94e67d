"""An imported report is written into the reports folder and nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from nianbao.intake.document import Refusal
from nianbao.intake.identity import Identity
from nianbao.intake.importing import Imported
from nianbao.intake.writing import Written, write_report

PICTURE = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "project/reports"
    folder.mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    return folder


def write(reports: Path, text: str = "新的\n", *, force: bool = True) -> Written:
    identity = Identity("shili", "示例县人民政府", 2021)
    imported = Imported(identity, "2021", text, {"2021-1.png": PICTURE}, ())
    return write_report(reports, imported, force=force)


def outside(reports: Path) -> dict[str, bytes]:
    """Every file that is not below the reports folder."""
    root = reports.parent.parent
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and not path.is_symlink() and not path.is_relative_to(reports)
    }


@pytest.mark.parametrize("force", [True, False])
@pytest.mark.parametrize("target", ["there", "nowhere"])
@pytest.mark.parametrize("link", ["shili", "shili/2021.md", "shili/2021-1.png"])
def test_nothing_is_written_through_a_link(
    reports: Path, link: str, target: str, *, force: bool
) -> None:
    there = reports.parent.parent / "elsewhere"
    if target == "there" and link != "shili":
        (there / "there").write_text("别人的\n", "utf-8")
    elif target == "there":
        (there / "there").mkdir()
    place = reports / link
    place.parent.mkdir(exist_ok=True)
    place.symlink_to(there / target)
    before = outside(reports)
    with pytest.raises(Refusal, match=f"reports/{link} 是链接，会写到别处去。没有写任何文件"):
        write(reports, force=force)
    assert outside(reports) == before
    assert place.is_symlink()
    assert [p for p in reports.rglob("*") if p.is_file() and not p.is_symlink()] == []


def test_a_link_is_no_free_name(reports: Path) -> None:
    write(reports, "旧的\n")
    taken = reports / "shili/2021.md.bak"
    taken.symlink_to(reports.parent / "nowhere")
    done = write(reports)
    assert done.backup == reports / "shili/2021.md.bak2"
    assert done.backup.read_text("utf-8") == "旧的\n"
    assert taken.is_symlink()
    assert not (reports.parent / "nowhere").exists()


@pytest.mark.parametrize("name", ["shili", "shili/2021.md", "shili/2021-1.png"])
def test_what_is_no_file_is_not_waited_for(reports: Path, name: str) -> None:
    (reports / name).parent.mkdir(exist_ok=True)
    os.mkfifo(reports / name)
    with pytest.raises(Refusal, match=f"reports/{name} 不是普通的文件"):
        write(reports)


def test_a_link_that_appears_in_between_is_not_followed(
    reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if somebody put it there after all had been looked at."""
    target = reports.parent / "nowhere"
    mkdir = Path.mkdir

    def mkdir_and_link(folder: Path, *, exist_ok: bool) -> None:
        mkdir(folder, exist_ok=exist_ok)
        (folder / "2021.md").symlink_to(target)

    monkeypatch.setattr(Path, "mkdir", mkdir_and_link)
    with pytest.raises(Refusal, match="写不进 reports/shili"):
        write(reports)
    assert not target.exists()


def test_the_reports_folder_itself_may_be_a_link(reports: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(reports)
    assert write(tmp_path / "link").is_new
    assert (reports / "shili/2021.md").read_text("utf-8") == "新的\n"
    assert (reports / "shili/2021-1.png").read_bytes() == PICTURE
    assert not write(reports).is_new


def test_the_original_that_a_report_has_stays(reports: Path) -> None:
    own = reports / "shili/2021.md"
    own.parent.mkdir()
    own.write_text("---\nyear: 2021\noriginal: 2021-yuanjian.pdf\n---\n\n旧的\n", "utf-8")
    write(reports, "---\nyear: 2021\npublished: ~\n---\n\n新的\n")
    assert own.read_text("utf-8") == (
        "---\nyear: 2021\noriginal: 2021-yuanjian.pdf\npublished: ~\n---\n\n新的\n"
    )


def test_a_run_that_is_killed_leaves_no_report_and_the_next_is_whole(
    reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The head of a report says that its source is imported: that must not be said too early."""
    rename = Path.rename
    for moment in range(2):
        done: list[Path] = []

        def killed(path: Path, target: Path, moment: int = moment, done: list[Path] = done) -> Path:
            if len(done) == moment:
                raise KeyboardInterrupt
            done.append(path)
            return rename(path, target)

        monkeypatch.setattr(Path, "rename", killed)
        with pytest.raises(KeyboardInterrupt):
            write(reports, force=False)
        assert not (reports / "shili/2021.md").exists()
    monkeypatch.undo()
    assert write(reports, force=False).is_new
    names = sorted(path.name for path in (reports / "shili").iterdir())
    assert names == ["2021-1.png", "2021.md"]


def test_a_full_disk_leaves_the_report_that_is_there(
    reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(reports, "以前的\n")

    def full(path: Path, mode: str = "r", *_: object) -> object:
        raise OSError(28, "No space left on device", str(path), mode)

    monkeypatch.setattr(Path, "open", full)
    with pytest.raises(Refusal, match="写不进 reports/shili"):
        write(reports, "新的\n")
    monkeypatch.undo()
    assert (reports / "shili/2021.md").read_text("utf-8") == "以前的\n"
    assert not list(reports.glob("shili/*.bak"))
