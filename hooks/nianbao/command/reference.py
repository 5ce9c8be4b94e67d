"""The page that explains every command, made from what the commands themselves know."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from importlib import import_module

from . import COMMANDS
from .words import EXIT_CODES, Arguments

__all__ = ["commands_page"]

_HEAD = """---
title: 命令
description: nianbao 的每个命令怎么用，有哪些选项，退出码是什么意思。
keywords: 命令, 选项, 退出码
---

# 命令

在网站的文件夹里执行。没有装进系统，所以前面写上准备运行环境的程序：

| 系统 | 写法 |
|---|---|
| Linux、macOS | `python3 run.py 命令` |
| Windows | `py run.py 命令` |

第一次执行时自动准备运行环境。在程序自己的代码库里是 `scripts/run.py`，Makefile 里同名的目标
（`make site`）也是调用它。
装好以后，`.venv/bin/nianbao 命令`（Windows 上 `.venv\\Scripts\\nianbao 命令`）是同一个程序。

每个命令都有 `--help`；都可以写 `--project 文件夹`，指明网站所在的文件夹，不写就从当前文件夹往上找。
"""


def commands_page() -> str:
    """The page as Markdown: every word with its purpose, examples and options."""
    parts = [_HEAD, f"{EXIT_CODES}。\n"]
    for word, command in COMMANDS.items():
        module = import_module(f".{command.module}", __package__)
        parser: Arguments = module.options()
        lines = [f"## {word} {{#{word}}}", "", f"{parser.description}", "", "```sh"]
        lines += [f"nianbao {word} {example}".rstrip() for example in parser.examples]
        lines += ["```", ""]
        if rows := list(_rows(parser)):
            lines += ["| 写法 | 作用 |", "|---|---|", *rows, ""]
        parts.append("\n".join(lines))
    return "\n".join(parts)


def _rows(parser: Arguments) -> Iterator[str]:
    """A row for each option but those that every word has."""
    for action in parser._actions:  # noqa: SLF001 - argparse has no other list of them
        if {"--help", "--project"} & set(action.option_strings):
            continue
        name = ", ".join(action.option_strings)
        metavar = action.metavar if isinstance(action.metavar, str) else ""
        if action.choices and not metavar:
            metavar = "、".join(map(str, action.choices))
        if action.nargs in {argparse.OPTIONAL, argparse.ZERO_OR_MORE}:
            metavar = f"[{metavar}]"
        yield f"| `{f'{name} {metavar}'.strip()}` | {action.help} |"
