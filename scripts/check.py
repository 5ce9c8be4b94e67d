"""核对报告，列出每一处问题在哪个文件、哪一行、两个数各是多少、该怎么办。"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from datetime import datetime
from difflib import get_close_matches
from pathlib import Path

import click
import library
from nianbao.build import BuildError
from nianbao.build.cluster import chosen_workers
from nianbao.build.tasks import Tools
from nianbao.check import check_files
from nianbao.console import ArgumentParser, make_legible, progress_on
from nianbao.problem import (
    FORMATS,
    Problem,
    catalogue,
    count_line,
    explain,
    has_errors,
    text_report,
)
from nianbao.publish.paper.press import press_of
from nianbao.publish.reading import read_all
from nianbao.slow_work import SlowWork
from project_equipment import equipment_of


def main() -> int:
    """Prints every problem; 0 without errors, 1 with, 2 for wrong usage."""
    make_legible(sys.stdout)
    make_legible(sys.stderr)
    parser = _parser()
    arguments = parser.parse_args()
    for code in (*arguments.only, *filter(None, [arguments.explain])):
        if code not in catalogue():
            near = get_close_matches(code, catalogue(), n=1)
            parser.error(f"没有 {code} 这个代码" + (f"，是不是 {near[0]}？" if near else ""))
    if arguments.explain:
        click.echo(explain(catalogue()[arguments.explain]), nl=False)
        return 0
    count, problems = _check(arguments, parser)
    if arguments.only:
        problems = [problem for problem in problems if problem.code in arguments.only]
    if arguments.format == "text":
        # NO_COLOR is a convention that terminals' users rely on: no-color.org.
        colour = False if "NO_COLOR" in os.environ else None
        parts = [text_report(problems, arguments.reports.resolve().parent)] if problems else []
        parts.append(f"核对了 {count} 份报告：{count_line(problems)}。")
        click.echo("\n".join(parts), color=colour)
    else:
        click.echo(FORMATS[arguments.format](problems), nl=False)
    return 1 if has_errors(problems) else 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser(description=__doc__)
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
        default=library.ROOT / "reports",
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


def _check(arguments: argparse.Namespace, parser: ArgumentParser) -> tuple[int, list[Problem]]:
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
    equipment = replace(equipment_of(library.ROOT, parser), today=today)
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


if __name__ == "__main__":
    sys.exit(main())
