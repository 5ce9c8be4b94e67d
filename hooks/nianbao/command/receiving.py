"""git 服务器收到推送时核对（pre-receive）：有错误就不收，错在哪里显示在推送的人的屏幕上。"""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Mapping, Sequence
from functools import partial
from pathlib import Path

import click
import yaml

from ..build import BuildError, BuildLock
from ..build.cluster import chosen_workers
from ..build.tasks import Tools
from ..problem import Problem, count_line, has_errors, text_report
from ..publish.reading import read_all
from ..visible import visible
from .project import equipment_of
from .pushed_tree import PushError, changed_files, check_out, is_ancestor, without_git
from .words import Arguments

_PATIENCE = 600.0
"""Seconds that a push waits for one before it."""
_REPORTS = "reports"
_EVERYTHING = "全部"
_USERS = ("NIANBAO_USER", "GL_USERNAME", "GL_USER", "REMOTE_USER")


def options() -> Arguments:
    """What may be written behind the word."""
    parser = Arguments("receive", __doc__ or "", "", "--who /srv/nianbao/who.yml")
    parser.add_argument(
        "--branch", default="main", metavar="分支", help="发布网站的分支（默认 main），其他的不管"
    )
    parser.add_argument(
        "--who",
        type=Path,
        metavar="文件",
        help="谁可以改哪些机关的文件夹：一行一人，例如 zhangsan: [minquan]；"
        f"什么都可以改的写 {_EVERYTHING}。不写就不管是谁",
    )
    parser.add_argument(
        "--user",
        default="",
        metavar="用户",
        help=f"推送的人；不写就看环境变量 {'、'.join(_USERS)}",
    )
    return parser


def main(given: Sequence[str]) -> int:
    """Reads what git tells its hook; 0 if all may come in, 1 if not, 2 for wrong usage."""
    parser = options()
    arguments = parser.parse_args(given)
    allowed = _allowed(arguments.who, arguments.user, parser)
    branch = f"refs/heads/{arguments.branch}"
    for line in sys.stdin:
        old, new, name = line.split()
        if name == branch:
            try:
                fault = _fault(old, new, allowed) or _errors(new, parser)
            except (PushError, OSError, BuildError) as error:
                fault = f"没有核对成：{visible(str(error))}"
            if fault:
                click.echo(fault, err=True)
                click.echo("推送没有收下，网站不变。", err=True)
                return 1
    return 0


def _allowed(who: Path | None, user: str, parser: Arguments) -> Collection[str] | None:
    """The organs whose folders the pusher may change; None for everything."""
    if who is None:
        return None
    try:
        table = yaml.safe_load(parser.existing(who).read_text("utf-8"))
    except (OSError, UnicodeError, yaml.YAMLError) as error:
        parser.error(f"{who} 读不懂：{' '.join(str(error).split())}")
    if not isinstance(table, Mapping):
        parser.error(f"{who} 应当一行写一人，例如 zhangsan: [minquan]")
    person = user or next(filter(None, map(os.environ.get, _USERS)), "")
    organs = table.get(person)
    if organs == _EVERYTHING:
        return None
    if not (isinstance(organs, list) and all(isinstance(organ, str) for organ in organs)):
        parser.error(
            f"{who} 里没有写 {person or '（不知道是谁）'} 可以改哪些机关，请找管理服务器的人"
        )
    return organs


def _fault(old: str, new: str, allowed: Collection[str] | None) -> str:
    """Why a push may not come in, whatever is in the files."""
    if not new.strip("0"):
        return "发布网站的分支不能删去。"
    if not is_ancestor(old, new):
        return "这次推送会丢掉服务器上已有的提交：请先执行 git pull，再推送，不要用 --force。"
    if allowed is None:
        return ""
    folders = tuple(f"{_REPORTS}/{organ}/" for organ in allowed)
    others = [path for path in changed_files(old, new) if not path.startswith(folders)]
    if not others:
        return ""
    more = f"等 {len(others)} 个文件" if len(others) > 1 else ""
    return (
        f"您可以改的是 {'、'.join(folders)}，这次推送还改了 {visible(others[0])}{more}："
        "请把别的改动去掉，或者请管理的人推送。"
    )


def _errors(commit: str, parser: Arguments) -> str:
    """What the check says of a commit as it would be released, if it has errors."""
    tree = _folder()
    with BuildLock(tree.parent / "lock").taken(_PATIENCE, partial(click.echo, err=True)):
        check_out(commit, tree)
        without_git()
        equipment = equipment_of(tree, parser, is_release=True)
        with chosen_workers(os.environ) as workers:
            tools = Tools(equipment.store, workers, lambda _: lambda _done, _total: None)
            readings = read_all(tree / _REPORTS, equipment, tools)
    problems: list[Problem] = list(readings.problems)
    told = text_report(problems, tree) if problems else ""
    counted = f"核对了 {readings.count} 份报告：{count_line(problems)}。"
    if has_errors(problems):
        return f"{told}\n{counted}"
    click.echo(f"{told}\n{counted}".lstrip(), err=True)
    return ""


def _folder() -> Path:
    """Where commits are laid out: in the repository, which is where git calls its hooks."""
    return Path(os.environ.get("GIT_DIR", ".")).resolve() / "nianbao/checked"
