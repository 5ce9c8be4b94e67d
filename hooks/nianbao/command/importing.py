"""把已有的年度报告（Word、网页、PDF、表格、文本）导入为 Markdown，列出要核对的地方。"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from ..check import HouseRules, Press, check_files
from ..intake.account.account import account_text
from ..intake.document import Refusal
from ..intake.identity import Doubt, Register
from ..intake.importing import Imported
from ..intake.review import review_json, review_text
from ..intake.sources import Found, SourceFile, source_files
from ..intake.writing import Written, write_report
from ..problem import FORMATS, Problem, count_line, has_errors, text_report
from ..publish.paper.press import press_of
from ..source import YEARS, list_reports
from ..visible import visible, visible_json, visible_lines
from .import_table import Answer, Row, TableError, read_table, write_table
from .project import equipment_of
from .reviewing import Review, show_reviews
from .words import CALLED, Arguments, next_step

_LOOK = f"对照原件把文字从头看一遍，在本机看网站：{CALLED} serve"
_SEVERAL = 2
_ALWAYS = ("已导入", "待核", "没有导入")
_PACKED = (".zip", ".rar", ".7z", ".eml")
# What the head of an imported report says of its source.
_FROM = re.compile(rb"SHA-256\D{1,9}([0-9a-f]{64})")
_HEAD = 500


@dataclass(frozen=True)
class Outcome:
    """What became of one file: a report, now or before, or the reason why there is none."""

    file: SourceFile
    imported: Imported | None = None
    written: Written | None = None
    refusal: Refusal | None = None
    before: Path | None = None
    is_left: bool = False

    @property
    def is_open(self) -> bool:
        """Whether somebody has to do something about it."""
        if self.before or self.is_left:
            return False
        return self.imported is None or bool(self.imported.open_count)

    @property
    def word(self) -> str:
        """One word for the summary."""
        if self.before:
            return "以前导入过"
        if self.is_left:
            return "不用导入"
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
        register = _register(folder)
        if arguments.organ and arguments.organ not in register.names:
            parser.error(f"organs.yml 里没有 {arguments.organ}，请先写上这个机关")
        batch = _Batch(arguments, register, folder, _answers(arguments.table, register, parser))
        outcomes = list(batch.outcomes())
        if arguments.table and not arguments.dry_run:
            _write_table(arguments.table, batch.answers, outcomes, parser)
        problems = _problems(folder, outcomes, press, rules)
        tell = _tell_json if arguments.format == "json" else _tell
        tell(outcomes, problems, folder, is_dry_run=arguments.dry_run)
        if arguments.review:
            show_reviews(list(_reviews(outcomes, folder)), project)
    code = 1 if any(o.is_open for o in outcomes) or has_errors(problems) else 0
    if arguments.format == "text" and not arguments.dry_run:
        next_step(_next_step(arguments, outcomes) if code else _LOOK)
    return code


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


@dataclass(frozen=True)
class _Batch:
    """All that one command is asked to import, with what the table says of it."""

    arguments: argparse.Namespace
    register: Register
    folder: Path
    answers: Mapping[str, Answer]

    def outcomes(self) -> Iterator[Outcome]:
        """One after the other, with a progress bar where there are several.

        What an earlier run has imported is not read again, so that one that was stopped goes on
        where it was.
        """
        places: dict[tuple[str, int], str] = {}
        before = {} if self.arguments.force else _imported_before(self.folder)
        for path in self.arguments.files:
            try:
                with source_files(path) as found:
                    yield from self._of(path, found, before, places)
            except Refusal as refusal:
                yield Outcome(SourceFile(path, str(path)), refusal=refusal)

    def _of(
        self,
        path: Path,
        found: Found,
        before: Mapping[str, Path],
        places: dict[tuple[str, int], str],
    ) -> Iterator[Outcome]:
        files = found.files
        if not files and not found.refused:
            yield Outcome(SourceFile(path, str(path)), refusal=_nothing_in_it())
        with click.progressbar(
            files, label=visible(path.name), file=sys.stderr, hidden=len(files) < _SEVERAL
        ) as bar:
            for file in bar:
                yield self._outcome(file, before if len(files) >= _SEVERAL else {}, places)
        for file, refusal in found.refused:
            yield Outcome(file, refusal=refusal, is_left=not _is_unpacked_by_hand(file))

    def _outcome(
        self, file: SourceFile, before: Mapping[str, Path], places: dict[tuple[str, int], str]
    ) -> Outcome:
        """What becomes of one file; ``places`` are the reports that this run has made already."""
        # Reading brings libraries that wrong usage need not wait for.
        from ..intake.reading import Request, import_source  # noqa: PLC0415

        answer = self.answers.get(file.name, Answer())
        if answer.is_skipped:
            told = Refusal("待定表里写明不导入", "")
            return Outcome(file, refusal=told, is_left=True)
        imported = None
        try:
            data = file.read()
            if report := before.get(hashlib.sha256(data).hexdigest()):
                return Outcome(file, before=report)
            request = Request(
                name=file.name,
                data=data,
                folder=file.path.parent,
                organs=self.register.names,
                former=self.register.former,
                slug=answer.slug or self.arguments.organ,
                year=answer.year or self.arguments.year,
                link=file.link,
                keeps_original=self.arguments.keep_original,
            )
            imported = import_source(request, self.arguments.project)
            place = (imported.identity.slug, imported.identity.year)
            if places.setdefault(place, file.name) != file.name:
                sentence = f"这次导入里“{places[place]}”也是这份报告，先导入了它"
                raise Refusal(sentence, "请留下正确的一份，另一份移出去，再导入")
            force = self.arguments.force or self.arguments.dry_run
            return Outcome(file, imported, write_report(self.folder, imported, force=force))
        except Refusal as refusal:
            return Outcome(file, refusal=refusal)


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
        parser.error(f"写不进 {table}（{error.strerror}）；在表格软件里打开着的，请先关上")


def _imported_before(folder: Path) -> Mapping[str, Path]:
    """The reports that say what they were imported from, by the digest of that file."""
    found = {}
    for path in sorted(folder.glob("*/*.md")):
        try:
            with path.open("rb") as file:
                said = _FROM.search(file.read(_HEAD))
        except OSError:
            continue
        if said:
            found[said[1].decode()] = path
    return found


def _is_unpacked_by_hand(file: SourceFile) -> bool:
    return file.path.suffix.lower() in _PACKED


def _nothing_in_it() -> Refusal:
    return Refusal("里面没有可以导入的文件", "请放入 Word、网页、PDF、Excel 或文本文件")


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
    if outcome.before:
        name = outcome.before.relative_to(folder.parent).as_posix()
        return f"{source} → {visible(name)}（以前导入过，没有再读；要重新导入请加 --force）\n"
    if outcome.is_left:
        return f"{source}：{visible(str(outcome.refusal))}\n"
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
    told = review_text(outcome.imported.review) + account_text(outcome.imported.account)
    return f"{head}\n{told}"


def _summary(outcomes: list[Outcome], folder: Path) -> str:
    """A line a file, and how many there are of each kind."""
    lines = []
    for outcome in outcomes:
        if outcome.imported and outcome.written:
            told = outcome.written.path.relative_to(folder.parent).as_posix()
            if outcome.imported.open_count:
                told += f"，待核 {outcome.imported.open_count} 处"
        elif outcome.before:
            told = outcome.before.relative_to(folder.parent).as_posix()
        else:
            told = str(outcome.refusal)
        lines.append("\t".join((outcome.word, visible(outcome.file.name), visible(told))))
    words = [outcome.word for outcome in outcomes]
    counts = "，".join(
        f"{word} {words.count(word)} 份"
        for word in ("已导入", "待核", "没有导入", "以前导入过", "不用导入")
        if word in words or word in _ALWAYS
    )
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
                "account": asdict(outcome.imported.account),
            }
            if outcome.written.backup and not is_dry_run:
                entry["backup"] = outcome.written.backup.name
        if outcome.before:
            entry["report"] = outcome.before.relative_to(folder.parent).as_posix()
        if outcome.refusal:
            entry |= {"refusal": outcome.refusal.sentence, "advice": outcome.refusal.advice}
        files.append(entry)
    content = {"files": files, "problems": json.loads(FORMATS["json"](problems))}
    click.echo(visible_json(content))
