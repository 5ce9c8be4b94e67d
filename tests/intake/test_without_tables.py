"""Reports without a table, and those of which only pictures are left."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hostile.office import png
from nianbao.intake.document import NothingToRead, Refusal
from nianbao.intake.importing import Imported
from nianbao.intake.reading import Request, import_source
from nianbao.intake.review import Status
from nianbao.source.original import ORIGINAL_KINDS
from PIL import Image, ImageDraw
from places import DATA, ROOT

ORGANS = {"demo": "示例市示例局"}
PROSE = (DATA / "intake-prose-only.txt").read_text("utf-8")
SECTIONS = (
    "一、概述",
    "二、政府信息主动公开情况",
    "三、政府信息依申请公开情况",
    "四、行政复议和行政诉讼情况",
    "五、主要问题和改进措施",
)
PICTURE = png(600, 800)


def imported(name: str, data: bytes, year: int = 2010, *, keeps_original: bool = False) -> Imported:
    request = Request(name, data, None, ORGANS, "demo", year, keeps_original=keeps_original)
    return import_source(request, ROOT)


def headings(made: Imported) -> tuple[str, ...]:
    return tuple(line[3:] for line in made.text.splitlines() if line.startswith("## "))


def reasons(made: Imported, status: Status) -> str:
    return "\n".join(item.reason for item in made.review if item.status is status)


def page(lines: list[str], more: str = "") -> bytes:
    inside = "".join(f"<p>{line}</p>" for line in lines)
    return f"<html><body><div>{inside}{more}</div></body></html>".encode()


def word(lines: list[str], pictures: int = 0, after: str = "") -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    for _ in range(pictures):
        document.add_picture(BytesIO(PICTURE))
    if after:
        document.add_paragraph(after)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def scan(pages: int) -> bytes:
    """A PDF of pages that are pictures, as a scanner makes it."""
    drawn = []
    for number in range(pages):
        image = Image.new("L", (620, 877), 255)
        ImageDraw.Draw(image).rectangle((60, 60 + number, 560, 800), outline=0)
        drawn.append(image)
    file = BytesIO()
    drawn[0].save(file, "PDF", save_all=True, append_images=drawn[1:], resolution=75)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("年报.txt", PROSE.encode()),
        ("年报.txt", PROSE.encode("gb18030")),
        ("年报.txt", PROSE.replace("\n", "\n\n").encode()),
        ("年报.html", page(PROSE.splitlines())),
        ("年报.docx", word(PROSE.splitlines())),
    ],
    ids=["text", "gbk", "blank-lines", "html", "docx"],
)
def test_a_report_of_words_comes_in_whole(name: str, data: bytes) -> None:
    made = imported(name, data)
    assert made.form == "无"
    assert "\nform: 无\n" in made.text
    assert headings(made) == SECTIONS
    for line in PROSE.splitlines()[2::2]:
        assert line in made.text
    assert not made.open_count
    assert "没有统计表" in reasons(made, Status.REPAIRED)


def test_one_without_headings_comes_in_as_one_text() -> None:
    text = "示例市示例局2009年政府信息公开工作年度报告\n\n全年公开100条。\n\n没有收到申请。\n"
    made = imported("年报.txt", text.encode(), 2009)
    assert headings(made) == ()
    assert made.text.endswith("---\n\n全年公开100条。\n\n没有收到申请。\n")


@pytest.mark.parametrize("year", [2008, 2013, 2016, 2018])
def test_up_to_2018_it_may_have_none(year: int) -> None:
    assert imported("年报.txt", PROSE.replace("2010", str(year)).encode(), year).form == "无"


@pytest.mark.parametrize(("year", "form"), [(2019, "2019"), (2020, "2019"), (2023, "2021")])
def test_from_2019_on_the_figures_are_open(year: int, form: str) -> None:
    text = PROSE.replace("2010", str(year)).replace("一、概述", "一、总体情况")
    made = imported("年报.txt", text.encode(), year)
    assert made.form == form
    assert made.open_count
    assert "没有统计表" in reasons(made, Status.LEFT_OUT)
    assert "示例正文，全年公开100条。" in made.text
    # Blank is not zero.
    assert "值: ~, 注: 待核" in made.text
    assert ": 0" not in made.text


@pytest.mark.parametrize(("year", "form"), [(2015, "2014"), (2022, "2021")])
def test_a_table_that_is_a_picture_is_open(year: int, form: str) -> None:
    lines = PROSE.replace("2010", str(year)).splitlines()
    made = imported("年报.docx", word([*lines, "附表：政府信息公开情况统计表"], 1), year)
    assert made.form == form
    assert "统计表是图片" in reasons(made, Status.LEFT_OUT)
    assert list(made.files) == [f"{year}-1.png"]
    assert f"({year}-1.png)" in made.text


def test_before_2014_such_a_picture_stays_in_the_words() -> None:
    made = imported("年报.docx", word([*PROSE.splitlines(), "附表：统计表"], 1))
    assert made.form == "无"
    assert "统计表是图片" in reasons(made, Status.REPAIRED)
    assert "(2010-1.png)" in made.text


def test_a_table_that_is_elsewhere_is_open_or_told() -> None:
    named = f"{PROSE}附件：政府信息公开情况统计表\n"
    made = imported("年报.txt", named.replace("2010", "2016").encode(), 2016)
    assert made.form == "2014"
    assert "没有统计表" in reasons(made, Status.LEFT_OUT)
    made = imported("年报.txt", named.encode())
    assert made.form == "无"
    assert "文中说有统计表，来源里没有" in reasons(made, Status.REPAIRED)


def test_a_photograph_is_no_table() -> None:
    lines = PROSE.replace("2010", "2016").splitlines()
    assert imported("年报.docx", word(lines, 1), 2016).form == "无"


@pytest.mark.parametrize("text", ["关于举办培训班的通知\n请各单位派人参加。\n", "示例\n" * 30])
@pytest.mark.parametrize("year", [2010, 2023])
def test_what_is_no_report_is_refused(text: str, year: int) -> None:
    with pytest.raises(Refusal, match="没有找到统计表"):
        imported("通知.txt", text.encode(), year)


def test_a_table_that_nobody_can_tell_is_not_given_up() -> None:
    rows = "".join(f"<tr><td>项目{n}</td><td>{n}</td></tr>" for n in range(1, 9))
    data = page(PROSE.replace("2010", "2022").splitlines(), f"<table>{rows}</table>")
    with pytest.raises(Refusal):
        imported("年报.html", data, 2022)


@pytest.mark.parametrize(
    ("name", "data", "ending"),
    [
        ("扫描件.pdf", scan(1), ".pdf"),
        ("扫描件.PDF", scan(3), ".pdf"),
        ("照片.png", PICTURE, ".png"),
        ("年报.docx", word([], 2), ".docx"),
        ("年报.docx", word(["示例市示例局2010年政府信息公开工作年度报告"], 1), ".docx"),
    ],
    ids=["page", "pages", "picture", "docx", "docx-title"],
)
@pytest.mark.parametrize("year", [2010, 2021])
def test_what_has_pictures_only_is_kept_as_it_is(
    name: str, data: bytes, ending: str, year: int
) -> None:
    made = imported(name, data, year)
    own = f"{year}-yuanjian{ending}"
    assert made.form == "无"
    assert made.files == {own: data}
    assert made.text.endswith(f"original: {own}\n---\n")
    assert hashlib.sha256(data).hexdigest() in made.text
    assert "只作原件发布" in reasons(made, Status.LEFT_OUT)


def test_what_nobody_has_looked_at_is_a_draft() -> None:
    made = imported("扫描件.pdf", scan(1))
    assert "\npublished:" not in made.text
    assert "请打开原件看过" in reasons(made, Status.OPEN)
    titled = imported("年报.docx", word(["示例市示例局2010年政府信息公开工作年度报告"], 1))
    assert "\npublished: ~\n" in titled.text
    assert not titled.open_count


def test_an_icon_is_no_report() -> None:
    with pytest.raises(Refusal, match="太小的图片"):
        imported("logo.png", png(120, 120))


def test_a_jpeg_with_another_name_is_kept_under_its_own() -> None:
    file = BytesIO()
    Image.new("RGB", (300, 400), "white").save(file, "JPEG")
    assert list(imported("扫描.tif", file.getvalue()).files) == ["2010-yuanjian.jpg"]


def test_the_only_picture_of_a_page_is_the_original(tmp_path: Path) -> None:
    (tmp_path / "scan.png").write_bytes(PICTURE)
    title = "示例市示例局2010年政府信息公开工作年度报告"
    data = page([title], '<p><img src="scan.png" alt=""></p>')
    request = Request("年报.html", data, tmp_path, ORGANS, "demo", 2010)
    assert import_source(request, ROOT).files == {"2010-yuanjian.png": PICTURE}
    (tmp_path / "more.png").write_bytes(png(500, 700))
    data = page([title], '<p><img src="scan.png" alt=""></p><p><img src="more.png" alt=""></p>')
    request = Request("年报.html", data, tmp_path, ORGANS, "demo", 2010)
    with pytest.raises(NothingToRead, match="合成一个 PDF"):
        import_source(request, ROOT)


def test_whose_it_is_must_be_said_where_no_words_say_it() -> None:
    with pytest.raises(Refusal, match="看不出是哪一年度"):
        import_source(Request("扫描.png", PICTURE, None, ORGANS, "demo"), ROOT)
    named = Request("示例市示例局2010年年报.png", PICTURE, None, ORGANS)
    assert import_source(named, ROOT).identity.year == 2010


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("年报.txt", PROSE.encode()),
        ("年报.docx", word(PROSE.splitlines())),
        ("年报", PROSE.encode()),
    ],
)
def test_the_source_is_kept_when_it_is_asked_for(name: str, data: bytes) -> None:
    made = imported(name, data, keeps_original=True)
    ((own, kept),) = made.files.items()
    assert own.rpartition(".")[2] in ORIGINAL_KINDS
    assert kept == data
    assert f"original: {own}\n" in made.text
    assert headings(made) == SECTIONS
    assert not imported(name, data).files


def test_a_web_page_is_not_kept_and_that_is_said() -> None:
    made = imported("年报.html", page(PROSE.splitlines()), keeps_original=True)
    assert not made.files
    assert "original:" not in made.text
    assert "原件没有留下：.html" in reasons(made, Status.LEFT_OUT)


PARTS = ("第一部分 概述", "第二部分　主动公开", "第三部分、依申请公开", "第四章 存在问题")


@pytest.mark.parametrize("made", ["txt", "docx", "html"])
def test_numbered_parts_are_its_sections(made: str) -> None:
    """Whether its maker wrote them as lines or as headings of Word."""
    lines = ["示例市示例局2010年政府信息公开年度报告"]
    for number, part in enumerate(PARTS):
        lines += [part, f"全年公开了{number + 5}条信息，都登在公开栏里。"]
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line, style="Heading 1" if line in PARTS else None)
    file = BytesIO()
    document.save(file)
    data = {"txt": "\n".join(lines).encode(), "docx": file.getvalue(), "html": page(lines)}[made]
    found = imported(f"2010.{made}", data)
    assert headings(found) == (
        "第一部分 概述",
        "第二部分 主动公开",
        "第三部分、依申请公开",
        "第四章 存在问题",
    )
    assert reasons(found, Status.OPEN) == ""


def test_a_summary_of_the_years_work_is_its_title() -> None:
    lines = PROSE.splitlines()
    lines[0] = "示例市示例局2010年度政务公开工作总结"
    made = imported("2010.txt", "\n".join(lines).encode())
    assert "\ntitle: 示例市示例局2010年度政务公开工作总结\n" in made.text
    assert made.text.count("工作总结") == 1
