"""What an import tells: of each file, of the check, and in sum; for people and for machines."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from ..intake.account.account import account_text
from ..intake.importing import Imported
from ..intake.review import review_json, review_text
from ..problem import FORMATS, Problem, count_line, text_report
from ..source import UNFILLED
from ..visible import visible, visible_json, visible_lines
from .import_batch import Outcome

__all__ = ["tell_json", "tell_people"]

_ALWAYS = ("已导入", "待核", "没有导入")


def tell_people(
    outcomes: Sequence[Outcome], problems: Sequence[Problem], folder: Path, *, is_dry_run: bool
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


def _told_of_existing(outcome: Outcome) -> str:
    if outcome.fills_in:
        return "；会填进已有的草稿"
    is_other = outcome.written is not None and outcome.written.backup
    return "；已有的报告内容不同，要换成这份请加 --force" if is_other else ""


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
        told = _told_of_existing(outcome)
        head = f"{source} → {name}（试运行，没有写文件{told}）"
        head = f"{head}\n\n{visible_lines(outcome.imported.text)}"
    elif not outcome.written.is_new:
        head = f"{source} → {name}（与已有的相同，没有改动）"
    else:
        head = f"{source} → {name}"
    if outcome.written.backup and not is_dry_run:
        head += f"（原来的另存为 {outcome.written.backup.name}）"
    return f"{head}\n{review_text(outcome.imported.review)}{_account(outcome.imported)}"


def _account(imported: Imported) -> str:
    """How much of the source is in the report; of a workbook, how many of its cells."""
    if imported.starts is None:
        return account_text(imported.account)
    still_open = sum(r.fault != "" or r.written == UNFILLED for r in imported.readings.values())
    return f"{len(imported.readings) - still_open} 格有数，{still_open} 格待填\n"


def _summary(outcomes: Sequence[Outcome], folder: Path) -> str:
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


def tell_json(
    outcomes: Sequence[Outcome], problems: Sequence[Problem], folder: Path, *, is_dry_run: bool
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
