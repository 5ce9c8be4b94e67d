"""The cases: which report, in which format, with what wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from . import edit_cells as cells
from . import edit_tables as tables
from . import edit_text as text
from .draft import Draft, Edit
from .edit_tables import APPLY, ONLY, OPEN
from .office import convert
from .write_docx import Look, write_docx
from .write_html import write_html
from .write_text import write_text
from .write_typst import write_typst
from .write_xlsx import write_xlsx

__all__ = ["CASES", "Case"]

Write = Callable[[Draft, Path], None]

COUNTY = "示例县人民政府"


@dataclass(frozen=True)
class Case:
    """One report in one file."""

    name: str
    form: str
    write: Write
    edits: tuple[Edit, ...] = ()
    year: int = 0
    organ: str = COUNTY
    drawn: dict[str, Any] = field(default_factory=dict)

    @property
    def suffix(self) -> str:
        return "." + self.name.partition("-")[0]


def _docx(**look: Any) -> Write:
    return partial(write_docx, look=Look(**look))


def _office(**look: Any) -> Write:
    """Written as Word's, and made into the wanted format by LibreOffice."""

    def write(draft: Draft, path: Path) -> None:
        with TemporaryDirectory() as folder:
            source = Path(folder) / "source.docx"
            write_docx(draft, source, Look(**look))
            convert(source, path)

    return write


def _html(template: str, encoding: str = "utf-8", declared: str = "") -> Write:
    return partial(write_html, template=template, encoding=encoding, declared=declared)


RICH = {"rich": True}
LARGE = {"large": True}
QUIET = {"quiet": True}
RULES = "主动公开.行政规范性文件"
LICENCES = "主动公开.行政许可.本年处理决定数量"
FEES = "主动公开.行政事业性收费.本年收费金额"

_notes = (
    cells.note(f"{RULES}.本年制发件数", "22（其中修订 16 件）", "22", "其中修订 16 件"),
    cells.note(f"{RULES}.本年废止件数", "55(含自然失效29件)", "55", "含自然失效29件"),
    cells.note(LICENCES, "1306（含延续31件）", "1306", "含延续31件"),
    cells.with_unit(FEES, "12.5万元", "12.5"),
)
_purchase = "主动公开.政府集中采购."
_old_units = (
    cells.with_unit(f"{_purchase}采购总金额", "251000元", {"value": "251000", "unit": "元"}),
    cells.with_unit(f"{_purchase}采购项目数量", "6件", "6"),
)


def case(name: str, form: str, write: Write, *edits: Edit, **more: Any) -> Case:
    """A case; its figures are drawn by its name."""
    return Case(name, form, write, edits, **more)


def _documents() -> Iterator[Case]:
    styles, bold, numbered = _docx(), _docx(headings="bold"), _docx(headings="numbered")
    yield case("docx-styles", "2021", styles, drawn=RICH)
    yield case("docx-plain", "2021", bold, cells.four_decimals, cells.thousands(), text.other_title)
    yield case("docx-numbered", "2021", numbered, text.opening, drawn=RICH)
    yield case("docx-split", "2021", styles, tables.split_table(APPLY, "4.保护第三方"))
    yield case(
        "docx-inside",
        "2021",
        bold,
        tables.titles_inside,
        tables.page_number_inside(APPLY, "（四）无法提供"),
    )
    yield case("docx-stray", "2021", bold, tables.stray_column(APPLY, 3), cells.blanks)
    yield case("docx-labels", "2021", styles, cells.variants, cells.wide_digits)
    yield case("docx-notes", "2021", styles, *_notes)
    yield case("docx-leaves", "2021", bold, tables.leaf_labels_alone())
    yield case("docx-group-lines", "2021", bold, tables.groups_on_own_lines, text.numbered_again)
    yield case("docx-twice", "2021", styles, tables.line_twice("2.重复申请", contradicting=False))
    yield case("docx-sums", "2021", numbered, cells.wrong_sums)
    yield case("docx-annex", "2021", bold, text.annex, text.misnumbered, text.unit_line)
    yield case("docx-breaks", "2021", styles, cells.broken_labels, cells.narrow_brackets)
    yield case(
        "docx-quiet", "2021", bold, cells.empty_zeros, organ="示例县示例乡人民政府", drawn=QUIET
    )
    yield case("docx-yuan", "2021", styles, cells.fee_in_yuan, text.broken_sentence)
    yield case("docx-one-head", "2021", bold, tables.head_in_one_line)
    yield case("docx-first-edition", "2019", styles, drawn=RICH)
    yield case("docx-header-broken", "2019", bold, cells.broken_header, *_old_units)
    yield case(
        "docx-form-before", "2019", styles, text.opening, year=2021, organ="示例县示例镇人民政府"
    )
    yield case("docx-inspection", "2019", bold, tables.inspection_and_confirmation)
    yield case("docx-purchases", "2019", styles, cells.purchases_in_header_unit, cells.pieces)
    yield case("docx-statistics", "2014", bold, cells.indented)
    yield case("docx-statistics-amid", "2014", styles, text.annex_first, cells.old_fees_in_yuan)


def _old_documents() -> Iterator[Case]:
    word, plain = _office(), _office(headings="bold")
    yield case("doc-styles", "2021", word, cells.thousands("，"), drawn=RICH)
    yield case("doc-split", "2021", plain, tables.split_table(APPLY, "（五）不予处理", "— 5 —"))
    yield case("doc-inside", "2021", plain, tables.titles_inside, text.misnumbered)
    yield case("doc-first-edition", "2019", word, *_old_units, cells.minus_signs, drawn=LARGE)
    yield case("doc-statistics", "2014", word, cells.old_variants)
    yield case("wps-plain", "2021", plain, cells.blanks, text.numbered_again)
    yield case("wps-numbered", "2021", _office(headings="numbered"), *_notes)
    yield case("wps-first-edition", "2019", plain, cells.broken_header)
    yield case("wps-statistics", "2014", plain, cells.empty_zeros)


def _pages() -> Iterator[Case]:
    dated = text.published("2022-01-20")
    page, gbk = _html("divisions"), _html("divisions", "gbk")
    word, plain = _office(), _office(headings="bold")
    yield case("html-office", "2021", word, cells.broken_labels, drawn=LARGE)
    yield case("html-office-first-edition", "2019", plain)
    yield case("html-site", "2021", page, dated, text.opening, text.annex, drawn={"rich": True})
    yield case("html-site-gbk", "2021", gbk, dated, text.other_title, cells.broken_numbers)
    yield case(
        "html-site-gb2312",
        "2019",
        _html("layout", "gb18030", "gb2312"),
        text.rare_characters,
        text.published("2021-03-30"),
        cells.short_header,
        organ="示例市㐀河区人民政府",
    )
    saved = _html("word", "gbk", "gb2312")
    yield case("html-word", "2021", saved, *_notes[:2], cells.four_decimals)
    yield case(
        "html-layout", "2021", _html("layout"), dated, cells.narrow_brackets_spaced, cells.blanks
    )
    yield case("html-no-totals", "2021", page, dated, tables.no_totals)
    yield case(
        "html-value-missing",
        "2021",
        page,
        dated,
        tables.value_missing("2.重复申请", "（一）予以公开"),
    )
    yield case("html-other-columns", "2019", page, tables.other_purchase_columns)
    yield case(
        "html-inspection", "2019", page, tables.inspection_and_confirmation, cells.minus_signs
    )
    yield case("html-cut-off", "2021", page, dated, tables.lines_cut_off(APPLY, "（六）其他处理"))
    yield case("html-one-head", "2021", page, dated, tables.head_in_one_line)
    yield case(
        "html-contradiction",
        "2021",
        page,
        dated,
        tables.line_twice("2.重复申请", contradicting=True),
    )
    yield case("html-run-together", "2021", page, dated, cells.run_together)
    yield case("html-zeros", "2021", _html("layout"), dated, tables.zeros_before_total)
    yield case(
        "html-sums", "2021", page, dated, cells.wrong_sums, tables.split_table(APPLY, "2.重复申请")
    )
    yield case("html-statistics", "2014", page, text.published("2019-03-12"), cells.old_variants)
    yield case("html-statistics-no-units", "2014", _html("layout"), tables.no_units, cells.indented)


def _paged() -> Iterator[Case]:
    paged = _office(headings="bold", footer=True)
    headed = _office(footer=True, repeated=True, size=14)
    yield case("pdf-office", "2021", paged, text.page_before_tables, cells.four_decimals)
    yield case("pdf-office-heads", "2021", headed, cells.wide_numbers, text.opening)
    yield case(
        "pdf-narrow",
        "2021",
        paged,
        tables.narrow(APPLY),
        tables.line_over_pages("1.信访举报投诉类申请"),
        drawn=LARGE,
    )
    yield case("pdf-office-first-edition", "2019", paged, *_old_units[:1])
    yield case("pdf-office-statistics", "2014", paged)
    yield case("pdf-ruled", "2021", write_typst, text.broken_sentence, cells.blanks)
    yield case("pdf-ruled-heads", "2021", partial(write_typst, repeated=True), cells.wrong_sums)
    yield case("pdf-ruled-first-edition", "2019", write_typst, cells.broken_header, text.annex)
    yield case("pdf-ruled-statistics", "2014", write_typst, text.annex_first, cells.indented)


def _spreadsheets() -> Iterator[Case]:
    each, one = partial(write_xlsx, one=False), partial(write_xlsx, one=True)
    yield case("xlsx-each", "2021", each, cells.thousands(), cells.spaces_in_cells)
    yield case("xlsx-one", "2021", one, cells.four_decimals, text.unit_line)
    yield case(
        "xlsx-stray", "2021", one, tables.stray_column(APPLY, 3), tables.stray_column(OPEN, 1)
    )
    again = tables.line_twice("2.重复申请", contradicting=False)
    yield case("xlsx-inside", "2021", one, tables.titles_inside, again, text.numbered_again)
    yield case("xlsx-first-edition", "2019", each, *_old_units)
    yield case("xlsx-statistics", "2014", one, cells.empty_zeros)


def _texts() -> Iterator[Case]:
    pasted = partial(write_text, cells="word")
    copied = partial(write_text, cells="sheet")
    spaced = partial(write_text, cells="spaces")
    yield case(
        "txt-pasted", "2021", pasted, text.broken_sentence, text.numbered_again, cells.variants
    )
    yield case(
        "txt-uneven-zeros", "2021", pasted, tables.uneven_zeros, cells.narrow_brackets_spaced
    )
    yield case("txt-copied", "2021", copied, cells.blanks)
    yield case("txt-value-missing", "2021", pasted, tables.value_missing("3.其他", "5.属于三类"))
    yield case("txt-leaves", "2021", pasted, tables.leaf_labels_alone(), cells.wide_digits)
    yield case("txt-run-together", "2021", pasted, cells.run_together)
    yield case("txt-spaces", "2021", spaced, cells.wide_numbers)
    yield case(
        "txt-contradiction", "2021", copied, tables.line_twice("（二）部分公开", contradicting=True)
    )
    yield case("txt-first-edition", "2019", pasted, cells.short_header)
    yield case("txt-other-columns", "2019", copied, tables.other_purchase_columns)
    yield case("txt-statistics", "2014", pasted, tables.no_units, cells.indented)
    yield case("txt-no-totals", "2021", copied, tables.no_totals)
    yield case("txt-group-lines", "2021", pasted, tables.groups_on_own_lines)
    yield case("txt-form-before", "2019", pasted, text.opening, year=2021)
    yield case("txt-quiet-zeros", "2021", pasted, tables.uneven_zeros, drawn=QUIET)
    yield case("txt-cut-off", "2014", copied, tables.lines_cut_off(ONLY, "八、机构建设"))


_KINDS = (_documents, _old_documents, _pages, _paged, _spreadsheets, _texts)
CASES = {case.name: case for kind in _KINDS for case in kind()}
