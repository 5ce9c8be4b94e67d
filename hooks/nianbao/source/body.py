"""The body of a report: its official sections, in order, each with its prose."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from pathlib import Path

from ..form import Form, Section, fold
from ..problem import Mark, Problems
from .invisible import note_entities, note_hidden_in
from .links import note_links
from .places import mark_at
from .prose import Element, elements, parse_markdown, shown_text, without_skipped_levels
from .prose_limits import (
    note_all_tables,
    note_blocks,
    note_early_headings,
    note_endless_nesting,
    note_structure,
)
from .unknown import note_unknown

__all__ = ["Body", "ReportSection", "read_body"]

_SECTIONS = ("h1", "h2")
_HEADING = re.compile(r"^(#{1,6})(.*?)#*$", re.MULTILINE)
# What people put around a title that is no heading: bold, a deeper or wide #, a full stop.
_NOT_OF_A_TITLE = "#＃*_＊ \t\r\u3000：:。"
_LONGEST_TITLE = 50
_HTML = re.compile(r"</?[A-Za-z][^<>]*>|<!--|<!\[|<\?|<![A-Za-z]")
_NOT_HTML = re.compile(
    r"(`+)[^`](?:(?!\n\n).)*?\1|<(?:https?|mailto):[^<>\s]*>|<[^\s<>@]+@[^\s<>]+>", re.DOTALL
)


@dataclass(frozen=True)
class ReportSection:
    """One section as the report has it: its heading as written, and its prose.

    ``official`` is the form's section; a section that a form leaves free has its own heading, and
    what introduces such a report has none.
    """

    official: Section
    heading: str
    mark: Mark
    blocks: tuple[Element, ...]

    @cached_property
    def shown(self) -> str:
        """All that is published of it, in lines: what the checks must have seen."""
        return f"{self.heading}\n{shown_text(self.blocks)}"


@dataclass(frozen=True, slots=True)
class Body:
    """The sections, and the files beside the report that its prose shows or links to."""

    sections: tuple[ReportSection, ...]
    files: tuple[Path, ...]


def read_body(
    text: str, filled: str, first_line: int, form: Form, path: Path, problems: Problems
) -> Body:
    """The sections of a body that begins on ``first_line`` of the file at ``path``.

    ``filled`` is the text with its references filled in: it is what is shown, while places are
    those of the text.
    """
    _note_raw_html(text, first_line, problems)
    named = note_entities(text, first_line, problems)
    if note_blocks(text, first_line, problems):
        return Body((), ())
    try:
        blocks = parse_markdown(filled)
    except RecursionError:
        note_endless_nesting(text, first_line, problems)
        return Body((), ())
    headings = [
        mark_at(text, match.start(), first_line)
        for match in _HEADING.finditer(text)
        if len(match[1]) <= 2
    ]
    start = mark_at(text, len(text) - len(text.lstrip()), first_line)
    if form.free_sections:
        opening = tuple(takewhile(lambda block: block.tag not in _SECTIONS, blocks))
        note_early_headings(opening, start, text, first_line, problems)
    note_all_tables(blocks, start, problems)
    sections = _sections(blocks, headings, start, form, problems)
    for section in sections:
        note_structure(section.blocks, section.mark, text, first_line, problems)
        note_hidden_in(section.shown, named, section.mark, text, first_line, problems)
    _note_order(sections, form, text, first_line, problems)
    links = (e for section in sections for e in elements(section.blocks) if e.tag in ("a", "img"))
    return Body(sections, note_links(links, text, first_line, path, problems))


def _note_raw_html(text: str, first_line: int, problems: Problems) -> None:
    hidden = _NOT_HTML.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    for match in _HTML.finditer(hidden):
        problems.add(
            "raw-html",
            mark_at(text, match.start(), first_line),
            f"正文里有 HTML 代码 {match[0].splitlines()[0]}",
            found=match[0],
            advice="请改用 Markdown 写法；要显示尖括号本身，请用反引号括起来",
        )


def _sections(
    blocks: tuple[Element, ...],
    headings: list[Mark],
    start: Mark,
    form: Form,
    problems: Problems,
) -> tuple[ReportSection, ...]:
    """The blocks under each heading of a section; what stands elsewhere is a problem."""
    known = {fold(title): s for s in form.sections for title in (s.title, *s.variants)}
    places = iter(headings)
    groups: list[tuple[Mark, Element, list[Element]]] = []
    stray: list[Element] = []
    for block in blocks:
        if block.tag in _SECTIONS:
            groups.append((next(places, start), block, []))
        else:
            (groups[-1][2] if groups else stray).append(block)
    sections = []
    if stray and form.free_sections:
        sections.append(ReportSection(Section(""), "", start, tuple(stray)))
    elif stray:
        title = form.sections[0].title
        problems.add(
            "text-before-sections",
            start,
            f"“{title}”之前有正文",
            found=stray[0].text[:20],
            advice=f"请把这些文字移到“## {title}”下面",
        )
    for mark, heading, inside in groups:
        official = known.get(fold(heading.text))
        if official is None and form.free_sections:
            official = Section(heading.text)
            if not heading.text.strip():
                problems.add(
                    "unknown-section",
                    mark,
                    "标题没有文字",
                    advice="请在 ## 后面写上标题，或删去这一行",
                )
        if official is None:
            note_unknown(
                "unknown-section",
                mark,
                f"“{heading.text}”不是报告规定的部分；部分之内的小标题用三个或更多的 #",
                heading.text,
                [s.title for s in form.sections],
                problems,
            )
            continue
        prose = without_skipped_levels(tuple(inside))
        sections.append(ReportSection(official, heading.text, mark, prose))
    return tuple(sections)


def _note_order(
    sections: tuple[ReportSection, ...],
    form: Form,
    text: str,
    first_line: int,
    problems: Problems,
) -> None:
    order = {section.title: number for number, section in enumerate(form.sections)}
    seen: dict[str, Mark] = {}
    last: ReportSection | None = None
    for section in sections:
        if section.official not in form.sections:
            continue
        title = section.official.title
        if title in seen:
            problems.add(
                "section-twice",
                section.mark,
                f"“{title}”写了两次，第一次在第 {seen[title].line} 行",
                advice="请合并成一处",
            )
            continue
        seen[title] = section.mark
        if last is not None and order[title] < order[last.official.title]:
            problems.add(
                "section-order",
                section.mark,
                f"“{title}”写在了“{last.official.title}”后面",
                expected=title,
                advice="请按格式规定的顺序排列",
            )
        else:
            last = section
        _note_number(section, problems)
    for official in form.sections:
        if official.title not in seen:
            _note_missing(official, text, first_line, problems)


def _note_missing(official: Section, text: str, first_line: int, problems: Problems) -> None:
    """Notes a section that is missing, at the line that was meant as its heading, if any."""
    titles = {fold(title) for title in (official.title, *official.variants)}
    lines = text.split("\n")
    for number, line in enumerate(lines, first_line):
        words = line.strip(_NOT_OF_A_TITLE)
        if words and len(words) < _LONGEST_TITLE and fold(words) in titles:
            problems.add(
                "section-missing",
                Mark(number, 1),
                f"缺少“{official.title}”：这一行写着“{words}”，但不是部分的标题",
                found=line.strip(),
                expected=official.title,
                advice=f"请在行首写 ## 和一个空格，不加粗：## {official.title}",
            )
            return
    problems.add(
        "section-missing",
        Mark(first_line + len(lines) - 1, 1),
        f"缺少“{official.title}”",
        expected=official.title,
        advice=f"请补上一行 ## {official.title}，没有内容的写“无”",
    )


_NUMBER = re.compile(r"^\s*([一二三四五六七八九十]+)、")


def _note_number(section: ReportSection, problems: Problems) -> None:
    written, official = _NUMBER.match(section.heading), _NUMBER.match(section.official.title)
    if written and official and written[1] != official[1]:
        problems.add(
            "section-number",
            section.mark,
            f"标题编号写作“{written[1]}、”，应为“{official[1]}、”",
            found=written[1],
            expected=official[1],
            advice=f"请改为“{section.official.title}”",
        )
