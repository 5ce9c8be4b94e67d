"""What is wrong with the shape of tables: columns, lines, groups, heads."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

from nianbao.form import Role

from .draft import Draft, Edit
from .sheet import Box

APPLY = "依申请公开"
OPEN = "主动公开"
REVIEW = "复议诉讼"
ONLY = "统计表"


def split_table(key: str, label: str, between: str = "（续表）") -> Edit:
    """The table goes on in a second one without a header, from the line of a label."""

    def edit(draft: Draft) -> None:
        sheet = draft.sheet(key)
        draft.sheets[key] = list(sheet.cut(sheet.row_of(label)))
        draft.between = between
        draft.defects.append(f"{key}从“{label}”起另成一表，没有表头")

    return edit


def stray_column(key: str, at: int) -> Edit:
    """An empty column in every line."""

    def edit(draft: Draft) -> None:
        sheet = draft.sheet(key)
        sheet.insert_column(at, lambda _: "")
        draft.defects.append(f"{key}第 {at + 1} 列是空列")

    return edit


def zeros_before_total(draft: Draft) -> None:
    """A column of zeros without a header before the totals, in a table whose places are kept."""
    sheet = draft.sheet(APPLY)
    sheet.insert_column(sheet.width - 1, lambda _: "0", heads=sheet.heads)
    draft.defects.append("依申请公开的总计前多一列 0")


def uneven_zeros(draft: Draft) -> None:
    """A zero too many before the total, in the lines of results only, in a table of mere text."""
    sheet = draft.sheet(APPLY)
    totals = max(box.column for box in sheet.boxes if box.address)
    for row in range(sheet.row_of("（一）予以公开"), sheet.row_of("（七）总计")):
        figures = sheet.figures(row)
        last = figures[-1]
        last.column += 1
        sheet.boxes.append(Box("0", row, totals))
        texts = [box.text for box in figures]
        few = sum(text != "0" for text in texts[:-1]) < 2
        if not few or len(_without_a_zero([*texts[:-1], "0"])) > 1:
            for box in figures:
                draft.leave_open(box, allowed=True)
    sheet.width += 1
    draft.defects.append("办理结果各行的总计前多一个 0，其余各行没有")


def _without_a_zero(texts: list[str]) -> set[tuple[str, ...]]:
    return {(*texts[:at], *texts[at + 1 :]) for at, text in enumerate(texts) if text == "0"}


def no_totals(draft: Draft) -> None:
    """The column of totals is missing, header and figures."""
    sheet = draft.sheet(APPLY)
    last = sheet.width - 1
    for box in [box for box in sheet.boxes if box.address and box.column == last]:
        draft.leave_open(box, allowed=True)
    sheet.boxes = [b for b in sheet.boxes if not (b.column == last and b.colspan == 1)]
    sheet.drop_column(last)
    draft.defects.append("依申请公开没有总计一列")


def value_missing(*labels: str) -> Edit:
    """A figure is missing in lines: the others have moved up."""

    def edit(draft: Draft) -> None:
        sheet = draft.sheet(APPLY)
        for label in labels:
            figures = sheet.figures(sheet.row_of(label))
            for box in figures:
                draft.leave_open(box, allowed=True)
            lost = draft.random.choice(figures[1:-1])
            sheet.boxes.remove(lost)
            for box in figures:
                if box.column > lost.column:
                    box.column -= 1
            draft.defects.append(f"“{label}”一行少一个数")

    return edit


def leaf_labels_alone(key: str = APPLY) -> Edit:
    """The cells of groups are cut off: what is left are the labels of lines."""

    def edit(draft: Draft) -> None:
        sheet = draft.sheet(key)
        sheet.boxes = [box for box in sheet.boxes if box.role is not Role.GROUP]
        for box in sheet.boxes:
            if box.role is Role.ROW:
                box.colspan += box.column
                box.column = 0
        while sheet.at(0, 0) and (corner := sheet.at(0, 0)) and corner.colspan > 1:
            sheet.drop_column(1)
        draft.defects.append(f"{key}没有分组一列，只有各行自己的名称")

    return edit


def groups_on_own_lines(draft: Draft) -> None:
    """The label of a group stands on a line of its own above its lines."""
    sheet = draft.sheet(APPLY)
    groups = sorted(
        (box for box in sheet.boxes if box.role is Role.GROUP), key=lambda b: (b.row, b.column)
    )
    rows = [(box.row, box.text) for box in groups]
    leaf_labels_alone()(draft)
    for number, (row, text) in enumerate(rows):
        blanks = dict.fromkeys(range(1, sheet.width), ("", 1))
        sheet.insert_row(row + number, {0: (text, 1), **blanks})
    draft.defects[-1] = "分组的名称另占一行，各数为空"


def lines_cut_off(key: str, label: str) -> Edit:
    """The table ends before a label: what stood there is nowhere."""

    def edit(draft: Draft) -> None:
        sheet = draft.sheet(key)
        draft.sheets[key][0], rest = sheet.cut(sheet.row_of(label))
        for box in rest.boxes:
            if box.address:
                draft.leave_open(box)
        draft.defects.append(f"{key}从“{label}”起各行没有了")

    return edit


def head_in_one_line(draft: Draft) -> None:
    """The three lines of the header have become one; each label has its group before it."""
    sheet = draft.sheet(APPLY)
    leaves = [
        ("申请人情况自然人", 0),
        ("法人或其他组织商业企业", 1),
        ("科研机构", 2),
        ("社会公益组织", 3),
        ("法律服务机构", 4),
        ("其他", 5),
        ("总计", 6),
    ]
    corner = sheet.label("勾稽关系")
    left = corner.colspan
    top, bottom = sheet.cut(sheet.heads)
    head = [Box(corner.text, 0, 0, 1, left)]
    head += [Box(text, 0, left + at) for text, at in leaves]
    bottom.boxes = [*head, *(replace(box, row=box.row + 1) for box in bottom.boxes)]
    bottom.height += 1
    bottom.heads = 1
    bottom.widths = top.widths
    draft.sheets[APPLY] = [bottom]
    draft.defects.append("依申请公开的三行表头并成一行")


def titles_inside(draft: Draft) -> None:
    """Each table has its title in its first line, and the unit below."""
    titles = {section.table: section.title for section in draft.form.sections}
    for key, (sheet,) in draft.sheets.items():
        sheet.insert_row(0, {0: ("单位：件", sheet.width)})
        sheet.insert_row(0, {0: (titles[key][2:], sheet.width)})
        sheet.heads = 0
    draft.defects.append("标题和“单位：件”在表内，各占一行")


def page_number_inside(key: str, label: str, text: str = "— 4 —") -> Edit:
    """A line with a page's number in the middle of the table."""

    def edit(draft: Draft) -> None:
        sheet = draft.sheet(key)
        sheet.insert_row(sheet.row_of(label), {0: (text, sheet.width)})
        draft.defects.append(f"{key}中间夹着页码一行")

    return edit


def line_twice(label: str, *, contradicting: bool) -> Edit:
    """A line stands there twice, with the same figures or with others."""

    def edit(draft: Draft) -> None:
        sheet = draft.sheet(APPLY)
        row = sheet.row_of(label)
        own = [deepcopy(box) for box in sheet.lines()[row] if box.role is not Role.GROUP]
        groups = [
            b for b in sheet.boxes if b.role is Role.GROUP and b.row <= row < b.row + b.rowspan
        ]
        for box in sheet.boxes:
            if box.row > row:
                box.row += 1
        for box in groups:
            box.rowspan += 1
        sheet.height += 1
        for place, box in enumerate(own):
            box.row += 1
            if box.address and contradicting:
                other = place % 3 == 1
                box.text = str(int(box.text) + 2) if other else box.text
                draft.leave_open(box, allowed=not other)
            box.address = None
        sheet.boxes += own
        kind = "数不同" if contradicting else "数相同"
        draft.defects.append(f"“{label}”一行重复，{kind}")

    return edit


def inspection_and_confirmation(draft: Draft) -> None:
    """其他对外管理服务事项 is split into two lines of other names."""
    sheet = draft.sheet(OPEN)
    row = sheet.row_of("其他对外管理服务事项")
    sheet.insert_row(row + 1, {})
    for box in sheet.lines()[row]:
        if box.address is None:
            box.text = "行政检查"
            sheet.boxes.append(replace(box, row=row + 1, text="行政确认"))
            continue
        draft.leave_open(box)
        total = int(box.text)
        part = total // 3
        box.text = (
            f"{total - part:+d}" if box.text[0] in "+-" and total != part else str(total - part)
        )
        sheet.boxes.append(replace(box, row=row + 1, text=str(part), address=None))
        box.address = None
    draft.defects.append("“其他对外管理服务事项”拆成“行政检查”“行政确认”两行")


def other_purchase_columns(draft: Draft) -> None:
    """第（九）项 has the columns of the blocks above it."""
    sheet = draft.sheet(OPEN)
    sheet.label("采购项目数量").text = "上一年项目数量"
    sheet.label("采购总金额").text = "本年增/减"
    for box, text in zip(sheet.figures(sheet.row_of("政府集中采购")), ("6", "-2"), strict=True):
        draft.leave_open(box)
        box.text = text
    draft.defects.append("第（九）项的两列是“上一年项目数量”“本年增/减”")


def no_units(draft: Draft) -> None:
    """The outline has no column of units."""
    sheet = draft.sheet(ONLY)
    sheet.drop_column(1)
    draft.defects.append("统计表没有单位一列")


def narrow(*keys: str) -> Edit:
    """Columns of figures so narrow that a number of five digits breaks."""

    def edit(draft: Draft) -> None:
        for key in keys:
            sheet = draft.sheet(key)
            labels = (1.2, 1.3, 5.2)[: sheet.width - 7]
            sheet.widths = (*labels, *[0.94] * (sheet.width - len(labels)))
        draft.defects.append("数字栏很窄，五位数折成两行")

    return edit


def line_over_pages(label: str) -> Edit:
    """A page ends within a line, and within its numbers: seen in what was made, not made here."""

    def edit(draft: Draft) -> None:
        sheet = draft.sheet(APPLY)
        for box in sheet.figures(sheet.row_of(label)):
            draft.leave_open(box, allowed=True)
        draft.defects.append(f"“{label}”一行的数被分页隔断")

    return edit
