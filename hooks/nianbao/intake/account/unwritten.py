"""What of a document is not in the file that was written of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from ...form import Address, Form
from ...own_data import read_own_data
from ...source.prose import parse_markdown
from ..document import Document, Paragraph, SourceCell, SourceTable
from ..review import ReviewItem, Status
from ..tables.cell_text import CellReading
from .account import Loss, SetAside
from .characters import counted, excerpt
from .form_words import FormWords, form_words
from .leftovers import leftovers
from .spoken import spoken

__all__ = ["WrittenReport", "unwritten"]

_SHORT = 4
_NUMBER = re.compile("^(?:第?[一二三四五六七八九十]+(?:部分|章)?|[0-9]+)")
_LEFT = (Status.OPEN, Status.LEFT_OUT)


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """A report as it was written, and what was said of it.

    ``form`` is the form of its tables, None without any; ``used`` are the numbers of the source's
    tables whose figures are in the front matter, ``readings`` what was read for each figure.
    ``moved`` are the places of cells of these tables that are paragraphs now, ``headings`` what
    the source calls the sections, whose titles are the form's in the file. ``notice`` is what
    readers are told of it.
    """

    text: str
    title: str
    published: date | None
    review: tuple[ReviewItem, ...]
    form: Form | None = None
    used: Set[int] = frozenset()
    readings: Mapping[Address, CellReading] = field(default_factory=dict)
    moved: Set[str] = frozenset()
    headings: Set[str] = frozenset()
    notice: str = ""

    @property
    def front_matter(self) -> str:
        """What stands above the text."""
        return self.text.partition("\n---\n")[0]

    @property
    def body(self) -> str:
        """The text."""
        return self.text.partition("\n---\n")[2]


def unwritten(document: Document, report: WrittenReport) -> Iterator[Loss | SetAside]:
    """Every paragraph and cell, or part of one, that is neither in the file nor printed anyway."""
    number = 0
    prose: list[tuple[str, str, str]] = []
    tables: list[SourceTable] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            said = spoken(block.element)
            prose.append((counted(said), said, block.place))
            continue
        if number in report.used:
            tables.append(block)
        else:
            cells = (cell for row in block.rows for cell in row)
            prose += ((counted(cell.text), cell.text, cell.place) for cell in cells)
        number += 1
    yield from _Prose(report).losses(prose)
    yield from _Figures(report).losses(tables)


@cache
def _words() -> Mapping[str, str]:
    words: dict[str, str] = read_own_data(Path(__file__).with_name("words.yml"))
    return words


class _Prose:
    """Paragraphs and the cells of tables that are prose, held against the body of the file."""

    def __init__(self, report: WrittenReport) -> None:
        self._report = report
        blocks = parse_markdown(report.body)
        self._texts = [counted(spoken(block)) for block in blocks]
        self._headings = {
            counted(block.text) for block in blocks if re.fullmatch("h[1-6]", block.tag)
        }
        self._words = form_words(report.form) if report.form else None
        notice = counted(report.notice)
        self._notices = {notice, counted(_words()["notice"]) + notice}
        self._printed = {counted(heading) for heading in report.headings}
        names = (_NUMBER.sub("", each) for each in self._headings | self._printed)
        self._names = sorted({name for name in names if len(name) >= _SHORT}, key=len)[::-1]

    def losses(self, prose: Sequence[tuple[str, str, str]]) -> Iterator[Loss | SetAside]:
        lost = leftovers([text for text, _, _ in prose], self._texts)
        for (text, said, place), missing in zip(prose, lost, strict=True):
            if missing:
                yield from self._judged(text, said, place, missing)

    def _judged(self, text: str, said: str, place: str, missing: str) -> Iterator[Loss | SetAside]:
        count = len(missing.replace("\n", ""))
        shown = excerpt(said, missing)
        if self._is_title(text) or self._is_printed_anyway(said):
            return
        if text in self._printed or text in self._notices:
            return
        if self._is_of_contents(text):
            yield SetAside("目录和重复的标题", count, shown)
            return
        told = (
            item
            for item in self._report.review
            if _is_within(missing, counted(item.found))
            and (len(missing) >= _SHORT or item.place == place)
        )
        if (item := next(told, None)) is not None:
            if item.status in _LEFT:
                yield Loss(None, count)
            return
        if rest := _without_date(missing, self._report.published):
            yield Loss(
                ReviewItem(Status.LEFT_OUT, "没有写进文件的文字", place, found=shown), len(rest)
            )

    def _is_of_contents(self, text: str) -> bool:
        """Whether it names sections, with the numbers of pages, and says no more."""
        if text == _words()["contents"]:
            return True
        rest = text
        for name in self._names:
            rest = rest.replace(name, "")
        return rest != text and not re.sub("[0-9一二三四五六七八九十]", "", rest)

    def _is_printed_anyway(self, said: str) -> bool:
        """Whether it is a label of the form, or several in one line."""
        words = self._words
        return words is not None and (words.are(said) or all(map(words.are, said.split())))

    def _is_title(self, text: str) -> bool:
        title = counted(self._report.title)
        return len(text) >= _SHORT and text in title


def _is_within(missing: str, told: str) -> bool:
    """Whether a text has every run that is missing, each on its line."""
    return all(run in told for run in missing.split("\n"))


def _without_date(text: str, day: date | None) -> str:
    """The text without the day of publication and the words that go with it."""
    if day is None:
        return text
    numbers = (f"{day.year}", f"{day.month:02}", f"{day.day:02}", f"{day.month}", f"{day.day}")
    if not re.search(rf"{day.year}\D?0?{day.month}\D?0?{day.day}", text):
        return text
    for word in (*numbers, *_words()["date_words"].split()):
        text = text.replace(word, "", 1)
    return text.replace("\n", "")


class _Figures:
    """The cells of the tables whose figures are in the front matter."""

    def __init__(self, report: WrittenReport) -> None:
        self._report = report
        self._words: FormWords | None = form_words(report.form) if report.form else None
        self._front = counted(report.front_matter)
        self._body = counted(report.body)
        taken = [reading for reading in report.readings.values() if not reading.fault]
        self._by_place: dict[str, list[str]] = {}
        for reading in taken:
            self._by_place.setdefault(reading.place, []).append(counted(reading.found))
        # A page end parts a cell in two, of which the reading has the place of the first.
        later = (line for reading in taken for line in reading.found.split("\n")[1:])
        self._continued = Counter(map(counted, later))
        self._items: dict[str, list[ReviewItem]] = {}
        for item in report.review:
            for place in item.place.split("、"):
                self._items.setdefault(place, []).append(item)

    def losses(self, tables: Iterable[SourceTable]) -> Iterator[Loss | SetAside]:
        seen: Counter[tuple[str, ...]] = Counter()
        for table in tables:
            left = self._columns_left_out(table)
            for row in table.rows:
                texts = tuple(counted(cell.text) for cell in row)
                cells = [
                    (cell, rest)
                    for cell, text in zip(row, texts, strict=True)
                    if text and (rest := self._beyond_file(cell, text))
                ]
                yield from (Loss(None, len(rest)) for cell, rest in cells if cell.column in left)
                unexplained = [(cell, rest) for cell, rest in cells if cell.column not in left]
                if unexplained:
                    yield from self._judged(row, texts, unexplained, is_again=seen[texts] > 0)
                seen[texts] += 1

    def _columns_left_out(self, table: SourceTable) -> set[int]:
        """The columns of which the review list says, by their heading, that they are left out."""
        told = [i.reason for i in self._items.get(table.place, ()) if i.status is Status.LEFT_OUT]
        cells = (cell for row in table.rows for cell in row if cell.text.strip())
        return {
            cell.column
            for cell in cells
            if any(f"“{''.join(cell.text.split())}”" in reason for reason in told)
        }

    def _judged(
        self,
        row: Sequence[SourceCell],
        texts: Sequence[str],
        unexplained: Sequence[tuple[SourceCell, str]],
        *,
        is_again: bool,
    ) -> Iterator[Loss | SetAside]:
        """What becomes of a row of which some cells are not in the file."""
        count = sum(len(rest) for _, rest in unexplained)
        if is_again:
            yield SetAside("重复的行", count, _said(unexplained))
            return
        if _is_column_numbers([text for text in texts if text]):
            yield SetAside("栏号", count, _said(unexplained))
            return
        nowhere = []
        for cell, rest in unexplained:
            item = self._item_of(row, cell)
            if item is None:
                nowhere.append((cell, rest))
            elif item.status in _LEFT:
                yield Loss(None, len(rest))
        if nowhere:
            count = sum(len(rest) for _, rest in nowhere)
            place = nowhere[0][0].place
            item = ReviewItem(Status.LEFT_OUT, "没有收入的格", place, found=_said(nowhere))
            yield Loss(item, count)

    def _item_of(self, row: Sequence[SourceCell], cell: SourceCell) -> ReviewItem | None:
        """The item of the review list that has the words of a cell of the row."""
        words = counted(cell.text)
        here = [item for other in row for item in self._items.get(other.place, ())]
        elsewhere = [] if len(words) < _SHORT else list(self._report.review)
        return next((i for i in (*here, *elsewhere) if words in counted(i.found)), None)

    def _beyond_file(self, cell: SourceCell, text: str) -> str:
        """What of a cell is in the file neither as a figure nor as a label."""
        figures = self._by_place.get(cell.place, [])
        for figure in sorted(figures, key=len, reverse=True):
            if figure and text.endswith(figure):
                figures.remove(figure)
                text = text.removesuffix(figure)
                break
        else:
            if any(figure.startswith(text) for figure in figures):
                return ""
            if self._continued[text]:
                self._continued[text] -= 1
                return ""
        is_in_front = len(text) >= _SHORT and text in self._front
        if not text or is_in_front or (self._words and self._words.are(cell.text)):
            return ""
        if cell.place in self._report.moved:
            lines = map(counted, cell.text.split("\n"))
            return "".join(line for line in lines if line not in self._body)
        unit = text.removeprefix(_words()["measured"]).removeprefix(_words()["unit"])
        if self._words and unit != text and (not unit or self._words.are(unit)):
            return ""
        return self._words.beyond(text) if self._words else text


def _said(cells: Iterable[tuple[SourceCell, str]]) -> str:
    return " ".join(" ".join(cell.text.split()) for cell, _ in cells)


def _is_column_numbers(texts: Sequence[str]) -> bool:
    """Whether a row numbers its columns, as official statistics do (甲 乙 1 2 3)."""
    letters = _words()["column_numbers"]
    named = [text for text in texts if text not in letters]
    return bool(named) and named == [str(n) for n in range(1, len(named) + 1)]
