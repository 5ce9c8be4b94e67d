"""Git keeps attachments byte by byte, whatever machine they are committed on or cloned to."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from places import ROOT
from site_building import git

FILES = {
    "reports/shili/明细.csv": "机关,数\r\n甲,1\n乙,2\r\n".encode(),
    "reports/shili/附件.pdf": b"%PDF-1.4\r\n1 0 obj\n<<>>\r\nendobj\n%%EOF\r\n",
    "reports/shili/附件/说明.txt": "第一行\r\n第二行\r\n".encode("gb18030"),
    "reports/shili/图.PNG": b"\x89PNG\r\n\x1a\n\0",
}
TEXTS = ("reports/organs.yml", "reports/shili/2021.md")


@pytest.mark.parametrize("autocrlf", ["true", "input", "false"])
def test_what_is_committed_is_what_is_cloned(autocrlf: str, tmp_path: Path) -> None:
    origin, clone = tmp_path / "origin", tmp_path / "clone"
    contents = {**FILES, **dict.fromkeys(TEXTS, b"a\r\nb\r\n")}
    for name, content in contents.items():
        (origin / name).parent.mkdir(parents=True, exist_ok=True)
        (origin / name).write_bytes(content)
    shutil.copy(ROOT / ".gitattributes", origin)
    git(origin, "init", "--quiet")
    git(origin, "-c", f"core.autocrlf={autocrlf}", "add", "--all")
    git(origin, "commit", "--quiet", "--message", "files")
    git(tmp_path, "clone", "--quiet", "-c", f"core.autocrlf={autocrlf}", str(origin), str(clone))
    assert {name: (clone / name).read_bytes() for name in FILES} == FILES
    # Reports are text, with the same lines everywhere.
    assert {(clone / name).read_bytes() for name in TEXTS} == {b"a\nb\n"}


def test_litter_is_not_committed(tmp_path: Path) -> None:
    (tmp_path / "reports/shili").mkdir(parents=True)
    shutil.copy(ROOT / ".gitignore", tmp_path)
    litter = (".DS_Store", "._a.pdf", "Thumbs.db", "desktop.ini", "~$a.docx", ".~a.docx", ".a.swp")
    for name in (*litter, "2021.md"):
        (tmp_path / "reports/shili" / name).touch()
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    listed = subprocess.run(
        ["git", "ls-files", "reports"], cwd=tmp_path, capture_output=True, check=True, text=True
    )
    assert listed.stdout.split() == ["reports/shili/2021.md"]
