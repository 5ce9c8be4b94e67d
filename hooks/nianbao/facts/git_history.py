"""The day of each file's last commit, asked of git so that no repository can make it run a program.

A repository's own ``.git/config`` names programs in dozens of places (gpg.program, core.fsmonitor,
core.sshCommand, diff drivers …), and a copied folder brings somebody else's. Instead of switching
each off, the history is read through a git folder of our own, whose configuration is empty: of
the repository only the objects are used. Without a configured remote git cannot fetch what a
partial clone lacks, either.
"""

from __future__ import annotations

import logging
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from ..visible import visible

__all__ = ["CommitDates", "committed_file", "read_commit_dates"]

CommitDates = Mapping[Path, date]
"""The day of the last commit of each file, by resolved path; without files not committed."""

_SECONDS = 60.0
"""More than enough: 20,000 commits of five files each take two."""
_PLAUSIBLE = range(1980, 2108)
"""Years that a commit is believed; ZIP archives hold no others."""
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - a clock on a wall: the zone is added to it
# gitrepository-layout(5): HEAD, refs/ and objects/ make a git folder. The format is git's answer.
_CONFIG = """[core]
repositoryFormatVersion = 1
bare = true
[extensions]
objectFormat = {}
"""
_QUIET = {
    "GIT_ALLOW_PROTOCOL": "",  # no transport at all: git(1)
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_log = logging.getLogger(__name__)


class _GitError(Exception):
    """Git is not there, or did not answer; holds what it said."""


def read_commit_dates(root: Path) -> CommitDates:
    """The last commit day of every file below ``root``, where it is known.

    Empty without git, outside a repository, and in a shallow clone, where every file seems to
    have changed with the last commit. A file is left out when its last commit has no day that
    can be true.
    """
    root = root.resolve()
    try:
        dates = _dates(root)
    except _GitError as error:
        # In all other cases there is nothing to know. The last line is the command that helps.
        if "dubious ownership" in str(error):
            _log.warning(
                "仓库属于另一个用户，git 没有读，网页的修改日期因此不详；仓库可信的，请执行：%s",
                visible(str(error).splitlines()[-1].strip()),
            )
        return {}
    return {root / name: day for name, day in dates.items() if day}


def committed_file(root: Path, name: str) -> bytes | None:
    """What the last commit has of a file, by its name below ``root``; None if it has none.

    The same where there is no git and no repository.
    """
    try:
        with _repository(root.resolve()) as repository:
            if repository is None:
                return None
            at = f"{repository.head}:{repository.prefix}{name}"
            return _git(["cat-file", "blob", at], repository.own, repository.environment)
    except _GitError:
        return None


@dataclass(frozen=True, slots=True)
class _Repository:
    """A repository through a git folder of our ``own``; ``prefix`` is the place of the project."""

    own: Path
    environment: Mapping[str, str]
    head: str
    prefix: str
    is_shallow: bool


@contextmanager
def _repository(root: Path) -> Iterator[_Repository | None]:
    """The repository that a project is in, if it is in one. Raises _GitError."""
    # HEAD is not looked into: the commit might be missing, and git would fetch it.
    asked = ("--is-shallow-repository", "--show-object-format", "--git-path", "objects", "HEAD")
    answer = _git(["rev-parse", *asked, "--show-prefix"], root, {**os.environ, **_QUIET})
    lines = _text(answer).split("\n")
    if len(lines) != 6:
        yield None
        return
    shallow, object_format, objects, head, prefix, _ = lines
    with TemporaryDirectory(prefix="nianbao-") as name:
        own = Path(name)
        (own / "refs").mkdir()
        (own / "HEAD").write_text(head, "utf-8")
        (own / "config").write_text(_CONFIG.format(object_format), "utf-8")
        environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        environment |= _QUIET | {
            "GIT_DIR": str(own),
            "GIT_OBJECT_DIRECTORY": str(root / objects),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_LITERAL_PATHSPECS": "1",
        }
        yield _Repository(own, environment, head, prefix, is_shallow=shallow != "false")


def _dates(root: Path) -> dict[str, date | None]:
    """The day of each file's last commit, by its name below ``root``."""
    with _repository(root) as repository:
        if repository is None or repository.is_shallow:
            return {}
        # No parent before its children, whatever days they claim; file names as bytes. To find
        # renames git would read the files' contents, which a partial clone lacks.
        command = ["log", "-z", "--date-order", "--format=%x00@%cd", "--date=raw", "--name-only"]
        prefix = repository.prefix
        place = ["--no-renames", f"--relative={prefix}", repository.head, "--", prefix or "."]
        log = _git([*command, *place], repository.own, repository.environment)
    dates: dict[str, date | None] = {}
    for day, names in _commits(log):
        for name in names:
            # Newest first: the first commit that names a file is its last.
            dates.setdefault(name, day)
    return dates


def _commits(log: bytes) -> Iterator[tuple[date | None, Sequence[str]]]:
    """Each commit's day and files; no name is empty, so that two zero bytes part the commits."""
    for commit in _text(log).strip("\0").split("\0\0"):
        day, _, names = commit.partition("\0")
        # Git puts a line feed before the first name; a merge has none.
        listed = names.removeprefix("\n").split("\0") if names else []
        yield _day(day.removeprefix("@")), listed


def _day(raw: str) -> date | None:
    """The day of ``1646366400 +0800`` on the clock of who committed, if it can be true."""
    try:
        seconds, zone = map(int, raw.split(" "))
        hours, minutes = divmod(abs(zone), 100)
        offset = timedelta(hours=hours, minutes=minutes) * (-1 if zone < 0 else 1)
        day = (_EPOCH + timedelta(seconds=seconds) + offset).date()
    except (ValueError, OverflowError):
        return None
    return day if day.year in _PLAUSIBLE else None


def _git(arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> bytes:
    """What git prints."""
    command = ["git", "--no-pager", *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - our own arguments, for the git on the PATH
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
        )
    except subprocess.CalledProcessError as error:
        raise _GitError(_text(error.stderr).strip()) from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _GitError(str(error)) from error
    return done.stdout


def _text(printed: bytes) -> str:
    """File names are bytes to git: those that are not UTF-8 become what Python opens them by."""
    return printed.decode("utf-8", "surrogateescape")
