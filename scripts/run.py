"""准备好运行环境，再执行 nianbao 的一个命令。

    python3 scripts/run.py site          在 Windows 上用 py 代替 python3
    python3 scripts/run.py setup dev     只准备环境，连同开发用的软件包

Makes .venv, installs what the locks name and nothing else, and runs the command there. Needs only
Python: in the repository it lies in scripts/, in a site that was made by ``nianbao init`` beside
mkdocs.yml, and the program with its locks in program/.
"""

from __future__ import annotations

import hashlib
import os
import platform
import re
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

_HERE = Path(__file__).resolve().parent
_IS_REPOSITORY = _HERE.name == "scripts"
ROOT = _HERE.parent if _IS_REPOSITORY else _HERE
_PROGRAM = ROOT if _IS_REPOSITORY else ROOT / "program"
_VENV = ROOT / ".venv"
_BIN = _VENV / ("Scripts" if os.name == "nt" else "bin")
_PYTHON = _BIN / ("python.exe" if os.name == "nt" else "python")
_WHEELHOUSE = ROOT / "wheelhouse"
_LONGEST = 110
# What some commands need besides what building needs: the name of a lock.
_GROUPS = {"import": ("import",), "publish": ("publish",), "archive": ("archive",)}


class _NotSetUpError(Exception):
    """The environment could not be made; the sentence says why and what to do."""


def main(arguments: Sequence[str]) -> int:
    """Sets up what the command needs, and runs it; its exit code, or 1 if that is not possible."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    word, *rest = arguments or ["--help"]
    groups = rest if word == "setup" else _GROUPS.get(word, ())
    try:
        _require_python()
        if os.name == "nt":
            _require_short_path()
        _set_up("pip", "build", *groups)
    except _NotSetUpError as error:
        print(error, file=sys.stderr)
        return 1
    if word == "setup":
        return 0
    return _run(arguments)


def _require_python() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - whoever calls may have an older one
        raise _NotSetUpError(
            f"需要 Python 3.11 或更新的版本；现在的 {sys.executable} 是 {sys.version.split()[0]}"
        )


def _require_short_path() -> None:
    """Windows takes paths of 260 characters; what is made below has up to 150 of its own."""
    if len(str(ROOT)) > _LONGEST:
        raise _NotSetUpError(
            f"文件夹的路径有 {len(str(ROOT))} 个字，Windows 上最多 {_LONGEST} 个，"
            "不然里面的文件存不下：请把它移到短一些的路径，例如 C:\\年报网站"
        )


def _set_up(*groups: str) -> None:
    """Installs the locks of these groups that are not installed yet, in this order."""
    for group in groups:
        lock = _lock(group)
        if not lock.is_file():
            raise _NotSetUpError(f"没有 {lock}：没有 {group} 这一组软件包")
        done, digest = _VENV / f"{group}.done", stamp(group)
        if done.is_file() and done.read_text("ascii") == digest:
            continue
        if group == "pip":
            _make_environment()
        _install(lock)
        if group == "build":
            _install_program()
        done.write_text(digest, "ascii")


def _lock(group: str) -> Path:
    return _PROGRAM / ("requirements.txt" if group == "build" else f"requirements-{group}.txt")


def stamp(group: str) -> str:
    """Changes with what is to be installed."""
    files = [_lock(group)]
    if group == "build":
        files += [ROOT / "pyproject.toml"] if _IS_REPOSITORY else _wheels()
    return " ".join(hashlib.sha256(file.read_bytes()).hexdigest() for file in files)


def _wheels() -> list[Path]:
    wheels = sorted(_PROGRAM.glob("nianbao-*.whl"))
    if len(wheels) != 1:
        raise _NotSetUpError(f"{_PROGRAM} 里应当有一个 nianbao-….whl，现有 {len(wheels)} 个")
    return wheels


def _make_environment() -> None:
    """A new environment with some pip, also where Debian's python3-venv is not installed."""
    if _PYTHON.exists():
        return
    print("正在准备运行环境（只需一次）……", file=sys.stderr, flush=True)
    has_pip = _succeeds(sys.executable, "-c", "import ensurepip")
    _do(sys.executable, "-m", "venv", *([] if has_pip else ["--without-pip"]), str(_VENV))
    if not has_pip:
        # Debian keeps pip in a package of its own, as a wheel, which can install itself.
        script = _HERE / "debian_packages.sh"
        if not script.is_file():
            raise _NotSetUpError("这里的 Python 没有 venv：请先执行 sudo apt install python3-venv")
        _do("sh", str(script), "pip")
        (wheel,) = (ROOT / ".cache/pip/usr/share/python-wheels").glob("pip-*.whl")
        _do(str(_PYTHON), f"{wheel}/pip", "install", "--quiet", "--no-index", str(wheel))
    if _succeeds(str(_PYTHON), "-c", "import setuptools"):
        _pip("uninstall", "--yes", "setuptools")  # no lock names it


def _install(lock: Path) -> None:
    """Installs what a lock names: from wheelhouse/ where that is, from nowhere else then.

    Either way only files whose digests the lock has. What an earlier lock named and none names now
    goes, so that nothing works thanks to it here only.
    """
    wanted = ("--only-binary", ":all:", "-r", str(lock))
    if not _WHEELHOUSE.is_dir():
        _pip("install", "--require-hashes", *wanted)
    elif not _pip_succeeds(
        *("--isolated", "install", "--require-hashes", "--no-index", *wanted),
        *("--find-links", str(_WHEELHOUSE / "wheels")),
    ):
        made = (_WHEELHOUSE / "system.txt").read_text("utf-8").strip()
        raise _NotSetUpError(
            f"用 wheelhouse/ 装不上 {lock.name}：它应当是用同样的 {lock.name}、"
            "在同样的系统上做的，文件没有改动。\n"
            f"做它的系统：{made}\n这台机器：{system()}\n"
            "请在有网络的机器上重新执行 make wheelhouse；"
            "这台机器有网络的，删去 wheelhouse/ 即可。"
        )
    named = {"pip", "nianbao"}
    for each in _PROGRAM.glob("requirements*.txt"):
        named |= set(re.findall(r"^([a-z0-9-]+)==", each.read_text("utf-8"), re.MULTILINE))
    for package in _installed() - named:
        _pip("uninstall", "--yes", package)


def _installed() -> set[str]:
    listed = subprocess.run(
        [str(_PYTHON), "-m", "pip", "list", "--format=freeze"],
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout.splitlines()
    names = (re.split(r"==| @ ", line)[0] for line in listed)
    return {re.sub(r"[-_.]+", "-", name).lower() for name in names if name}


def _install_program() -> None:
    """The program itself: in the repository from where it lies, in a site from its package."""
    what = ["--editable", str(ROOT)] if _IS_REPOSITORY else [str(_wheels()[0])]
    # It is ours, and brings nothing: all that it needs stands in the locks.
    _pip("install", "--no-deps", "--no-build-isolation", "--no-index", "--force-reinstall", *what)


def _pip(*arguments: str) -> None:
    if not _pip_succeeds(*arguments):
        raise _NotSetUpError("软件包没有装上，原因见上；检查网络以后再执行一次")


def _pip_succeeds(*arguments: str) -> bool:
    first = [str(_PYTHON), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    return subprocess.run([*first, *arguments], check=False, env=_environment()).returncode == 0


def system() -> str:
    """What decides which packages fit a machine: system, C library and Python."""
    library = " ".join(platform.libc_ver())
    return f"{sysconfig.get_platform()} {library} Python {platform.python_version()}"


def _succeeds(*command: str) -> bool:
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def _do(*command: str) -> None:
    if subprocess.run(command, check=False).returncode:
        raise _NotSetUpError(f"这一步没有做成，原因见上：{' '.join(command)}")


def _environment() -> dict[str, str]:
    """What the command is told: where the library is, and how it was called."""
    variables = {**os.environ, "PYTHONUTF8": "1"}
    if _IS_REPOSITORY:
        # Also after the folder has been moved, when the environment still names the old place.
        variables["PYTHONPATH"] = str(ROOT / "hooks")
    first = "py" if os.name == "nt" else "python3"
    script = Path("scripts/run.py") if _IS_REPOSITORY else Path("run.py")
    variables.setdefault("NIANBAO_CALLED", f"{first} {script}")
    return variables


def _run(arguments: Sequence[str]) -> int:
    command = [str(_PYTHON), "-m", "nianbao", *arguments]
    if os.name != "nt":
        # Signals reach the command, and nothing waits for it.
        os.execve(  # noqa: S606
            command[0], command, _environment()
        )
    return subprocess.run(command, env=_environment(), check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
