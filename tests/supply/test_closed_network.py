"""A machine without a network: everything comes from wheelhouse/, and only what the locks name."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from importlib.metadata import distribution
from pathlib import Path

import pytest
from campaigns import LONG
from closed_network import has_namespaces, run_closed
from debian_files import deb
from nianbao.supply.locks import read_lock
from places import ROOT

IS_DEBIAN = shutil.which("dpkg-deb") is not None
# What the first lock names.
INSTALLERS = [locked.name for locked in read_lock(ROOT / "requirements-pip.txt")]
# A Python as Debian has it without python3-venv.
WITHOUT_ENSUREPIP = """\
#!/bin/sh
case "$*" in *"import ensurepip"*) exit 1 ;; esac
exec {python} "$@"
"""


def wheel(folder: Path, name: str, version: str, files: dict[str, bytes]) -> Path:
    """A wheel of these files."""
    inside = f"{name}-{version}.dist-info"
    files = {
        f"{inside}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n".encode(),
        f"{inside}/WHEEL": b"Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        **files,
    }
    record = "".join(f"{file},,\n" for file in (*files, f"{inside}/RECORD"))
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for file, content in (*files.items(), (f"{inside}/RECORD", record.encode())):
            archive.writestr(file, content)
    return path


def lock(path: Path, packages: Mapping[str, tuple[str, Path]]) -> None:
    """A lock of these packages, as uv would write it for their files."""
    lines = [
        f"{name}=={version} --hash=sha256:{hashlib.sha256(file.read_bytes()).hexdigest()}"
        for name, (version, file) in packages.items()
    ]
    path.write_text("\n".join(["--only-binary :all:", "", *lines, ""]), "utf-8")


def again(folder: Path, name: str) -> tuple[str, Path]:
    """An installed package, put into a wheel again, and its version."""
    installed = distribution(name)
    files = {
        str(file): Path(str(file.locate())).read_bytes()
        for file in installed.files or ()
        if file.parts[0] != ".." and "__pycache__" not in file.parts and file.name != "RECORD"
    }
    return installed.version, wheel(folder, name.replace("-", "_"), installed.version, files)


@pytest.fixture
def closed_project(tmp_path: Path) -> Path:
    """The project's own scripts and next to no program, small locks and what they name.

    What installs the rest is what is locked here, put into wheels again.
    """
    project = tmp_path / "没有网络 的机器"
    wheels = project / "wheelhouse/wheels"
    wheels.mkdir(parents=True)
    for name in ("scripts", "docs/help"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, project / name, ignore=ignored)
    for name in ("pyproject.toml", "README.md", "LICENSE", "mkdocs.yml"):
        shutil.copy(ROOT / name, project)
    program = project / "hooks/nianbao/__init__.py"
    program.parent.mkdir(parents=True)
    shutil.copy(ROOT / "hooks/nianbao/__init__.py", program)
    locked: dict[str, tuple[str, Path]] = {}
    for name in INSTALLERS:
        version, file = again(wheels, name)
        locked[name] = (version, file)
    lock(project / "requirements-pip.txt", locked)
    small = wheel(wheels, "klein", "1.0", {"klein.py": b"SIZE = 1\n"})
    lock(project / "requirements.txt", {"klein": ("1.0", small)})
    (project / "wheelhouse/system.txt").write_text("anderswo\n", "utf-8")
    if IS_DEBIAN:
        unpacked = tmp_path / "deb"
        (unpacked / "usr/share/python-wheels").mkdir(parents=True)
        shutil.copy(locked["pip"][1], unpacked / "usr/share/python-wheels")
        deb(project / "wheelhouse", "pip", "python3-pip-whl", "9", unpacked)
    return project


def set_up(project: Path, python: Path = Path(sys.executable)) -> subprocess.CompletedProcess[str]:
    return run_closed(project, python, "scripts/run.py", "setup")


def installed_in(project: Path) -> set[str]:
    listed = subprocess.run(
        [project / ".venv/bin/python", "-m", "pip", "list", "--format=freeze"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout.split()
    return {line.partition("==")[0] for line in listed if "==" in line}


@pytest.mark.slow("a new environment")
@pytest.mark.parametrize("ensurepip", [False, True] if IS_DEBIAN and LONG else [not IS_DEBIAN])
def test_the_environment_is_made_from_the_wheelhouse(
    closed_project: Path, ensurepip: object, tell: Callable[[str], None]
) -> None:
    python = Path(sys.executable)
    if not ensurepip:
        python = closed_project.parent / "python3"
        python.write_text(WITHOUT_ENSUREPIP.format(python=sys.executable), "utf-8")
        python.chmod(0o755)
    done = set_up(closed_project, python)
    assert done.returncode == 0, done.stderr
    assert installed_in(closed_project) == {"klein", "nianbao", *INSTALLERS}
    # All is there: nothing is done again, and the command answers.
    shutil.rmtree(closed_project / "wheelhouse")
    assert set_up(closed_project).stderr == ""
    if not has_namespaces():
        tell("这台机器不让用 unshare --net：没有网络的测试只靠不通的代理")


def spoil(project: Path) -> None:
    """The file is not the one that the lock names."""
    wheel(project / "wheelhouse/wheels", "klein", "1.0", {"klein.py": b"SIZE = 2\n"})


def leave_only_the_source(project: Path) -> None:
    """A source archive has the name and version that are locked, and even its digest."""
    (project / "wheelhouse/wheels/klein-1.0-py3-none-any.whl").unlink()
    source = project / "wheelhouse/wheels/klein-1.0.zip"
    with zipfile.ZipFile(source, "w") as archive:
        archive.writestr("klein-1.0/setup.py", "open('/tmp/ran', 'w')")
    lock(project / "requirements.txt", {"klein": ("1.0", source)})


def name_a_newer_version(project: Path) -> None:
    """The lock was renewed after the wheelhouse was made."""
    text = (project / "requirements.txt").read_text("utf-8")
    (project / "requirements.txt").write_text(text.replace("1.0", "1.1"), "utf-8")


@pytest.mark.slow("a new environment")
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (spoil, "DO NOT MATCH THE HASHES"),
        (leave_only_the_source, "klein==1.0 (from versions: none)"),
        (name_a_newer_version, "klein==1.1 (from versions: 1.0)"),
    ],
)
def test_what_the_lock_does_not_name_is_not_installed(
    closed_project: Path, change: Callable[[Path], None], reason: str
) -> None:
    change(closed_project)
    done = set_up(closed_project)
    assert done.returncode == 1
    assert reason in done.stderr
    assert "用 wheelhouse/ 装不上 requirements.txt" in done.stderr
    assert "做它的系统：anderswo" in done.stderr
    assert "重新执行 make wheelhouse" in done.stderr
    assert installed_in(closed_project) == set(INSTALLERS)


@pytest.mark.skipif(not LONG, reason="取 700 MB，费几分钟：make test-long")
def test_the_commands_of_the_readme_work_from_a_real_wheelhouse(tmp_path: Path) -> None:
    assert has_namespaces(), "这台机器不让用 unshare --net"
    outside, closed = tmp_path / "outside", tmp_path / "closed"
    for project in (outside, closed):
        subprocess.run(["git", "clone", "-q", ROOT, project], check=True)
    subprocess.run(["make", "wheelhouse"], cwd=outside, check=True)
    (outside / "wheelhouse").rename(closed / "wheelhouse")
    site = run_closed(closed, "make", "site")
    assert site.returncode == 0, site.stderr
    assert (closed / "site/zwgk/gknb/minquan/2021/minquan-2021.pdf").exists()
    # The browser's tests and LibreOffice's, with all that make test sets up for itself.
    some = "tests/site/test_display.py tests/intake/readers/test_office.py"
    test = run_closed(closed, "make", "test", f"PARALLEL={some}")
    assert test.returncode == 0, test.stdout + test.stderr
    assert not (set(test.stdout.split()) & {"failed", "skipped"})
