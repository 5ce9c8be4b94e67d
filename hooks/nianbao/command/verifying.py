"""核对发布出去的网站：一个文件夹或者一个网址里的文件，与校验清单 manifest.json 逐个比较。"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..build import MANIFEST, BuildError
from ..build.verifying import listed_files, own_files, verify
from .project import site_dir_of
from .words import CALLED, Arguments, next_step, tell


def main(given: Sequence[str]) -> int:
    """Prints every difference; 0 without any, 1 with, 2 if there is nothing to compare."""
    parser = options()
    arguments = parser.parse_args(given)
    project = parser.project(arguments.project)
    site = arguments.site or str(site_dir_of(project, parser))
    against: Path | None = arguments.against
    if against is None and not arguments.own:
        ours = site_dir_of(project, parser) / MANIFEST
        against = ours if ours.is_file() else None
    try:
        files = own_files(against) if against else listed_files(site)
        differences = verify(site, files)
    except BuildError as error:
        parser.error(str(error))
    tell(f"{site} 与 {against or f'它自己的 {MANIFEST}'} 比较，应有 {len(files)} 个文件")
    tell(differences.explained() if differences else "完全一致")
    if differences:
        next_step(f"把本机的网站再发布一次：{CALLED} publish")
    return 1 if differences else 0


def options() -> Arguments:
    """What may be written behind the word."""
    parser = Arguments(
        "verify", __doc__ or "", "https://www.example.gov.cn/", "/srv/www/site --own"
    )
    parser.add_argument(
        "site",
        nargs="?",
        metavar="网站",
        help="网站的文件夹，或者网址（首页、manifest.json 的都可以）；不写就是本机的 site/",
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
