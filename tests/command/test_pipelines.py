"""The ready files for what builds a site on a push: their commands exist, the handbook has them."""

from __future__ import annotations

import re
import shlex
import subprocess
from importlib import import_module
from pathlib import Path

import pytest
import yaml
from nianbao.command import COMMANDS
from nianbao.command.founding import main as init
from nianbao.command.kit import PIPELINES
from places import ROOT

FOLDER = ROOT / "hooks/nianbao/command" / PIPELINES
FILES = sorted(path for path in FOLDER.rglob("*") if path.is_file())
# Set up, which is run.py's own.
OWN = {"setup"}


def calls(text: str) -> list[list[str]]:
    """What of the command is called in a file, word by word."""
    found = re.findall(r"""run\.py"? ([a-z]+)((?: --?[\w-]+(?: [\w.]+)?)*)""", text)
    return [[word, *shlex.split(options)] for word, options in found]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_is_called_exists(path: Path) -> None:
    text = path.read_text("utf-8")
    lines = [line for line in text.splitlines() if not re.match(r"\s*(#|//)", line)]
    found = calls("\n".join(lines))
    assert found
    for word, *options in found:
        if word not in OWN:
            parser = import_module(f"nianbao.command.{COMMANDS[word].module}").options()
            parser.parse_args(options)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_handbook_and_the_file_name_the_same_place(path: Path) -> None:
    page = (ROOT / "docs/help/pushing.md").read_text("utf-8")
    name = path.relative_to(FOLDER).as_posix()
    assert f"`{name}`" in page
    (row,) = [line for line in page.splitlines() if f"`{name}`" in line]
    place = re.findall(r"`([^`]+)`", row)[-1]
    head = "\n".join(path.read_text("utf-8").splitlines()[:3])
    assert place.rstrip("/") in head


@pytest.mark.parametrize("name", ["github-actions.yml", "gitlab-ci.yml", "gitee-go.yml"])
def test_it_is_yaml_and_takes_the_whole_history(name: str) -> None:
    text = (FOLDER / name).read_text("utf-8")
    assert isinstance(yaml.safe_load(text), dict)
    assert re.search(r"fetch-depth: 0|GIT_DEPTH: \"0\"|--unshallow", text)


@pytest.mark.parametrize("name", ["pre-receive", "post-receive"])
def test_the_hooks_are_plain_sh(name: str) -> None:
    path = FOLDER / "git-server" / name
    assert path.read_text("utf-8").startswith("#!/bin/sh\n")
    subprocess.run(["sh", "-n", path], check=True)


@pytest.mark.parametrize(
    ("host", "place"),
    [
        ("github", ".github/workflows/nianbao.yml"),
        ("gitlab", ".gitlab-ci.yml"),
        ("gitee", ".workflow/nianbao.yml"),
        ("jenkins", "Jenkinsfile"),
    ],
)
def test_a_new_site_has_that_of_its_host(host: str, place: str, tmp_path: Path) -> None:
    assert init([str(tmp_path / "site"), "--ci", host]) == 0
    assert (tmp_path / "site" / place).read_bytes() in [path.read_bytes() for path in FILES]
