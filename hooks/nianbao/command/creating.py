"""新建一年的报告：要填的写着“待填”“待写”，能从上一年度得出的已经填好；没有填完的通不过核对。"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from ..form import form_in_force, local_frame
from ..source import YEARS, Listing, Organ, list_reports
from .blank_report import blank_report
from .organs_of_year import lacks_report, organ_called, report_about
from .project import equipment_of
from .words import CALLED, Arguments, next_step, tell

__all__ = ["main", "options", "write_new"]


def options() -> Arguments:
    """What may be written behind the word."""
    parser = Arguments("new", __doc__ or "", "minquan 2025", "--all 2025")
    parser.add_argument(
        "what", nargs="+", metavar="机关代号 年度", help="例如 minquan 2025；加上 --all 只写年度"
    )
    parser.add_argument("--all", action="store_true", help="给这一年度还没有报告的每个机关都建一份")
    parser.add_argument(
        "--reports", type=Path, metavar="文件夹", help="报告所在的文件夹（默认 reports）"
    )
    return parser


def main(given: Sequence[str]) -> int:
    """Writes the files; 0 when done, 1 when there is nothing to do, 2 for wrong usage."""
    parser = options()
    arguments = parser.parse_args(given)
    project = parser.project(arguments.project)
    # The forms of the site are put in use.
    rules = equipment_of(project, parser).settings.rules
    folder = parser.existing(arguments.reports or project / "reports", "文件夹")
    *slugs, written = arguments.what
    if not written.isdecimal() or int(written) not in YEARS or len(slugs) == arguments.all:
        parser.error(f"请写机关代号和年度，例如 {CALLED} new minquan 2025；或者 --all 2025")
    year, listing = int(written), list_reports(folder)[0]
    if year > datetime.now().astimezone().year:
        parser.error(f"{year} 年度还没有开始")
    form = form_in_force(year)
    if form is local_frame():
        parser.error("2013 年度以前没有全国统一的表，请照原报告写，或者导入")
    if not listing.organs:
        parser.error(f"{folder.name}/organs.yml 里还没有机关，请先写上")
    if arguments.all:
        organs = [organ for organ in listing.organs.values() if lacks_report(listing, organ, year)]
    else:
        organs = [organ_called(slug, listing, parser) for slug in slugs]
    to_be_approved = rules.approved_from is not None
    made = [
        path
        for organ in organs
        if (path := write_new(folder, listing, organ, year, to_be_approved=to_be_approved))
    ]
    for path in made:
        tell(f"新建了 {path.relative_to(folder.parent).as_posix()}")
    for organ in organs:
        path = folder / organ.slug / f"{year}.md"
        if path not in made:
            tell(f"已经有 {path.relative_to(folder.parent).as_posix()}，没有改动它")
    if not made:
        tell(f"没有要新建的：{year} 年度的报告都有了" if arguments.all else "没有新建")
        return 1
    next_step(f"把“待填”“待写”都换掉，随时执行 {CALLED} check 看还差什么")
    return 0


def write_new(
    folder: Path,
    listing: Listing,
    organ: Organ,
    year: int,
    *,
    carries_over: bool = True,
    to_be_approved: bool = False,
) -> Path | None:
    """The file of a new report; None where one is already.

    Without ``carries_over``, no figure is taken from the report before. One that is
    ``to_be_approved`` has a place for who did it.
    """
    path, form = folder / organ.slug / f"{year}.md", form_in_force(year)
    before = report_about(listing, organ, year - 1)
    text = blank_report(
        form,
        year,
        before,
        "../../",
        carries_over=carries_over,
        to_be_approved=to_be_approved,
    )
    path.parent.mkdir(exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return None
    return path
