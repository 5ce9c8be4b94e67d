"""A report: one organ's 年度报告 for one year, read from its Markdown file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ..form import Form
from ..problem import TOP, Mark, Problem, Problems
from . import limits
from .approval import Approval
from .body import ReportSection, read_body
from .corrections import Correction
from .entries import Answers
from .fences import split_front_matter
from .figures import Figures
from .front_matter import read_front_matter
from .organ import Organ
from .original import read_original
from .references import fill_references
from .report_names import advice_on_name, meant_name, year_and_version
from .text_file import read_text
from .withdrawal import Withdrawal, read_withdrawal, says_withdrawn

__all__ = ["Report", "read_report"]


@dataclass(frozen=True, slots=True)
class Report:
    """One organ's report for one year; ``file`` is how messages name it, ``path`` where it is.

    ``figures`` holds every figure that could be read; in a report without problems that is
    every figure of the form. ``marks`` is where each piece of metadata stands. ``prose`` is the
    body as written, which begins on ``prose_line``. ``answers`` is what the report answers to
    problems that it has and keeps. ``published_time`` (``10:30``) is empty when not known.
    ``original`` is the file that the report was taken from, where it is kept beside it.
    ``approval`` is for the office only: nothing that is published may say it.
    A sample shows how a report is written, and is nobody's.

    Of a report that was corrected, the current text and every earlier one are a report each;
    ``version`` counts them from 1, and ``corrections`` are those made up to it.
    """

    organ: Organ
    year: int
    form: Form
    title: str
    published: date | None
    published_time: str
    is_sample: bool
    marks: Mapping[str, Mark]
    notice: str
    description: str
    figures: Figures
    sections: tuple[ReportSection, ...]
    original: Path | None
    linked_files: tuple[Path, ...]
    answers: Answers
    corrections: tuple[Correction, ...]
    approval: Approval | None
    version: int
    text: str
    prose: str
    prose_line: int
    path: Path
    file: str

    @property
    def is_superseded(self) -> bool:
        """Whether a correction has replaced this text by a later one."""
        return self.answers.is_superseded

    @property
    def is_draft(self) -> bool:
        """Whether the report is only there to be looked at: it says nothing of its publication.

        What was published once is no draft, whatever the text after a correction leaves out.
        """
        return not (self.answers.is_published or self.is_superseded or self.version > 1)

    @property
    def is_original_only(self) -> bool:
        """Whether nothing of the report can be read but its original: a scan, a picture."""
        return self.original is not None and not (self.sections or self.form.has_tables)

    @property
    def original_ending(self) -> str:
        """How the name of its original ends, in small letters with the dot; empty without one."""
        return self.original.suffix.lower() if self.original else ""

    @property
    def files(self) -> tuple[Path, ...]:
        """The files beside the report that are published with it."""
        return (*self.linked_files, *((self.original,) if self.original else ()))

    @property
    def last_corrected(self) -> date | None:
        """The day of the last correction that it describes, if there is one."""
        return max((entry.date for entry in self.corrections), default=None)

    def corrections_since(self, earlier: Report) -> tuple[Correction, ...]:
        """The entries that say what was changed since the text before: those of the last day."""
        last = self.last_corrected
        told = {entry.date for entry in earlier.corrections}
        return tuple(e for e in self.corrections if e.date == last and last not in told)

    @property
    def keywords(self) -> tuple[str, ...]:
        """Words to find it by."""
        return ("政府信息公开", "年度报告", self.organ.name, f"{self.year}年")

    @property
    def title_lines(self) -> tuple[str, ...]:
        """The title in the lines a title page has: who and when, then what."""
        who, when, what = self.title.partition(f"{self.year}年")
        return (who + when, what) if what else (self.title,)


def read_report(
    path: Path, organ: Organ, file: str, version: int = 1
) -> tuple[Report | Withdrawal | None, list[Problem]]:
    """The report in a file, or that it was withdrawn, and what is wrong with it.

    There is no report when the file cannot be taken apart; whatever else is wrong, the parts
    that could be read are there to be checked. ``version`` is that of a current text.
    """
    problems = Problems(file)
    return _read(path, organ, version, problems), problems.found


def _read(path: Path, organ: Organ, version: int, problems: Problems) -> Report | Withdrawal | None:
    year_of_file, earlier_version = year_and_version(path)
    if not year_of_file:
        meant = meant_name(path.name)
        problems.add(
            "file-name",
            Mark(1, 1),
            f"文件名“{path.name}”不是年度",
            found=path.name,
            expected=meant.right if meant else "2021.md",
            advice=advice_on_name(path),
        )
        return None
    text = read_text(path, limits.FILE, problems)
    if text is not None and _is_too_long(text, problems):
        return None
    parts = split_front_matter(text, problems) if text is not None else None
    if text is None or parts is None:
        return None
    front, body, body_line = parts
    if not earlier_version and says_withdrawn(front):
        return read_withdrawal(front, organ, year_of_file, version, problems)
    matter = read_front_matter(front, year_of_file, problems)
    if matter is None:
        return None
    filled = fill_references(body, body_line, matter.form, matter.figures, problems)
    content = read_body(body, filled, body_line, matter.form, path, problems)
    title = f"{organ.name}{matter.year}年政府信息公开工作年度报告"
    return Report(
        organ=organ,
        year=matter.year,
        form=matter.form,
        title=matter.texts.get("title", title),
        published=matter.published,
        published_time=matter.published_time,
        is_sample=matter.is_sample,
        marks=matter.marks,
        notice=matter.texts.get("notice", ""),
        description=matter.texts.get("description", ""),
        figures=matter.figures,
        sections=content.sections,
        original=read_original(matter.original, path, problems),
        linked_files=content.files,
        answers=replace(matter.answers, is_superseded=bool(earlier_version)),
        corrections=matter.corrections,
        approval=matter.approval,
        version=earlier_version or version,
        text=text,
        prose=body,
        prose_line=body_line,
        path=path,
        file=problems.file,
    )


def _is_too_long(text: str, problems: Problems) -> bool:
    advice = "报告没有这么长；明细、清单请做成附件"
    return limits.LINES.note(text.count("\n") + 1, TOP, problems, advice)
