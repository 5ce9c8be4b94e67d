"""A site that still has a withdrawn report is neither published nor put back."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from commands import nianbao, with_library
from nianbao.command.withdrawn_reports import still_public, withdrawn_in
from site_building import tree

pytestmark = pytest.mark.slow("builds a site")

REPORT = "reports/minquan/2021.md"
PDF = "zwgk/gknb/minquan/2021/minquan-2021.pdf"


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        nianbao(*arguments),
        cwd=project,
        env=with_library(project),
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_what_is_withdrawn_does_not_come_back(project: Path, tmp_path: Path) -> None:
    assert run(project, "site").returncode == 0
    target = tmp_path / "served"
    done = run(project, "withdraw", "minquan", "2021", "--why", "统计口径有误")
    assert done.returncode == 0, done.stderr
    # Not built again: the site is still the one with the report.
    refused = run(project, "publish", str(target), "--drafts")
    assert refused.returncode == 1
    assert "minquan/2021 已经撤回，这个网站里却还有，没有发布" in refused.stderr
    assert not (target / PDF).exists()
    assert run(project, "site").returncode == 0
    new = tree(project / "site")
    assert PDF not in new
    kept = run(project, "rollback")
    assert kept.returncode == 1
    assert "换回去，它又公开了，所以没有换" in kept.stderr
    assert tree(project / "site") == new


def test_only_whole_reports_that_are_withdrawn_count(tmp_path: Path) -> None:
    for organ, front in (("jia", "withdrawn: {date: 2023-01-01, why: 一}\n"), ("yi", "")):
        file = tmp_path / "reports" / organ / "2021.md"
        file.parent.mkdir(parents=True)
        file.write_text(f"---\nyear: 2021\n{front}---\n\nwithdrawn: 不是\n", "utf-8")
        pdf = tmp_path / f"site/zwgk/gknb/{organ}/2021/{organ}-2021.pdf"
        pdf.parent.mkdir(parents=True)
        pdf.touch()
    assert withdrawn_in(tmp_path / "site", tmp_path / "reports") == ("jia/2021",)
    shutil.rmtree(tmp_path / "site/zwgk/gknb/jia")
    assert withdrawn_in(tmp_path / "site", tmp_path / "reports") == ()
    assert "等" in still_public(("a/1",) * 6)
