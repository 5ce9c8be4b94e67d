"""Pages of government sites: the report comes out, and nothing of the page around it."""

from __future__ import annotations

import base64
import io
from datetime import date
from pathlib import Path

import pytest
from intake_shapes import lines, shape, tables
from nianbao.intake.document import Document, Paragraph, Refusal
from nianbao.intake.readers.html_reader import read_html
from PIL import Image


def picture(kind: str) -> bytes:
    """A picture of one colour."""
    made = io.BytesIO()
    Image.new("1", (3, 5)).save(made, kind)
    return made.getvalue()


PNG = picture("PNG")
TITLE = "某县水利局2021年政府信息公开工作年度报告"
TABLE = """<table border="1">
<tr><td colspan="4">第二十条第（一）项</td></tr>
<tr><td>信息内容</td><td>本年制发件数</td><td>本年废止件数</td><td>现行有效件数</td></tr>
<tr><td>规章</td><td>0</td><td>0</td><td>22<small>（其中修订16件）</small></td></tr>
<tr><td>行政规范性文件</td><td>1</td><td>2</td><td><p>3</p></td></tr></table>"""
PAGE = f"""<!DOCTYPE html><html><head>
<meta http-equiv="Content-Type" content="text/html; charset=CHARSET">
<meta name="PubDate" content="2022-01-20 10:00"><title>{TITLE}_某县人民政府</title>
<style>p {{ color: red }}</style></head><body><form>
<div class="top"><a href="/">首页</a><ul><li><a href="/zwgk">政务公开</a></li></ul></div>
<div>您当前的位置：首页 &gt; 公开年报 &gt; {TITLE}</div>
<table width="100%"><tr><td><a href="/left">左侧菜单</a></td><td>
<div class="t"><b><font size="5">{TITLE}</font></b></div>
<div>发布日期：2022-01-19 浏览次数：<span id="n"></span> 字体：【大 中 小】</div>
<div id="zoom"><span style="font-weight:bold">　　一、总体情况</span><br><br>
&nbsp;&nbsp;&nbsp;&nbsp;根据《条例》
规定，现公布。<br>　　（一）主动公开。<b>重点</b>在
<a href="http://a.gov.cn/x">栏目</a>和<a href="/y.pdf">附件</a>。
<div>　　二、主动公开政府信息情况</div>
{TABLE}
<p>六、其他需要报告的事项</p><p>无<span style="display:none">隐藏的字</span>。&#8203;</p>
<p style="text-align:right">某县水利局</p>
<p>【打印】【关闭】</p><p>上一篇：没有了</p><script>alert(1)</script></div>
<div>主办单位：某县人民政府</div></td></tr></table>
<div class="foot">版权所有 某县人民政府</div></form></body></html>"""
EXPECTED = [
    f"<p><strong>{TITLE}</></>",
    "<p><strong>一、总体情况</></>",
    "<p>根据《条例》规定，现公布。</>",
    "<p>（一）主动公开。<strong>重点</>在<a href=http://a.gov.cn/x>栏目</>和附件。</>",
    "<p>二、主动公开政府信息情况</>",
    "表 1",
    "<p>六、其他需要报告的事项</>",
    "<p>无。</>",
    "<p>某县水利局</>",
]


def read(body: str, folder: Path | None = None) -> Document:
    return read_html(f"<html><body>{body}</body></html>".encode(), folder)


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("utf-8", "utf-8-sig"),
        ("gbk", "gbk"),
        ("gb2312", "gb18030"),
        ("utf-8", "gb18030"),
        ("gb2312", "utf-16"),
        ("no-such", "utf-8"),
    ],
)
def test_the_report_is_found_in_a_page_of_any_encoding(declared: str, encoding: str) -> None:
    document = read_html(PAGE.replace("CHARSET", declared).encode(encoding), None)
    assert shape(document) == EXPECTED
    assert document.title == TITLE
    assert document.published == date(2022, 1, 20)
    assert document.notes == ("1 处链接指向原网站内的地址，离开原网站打不开，只保留了文字",)


def test_a_page_declared_as_gb2312_may_have_any_character() -> None:
    page = '<meta charset="gb2312"><p>䶮镇，𠮷祥，€5</p>'.encode("gb18030")
    assert shape(read_html(page, None)) == ["<p>䶮镇，𠮷祥，€5</>"]


def test_a_page_in_no_known_encoding_is_refused() -> None:
    with pytest.raises(Refusal, match="文字编码认不出来"):
        read_html(b"<p>\xff\xff\xff</p>", None)


@pytest.mark.parametrize("data", [b"", b"  \n", b"<!-- -->"])
def test_an_empty_page_is_refused(data: bytes) -> None:
    with pytest.raises(Refusal, match="没有内容"):
        read_html(data, None)


@pytest.mark.parametrize("tag", ["div", "span", "ul><li", "blockquote", "table><tr><td"])
def test_absurdly_deep_pages_are_refused(tag: str) -> None:
    with pytest.raises(Refusal, match="一千多层"):
        read_html(f"<{tag}>".encode() * 100_000 + b"text", None)


def test_deep_pages_are_read() -> None:
    assert shape(read("<div><b>" * 300 + "文字")) == ["<p><strong>文字</></>"]
    nested = read("<ul><li>甲" * 100)
    assert sum(len(paragraph) for paragraph in shape(nested)) < 2000


def test_a_page_without_a_report_is_read_whole() -> None:
    document = read("<div>一段话</div><p>另一段</p>")
    assert shape(document) == ["<p>一段话</>", "<p>另一段</>"]
    assert document.published is None


def test_our_own_page_gives_what_was_published(own_site: Path) -> None:
    page = own_site / "zwgk/gknb/minquan/2021/index.html"
    document = read_html(page.read_bytes(), page.parent)
    found = shape(document)
    assert document.title == "民权县人民政府2021年政府信息公开工作年度报告"
    assert document.published is None
    assert [block for block in found if block.startswith("<h2>")] == [
        "<h2>一、总体情况</>",
        "<h2>二、主动公开政府信息情况</>",
        "<h2>三、收到和处理政府信息公开申请情况</>",
        "<h2>四、政府信息公开行政复议、行政诉讼情况</>",
        "<h2>五、存在的主要问题及改进情况</>",
        "<h2>六、其他需要报告的事项</>",
    ]
    assert [len(table.rows) for table in tables(document)] == [14, 28, 4]
    assert found[:2] == [f"<h1>{document.title}</>", "<h2>一、总体情况</>"]
    assert found[-1] == "<p>无。</>"
    assert not [block for block in found if "下载" in block or "联系方式" in block]
    assert document.notice == "统计数字取自民权县人民政府公布的年度报告，文字为内容摘要。"
    assert document.notes == ()


def test_our_own_page_gives_its_date_and_no_notes_on_data() -> None:
    document = read(
        f"""<h1><span>{TITLE[:10]}</span><span>{TITLE[10:]}</span></h1>
        <dl class="meta"><div><dt>发布日期</dt><dd><time datetime="2022-01-30">2022年1月30日</time>
        </dd></div></dl><div role="note"><p>数据说明：照原样</p></div>
        <div><section><h2>一、总体情况</h2><div role="note">数据说明</div><p>无。</p></section>
        <section><h2>二、主动公开政府信息情况</h2><table><caption>主动公开政府信息情况</caption>
        <tr><th>规章<td>1</table></section>
        <section aria-labelledby="contact"><h2 id="contact">联系方式</h2></section></div>"""
    )
    assert document.published == date(2022, 1, 30)
    assert shape(document) == [
        f"<h1>{TITLE}</>",
        "<h2>一、总体情况</>",
        "<p>无。</>",
        "<h2>二、主动公开政府信息情况</>",
        "表 1",
    ]


def test_a_report_of_2014_is_found_by_its_numbered_headings() -> None:
    document = read(
        """<div><a href="/">首页</a></div><div><h1>某县2014年政府信息公开工作年度报告</h1><div>
        <p>一、概述</p><p>工作。</p><p>二、主动公开情况</p><p>公开。</p>
        <p>附表：政府信息公开情况统计表</p></div></div><div>版权所有</div>"""
    )
    assert shape(document)[1:-1] == [
        "<p>一、概述</>",
        "<p>工作。</>",
        "<p>二、主动公开情况</>",
        "<p>公开。</>",
    ]


def test_headings_are_found_in_running_text() -> None:
    document = read(
        """<table><tr><td><a href="/">首页</a>菜单</td><td><h1>某县2012年政府信息公开年度报告</h1>
        <div>　　一、概述<br>　　工作很多。<br>　　二、主动公开情况<br>　　公开。</div></td></tr>
        <tr><td>主办</td><td>某县</td></tr></table>"""
    )
    assert shape(document) == [
        "<h1>某县2012年政府信息公开年度报告</>",
        "<p>一、概述</>",
        "<p>工作很多。</>",
        "<p>二、主动公开情况</>",
        "<p>公开。</>",
    ]


def test_sections_in_wrappers_of_their_own_are_all_read() -> None:
    document = read(
        f"<h2>{TITLE}</h2><div><div><p>一、总体情况</p></div><div>好。</div>"
        "<div><p>六、其他需要报告的事项</p></div><div>没有。</div></div><div>底部</div>"
    )
    assert shape(document)[-1] == "<p>没有。</>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("甲<br>乙", ["<p>甲<br></>乙</>"]),
        ("甲<br><br/>乙", ["<p>甲</>", "<p>乙</>"]),
        ("甲<br>　　乙", ["<p>甲</>", "<p>乙</>"]),
        ("甲<br>&nbsp;&nbsp;&nbsp;&nbsp;乙", ["<p>甲</>", "<p>乙</>"]),
        ("前<div>中共某县委</div>大", ["<p>前</>", "<p>中共某县委</>"]),
        ("<p>a  b\n c</p>", ["<p>a b c</>"]),
        ("<p>通报监\n督</p>", ["<p>通报监督</>"]),
        ("<p> <span>甲 </span> 乙</p>", ["<p>甲 乙</>"]),
        ("<p>\ufeff\u200b</p><p>　</p>", []),
        ("<h3><b>（一）</b>标题</h3>", ["<h3>（一）标题</>"]),
        ("<p><b>重</b><strong>点</strong></p>", ["<p><strong>重点</></>"]),
        ('<p><span style="font-weight:700">全段</span></p>', ["<p><strong>全段</></>"]),
        (f'<p style="font-weight: bold">{"长" * 80}</p>', [f"<p>{'长' * 80}</>"]),
        ("<p>甲<em>乙</em><code>x</code></p>", ["<p>甲<em>乙</><code>x</></>"]),
        ("<ul><li>甲<li>乙<ol><li>丙</ol></ul>", ["<ul><li>甲</><li>乙<ol><li>丙</></></></>"]),
        ('<ol start="3"><li><p>甲</p></li></ol>', ["<ol start=3><li>甲</></>"]),
        (f'<ol start="{"9" * 5000}"><li>甲</ol>', ["<ol><li>甲</></>"]),
        ("<blockquote>甲<p>乙</blockquote>", ["<blockquote><p>甲</><p>乙</></>"]),
        ("甲<hr>乙", ["<p>甲</>", "<hr></>", "<p>乙</>"]),
        ("<pre>甲\n乙</pre>", ["<p>甲<br></>乙</>"]),
        ("<ul><li>甲<table><tr><td>1<td>2</table>乙</ul>丙", 4),
        ("<p>a&nbsp;&lt;b&gt;</p>", ["<p>a <b></>"]),
        ("<a name=x>甲</a><a href=#x>乙</a>", ["<p>甲乙</>"]),
        ("<a href='mailto:a@b.cn'>信箱</a>", ["<p><a href=mailto:a@b.cn>信箱</></>"]),
        ("<p hidden>甲</p><p aria-hidden=true>乙</p><nav>丙</nav>丁<!-- 戊 -->", ["<p>丁</>"]),
    ],
)
def test_text(html: str, expected: list[str] | int) -> None:
    found = shape(read(html))
    assert (len(found) if isinstance(expected, int) else found) == expected


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("【打印】 【关闭窗口】", False),
        ("字体：【大 中 小】", False),
        ("大 中 小", False),
        ("来源：某县人民政府办公室", False),
        ("当前位置：首页 > 年报", False),
        ("分享到：微信", False),
        ("大力推进政务公开。", True),
        ("中共某县委", True),
        ("分享经验，改进工作。", True),
        ("打印费用由县财政承担。", True),
        ("返回顶部" * 19 + "！", True),
    ],
)
def test_furniture_behind_the_last_section(text: str, kept: bool) -> None:  # noqa: FBT001
    document = read(f"<h2>一、总体情况</h2><p>好。</p><h2>六、其他需要报告的事项</h2><p>{text}</p>")
    assert (f"<p>{text}</>" in shape(document)) is kept


def test_links_that_lead_nowhere_are_told_once_for_each_kind() -> None:
    document = read(
        "<a href='a.pdf'>甲</a><a href='//b.cn'>乙</a><a href='javascript:void(0)'>丙</a>"
        "<a href='file:///c:/x'>丁</a>"
    )
    assert shape(document) == ["<p>甲乙丙丁</>"]
    assert [note[:6] for note in document.notes] == ["1 处链接是", "2 处链接指", "1 处链接指"]


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        (
            "<tr><td rowspan=2>甲<td>1<tr><td>2",
            [["甲@0,0+2x1", "1@0,1+1x1"], ["2@1,1+1x1"]],
        ),
        ("<tr><td rowspan=0>甲<td>1<tr><td>2<tr><td>3", [["甲@0,0+3x1", "1@0,1+1x1"], 1, 1]),
        ("<tr><td rowspan=9>甲<td>1<tr><td>2", [["甲@0,0+2x1", "1@0,1+1x1"], 1]),
        ("<tr><td colspan=100000>甲<td>1", [["甲@0,0+1x100", "1@0,100+1x1"]]),
        ("<tr><td colspan=-3>甲<td colspan=x>1", [["甲@0,0+1x1", "1@0,1+1x1"]]),
        ("<thead><tr><th rowspan=3>甲<th>乙</thead><tr><td>1<td>2", [["甲@0,0+1x1", 0], 2]),
        ("<td>甲<td>乙<tr><td>丙", [["甲@0,0+1x1", "乙@0,1+1x1"], ["丙@1,0+1x1"]]),
        (
            "<tr><td rowspan=2>1<td colspan=2>2<td rowspan=2>3<tr><td>4<td>5",
            [3, ["4@1,1+1x1", "5@1,2+1x1"]],
        ),
        ("<tr><td>甲<br>乙 <p>丙</p>丁<td>", [["甲/乙/丙/丁@0,0+1x1", "@0,1+1x1"]]),
    ],
)
def test_cells_stand_where_browsers_put_them(html: str, rows: list[list[str | int] | int]) -> None:
    (table,) = tables(read(f"<table>{html}</table>"))
    assert len(table.rows) == len(rows)
    for cells, expected in zip(lines(table), rows, strict=True):
        if isinstance(expected, int):
            assert len(cells) == expected
        else:
            wanted = [text for text in expected if text]
            assert cells[: len(wanted)] == wanted


def test_a_cell_says_where_a_person_finds_it() -> None:
    first, second = tables(read(f"{TABLE}<p>文字</p>{TABLE}"))
    assert first.rows[2][3].text == "22（其中修订16件）"
    assert second.rows[2][3].place == "表 2 第 3 行第 4 列"


def test_tables_that_arrange_the_page_are_no_tables() -> None:
    long = "长" * 401
    document = read(
        f"<table><tr><td>菜单<td><table><tr><td>甲<td>乙</table></table>"
        f"<table><tr><td>{long}<td>丙</table><table><tr><td>单格</table>"
    )
    assert shape(document) == ["<p>菜单</>", "表 1", f"<p>{long}</>", "<p>丙</>", "<p>单格</>"]


def test_a_caption_that_says_something_new_is_kept() -> None:
    rows = "<tr><td>甲<td>1"
    document = read(
        f"<h2>附表：政府信息公开情况统计表</h2><table><caption>政府信息公开情况统计表</caption>{rows}</table>"
        f"<table><caption>另一张表</caption>{rows}</table>"
    )
    assert shape(document)[1:] == ["表 1", "<p>另一张表</>", "表 2"]


def test_a_table_too_large_to_print_is_refused() -> None:
    with pytest.raises(Refusal, match="两万多个单元格"):
        read("<table>" + "<tr><td>1<td>2" * 10_001)


def test_pictures_beside_the_page_are_taken(tmp_path: Path) -> None:
    page, outside = tmp_path / "page", tmp_path / "secret.png"
    (page / "a_files").mkdir(parents=True)
    (page / "a_files/图 1.png").write_bytes(PNG)
    (page / "a_files/x.svg").write_text("<svg/>", "utf-8")
    outside.write_bytes(PNG + b"secret")
    (page / "link.png").symlink_to(outside)
    inline = base64.b64encode(picture("GIF")).decode()
    document = read(
        "<img src='a_files/%E5%9B%BE%201.png?v=1' alt='图'><img src='../secret.png'>"
        f"<img src='link.png'><img src='{outside}'><img src='a_files/x.svg'>"
        f"<img src='http://a.cn/b.png'><img src='data:image/gif;base64,{inline}'>"
        "<img src='a_files/图 1.png'>",
        page,
    )
    assert shape(document) == [
        "<p><img src=1.png alt=图></><img src=2.gif alt=></><img src=1.png alt=></></>"
    ]
    assert document.pictures == {"1.png": PNG, "2.gif": picture("GIF")}
    assert len(document.notes) == 5
    assert "图片“a_files/x.svg”不是 PNG、JPEG、GIF、WebP 格式，没有导入" in document.notes


def test_entities_of_a_page_are_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("机密", "utf-8")
    page = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{secret.as_uri()}">]><html><body><p>甲&x;</p>'
    assert "机密" not in "".join(shape(read_html(page.encode(), tmp_path)))


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ("", "发布时间：2022年1月5日", date(2022, 1, 5)),
        ("", "<table><tr><td>发布日期：</td><td>2022-01-05</td></tr></table>", date(2022, 1, 5)),
        ("", "<table><tr><td>成文日期：</td><td>2022-01-05</td></tr></table>", None),
        ('<meta name="pubdate" content="2022-02-31">', "无", None),
        ('<meta name="publishdate" content="2022/1/5 08:00">', "无", date(2022, 1, 5)),
    ],
)
def test_the_day_of_publication(head: str, body: str, published: date | None) -> None:
    document = read_html(f"<head>{head}</head><body>{body}".encode(), None)
    assert document.published == published


def test_places_count_paragraphs() -> None:
    blocks = read("<p>甲</p><p>乙</p>").blocks
    assert [b.place for b in blocks if isinstance(b, Paragraph)] == ["第 1 段", "第 2 段"]
