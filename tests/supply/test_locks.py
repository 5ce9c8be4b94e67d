"""The locks: wheels by digest and nothing else, what pyproject.toml asks for and nothing else."""

from __future__ import annotations

import re
import subprocess
import tomllib
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

import pytest
import yaml
from nianbao import __version__
from nianbao.supply.locks import Locked, read_lock
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from places import ROOT

LOCKS = {path.name: read_lock(path) for path in sorted(ROOT.glob("requirements*.txt"))}
BUILD, IMPORT, DEV, PIP, BENCH, CLUSTER, PUBLISH = (
    LOCKS[f"requirements{name}.txt"]
    for name in ("", "-import", "-dev", "-pip", "-bench", "-cluster", "-publish")
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


# In a shell, and as run.py calls it.
_CALL = re.compile(r"""(?:\bpip\b['"`]? (?:install|download)\b|"install",).*""")


def asked_for(*groups: str) -> list[str]:
    """What dependency groups name, also by including each other."""
    names: list[Any] = [entry for group in groups for entry in PROJECT["dependency-groups"][group]]
    return [
        name
        for entry in names
        for name in (asked_for(entry["include-group"]) if isinstance(entry, dict) else [entry])
    ]


ASKED = {
    "requirements.txt": PROJECT["project"]["dependencies"],
    "requirements-import.txt": PROJECT["project"]["dependencies"] + asked_for("import"),
    "requirements-dev.txt": PROJECT["project"]["dependencies"] + asked_for("dev"),
    "requirements-pip.txt": asked_for("pip"),
    "requirements-bench.txt": asked_for("bench"),
    "requirements-cluster.txt": PROJECT["project"]["dependencies"] + asked_for("cluster"),
    "requirements-parquet.txt": PROJECT["project"]["dependencies"] + asked_for("parquet"),
    "requirements-archive.txt": PROJECT["project"]["dependencies"] + asked_for("archive"),
    "requirements-publish.txt": PROJECT["project"]["dependencies"] + asked_for("publish"),
}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_takes_wheels_by_digest_and_only_those(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert re.findall(r"^-.*$", text, re.MULTILINE) == ["--only-binary :all:"]
    assert len(re.findall(r"^\w.*==", text, re.MULTILINE)) == len(LOCKS[name])
    assert all(locked.digests for locked in LOCKS[name])
    assert sum(len(locked.digests) for locked in LOCKS[name]) == text.count("--hash=sha256:")


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_what_pyproject_asks_for(name: str) -> None:
    asked = {canonicalize_name((r := Requirement(text)).name): r for text in ASKED[name]}
    direct = [locked for locked in LOCKS[name] if "nianbao" in locked.needed_by]
    assert {locked.name for locked in direct} == asked.keys(), "执行 make lock KEEP=1"
    for locked in direct:
        assert asked[locked.name].specifier.contains(locked.version), locked


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_has_nothing_that_nothing_needs(name: str) -> None:
    there = {"nianbao", *(locked.name for locked in LOCKS[name])}
    for locked in LOCKS[name]:
        assert locked.needed_by, locked
        assert locked.needed_by <= there, locked


def test_all_locks_have_the_same_versions() -> None:
    def versions(lock: tuple[Locked, ...]) -> set[tuple[str, str, str]]:
        return {(locked.name, locked.version, str(locked.marker)) for locked in lock}

    assert len(BUILD) > 20
    assert versions(BUILD) < versions(IMPORT) < versions(DEV)
    assert versions(BUILD) < versions(CLUSTER) < versions(DEV)
    assert versions(BUILD) < versions(PUBLISH) < versions(DEV)
    # The peers may need a package on a machine where we do not.
    ours = {(locked.name, locked.version) for locked in DEV}
    besides = {(locked.name, locked.version) for locked in BENCH} - ours
    assert not {name for name, _ in besides} & {name for name, _ in ours}
    exact = {str(locked.name): locked.version for locked in BUILD}
    assert (exact["mkdocs"], exact["mkdocs-material"]) == ("1.6.1", "9.8.1")


def test_what_is_installed_is_what_is_locked() -> None:
    """Nothing besides the program itself: tests that pass thanks to it would fail elsewhere."""
    there = {canonicalize_name(d.metadata["Name"]): d.version for d in distributions()}
    assert there.pop(canonicalize_name("nianbao")) == __version__
    locked = {entry.name: entry.version for entry in DEV + PIP if entry.is_for_this_machine}
    assert there == locked


def test_pip_is_never_called_without_digests() -> None:
    files = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout.split("\0")
    calls = {}
    for name in filter(None, files):
        path = ROOT / name
        if path.is_file() and path != Path(__file__):
            text = path.read_bytes().decode("utf-8", "replace").replace("\\\n", " ")
            calls[name] = _CALL.findall(text)
    # The hosted tests try what no lock names.
    del calls[".github/workflows/test.yml"]
    found = [(name, call) for name, lines in calls.items() for call in lines]
    assert {"scripts/run.py", "scripts/make_wheelhouse.sh"} <= {name for name, _ in found}
    # Without an index there is only the file that the command itself names.
    assert [call for call in found if not re.search("--require-hashes|--no-index", call[1])] == []


def test_pre_commit_runs_only_what_is_here() -> None:
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    assert {repository["repo"] for repository in config["repos"]} == {"local"}
    hooks = [hook for repository in config["repos"] for hook in repository["hooks"]]
    assert {hook["language"] for hook in hooks} == {"system"}
