"""How a command speaks: its options, its help with an example, and what to do next."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from ..visible import visible

__all__ = ["CALLED", "EXIT_CODES", "Arguments", "complain", "nearest", "next_step", "tell"]

CALLED = os.environ.get("NIANBAO_CALLED", "nianbao")
"""What people type before the word: scripts/run.py says how it was called itself."""

EXIT_CODES = "退出码：0 完成，1 有错误、没有做成，2 用法不对，130 中断"

_PROJECT_FILE = "mkdocs.yml"
# What argparse says, in Chinese.
_SAID = (
    (r"the following arguments are required: (.*)", r"还要写：\1"),
    (r"unrecognized arguments: (.*)", r"看不懂：\1"),
    (r"argument (.*?): invalid choice: (.*?) \(choose from (.*)\)", r"\1 不能是 \2，应为 \3 之一"),
    (r"argument (.*?): expected (?:one|at least one) argument", r"\1 后面要写一个值"),
    (r"argument (.*?): invalid \w+ value: (.*)", r"\1 不能是 \2"),
    (r"argument (.*?): not allowed with argument (.*)", r"\1 不能与 \2 一起写"),
    (r"ambiguous option: (.*?) could match (.*)", r"\1 可以是 \2，请写全"),
    (r"argument (.*?): ignored explicit argument (.*)", r"\1 后面不写值，现有 \2"),
)


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help with a Chinese heading; options and their meanings in two columns."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


class Arguments(argparse.ArgumentParser):
    """The arguments of one word. Every word knows ``--project``, the folder of the site.

    Wrong ones, which may be file names of others, are quoted with nothing hidden.
    """

    def __init__(self, word: str, purpose: str, *examples: str) -> None:
        self.examples = examples or ("",)
        told = "\n".join(f"  {CALLED} {word} {example}".rstrip() for example in self.examples)
        super().__init__(
            prog=f"{CALLED} {word}",
            description=purpose,
            epilog=f"例如：\n{told}\n\n{EXIT_CODES}",
            formatter_class=_Help,
            add_help=False,
        )
        self._positionals.title = "要写的"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示这些说明")
        self.add_argument(
            "--project",
            type=Path,
            metavar="文件夹",
            help="网站所在的文件夹，里面有 mkdocs.yml（默认从当前文件夹往上找）",
        )

    def error(self, message: str) -> NoReturn:
        """Ends the command with exit code 2."""
        for pattern, chinese in _SAID:
            message = re.sub(pattern, chinese, message)
        if typed := re.match(r"看不懂：(--[\w-]+)", message):
            message += nearest(typed[1], self._option_string_actions)
        self.exit(2, f"{visible(message)}\n用法见 {self.prog} --help\n")

    def refuse(self, error: Exception) -> NoReturn:
        """Ends the command with exit code 2: its project is wrong, not how it was called."""
        self.exit(2, "".join(f"{visible(line)}\n" for line in str(error).splitlines()))

    def existing(self, path: Path, what: str = "文件") -> Path:
        """The path without links; ends the command when nothing is there, or it may not be seen."""
        try:
            return path.resolve(strict=True)
        except (OSError, RuntimeError):  # RuntimeError: links in a circle, before Python 3.13
            self.error(f"没有{what} {path}")

    def project(self, given: Path | None) -> Path:
        """The folder of the site; ends the command where there is none."""
        start = self.existing(given or Path.cwd(), "文件夹")
        places = (start,) if given else (start, *start.parents)
        found = next((place for place in places if (place / _PROJECT_FILE).is_file()), None)
        if found is None:
            self.error(
                f"{start} 里没有 {_PROJECT_FILE}，不是一个网站的文件夹；请先进入网站的文件夹，"
                f"或者用 --project 指明。新建一个网站：{CALLED} init 文件夹"
            )
        return found


def tell(sentence: str) -> None:
    """Says something to whoever called."""
    print(sentence)  # noqa: T201 - commands print


def complain(sentence: str) -> None:
    """Says what is wrong, beside what other programs read."""
    print(sentence, file=sys.stderr)  # noqa: T201


def next_step(sentence: str) -> None:
    """Says last what to do now; beside what other programs read, unless one of them does it."""
    if os.environ.get("NIANBAO_NO_STEPS"):
        return
    complain(f"下一步：{sentence}")


def nearest(word: str, known: Iterable[str]) -> str:
    """A question for the known word that is nearly the same, if one is."""
    near = get_close_matches(word, list(known), n=1)
    return f"，是不是 {near[0]}？" if near else ""
