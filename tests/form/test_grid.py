"""The grids of the forms equal the official blank forms, cell by cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from nianbao.form import Grid, Role, forms, lay_out
from places import DATA

TABLES = [(form.key, table) for form in forms().values() for table in form.tables]

# The listing of 国办公开办函〔2021〕30号's blank form: every cell with its spans, rows × columns.
N = ("", 1, 1)
COLUMNS_3 = [("本年制发件数", 1, 1), ("本年废止件数", 1, 1), ("现行有效件数", 1, 1)]
OFFICIAL_2021 = {
    "主动公开": (
        4,
        [
            [("第二十条第（一）项", 1, 4)],
            [("信息内容", 1, 1), *COLUMNS_3],
            [("规章", 1, 1), N, N, N],
            [("行政规范性文件", 1, 1), N, N, N],
            [("第二十条第（五）项", 1, 4)],
            [("信息内容", 1, 1), ("本年处理决定数量", 1, 3)],
            [("行政许可", 1, 1), ("", 1, 3)],
            [("第二十条第（六）项", 1, 4)],
            [("信息内容", 1, 1), ("本年处理决定数量", 1, 3)],
            [("行政处罚", 1, 1), ("", 1, 3)],
            [("行政强制", 1, 1), ("", 1, 3)],
            [("第二十条第（八）项", 1, 4)],
            [("信息内容", 1, 1), ("本年收费金额（单位：万元）", 1, 3)],
            [("行政事业性收费", 1, 1), ("", 1, 3)],
        ],
    ),
    "依申请公开": (
        10,
        [
            [
                ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", 3, 3),
                ("申请人情况", 1, 7),
            ],
            [("自然人", 2, 1), ("法人或其他组织", 1, 5), ("总计", 2, 1)],
            [
                ("商业企业", 1, 1),
                ("科研机构", 1, 1),
                ("社会公益组织", 1, 1),
                ("法律服务机构", 1, 1),
                ("其他", 1, 1),
            ],
            [("一、本年新收政府信息公开申请数量", 1, 3), *[N] * 7],
            [("二、上年结转政府信息公开申请数量", 1, 3), *[N] * 7],
            [("三、本年度办理结果", 22, 1), ("（一）予以公开", 1, 2), *[N] * 7],
            [("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", 1, 2), *[N] * 7],
            [("（三）不予公开", 8, 1), ("1.属于国家秘密", 1, 1), *[N] * 7],
            [("2.其他法律行政法规禁止公开", 1, 1), *[N] * 7],
            [("3.危及“三安全一稳定”", 1, 1), *[N] * 7],
            [("4.保护第三方合法权益", 1, 1), *[N] * 7],
            [("5.属于三类内部事务信息", 1, 1), *[N] * 7],
            [("6.属于四类过程性信息", 1, 1), *[N] * 7],
            [("7.属于行政执法案卷", 1, 1), *[N] * 7],
            [("8.属于行政查询事项", 1, 1), *[N] * 7],
            [("（四）无法提供", 3, 1), ("1.本机关不掌握相关政府信息", 1, 1), *[N] * 7],
            [("2.没有现成信息需要另行制作", 1, 1), *[N] * 7],
            [("3.补正后申请内容仍不明确", 1, 1), *[N] * 7],
            [("（五）不予处理", 5, 1), ("1.信访举报投诉类申请", 1, 1), *[N] * 7],
            [("2.重复申请", 1, 1), *[N] * 7],
            [("3.要求提供公开出版物", 1, 1), *[N] * 7],
            [("4.无正当理由大量反复申请", 1, 1), *[N] * 7],
            [("5.要求行政机关确认或重新出具已获取信息", 1, 1), *[N] * 7],
            [
                ("（六）其他处理", 3, 1),
                ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", 1, 1),
                *[N] * 7,
            ],
            [
                ("2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", 1, 1),
                *[N] * 7,
            ],
            [("3.其他", 1, 1), *[N] * 7],
            [("（七）总计", 1, 2), *[N] * 7],
            [("四、结转下年度继续办理", 1, 3), *[N] * 7],
        ],
    ),
    "复议诉讼": (
        15,
        [
            [("行政复议", 1, 5), ("行政诉讼", 1, 10)],
            [
                ("结果维持", 2, 1),
                ("结果纠正", 2, 1),
                ("其他结果", 2, 1),
                ("尚未审结", 2, 1),
                ("总计", 2, 1),
                ("未经复议直接起诉", 1, 5),
                ("复议后起诉", 1, 5),
            ],
            [
                (label, 1, 1)
                for _ in range(2)
                for label in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
            ],
            [N] * 15,
        ],
    ),
}

# The listing of the table of 国办发〔2014〕32号, from memory: level, label, unit of every line.
LONGEST_2014 = (
    "（四）政府信息公开专项经费（不包括用于政府公报编辑管理及政府网站建设维护等方面的经费）"
)
LISTED_2014 = [
    (1, "一、主动公开情况", "——"),
    (2, "（一）主动公开政府信息数（不同渠道和方式公开相同信息计1条）", "条"),
    (3, "其中：主动公开规范性文件数", "条"),
    (3, "制发规范性文件总数", "件"),
    (2, "（二）通过不同渠道和方式公开政府信息的情况", "——"),
    (3, "1.政府公报公开政府信息数", "条"),
    (3, "2.政府网站公开政府信息数", "条"),
    (3, "3.政务微博公开政府信息数", "条"),
    (3, "4.政务微信公开政府信息数", "条"),
    (3, "5.其他方式公开政府信息数", "条"),
    (1, "二、回应解读情况", "——"),
    (2, "（一）回应公众关注热点或重大舆情数（不同方式回应同一热点或舆情计1次）", "次"),
    (2, "（二）通过不同渠道和方式回应解读的情况", "——"),
    (3, "1.参加或举办新闻发布会总次数", "次"),
    (4, "其中：主要负责同志参加新闻发布会次数", "次"),
    (3, "2.政府网站在线访谈次数", "次"),
    (4, "其中：主要负责同志参加政府网站在线访谈次数", "次"),
    (3, "3.政策解读稿件发布数", "篇"),
    (3, "4.微博微信回应事件数", "次"),
    (3, "5.其他方式回应事件数", "次"),
    (1, "三、依申请公开情况", "——"),
    (2, "（一）收到申请数", "件"),
    (3, "1.当面申请数", "件"),
    (3, "2.传真申请数", "件"),
    (3, "3.网络申请数", "件"),
    (3, "4.信函申请数", "件"),
    (2, "（二）申请办结数", "件"),
    (3, "1.按时办结数", "件"),
    (3, "2.延期办结数", "件"),
    (2, "（三）申请答复数", "件"),
    (3, "1.属于已主动公开范围数", "件"),
    (3, "2.同意公开答复数", "件"),
    (3, "3.同意部分公开答复数", "件"),
    (3, "4.不同意公开答复数", "件"),
    (4, "其中：涉及国家秘密", "件"),
    (4, "涉及商业秘密", "件"),
    (4, "涉及个人隐私", "件"),
    (4, "危及国家安全、公共安全、经济安全和社会稳定", "件"),
    (4, "不是《条例》所指政府信息", "件"),
    (4, "法律法规规定的其他情形", "件"),
    (3, "5.不属于本行政机关公开数", "件"),
    (3, "6.申请信息不存在数", "件"),
    (3, "7.告知作出更改补充数", "件"),
    (3, "8.告知通过其他途径办理数", "件"),
    (1, "四、行政复议数量", "件"),
    (2, "（一）维持具体行政行为数", "件"),
    (2, "（二）被依法纠错数", "件"),
    (2, "（三）其他情形数", "件"),
    (1, "五、行政诉讼数量", "件"),
    (2, "（一）维持具体行政行为或者驳回原告诉讼请求数", "件"),
    (2, "（二）被依法纠错数", "件"),
    (2, "（三）其他情形数", "件"),
    (1, "六、举报投诉数量", "件"),
    (1, "七、依申请公开信息收取的费用", "万元"),
    (1, "八、机构建设和保障经费情况", "——"),
    (2, "（一）政府信息公开工作专门机构数", "个"),
    (2, "（二）设置政府信息公开查阅点数", "个"),
    (2, "（三）从事政府信息公开工作人员数", "人"),
    (3, "1.专职人员数（不包括政府公报及政府网站工作人员数）", "人"),
    (3, "2.兼职人员数", "人"),
    (2, LONGEST_2014, "万元"),
    (1, "九、政府信息公开会议和培训情况", "——"),
    (2, "（一）召开政府信息公开工作会议或专题会议数", "次"),
    (2, "（二）举办各类培训班数", "次"),
    (2, "（三）接受培训人员数", "人次"),
]


def test_2014_is_printed_as_listed() -> None:
    grid = lay_out(forms()["2014"].tables["统计表"])
    head, *rows = grid.rows
    assert [cell.text for cell in head.cells] == ["统计指标", "单位", "统计数"]
    printed = [(row.cells[0].level, row.cells[0].text, row.cells[1].text) for row in rows]
    assert printed == LISTED_2014
    for row, (_, _, unit) in zip(rows, LISTED_2014, strict=True):
        roles = [cell.role for cell in row.cells]
        if unit == "——":
            assert roles == [Role.GROUP, Role.UNIT, Role.EMPTY]
        else:
            assert roles == [Role.ROW, Role.UNIT, Role.FIGURE]


def test_headers_of_a_figure_in_an_outline_are_the_labels_it_belongs_to() -> None:
    grid = lay_out(forms()["2014"].tables["统计表"])
    texts = {
        row.cells[0].text: [header.text for header in grid.headers_of(row.cells[2])]
        for row in grid.rows[1:]
    }
    assert texts["涉及商业秘密"] == [
        "统计数",
        "三、依申请公开情况",
        "（三）申请答复数",
        "4.不同意公开答复数",
        "涉及商业秘密",
    ]
    assert texts["六、举报投诉数量"] == ["统计数", "六、举报投诉数量"]


@pytest.mark.parametrize("key", OFFICIAL_2021)
def test_2021_equals_the_official_blank_form(key: str) -> None:
    width, rows = OFFICIAL_2021[key]
    grid = lay_out(forms()["2021"].tables[key])
    assert grid.width == width
    assert [[(c.text, c.rowspan, c.colspan) for c in row.cells] for row in grid.rows] == rows


@pytest.mark.parametrize(("form", "table"), TABLES)
def test_every_position_is_covered_once(form: str, table: str) -> None:
    grid = lay_out(forms()[form].tables[table])
    covered = [
        (row, column)
        for line in grid.rows
        for cell in line.cells
        for row in range(cell.row, cell.row + cell.rowspan)
        for column in range(cell.column, cell.column + cell.colspan)
    ]
    assert sorted(covered) == [(r, c) for r in range(len(grid.rows)) for c in range(grid.width)]


@pytest.mark.parametrize(("form", "table"), TABLES)
def test_figures_stand_in_the_order_of_the_form(form: str, table: str) -> None:
    grid = lay_out(forms()[form].tables[table])
    printed = [c.address for row in grid.rows for c in row.cells if c.role is Role.FIGURE]
    assert printed == list(forms()[form].tables[table].measures)


@pytest.mark.parametrize(("form", "table"), TABLES)
def test_drawing(form: str, table: str, golden: Callable[[Path, str], None]) -> None:
    grid = lay_out(forms()[form].tables[table])
    golden(DATA / "grids" / f"{form}-{table}.txt", _drawn(grid))


def test_headers_of_a_figure_are_all_labels_around_it() -> None:
    grid = lay_out(forms()["2021"].tables["依申请公开"])
    figure = next(
        cell
        for row in grid.rows
        for cell in row.cells
        if cell.address
        and cell.address.dotted
        == "依申请公开.本年度办理结果.不予公开.重复申请.商业企业".replace("不予公开", "不予处理")
    )
    assert [header.text for header in grid.headers_of(figure)] == [
        "申请人情况",
        "法人或其他组织",
        "商业企业",
        "三、本年度办理结果",
        "（五）不予处理",
        "2.重复申请",
    ]


def test_headers_of_a_stacked_block_are_its_own() -> None:
    grid = lay_out(forms()["2021"].tables["主动公开"])
    figure = grid.rows[6].cells[1]
    texts = [header.text for header in grid.headers_of(figure)]
    assert texts == ["第二十条第（五）项", "本年处理决定数量", "行政许可"]


def _drawn(grid: Grid) -> str:
    """A grid line a line of text: place, spans, role, label or address."""
    lines = [f"{len(grid.rows)} × {grid.width}"]
    for number, row in enumerate(grid.rows):
        lines.append(f"{number} {'head' if row.head else 'body'}")
        for cell in row.cells:
            content = cell.address.dotted if cell.address else cell.text
            lines.append(f"  {cell.column} {cell.rowspan}×{cell.colspan} {cell.role} {content}")
    return "\n".join(lines) + "\n"
