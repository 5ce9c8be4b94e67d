"""做一个版本：dist/ 里的安装包、锁定文件、更新记录，和给各网站升级用的 nianbao-版本.zip。

The tag of the version, v0.1.0, must be at the last commit, and nothing may be changed since: what
people get is what the repository has under that name. --any makes it for a try, of what is there.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

import library
from nianbao import __version__
from nianbao.command.kit import NoKitError, put_kit_into, wheel_in
from nianbao.console import make_legible

_DAY = (1980, 1, 1, 0, 0, 0)


def main() -> int:
    """Makes dist/ anew; 0 when done, 1 if the repository is not at a tagged version."""
    make_legible(sys.stdout)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--any", action="store_true", help="不管有没有标签，用现在的文件做，供试用")
    parser.add_argument("--to", type=Path, default=library.ROOT / "dist", help="写到哪里")
    arguments = parser.parse_args()
    if not arguments.any and (fault := _fault()):
        print(fault)
        return 1
    folder: Path = arguments.to
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        with TemporaryDirectory() as place:
            put_kit_into(Path(place))
            program = Path(place) / "program"
            for file in (wheel_in(program), program / "CHANGELOG.md", *program.glob("*.txt")):
                shutil.copyfile(file, folder / file.name)
            kit = folder / f"nianbao-{__version__}.zip"
            _pack(Path(place), kit)
    except NoKitError as error:
        print(error)
        return 1
    print(f"{kit} 做好了；在网站里执行 python3 run.py upgrade {kit.name} 换用它")
    return 0


def _fault() -> str:
    """Why this is no version, if it is none."""
    tag = f"v{__version__}"
    if tag not in _git("tag", "--points-at", "HEAD").split():
        return f"最后一次提交没有标签 {tag}：请先改好 CHANGELOG.md，提交，git tag {tag}"
    if _git("status", "--porcelain"):
        return "有没有提交的改动：请先提交，或者放到一边"
    return ""


def _git(*arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=library.ROOT, capture_output=True, encoding="utf-8", check=True
    ).stdout


def _pack(folder: Path, kit: Path) -> None:
    """Packs a folder, the same bytes for the same files."""
    with zipfile.ZipFile(kit, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(file.relative_to(folder).as_posix(), _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.read_bytes())


if __name__ == "__main__":
    sys.exit(main())
