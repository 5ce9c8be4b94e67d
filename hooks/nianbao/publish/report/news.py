"""What there is to tell of a report: that it was published, corrected, or withdrawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ..web.feed import FeedItem
from ..web.html import figure_in_words
from .history import Step
from .page import ReportPage
from .withdrawn_page import WithdrawnPage

__all__ = ["news_of", "news_of_withdrawn"]


def news_of(page: ReportPage) -> Iterator[FeedItem]:
    """The items of a current text; none of a draft, and none of a day that is not known."""
    report = page.report
    if report.is_draft:
        return
    if report.published:
        yield FeedItem(
            page.path,
            "published",
            report.title,
            report.organ.name,
            report.published.isoformat(),
            report.published_time,
        )
    on_a_day: Counter[str] = Counter()
    for step in reversed(page.corrections):
        if step.day:
            day = step.day.isoformat()
            on_a_day[day] += 1
            number = f"-{on_a_day[day]}" if on_a_day[day] > 1 else ""
            yield FeedItem(
                page.path,
                f"corrected-{day}{number}",
                f"更正：{report.title}",
                report.organ.name,
                day,
                "",
                tuple(_said(step)),
                tuple(
                    (
                        str(change.address),
                        figure_in_words(change.before),
                        figure_in_words(change.after),
                    )
                    for change in step.figures
                ),
            )


def news_of_withdrawn(page: WithdrawnPage) -> FeedItem:
    """That a report is not there any more, since when and why.

    An entry like others, and no tombstone (RFC 6721): readers show the one and drop the other.
    """
    gone = page.withdrawal
    return FeedItem(
        page.path,
        f"withdrawn-{gone.date.isoformat()}",
        f"撤回：{page.report_title}",
        gone.organ.name,
        gone.date.isoformat(),
        "",
        (f"原因：{page.reason}",),
    )


def _said(step: Step) -> Iterator[str]:
    for entry in step.entries:
        yield f"{'、'.join(map(str, entry.what))}：{entry.why}"
    for part in dict.fromkeys(paragraph.part for paragraph in step.marked_paragraphs):
        yield f"文字有改动：{part}"
