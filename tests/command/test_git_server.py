"""Publishing by pushing: a real bare repository with our hooks, and people who push to it."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import nianbao.command
import pytest
from new_sites import NewSite
from nianbao.build import MANIFEST, Manifest, folder_differences
from served_site import GitServer, git_server, publishable
from site_building import git, tree

pytestmark = [
    pytest.mark.slow("builds sites"),
    pytest.mark.skipif(shutil.which("flock") is None, reason="no flock(1)"),
]
HOOKS = Path(nianbao.command.__file__).with_name("pipelines") / "git-server"
REPORT = "reports/shili/2021.md"


@pytest.fixture
def server(new_site: Callable[[], NewSite], tmp_path: Path) -> GitServer:
    made = new_site()
    publishable(made.folder, made.library)
    return git_server(tmp_path, made.folder, HOOKS)


def change(server: GitServer, old: str, new: str) -> None:
    path = server.clone / REPORT
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8", newline="")


def test_a_push_publishes_and_a_wrong_figure_is_refused(server: GitServer) -> None:
    told = server.push("第一份")
    assert "核对了" in told
    assert "网站发布好了" in told
    first = tree(server.site)
    manifest = Manifest.from_json((server.site / MANIFEST).read_bytes())
    assert not folder_differences(server.site, manifest.entries)
    assert "zwgk/gknb/shili/2021/index.html" in first
    # What was released is on the record, for everybody who pulls.
    server.pull()
    ledger = json.loads((server.clone / "reports/ledger.json").read_text("utf-8"))
    assert ledger
    git(server.clone, "checkout", "-q", "-b", "wrong")
    wrong = server.clone / "reports/shili/2022.md"
    text = (server.clone / REPORT).read_text("utf-8").replace("2022-01-20", "2023-01-20")
    row = "予以公开: [22, 1, 0, 0, 1, 0]"
    assert row in text or "予以公开" in text
    lines = text.replace("year: 2021", "year: 2022").splitlines()
    at = next(n for n, line in enumerate(lines) if line.strip().startswith("予以公开:"))
    lines[at] = "    予以公开: [5, 0, 0, 0, 0, 0, 6]"
    wrong.write_text("\n".join(lines) + "\n", "utf-8")
    git(server.clone, "add", "--all")
    git(server.clone, "commit", "-qm", "错的")
    refused = server.push_only()
    assert refused.returncode != 0
    assert f"reports/shili/2022.md:{at + 1}:" in refused.stderr
    assert "六类申请人之和为 5，总计填 6" in refused.stderr
    assert "推送没有收下，网站不变" in refused.stderr
    assert tree(server.site) == first


def test_what_was_released_does_not_change_by_a_push(server: GitServer) -> None:
    server.push("第一份")
    server.pull()
    first = tree(server.site)
    change(server, "行政处罚: 15", "行政处罚: 16")
    git(server.clone, "commit", "-qam", "悄悄改")
    refused = server.push_only()
    assert refused.returncode != 0
    assert "[released-changed]" in refused.stderr
    # Nor does who takes it off the record.
    (server.clone / "reports/ledger.json").unlink()
    git(server.clone, "commit", "-qam", "连记录也删去")
    refused = server.push_only()
    assert refused.returncode != 0
    assert "ledger.json" in refused.stderr
    assert tree(server.site) == first


def test_history_is_not_thrown_away(server: GitServer) -> None:
    server.push("第一份")
    git(server.clone, "commit", "-q", "--amend", "-m", "另一个第一份")
    refused = server.push_only("--force")
    assert refused.returncode != 0
    assert "请先执行 git pull" in refused.stderr
    deleted = server.push_only("--delete")
    assert deleted.returncode != 0


def test_a_clerk_changes_the_reports_of_his_organ_only(server: GitServer, tmp_path: Path) -> None:
    who = tmp_path / "who.yml"
    who.write_text("zhangsan: [shili]\nlisi: [qita]\nwangwu: 全部\n", "utf-8")
    known = {"NIANBAO_WHO": str(who)}
    server.push("第一份", **known, NIANBAO_USER="wangwu")
    server.pull()
    (server.clone / "reports/shili/说明.txt").write_text("示例\n", "utf-8")
    git(server.clone, "add", "--all")
    git(server.clone, "commit", "-qm", "附件")
    for person, told in (
        ("lisi", "您可以改的是 reports/qita/，这次推送还改了 reports/shili/说明.txt"),
        ("zhaoliu", "里没有写 zhaoliu 可以改哪些机关"),
    ):
        refused = server.push_only(**known, NIANBAO_USER=person)
        assert refused.returncode != 0
        assert told in refused.stderr
    assert server.push_only(**known, NIANBAO_USER="zhangsan").returncode == 0
    (server.clone / "run.py").write_text("import os\n", "utf-8")
    git(server.clone, "commit", "-qam", "程序")
    refused = server.push_only(**known, NIANBAO_USER="zhangsan")
    assert refused.returncode != 0
    assert "还改了 run.py" in refused.stderr


def test_a_site_that_cannot_be_built_leaves_the_old_one(server: GitServer) -> None:
    server.push("第一份")
    server.pull()
    first = tree(server.site)
    page = server.clone / "docs/index.md"
    page.write_text(page.read_text("utf-8") + "\n（请填写：还没有写好）\n", "utf-8")
    told = server.push("没有写完的页面")
    assert "docs/index.md" in told
    assert "网站却没有生成" in told
    assert tree(server.site) == first


def test_other_branches_are_nobodys_business(server: GitServer) -> None:
    server.push("第一份")
    first = tree(server.site)
    server.pull()
    change(server, "行政处罚: 15", "行政处罚: 错的")
    git(server.clone, "commit", "-qam", "草稿")
    git(
        server.clone,
        "push",
        "-q",
        "origin",
        "HEAD:refs/heads/caogao",
        NIANBAO_WORK=str(server.work),
    )
    assert tree(server.site) == first
