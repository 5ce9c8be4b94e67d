"""汇总：下级机关的报告和本级的数加起来，填进上级的报告；来一份报告就可以再执行一次，有人改过的数不动。"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..check.organ_sums import OrganSums, add_up_organs
from ..check.years import check_year_relations
from ..form import Address, Form, form_in_force, forms
from ..problem import TOP, Problems
from ..refusals import reason_of
from ..source import (
    UNFILLED,
    YEARS,
    Figure,
    Figures,
    Listing,
    Organ,
    Report,
    SumFile,
    digits,
    list_reports,
    parse_number,
    read_ledger,
    read_report,
    read_sum_file,
    sum_file_of,
)
from ..visible import visible
from .creating import write_new
from .figure_edits import with_figures
from .organ_reports import read_organ_reports
from .organs_of_year import report_about
from .project import equipment_of
from .sum_record import sum_file_text
from .sum_telling import organs_told, sums_table
from .words import CALLED, Arguments, complain, nearest, next_step, tell


def options() -> Arguments:
    """What may be written behind the word."""
    parser = Arguments("sum", __doc__ or "", "xian 2025", "xian 2025 --show")
    parser.add_argument("organ", metavar="机关代号", help="上级机关，名录里写着 aggregate: yes")
    parser.add_argument("year", type=int, choices=YEARS, metavar="年度", help="例如 2025")
    parser.add_argument("--show", "--dry-run", action="store_true", help="只列出来，什么都不写")
    parser.add_argument(
        "--reports", type=Path, metavar="文件夹", help="报告所在的文件夹（默认 reports）"
    )
    return parser


@dataclass(frozen=True, slots=True)
class _Filling:
    """What becomes of the report's cells: written anew, or left as somebody has typed them."""

    changes: Mapping[Address, str]
    kept: tuple[Address, ...]


def main(given: Sequence[str]) -> int:
    """Fills in the report; 0 when done, 1 if something keeps it from being, 2 for wrong usage."""
    parser = options()
    arguments = parser.parse_args(given)
    project = parser.project(arguments.project)
    # The forms of the site are put in use.
    rules = equipment_of(project, parser).settings.rules
    folder = parser.existing(arguments.reports or project / "reports", "文件夹")
    listing, year = list_reports(folder)[0], arguments.year
    organ = _covering(arguments.organ, listing, parser)
    path = folder / organ.slug / f"{year}.md"
    form = _form(path, organ, year, parser)
    if not arguments.show and (refusal := _refusal(path, organ, year, folder)):
        complain(refusal)
        return 1
    reports = read_organ_reports(listing, organ.slug, year)
    file, is_open = _sum_file(sum_file_of(path), form)
    sums = add_up_organs(form, year, file.own, reports.organs, reports.contributions)
    for line in (f"{organ.name} {year} 年度", *organs_told(reports, sums, year)):
        tell(visible(line))
    if arguments.show:
        for line in sums_table(form, sums):
            tell(line)
    elif not path.exists():
        to_be_approved = rules.approved_from is not None
        write_new(folder, listing, organ, year, carries_over=False, to_be_approved=to_be_approved)
        tell(f"新建了 {_name(path, folder)}")
    report = _read(path, organ, folder) if path.exists() else None
    if path.exists() and report is None:
        complain(f"{_name(path, folder)} 读不懂，没有汇总；请先用 {CALLED} check 核对")
        return 1
    filling = _filling(form, report, file, sums)
    if report is not None:
        _tell_filling(report, filling, sums)
        _tell_years(report, filling, report_about(listing, organ, year - 1))
    if arguments.show or report is None:
        return 0
    return _write(report, sums, filling, file, folder, is_open=is_open)


def _covering(slug: str, listing: Listing, parser: Arguments) -> Organ:
    if slug not in listing.organs:
        parser.error(f"organs.yml 里没有 {slug}{nearest(slug, listing.organs)}")
    organ = listing.organs[slug]
    if not organ.aggregate:
        parser.error(
            f"organs.yml 里 {slug} 没有写 aggregate: yes，它的报告不是汇总。是汇总的，请写上；"
            f"下级机关各写 parent: {slug}"
        )
    if slug not in listing.children:
        parser.error(f"organs.yml 里没有机关写 parent: {slug}，没有可以汇总的")
    return organ


def _form(path: Path, organ: Organ, year: int, parser: Arguments) -> Form:
    """The form that the report is in, or will be."""
    report = _read(path, organ, path.parent.parent) if path.exists() else None
    form = report.form if report is not None else form_in_force(year)
    if form.key not in forms():
        parser.error(f"{year} 年度的报告没有全国统一的表，不能汇总")
    return form


def _read(path: Path, organ: Organ, folder: Path) -> Report | None:
    report, _ = read_report(path, organ.in_year(int(path.stem)), _name(path, folder))
    return report if isinstance(report, Report) else None


def _refusal(path: Path, organ: Organ, year: int, folder: Path) -> str:
    """Why the report may not be touched, or nothing."""
    name = _name(path, folder)
    ledger, problems = read_ledger(folder)
    if problems:
        return problems[0].explained()
    is_released = any((text.organ, text.year) == (organ.slug, year) for text in ledger.texts)
    if is_released:
        how = f"要改，请先执行 {CALLED} correct {organ.slug} {year}，照更正改"
        return f"{name} 已经发布了，没有改动；{how}。只看：加上 --show"
    if not path.exists():
        return ""
    report = _read(path, organ, folder)
    if report is None:
        return f"{name} 读不懂，或者已经撤回，没有改动；请先用 {CALLED} check 核对"
    if not report.is_draft:
        return (
            f"{name} 写着 published，是发布过的，没有改动；要改走更正：{CALLED} correct "
            f"{organ.slug} {year}。还没有发布的，先删去 published 一行。只看：加上 --show"
        )
    return ""


def _sum_file(path: Path, form: Form) -> tuple[SumFile, bool]:
    """What the file says, and whether the own share is not all there; what is wrong is told."""
    if not path.exists():
        return SumFile(), True
    problems = Problems(f"reports/{path.parent.name}/{path.name}")
    file = read_sum_file(path, form, problems)
    for problem in sorted(problems.found)[:_TOLD]:
        complain(problem.explained())
    if len(problems.found) > _TOLD:
        complain(f"{problems.file} 里还有 {len(problems.found) - _TOLD} 处")
    return file or SumFile(), bool(problems.found)


_TOLD = 5


def _filling(form: Form, report: Report | None, file: SumFile, sums: OrganSums) -> _Filling:
    """Which cells are written: those that are open, and those that were computed before.

    A row in which something is open is nobody's yet. A total that the report leaves out follows.
    """
    figures: Figures = report.figures if report is not None else {}
    open_rows = {address[:2] for address in form.measures if address not in figures}
    changes, kept = {}, []
    for address, cell in sums.cells.items():
        figure, computed = figures.get(address), file.computed.get(address)
        if cell.total is None or (figure is not None and figure.value == cell.total):
            continue
        is_ours = computed is not None and figure is not None and computed.value == figure.value
        if figure is None or is_ours or figure.computed or address[:2] in open_rows:
            changes[address] = digits(cell.total)
        else:
            kept.append(address)
    return _Filling(changes, tuple(kept))


def _tell_filling(report: Report, filling: _Filling, sums: OrganSums) -> None:
    for address in filling.kept:
        figure, total = report.figures[address], sums.cells[address].total
        stands = "空白" if figure.value is None else digits(figure.value)
        computed = "" if total is None else digits(total)
        where = f"{address}（第 {figure.mark.line} 行）"
        how = f"要用算出的数，把它改成 {UNFILLED} 再执行"
        tell(visible(f"  有人填过，没有改：{where}填 {stands}，算出 {computed}；{how}"))


def _tell_years(report: Report, filling: _Filling, before: Report | None) -> None:
    """What does not follow from the office's own report of the year before."""
    if before is None:
        return
    parsed = {
        address: Figure(parse_number(text), TOP, text) for address, text in filling.changes.items()
    }
    problems = Problems(report.file)
    figures = {a: parsed.get(a, report.figures.get(a)) for a in report.form.measures}
    known = {address: figure for address, figure in figures.items() if figure is not None}
    check_year_relations(replace(report, figures=known), before, problems)
    for problem in problems.found:
        tell(visible(f"  与上一年度不符：{problem.place}：{problem.message}。{problem.advice}"))


def _write(
    report: Report,
    sums: OrganSums,
    filling: _Filling,
    file: SumFile,
    folder: Path,
    *,
    is_open: bool,
) -> int:
    """Writes the report and the file beside it, and tells what was not to be written."""
    beside, name = sum_file_of(report.path), _name(report.path, folder)
    text = report.path.read_bytes().decode("utf-8")
    edited = with_figures(text, report.form, report.figures, filling.changes)
    was_there = beside.exists()
    try:
        if edited != text:
            report.path.write_bytes(edited.encode("utf-8"))
        beside.write_bytes(sum_file_text(beside, report, sums, file).encode("utf-8"))
    except OSError as error:
        complain(f"写不进去（{reason_of(error)}）：{visible(name)}")
        return 1
    after = _read(report.path, report.organ, folder)
    left = [
        address
        for address, number in filling.changes.items()
        if after is None
        or (figure := after.figures.get(address)) is None
        or figure.value != parse_number(number)
    ]
    for address in left:
        tell(visible(f"  没有写进去，请自己填：{address} 算出 {filling.changes[address]}"))
    tell(f"{name} 改了 {len(filling.changes) - len(left)} 格" if filling.changes else "没有要改的")
    called = f"{CALLED} sum {report.organ.slug} {report.year}"
    own = _name(beside, folder)
    if is_open:
        made = "" if was_there else f"新建了 {own}；"
        next_step(f"{made}在 {own} 里填好本级的数（没有的写 0），再执行 {called}")
        return 1
    next_step(f"再来了报告，或者改了本级的数，再执行 {called}；{CALLED} check 核对")
    return 1 if left else 0


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder.parent).as_posix()
