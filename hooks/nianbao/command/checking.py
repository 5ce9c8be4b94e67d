"""核对报告，列出每一处问题在哪个文件、哪一行、两个数各是多少、该怎么办。"""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import click

from ..build import BuildError
from ..build.cluster import chosen_workers
from ..build.tasks import Tools
from ..check import check_files
from ..console import progress_on
from ..problem import (
    FORMATS,
    Problem,
    catalogue,
    count_line,
    explain,
    has_errors,
    text_report,
)
from ..publish.paper.press import press_of
from ..publish.reading import read_all
from ..slow_work import SlowWork
from .project import equipment_of
from .words import CALLED, Arguments, nearest, next_step


def main(given: Sequence[str]) -> int:
    """Prints every problem; 0 without errors, 1 with, 2 for wrong usage."""
    parser = options()
    arguments = parser.parse_args(given)
    for code in (*arguments.only, *filter(None, [arguments.explain])):
        if code not in catalogue():
            parser.error(f"没有 {code} 这个代码{nearest(code, catalogue())}")
    if arguments.explain:
        click.echo(explain(catalogue()[arguments.explain]), nl=False)
        return 0
    project = parser.project(arguments.project)
    arguments.reports = arguments.reports or project / "reports"
    count, problems = _check(project, arguments, parser)
    if arguments.only:
        problems = [problem for problem in problems if problem.code in arguments.only]
    if arguments.format == "text":
        # NO_COLOR is a convention that terminals' users rely on: no-color.org.
        colour = False if "NO_COLOR" in os.environ else None
        parts = [text_report(problems, arguments.reports.resolve().parent)] if problems else []
        parts.append(f"核对了 {count} 份报告：{count_line(problems)}。")
        click.echo("\n".join(parts), color=colour)
        next_step(
            f"照上面的提示改好，再执行 {CALLED} check；某种问题的解释：check --explain 代码"
            if has_errors(problems)
            else f"提交并推送；在本机看网站：{CALLED} serve"
        )
    else:
        click.echo(FORMATS[arguments.format](problems), nl=False)
    return 1 if has_errors(problems) else 0


def options() -> Arguments:
    """What may be written behind the word."""
    parser = Arguments("check", __doc__ or "", "", "reports/minquan/2021.md", "--explain sum-row")
    parser.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="文件",
        help="只核对这几份报告（或 organs.yml）；不写就核对整个文件夹",
    )
    parser.add_argument(
        "--reports",
        type=Path,
        metavar="文件夹",
        help="报告所在的文件夹，里面有 organs.yml 和各机关的文件夹（默认 reports）",
    )
    parser.add_argument(
        "--format",
        choices=("text", *FORMATS),
        default="text",
        help="输出格式：text 给人看，其余给程序",
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        metavar="代码",
        help="只列出这一种问题，可以写几次",
    )
    parser.add_argument("--explain", metavar="代码", help="解释一种问题：意思、例子、改法、依据")
    return parser


def _check(
    project: Path, arguments: argparse.Namespace, parser: Arguments
) -> tuple[int, list[Problem]]:
    """How many reports were checked, and their problems."""
    folder = parser.existing(arguments.reports, "文件夹")
    if not folder.is_dir():
        parser.error(f"没有文件夹 {arguments.reports}")
    files = {parser.existing(path.parent) / path.name: path for path in arguments.files}
    for path, given in files.items():
        parser.existing(given)
        if not path.is_relative_to(folder):
            parser.error(f"{given} 不在 {arguments.reports} 里；另一个文件夹请用 --reports 指明")
    today = datetime.now().astimezone().date()
    equipment = replace(equipment_of(project, parser), today=today)
    if files:
        press, rules = press_of(equipment.typefaces, equipment.cache), equipment.settings.rules
        with SlowWork() as working_on:
            return check_files(folder, files.keys(), press, rules, working_on, equipment.today)
    try:
        with chosen_workers(os.environ) as workers:
            readings = read_all(folder, equipment, Tools(equipment.store, workers, progress_on))
    except BuildError as error:
        parser.error(str(error))
    return readings.count, list(readings.problems)
