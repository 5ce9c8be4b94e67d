"""What becomes of problems: the site's severities, and the entries that answer them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from ..problem import Problem, Problems, RuleGroup, Severity, catalogue
from ..source import Answers, Entry

__all__ = ["answers_elsewhere", "answers_here", "settle"]

_NEVER_EXPLAINED = (RuleGroup.PERSONAL, RuleGroup.ENTRIES)
# What shows only when all reports are known, after each of them was settled.
_ELSEWHERE = frozenset({"repeated-elsewhere"})
_STALE = ("stale-discrepancy", "stale-acknowledgement")


def settle(
    problems: Iterable[Problem],
    answers: Iterable[Answers],
    severities: Mapping[str, Severity | None],
) -> list[Problem]:
    """The problems with the severity they have in the end, sorted.

    ``severities`` are the site's own, by code; None leaves the code out. What an entry answers
    becomes a notice with the entry's reason; an entry that answers nothing is a problem itself.
    Of a superseded text little is left: what was wrong with it has been corrected.
    """
    by_file = {answer.file: answer for answer in answers}
    settled: dict[str, list[Problem]] = {file: [] for file in by_file}
    for problem in problems:
        weighed = _weighed(problem, by_file.get(problem.file), severities)
        if weighed is not None:
            settled.setdefault(problem.file, []).append(weighed)
    for file, answer in by_file.items():
        settle_file = _superseded if answer.is_superseded else _answered
        settled[file] = settle_file(answer, settled[file])
    return sorted(problem for found in settled.values() for problem in found)


def answers_here(answers: Answers) -> Answers:
    """The answers of a report without those to what other reports show."""
    if not answers.is_published:
        return replace(answers, acknowledged=_entries(answers.acknowledged, elsewhere=False))
    return replace(
        answers,
        discrepancies=_entries(answers.discrepancies, elsewhere=False),
        acknowledged=_entries(answers.acknowledged, elsewhere=False),
    )


def answers_elsewhere(answers: Answers) -> Answers:
    """The answers of a report to what other reports show; no others."""
    discrepancies = answers.discrepancies if answers.is_published else ()
    return replace(
        answers,
        discrepancies=_entries(discrepancies, elsewhere=True),
        acknowledged=_entries(answers.acknowledged, elsewhere=True),
    )


def _entries(entries: tuple[Entry, ...], *, elsewhere: bool) -> tuple[Entry, ...]:
    return tuple(entry for entry in entries if (entry.code in _ELSEWHERE) is elsewhere)


def _weighed(
    problem: Problem, answers: Answers | None, severities: Mapping[str, Severity | None]
) -> Problem | None:
    """The problem with the site's severity; nothing lowers what is not published yet."""
    if problem.code not in severities:
        return problem
    severity = severities[problem.code]
    rule = catalogue()[problem.code]
    is_arithmetic = rule.group is RuleGroup.ARITHMETIC and rule.severity is Severity.ERROR
    is_published = answers is not None and answers.is_published
    if is_arithmetic and not is_published and severity is not Severity.ERROR:
        return problem
    return None if severity is None else replace(problem, severity=severity)


def _answered(answers: Answers, found: list[Problem]) -> list[Problem]:
    """The problems of a file after its entries have answered them."""
    problems = Problems(answers.file)
    if answers.discrepancies and not answers.is_published:
        problems.add(
            "discrepancy-unpublished",
            answers.discrepancies[0].mark,
            "这份报告没有 published，未发布，不能带着错误发布",
            advice="请改正报告里的错误，删去 discrepancies；已经公布的，请写上 published",
        )
        return [*found, *problems.found]
    for entry in answers.discrepancies:
        if not _may_explain(entry, problems):
            continue
        answered = [problem for problem in found if entry.answers(problem)]
        if not answered:
            _note_stale("stale-discrepancy", entry, found, problems)
        found = [_settled(p, entry) if p in answered else p for p in found]
    for entry in answers.acknowledged:
        found = _acknowledged(entry, found, problems)
    return [*found, *problems.found]


def _superseded(answers: Answers, found: list[Problem]) -> list[Problem]:
    """The problems of a text that a correction has replaced.

    Left are those that no text may be published with, those of its corrections, and what it told
    the public of itself.
    """
    kept = [
        problem
        for problem in found
        if any(entry.answers(problem) for entry in answers.discrepancies)
        or (rule := catalogue()[problem.code]).fixed
        or rule.group in (*_NEVER_EXPLAINED, RuleGroup.CORRECTIONS)
    ]
    return [problem for problem in _answered(answers, kept) if problem.code not in _STALE]


def _acknowledged(entry: Entry, found: list[Problem], problems: Problems) -> list[Problem]:
    """The problems after those that are no errors have been acknowledged."""
    answered = [problem for problem in found if entry.answers(problem)]
    if any(problem.severity is Severity.ERROR for problem in answered):
        problems.add(
            "entry-not-allowed",
            entry.mark,
            f"{entry.code} 是错误，不能只作内部确认",
            address=entry.address,
            found=entry.code,
            advice="请改正；已公布而不能改的，请移到 discrepancies，向公众说明",
        )
        return found
    if not answered:
        _note_stale("stale-acknowledgement", entry, found, problems)
    return [_settled(p, entry) if p in answered else p for p in found]


def _may_explain(entry: Entry, problems: Problems) -> bool:
    """Whether problems of that code may stay when they are explained to the public."""
    rule = catalogue().get(entry.code)
    if rule is None or not (rule.fixed or rule.group in _NEVER_EXPLAINED):
        return True
    problems.add(
        "entry-not-allowed",
        entry.mark,
        f"{entry.code}（{rule.title}）不能用数据说明保留",
        address=entry.address,
        found=entry.code,
        advice="请改正报告",
    )
    return False


def _settled(problem: Problem, entry: Entry) -> Problem:
    return replace(problem, severity=Severity.NOTICE, reason=entry.reason)


def _note_stale(code: str, entry: Entry, found: list[Problem], problems: Problems) -> None:
    places = sorted({p.place for p in found if p.code == entry.code and p.address})
    codes = sorted({p.code for p in found if entry.address and p.address})
    if entry.code not in catalogue():
        advice = f"没有 {entry.code} 这个代码，请照核对结果里方括号中的代码写"
    elif places:
        advice = f"这份文件里 {entry.code} 的位置是：{'；'.join(places[:3])}"
    else:
        advice = "问题已经不存在的，请删去这一条" + (
            f"；现有的问题是：{'、'.join(codes)}" if codes else ""
        )
    problems.add(
        code,
        entry.mark,
        f"没有 {entry.code} 这个问题，说明对不上",
        address=entry.address,
        found=entry.code,
        advice=advice,
    )
