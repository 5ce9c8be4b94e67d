"""Writes a report as a web page: three templates of invented government sites, or Word's."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from pathlib import Path

from .draft import Draft, Heading, Items, Link, Slot, Strong, Text
from .sheet import Sheet

__all__ = ["write_html"]


def write_html(
    draft: Draft, path: Path, *, template: str, encoding: str = "utf-8", declared: str = ""
) -> None:
    """``template`` is "divisions", "layout" or "word"; ``declared`` the encoding it claims."""
    text = _TEMPLATES[template](draft).replace("CHARSET", declared or encoding)
    path.write_bytes(text.encode(encoding))


_Cell = Callable[[str], str]


def _content(draft: Draft, paragraph: _Cell, heading: _Cell, table: Callable[[Sheet], str]) -> str:
    parts = []
    for block in draft.body:
        match block:
            case Heading():
                parts.append(heading(escape(block.number + block.words)))
            case Text():
                parts += [paragraph("".join(map(_inline, page))) for page in block.on_pages()]
            case Items():
                name = "ol" if block.ordered else "ul"
                items = "".join(f"<li>{escape(item)}</li>" for item in block.items)
                parts.append(f"<{name}>{items}</{name}>")
            case Slot():
                sheets = [block.own] if block.own else draft.sheets[block.key]
                between = paragraph(escape(draft.between)) if draft.between else ""
                parts.append(f"\n{between}\n".join(map(table, sheets)))
            case _:
                pass
    return "\n".join(parts)


def _inline(part: str | Strong | Link) -> str:
    if isinstance(part, Link):
        return f'<a href="{escape(part.address)}">{escape(part.text)}</a>'
    if isinstance(part, Strong):
        return f"<strong>{escape(part.text)}</strong>"
    return escape(part)


def _table(sheet: Sheet, attributes: str, inside: _Cell) -> str:
    lines = []
    for line in sheet.lines():
        cells = []
        for box in line:
            spans = f' rowspan="{box.rowspan}"' if box.rowspan > 1 else ""
            spans += f' colspan="{box.colspan}"' if box.colspan > 1 else ""
            cells.append(f"<td{spans}>{inside(box.text)}</td>")
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table {attributes}><tbody>\n" + "\n".join(lines) + "\n</tbody></table>"


def _breaks(text: str) -> str:
    return escape(text).replace("\n", "<br>").replace("\u00a0", "&nbsp;")


def _metas(draft: Draft) -> str:
    day = f'<meta name="PubDate" content="{draft.published} 10:26">\n' if draft.published else ""
    return (
        f'<meta name="SiteName" content="示例县政府网">\n'
        f'<meta name="ArticleTitle" content="{draft.title}">\n{day}'
        f'<meta name="ContentSource" content="{draft.organ}">\n'
        '<meta name="ColumnName" content="政府信息公开年报">'
    )


_NEIGHBOURS = (
    "示例县2031年植树节放假的通知",
    "关于更换公告栏玻璃的公示",
    "示例县图书馆闭馆一日的启事",
)


def _divisions(draft: Draft) -> str:
    links = "".join(f'<li><a href="/c/{n}.html">{t}</a></li>' for n, t in enumerate(_NEIGHBOURS))
    content = _content(
        draft,
        lambda words: f'<p style="text-indent: 2em;">{words}</p>',
        lambda words: f'<p style="text-indent: 2em;"><strong>{words}</strong></p>',
        lambda sheet: _table(
            sheet,
            'border="1" cellspacing="0" style="border-collapse:collapse;width:100%"',
            lambda text: f'<p style="text-align:center"><span>{_breaks(text)}</span></p>',
        ),
    )
    return f"""<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="CHARSET">
<title>{draft.title}_示例县政府网</title>
{_metas(draft)}
<style>.nav li {{ float: left }} .TRS_Editor td {{ padding: 0 }}</style>
<script>var column = "gkml"; document.write("<div class='skin'></div>");</script>
</head>
<body>
<div class="top">
<div class="logo"><a href="/"><img src="/images/logo.png" alt="示例县政府网"></a></div>
<div class="search"><input type="text" value="请输入关键词"><button>搜索</button></div></div>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/gk/">政务公开</a></li>
<li><a href="/fw/">办事服务</a></li><li><a href="/hd/">互动交流</a></li></ul></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/gk/">政务公开</a> &gt;
<a href="/gk/nb/">政府信息公开年报</a></div>
<div class="main">
<div class="left"><ul><li>公开指南</li><li>公开制度</li><li>公开年报</li></ul></div>
<div class="article"><h1>{draft.title}</h1>
<div class="info"><span>发布时间：{draft.published or ""}</span><span>来源：{draft.organ}</span>
<span>浏览次数：<b id="hits">208</b></span><span>字号：【大 中 小】</span></div>
<div class="TRS_Editor" id="zoom">
{content}
</div>
<div class="share">分享到：微信 打印本页 关闭窗口</div></div>
<div class="related"><h3>相关信息</h3><ul>{links}</ul></div></div>
<div class="footer"><p>主办：示例县人民政府办公室　网站标识码：0000000000</p>
<p>备案号：示例备00000000号</p></div>
</body>
</html>
"""


def _layout(draft: Draft) -> str:
    links = "<br>".join(f"<a href='{n}.htm'>{text}</a>" for n, text in enumerate(_NEIGHBOURS))
    content = _content(
        draft,
        lambda words: f"<P>　　{words}</P>",
        lambda words: f"<P>　　<FONT face=黑体>{words}</FONT></P>",
        lambda sheet: (
            "<DIV align=center>"
            + _table(
                sheet, "border=1 cellPadding=0 width=600", lambda text: _breaks(text) or "&nbsp;"
            )
            + "</DIV>"
        ),
    )
    return f"""<HTML>
<HEAD>
<META http-equiv="Content-Type" content="text/html; charset=CHARSET">
<TITLE>{draft.title}</TITLE>
{_metas(draft)}
</HEAD>
<BODY bgColor=#ffffff>
<TABLE width=1000 align=center border=0><TR><TD colspan=2>
<TABLE width="100%">
<TR><TD>首页</TD><TD>政务公开</TD><TD>办事大厅</TD><TD>县情概览</TD></TR></TABLE>
</TD></TR>
<TR><TD width=200 vAlign=top>栏目导航<BR>公开指南<BR>公开年报<BR>{links}</TD>
<TD>
<TABLE width=760 border=0><TR><TD align=center><B><FONT size=5>{draft.title}</FONT></B></TD></TR>
<TR><TD align=center>发布日期：{draft.published or ""}　　作者：信息科　　点击：77</TD></TR>
<TR><TD class=content>
{content}
</TD></TR></TABLE>
</TD></TR>
<TR><TD colspan=2 align=center>版权所有：示例县政府网　　联系我们　　网站地图</TD></TR></TABLE>
</BODY>
</HTML>
"""


def _word(draft: Draft) -> str:
    span = (
        "<span style='font-size:16.0pt;font-family:仿宋_GB2312'>{}"
        "<span lang=EN-US><o:p></o:p></span></span>"
    )
    cell = (
        "<p class=MsoNormal align=center style='text-align:center'><span lang=EN-US\n"
        "  style='font-size:10.5pt;font-family:宋体'>{}<o:p></o:p></span></p>"
    )
    content = _content(
        draft,
        lambda words: (
            f"<p class=MsoNormal style='text-indent:32.0pt'>{span.format(_wrapped(words))}</p>"
        ),
        lambda words: f"<p class=MsoNormal><b>{span.format(words)}</b></p>",
        lambda sheet: _table(
            sheet,
            "class=MsoTableGrid border=1 cellspacing=0 cellpadding=0",
            lambda text: cell.format(_breaks(text)),
        ),
    )
    return f"""<html xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word">
<head>
<meta http-equiv=Content-Type content="text/html; charset=CHARSET">
<meta name=Generator content="Microsoft Word 11">
<title>{draft.title}</title>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Print</w:View></w:WordDocument></xml><![endif]-->
<style>
<!--
p.MsoNormal {{margin:0cm; font-size:10.5pt;}}
-->
</style>
</head>
<body lang=ZH-CN>
<div class=Section1>
<p class=MsoNormal align=center><b><span style='font-size:22.0pt'>{draft.title}</span></b></p>
<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>
{content}
</div>
</body>
</html>
"""


def _wrapped(words: str) -> str:
    """Word breaks the lines of what it saves anywhere, also between two Chinese characters."""
    if "<" in words:
        return words
    return "\n".join(words[at : at + 38] for at in range(0, len(words), 38))


_TEMPLATES = {"divisions": _divisions, "layout": _layout, "word": _word}
