"""The command ``nianbao``: one word for everything that people do with a site.

A module for each word; only the one that is asked for is imported, for some bring much.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module

from ..console import make_legible
from . import interruption
from .words import CALLED, EXIT_CODES, complain, nearest, tell

__all__ = ["COMMANDS", "Command", "main"]


@dataclass(frozen=True, slots=True)
class Command:
    """A word: the module whose ``main`` does it, and what that is in a few words.

    One that ``is_build`` can be stopped at any moment, and says then what has become of the site.
    """

    module: str
    purpose: str
    is_build: bool = False


COMMANDS = {
    "init": Command("founding", "在一个新的文件夹里建一个网站"),
    "new": Command("creating", "新建一年的报告，要填的都列好"),
    "workbook": Command("workbooks", "生成填报工作簿（.xlsx），给不写 .md 的单位填"),
    "sum": Command("summing", "汇总：下级机关的报告加起来，填进上级的报告"),
    "check": Command("checking", "核对报告，不生成网站"),
    "serve": Command("serving", "预览，保存后自动刷新"),
    "site": Command("building", "生成网站到 site/", is_build=True),
    "release": Command("releasing", "生成上线的网站；该填写的没有填完就不生成", is_build=True),
    "import": Command("importing", "导入已有的报告：Word、网页、PDF、Excel、文本"),
    "correct": Command("correcting", "开始更正一份已发布的报告：留存原文，写好更正说明的格式"),
    "withdraw": Command("withdrawing", "撤回一份已发布的报告"),
    "summary": Command("summarizing", "全站一个年度的情况，给上级主管部门"),
    "publish": Command("publishing", "把网站放到服务器上"),
    "verify": Command("verifying", "核对发布出去的网站"),
    "archive": Command("archiving", "把网站做成一个网页归档文件（WACZ）"),
    "rollback": Command("rolling_back", "把网站换回上一次生成的"),
    "receive": Command("receiving", "git 服务器收到推送时核对，有错误就不收"),
    "upgrade": Command("upgrading", "换用新版本的程序"),
    "demo": Command("demonstrating", "生成虚构的示例县和它的网站", is_build=True),
}
"""Every word, in the order in which a site comes to need it."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Does what the first word says; 0 when done, 1 when something is wrong, 2 for wrong usage."""
    make_legible(sys.stdout)
    make_legible(sys.stderr)
    word, *rest = (sys.argv[1:] if arguments is None else arguments) or ["--help"]
    if word in ("-h", "--help", "help"):
        tell(_overview())
        return 0
    command = COMMANDS.get(word)
    if command is None:
        complain(f"没有 {word} 这个命令{nearest(word, COMMANDS)}\n全部命令见 {CALLED} --help")
        return 2
    if command.is_build:
        interruption.prepare()
    module = import_module(f".{command.module}", __name__)
    try:
        code: int = module.main(rest)
        sys.stdout.flush()
    except KeyboardInterrupt:
        complain("\n中断了。")
        return 130
    except BrokenPipeError:
        # Whoever reads along, as head does, has seen enough; at its end Python flushes once more.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    return code


def _overview() -> str:
    width = max(map(len, COMMANDS))
    lines = [f"  {word:<{width}}  {command.purpose}" for word, command in COMMANDS.items()]
    return "\n".join(
        [
            f"用法：{CALLED} 命令 [选项]",
            "",
            "命令：",
            *lines,
            "",
            f"每个命令怎么用：{CALLED} 命令 --help，例如 {CALLED} check --help",
            EXIT_CODES,
        ]
    )
