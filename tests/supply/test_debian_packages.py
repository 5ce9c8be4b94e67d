"""Debian's packages for the tests: from a wheelhouse as listed, from servers only if signed."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from debian_files import deb
from places import ROOT

pytestmark = pytest.mark.skipif(
    shutil.which("apt-get") is None, reason="Debian 的软件包只在 Debian、Ubuntu 上取得"
)
SETS = dict(
    line.split(" ", 1)
    for line in (ROOT / "scripts/debian_packages.txt").read_text("utf-8").splitlines()
)


def script(
    folder: Path, name: str, *arguments: str | Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", ROOT / "scripts" / name, *arguments],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def package(folder: Path, name: str) -> Path:
    """A folder to make a package of, that holds one file of the package's name."""
    content = folder / "content" / name
    (content / "usr/share").mkdir(parents=True)
    (content / "usr/share" / name).write_text(name, "utf-8")
    return content


@pytest.fixture
def carried(tmp_path: Path) -> Path:
    """A folder whose wheelhouse has the office, what it needs, and a package that is installed."""
    for name in (*SETS["office"].split(), "libneeded", "dpkg"):
        deb(tmp_path / "wheelhouse", "office", name, "1:2.0", package(tmp_path, name))
    return tmp_path


def test_the_sets_are_those_that_scripts_ask_for() -> None:
    texts = "".join(path.read_text("utf-8") for path in (ROOT / "scripts").glob("*.sh"))
    asked = set(re.findall(r'/debian_packages\.sh" ([\w-]+)', texts))
    # What makes the environment asks for its pip from Python.
    asked |= set(
        re.findall(r'"sh", str\(script\), "(\w+)"', (ROOT / "scripts/run.py").read_text("utf-8"))
    )
    assert asked >= SETS.keys()


def test_what_a_wheelhouse_brings_is_unpacked_and_written_down(carried: Path) -> None:
    done = script(carried, "debian_packages.sh", "office")
    assert done.returncode == 0, done.stderr
    unpacked = carried / ".cache/office"
    office = SETS["office"].split()
    assert {path.name for path in (unpacked / "usr/share").iterdir()} == {*office, "libneeded"}
    record = (unpacked / "packages.txt").read_text("utf-8").splitlines()
    debs = carried / "wheelhouse/debian/office"
    assert sorted(record) == sorted(
        f"{name} 1:2.0 {hashlib.sha256((debs / f'{name}_1:2.0_all.deb').read_bytes()).hexdigest()}"
        for name in (*office, "libneeded")
    )
    assert all(line in done.stdout for line in record if line.startswith("libreoffice"))
    assert f"{len(record)} 个" in done.stdout


def test_what_is_not_as_listed_is_refused(carried: Path) -> None:
    changed = carried / "wheelhouse/debian/office/libneeded_1:2.0_all.deb"
    changed.write_bytes(changed.read_bytes() + b" ")
    done = script(carried, "debian_packages.sh", "office")
    assert done.returncode == 1
    assert "libneeded_1:2.0_all.deb 不是 wheelhouse/SHA256SUMS 所列的文件" in done.stderr
    assert not (carried / ".cache/office/usr/share/libneeded").exists()


def test_what_is_not_listed_is_not_unpacked(carried: Path) -> None:
    sums = carried / "wheelhouse/SHA256SUMS"
    text = sums.read_text("utf-8")
    sums.write_text(
        "".join(line for line in text.splitlines(keepends=True) if "libneeded" not in line)
    )
    assert script(carried, "debian_packages.sh", "office").returncode == 0
    assert not (carried / ".cache/office/usr/share/libneeded").exists()
    sums.write_text("")
    done = script(carried, "debian_packages.sh", "office")
    assert done.returncode == 1
    assert "wheelhouse/ 里没有 libreoffice-writer-nogui" in done.stderr


def test_an_unsigned_server_is_refused_even_if_the_machine_allows_it(tmp_path: Path) -> None:
    """The machine's apt would take the package: that is seen first."""
    served = tmp_path / "served"
    served.mkdir()
    made = deb(tmp_path, "x", "hello-unsigned", "1.0", package(tmp_path, "hello-unsigned"))
    content = made.rename(served / "hello.deb").read_bytes()
    index = (
        (tmp_path / "content/hello-unsigned/DEBIAN/control").read_text("utf-8")
        + f"Filename: ./hello.deb\nSize: {len(content)}\n"
        + f"SHA256: {hashlib.sha256(content).hexdigest()}\n"
    ).encode()
    (served / "Packages").write_bytes(index)
    (served / "Release").write_text(
        "Date: Thu, 01 Jan 2026 00:00:00 UTC\n"
        f"SHA256:\n {hashlib.sha256(index).hexdigest()} {len(index)} Packages\n",
        "utf-8",
    )
    (tmp_path / "sources.list").write_text(f"deb copy:{served} ./\n", "utf-8")
    lax = tmp_path / "apt.conf"
    lax.write_text(
        f'Dir::Etc::sourcelist "{tmp_path}/sources.list";\nDir::Etc::sourceparts "/dev/null";\n'
        'Acquire::AllowInsecureRepositories "true";\nAPT::Get::AllowUnauthenticated "true";\n',
        "utf-8",
    )
    download = (ROOT / "scripts/download_debian.sh").read_text("utf-8")
    trusting = tmp_path / "trusting.sh"
    trusting.write_text(download.replace("=false", "=true"), "utf-8")
    arguments = (tmp_path / "debs", "/var/lib/dpkg/status", "hello-unsigned")

    done = script(tmp_path, str(trusting), *arguments, APT_CONFIG=str(lax))
    assert done.returncode == 0, done.stderr
    assert [path.name for path in arguments[0].iterdir()] == ["hello-unsigned_1.0_all.deb"]

    done = script(tmp_path, "download_debian.sh", *arguments, APT_CONFIG=str(lax))
    assert done.returncode != 0
    assert list(arguments[0].glob("*.deb")) == []
    assert "not signed" in done.stderr
