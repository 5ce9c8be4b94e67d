"""Whether what was released is still there and still the same, and is dated honestly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from ..problem import TOP, Problem, Problems
from ..source import (
    LEDGER,
    WITHDRAWN,
    CurrentText,
    Ledger,
    ReleasedText,
    Withdrawal,
    ledger_of,
    read_ledger,
)

__all__ = ["check_against_ledger"]


def check_against_ledger(
    folder: Path,
    texts: Sequence[CurrentText],
    withdrawals: Sequence[Withdrawal],
    today: date | None = None,
    committed: bytes | None = None,
) -> tuple[Ledger, list[Problem]]:
    """The ledger of a reports folder, and what is wrong with it or with the texts it speaks of.

    Where ``today`` is given, nothing may be dated later. ``committed`` is what the last commit has
    of the ledger, if that is asked.
    """
    ledger, problems = read_ledger(folder)
    if committed and not problems:
        problems += _lost(ledger, ledger_of(committed), folder.name)
    problems += _changed_or_gone(ledger, texts, withdrawals, folder)
    if today:
        problems += _future(texts, withdrawals, today)
    return ledger, problems


def _changed_or_gone(
    ledger: Ledger,
    texts: Sequence[CurrentText],
    withdrawals: Sequence[Withdrawal],
    folder: Path,
) -> list[Problem]:
    """What was released and has changed or is gone, without having been withdrawn.

    Of a file that is there and cannot be read, what is wrong is said elsewhere.
    """
    now = {each.text.place: each for each in texts}
    read = {(each.text.organ, each.text.year) for each in now.values()}
    withdrawn = {(each.organ.slug, each.year) for each in withdrawals}
    found: list[Problem] = []
    for released in ledger.texts:
        current = now.get(released.place)
        if (released.organ, released.year) in withdrawn:
            continue
        if current is not None:
            found += _changed(released, current)
        elif (released.organ, released.year) in read or not _is_there(released, folder):
            found += _gone(released, folder.name)
    return found


def _lost(ledger: Ledger, committed: Ledger, folder: str) -> list[Problem]:
    """The ledger has all that the last commit of it had: nobody took a text out."""
    problems = Problems(f"{folder}/{LEDGER}")
    lost = [
        text.place
        for text in committed.texts
        if (now := ledger.by_place.get(text.place)) is None
        or replace(now, addresses=text.addresses) != text
        or not set(text.addresses) <= set(now.addresses)
    ]
    if lost:
        organ, year, version = lost[0]
        problems.add(
            "ledger-format",
            TOP,
            f"发布记录少了或者改了 {len(lost)} 份文本（{organ} {year} 年度第 {version} 版等）",
            found=len(lost),
            advice="它由 nianbao release 写，只增不减；请取回最近一次提交的："
            f"git checkout HEAD -- {problems.file}",
        )
    return problems.found


def _future(
    texts: Iterable[CurrentText], withdrawals: Iterable[Withdrawal], today: date
) -> list[Problem]:
    """What was published, or withdrawn, on a day that is still to come."""
    days = [(each.file, each.mark, each.published, "发布", "published") for each in texts]
    days += [(gone.file, gone.mark, gone.date, "撤回", WITHDRAWN) for gone in withdrawals]
    found: list[Problem] = []
    for file, mark, day, what, key in days:
        if day is not None and day > today:
            problems = Problems(file)
            problems.add(
                "published-future",
                mark,
                f"{what}日期是 {day}，现在是 {today}",
                found=day,
                expected=today,
                advice=f"请核对日期；到那天才{what}的，先不写 {key}，到那天写上再提交",
            )
            found += problems.found
    return found


def _changed(released: ReleasedText, current: CurrentText) -> list[Problem]:
    problems = Problems(current.file)
    if changes := "、".join(_changes(released, current)):
        kept = f"{released.year}.v{released.version}.md"
        problems.add(
            "released-changed",
            TOP,
            f"这一版已经发布过，现在和发布时不一样：{changes}",
            found=changes,
            advice="以前的文本不再改，请用 git 取回发布时的"
            if current.file.endswith(kept)
            else f"不该改的，请用 git 取回发布时的；确要更正的，把发布时的文本存为 {kept}，"
            "再写 corrections 说明改了什么、为什么",
        )
    return problems.found


def _changes(released: ReleasedText, current: CurrentText) -> Iterator[str]:
    """What differs, in Chinese."""
    now = current.text
    if now.title != released.title:
        yield f"题目（发布时是“{released.title}”）"
    if current.is_draft:
        yield "没有了 published 一行"
    elif now.published != released.published:
        yield f"发布日期（发布时是 {released.published or '~'}）"
    parts = (
        ("数字", now.figures, released.figures),
        ("正文、链接、说明或更正的记录", now.prose, released.prose),
        ("图片或附件", now.files, released.files),
    )
    yield from (name for name, one, other in parts if one != other)


def _gone(released: ReleasedText, folder: str) -> list[Problem]:
    file, kept = _names(released, folder)
    problems = Problems(file)
    problems.add(
        "released-gone",
        TOP,
        f"《{released.title}》第 {released.version} 版已经发布过，现在没有了",
        expected=file,
        advice=f"请用 git 取回（git log -- {file} {kept}）；"
        "机关代号和年度就是网址，不能改；要撤回的，在里面写 withdrawn",
    )
    return problems.found


def _is_there(released: ReleasedText, folder: Path) -> bool:
    """Whether there is a file that may hold the text; what is wrong with it is said elsewhere."""
    return any((folder.parent / name).exists() for name in _names(released, folder.name))


def _names(released: ReleasedText, folder: str) -> tuple[str, str]:
    """How messages name the file of a text, while it is the current one and after it."""
    place = f"{folder}/{released.organ}/{released.year}"
    return f"{place}.md", f"{place}.v{released.version}.md"
