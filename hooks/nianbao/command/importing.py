"""把已有的年度报告（Word、网页、PDF、表格、文本）导入为 Markdown，列出要核对的地方。"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from ..check import HouseRules, Press, check_files
from ..intake.identity import Doubt, Register
from ..problem import Problem, has_errors
from ..publish import COLUMN
from ..publish.paper.press import press_of
from ..refusals import reason_of
from ..settings import read_site_url
from ..source import YEARS, list_reports
from .import_batch import Batch, Outcome
from .import_table import Answer, Row, TableError, read_table, write_table
from .import_telling import tell_json, tell_people
from .old_addresses import note_old_addresses
from .organs_of_year import lacks_report
from .project import equipment_of
from .reviewing import Review, show_reviews
from .words import CALLED, Arguments, complain, next_step, tell

_SEVERAL = 2
_LOOK = f"对照原件把文字从头看一遍，在本机看网站：{CALLED} serve"


def main(given: Sequence[str]) -> int:
    """Imports all files; 0 when nothing is left to do, 1 when something is, 2 for wrong usage."""
    parser = options()
    arguments = parser.parse_args(given)
    for path in arguments.files:
        parser.existing(path)
    project = parser.project(arguments.project)
    arguments.reports = arguments.reports or project / "reports"
    equipment = equipment_of(project, parser)
    press, rules = press_of(equipment.typefaces, equipment.cache), equipment.settings.rules
    with _target(arguments, parser) as folder:
        register = _register(folder)
        if arguments.organ and arguments.organ not in register.names:
            parser.error(f"organs.yml 里没有 {arguments.organ}，请先写上这个机关")
        batch = Batch(
            project=project,
            folder=folder,
            register=register,
            files=tuple(arguments.files),
            answers=_answers(arguments.table, register, parser),
            slug=arguments.organ,
            year=arguments.year,
            force=arguments.force,
            is_dry_run=arguments.dry_run,
            keeps_original=arguments.keep_original,
        )
        outcomes = list(batch.outcomes())
        if arguments.table and not arguments.dry_run:
            _write_table(arguments.table, batch.answers, outcomes, parser)
        problems = _problems(folder, outcomes, press, rules)
        telling = tell_json if arguments.format == "json" else tell_people
        telling(outcomes, problems, folder, is_dry_run=arguments.dry_run)
        if arguments.format == "text":
            _tell_lacking(folder, outcomes)
        if not arguments.dry_run and folder == project / "reports":
            _note_old_addresses(project, outcomes)
        if arguments.review:
            show_reviews(list(_reviews(outcomes, folder)), project)
    code = 1 if any(o.is_open for o in outcomes) or has_errors(problems) else 0
    if arguments.format == "text" and not arguments.dry_run:
        next_step(_next_step(arguments, outcomes) if code else _LOOK)
    return code


def _tell_lacking(folder: Path, outcomes: Sequence[Outcome]) -> None:
    """Says which organs have no report yet, where workbooks of several came back."""
    found = [o.imported.identity for o in outcomes if o.imported and o.imported.starts is not None]
    if len(found) < _SEVERAL:
        return
    listing = list_reports(folder)[0]
    for year in sorted({identity.year for identity in found}):
        lacking = [o.name for o in listing.organs.values() if lacks_report(listing, o, year)]
        told = f"还没有报告的机关 {len(lacking)} 个：{'、'.join(lacking)}"
        tell(f"{year} 年度{told if lacking else '各机关的报告都有了'}。")


def _note_old_addresses(project: Path, outcomes: Iterable[Outcome]) -> None:
    pages = {
        address: f"{COLUMN}{imported.identity.slug}/{imported.identity.year}/"
        for outcome in outcomes
        if (imported := outcome.imported) and (address := imported.document.address)
    }
    if pages:
        site_url = read_site_url(project / "mkdocs.yml")
        if told := note_old_addresses(project, site_url, pages):
            complain(told)


def _next_step(arguments: argparse.Namespace, outcomes: Sequence[Outcome]) -> str:
    doubts = sum(isinstance(outcome.refusal, Doubt) for outcome in outcomes)
    if doubts and (arguments.table or len(outcomes) > 1):
        table = arguments.table or "待定.csv"
        how = (
            "在 {0} 里填上机关代号、年度，再执行一次同样的命令"
            if arguments.table
            else ("同样的命令加上 --table {0}，填好这份表，再执行一次")
        )
        return f"有 {doubts} 份看不出是哪个机关、哪一年度的：{how.format(table)}"
    return f"对照原件，把上面列出的改好、填上，再执行 {CALLED} check"


def options() -> Arguments:
    """What may be written behind the word."""
    parser = Arguments(
        "import", __doc__ or "", "2021年报.docx --organ minquan --year 2021", "历年年报.zip"
    )
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="文件", help="要导入的文件、文件夹或 ZIP 压缩包"
    )
    parser.add_argument(
        "--organ", default="", metavar="代号", help="机关代号；不写就看标题、文件名和文件夹名"
    )
    parser.add_argument(
        "--year",
        type=int,
        default=0,
        choices=YEARS,
        metavar="年度",
        help="年度；不写就看标题和文件名",
    )
    parser.add_argument(
        "--reports",
        type=Path,
        metavar="文件夹",
        help="写到哪个文件夹，里面有 organs.yml（默认 reports）",
    )
    parser.add_argument(
        "--table",
        type=Path,
        metavar="文件.csv",
        help="看不出机关、年度的列在这份表里；填好以后再执行一次，就照它导入",
    )
    parser.add_argument(
        "--review", action="store_true", help="写一页原件与结果的对照，在浏览器里打开，供逐处核对"
    )
    parser.add_argument(
        "--keep-original",
        action="store_true",
        help="把导入的文件留在报告旁边，作为原件一起发布（网页、.rtf、.odt 除外）",
    )
    parser.add_argument("--dry-run", action="store_true", help="只显示会写成什么样，不写文件")
    parser.add_argument("--force", action="store_true", help="替换已有的报告，原来的另存为 .bak")
    parser.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="输出格式：text 给人看，json 给程序",
    )
    return parser


@contextmanager
def _target(arguments: argparse.Namespace, parser: Arguments) -> Iterator[Path]:
    """The reports folder; for a dry run a copy of it, which goes away."""
    folder = parser.existing(arguments.reports, "文件夹")
    if not (folder / "organs.yml").is_file():
        parser.error(f"{arguments.reports} 里没有 organs.yml")
    if not arguments.dry_run:
        yield folder
        return
    with TemporaryDirectory() as place:
        copy = Path(place).resolve() / folder.name
        # Links stay links, as the folder itself has them; pipes and devices have no copy.
        shutil.copytree(folder, copy, symlinks=True, ignore=_special)
        yield copy


def _special(folder: str, names: list[str]) -> list[str]:
    """The entries of a folder that are neither files, folders nor links."""
    paths = (Path(folder, name) for name in names)
    return [p.name for p in paths if not (p.is_file() or p.is_dir() or p.is_symlink())]


def _register(folder: Path) -> Register:
    """The organs of a reports folder, with the names that they had."""
    organs = list_reports(folder)[0].organs
    return Register(
        {slug: organ.name for slug, organ in organs.items()},
        {name: slug for slug, organ in organs.items() for name, _ in organ.former_names},
    )


def _answers(table: Path | None, register: Register, parser: Arguments) -> Mapping[str, Answer]:
    if table is None or not table.exists():
        return {}
    try:
        return read_table(table, register)
    except (TableError, OSError) as error:
        parser.error(str(error))


def _write_table(
    table: Path, answers: Mapping[str, Answer], outcomes: Iterable[Outcome], parser: Arguments
) -> None:
    """Lists what is in doubt, below what was answered already."""
    doubts = {o.file.name: o.refusal for o in outcomes if isinstance(o.refusal, Doubt)}
    rows = [Row(name, answer) for name, answer in answers.items() if name not in doubts]
    rows += [
        Row(name, Answer(doubt.slug, doubt.year), doubt.sentence) for name, doubt in doubts.items()
    ]
    try:
        if rows or table.exists():
            write_table(table, rows)
    except OSError as error:
        parser.error(f"写不进 {table}（{reason_of(error)}）；在表格软件里打开着的，请先关上")


def _problems(
    folder: Path, outcomes: Iterable[Outcome], press: Press, rules: HouseRules
) -> list[Problem]:
    """What the check says of the reports that were written."""
    paths = [outcome.written.path for outcome in outcomes if outcome.written]
    return check_files(folder, paths, press, rules)[1] if paths else []


def _reviews(outcomes: Iterable[Outcome], folder: Path) -> Iterator[Review]:
    for outcome in outcomes:
        if outcome.imported and outcome.written:
            name = outcome.written.path.relative_to(folder.parent).as_posix()
            yield Review(outcome.imported, outcome.file.name, name)
