"""生成填报工作簿（.xlsx），里面有官方的表、算式、核对；填好以后用 import 收回来。"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from ..publish.workbook import BookMaterial, book_material, workbook_bytes
from ..refusals import reason_of
from ..source import YEARS, Listing, Organ, list_reports
from .organs_of_year import organ_called, report_about
from .project import equipment_of
from .words import CALLED, Arguments, next_step, tell

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def options() -> Arguments:
    """What may be written behind the word."""
    parser = Arguments(
        "workbook", __doc__ or "", "minquan 2025", "--all 2025 -o 发给各单位的工作簿"
    )
    parser.add_argument(
        "what", nargs="+", metavar="机关代号 年度", help="例如 minquan 2025；加上 --all 只写年度"
    )
    parser.add_argument(
        "--all", action="store_true", help="给这一年度还没有发布报告的每个机关都生成一份"
    )
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path(),
        metavar="文件夹",
        help="放到哪个文件夹，没有就新建（默认当前文件夹）",
    )
    parser.add_argument(
        "--reports", type=Path, metavar="文件夹", help="报告所在的文件夹（默认 reports）"
    )
    return parser


def main(given: Sequence[str]) -> int:
    """Writes the workbooks; 0 when done, 1 when one was not made, 2 for wrong usage."""
    parser = options()
    arguments = parser.parse_args(given)
    project = parser.project(arguments.project)
    # The forms of the site are put in use.
    equipment_of(project, parser)
    folder = parser.existing(arguments.reports or project / "reports", "文件夹")
    *slugs, written = arguments.what
    if not written.isdecimal() or int(written) not in YEARS or len(slugs) == arguments.all:
        parser.error(f"请写机关代号和年度，例如 {CALLED} workbook minquan 2025；或者 --all 2025")
    year, listing = int(written), list_reports(folder)[0]
    if arguments.all:
        organs = [organ for organ in listing.organs.values() if _is_due(listing, organ, year)]
    else:
        organs = [organ_called(slug, listing, parser) for slug in slugs]
    try:
        arguments.output.mkdir(parents=True, exist_ok=True)
        made = [_made(arguments.output, listing, organ, year) for organ in organs]
    except OSError as error:
        parser.error(f"写不进 {arguments.output}（{reason_of(error)}）")
    if not organs:
        tell(f"没有要生成的：{year} 年度的报告都发布了")
    if any(made):
        next_step(f"发给各单位填；收回来放进一个文件夹，执行 {CALLED} import 文件夹")
    return 0 if made and all(made) else 1


def _is_due(listing: Listing, organ: Organ, year: int) -> bool:
    """Whether the organ reports about the year and has published nothing about it yet."""
    reports = bool(listing.years.get(organ.slug)) or organ.first_year is not None
    if not reports or not organ.exists(year):
        return False
    report = report_about(listing, organ, year)
    return (organ.slug, year) not in listing.by_place or (report is not None and report.is_draft)


def _made(folder: Path, listing: Listing, organ: Organ, year: int) -> bool:
    """Writes the workbook of one organ, and says so; false where none was made."""
    material = _material(listing, organ, year)
    if material is None:
        tell(
            f"{organ.name}：没有生成。{year} 年度没有全国统一的表，"
            "上一年度的报告里也没有自定表，不知道有哪些行；请写 .md 文件，或者导入"
        )
        return False
    name = _NOT_IN_NAMES.sub("", f"{material.organ.name}-{year}年报填报-{organ.slug}.xlsx")
    path = folder / name
    try:
        with path.open("xb") as file:
            file.write(workbook_bytes(material))
    except FileExistsError:
        tell(f"已经有 {path}，没有改动它")
        return False
    tell(f"生成了 {path}")
    return True


def _material(listing: Listing, organ: Organ, year: int) -> BookMaterial | None:
    before, now = (report_about(listing, organ, about) for about in (year - 1, year))
    return book_material(organ.in_year(year), year, before, now)
