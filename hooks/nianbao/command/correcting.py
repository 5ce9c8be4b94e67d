"""开始更正一份已发布的报告：发布的文本留存为 2021.v1.md（再更正是 v2），写好更正说明的格式。"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..visible import visible
from .front_matter_edits import with_correction, written
from .report_file import ReportFile, add_report, report_of, today
from .words import CALLED, Arguments, next_step, tell


def options() -> Arguments:
    """What may be written behind the word."""
    parser = Arguments(
        "correct",
        __doc__ or "",
        "minquan 2021",
        "minquan 2021 --what 正文 --why 漏写一项工作",
    )
    add_report(parser)
    parser.add_argument(
        "--what",
        action="append",
        default=[],
        metavar="位置",
        help="改哪里：表、行、格的位置，文字改了写“正文”；可以写几次，也可以以后在文件里填",
    )
    parser.add_argument("--why", default="", metavar="原因", help="为什么改；也可以以后在文件里填")
    return parser


def main(given: Sequence[str]) -> int:
    """Begins a correction; 0 when done, 1 if nothing was changed, 2 for wrong usage."""
    parser = options()
    arguments = parser.parse_args(given)
    project = parser.project(arguments.project)
    report = report_of(project, arguments, parser)
    kept = _next_version(report.path)
    name = report.path.relative_to(project).as_posix()
    day = today()
    if f"date: {day}" in report.text:
        parser.error(f"{name} 今天已经有一条更正说明：一天的更正算一次，请直接改，写进那一条")
    published = report.text if report.committed is None else report.committed
    what = ", ".join(map(written, arguments.what))
    corrected = with_correction(
        report.text,
        (
            f"- date: {day}",
            f"  what: [{what}]{_to_fill(what, '改了哪几处：表、行、格的位置，文字改了写 正文')}",
            f"  why: {written(arguments.why)}{_to_fill(arguments.why, '为什么改')}",
        ),
    )
    if corrected is None:
        tell(f"{name} 开头的 corrections 不是一条一条写的，没有改动；请照说明自己加一条")
        return 1
    try:
        _write(report, kept, published, corrected)
    except OSError as error:
        tell(f"写不进去，没有开始更正：{visible(str(error))}")
        return 1
    tell(f"发布的文本留存为 {kept.relative_to(project).as_posix()}，以后不要改它")
    if published != report.text:
        tell(f"{name} 已经改动过：留存的是上一次提交的文本，您的改动还在 {name} 里")
    next_step(f"在 {name} 里改正，填好 corrections 里新的一条，再执行 {CALLED} check")
    return 0


def _next_version(report: Path) -> Path:
    """The file for the text that is kept now."""
    number = 1
    while report.with_name(f"{report.stem}.v{number}.md").exists():
        number += 1
    return report.with_name(f"{report.stem}.v{number}.md")


def _to_fill(given: str, what: str) -> str:
    return "" if given else f"   # 请填写{what}"


def _write(report: ReportFile, kept: Path, published: str, corrected: str) -> None:
    """Writes both files; what was published is there before anything is changed."""
    kept.write_bytes(published.encode("utf-8"))
    try:
        report.path.write_bytes(corrected.encode("utf-8"))
    except OSError:
        kept.unlink()
        raise
