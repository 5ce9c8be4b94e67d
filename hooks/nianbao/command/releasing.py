"""生成上线的网站；该填写的没有填完就不生成。所用软件包和字体的清单写在 release/ 里。"""

from __future__ import annotations

from collections.abc import Sequence

from .building import build
from .materials import write_materials
from .server_files import write_server_files
from .words import CALLED, Arguments, next_step


def options() -> Arguments:
    """What may be written behind the word."""
    return Arguments("release", __doc__ or "")


def main(given: Sequence[str]) -> int:
    """Builds the site that goes public; 0 when all is done, 1 when something keeps it from that."""
    parser = options()
    project = parser.project(parser.parse_args(given).project)
    code = build(project, parser, is_release=True) or write_materials(project)
    if code == 0:
        write_server_files(project)
        next_step(f"提交 reports/ledger.json，再发布：{CALLED} publish")
    return code
