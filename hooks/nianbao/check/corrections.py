"""Whether a report that was changed after publication says what was changed, when and why."""

from __future__ import annotations

from ..form import Address
from ..problem import TOP, Problems
from ..source import (
    PROSE,
    Correction,
    Figure,
    FigureChange,
    ParagraphChange,
    Report,
    figure_changes,
    paragraph_changes,
)

__all__ = ["check_corrections"]

_FIELD = "corrections"


def check_corrections(report: Report, before: Report | None, problems: Problems) -> None:
    """The entries of a text, held against the text ``before``, where that was kept.

    Each day of entries stands for one earlier text; those of the last day say what was changed
    since the one before.
    """
    if _FIELD in report.marks and not report.corrections:
        return  # what cannot be read has been noted
    _check_days(report, before, problems)
    if report.corrections and report.version == 1 and not report.is_superseded:
        problems.add(
            "version-not-kept",
            report.corrections[0].mark,
            "有更正说明，没有留存更正以前的文本",
            expected=f"{report.year}.v1.md",
            advice=f"请把更正以前的文本存为 {report.year}.v1.md；确实找不到的，请写入 acknowledged",
        )
        return
    _check_count(report, before, problems)
    if before is not None:
        entries = report.corrections_since(before)
        changes = figure_changes(before, report)
        paragraphs = paragraph_changes(before, report)
        _check_figures(report, before, changes, entries, problems)
        _check_prose(report, before, paragraphs, entries, problems)
        _check_use(changes, paragraphs, entries, problems)


def _check_days(report: Report, before: Report | None, problems: Problems) -> None:
    """Corrections are made of what was published, one after the other."""
    if report.corrections and not report.answers.is_published:
        problems.add(
            "correction-unpublished",
            report.corrections[0].mark,
            "这份报告没有 published，未发布，谈不上更正",
            advice="已经公布的，请写上第一次发布的日期 published；未发布的，请删去 corrections",
        )
    first = before.published if before is not None else None
    if report.answers.is_published and first not in (None, report.published):
        problems.add(
            "correction-date",
            report.marks["published"],
            f"发布日期与以前的文本不同，那里是 {first}",
            found=report.published or "",
            expected=first,
            advice="published 始终是第一次发布的日期；更正的日期写在 corrections 里",
        )
    last = report.published
    for entry in report.corrections:
        if last is not None and entry.date < last:
            earlier = "发布日期" if last == report.published else "前一次更正的日期"
            problems.add(
                "correction-date",
                entry.mark,
                f"更正日期 {entry.date} 早于{earlier} {last}",
                found=entry.date,
                advice="请核对日期；更正按日期先后写，最近的写在最后",
            )
            continue
        last = entry.date


def _check_count(report: Report, before: Report | None, problems: Problems) -> None:
    """As many days of corrections as earlier texts, and the same as the text before had."""
    days = sorted({entry.date for entry in report.corrections})
    mark = report.corrections[-1].mark if report.corrections else TOP
    if len(days) != report.version - 1:
        problems.add(
            "correction-count",
            mark,
            f"这是第 {report.version} 版，应当有 {report.version - 1} 次更正，"
            f"corrections 里有 {len(days)} 次",
            found=len(days),
            expected=report.version - 1,
            advice="每更正一次，留存一份以前的文本，写一次更正说明；"
            "同一天的算一次，以前的文本里只有当时已有的更正说明",
        )
    elif before is not None and {entry.date for entry in before.corrections} - set(days):
        problems.add(
            "correction-count",
            mark,
            f"{before.path.name} 里的更正，这里没有",
            advice="以前的更正说明请一条不改地留着，新的写在最后",
        )


def _check_figures(
    report: Report,
    before: Report,
    changes: tuple[FigureChange, ...],
    entries: tuple[Correction, ...],
    problems: Problems,
) -> None:
    """Every figure that was changed is named by an entry; of another form, every table is."""
    untold = [c for c in changes if not any(entry.covers(c.address) for entry in entries)]
    if report.form.key != before.form.key:
        for table in report.form.tables:
            if any(change.address.table == table and change.after for change in untold):
                problems.add(
                    "correction-missing",
                    report.marks.get("form", TOP),
                    f"已公布的表由 {before.form.key} 的格式换成了 {report.form.key} 的格式，"
                    "没有更正说明",
                    address=(table,),
                    found=report.form.key,
                    expected=before.form.key,
                    advice=_advice(table),
                )
        return
    for change in untold:
        was, now = _in_words(before, change, change.before), _in_words(report, change, change.after)
        address = change.address
        problems.add(
            "correction-missing",
            change.after.mark if change.after else TOP,
            f"已公布的数字改了，没有更正说明：{before.path.name} {was}，现{now}",
            address=address.parts,
            found=change.after.written if change.after else "",
            expected=change.before.written if change.before else "",
            advice=_advice(Address(address.table, address.row if change.after else ()).dotted),
        )


def _check_prose(
    report: Report,
    before: Report,
    paragraphs: tuple[ParagraphChange, ...],
    entries: tuple[Correction, ...],
    problems: Problems,
) -> None:
    """Prose that was changed is named; what references fill in is reported with the figures."""
    written = [(r.title, r.notice, r.prose) for r in (before, report)]
    if written[0] == written[1] or not paragraphs or any(e.covers(PROSE) for e in entries):
        return
    headings = list(dict.fromkeys(change.heading for change in paragraphs))
    marks = {section.official.title: section.mark for section in report.sections}
    named = "".join(f"“{heading or '开头的话'}”" for heading in headings[:3])
    more = f"等 {len(headings)} 处" if len(headings) > 3 else ""
    problems.add(
        "correction-prose",
        marks.get(headings[0], TOP),
        f"已公布的文字改了（{named}{more}），没有更正说明",
        advice=_advice(PROSE.table),
    )


def _check_use(
    changes: tuple[FigureChange, ...],
    paragraphs: tuple[ParagraphChange, ...],
    entries: tuple[Correction, ...],
    problems: Problems,
) -> None:
    """What an entry names was changed."""
    changed = {change.address.parts for change in changes} | {PROSE.parts for _ in paragraphs[:1]}
    for entry in entries:
        for named in entry.what:
            if not any(parts[: len(named.parts)] == named.parts for parts in changed):
                problems.add(
                    "correction-idle",
                    entry.mark,
                    "更正说明里的这一处，与以前的文本相同",
                    address=named.parts,
                    found=named.dotted,
                    advice="请核对位置和数；没有改的，请从 what 里删去",
                )


def _in_words(report: Report, change: FigureChange, figure: Figure | None) -> str:
    """What a text says at a place, as the end of a sentence."""
    if figure is None:
        return "没有这一格"
    unit = figure.unit or report.form.measures[change.address].unit
    number = "为空白" if figure.value is None else f"为 {figure.written} {unit}".rstrip()
    return f"{number}（{figure.note}）" if figure.note else number


def _advice(what: str) -> str:
    return f"请在 corrections 最近一次更正的 what 里写上 {what}；改错了的，请改回来"
