"""Whether a report has tables, or words, or its original, and whether that may be published."""

from __future__ import annotations

from ..problem import TOP, Problems
from ..refusals import reason_of
from ..settings import HouseRules
from ..source import Report
from ..source.original import ORIGINAL, ORIGINAL_KINDS
from ..wording import file_size
from .attachments import instead_of
from .file_kinds import content_fault

__all__ = ["check_original", "check_without_tables"]


def check_without_tables(report: Report, problems: Problems) -> None:
    """A report without tables is of a year in which it need not have any, and says something.

    From 2019 on a form is prescribed for everybody (国办公开办函〔2019〕60号); what is left of
    such a report may still be its original only.
    """
    if report.form.has_tables or (ORIGINAL in report.marks and report.original is None):
        return
    mark = report.marks.get("form", TOP)
    if not report.sections and report.original is None:
        problems.add(
            "report-empty",
            mark,
            "没有统计表，没有正文，也没有原件",
            advice=f"请写上正文；只存下扫描件或图片的，把它放在旁边，写 {ORIGINAL}: 文件名",
        )
    elif report.sections and not report.form.covers(report.year):
        problems.add(
            "tables-required",
            mark,
            f"{report.year} 年度的报告应当有统计表",
            found=report.form.key,
            advice="请删去 form 一行，照当年的格式录入各表；原件上看不清的格写 ~，不写 0",
        )


def check_original(report: Report, rules: HouseRules, problems: Problems) -> None:
    """Names an original of a kind, a size or a content that is not allowed."""
    file = report.original
    if file is None:
        return
    kind, mark = file.suffix.lower().removeprefix("."), report.marks[ORIGINAL]
    size = file.stat().st_size
    if kind not in ORIGINAL_KINDS:
        allowed = "、".join(ORIGINAL_KINDS)
        problems.add(
            "attachment-kind",
            mark,
            f"“{file.name}”这种文件不能作原件发布",
            found=kind,
            expected=allowed,
            advice=f"{instead_of(kind)}。可以作原件的：{allowed}",
        )
    elif size > rules.attachment_size:
        problems.add(
            "attachment-size",
            mark,
            f"“{file.name}”有 {file_size(size)}，最多 {file_size(rules.attachment_size)}",
            found=size,
            expected=rules.attachment_size,
            advice="扫描件请把分辨率降到 150 至 200 dpi；上限在 mkdocs.yml 的 attachments 里",
        )
    elif fault := _content_fault(report, kind):
        sentence, _, advice = fault.partition("；")
        problems.add(
            "attachment-content",
            mark,
            f"“{file.name}”{sentence}",
            found=file.name,
            advice=advice or "请打开检查，另存一份；不要只改扩展名",
        )


def _content_fault(report: Report, kind: str) -> str:
    try:
        return content_fault(report.original, kind) if report.original else ""
    except OSError as error:
        return f"打不开：{reason_of(error)}"
