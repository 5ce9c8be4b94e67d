"""A small project that is built again and again, with a mishap at a chosen moment of each build."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, TypeAlias

from campaigns import LONG
from commands import nianbao, with_library
from nianbao.build import MANIFEST, Manifest, folder_differences
from PIL import Image
from places import ROOT
from site_building import copy_of_project, tree
from small_portal import write_small_portal

__all__ = ["Kind", "Outcome", "Workshop"]

Files: TypeAlias = dict[str, bytes]
Kind: TypeAlias = Literal["cold", "warm", "changed", "unchanged"]
"""What a build finds: no cache; its cache and no site; all of it and a report that has changed."""

MISHAP = ROOT / "tests/build/mishap"
REPORT = "reports/shili/2022.md"
# Processes of a build to which nothing is to happen; each takes longer to begin than it works.
_ENOUGH = 2 if LONG else 1
# What no build reaches, however slow the machine: a process that waits for ever ends a test.
_FOR_EVER = 1800


@dataclass
class Outcome:
    """How a build ended; ``moments`` say what it was at, each time it came to a file.

    ``left`` are its processes that are still there, ``seconds`` how long all of it went on after
    the deed; None if that was not done.
    """

    code: int
    said: str
    stderr: str
    moments: list[str]
    left: set[int]
    seconds: float | None


@dataclass
class Workshop:
    """The project, its sites before and after a change, and how it was after the first build."""

    folder: Path
    old: Files = field(default_factory=dict)
    new: Files = field(default_factory=dict)

    @property
    def project(self) -> Path:
        return self.folder / "项目"

    @property
    def site(self) -> Path:
        return self.project / "site"

    @property
    def cache(self) -> Path:
        return self.project / ".cache"

    @property
    def _saved(self) -> Path:
        return self.folder / "saved"

    @property
    def added(self) -> int:
        """How many bytes a build without a cache adds, in pages of 4 KiB."""
        kept = {f.lstat().st_ino: f.lstat().st_size for f in self.cache_saved.rglob("*")}
        return sum(-(-size // 4096) * 4096 for size in kept.values())

    @property
    def cache_saved(self) -> Path:
        """The cache as it was after the first build."""
        return self._saved / ".cache"

    def prepare(self) -> None:
        """Builds all that is compared with later."""
        copy_of_project(self.project)
        shutil.rmtree(self.project / "reports")
        write_small_portal(self.project / "reports")
        report = self.project / "reports/shili/2021.md"
        for name, width in (("大.png", 1700), ("小.png", 40)):
            Image.new("RGB", (width, 30), (200, 30, 30)).save(report.with_name(name))
            report.write_text(f"{report.read_text('utf-8')}\n\n![示例]({name})\n", "utf-8")
        self.edit("三")
        self.whole_build(_ENOUGH)
        self.edit("四")
        self.whole_build(_ENOUGH)
        self.old = tree(self.site)
        self._copy(self.project, self._saved)
        # Elsewhere and from nothing: a site says neither where nor after what it was made.
        self.edit("五")
        shutil.rmtree(self.cache)
        shutil.rmtree(self.site)
        elsewhere = self.folder / "elsewhere"
        self.project.rename(elsewhere)
        assert (done := self.run(project=elsewhere)).code == 0, done.stderr
        self.new = tree(elsewhere / "site")
        assert self.new != self.old
        shutil.rmtree(elsewhere)

    def restore(self, kind: Kind) -> None:
        """Puts everything back as it was, for a build that finds this."""
        shutil.rmtree(self.project, ignore_errors=True)
        self._copy(self._saved, self.project)
        if kind == "cold":
            shutil.rmtree(self.cache)
        if kind == "warm":
            shutil.rmtree(self.site)
        if kind in ("cold", "changed"):
            self.edit("五")

    def expected(self, kind: Kind) -> Files:
        return self.new if kind in ("cold", "changed") else self.old

    def edit(self, number: str) -> None:
        report = self.project / REPORT
        text = report.read_text("utf-8")
        for former in "三四五":
            text = text.replace(f"做了{former}件事", f"做了{number}件事")
        report.write_text(text, "utf-8")

    def run(
        self,
        deed: str = "none",
        at: int = 0,
        *,
        project: Path | None = None,
        environment: Mapping[str, str] | None = None,
        prefix: tuple[str, ...] = (),
        during: Callable[[], None] = lambda: None,
    ) -> Outcome:
        """A build in processes of its own, to which ``deed`` happens at a moment."""
        place = project or self.project
        log = self.folder / "moments"
        log.unlink(missing_ok=True)
        wish = {"project": str(place), "log": str(log), "deed": deed, "at": at}
        variables = {
            **with_library(place),
            "PYTHONPATH": os.pathsep.join([str(MISHAP), str(place / "hooks")]),
            "NIANBAO_PROCESSES": "2",
            "MISHAP": json.dumps(wish),
            **(environment or {}),
        }
        with subprocess.Popen(
            [*prefix, *nianbao("site")],
            cwd=place,
            env=variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            start_new_session=True,
        ) as process:
            during()
            # Ends when nobody has these pipes any more: neither has a process that was left.
            said, stderr = process.communicate(timeout=_FOR_EVER)
            ended = log.with_name("ended")
            ended.touch()
        done = log.with_name("moments.deed")
        seconds = None
        if done.exists():
            seconds = ended.stat().st_mtime - done.stat().st_mtime
            done.unlink()
        lines = log.read_text().splitlines() if log.exists() else []
        return Outcome(
            process.returncode,
            said,
            stderr,
            [line.strip() for line in lines],
            _still_there(process.pid),
            seconds,
        )

    def whole_build(self, processes: int = 2) -> Outcome:
        """A build to which nothing happens."""
        done = self.run(environment={"NIANBAO_PROCESSES": str(processes)})
        assert done.code == 0, done.stderr
        assert "Traceback" not in done.stderr, done.stderr
        return done

    def require_whole(self, kind: Kind) -> None:
        """The site that is there is the old or the new one, and all that its manifest lists."""
        if kind == "warm" and not self.site.exists():
            return
        assert tree(self.site) in (self.old, self.expected(kind))
        manifest = Manifest.from_json((self.site / MANIFEST).read_bytes())
        assert not folder_differences(self.site, manifest.entries)

    def require_recovery(self, kind: Kind) -> Outcome:
        """The next build makes the new site and leaves nothing else."""
        done = self.whole_build(_ENOUGH)
        assert tree(self.site) == self.expected(kind)
        beside = {path.name for path in self.project.glob("site*")}
        assert beside <= {"site", "site.earlier"}
        return done

    @staticmethod
    def _copy(source: Path, target: Path) -> None:
        # With its times and hard links, which the site and the store share.
        subprocess.run(["cp", "-a", str(source), str(target)], check=True)


def _still_there(group: int) -> set[int]:
    """The processes of a group that do not end; one that has let go of its pipes is ending."""
    for _ in range(600):
        if not (found := _members(group)):
            return set()
        threading.Event().wait(0.1)
    return found


def _members(group: int) -> set[int]:
    """The processes of a group that run."""
    found = set()
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, belongs = status.read_text("utf-8", "replace").rpartition(")")[2].split()[:3]
        except OSError:  # ended meanwhile
            continue
        if int(belongs) == group and state != "Z":
            found.add(int(status.parent.name))
    return found
