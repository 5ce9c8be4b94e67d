"""Whole reports as clerks paste them and as sites publish them: one function a habit.

Every report is invented; its figures are drawn anew and satisfy the form's relations.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from fixture_making.draft import Draft
from fixture_making.reports import draft_report
from fixture_making.sheet import Box, Sheet
from nianbao.form import forms

__all__ = ["HABITS", "ORGAN", "PROSE", "Page", "page_of"]

ORGAN = "示例县示例局"
PROSE: dict[str, tuple[str, ...]] = {
    "一": (
        (
            "示例局认真落实《示例县政务公开工作要点》，依法公开政府信息120条，其中概况类12条、公告类108条，"
            "回应关切3次。现将有关情况报告如下，统计期限为1月1日至12月31日。"
        ),
        "（一）主动公开",
        "全年在门户网站公开政府信息100条，在示例公告栏公开20条，没有发生应当公开而没有公开的情况。",
        "（二）依申请公开",
        "全年办理的申请都在法定期限内答复，答复书由法制机构审核，当事人没有提出异议。",
    ),
    "二": (),
    "三": (),
    "四": (),
    "五": (
        "一是公开的栏目还不够细，群众查找不方便；二是解读的形式单一，图表和问答用得少。",
        "下一年度将按季度检查栏目，把常见问题编成问答，请群众代表每半年评议一次。",
    ),
    "六": ("本年度没有收取信息处理费，没有其他需要报告的事项要说明。",),
}
NUMBERS = "一二三四五六"
Lines = Iterator[str]


@dataclass(frozen=True)
class Page:
    """A source as it comes, and the report that it is made of.

    ``prose`` are the paragraphs of each section as they have to come out.
    """

    name: str
    data: bytes
    draft: Draft
    prose: dict[str, tuple[str, ...]]

    @property
    def suffix(self) -> str:
        return ".html" if self.data.lstrip()[:1] == b"<" else ".txt"


Prose = dict[str, tuple[str, ...]]
Habit = Callable[[Draft], "str | tuple[str, Prose]"]
HABITS: dict[str, Habit] = {}


def page_of(name: str, seed: str = "") -> Page:
    """The page with that habit."""
    form, year = ("2021", 2023)
    if name.endswith("_2019"):
        form, year = "2019", 2020
    draft = draft_report(forms()[form], year, ORGAN, f"{name}{seed}")
    made = HABITS[name](draft)
    text, prose = made if isinstance(made, tuple) else (made, PROSE)
    return Page(name, text.encode(), draft, prose)


def habit(function: Habit) -> Habit:
    HABITS[function.__name__] = function
    return function


def titles(draft: Draft) -> list[str]:
    return [section.title for section in draft.form.sections]


def tables(draft: Draft) -> dict[str, Sheet]:
    """By the number of the section its table."""
    return {
        section.title[0]: draft.sheets[section.table][0]
        for section in draft.form.sections
        if section.table
    }


def rows(sheet: Sheet) -> list[list[Box]]:
    return [line for line in sheet.lines() if line]


# --- pasted text


def pasted(
    draft: Draft,
    table: Callable[[Sheet], Lines],
    *,
    top: Sequence[str] = (),
    named: Sequence[str] = (),
    gap: str = "\n\n",
    prose: Callable[[str], str] = str,
    heading: str = "",
) -> str:
    """The report, line by line; ``named`` are its own titles, ``gap`` stands between blocks."""
    blocks = list(top) or [heading[:-1] + (" " if heading else "") + draft.title]
    for title in named or titles(draft):
        number = NUMBERS[list(named or titles(draft)).index(title)]
        blocks.append(f"{heading} {title}" if heading else title)
        blocks += [prose(paragraph) for paragraph in PROSE[number]]
        if number in tables(draft):
            blocks.append("\n".join(table(tables(draft)[number])))
    return gap.join(blocks) + "\n"


def tabbed(sheet: Sheet) -> Lines:
    yield from ("\t".join(box.text for box in line) for line in rows(sheet))


def stacked(between: str) -> Callable[[Sheet], Lines]:
    """Every cell a paragraph, as a browser's clipboard has it."""

    def lines(sheet: Sheet) -> Lines:
        yield between.join(box.text for line in rows(sheet) for box in line)

    return lines


def barred(left: str, middle: str, right: str) -> Callable[[Sheet], Lines]:
    def lines(sheet: Sheet) -> Lines:
        for line in rows(sheet):
            yield left + middle.join(box.text for box in line) + right

    return lines


def wrapped(width: int) -> Callable[[str], str]:
    """A paragraph broken at so many characters, its first line indented."""

    def broken(text: str) -> str:
        return "\n".join(textwrap.wrap(f"　　{text}", width, drop_whitespace=False))

    return broken


@habit
def clipboard_of_a_browser(draft: Draft) -> str:
    top = ["示例县示例局", "2023年政府信息公开工作年度报告", "（2024年1月18日）"]
    named = [*titles(draft)[:4], "五、存在的主要问题及下一步打算", titles(draft)[5]]
    return pasted(draft, stacked("\n\n\t\n"), top=top, named=named)


@habit
def cells_one_a_line(draft: Draft) -> str:
    return pasted(draft, stacked("\n"), gap="\n")


@habit
def bars_and_broken_lines(draft: Draft) -> str:
    return pasted(draft, barred("", " | ", ""), prose=wrapped(34), gap="\n")


@habit
def bars_at_the_end(draft: Draft) -> str:
    named = [f"{t[0]}、{t[2:]}情况说明" if t[0] == "二" else t for t in titles(draft)]
    return pasted(draft, barred("", "｜", "｜"), named=named)


@habit
def markdown(draft: Draft) -> str:
    text = pasted(draft, barred("| ", " | ", " |"), heading="##")
    return text.replace("120条", "**120条**").replace("| 规章 |", "|---|---|---|---|\n| 规章 |")


@habit
def parts_with_blank_lines_between_rows(draft: Draft) -> str:
    def spaced(sheet: Sheet) -> Lines:
        yield "\n\n".join(tabbed(sheet))

    named = [f"第{t[0]}部分 {t[2:]}" for t in titles(draft)]
    return pasted(draft, spaced, named=named)


@habit
def titles_run_on(draft: Draft) -> str:
    text = pasted(draft, tabbed)
    for title, sign in zip(titles(draft), ("：", "", "", "", "　", "："), strict=True):
        if sign:
            text = text.replace(f"{title}\n\n", f"{title}{sign}")
    return text


@habit
def titles_without_numbers(draft: Draft) -> str:
    return pasted(draft, tabbed, named=[title[2:] for title in titles(draft)])


@habit
def header_lost(draft: Draft) -> str:
    sheet = tables(draft)["三"]
    lines = list(tabbed(sheet))
    return pasted(draft, tabbed).replace("\n".join(lines[: sheet.heads]) + "\n", "")


@habit
def contents_and_numbers_repeated(draft: Draft) -> str:
    wrong = dict(zip(titles(draft), "一二三三四五", strict=True))
    named = [number + title[1:] for title, number in wrong.items()]
    listed = [f"{title}……{page}" for page, title in enumerate(named, 1)]
    return pasted(draft, tabbed, named=named, top=[draft.title, "目录", *listed])


@habit
def no_blank_line_at_all(draft: Draft) -> str:
    return pasted(draft, tabbed, gap="\n")


@habit
def labels_with_characters_missing(draft: Draft) -> str:
    text = pasted(draft, barred("│", "│", "│"))
    for label, lacking in (
        ("其他法律行政法规禁止公开", "其他法律行政止公开"),
        ("保护第三方合法权益", "保护第三方权益"),
        ("行政规范性文件", "规范性文件"),
        ("│规章│", "│甲│1│2│3│\n│规章│"),
    ):
        text = text.replace(label, lacking)
    return text


@habit
def labels_on_two_lines(draft: Draft) -> str:
    def broken(sheet: Sheet) -> Lines:
        for line in rows(sheet):
            label = next((box.text for box in line if not box.address), "")
            text = " ".join(box.text for box in line)
            half = len(label) // 2
            is_long = bool(label) and len(text) > 38 and any(box.address for box in line)
            yield text.replace(label, f"{label[:half]}\n{label[half:]}") if is_long else text

    return pasted(draft, broken, prose=wrapped(34), gap="\n")


@habit
def bold_titles(draft: Draft) -> str:
    text = pasted(draft, barred("|", "|", "|"))
    for title in titles(draft):
        text = text.replace(f"{title}\n", f"**{title}**\n")
    return text


@habit
def title_on_three_lines_and_a_signature(draft: Draft) -> tuple[str, Prose]:
    top = [
        "示例县示例局",
        "2023年政府信息公开",
        "工作年度报告",
        "示例发〔2024〕3号",
        "2024年1月18日",
    ]
    signed = ("示例县示例局", "2024年1月18日")
    text = pasted(draft, tabbed, top=top) + "\n" + "\n\n".join(signed)
    return text, {**PROSE, "六": (*PROSE["六"], *signed)}


@habit
def section_five_in_two(draft: Draft) -> tuple[str, Prose]:
    named = [*titles(draft)[:4], "五、存在的主要问题", "七、其他需要报告的事项"]
    problem, better = PROSE["五"]
    text = pasted(draft, tabbed, named=named).replace(better, f"六、改进措施\n\n{better}")
    return text, {**PROSE, "五": (problem, "六、改进措施", better)}


@habit
def titles_numbered_as_parts(draft: Draft) -> tuple[str, Prose]:
    text = pasted(draft, tabbed, named=[f"（{t[0]}）{t[2:]}" for t in titles(draft)])
    one, below, *rest = PROSE["一"]
    return text.replace(f"{below}\n", f"1.{below[3:]}\n"), {
        **PROSE,
        "一": (one, f"1.{below[3:]}", *rest),
    }


@habit
def titles_numbered_as_items(draft: Draft) -> str:
    return pasted(draft, tabbed, named=[f"{n}. {t[2:]}" for n, t in enumerate(titles(draft), 1)])


@habit
def no_header_where_rows_stand_side_by_side(draft: Draft) -> str:
    *header, _ = tabbed(tables(draft)["四"])
    return pasted(draft, tabbed).replace("\n".join(header) + "\n", "")


# --- pages of sites


def table_html(sheet: Sheet, cell: str = "{}", *, more: str = "") -> str:
    """A table, the text of each cell set as ``cell`` says."""
    lines = []
    for line in sheet.lines():
        cells = (
            f"<td{_span('rowspan', box.rowspan)}{_span('colspan', box.colspan)}>"
            f"{cell.format(escape(box.text))}</td>"
            for box in line
        )
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table border=1><tbody>{''.join(lines)}{more}</tbody></table>"


def _span(name: str, count: int) -> str:
    return f' {name}="{count}"' if count > 1 else ""


def body_html(
    draft: Draft,
    *,
    title: str = "<p><strong>{}</strong></p>",
    paragraph: str = "<p>　　{}</p>",
    named: Sequence[str] = (),
    table: Callable[[Sheet], str] = table_html,
) -> str:
    parts = []
    for number, text in zip(NUMBERS, named or titles(draft), strict=True):
        parts.append(title.format(text))
        parts += [paragraph.format(p) for p in PROSE[number]]
        if number in tables(draft):
            parts.append(table(tables(draft)[number]))
    return "\n".join(parts)


def site(draft: Draft, body: str, *, above: str = "", below: str = "") -> str:
    return (
        "<!DOCTYPE html><html><head><meta charset=utf-8>"
        f"<title>{draft.title}_示例县人民政府</title>"
        f'<meta name="PubDate" content="2024-01-18 10:20"></head><body><div class="top">'
        '<ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li></ul></div>'
        f"{above}<div class=main>{body}</div>{below}"
        "<div class=foot>主办单位：示例县人民政府 版权所有</div></body></html>"
    )


META = (
    "<table class=head><tr><td>索引号：</td><td>000000000/2024-00001</td><td>信息分类：</td>"
    "<td>年度报告</td></tr><tr><td>发布机构：</td><td>示例县示例局</td><td>发文日期：</td>"
    "<td>2024-01-18</td></tr><tr><td>名　　称：</td><td>年度报告</td><td>时　　效：</td><td></td>"
    "</tr></table>"
)


@habit
def page_with_metadata_and_paragraphs_in_cells(draft: Draft) -> str:
    body = body_html(draft, table=lambda s: table_html(s, '<p align="center"><span>{}</span></p>'))
    head = f"<h1>{draft.title}</h1><div>【字体：大 中 小】【打印】【关闭】</div>"
    return site(draft, f"{META}{head}<div id=zoom>{body}</div>", below="<p>扫一扫在手机打开</p>")


@habit
def page_in_one_layout_table(draft: Draft) -> str:
    body = f"<p>示例县人民政府网</p><p>政府信息公开</p><h2>{draft.title}</h2>{body_html(draft)}"
    return site(draft, f"<table width=900><tr><td>{body}</td></tr></table>")


@habit
def page_of_line_ends(draft: Draft) -> str:
    body = body_html(draft, title="{}<br>", paragraph="　　{}<br>")
    return site(draft, f"<div>{draft.title}</div><div id=content>{body}</div>")


@habit
def page_saved_by_a_word_processor(draft: Draft) -> tuple[str, Prose]:
    note = '<tr><td colspan="10"><p class=MsoNormal>注：本表数字由示例局办公室核对。</p></td></tr>'
    body = body_html(
        draft,
        title="<p class=MsoNormal><b><span lang=ZH-CN>{}</span></b><o:p></o:p></p>",
        paragraph="<p class=MsoNormal><span style='font-size:16pt'>{}</span></p>",
        table=lambda s: table_html(
            s, "<p class=MsoNormal>{}</p>", more=note if s.height > 20 else ""
        ),
    )
    text = site(draft, f"<p class=MsoTitle>{draft.title}</p>{body}")
    return text, {**PROSE, "三": ("注：本表数字由示例局办公室核对。",)}


@habit
def page_with_headings_and_downloads(draft: Draft) -> str:
    above = '<p><a href="a.doc">【下载Word】</a><a href="a.pdf">【下载PDF】</a></p>'
    body = body_html(draft, title="<h2>{}</h2>", paragraph="<div>{}</div>")
    return site(draft, f"<h1>{draft.title}</h1>{above}{body}<p>上一篇：没有了</p>")


@habit
def page_with_titles_in_the_table(draft: Draft) -> str:
    def merged(sheet: Sheet) -> str:
        return table_html(sheet).removeprefix("<table border=1><tbody>").partition("</tbody>")[0]

    body = body_html(draft, table=merged)
    for title in titles(draft)[1:4]:
        row = f"<tr><td colspan=10><b>{title}</b></td></tr>"
        body = body.replace(f"<p><strong>{title}</strong></p>", row)
    first = body.index("<tr>")
    last = body.rindex("</tr>") + len("</tr>")
    whole = f"{body[:first]}<table border=1>{body[first:last]}</table>{body[last:]}"
    return site(draft, f"<h1>{draft.title}</h1>{whole}")


@habit
def page_with_words_around_titles(draft: Draft) -> str:
    named = [
        "一、2023年政府信息公开工作总体情况",
        "二、行政机关主动公开政府信息情况",
        "三、行政机关收到和处理政府信息公开申请的情况",
        "四、因政府信息公开工作被申请行政复议、提起行政诉讼的情况",
        "五、工作中存在的不足和整改措施",
        "六、其他需要说明的情况",
    ]
    return site(draft, f"<h1>{draft.title}</h1>{body_html(draft, named=named)}")


@habit
def page_with_captions_above_tables(draft: Draft) -> tuple[str, Prose]:
    captions = iter(table.caption for table in draft.form.tables.values())

    def captioned(sheet: Sheet) -> str:
        return f"<p align=center>{next(captions)}</p>{table_html(sheet)}"

    body = body_html(draft, table=captioned).replace(
        "（一）主动公开<", "（一）主动公开政府信息情况<"
    )
    one = ("（一）主动公开政府信息情况" if p == "（一）主动公开" else p for p in PROSE["一"])
    return site(draft, f"<h1>{draft.title}</h1>{body}"), {**PROSE, "一": tuple(one)}


@habit
def page_of_div_cells(draft: Draft) -> str:
    """Rows and cells that are no table: every cell comes as a paragraph."""

    def divs(sheet: Sheet) -> str:
        lines = (
            "".join(f"<div class=c>{escape(b.text)}</div>" for b in line) for line in rows(sheet)
        )
        return "".join(f"<div class=r>{line}</div>" for line in lines)

    return site(draft, f"<h1>{draft.title}</h1>{body_html(draft, table=divs)}")


@habit
def page_of_2020_2019(draft: Draft) -> str:
    text = site(draft, f"<h1>{draft.title}</h1>{META}{body_html(draft)}")
    return text.replace(">规范性文件<", ">行政规范性文件<")


@habit
def page_of_typed_text(draft: Draft) -> str:
    text = pasted(draft, tabbed).split("\n", 2)[2]
    return site(draft, f"<h1>{draft.title}</h1><pre>{escape(text)}</pre>")


@habit
def page_with_a_list_of_contents(draft: Draft) -> str:
    listed = "".join(f'<li><a href="#s">{title}</a></li>' for title in titles(draft))
    body = body_html(draft, title="<h3>{}</h3>")
    return site(draft, f"<h1>{draft.title}</h1><p>目录</p><ul>{listed}</ul>{body}")


@habit
def page_with_titles_numbered_by_lists(draft: Draft) -> str:
    body = body_html(
        draft,
        title="<ol><li><strong>{}</strong></li></ol>",
        named=[title[2:] for title in titles(draft)],
    )
    return site(draft, f"<h1>{draft.title}</h1>{body}")


@habit
def page_with_bold_titles_that_run_on(draft: Draft) -> str:
    body = body_html(draft, title="<p><strong>{}</strong>", paragraph="{}</p><p>")
    return site(draft, f"<h1>{draft.title}</h1>{body}")
