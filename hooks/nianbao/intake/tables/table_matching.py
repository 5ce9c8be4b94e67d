"""The tables of a source, read as the tables of a form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from ...form import Address, Form, Label, Layout, Table, forms
from ..document import SourceTable
from ..review import ReviewItem
from .broken_labels import with_whole_labels
from .cell_text import CellReading, has_digits, looks_like_figure
from .columns_across import columns_across
from .columns_down import columns_down
from .group_rows import group_rows, readings_of_group, review_of_group
from .headers import Columns, HeaderWords, header_words
from .label_matching import bare
from .line_matching import LabelledRow, line_matcher
from .own_rows import added_rows
from .remarks import remarks_among
from .row_reading import RowReadings, count_figures, readings_of_row
from .rows import SourceRow, rejoined, rows_of
from .settling import Decision, settle_readings

__all__ = ["MatchedTables", "form_of", "match_tables"]

_Header: TypeAlias = tuple[SourceRow, ...]
# So many labels of a form must stand in the tables for it to be that form at all.
_FEWEST_LABELS = 8
# So many rows of one table must lack a column for it to be the table that lacks it.
_FEWEST_ROWS = 5
# So many columns must be named for a header to be one.
_FEWEST_COLUMNS = 2


@dataclass(frozen=True, slots=True)
class MatchedTables:
    """What the tables of a source say in terms of a form.

    ``readings`` holds every figure of the form; a faulty one stays open. ``printed`` are labels
    that the source writes in its own way, ``strange`` rows of figures that are no row of the
    form, ``used`` the numbers of the tables that were read, ``holds`` which tables of the form
    each of them is, ``remarks`` rows of these that say something the form does not print,
    ``added`` rows that the form has not and its place added, ``notes`` what else is to look at.
    """

    form: Form
    readings: Mapping[Address, CellReading]
    decisions: tuple[Decision, ...] = ()
    printed: tuple[tuple[str, str, str], ...] = ()
    strange: tuple[SourceRow, ...] = ()
    used: frozenset[int] = frozenset()
    holds: Mapping[int, frozenset[str]] = field(default_factory=dict)
    remarks: tuple[SourceRow, ...] = ()
    added: tuple[SourceRow, ...] = ()
    notes: tuple[ReviewItem, ...] = ()

    @property
    def settled(self) -> int:
        """How many figures are not open."""
        return sum(not reading.fault for reading in self.readings.values())


def form_of(tables: Iterable[SourceTable], year: int) -> Form | None:
    """The national form whose labels the tables have, whatever the year; None without one.

    The year decides only between forms whose labels are there equally often.
    """
    said = {bare(cell.text) for table in tables for row in table.rows for cell in row}
    scores = {form.key: len(said & _labels_of(form)) for form in forms().values()}
    best = max(scores.values())
    if best < _FEWEST_LABELS:
        return None
    closest = [form for form in forms().values() if scores[form.key] == best]
    return next((form for form in closest if form.covers(year)), closest[0])


def _labels_of(form: Form) -> set[str]:
    words, lines = header_words(form), line_matcher(form)
    return words.columns | words.corners | words.groups | lines.places.keys() | lines.groups


def match_tables(form: Form, tables: Sequence[SourceTable]) -> MatchedTables:
    """Every figure of the form, as far as the tables say it without doubt."""
    words, lines = header_words(form), line_matcher(form)
    rows = with_whole_labels(rows_of(tables), lines.is_label)
    rows = rejoined(rows, lines.is_label, words.is_header)
    headers = dict(_under_headers(rows, words))
    found = [
        readings
        for table in form.tables.values()
        if table.layout is Layout.ACROSS
        for readings in (
            _read_across(form, table, headers, words) or _read_bare(form, table, headers)
        )
    ]
    taken = {readings.row for readings in found}
    labelled, strange = lines.matched(row for row in headers if row not in taken)
    counts = _counts(labelled)
    resolved: dict[tuple[_Header, tuple[Label, ...]], Columns] = {}
    printed: list[tuple[str, str, str]] = []
    foreign = _under_foreign_headers(headers, words)
    for entry in labelled:
        key = (headers[entry.row], entry.line.columns)
        if key not in resolved:
            resolved[key] = columns_down(*key, words)
        read = _read_down(form, entry, resolved[key], counts[_shape(entry)])
        if entry.row.table in foreign and sum(resolved[key].found) < _FEWEST_COLUMNS:
            # The order of the form's columns is nothing to a table with others.
            read = replace(read, ways={} if len(read.cells) > 1 else read.ways)
        found.append(read)
        printed += _own_words(entry, resolved[key])
    groups = list(group_rows(form, strange, (readings.cells for readings in found)))
    by_group = [(group, readings_of_group(group, form, headers[group.row])) for group in groups]
    of_groups = {cell: reading for _, read in by_group for cell, reading in read.items()}
    single, conflicts = _each_once(found)
    of_form = [*single, *(readings for several in conflicts for readings in several)]
    used = {readings.row.table for readings in of_form}
    used |= {row.table for readings in of_form for row in headers[readings.row]}
    used |= {group.row.table for group in groups}
    open_cells = {cell: reading for several in conflicts for cell, reading in _conflict(several)}
    known = {*(readings.row for readings in of_form), *(group.row for group in groups)}
    readings, decisions = settle_readings(form, single, of_groups)
    missing = CellReading("", "", "", fault="来源里没有找到这一格")
    # What stands in other tables is prose, and stays there.
    strange = [row for row in strange if row.table in used and row not in known]
    rest = (row for row in headers if row.table in used and row not in known)
    remarks = remarks_among(form, rest)
    holds = _held(of_form)
    found_lines = [*(r.cells for r in found), *(x.cells for g in groups for x in g.lines)]
    added = added_rows(form, strange, remarks, holds, found_lines)
    return MatchedTables(
        form=form,
        readings={
            cell: open_cells.get(cell) or readings.get(cell) or missing for cell in form.measures
        },
        decisions=tuple(decisions),
        printed=tuple(dict.fromkeys(printed)),
        strange=tuple(row for row in strange if row not in added),
        used=frozenset(used),
        holds=holds,
        remarks=tuple(row for row in remarks if row not in added),
        added=added,
        notes=tuple(note for each in by_group if (note := review_of_group(*each)) is not None),
    )


def _held(rows: Iterable[RowReadings]) -> dict[int, frozenset[str]]:
    """By the number of each table in the source the tables of the form that it holds."""
    held: dict[int, frozenset[str]] = {}
    for readings in rows:
        number = readings.row.table
        held[number] = held.get(number, frozenset()) | {readings.cells[0].table}
    return held


def _read_down(
    form: Form, entry: LabelledRow, columns: Columns, counts: frozenset[int]
) -> RowReadings:
    return readings_of_row(
        form, entry.line.cells, entry.row, entry.values, columns, counts, entry.run_on, entry.unit
    )


def _shape(entry: LabelledRow) -> tuple[int, int]:
    """What rows have in common that should be alike: their table and how many figures."""
    return entry.row.table, len(entry.line.cells)


def _counts(labelled: Iterable[LabelledRow]) -> dict[tuple[int, int], frozenset[int]]:
    """How many figures the rows of each shape have, where there are rows enough to tell."""
    rows: dict[tuple[int, int], list[int]] = {}
    for entry in labelled:
        rows.setdefault(_shape(entry), []).append(count_figures(entry.values))
    return {
        shape: frozenset(counts) - {0} if len(counts) >= _FEWEST_ROWS else frozenset()
        for shape, counts in rows.items()
    }


def _under_headers(
    rows: Iterable[SourceRow], words: HeaderWords
) -> Iterable[tuple[SourceRow, _Header]]:
    """Every row that is no header, with the header rows above it.

    A header reaches over the end of its table: the next table may be its second part.
    """
    header: list[SourceRow] = []
    is_open = False
    for row in rows:
        if words.is_header(row):
            if not is_open or header[-1].table != row.table:
                header = []
            header.append(row)
            is_open = True
            continue
        if row.has_figures:
            is_open = False
        yield row, tuple(header)


def _under_foreign_headers(rows: Iterable[SourceRow], words: HeaderWords) -> set[int]:
    """The tables whose figures stand below a row of words that names no columns of the form."""
    begun: set[int] = set()
    foreign: set[int] = set()
    for row in rows:
        if row.has_figures:
            begun.add(row.table)
        said = sum(_is_said(cell.text) for cell in row.cells)
        if row.table not in begun and said >= _FEWEST_COLUMNS + 1 and not words.is_header(row):
            foreign.add(row.table)
    return foreign


def _read_across(
    form: Form,
    table: Table,
    headers: Mapping[SourceRow, _Header],
    words: HeaderWords,
) -> list[RowReadings]:
    """The one row of a table whose rows stand side by side: the first below its header."""
    cells = tuple(cell for line in table.lines for cell in line.cells)
    done: set[_Header] = set()
    found = []
    for row, header in headers.items():
        if not header or header in done or len(row.cells) < len(cells) // 2:
            continue
        columns = columns_across(header, table, words)
        if not all(columns.found):
            done.add(header)
            continue
        if not row.has_figures and any(_is_said(cell.text) for cell in row.cells):
            continue
        done.add(header)
        found.append(readings_of_row(form, cells, row, row.cells, columns))
    return found


def _read_bare(form: Form, table: Table, rows: Iterable[SourceRow]) -> list[RowReadings]:
    """The row of such a table without its header: the only one of so many figures and no label.

    Its sums tell whether it is that.
    """
    cells = tuple(cell for line in table.lines for cell in line.cells)
    bare_rows = [
        row
        for row in rows
        if len(row.cells) == len(cells)
        and all(has_digits(cell.text) and looks_like_figure(cell.text) for cell in row.cells)
    ]
    if len(bare_rows) != 1:
        return []
    nothing = Columns((None,) * len(cells), (False,) * len(cells), ("",) * len(cells))
    return [readings_of_row(form, cells, bare_rows[0], bare_rows[0].cells, nothing)]


def _is_said(text: str) -> bool:
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def _own_words(entry: LabelledRow, columns: Columns) -> Iterable[tuple[str, str, str]]:
    """Labels that were taken for others than they say: what, for what, where."""
    if entry.printed:
        yield entry.printed, entry.line.address.row[-1], entry.row.place
    yield from columns.reworded


def _each_once(
    found: Sequence[RowReadings],
) -> tuple[list[RowReadings], list[list[RowReadings]]]:
    """Each line of the form once, and the rows that say different things of one line.

    Rows under a header that names their columns go before those of any other table, and what
    labels alone decide before what they do not.
    """
    by_line: dict[tuple[Address, ...], list[RowReadings]] = {}
    for readings in found:
        by_line.setdefault(readings.cells, []).append(readings)
    single: list[RowReadings] = []
    conflicts: list[list[RowReadings]] = []
    for several in by_line.values():
        best = [readings for readings in several if readings.is_headed] or several
        best = [readings for readings in best if readings.is_plain] or best
        if all(_content(readings) == _content(best[0]) for readings in best):
            single.append(best[0])
        else:
            conflicts.append(best)
    return single, conflicts


def _conflict(several: Sequence[RowReadings]) -> Iterable[tuple[Address, CellReading]]:
    """The cells of a line of which several rows say different things: all of them open."""
    places = "、".join(readings.place for readings in several)
    told = "；".join(readings.row.text for readings in several)
    reading = CellReading("", places, told, fault="同一行出现了几次，数不一样")
    return ((cell, reading) for cell in several[0].cells)


def _content(readings: RowReadings) -> list[tuple[tuple[str, str, str], ...]]:
    return [tuple(cell.content for cell in way) for way in readings.ways.values()]
