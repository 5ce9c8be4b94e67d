"""What is unusual in single cells: marks for nothing, notes, units, broken and merged words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nianbao.form import Address, MeasureKind, Role

from .draft import Draft, Edit
from .edit_tables import APPLY, ONLY, OPEN
from .sheet import Box

_BLANKS = ("", "-", "—", "/", "／", "——")


def blanks(draft: Draft) -> None:
    """Zeros are published as nothing, or as a mark for nothing, here and there."""
    zeros = [box for box in draft.figures() if box.text == "0" and not _summed(draft, box)]
    for number, box in enumerate(zeros[::3]):
        box.text = _BLANKS[number % len(_BLANKS)]
        draft.truth[_name(box)] = None
    draft.defects.append("空白格，或写作 - — / ／ ——")


def empty_zeros(draft: Draft) -> None:
    """Every zero is an empty cell."""
    for box in draft.figures():
        if box.text == "0":
            box.text = ""
            draft.truth[_name(box)] = None
    draft.defects.append("零都留空")


def note(address: str, text: str, value: str, words: str) -> Edit:
    """A figure with a note in its cell."""

    def edit(draft: Draft) -> None:
        _put(draft, address, text, {"value": value, "note": words})
        draft.defects.append(f"数后有括注：{text}")

    return edit


def with_unit(address: str, text: str, value: Any) -> Edit:
    """A figure with its unit in its cell."""

    def edit(draft: Draft) -> None:
        _put(draft, address, text, value)
        draft.defects.append(f"数后有单位：{text}")

    return edit


def pieces(draft: Draft) -> None:
    """Every third figure of the first table says what it counts."""
    for box in _open_counts(draft)[::3]:
        box.text += "件"
        box.text = box.text.replace("0件", "0 件") if box.text == "0件" else box.text
    draft.defects.append("件数后写有“件”")


def thousands(mark: str = ",") -> Edit:
    """Thousands are parted."""

    def edit(draft: Draft) -> None:
        for box in draft.figures():
            if box.text.isdigit() and int(box.text) >= 1000:
                box.text = f"{int(box.text):,}".replace(",", mark)
        draft.defects.append(f"千位分隔：13{mark}323")

    return edit


def wide_digits(draft: Draft) -> None:
    """Every other figure is written in full-width digits."""
    wide = str.maketrans("0123456789.+-", "０１２３４５６７８９．＋－")
    for number, box in enumerate(draft.figures()):
        if number % 2:
            box.text = box.text.translate(wide)
    draft.defects.append("全角数字：１２")


def minus_signs(draft: Draft) -> None:
    """Changes are written with a typographer's minus, or with full-width signs."""
    for box in draft.figures():
        if draft.form.measures[_address(box)].kind is MeasureKind.CHANGE:
            box.text = box.text.replace("-", "−").replace("+", "＋")
    draft.defects.append("增减数用 − 或全角 ＋")


def spaces_in_cells(draft: Draft) -> None:
    """Figures with spaces around them, some of them wide or not to be broken."""
    for number, box in enumerate(draft.figures()):
        box.text = (" {}", "{}\u00a0", "\u3000{} ", "{}")[number % 4].format(box.text)
    draft.defects.append("数的前后有空格")


def broken_numbers(draft: Draft) -> None:
    """Numbers of four digits and more are broken by hand, as a narrow cell would."""
    for box in draft.figures():
        if box.text.isdigit() and len(box.text) > 3:
            draft.leave_open(box, allowed=True)
            box.text = f"{box.text[:-3]}\n{box.text[-3:]}"
    draft.defects.append("数在格内折行：13 换行 323")


def broken_labels(draft: Draft) -> None:
    """Labels are broken by hand."""
    for box in _labels(draft):
        if len(box.text) > 6 and box.role is not Role.CAPTION:
            half = len(box.text) // 2
            box.text = f"{box.text[:half]}\n{box.text[half:]}"
    draft.defects.append("名称在格内折行")


def broken_header(draft: Draft) -> None:
    """本年新 has the rest of its label on the next line."""
    sheet = draft.sheet(OPEN)
    for text in ("本年新制作数量", "本年新公开数量", "对外公开总数量"):
        sheet.label(text).text = f"{text[:3]}\n{text[3:]}"
    draft.defects.append("表头“本年新/制作数量”折行")


def short_header(draft: Draft) -> None:
    """本年新 is all that is left of two labels."""
    sheet = draft.sheet(OPEN)
    for text in ("本年新制作数量", "本年新公开数量"):
        label = sheet.label(text)
        label.text = "本年新"
        for box in draft.figures():
            if _address(box).table == OPEN and _address(box).column == text:
                draft.leave_open(box, allowed=True)
    draft.defects.append("表头只剩“本年新”")


def run_together(draft: Draft) -> None:
    """What stood in a line has run into one cell, once so that one can tell it apart."""
    sheet = draft.sheet(OPEN)
    for label, settled in (("规章", True), ("行政规范性文件", False)):
        row = sheet.row_of(label)
        figures = sheet.figures(row)
        if settled:
            for box in figures:
                box.text = draft.truth[_name(box)] = str(draft.random.randint(0, 9))
        else:
            for box, text in zip(figures, ("12", "0", "133"), strict=True):
                box.text = draft.truth[_name(box)] = text
                draft.leave_open(box)
        name = next(box for box in sheet.lines()[row] if box.address is None)
        name.text += "".join(box.text for box in figures)
        name.colspan = sheet.width
        sheet.boxes = [box for box in sheet.boxes if box not in figures]
        draft.defects.append(f"一行并成一格：{name.text}")


def column_label(old: str, new: str) -> Edit:
    """A label is printed otherwise."""
    return relabel({old: new}, f"“{old}”写作“{new}”")


def relabel(words: dict[str, str], defect: str) -> Edit:
    """Words in labels are others; every label is looked through."""

    def edit(draft: Draft) -> None:
        for box in _labels(draft):
            for old, new in words.items():
                box.text = box.text.replace(old, new)
        draft.defects.append(defect)

    return edit


variants = relabel(
    {
        "其他法律行政法规禁止公开": "其他法律法规禁止公开",
        "科研机构": "科研企业",
        "“三安全一稳定”": "三安全一稳定",
        "1.属于国家秘密": "属于国家秘密",
        "5.属于三类": "属于三类",
        "2.没有现成": "（2）没有现成",
        "2.重复申请": "（2）重复申请",
        "属于行政查询事项": "属于行政查寻事项",
        "（五）不予处理": "（五) 不予处理",
    },
    "名称有出入：法律法规、科研企业、缺引号、缺编号、（2）、查寻",
)
narrow_brackets = relabel({"（": "(", "）": ")"}, "括号是半角的")
narrow_brackets_spaced = relabel(
    {"（": "(", "）": ") ", "，": ", "}, "括号、逗号是半角的，后有空格"
)
wide_numbers = relabel({f"{n}.": f"{n}、" for n in range(1, 9)}, "编号“1.”写作“1、”")
old_variants = relabel(
    {
        "其中：": "其中:",
        "1.": "1、",
        "2.": "2．",
        "（不同渠道和方式公开相同信息计1条）": "",
        "（二）被依法纠错数": "2、被依法纠错数",
    },
    "编号、冒号、括注与表式有出入",
)


def four_decimals(draft: Draft) -> None:
    """The header asks for four decimals."""
    sheet = draft.sheet(OPEN)
    sheet.label("本年收费金额").text = "本年收费金额（单位：万元，保留4位小数）"
    draft.defects.append("收费金额的表头另有“保留4位小数”")


def fee_in_yuan(draft: Draft) -> None:
    """The header says 元 where the form says 万元."""
    sheet = draft.sheet(OPEN)
    sheet.label("本年收费金额").text = "本年收费金额（单位：元）"
    box = draft.box("主动公开.行政事业性收费.本年收费金额")
    box.text, draft.truth[_name(box)] = "35120", "3.512"
    draft.leave_open(box)
    draft.defects.append("收费金额的单位是元，不是万元")


def old_fees_in_yuan(draft: Draft) -> None:
    """The unit of what applicants paid is 元 where the form says 万元."""
    sheet = draft.sheet(ONLY)
    row = sheet.row_of("依申请公开信息收取的费用")
    (box,) = sheet.figures(row)
    next(b for b in sheet.lines()[row] if b.role is Role.UNIT).text = "元"
    box.text, draft.truth[_name(box)] = "3520", "0.352"
    draft.leave_open(box)
    draft.defects.append("收取的费用的单位是元，不是万元")


def purchases_in_header_unit(draft: Draft) -> None:
    """The header of purchases names a unit that the form leaves open."""
    draft.sheet(OPEN).label("采购总金额").text = "采购总金额（万元，保留四位小数）"
    box = draft.box("主动公开.政府集中采购.采购总金额")
    box.text = "6944.9300"
    draft.truth[_name(box)] = {"value": "6944.9300", "unit": "万元"}
    draft.defects.append("采购总金额的表头写有单位：万元")


def wrong_sums(draft: Draft) -> None:
    """Published totals are not the sums of what stands above and beside them."""
    sheet = draft.sheet(APPLY)
    for label in ("（七）总计", "2.重复申请"):
        figures = sheet.figures(sheet.row_of(label))
        for box in (figures[0], figures[-1]):
            box.text = draft.truth[_name(box)] = str(int(box.text) + 3)
    draft.defects.append("wrong sums：总计与各数之和不符")


def indented(draft: Draft) -> None:
    """Labels are indented by wide spaces according to their level."""
    for box in _labels(draft):
        if box.level:
            box.text = "\u3000" * (box.level - 1) + box.text
    draft.defects.append("名称用全角空格缩进")


def _put(draft: Draft, address: str, text: str, value: Any) -> None:
    draft.box(address).text = text
    draft.truth[address] = value


def _open_counts(draft: Draft) -> list[Box]:
    return [
        box
        for box in draft.figures()
        if _address(box).table == OPEN
        and draft.form.measures[_address(box)].kind is MeasureKind.COUNT
        and box.text.isdigit()
    ]


def _labels(draft: Draft) -> Iterator[Box]:
    for sheets in draft.sheets.values():
        for sheet in sheets:
            yield from (box for box in sheet.boxes if box.address is None)


def _summed(draft: Draft, box: Box) -> bool:
    return _address(box) in draft.form.totals


def _address(box: Box) -> Address:
    assert box.address is not None
    return box.address


def _name(box: Box) -> str:
    return _address(box).dotted
