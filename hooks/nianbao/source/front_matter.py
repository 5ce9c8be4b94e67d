"""The front matter of a report: metadata, and which form its tables are in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ..form import Form, all_forms, local_frame
from ..problem import Mark, Problems
from . import limits
from .approval import APPROVED, Approval, read_approval
from .corrections import Correction, read_corrections
from .correspondence import INDICATORS, with_indicators
from .day import read_day
from .entries import Answers, read_entries
from .figures import Figures, read_figures
from .form_choice import choose_form
from .key_slips import key_meant, names_the_organ, says_no_day
from .local_table import read_local_table
from .lookalikes import fold_name, note_radicals
from .original import ORIGINAL, note_several_originals
from .strict_yaml import Node, YamlMapping, YamlScalar, YamlSequence, read_yaml
from .text_slips import note_text_slips
from .unknown import note_unknown
from .yes_or_no import read_yes_or_no

__all__ = ["KEYS", "YEARS", "FrontMatter", "read_front_matter"]

_TIME = re.compile(r" +((?:[01][0-9]|2[0-3]):[0-5][0-9])$")
YEARS = range(2008, 2100)
"""The years that a report may be about."""
_TEXTS = ("title", "notice", "description")
_LISTS = ("discrepancies", "acknowledged")
_CORRECTIONS = "corrections"
_SAMPLE = "sample"
KEYS = (
    *("year", "form", "published", APPROVED, _SAMPLE, ORIGINAL, *_TEXTS, *_LISTS, _CORRECTIONS),
    INDICATORS,
)
"""What front matter may say besides the tables."""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands between the two lines of dashes.

    A report is published, on a day known or not, when it says so; the time (``10:30``) is empty
    when it is not known. ``marks`` is where each piece
    of metadata stands. It has corrections marked, but none, when they cannot be read. ``original``
    is what it says of the file that the report was taken from, if anything.
    """

    year: int
    form: Form
    published: date | None
    published_time: str
    is_sample: bool
    marks: Mapping[str, Mark]
    answers: Answers
    corrections: tuple[Correction, ...]
    texts: Mapping[str, str]
    figures: Figures
    original: YamlScalar | None
    approval: Approval | None


def read_front_matter(text: str, year_of_file: int, problems: Problems) -> FrontMatter | None:
    """Metadata and figures; None when there is no telling which form they are in."""
    node = read_yaml(text, problems)
    if node is None:
        return None
    if not isinstance(node, YamlMapping):
        problems.add(
            "front-matter-missing",
            node.mark,
            "--- 之间应当是“名称: 值”",
            advice="请对照 reports/ 下已有的报告填写",
        )
        return None
    end = Mark(text.count("\n") + 2, 1)
    table_names = {name for form in all_forms() for name in form.tables}
    tables = [(key, value) for key, value in node.pairs if key.text in table_names]
    entries = {
        key.text: read_entries(value, problems) for key, value in node.pairs if key.text in _LISTS
    }
    metadata, attempted = _metadata(node, sorted(table_names), problems)
    for key in _TEXTS:
        if key in metadata:
            note_text_slips(metadata[key], text, problems)
    year = year_of_file
    if "year" in metadata or "year" not in attempted:
        year = _year(metadata, year_of_file, problems)
    form = choose_form(metadata.get("form"), year, tables, problems)
    if form is None:
        return None
    if form is local_frame():
        form, figures = read_local_table(form, tables, end, problems)
    else:
        figures = read_figures(form, tables, end, problems)
    if declared := _said(node.get(INDICATORS)):
        form = with_indicators(form, declared, problems)
    marks = {key: value.mark for key, value in metadata.items() if key != ORIGINAL}
    said = {key: each for key in (_CORRECTIONS, APPROVED) if (each := _said(node.get(key)))}
    marks |= {key: each.mark for key, each in said.items()}
    marks |= _mark_of_original(node.get(ORIGINAL))
    published, published_time = None, ""
    if "published" in metadata or "published" not in attempted:
        published, published_time = _published(metadata, year, problems)
    return FrontMatter(
        year=year,
        form=form,
        published=published,
        published_time=published_time,
        is_sample=read_yes_or_no(node, _SAMPLE, "metadata-format", problems),
        marks=marks,
        answers=Answers(
            problems.file,
            is_published="published" in metadata,
            discrepancies=entries.get("discrepancies", ()),
            acknowledged=entries.get("acknowledged", ()),
        ),
        corrections=read_corrections(said[_CORRECTIONS], form, problems)
        if _CORRECTIONS in said
        else (),
        texts={
            key: value.text
            for key, value in metadata.items()
            if key in _TEXTS and value.text and not value.is_blank
        },
        figures=figures,
        original=metadata.get(ORIGINAL),
        approval=read_approval(said[APPROVED], year, problems) if APPROVED in said else None,
    )


def _said(node: Node | None) -> Node | None:
    """What stands under a key, unless it is nothing."""
    if isinstance(node, YamlScalar) and (node.is_blank or node.is_missing):
        return None
    return None if isinstance(node, YamlSequence) and not node.items else node


def _mark_of_original(node: Node | None) -> dict[str, Mark]:
    """Where an original is named, well or not."""
    if node is None or (isinstance(node, YamlScalar) and node.is_blank):
        return {}
    return {ORIGINAL: node.mark}


def _metadata(
    node: YamlMapping, tables: list[str], problems: Problems
) -> tuple[Mapping[str, YamlScalar], set[str]]:
    """The values of the metadata keys, and the keys that were meant but cannot be read."""
    metadata: dict[str, YamlScalar] = {}
    attempted: set[str] = set()
    for key, value in node.pairs:
        if key.text in tables or key.text in (*_LISTS, _CORRECTIONS, APPROVED, INDICATORS):
            continue
        if key.text not in KEYS:
            sentence = f"没有“{key.text}”这一项"
            known = [*KEYS, *tables]
            if names_the_organ(key.text):
                advice = "报告属于哪个机关，由它所在的文件夹决定；请删去这一行"
                problems.add("unknown-key", key.mark, sentence, found=key.text, advice=advice)
                continue
            meant = key_meant(key.text, "report")
            attempted.add(
                note_unknown(
                    "unknown-key", key.mark, sentence, key.text, known, problems, meant=meant
                )
            )
        elif isinstance(value, YamlScalar):
            metadata[key.text] = value
            if key.text == "title":
                advice = "题目照公布的写；说明写在 notice 里"
                limits.NAME.note(len(value.text), value.mark, problems, advice)
                note_radicals(value.text, value.mark, problems)
                if not (value.is_blank or value.is_missing or fold_name(value.text)):
                    sentence = "题目里没有文字"
                    advice = "请照公布的写；不写 title，题目由程序照机关名称生成"
                    problems.add("metadata-format", value.mark, sentence, advice=advice)
        elif key.text == ORIGINAL:
            note_several_originals(value.mark, problems)
        else:
            attempted.add(key.text)
            problems.add(
                "metadata-format",
                value.mark,
                f"{key.text} 后面应当只写一项",
                advice="请去掉括号或下面的分项",
            )
    return metadata, attempted


def _year(metadata: Mapping[str, YamlScalar], year_of_file: int, problems: Problems) -> int:
    if "year" not in metadata:
        problems.add(
            "missing-key",
            Mark(1, 1),
            "没有写年度",
            expected=f"year: {year_of_file}",
            advice=f"请在第二行写 year: {year_of_file}",
        )
        return year_of_file
    value = metadata["year"]
    if not re.fullmatch(r"[12][0-9]{3}", value.text) or int(value.text) not in YEARS:
        problems.add(
            "year-format",
            value.mark,
            f"年度“{value.text}”应为 {YEARS.start} 年以后的四位数字",
            found=value.text,
            expected=year_of_file,
            advice=f"例如 year: {year_of_file}",
        )
        return year_of_file
    if int(value.text) != year_of_file:
        problems.add(
            "year-mismatch",
            value.mark,
            f"年度写 {value.text}，文件名是 {year_of_file}.md",
            found=value.text,
            expected=year_of_file,
            advice="请改正年度，或改文件名",
        )
    return int(value.text)


def _published(
    metadata: Mapping[str, YamlScalar], year: int, problems: Problems
) -> tuple[date | None, str]:
    """The day of publication, and the time if given; ``~`` says that it is not known any more."""
    if "published" not in metadata:
        problems.add(
            "published-missing",
            Mark(1, 1),
            "没有写发布日期",
            advice=f"发布的那天写上，例如 published: {year + 1}-01-20；没有这一行的是草稿，"
            "正式网站里没有它；早已发布、查不到日期的，写 published: ~",
        )
        return None, ""
    value = metadata["published"]
    if value.is_blank:
        return None, ""
    if says_no_day(value.text):
        problems.add(
            "date-format",
            value.mark,
            f"“{value.text}”不是日期",
            found=value.text,
            advice="早已发布、查不到日期的，写 published: ~；还没有发布的，删去这一行，就是草稿",
        )
        return None, ""
    time = _TIME.search(value.text)
    day = value._replace(text=value.text[: time.start()]) if time else value
    published = read_day(day, f"{year + 1}-01-20，或者 {year + 1}-01-20 10:30", problems)
    if published is None:
        return None, ""
    if published.year <= year:
        problems.add(
            "published-early",
            value.mark,
            f"发布日期 {published} 不在 {year} 年度之后",
            found=published,
            expected=f"{year + 1}-01-01",
            advice="年度报告在次年发布，请核对年度和发布日期",
        )
    return published, time[1] if time else ""
