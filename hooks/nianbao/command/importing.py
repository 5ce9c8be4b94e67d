"""把已有的年度报告（Word、网页、PDF、表格、文本）导入为 Markdown，列出要核对的地方。"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from ..check import HouseRules, Press, check_files
from ..intake.document import Refusal
from ..intake.importing import Imported
from ..intake.review import review_json, review_text
from ..intake.sources import SourceFile, source_files
from ..intake.writing import Written, write_report
from ..problem import FORMATS, Problem, count_line, has_errors, text_report
from ..publish.paper.press import press_of
from ..source import YEARS, list_reports
from ..visible import visible, visible_json, visible_lines
from .project import equipment_of
from .words import CALLED, Arguments, next_step


@dataclass(frozen=True)
class Outcome:
    """What became of one file: a report, or the reason why there is none."""

    file: SourceFile
    imported: Imported | None = None
    written: Written | None = None
    refusal: Refusal | None = None

    @property
    def word(self) -> str:
        """One word for the summary."""
        if self.imported is None:
            return "没有导入"
        return "待核" if self.imported.open_count else "已导入"


def main(given: Sequence[str]) -> int:
    """Imports all files; 0 when nothing is left to do, 1 when something is, 2 for wrong usage."""
    parser = options()
    arguments = parser.parse_args(given)
    for path in arguments.files:
        parser.existing(path)
    project = parser.project(arguments.project)
    arguments.project, arguments.reports = project, arguments.reports or project / "reports"
    equipment = equipment_of(project, parser)
    press, rules = press_of(equipment.typefaces, equipment.cache), equipment.settings.rules
    with _target(arguments, parser) as folder:
        organs = {slug: organ.name for slug, organ in list_reports(folder)[0].organs.items()}
        if arguments.organ and arguments.organ not in organs:
            parser.error(f"organs.yml 里没有 {arguments.organ}，请先写上这个机关")
        outcomes = list(_outcomes(arguments, organs, folder))
        problems = _problems(folder, outcomes, press, rules)
        tell = _tell_json if arguments.format == "json" else _tell
        tell(outcomes, problems, folder, is_dry_run=arguments.dry_run)
    is_open = any(o.imported is None or o.imported.open_count for o in outcomes)
    code = 1 if is_open or has_errors(problems) else 0
    if arguments.format == "text" and not arguments.dry_run:
        next_step(
            f"对照原件，把上面列出的改好、填上，再执行 {CALLED} check"
            if code
            else f"对照原件把文字从头看一遍，在本机看网站：{CALLED} serve"
        )
    return code


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


def _outcomes(
    arguments: argparse.Namespace, organs: Mapping[str, str], folder: Path
) -> Iterator[Outcome]:
    """One after the other, with a progress bar where there are several."""
    places: dict[tuple[str, int], str] = {}
    for path in arguments.files:
        try:
            with source_files(path) as files:
                if not files:
                    yield Outcome(SourceFile(path, str(path)), refusal=_nothing_in_it())
                with click.progressbar(
                    files, label=visible(path.name), file=sys.stderr, hidden=len(files) < 2
                ) as bar:
                    for file in bar:
                        yield _outcome(file, arguments, organs, folder, places)
        except Refusal as refusal:
            yield Outcome(SourceFile(path, str(path)), refusal=refusal)


def _nothing_in_it() -> Refusal:
    return Refusal("里面没有可以导入的文件", "请放入 Word、网页、PDF、Excel 或文本文件")


def _outcome(
    file: SourceFile,
    arguments: argparse.Namespace,
    organs: Mapping[str, str],
    folder: Path,
    places: dict[tuple[str, int], str],
) -> Outcome:
    """What becomes of one file; ``places`` are the reports that this run has made already."""
    # Reading brings libraries that wrong usage need not wait for.
    from ..intake.reading import Request, import_source  # noqa: PLC0415

    imported = None
    try:
        request = Request(
            name=file.name,
            data=file.read(),
            folder=file.path.parent,
            organs=organs,
            slug=arguments.organ,
            year=arguments.year,
            keeps_original=arguments.keep_original,
        )
        imported = import_source(request, arguments.project)
        place = (imported.identity.slug, imported.identity.year)
        if places.setdefault(place, file.name) != file.name:
            sentence = f"这次导入里“{places[place]}”也是这份报告，先导入了它"
            raise Refusal(sentence, "请留下正确的一份，另一份移出去，再导入")
        force = arguments.force or arguments.dry_run
        return Outcome(file, imported, write_report(folder, imported, force=force))
    except Refusal as refusal:
        return Outcome(file, refusal=refusal)


def _problems(
    folder: Path, outcomes: Iterable[Outcome], press: Press, rules: HouseRules
) -> list[Problem]:
    """What the check says of the reports that were written."""
    paths = [outcome.written.path for outcome in outcomes if outcome.written]
    return check_files(folder, paths, press, rules)[1] if paths else []


def _tell(
    outcomes: list[Outcome], problems: list[Problem], folder: Path, *, is_dry_run: bool
) -> None:
    """For people: each report with its review list, the check, and the summary of several."""
    for outcome in outcomes:
        click.echo(_paragraph(outcome, folder, is_dry_run=is_dry_run))
    # NO_COLOR is a convention that terminals' users rely on: no-color.org.
    colour = False if "NO_COLOR" in os.environ else None
    if any(outcome.imported for outcome in outcomes):
        click.echo("核对结果：")
        listed = text_report(problems, folder.parent) if problems else ""
        click.echo(f"{listed}\n{count_line(problems)}。".lstrip(), color=colour)
    if len(outcomes) > 1:
        click.echo(_summary(outcomes, folder))


def _paragraph(outcome: Outcome, folder: Path, *, is_dry_run: bool) -> str:
    source = visible(outcome.file.name)
    if outcome.imported is None or outcome.written is None:
        return f"{source}：没有导入。{visible(str(outcome.refusal))}\n"
    name = visible(outcome.written.path.relative_to(folder.parent).as_posix())
    if is_dry_run:
        told = "；已有的报告内容不同，要换成这份请加 --force" if outcome.written.backup else ""
        head = f"{source} → {name}（试运行，没有写文件{told}）"
        head = f"{head}\n\n{visible_lines(outcome.imported.text)}"
    elif not outcome.written.is_new:
        head = f"{source} → {name}（与已有的相同，没有改动）"
    else:
        head = f"{source} → {name}"
    if outcome.written.backup and not is_dry_run:
        head += f"（原来的另存为 {outcome.written.backup.name}）"
    return f"{head}\n{review_text(outcome.imported.review)}"


def _summary(outcomes: list[Outcome], folder: Path) -> str:
    """A line a file, and how many there are of each kind."""
    lines = []
    for outcome in outcomes:
        if outcome.imported and outcome.written:
            told = outcome.written.path.relative_to(folder.parent).as_posix()
            if outcome.imported.open_count:
                told += f"，待核 {outcome.imported.open_count} 处"
        else:
            told = str(outcome.refusal)
        lines.append("\t".join((outcome.word, visible(outcome.file.name), visible(told))))
    words = [outcome.word for outcome in outcomes]
    counts = "，".join(f"{word} {words.count(word)} 份" for word in ("已导入", "待核", "没有导入"))
    return "\n".join([*lines, f"共 {len(outcomes)} 份：{counts}。"])


def _tell_json(
    outcomes: list[Outcome], problems: list[Problem], folder: Path, *, is_dry_run: bool
) -> None:
    """For machines: files with their review lists, and the problems that the check found."""
    files = []
    for outcome in outcomes:
        entry: dict[str, object] = {"file": outcome.file.name, "status": outcome.word}
        if outcome.imported and outcome.written:
            entry |= {
                "report": outcome.written.path.relative_to(folder.parent).as_posix(),
                "form": outcome.imported.form,
                "review": review_json(outcome.imported.review),
            }
            if outcome.written.backup and not is_dry_run:
                entry["backup"] = outcome.written.backup.name
        if outcome.refusal:
            entry |= {"refusal": outcome.refusal.sentence, "advice": outcome.refusal.advice}
        files.append(entry)
    content = {"files": files, "problems": json.loads(FORMATS["json"](problems))}
    click.echo(visible_json(content))
