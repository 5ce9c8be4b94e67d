"""一个年度的情况汇总，给上级主管部门：发布情况、核对的问题、主要数字、与上年比较；网页、Excel、Word。"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from ..build import BuildError
from ..build.cluster import chosen_workers
from ..build.tasks import Tools
from ..console import progress_on
from ..facts import PortalFacts
from ..problem import Problem
from ..publish import Equipment
from ..publish.reading import facts_of_all, read_all
from ..refusals import reason_of
from ..source import YEARS
from ..summary import Summary, gather, summary_document, summary_page, summary_workbook
from ..visible import visible
from .project import equipment_of, site_dir_of
from .words import Arguments, complain, nearest, tell

_FOLDER = "summary"
_IGNORE = "# 里面有不公开的内容，git 不收\n*\n"
# What stands in these is published, or read as reports.
_PUBLIC = ("docs", "reports", "site", "release")


def options() -> Arguments:
    """What may be written behind the word."""
    parser = Arguments("summary", __doc__ or "", "2025", "2025 --organ xian -o ../汇总")
    parser.add_argument("year", type=int, choices=YEARS, metavar="年度", help="例如 2025")
    parser.add_argument("--organ", metavar="机关代号", help="只要这个机关和它下面的（默认全站）")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="文件夹", help=f"写到哪里（默认网站里的 {_FOLDER}）"
    )
    parser.add_argument(
        "--reports", type=Path, metavar="文件夹", help="报告所在的文件夹（默认 reports）"
    )
    return parser


def main(given: Sequence[str]) -> int:
    """Writes the three files; 0 when done, 1 if they cannot be written, 2 for wrong usage."""
    parser = options()
    arguments = parser.parse_args(given)
    project = parser.project(arguments.project)
    today = datetime.now().astimezone().date()
    equipment = replace(equipment_of(project, parser), today=today)
    folder = parser.existing(arguments.reports or project / "reports", "文件夹")
    target = arguments.output or project / _FOLDER
    _refuse_public(target, project, parser)
    facts, problems = _read(folder, equipment, parser)
    slug, year = arguments.organ or "", arguments.year
    if slug and slug not in facts.organs:
        parser.error(f"organs.yml 里没有 {slug}{nearest(slug, facts.organs)}")
    if year not in facts.by_year:
        parser.error(f"没有 {year} 年度的报告")
    summary = gather(facts, problems, equipment.settings.rules, year, slug)
    name = "-".join(filter(None, (_FOLDER, slug, str(year))))
    try:
        paths = _write(target, name, summary, is_ours=arguments.output is None)
    except OSError as error:
        complain(f"写不进去（{reason_of(error)}）：{visible(str(target))}")
        return 1
    for path in paths:
        tell(f"写好了 {visible(str(path))}")
    if arguments.output is not None:
        tell("里面有核对的问题和内部说明，不要公开，也不要提交到 git")
    return 0


def _refuse_public(target: Path, project: Path, parser: Arguments) -> None:
    within = target.resolve()
    for public in (*(project / name for name in _PUBLIC), project / site_dir_of(project, parser)):
        if within.is_relative_to(public.resolve()):
            parser.error(f"{target} 在 {public.name} 里，会公开；请写到别的文件夹")


def _read(
    folder: Path, equipment: Equipment, parser: Arguments
) -> tuple[PortalFacts, Sequence[Problem]]:
    try:
        with chosen_workers(os.environ) as workers:
            tools = Tools(equipment.store, workers, progress_on)
            readings = read_all(folder, equipment, tools)
    except BuildError as error:
        parser.error(str(error))
    shares = (share.reading.facts for share in readings.shares)
    return facts_of_all(readings.listing, shares), readings.problems


def _write(target: Path, name: str, summary: Summary, *, is_ours: bool) -> list[Path]:
    """Writes the files; a folder of our own has a file that keeps it out of git. Raises OSError."""
    target.mkdir(parents=True, exist_ok=True)
    if is_ours:
        (target / ".gitignore").write_text(_IGNORE, "utf-8", newline="\n")
    contents: Mapping[str, bytes] = {
        "html": summary_page(summary).encode("utf-8"),
        "xlsx": summary_workbook(summary),
        "docx": summary_document(summary),
    }
    paths = [target / f"{name}.{ending}" for ending in contents]
    for path, content in zip(paths, contents.values(), strict=True):
        path.write_bytes(content)
    return paths
