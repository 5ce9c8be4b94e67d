"""换用新版本的程序：替换 program/ 和 run.py，说明对网站有哪些变化；网站自己的文件一个也不动。"""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path

from .. import __version__
from ..program_files import PROGRAM_FOLDER, is_installed
from ..visible import visible
from .kit import PIPELINES, NoKitError, wheel_in
from .words import Arguments, next_step, tell

_CHANGES = "CHANGELOG.md"
# As a package names its version.
_VERSION = re.compile(r"nianbao-([0-9][0-9a-z.]*)-py3-none-any\.whl")
_HOOKS = f"{PROGRAM_FOLDER}/{PIPELINES}/git-server/"
_MOST_BYTES = 100_000_000


def options() -> Arguments:
    """What may be written behind the word."""
    parser = Arguments("upgrade", __doc__ or "", "nianbao-0.2.0.zip")
    parser.add_argument("kit", type=Path, metavar="文件", help="新版本的 nianbao-….zip")
    return parser


def main(given: Sequence[str]) -> int:
    """Upgrades a site; 0 when done, 1 if nothing was changed, 2 for wrong usage."""
    parser = options()
    arguments = parser.parse_args(given)
    project = parser.project(arguments.project)
    kit = parser.existing(arguments.kit)
    if not is_installed():
        parser.error("这里是程序自己的代码库：请用 git 取得新版本")
    unfinished = project / f".{PROGRAM_FOLDER}"
    try:
        _unpack(kit, unfinished)
        new = _version_of(wheel_in(unfinished / PROGRAM_FOLDER))
        _take_over(unfinished, project)
    except zipfile.BadZipFile:
        tell(f"没有换成，网站和程序都没有改动：{arguments.kit} 不是 ZIP 文件，不是程序的新版本")
        return 1
    except (NoKitError, OSError) as error:
        tell(f"没有换成，网站和程序都没有改动：{visible(str(error))}")
        return 1
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    if new == __version__:
        tell(f"程序还是 {new}，重新放了一遍")
        return 0
    tell(f"程序从 {__version__} 换成了 {new}")
    for line in _changes_since(project / PROGRAM_FOLDER / _CHANGES, __version__):
        tell(line)
    next_step("执行 python3 run.py check 和 site（Windows 上用 py），看过以后把改动提交到 git")
    return 0


def _unpack(kit: Path, folder: Path) -> None:
    """Unpacks what a kit has, and nothing else that may be in the file."""
    shutil.rmtree(folder, ignore_errors=True)
    with zipfile.ZipFile(kit) as archive:
        wanted = [
            each
            for each in archive.infolist()
            if each.filename == "run.py" or each.filename.startswith(f"{PROGRAM_FOLDER}/")
        ]
        if sum(each.file_size for each in wanted) > _MOST_BYTES:
            raise NoKitError(f"{kit.name} 展开以后太大，不是程序的新版本")
        for each in wanted:
            # zipfile leads no name out of the folder.
            archive.extract(each, folder)
            if each.filename.startswith(_HOOKS):
                (folder / each.filename).chmod(0o755)
    if not ((folder / "run.py").is_file() and (folder / PROGRAM_FOLDER).is_dir()):
        raise NoKitError(f"{kit.name} 不是程序的新版本：里面没有 run.py 和 {PROGRAM_FOLDER}/")


def _version_of(wheel: Path) -> str:
    found = _VERSION.fullmatch(wheel.name)
    if found is None:
        raise NoKitError(f"{wheel.name} 不是程序的安装包")
    return found[1]


def _take_over(source: Path, project: Path) -> None:
    """Puts the new program in the place of the old one, which stays until the new one is there."""
    program, old = project / PROGRAM_FOLDER, project / f".{PROGRAM_FOLDER}.old"
    shutil.rmtree(old, ignore_errors=True)
    program.rename(old)
    try:
        (source / PROGRAM_FOLDER).rename(program)
    except OSError:
        old.rename(program)
        raise
    (source / "run.py").replace(project / "run.py")
    shutil.rmtree(old, ignore_errors=True)


def _changes_since(changelog: Path, version: str) -> tuple[str, ...]:
    """The part of the changelog that is newer than a version."""
    if not changelog.is_file():
        return ()
    lines = changelog.read_text("utf-8").splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith("## ")]
    if not starts:
        return ()
    own = [n for n in starts if lines[n].removeprefix("## ").split()[0] == version]
    return ("", *lines[starts[0] : own[0] if own else len(lines)])
