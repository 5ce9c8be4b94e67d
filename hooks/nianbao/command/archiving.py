"""把网站做成一个网页归档文件（WACZ），交给档案部门，或者用 ReplayWeb.page 等软件打开。"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from importlib.util import find_spec
from pathlib import Path

import yaml

from ..archive.about import ArchiveAbout
from ..build import MANIFEST, BuildError, Entry, folder_differences
from ..build.verifying import own_files
from ..settings import Settings, SettingsError, read_site_settings, read_site_url
from ..visible import visible
from ..wording import file_size, reports_name
from .project import site_dir_of
from .words import CALLED, Arguments, complain, next_step, tell

_PACKAGE = "warcio"


def main(given: Sequence[str]) -> int:
    """Writes the archive of the site; 0 when done, 1 if that is not possible, 2 for wrong usage."""
    parser = options()
    arguments = parser.parse_args(given)
    project = parser.project(arguments.project)
    if find_spec(_PACKAGE) is None:
        parser.error(f"没有安装归档用的软件包，请先执行 {CALLED} setup archive")
    site: Path = arguments.site or site_dir_of(project, parser)
    try:
        settings = read_site_settings(project / "mkdocs.yml")
        site_url = read_site_url(project / "mkdocs.yml")
        files = own_files(site / MANIFEST)
        differences = folder_differences(site, files)
    except (OSError, SettingsError, BuildError, yaml.YAMLError) as error:
        parser.refuse(error)
    if differences:
        complain(f"{site} 与它的校验清单不符，没有归档：\n{differences.explained()}")
        next_step(f"重新生成网站：{CALLED} release")
        return 1
    day = arguments.day or max((entry.day for entry in files if entry.day), default=None)
    if day is None:
        parser.error("网站里的文件都没有日期，请写明归档文件的日期，例如 --day 2026-03-31")
    # A compressed copy has no address of its own.
    kept = [entry for entry in files if not entry.copy_of]
    about = _about(kept, site_url, settings, day)
    return _write(arguments.to or project / f"site-{day}.wacz", site, kept, about)


def _write(target: Path, site: Path, files: Sequence[Entry], about: ArchiveAbout) -> int:
    # Only here: it needs a package that not everybody has.
    from ..archive.wacz import write_archive  # noqa: PLC0415

    unfinished = target.with_name(f"{target.name}.unfinished")
    try:
        with unfinished.open("wb") as stream:
            count = write_archive(stream, site, files, about)
        unfinished.replace(target)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        complain(f"归档文件写不成，没有留下：{visible(str(error))}")
        return 1
    tell(f"已把 {count} 个文件归档到 {target}（{file_size(target.stat().st_size)}）")
    return 0


def _about(files: Sequence[Entry], site_url: str, settings: Settings, day: date) -> ArchiveAbout:
    """What the archive says of the site.

    The metadata are what GB/T 42147-2022 asks of a page's electronic file, as far as it is known:
    the standard's text has not been seen, the names are ours (docs/maintainers/sources.md).
    """
    known = {
        "网站名称": settings.portal.name,
        "主办单位": settings.site.sponsor,
        "承办单位": settings.site.operator,
        "网站标识码": settings.site.id_code,
        "网址": site_url,
        "截止日期": day.isoformat(),
        "文件数": len(files),
        "字节数": sum(entry.size for entry in files),
    }
    name = settings.portal.name or settings.site.sponsor or site_url
    metadata = {key: value for key, value in known.items() if value}
    return ArchiveAbout(site_url, "".join(reports_name(name)), day, metadata)


def options() -> Arguments:
    """What may be written behind the word."""
    parser = Arguments("archive", __doc__ or "", "", "--to /srv/archive/nianbao.wacz")
    parser.add_argument(
        "site", nargs="?", type=Path, metavar="文件夹", help="网站的文件夹；不写就是本机的 site/"
    )
    parser.add_argument(
        "--to",
        type=Path,
        metavar="文件",
        help="写到哪个文件（默认 site-日期.wacz，在 mkdocs.yml 旁边）",
    )
    parser.add_argument(
        "--day",
        type=date.fromisoformat,
        metavar="日期",
        help="归档文件的日期（默认网站里最晚的日期）；同一个网站、同一个日期，每次做出来都一样",
    )
    return parser
