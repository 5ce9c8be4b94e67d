"""make verify and make rollback, as webmasters type them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from commands import only_next_step
from commands import run_in as run
from listed_site import manifest_of
from nianbao.build import BuildLock, SiteFolder, lay_out
from site_building import build, tree

pytestmark = pytest.mark.slow("every test starts the program")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A project with nothing to build."""
    (tmp_path / "mkdocs.yml").write_text("site_dir: 公开/www\n", "utf-8")
    return tmp_path


def built(place: Path, text: str) -> dict[str, bytes]:
    folder = SiteFolder.at(place / "公开/www", place)
    unfinished = folder.begin()
    lay_out(folder.unfinished, [("index.html", text.encode()), ("zwgk/年报.html", b"<p>")])
    lay_out(folder.unfinished, manifest_of(unfinished).files().items())
    folder.finish()
    return tree(folder.site)


def test_verify_compares_with_our_own_site(place: Path) -> None:
    built(place, "old")
    copy = place / "copy"
    shutil.copytree(place / "公开/www", copy)
    same = run(place, "verify", copy)
    assert (same.returncode, same.stderr) == (0, "")
    assert same.stdout.splitlines()[0].endswith("比较，应有 5 个文件")
    assert same.stdout.splitlines()[1:] == ["完全一致"]
    built(place, "new")
    other = run(place, "verify", copy)
    assert other.returncode == 1
    assert "内容不同 4 个文件：\n    index.html\n    manifest-sha256.txt\n" in other.stdout
    for arguments in (("--own",), ("--against", copy / "manifest.json")):
        assert run(place, "verify", copy, *arguments).returncode == 0


def test_without_a_site_of_ours_a_copy_is_compared_with_its_own_list(place: Path) -> None:
    built(place, "old")
    (place / "公开").rename(place / "copy")
    done = run(place, "verify", place / "copy/www")
    assert done.returncode == 0
    assert "与 它自己的 manifest.json 比较，应有 2 个文件" in done.stdout
    (place / "copy/www/manifest.json").write_text("{", "utf-8")
    done = run(place, "verify", place / "copy/www")
    assert done.returncode == 2
    assert "manifest.json 不是本程序写的校验清单" in done.stderr
    assert "Traceback" not in done.stderr


def test_rollback_says_what_it_did(place: Path) -> None:
    old, new = built(place, "old"), built(place, "new")
    for expected in (old, new):
        done = run(place, "rollback")
        assert (done.returncode, only_next_step(done.stderr)) == (0, True)
        assert "已经换回" in done.stdout
        assert tree(place / "公开/www") == expected
    shutil.rmtree(place / "公开/www.earlier")
    done = run(place, "rollback")
    assert done.returncode == 1
    assert done.stderr.startswith("没有可以换回的网站")
    assert tree(place / "公开/www") == new


def test_a_build_writes_what_can_be_verified_and_rolled_back(project: Path) -> None:
    """The whole way: a build, another that waits for a third, and back again."""
    assert build(project).returncode == 0
    first = tree(project / "site")
    command = ["sha256sum", "--check", "--strict", "--quiet", "manifest-sha256.txt"]
    subprocess.run(command, cwd=project / "site", check=True)
    assert first.keys() == {
        *(line[66:] for line in first["manifest-sha256.txt"].decode("utf-8").splitlines()),
        *("manifest-sha256.txt", "manifest-sm3.txt"),
    }
    # A failure while the settings are read gives the lock back and removes nothing.
    config = project / "mkdocs.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("    fonts: {}", "    fonts: {folder: nowhere}"), "utf-8")
    assert build(project).returncode != 0
    config.write_text(text.replace("政府信息公开年报", "另一名称", 1), "utf-8")
    lock = BuildLock(project / ".cache/build.lock")
    lock.acquire(0, print)
    with subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=project,
        env={**os.environ, "PYTHONUTF8": "1"},
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as waiting:
        assert waiting.stderr
        assert any(f"进程 {os.getpid()}，" in line for line in waiting.stderr)
        lock.release()
        waiting.communicate()
    assert waiting.returncode == 0
    assert run(project, "verify", project / "site").returncode == 0
    assert run(project, "rollback").returncode == 0
    assert tree(project / "site") == first


def test_a_page_in_place_of_the_list_is_refused(project: Path) -> None:
    assert build(project).returncode == 0
    before = tree(project / "site")
    (project / "docs/manifest.json").write_text("{}", "utf-8")
    done = build(project)
    assert done.returncode != 0
    assert "网址 manifest.json 有两个文件：本程序写的校验清单" in done.stderr
    assert "Traceback" not in done.stderr
    assert tree(project / "site") == before
