"""核对发布出去的网站：一个文件夹或者一个网址里的文件，与校验清单 manifest.json 逐个比较。"""

from __future__ import annotations

import sys
from pathlib import Path

import library
from nianbao.build import MANIFEST, BuildError, listed_files, own_files, verify
from nianbao.console import ArgumentParser, make_legible
from project_site import site_dir_of


def main() -> int:
    """Prints every difference; 0 without any, 1 with, 2 if there is nothing to compare."""
    make_legible(sys.stdout)
    make_legible(sys.stderr)
    parser = _parser()
    arguments = parser.parse_args()
    against: Path | None = arguments.against
    if against is None and not arguments.own:
        ours = site_dir_of(library.ROOT, parser) / MANIFEST
        against = ours if ours.is_file() else None
    try:
        files = own_files(against) if against else listed_files(arguments.site)
        differences = verify(arguments.site, files)
    except BuildError as error:
        parser.error(str(error))
    print(f"{arguments.site} 与 {against or f'它自己的 {MANIFEST}'} 比较，应有 {len(files)} 个文件")
    print(differences.explained() if differences else "完全一致")
    return 1 if differences else 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument(
        "site",
        metavar="网站",
        help="发布网站的文件夹，或者网站的网址（首页或 manifest.json 的都可以）",
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--against",
        type=Path,
        metavar="文件",
        help="与哪一份 manifest.json 比较（默认 site/manifest.json；没有，就与它自己的比较）",
    )
    which.add_argument("--own", action="store_true", help="与它自己的 manifest.json 比较")
    return parser


if __name__ == "__main__":
    sys.exit(main())
