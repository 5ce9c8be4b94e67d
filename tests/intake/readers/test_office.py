"""Older formats become .docx by LibreOffice, where it is; what is no document is refused."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from intake_shapes import lines, shape, tables
from nianbao.intake.document import Refusal
from nianbao.intake.readers import office
from nianbao.intake.readers.docx_reader import read_docx
from nianbao.intake.readers.office import convert_office, find_office
from places import ROOT

RTF = (
    rb"{\rtf1\ansi\ansicpg936\uc0 \u19968 \u12289 \u24635 \u20307 \u24773 \u20917 \par"
    rb"\trowd\cellx2000\cellx4000 \intbl \u30002 \cell 1\cell\row}"
)


@pytest.mark.office
def test_an_older_document_becomes_docx() -> None:
    document = read_docx(convert_office(RTF, ".rtf", ROOT))
    assert shape(document) == ["<p>一、总体情况</>", "表 1"]
    assert lines(tables(document)[0]) == [["甲@0,0+1x1", "1@0,1+1x1"]]


@pytest.mark.office
def test_a_document_is_converted_whatever_its_suffix() -> None:
    assert convert_office(RTF, ".doc", ROOT).startswith(b"PK")


@pytest.mark.office
def test_a_broken_document_is_refused() -> None:
    name = "WordDocument".encode("utf-16-le").ljust(128, b"\0")
    broken = bytes.fromhex("D0CF11E0A1B11AE1").ljust(512, b"\0") + name
    with pytest.raises(Refusal, match="没能转换"):
        convert_office(broken, ".doc", ROOT)


@pytest.mark.parametrize(
    "data", [b"", "一、总体情况".encode(), b"<html>", b"%PDF-1.7", b"PK\x03\x04"]
)
def test_what_is_no_document_is_never_converted(data: bytes) -> None:
    with pytest.raises(Refusal, match="内容却不是"):
        convert_office(data, ".doc")


def test_a_docx_of_another_name_is_handed_back(tmp_path: Path) -> None:
    import docx  # noqa: PLC0415 - only here

    path = tmp_path / "a.docx"
    docx.Document().save(str(path))
    assert convert_office(path.read_bytes(), ".doc") == path.read_bytes()


def test_without_libreoffice_the_webmaster_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOFFICE", "/nowhere/soffice")
    with pytest.raises(Refusal, match="本机没有安装。请安装 LibreOffice；或者用 Word"):
        convert_office(RTF, ".wps")


def test_libreoffice_is_found_in_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOFFICE", raising=False)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(office, "_USUAL", ())
    assert find_office(tmp_path) is None
    program = tmp_path / ".cache/office/soffice"
    program.parent.mkdir(parents=True)
    program.touch()
    assert find_office(tmp_path) == program


def test_a_conversion_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program, held = tmp_path / "soffice", tmp_path / "held"
    program.write_text(
        '#!/bin/sh\nexec 3> "$(dirname "$0")/held"\n(sleep 300; echo late >&3) &\nwait\n', "utf-8"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("SOFFICE", str(program))
    os.mkfifo(held)
    end = os.open(held, os.O_RDONLY | os.O_NONBLOCK)
    try:
        with pytest.raises(Refusal, match="还没有完成"):
            convert_office(RTF, ".rtf", seconds=1)
        os.set_blocking(end, True)
        # It ends when the last process that holds the other end does, the child of the program.
        assert os.read(end, 9) == b""
    finally:
        os.close(end)
