"""LibreOffice asks nobody for what a document names, and no file of the machine gets into it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile.linked import LINKED, OWN, linked_doc, linked_odt, linked_rtf, listening
from nianbao.intake.readers import office_process
from nianbao.intake.readers.docx_reader import read_docx
from nianbao.intake.readers.office import convert_office
from nianbao.intake.readers.own_pictures import holds_picture
from places import DATA, ROOT

pytestmark = pytest.mark.office
TOLD = "不公开的内容"


@pytest.fixture
def server() -> Iterator[tuple[int, list[str]]]:
    with listening() as (port, requests):
        yield port, requests


def converted(data: bytes) -> bytes:
    return convert_office(data, ".doc", ROOT, seconds=300)


def guard_with(monkeypatch: pytest.MonkeyPatch, *guards: str) -> None:
    """Takes all guards away but these."""
    if "shell" not in guards:
        monkeypatch.setattr(office_process, "_SHELL", ())
    if "settings" not in guards:
        monkeypatch.setattr(office_process, "_SETTINGS", {})
    if "environment" not in guards:
        monkeypatch.setattr(office_process, "_ENVIRONMENT", {})


def can_unshare() -> bool:
    commands = (["unshare", how, "true"] for how in ("-n", "-rn"))
    return any(
        subprocess.run(c, capture_output=True, check=False).returncode == 0 for c in commands
    )


@pytest.fixture
def secrets(tmp_path: Path) -> tuple[str, str]:
    """A picture and a text of this machine, by their addresses."""
    (tmp_path / "secret.png").write_bytes(LINKED)
    (tmp_path / "secret.txt").write_text(TOLD, "utf-8")
    return (tmp_path / "secret.png").as_uri(), (tmp_path / "secret.txt").as_uri()


@pytest.mark.parametrize("guard", ["shell", "settings", "environment", ""])
def test_each_guard_alone_keeps_the_network_away(
    guard: str,
    server: tuple[int, list[str]],
    secrets: tuple[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Without any of them LibreOffice asks, so that the others say something."""
    port, requests = server
    if guard == "shell" and not can_unshare():
        pytest.skip("this system gives no process a network of its own")
    guard_with(monkeypatch, guard)
    document = converted(linked_odt(f"http://127.0.0.1:{port}/picture.png", *secrets))
    assert bool(requests) == (not guard), requests
    assert TOLD not in str(read_docx(document))


@pytest.mark.parametrize("guarded", [True, False])
def test_the_linked_picture_of_a_word_file_is_not_asked_for(
    server: tuple[int, list[str]], monkeypatch: pytest.MonkeyPatch, *, guarded: bool
) -> None:
    port, requests = server
    guard_with(monkeypatch, *(("settings", "environment") if guarded else ()))
    converted(linked_doc(port))
    assert bool(requests) == (not guarded), requests


@pytest.mark.parametrize("kind", ["odt", "rtf"])
def test_no_file_of_the_machine_gets_into_a_report(kind: str, secrets: tuple[str, str]) -> None:
    picture, text = secrets
    # LibreOffice draws the first page of a PDF.
    page = DATA / "intake/pdf-narrow/source.pdf"
    make = {"odt": linked_odt, "rtf": linked_rtf}[kind]
    source = make(page.as_uri(), picture, text)
    made = converted(source)
    everything = read_docx(made)
    assert set(everything.pictures.values()) > {OWN}, "LibreOffice has learned: simplify"
    document = read_docx(made, holds_picture(source))
    assert list(document.pictures.values()) == [OWN]
    assert TOLD not in str(document)
    assert any("不在原件里" in note for note in document.notes)
