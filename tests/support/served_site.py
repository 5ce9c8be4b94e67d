"""A site of its own that could go public, on a git server of the machine's own."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from places import DATA
from site_building import git
from site_settings import fill_settings

__all__ = ["SITE_URL", "GitServer", "git_server", "publishable", "run_with"]

SITE_URL = "https://www.shili.gov.cn/zwgk/"

# Instead of an environment of its own: that of the tests, with the site's own program.
_RUN = """\
import os, sys
os.environ["PYTHONPATH"] = {library!r}
os.environ["PYTHONUTF8"] = "1"
os.execv({python!r}, [{python!r}, "-m", "nianbao", *sys.argv[1:]])
"""


@dataclass(frozen=True)
class GitServer:
    """The repository on the server, the folder it builds in, and the clone of a webmaster."""

    repository: Path
    work: Path
    clone: Path

    @property
    def site(self) -> Path:
        return self.work / "site"

    def push(self, message: str, **environment: str) -> str:
        """Commits all and pushes what must come in; gives what the pusher sees."""
        git(self.clone, "add", "--all")
        git(self.clone, "commit", "-qm", message)
        done = self.push_only(**environment)
        assert done.returncode == 0, done.stderr
        return done.stderr

    def push_only(self, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Pushes what is committed."""
        return subprocess.run(
            ["git", "push", *options, "origin", "HEAD:main"],
            cwd=self.clone,
            env={**os.environ, "NIANBAO_WORK": str(self.work), **environment},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def pull(self) -> None:
        """Brings home what the server has added."""
        git(self.clone, "pull", "-q", "--rebase", "origin", "main")


def publishable(folder: Path, library: Path) -> None:
    """Fills in what a release asks for, and gives a new site one organ with a report."""
    fill_settings(folder)
    text = (folder / "mkdocs.yml").read_text("utf-8")
    text = re.sub(r"(?m)^site_url: .*", f"site_url: {SITE_URL}", text)
    (folder / "mkdocs.yml").write_text(text, "utf-8")
    for path in (folder / "docs").rglob("*.md"):
        filled = re.sub(r"（请填写：[^）]*）", "示例", path.read_text("utf-8"))
        path.write_text(filled, "utf-8")
    shutil.copytree(DATA / "problems/no-problem/reports", folder / "reports", dirs_exist_ok=True)
    run_with(folder, library)


def run_with(folder: Path, library: Path) -> None:
    """Lets run.py in a site's folder use the program in a library, in the tests' environment."""
    run = _RUN.format(library=str(library), python=sys.executable)
    (folder / "run.py").write_text(run, "utf-8")


def git_server(folder: Path, site: Path, hooks: Path) -> GitServer:
    """A bare repository with our hooks, the folder that it builds in, and a clone of it."""
    repository, work, clone = folder / "nianbao.git", folder / "work", folder / "我的 电脑"
    git(folder, "init", "-q", "--bare", "--initial-branch=main", str(repository))
    for name in ("pre-receive", "post-receive"):
        hook = repository / "hooks" / name
        shutil.copyfile(hooks / name, hook)
        hook.chmod(hook.stat().st_mode | stat.S_IXUSR)
    git(site, "init", "-q", "--initial-branch=main")
    git(site, "remote", "add", "origin", str(repository))
    site.rename(clone)
    # The server's own folder has a program before anybody pushes.
    shutil.copytree(clone, work)
    return GitServer(repository, work, clone)
