"""把生成好的网站放到服务器上：先送新的，页面其次，最后删去不再有的；中途断了，再执行一次就接着做完。"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import yaml

from ..build import MANIFEST, BuildError, Manifest, SiteFolder
from ..deliver import Delivery, DeliveryError, Target, amount, deliver, prepare, target_at
from ..settings import (
    PublicationSettings,
    SettingsError,
    read_destination,
    read_site_dir,
    read_site_settings,
)
from ..source import LEDGER, read_ledger
from .withdrawn_reports import still_public, withdrawn_in
from .words import CALLED, Arguments, complain, next_step, tell

__all__ = ["main", "options", "publish", "unreleased"]

_REPORT_PAGE = re.compile(r"(zwgk/gknb/[a-z][^/]*/\d{4}/)index\.html")
# Paths named in a message; the rest is counted.
_NAMED = 5
_WIDTH = 60


def main(given: Sequence[str]) -> int:
    """Publishes the project's site; 0 when all is there, 1 if not, 2 for wrong usage."""
    parser = options()
    arguments = parser.parse_args(given)
    project = parser.project(arguments.project)
    try:
        settings = read_site_settings(project / "mkdocs.yml").publication
        site = SiteFolder.at(read_site_dir(project / "mkdocs.yml"), project)
        if arguments.to:
            to = read_destination(arguments.to, "目标", Path.cwd())
            settings = PublicationSettings(to, settings.ssh_config)
    except (OSError, SettingsError, yaml.YAMLError) as error:
        parser.error(" ".join(str(error).split()))
    if settings.to is None:
        parser.error(
            "没有写发布到哪里：请写在命令后面，或者写进 mkdocs.yml 的 extra.nianbao.publish.to"
        )
    try:
        with (
            site.lock.taken(0, tell),
            closing(target_at(settings.to, settings.ssh_config)) as target,
        ):
            drafts = unreleased(site.site, project / "reports")
            if drafts and not arguments.drafts:
                complain(_refusal(drafts))
                return 1
            if found := withdrawn_in(site.site, project / "reports"):
                complain(f"{still_public(found)}，没有发布；请先执行 {CALLED} release，再发布")
                return 1
            publish(site.site, target, is_dry=arguments.dry_run, overwrite=arguments.overwrite)
    except (BuildError, DeliveryError) as error:
        complain(str(error))
        return 1
    if not arguments.dry_run:
        next_step(f"在外面核对一遍：{CALLED} verify 网站的网址")
    return 0


def options() -> Arguments:
    """What may be written behind the word."""
    parser = Arguments(
        "publish",
        __doc__ or "",
        "",
        "/srv/www/site",
        "ssh://web@www.example.gov.cn/srv/www/site",
        "sftp://web@www.example.gov.cn:2222/site --dry-run",
    )
    parser.add_argument(
        "to",
        nargs="?",
        metavar="目标",
        help="文件夹、ssh://用户@主机/路径、sftp://用户@主机/路径；不写就照 mkdocs.yml",
    )
    parser.add_argument("--dry-run", action="store_true", help="只列出要送、要删的，什么都不改")
    parser.add_argument(
        "--overwrite", action="store_true", help="目标里有别的网站的同名文件，也替换它们"
    )
    parser.add_argument(
        "--drafts", action="store_true", help="网站里有草稿也发布（只用于内部的预览网站）"
    )
    return parser


def publish(site: Path, target: Target, *, is_dry: bool = False, overwrite: bool = False) -> None:
    """Puts a site at a target and tells what is done.

    Raises DeliveryError.
    """
    delivery = prepare(site, target, overwrite=overwrite)
    tell(f"{target.name}：{delivery.explained()}")
    if is_dry:
        _tell_plan(delivery)
        return
    deliver(delivery, target, _show)
    tell(f"发布好了，{target.compares}核对过，{len(delivery.entries)} 个文件都在")


def unreleased(site: Path, reports: Path) -> list[str]:
    """The pages of reports that no release has noted in the ledger: drafts and samples.

    Raises BuildError if the site has no manifest, or the ledger is damaged.
    """
    try:
        manifest = Manifest.from_json((site / MANIFEST).read_bytes())
    except OSError as error:
        raise BuildError(
            f"{site} 里没有 {MANIFEST}，还没有生成网站，请先执行 {CALLED} release"
        ) from error
    ledger, problems = read_ledger(reports)
    if problems:
        raise BuildError("\n".join(problem.explained() for problem in problems))
    released = {address for text in ledger.texts for address in text.addresses}
    pages = (_REPORT_PAGE.fullmatch(entry.path) for entry in manifest.entries)
    return [page[1] for page in pages if page and page[1] not in released]


def _refusal(drafts: Sequence[str]) -> str:
    named = "、".join(drafts[:_NAMED]) + (" 等" if len(drafts) > _NAMED else "")
    return (
        f"网站里有 {len(drafts)} 份报告没有正式发布过（{named}，reports/{LEDGER} 里没有），"
        f"是草稿或者示例，没有发布；请先执行 {CALLED} release，再发布"
    )


def _tell_plan(delivery: Delivery) -> None:
    for entry in delivery.plan.sent:
        tell(f"  送 {entry.path}（{amount(entry.size)}）")
    for path in (*delivery.plan.in_the_way, *delivery.plan.removals):
        tell(f"  删 {path}")


def _show(files: int, all_files: int, size: int, all_bytes: int) -> None:
    """Counts on one line of a terminal; elsewhere a line for each tenth."""
    line = f"已送 {files}/{all_files} 个文件，{amount(size)}/{amount(all_bytes)}"
    if sys.stderr.isatty():
        end = "\n" if files == all_files else ""
        sys.stderr.write(f"\r{line}".ljust(_WIDTH) + end)
        sys.stderr.flush()
    elif files == all_files or files % max(all_files // 10, 1) == 0:
        complain(line)
