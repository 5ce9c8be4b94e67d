"""新建一年的报告：要填的写着“待填”“待写”，能从上一年度得出的已经填好；没有填完的通不过核对。"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..form import form_in_force, local_frame
from ..source import YEARS, Listing, Organ, Report, list_reports, read_report
from .blank_report import blank_report
from .project import equipment_of
from .words import CALLED, Arguments, nearest, next_step, tell

__all__ = ["main", "options", "report_before", "write_new"]


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
    equipment_of(project, parser)
    folder = parser.existing(arguments.reports or project / "reports", "文件夹")
    *slugs, written = arguments.what
    if not written.isdecimal() or int(written) not in YEARS or len(slugs) == arguments.all:
        parser.error(f"请写机关代号和年度，例如 {CALLED} new minquan 2025；或者 --all 2025")
    year, listing = int(written), list_reports(folder)[0]
    form = form_in_force(year)
    if form is local_frame():
        parser.error("2013 年度以前没有全国统一的表，请照原报告写，或者导入")
    if arguments.all:
        organs = [organ for organ in listing.organs.values() if _lacks(listing, organ, year)]
    else:
        organs = [_organ(slug, listing, parser) for slug in slugs]
    made = [path for organ in organs if (path := write_new(folder, listing, organ, year))]
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


def _organ(slug: str, listing: Listing, parser: Arguments) -> Organ:
    if slug not in listing.organs:
        parser.error(f"organs.yml 里没有 {slug}{nearest(slug, listing.organs)}")
    return listing.organs[slug]


def _lacks(listing: Listing, organ: Organ, year: int) -> bool:
    """Whether the organ should have a report about the year, and has none.

    One that has never reported, and says no year from which it does, is only listed.
    """
    reports = bool(listing.years.get(organ.slug)) or organ.first_year is not None
    return reports and organ.exists(year) and (organ.slug, year) not in listing.by_place


def write_new(
    folder: Path, listing: Listing, organ: Organ, year: int, *, carries_over: bool = True
) -> Path | None:
    """The file of a new report; None where one is already.

    Without ``carries_over``, no figure is taken from the report before.
    """
    path, form = folder / organ.slug / f"{year}.md", form_in_force(year)
    before = report_before(listing, organ, year)
    text = blank_report(form, year, before, "../../", carries_over=carries_over)
    path.parent.mkdir(exist_ok=True)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        return None
    return path


def report_before(listing: Listing, organ: Organ, year: int) -> Report | None:
    """The organ's report about the year before, if it can be read."""
    file = listing.by_place.get((organ.slug, year - 1))
    if file is None:
        return None
    report, _ = read_report(file.path, organ.in_year(year - 1), file.file)
    return report if isinstance(report, Report) else None
