"""A machine without a network: everything comes from wheelhouse/, and only what the locks name."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Callable
from importlib.metadata import distribution
from pathlib import Path

import pytest
from campaigns import LONG
from closed_network import has_namespaces, run_closed
from debian_files import deb
from places import ROOT

IS_DEBIAN = shutil.which("dpkg-deb") is not None
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


def lock(path: Path, name: str, version: str, file: Path) -> None:
    """A lock of one package, as uv would write it for this file."""
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    path.write_text(f"--only-binary :all:\n\n{name}=={version} --hash=sha256:{digest}\n", "utf-8")


@pytest.fixture
def closed_project(tmp_path: Path) -> Path:
    """The project's own Makefile and scripts, with small locks and what they name in wheelhouse/.

    Its pip is the locked one, put into a wheel again.
    """
    project = tmp_path / "没有网络 的机器"
    wheels = project / "wheelhouse/wheels"
    wheels.mkdir(parents=True)
    shutil.copytree(
        ROOT / "scripts", project / "scripts", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "Makefile", project)
    installed = distribution("pip")
    pip = wheel(
        wheels,
        "pip",
        installed.version,
        {
            str(file): Path(str(file.locate())).read_bytes()
            for file in installed.files or ()
            if file.parts[0] != ".." and "__pycache__" not in file.parts and file.name != "RECORD"
        },
    )
    lock(project / "requirements-pip.txt", "pip", installed.version, pip)
    small = wheel(wheels, "klein", "1.0", {"klein.py": b"SIZE = 1\n"})
    lock(project / "requirements.txt", "klein", "1.0", small)
    (project / "wheelhouse/system.txt").write_text("anderswo\n", "utf-8")
    if IS_DEBIAN:
        unpacked = tmp_path / "deb"
        (unpacked / "usr/share/python-wheels").mkdir(parents=True)
        shutil.copy(pip, unpacked / "usr/share/python-wheels")
        deb(project / "wheelhouse", "pip", "python3-pip-whl", "9", unpacked)
    return project


def make(project: Path, target: str, python: Path) -> subprocess.CompletedProcess[str]:
    return run_closed(project, "make", target, f"PYTHON={python}")


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
    done = make(closed_project, ".venv/build.done", python)
    assert done.returncode == 0, done.stderr
    listed = subprocess.run(
        [closed_project / ".venv/bin/pip", "list", "--format=freeze"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout.split()
    assert listed == ["klein==1.0", f"pip=={distribution('pip').version}"]
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
    lock(project / "requirements.txt", "klein", "1.0", source)


def name_a_newer_version(project: Path) -> None:
    """The lock was renewed after the wheelhouse was made."""
    text = (project / "requirements.txt").read_text("utf-8")
    (project / "requirements.txt").write_text(text.replace("1.0", "1.1"), "utf-8")


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
    environment = closed_project / ".venv"
    venv.create(environment)
    (installed,) = environment.glob("lib/*/site-packages")
    (installed / "pip.pth").write_text(sysconfig.get_path("purelib"), "utf-8")
    change(closed_project)
    done = run_closed(closed_project, "sh", "scripts/install_lock.sh", ".venv", "requirements.txt")
    assert done.returncode == 1
    assert reason in done.stderr
    assert "用 wheelhouse/ 装不上 requirements.txt" in done.stderr
    assert "做它的系统：anderswo" in done.stderr
    assert "重新执行 make wheelhouse" in done.stderr
    assert [path.name for path in installed.iterdir()] == ["pip.pth"]


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
