"""Whole columns at once: archives in archives, lists of links, mails, and what is asked."""

from __future__ import annotations

import csv
import io
import subprocess
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest
from commands import run_in
from nianbao.intake.readers.office import find_office
from nianbao.intake.readers.office_process import run_office
from places import DATA, ROOT
from playwright.sync_api import Browser

FIXTURES = DATA / "intake"
TITLE = "示例县人民政府2021年政府信息公开工作年度报告"
ORGANS = """shili:
  name: 示例县人民政府
  kind: 政府
jiaoyu:
  name: 示例县教育局
  kind: 部门
caizheng:
  name: 示例县财政局
  kind: 部门
zhen:
  name: 示例县示例镇人民政府
  kind: 乡镇街道
"""


def text_of(title: str) -> bytes:
    """The report of a fixture under another title."""
    text = (FIXTURES / "txt-copied/source.txt").read_text("utf-8")
    assert text.startswith(TITLE)
    return text.replace(TITLE, title, 1).encode()


def docx() -> bytes:
    return (FIXTURES / "docx-plain/source.docx").read_bytes()


def zipped(files: dict[str, bytes], encoding: str = "utf-8") -> bytes:
    """An archive as Windows makes it, with names in GBK if asked for."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            written = name if encoding == "utf-8" else name.encode(encoding).decode("cp437")
            archive.writestr(written, content)
    return data.getvalue()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "reports").mkdir()
    (tmp_path / "reports/organs.yml").write_text(ORGANS, "utf-8")
    return tmp_path


def bring_in(place: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    return run_in(
        place,
        "import",
        *map(str, arguments),
        "--reports",
        place / "reports",
        "--project",
        str(ROOT),
    )


def reports(place: Path) -> set[str]:
    return {p.relative_to(place / "reports").as_posix() for p in place.glob("reports/*/*.md")}


@pytest.mark.slow("starts the program several times")
def test_a_whole_column(place: Path) -> None:
    mail = EmailMessage()
    mail["Subject"] = "报送年报"
    mail.set_content("附件是年报，请查收。")
    mail.add_attachment(
        text_of("政府信息公开工作年度报告"),
        maintype="application",
        subtype="octet-stream",
        filename="示例镇2021年年报.txt",
    )
    listed = (
        '<html><meta charset="gbk"><body><ul>'
        '<li><a href="P0202101.txt" title="示例县教育局2020年政府信息公开工作年度报告">'
        "示例县教育局2020年政府信…</a></li>"
        '<li><a href="./P0202102.txt">示例县财政局2020年政府信息公开工作年度报告</a></li>'
        '<li><a href="https://www.example.gov.cn/">首页</a></li></ul></body></html>'
    )
    inner = zipped(
        {
            "公开年报.html": listed.encode("gbk"),
            "P0202101.txt": text_of("政府信息公开工作年度报告"),
            "P0202102.txt": text_of("政府信息公开工作年度报告").replace(b"\xe3\x80\x82", b"!", 1),
        }
    )
    column = zipped(
        {
            "年报/2020/2020年.zip": inner,
            "年报/2021/财政局.txt": text_of("2021年政府信息公开工作年度报告"),
            "年报/2021/来件.eml": bytes(mail),
            "年报/2021/看不出.txt": text_of("政府信息公开工作年度报告（一）"),
            "年报/2021/相矛盾2019.txt": text_of("示例县教育局2021年政府信息公开工作年度报告"),
            "年报/2021/旧的.rar": b"Rar!\x1a\x07\x00",
            "年报/2021/通知.mp4": b"\0\0\0\x18ftypmp42",
            "年报/Thumbs.db": b"\xd0\xcf",
        },
        encoding="gbk",
    )
    (place / "历年.zip").write_bytes(column)
    done = bring_in(place, "历年.zip")
    assert reports(place) == {
        "jiaoyu/2020.md",
        "caizheng/2020.md",
        "caizheng/2021.md",
        "zhen/2021.md",
    }, done.stdout + done.stderr
    assert "看不出是哪个机关的报告" in done.stdout
    assert "标题说是 2021 年，文件名说是 2019 年" in done.stdout
    assert "这一页是目录，列出了 2 个文件" in done.stdout
    assert "不导入 .rar 文件。请先自己解压" in done.stdout
    assert "不导入 .mp4 文件" in done.stdout
    assert "Thumbs" not in done.stdout
    assert "--table 待定.csv" in done.stderr
    # The table is asked for, filled in with Excel, which saves GBK, and given back.
    bring_in(place, "历年.zip", "--table", "待定.csv")
    rows = list(csv.reader(io.StringIO((place / "待定.csv").read_text("utf-8-sig"))))
    assert rows[0] == ["文件", "机关代号", "年度", "原因"]
    assert [row[0].rpartition("/")[2] for row in rows[1:]] == ["相矛盾2019.txt", "看不出.txt"]
    assert [row[1:3] for row in rows[1:]] == [["jiaoyu", ""], ["", "2021"]]
    rows[1][2], rows[2][1] = "2021年", "示例县人民政府"
    filled = io.StringIO()
    csv.writer(filled).writerows(rows)
    (place / "待定.csv").write_bytes(filled.getvalue().encode("gbk"))
    written = {path: path.stat().st_mtime_ns for path in place.glob("reports/*/*.md")}
    done = bring_in(place, "历年.zip", "--table", "待定.csv")
    assert {"jiaoyu/2021.md", "shili/2021.md"} <= reports(place), done.stdout
    # What was there is not read again: a run that was stopped goes on where it was.
    assert "以前导入过 4 份" in done.stdout
    assert all(path.stat().st_mtime_ns == time for path, time in written.items())
    # Filled in, the table says what was decided; what is not wanted can be said, too.
    again = bring_in(place, "历年.zip", "--table", "待定.csv")
    assert "以前导入过 6 份" in again.stdout
    assert len((place / "待定.csv").read_text("utf-8-sig").splitlines()) == 1 + 2


@pytest.mark.slow("starts the program")
@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("文件,机关\r\n", "第一行应为 文件、机关代号、年度"),
        ("文件,机关代号,年度,原因\r\na.txt,民政局,2021\r\n", "第 2 行：organs.yml 里没有“民政局”"),
        ("文件,机关代号,年度,原因\r\na.txt,shili,去年\r\n", "第 2 行：“去年”不是年度"),
    ],
)
def test_a_table_that_is_filled_in_wrongly(place: Path, rows: str, words: str) -> None:
    (place / "待定.csv").write_text(rows, "utf-8")
    (place / "a.txt").write_bytes(text_of(TITLE))
    done = bring_in(place, "a.txt", "--table", "待定.csv")
    assert done.returncode == 2
    assert words in done.stderr
    assert reports(place) == set()


@pytest.mark.slow("starts the program")
def test_what_is_not_to_be_imported_can_be_said(place: Path) -> None:
    (place / "年报").mkdir()
    (place / "年报/甲.txt").write_bytes(text_of("政府信息公开工作年度报告"))
    (place / "待定.csv").write_text("文件,机关代号,年度\n年报/甲.txt,不导入,\n", "utf-8")
    done = bring_in(place, "年报", "--table", "待定.csv")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "待定表里写明不导入" in done.stdout


@pytest.mark.slow("starts a browser and the program")
def test_a_page_that_a_browser_saved_in_one_file(place: Path, browser: Browser) -> None:
    source = FIXTURES / "html-site/source.html"
    page = browser.new_page()
    page.goto(source.as_uri())
    session = page.context.new_cdp_session(page)
    saved = session.send("Page.captureSnapshot", {"format": "mhtml"})["data"]
    page.close()
    (place / "网页.mhtml").write_bytes(saved.encode())
    bring_in(place, source, "--organ", "shili", "--year", "2021")
    expected = (place / "reports/shili/2021.md").read_text("utf-8")
    (place / "reports/shili/2021.md").unlink()
    done = bring_in(place, "网页.mhtml", "--organ", "shili", "--year", "2021")
    found = (place / "reports/shili/2021.md").read_text("utf-8")
    assert body(found) == body(expected), done.stdout


@pytest.mark.office
def test_an_old_workbook(place: Path) -> None:
    program = find_office(ROOT)
    if program is None:
        pytest.skip("LibreOffice is not here")
    source = FIXTURES / "xlsx-inside/source.xlsx"
    made = ["--headless", "--convert-to", "xls:MS Excel 97", "--outdir", str(place), str(source)]
    run_office(program, made, place, 60, "")
    (place / "source.xls").rename(place / "统计表.xls")
    bring_in(place, source, "--organ", "shili", "--year", "2021")
    expected = (place / "reports/shili/2021.md").read_text("utf-8")
    (place / "reports/shili/2021.md").unlink()
    done = bring_in(place, "统计表.xls", "--organ", "shili", "--year", "2021")
    found = (place / "reports/shili/2021.md").read_text("utf-8")
    assert body(found) == body(expected), done.stdout


def body(report: str) -> str:
    """A report without the digest of what it was imported from."""
    return report.partition("\nyear:")[2]
