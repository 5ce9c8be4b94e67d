"""撤回一份已发布的报告：它的网址上只剩一句说明，列表、合计、下载里都没有它。"""

from __future__ import annotations

from collections.abc import Sequence

from ..visible import visible
from .front_matter_edits import with_line_after_year, written
from .report_file import add_report, report_of, today
from .words import CALLED, Arguments, next_step, tell


def options() -> Arguments:
    """What may be written behind the word."""
    parser = Arguments(
        "withdraw", __doc__ or "", "minquan 2021 --why 附件含有个人信息，处理后重新发布"
    )
    add_report(parser)
    parser.add_argument(
        "--why", required=True, metavar="原因", help="为什么撤回；会显示在那个网址上"
    )
    return parser


def main(given: Sequence[str]) -> int:
    """Withdraws a report; 0 when done, 1 if nothing was changed, 2 for wrong usage."""
    parser = options()
    arguments = parser.parse_args(given)
    project = parser.project(arguments.project)
    report = report_of(project, arguments, parser)
    name = report.path.relative_to(project).as_posix()
    if not arguments.why.strip():
        parser.error("--why 后面要写原因，它会显示在那个网址上")
    line = f"withdrawn: {{date: {today()}, why: {written(arguments.why.strip())}}}"
    text = with_line_after_year(report.text, line)
    if text is None:
        tell(f"{name} 开头没有单独写 year 的一行，没有改动；请照说明自己加 withdrawn")
        return 1
    try:
        report.path.write_bytes(text.encode("utf-8"))
    except OSError as error:
        tell(f"写不进去，没有撤回：{visible(str(error))}")
        return 1
    tell(f"{name} 写上了：{line}")
    next_step(f"提交并推送；不用 git 发布的，执行 {CALLED} release 和 {CALLED} publish")
    return 0
