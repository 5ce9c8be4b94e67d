"""The first sheet: whose report it is, what is to be said once, how far it is, how to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time

from xlsxwriter import Workbook

from ...book_marks import EMPTY_MEANS, PUBLISHED, ZERO, Kind
from ..spreadsheet import Looks, Place, absolute
from .material import BookMaterial
from .records import Records
from .table_sheet import Progress

__all__ = ["FIRST_SHEET", "FirstSheet"]

FIRST_SHEET = "填写说明"
_NOT_YET = "还没有填"
_LEFT, _WIDE, _NOTES = 16, 44, 60
_CHOICE, _DAY = Place(8, 1), Place(7, 1)
_PROGRESS = 10
_HOW = (
    "浅黄色的格要填，灰色的格自动算出；按 Tab 键从一格到下一格。",
    "是零的填 0。只有几格不是零的，把上面“空着的格”改为“" + ZERO + "”，空着的都当作 0。",
    "公布的表上本来就是空白的填 /，空白不是零。数只填数字；要带说明的写成 22（其中修订16件）。",
    "红字说的是哪里对不上，不是哪个数对：请核对台账，改正填错的数。",
    "文字写在“正文”一页，一格一段，也可以一格里写几段（Alt+回车换段）。",
    "不要插入、删除行和列，不要改工作表的名称；填完把这个文件原样发回。",
)


class FirstSheet:
    """Begun before the sheets that refer to it, finished after them."""

    def __init__(self, book: Workbook, looks: Looks, material: BookMaterial) -> None:
        self._sheet = book.add_worksheet(FIRST_SHEET)
        self._looks = looks
        self._material = material

    @property
    def zero(self) -> str:
        """The condition under which empty cells are zeros, for formulas on any sheet."""
        return f'{absolute(_CHOICE, FIRST_SHEET)}="{ZERO}"'

    def write(self, progress: Sequence[Progress], records: Records) -> None:
        """Writes all of it."""
        sheet, looks, material = self._sheet, self._looks, self._material
        sheet.set_column(0, 0, _LEFT)
        sheet.set_column(1, 1, _WIDE)
        sheet.set_column(2, 2, _NOTES)
        title = f"{material.organ.name}{material.year}年政府信息公开工作年度报告"
        sheet.merge_range(0, 0, 0, 2, title, looks.title())
        sheet.set_row(0, 30)
        for row, (name, text) in enumerate(self._said(), 2):
            sheet.write_string(row, 0, name, looks.plain(is_bold=True))
            sheet.write_string(row, 1, text, looks.plain())
        self._choices(records)
        self._progress(progress)
        row = _PROGRESS + len(progress) + 2
        sheet.write_string(row, 0, "怎样填", looks.plain(is_bold=True))
        for below, text in enumerate(_HOW, row):
            sheet.merge_range(below, 1, below, 2, text, looks.plain())
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 1)
        sheet.hide_gridlines(2)
        sheet.protect("", {"format_columns": True, "format_rows": True})

    def _said(self) -> tuple[tuple[str, str], ...]:
        material = self._material
        return (
            ("机关", material.organ.name),
            ("机关代号", material.organ.slug),
            ("年度", str(material.year)),
            ("表式", material.form.notice or material.form.key),
            ("联系方式", "；".join(material.organ.contact) or "机关名录里没有写"),
        )

    def _choices(self, records: Records) -> None:
        sheet, looks, now = self._sheet, self._looks, self._material.now
        example = f"{self._material.year + 1}-01-20"
        for place, name, note in (
            (_DAY, "发布日期", f"例如 {example}。还没有定的空着：是草稿，不上线"),
            (_CHOICE, "空着的格", f"“{_NOT_YET}”或者“{ZERO}”，从下拉箭头里选"),
        ):
            sheet.write_string(place.row, 0, name, looks.plain(is_bold=True))
            sheet.write_string(place.row, 2, note, looks.plain(is_faded=True))
        day = looks.choice("yyyy-mm-dd")
        if now is not None and now.published is not None:
            sheet.write_datetime(*_DAY, datetime.combine(now.published, time()), day)
        else:
            sheet.write_blank(*_DAY, None, day)
        rule = {
            "validate": "date",
            "criteria": ">=",
            "value": date(2008, 5, 1),
            "error_title": "这里填日期",
            "error_message": f"请写年月日，例如 {example}；还没有定的空着",
        }
        sheet.data_validation(*_DAY, *_DAY, rule)
        sheet.write_string(*_CHOICE, _NOT_YET, looks.choice())
        rule = {
            "validate": "list",
            "source": [_NOT_YET, ZERO],
            "error_title": "请选一个",
            "error_message": f"请选“{_NOT_YET}”或者“{ZERO}”",
        }
        sheet.data_validation(*_CHOICE, *_CHOICE, rule)
        records.add(Kind.CHOICE, PUBLISHED, _DAY, FIRST_SHEET)
        records.add(Kind.CHOICE, EMPTY_MEANS, _CHOICE, FIRST_SHEET)

    def _progress(self, progress: Sequence[Progress]) -> None:
        for row, each in enumerate(progress, _PROGRESS):
            self._sheet.write_string(row, 0, each.name, self._looks.plain(is_bold=True))
            for column, place, look, value in (
                (1, each.open, self._looks.plain(), each.open_value),
                (2, each.wrong, self._looks.wrong(), each.wrong_value),
            ):
                text = f"={absolute(place, each.name)}"
                self._sheet.write_formula(row, column, text, look, value)
