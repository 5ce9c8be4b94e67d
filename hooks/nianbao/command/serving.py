"""预览网站：保存以后马上看到改动，PDF 和汇编在后台制作。"""

from __future__ import annotations

import errno
import os
import signal
import sys
import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from types import FrameType

import click

from ..preview import Answers, Board, Changes, PreviewServer, Project, Session
from ..refusals import reason_of
from .words import CALLED, Arguments


def main(given: Sequence[str]) -> int:
    """Serves until it is interrupted; 0 then, 1 when the port is taken, 2 for wrong usage."""
    parser = options()
    arguments = parser.parse_args(given)
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    root = parser.project(arguments.project)
    project = Project(root, partial(_build, root))
    board = Board(project)
    try:
        server = PreviewServer(
            arguments.address, arguments.port, board, Answers(project, board, click.echo)
        )
    except OSError as error:
        click.echo(_not_bound(arguments.address, arguments.port, error), err=True)
        return 1
    for each in (signal.SIGINT, signal.SIGTERM):
        # A shell lets what it begins in the background ignore the first.
        signal.signal(each, _interrupt)
    threading.Thread(target=server.serve_forever, name="server", daemon=True).start()
    changes = Changes(project.watched, [project.settings_file], polling=arguments.poll)
    try:
        with changes:
            Session(project, board, click.echo).run(changes, lambda: _tell(server))
    except KeyboardInterrupt:
        click.echo("预览结束")
    return 0


def options() -> Arguments:
    """What may be written behind the word."""
    parser = Arguments("serve", __doc__ or "", "", "--port 8010")
    parser.add_argument(
        "--port", type=_port, default=8000, metavar="端口", help="网址里的端口（默认 8000）"
    )
    parser.add_argument(
        "--address",
        default="127.0.0.1",
        metavar="地址",
        help="在本机的哪个地址上提供（默认 127.0.0.1，别的机器看不到）",
    )
    parser.add_argument(
        "--poll",
        action="store_true",
        help="定时查看每个文件：报告在网络盘、共享文件夹上，改了没有反应时用",
    )
    return parser


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port < 65536:
        raise ValueError(text)
    return port


def _not_bound(address: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        other = f"{CALLED} serve --port {port + 1}"
        return f"端口 {port} 正被别的程序占用：请关闭它，或者换一个，例如 {other}"
    return f"不能在 {address} 的端口 {port} 上提供预览：{reason_of(error)}"


def _build(root: Path, site: Path) -> Sequence[str]:
    config = str(root / "mkdocs.yml")
    return (
        *(sys.executable, "-m", "mkdocs", "build", "--quiet"),
        *("--config-file", config, "--site-dir", str(site)),
    )


def _tell(server: PreviewServer) -> None:
    click.echo(f"预览在 {server.url} ，保存以后自动刷新；按 Ctrl-C 结束")


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
