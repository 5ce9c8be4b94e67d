"""Git is asked for days, whatever a repository says: it runs nothing, and a lie is no day."""

from __future__ import annotations

import logging
import os
import subprocess
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nianbao.facts import git_history
from nianbao.facts.git_history import read_commit_dates
from site_building import git

DAY = "2022-03-04T12:00:00+0800"
MARCH = date(2022, 3, 4)


def output(folder: Path, *arguments: str, stdin: bytes = b"") -> str:
    """What git prints, which may well be that it failed."""
    done = subprocess.run(
        ["git", *arguments], cwd=folder, input=stdin, capture_output=True, check=False
    )
    return done.stdout.decode().strip()


def commit_all(folder: Path, day: str = DAY) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "-qm", "x", GIT_AUTHOR_DATE=day, GIT_COMMITTER_DATE=day)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with one committed report."""
    folder = tmp_path / "仓库"
    folder.mkdir()
    git(folder, "init", "-q")
    (folder / "2021.md").write_text("一\n", "utf-8")
    commit_all(folder)
    return folder


# --- days --------------------------------------------------------------------------------------


def test_a_file_has_the_day_of_its_last_commit(repository: Path) -> None:
    (repository / "2022.md").write_text("二\n", "utf-8")
    commit_all(repository, "2023-01-31T23:59:59+0800")
    (repository / "2023.md").write_text("没有提交\n", "utf-8")
    dates = {repository / "2021.md": MARCH, repository / "2022.md": date(2023, 1, 31)}
    assert read_commit_dates(repository) == dates


def test_a_project_may_be_a_folder_of_its_repository(repository: Path) -> None:
    folder = repository / "年报 [1]*"
    (folder / "reports").mkdir(parents=True)
    (folder / "reports/2021.md").write_text("一\n", "utf-8")
    (repository / "年报 1").mkdir()
    (repository / "年报 1/2021.md").write_text("二\n", "utf-8")
    commit_all(repository)
    assert read_commit_dates(folder) == {folder / "reports/2021.md": MARCH}


def test_a_worktree_has_its_own_days(repository: Path, tmp_path: Path) -> None:
    git(repository, "worktree", "add", "-q", "-b", "other", str(tmp_path / "旁边"))
    (tmp_path / "旁边/2022.md").write_text("二\n", "utf-8")
    commit_all(tmp_path / "旁边")
    names = {path.name for path in read_commit_dates(tmp_path / "旁边")}
    assert names == {"2021.md", "2022.md"}
    assert {path.name for path in read_commit_dates(repository)} == {"2021.md"}


def test_a_repository_of_longer_digests_is_read(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--object-format=sha256")
    (tmp_path / "2021.md").write_text("一\n", "utf-8")
    commit_all(tmp_path)
    assert read_commit_dates(tmp_path) == {tmp_path / "2021.md": MARCH}


def test_a_merge_leaves_the_days_of_both_sides(repository: Path) -> None:
    git(repository, "checkout", "-q", "-b", "side")
    (repository / "side.md").write_text("旁\n", "utf-8")
    commit_all(repository, "2022-05-06T12:00:00+0800")
    git(repository, "checkout", "-q", "-")
    (repository / "main.md").write_text("主\n", "utf-8")
    commit_all(repository, "2022-07-08T12:00:00+0800")
    day = "2022-09-10T12:00:00+0800"
    git(repository, "merge", "-q", "side", GIT_AUTHOR_DATE=day, GIT_COMMITTER_DATE=day)
    days = {path.name: day for path, day in read_commit_dates(repository).items()}
    assert days == {
        "2021.md": MARCH,
        "side.md": date(2022, 5, 6),
        "main.md": date(2022, 7, 8),
    }


def test_nothing_is_known_without_a_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert read_commit_dates(tmp_path) == {}
    git(tmp_path, "init", "-q")
    assert read_commit_dates(tmp_path) == {}


def test_nothing_is_known_of_a_shallow_clone(repository: Path, tmp_path: Path) -> None:
    clone = tmp_path / "浅"
    git(tmp_path, "clone", "-q", "--depth=1", repository.as_uri(), str(clone))
    assert read_commit_dates(clone) == {}


def test_nothing_is_known_without_git(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert read_commit_dates(repository) == {}


def test_a_repository_of_another_user_is_told(
    repository: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    # Git's own tests set it: t/t0033-safe-directory.sh.
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert read_commit_dates(repository) == {}
    (record,) = caplog.records
    assert record.levelno == logging.WARNING
    assert record.getMessage().startswith("仓库属于另一个用户，git 没有读")
    assert "git config --global --add safe.directory " in record.getMessage()


# --- answers that cannot be true ---------------------------------------------------------------


@pytest.mark.parametrize(
    "committed",
    [
        *("-5 +0000", "0 +0000", "253402300800 +0000", "99999999999999 +0000"),
        *("9223372036854775807 +0000", "18446744073709551615 +0000", f"{10**40} +0000"),
        *("1600000000 +99999999", "1600000000", "1600000000 beijing", "abc", "", "1e9 +0000"),
        *("4354819200 +0000", "315532799 +0000"),  # 2108-01-01, and a second before 1980
    ],
)
def test_a_day_that_cannot_be_is_not_known(repository: Path, committed: str) -> None:
    """Nor are the days of files that such a commit did not touch lost."""
    other = repository / "2022.md"
    other.write_text("二\n", "utf-8")
    git(repository, "add", ".")
    parent, tree = output(repository, "rev-parse", "HEAD"), output(repository, "write-tree")
    who = f"author x <x> {committed}\ncommitter x <x> {committed}"
    commit = f"tree {tree}\nparent {parent}\n{who}\n\nx\n"
    arguments = ("hash-object", "-t", "commit", "--literally", "-w", "--stdin")
    made = output(repository, *arguments, stdin=commit.encode())
    git(repository, "update-ref", "HEAD", made)
    assert read_commit_dates(repository) == {repository / "2021.md": MARCH}
    other.write_text("又\n", "utf-8")
    commit_all(repository)
    assert read_commit_dates(repository)[other] == MARCH


NAMES = [
    *(b"\xff\xfe.md", "年报.md".encode("gb18030"), b'"quoted".md', b"\\back.md", b"new\nline.md"),
    *(b"\nfirst.md", b"\x1b[31m.md", b"a\rb.md", b"tab\t.md", b" ", b"@1646366400 +0800"),
    *(b"1646366400 +0800", b":(glob)*", b"-", b"--", b"...", "\u2028.md".encode(), b"\x85.md"),
]


def test_every_name_a_file_can_have_is_read(repository: Path) -> None:
    paths = [repository / os.fsdecode(name) for name in NAMES]
    for path in paths:
        path.write_bytes(b"x")
    commit_all(repository)
    assert read_commit_dates(repository) == dict.fromkeys([repository / "2021.md", *paths], MARCH)


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[int, int, set[bytes]]]:
    """Commits, each with its second, its zone in minutes, and the files it touches."""
    name = st.binary(min_size=1, max_size=6).filter(
        lambda name: not set(name) & {0, 0x2F} and name not in {b".", b".."}
    )
    # Git takes neither its own folder, nor what a Windows or Mac file system takes for it.
    names = draw(st.lists(name.map(lambda name: b"n" + name), min_size=1, max_size=5, unique=True))
    second = st.integers(0, 2**34) | st.sampled_from([0, 315532800, 4354819199])
    zone = st.integers(-14 * 60, 14 * 60)
    commit = st.tuples(second, zone, st.sets(st.sampled_from(names), min_size=1))
    return draw(st.lists(commit, min_size=1, max_size=6))


@settings(max_examples=25)
@given(histories())
def test_any_history_is_read(history: list[tuple[int, int, set[bytes]]]) -> None:
    stream = b""
    expected: dict[str, date | None] = {}
    for number, (second, minutes, names) in enumerate(history):
        zone = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
        stream += f"commit refs/heads/x\ncommitter x <x> {second} {zone}\ndata 0\n".encode()
        day = datetime.fromtimestamp(0, UTC) + timedelta(seconds=second)
        local = day.astimezone(timezone(timedelta(minutes=minutes)))
        for name in names:
            quoted = b"".join(b"\\%03o" % byte for byte in name)
            stream += b'M 644 inline "%s"\ndata 1\n%d\n' % (quoted, number)
            expected[os.fsdecode(name)] = local.date() if 1980 <= local.year <= 2107 else None
    with TemporaryDirectory() as place:
        folder = Path(place).resolve()
        git(folder, "init", "-q", "--initial-branch=x")
        output(folder, "fast-import", "--quiet", "--date-format=raw-permissive", stdin=stream)
        dates = {
            path.relative_to(folder).as_posix(): d for path, d in read_commit_dates(folder).items()
        }
    assert dates == {name: day for name, day in expected.items() if day}


def test_a_history_that_lacks_something_is_not_known(repository: Path) -> None:
    tree = output(repository, "rev-parse", "HEAD^{tree}")
    (repository / ".git/objects" / tree[:2] / tree[2:]).unlink()
    assert read_commit_dates(repository) == {}


def test_a_link_in_a_circle_is_only_a_name(repository: Path) -> None:
    (repository / "circle.md").symlink_to("circle.md")
    commit_all(repository)
    assert read_commit_dates(repository)[repository / "circle.md"] == MARCH


def test_git_is_not_waited_for_for_ever(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its configuration includes a pipe that nobody writes to."""
    os.mkfifo(repository / "pipe")
    git(repository, "config", "include.path", str(repository / "pipe"))
    monkeypatch.setattr(git_history, "_SECONDS", 0.5)
    assert read_commit_dates(repository) == {}


# --- programs that a repository names ----------------------------------------------------------

# git-config(1): every variable whose value is a program that git starts. TRAP is its path.
PROGRAMS = {
    "alias.log": "!TRAP",
    "alias.rev-parse": "!TRAP",
    "browser.trap.cmd": "TRAP",
    "core.alternateRefsCommand": "TRAP",
    "core.askPass": "TRAP",
    "core.editor": "TRAP",
    "core.fsmonitor": "TRAP",
    "core.gitProxy": "TRAP",
    "core.pager": "TRAP",
    "core.sshCommand": "TRAP",
    "credential.helper": "TRAP",
    "diff.external": "TRAP",
    "diff.trap.command": "TRAP",
    "diff.trap.textconv": "TRAP",
    "difftool.trap.cmd": "TRAP",
    "filter.trap.clean": "TRAP",
    "filter.trap.process": "TRAP",
    "filter.trap.smudge": "TRAP",
    "gpg.openpgp.program": "TRAP",
    "gpg.program": "TRAP",
    "gpg.ssh.defaultKeyCommand": "TRAP",
    "gpg.ssh.program": "TRAP",
    "gpg.x509.program": "TRAP",
    "guitool.trap.cmd": "TRAP",
    "hook.trap.command": "TRAP",
    "interactive.diffFilter": "TRAP",
    "man.trap.cmd": "TRAP",
    "merge.trap.driver": "TRAP",
    "mergetool.trap.cmd": "TRAP",
    "pager.log": "TRAP",
    "pager.rev-parse": "TRAP",
    "remote.ext.url": "ext::TRAP",
    "remote.local.uploadpack": "TRAP",
    "sequence.editor": "TRAP",
    "submodule.trap.update": "!TRAP",
    "trailer.trap.cmd": "TRAP",
    "trailer.trap.command": "TRAP",
    "uploadpack.packObjectsHook": "TRAP",
}
# What makes git reach for them, or look at more than it is asked for.
SWITCHES = {
    "core.repositoryFormatVersion": "1",
    "diff.renames": "copies",
    "diff.submodule": "diff",
    "extensions.partialClone": "ext",
    "format.pretty": "fuller",
    "gpg.ssh.allowedSignersFile": "/dev/null",
    "hook.trap.event": "post-index-change",
    "log.diffMerges": "remerge",
    "log.follow": "true",
    "log.mailmap": "true",
    "log.showSignature": "true",
    "protocol.ext.allow": "always",
    "remote.ext.promisor": "true",
    "remote.local.promisor": "true",
    "remote.local.url": "/nowhere",
    "remote.ssh.promisor": "true",
    "remote.ssh.url": "ssh://nowhere.invalid/x",
}
HOOKS = ("fsmonitor-watchman", "post-checkout", "post-index-change", "reference-transaction")
SIGNATURES = ("PGP SIGNATURE", "SSH SIGNATURE", "SIGNED MESSAGE")


class Trapped:
    """A repository in which every program that can be named is a script that leaves its name."""

    def __init__(self, repository: Path, folder: Path) -> None:
        self.repository = repository
        self._folder = folder
        self._marks = folder / "marks"
        self._marks.mkdir(parents=True)

    def trap(self, name: str) -> str:
        """A program that leaves ``name`` behind."""
        program = self._folder / name
        # Git writes what was signed, and is ended when nobody reads it.
        read = "exec cat >/dev/null 2>&1" if name.startswith("gpg") else "exit 0"
        program.write_text(f"#!/bin/sh\n: >'{self._marks / name}'\n{read}\n", "utf-8")
        program.chmod(0o755)
        return str(program)

    def sprung(self) -> set[str]:
        """The programs that have run since this was asked last."""
        marks = list(self._marks.iterdir())
        for mark in marks:
            mark.unlink()
        return {mark.name for mark in marks}


@pytest.fixture
def trapped(repository: Path, tmp_path: Path) -> Trapped:
    """A history with signed commits, whose first version of a file is missing, full of traps."""
    trapped = Trapped(repository, tmp_path / "traps")
    attributes = "*.md diff=trap merge=trap\n*.txt filter=trap\n"
    (repository / ".gitattributes").write_text(attributes, "utf-8")
    (repository / "filtered.txt").write_text("一\n", "utf-8")
    for text in ("又一\n", "再一\n"):
        (repository / "2021.md").write_text(text, "utf-8")
        commit_all(repository)
    tree = output(repository, "rev-parse", "HEAD^{tree}")
    for kind in SIGNATURES:
        parent = output(repository, "rev-parse", "HEAD")
        signature = f"-----BEGIN {kind}-----\n \n x\n -----END {kind}-----"
        commit = (
            f"tree {tree}\nparent {parent}\nauthor x <x> 1646366400 +0800\n"
            f"committer x <x> 1646366400 +0800\ngpgsig {signature}\n\nx\n"
        )
        arguments = ("hash-object", "-t", "commit", "-w", "--stdin")
        made = output(repository, *arguments, stdin=commit.encode())
        git(repository, "update-ref", "HEAD", made)
    missing = output(repository, "rev-parse", "HEAD~5:2021.md")
    (repository / ".git/objects" / missing[:2] / missing[2:]).unlink()
    git(tmp_path, "init", "-q", "--bare", "other")
    alternates = repository / ".git/objects/info/alternates"
    alternates.write_text(f"{tmp_path / 'other/objects'}\n", "utf-8")
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for name in HOOKS:
        (hooks / name).symlink_to(trapped.trap(f"hook {name}"))
    config = repository / ".git/config"
    included = repository / "included"
    programs = {key: value.replace("TRAP", trapped.trap(key)) for key, value in PROGRAMS.items()}
    for key, value in (SWITCHES | programs | {"core.hooksPath": str(hooks)}).items():
        # Half of them in the file itself, half in one that it includes.
        file = included if len(key) % 2 and "repositoryFormat" not in key else config
        git(repository, "config", "--file", str(file), "--add", key, value)
    git(repository, "config", "include.path", "../included")
    (repository / "filtered.txt").write_text("又一\n", "utf-8")
    trapped.sprung()
    return trapped


def test_no_program_that_a_repository_names_runs(trapped: Trapped) -> None:
    dates = read_commit_dates(trapped.repository)
    assert trapped.sprung() == set()
    names = (".gitattributes", "2021.md", "filtered.txt")
    assert dates == {trapped.repository / name: MARCH for name in names}


def test_what_is_missing_of_a_partial_clone_is_not_fetched(trapped: Trapped) -> None:
    for missing in ("HEAD^{tree}", "HEAD~1", "HEAD"):
        digest = output(trapped.repository, "rev-parse", missing)
        trapped.sprung()
        (trapped.repository / ".git/objects" / digest[:2] / digest[2:]).unlink()
        assert read_commit_dates(trapped.repository) == {}
        assert trapped.sprung() == set()


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (["log"], {"gpg.program", "gpg.ssh.program", "gpg.x509.program"}),
        (
            ["log", "-p", "--no-show-signature"],
            {"diff.trap.textconv", "core.sshCommand", "remote.ext.url"},
        ),
        (["log", "-p", "--no-show-signature", "--ext-diff"], {"diff.trap.command"}),
        (["log", "--alternate-refs"], {"core.alternateRefsCommand"}),
        (["status"], {"core.fsmonitor"}),
        (["hash-object", "filtered.txt"], {"filter.trap.process"}),
        (["update-index", "--force-remove", "2021.md"], {"hook post-index-change"}),
    ],
)
def test_the_traps_are_set(trapped: Trapped, command: list[str], expected: set[str]) -> None:
    """The other tests say something: git called without care runs these."""
    output(trapped.repository, *command)
    assert trapped.sprung() >= expected
