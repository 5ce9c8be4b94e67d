"""生成一个虚构的示例县和它的网站：各类机关 2008 至 2025 年度的报告，用来看网站、做测试。"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..demonstration.writing import NotOursError, write_demonstration
from .building import build
from .words import CALLED, Arguments, next_step, tell


def options() -> Arguments:
    """What may be written behind the word."""
    parser = Arguments("demo", __doc__ or "", "", "示例 --reports-only")
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=Path("demo"),
        metavar="文件夹",
        help="写到哪里（默认 demo）；里面原有的示例数据会被替换",
    )
    parser.add_argument("--reports-only", action="store_true", help="只写报告，不生成网站")
    return parser


def main(given: Sequence[str]) -> int:
    """Writes the demonstration and builds its site; 0 when done, 2 for wrong usage."""
    parser = options()
    arguments = parser.parse_args(given)
    folder = arguments.folder.resolve()
    try:
        count = write_demonstration(folder)
    except NotOursError as error:
        parser.error(str(error))
    tell(f"示例县的 {count} 份报告写到了 {folder / 'reports'}，网站设置在 {folder / 'mkdocs.yml'}")
    code = 0 if arguments.reports_only else build(folder, parser)
    if code == 0:
        next_step(f"看一看：{CALLED} serve --project {arguments.folder}")
    return code
