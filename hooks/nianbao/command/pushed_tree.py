"""What a push would change: the files of a commit, and what of them differs from another."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

__all__ = ["PushError", "changed_files", "check_out", "is_ancestor", "without_git"]

NOTHING = "0" * 40
"""How git names the commit of a branch that is not there."""
_EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
_OF_GIT = "GIT_"


class PushError(Exception):
    """Git did not do what was asked; holds what it said."""


def changed_files(old: str, new: str) -> tuple[str, ...]:
    """The files that differ between two commits, by their names. Raises PushError."""
    before = _EMPTY_TREE if old.strip("0") == "" else old
    named = _git("diff-tree", "-r", "-z", "--no-renames", "--name-only", before, new)
    return tuple(name.decode("utf-8", "surrogateescape") for name in named.split(b"\0") if name)


def is_ancestor(old: str, new: str) -> bool:
    """Whether a commit goes on from another, so that nothing is thrown away."""
    return old.strip("0") == "" or _succeeds("merge-base", "--is-ancestor", old, new)


def check_out(commit: str, folder: Path) -> None:
    """Lays the files of a commit out in a folder, in the place of what was there.

    The folder is joined to the repository, so that its history is known there. What it has in
    .cache stays. Raises PushError, OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for path in folder.iterdir():
        if path.name == ".cache":
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
    place = {"GIT_INDEX_FILE": str(folder / ".index"), "GIT_WORK_TREE": str(folder)}
    _git("read-tree", commit, **place)
    _git("checkout-index", "--all", "--force", **place)
    (folder / ".index").unlink()
    repository = Path(os.fsdecode(_git("rev-parse", "--absolute-git-dir")).strip())
    (folder / ".git").write_text(f"gitdir: {repository}\n", "utf-8")


def without_git() -> None:
    """Forgets what git told this hook, which would lead other calls of git astray."""
    for name in [name for name in os.environ if name.startswith(_OF_GIT)]:
        del os.environ[name]


def _git(*arguments: str, **variables: str) -> bytes:
    done = subprocess.run(  # noqa: S603 - commits are named by git itself
        ["git", *arguments],  # noqa: S607
        env={**os.environ, **variables},
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise PushError(done.stderr.decode("utf-8", "replace").strip())
    return done.stdout


def _succeeds(*arguments: str) -> bool:
    done = subprocess.run(["git", *arguments], capture_output=True, check=False)  # noqa: S603, S607
    return done.returncode == 0
