"""Reports without tables, and those of which only the original is left, as they are published."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from invented import body
from made_portal import equipment_for, publish, tools_for
from nianbao.build.workers import LocalWorkers
from nianbao.form import forms, tableless_form
from nianbao.publish import Published, check
from nianbao.publish.released import ledger_after
from PIL import Image
from pypdf import PdfReader
from reading import FRONT_LOCAL, PIXEL

ORGANS = "jia:\n  name: 示例县甲镇人民政府\n  kind: 乡镇街道\n  from: 2009\n"
WORDS = "\n按照规定，现公布年度报告。\n\n## 一、概述\n\n全年公开信息100条。\n"


def front(year: int, form: str = "无", more: str = "") -> str:
    named = f"form: {form}\n" if form else ""
    return f"---\nyear: {year}\n{named}published: {year + 1}-03-01\n{more}---\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A scan, a report of words, a table of the place's own, words with their original."""
    folder = tmp_path / "reports/jia"
    folder.mkdir(parents=True)
    (tmp_path / "reports/organs.yml").write_text(ORGANS, "utf-8")
    local = FRONT_LOCAL.replace("2009", "2011").replace("2010", "2012")
    texts = {
        2009: front(2009, more="original: 扫描.PDF\n"),
        2010: front(2010) + WORDS,
        2011: local + body(tableless_form()) + "\n\n## 附表：政府信息公开情况统计表\n",
        2012: front(2012, more="original: 扫描.PDF\n") + WORDS.replace("100", "120"),
    }
    for year, text in texts.items():
        (folder / f"{year}.md").write_text(text, "utf-8")
    (folder / "扫描.PDF").write_bytes(_pdf())
    return tmp_path


def _pdf() -> bytes:
    file = BytesIO()
    Image.new("L", (300, 400), 255).save(file, "PDF")
    return file.getvalue()


def published(project: Path, *, is_release: bool = False) -> Published:
    equipment = replace(equipment_for(project), is_release=is_release)
    return publish(equipment, tools_for(equipment, LocalWorkers(1)))


def release(project: Path) -> Published:
    made = published(project, is_release=True)
    equipment = equipment_for(project)
    checked = check(equipment, tools_for(equipment, LocalWorkers(1)))
    ledger = ledger_after(checked.ledger, checked.texts, checked.facts, made.entries)
    ledger.write(project / "reports")
    return made


def content(project: Path, made: Published, path: str) -> bytes:
    (entry,) = (entry for entry in made.entries if entry.path == f"zwgk/{path}")
    return equipment_for(project).store.path(entry.sha256).read_bytes()


def page(project: Path, made: Published, path: str) -> str:
    return content(project, made, f"{path}index.html").decode()


def shown(html: str) -> str:
    """What a page says between its header and its footer."""
    main = html[html.index("<main") : html.index("</main>")]
    return "".join(re.sub(r"<[^>]+>", "", main).split())


def files(made: Published, folder: str) -> set[str]:
    paths = (entry.path for entry in made.entries)
    return {path.rpartition("/")[2] for path in paths if path.rpartition("/")[0] == folder}


def test_each_has_the_files_it_can_have(project: Path) -> None:
    made = published(project)
    column = "zwgk/gknb/jia"
    own = ("index.html", "docx", "json", "pdf")
    kept = "yuanjian.pdf"

    def named(year: int, *endings: str) -> set[str]:
        return {e if "html" in e else f"jia-{year}{'-' if e == kept else '.'}{e}" for e in endings}

    assert files(made, f"{column}/2009") == named(2009, *own, kept)
    assert files(made, f"{column}/2010") == named(2010, *own)
    assert files(made, f"{column}/2011") == named(2011, *own, "csv", "xlsx")
    assert files(made, f"{column}/2012") == named(2012, *own, kept)
    assert files(made, f"{column}/2010/duibi") == {"index.html"}
    # Where one of the two has figures, they are listed.
    assert files(made, f"{column}/2012/duibi") == {"index.html", "jia-2012-duibi.csv"}
    paths = {entry.path for entry in made.entries}
    assert f"{column}/2011/tujie/index.html" in paths
    assert not {f"{column}/{year}/tujie/index.html" for year in (2009, 2010, 2012)} & paths
    assert not any("扫描" in path for path in paths)


def test_the_original_is_what_lies_beside_the_report(project: Path) -> None:
    made = published(project)
    scan = (project / "reports/jia/扫描.PDF").read_bytes()
    digest = hashlib.sha256(scan).hexdigest()
    assert content(project, made, "gknb/jia/2009/jia-2009-yuanjian.pdf") == scan
    (entry,) = (e for e in made.entries if e.path.endswith("/2012/jia-2012-yuanjian.pdf"))
    assert (entry.media_type, entry.size, entry.sha256) == ("application/pdf", len(scan), digest)
    html = page(project, made, "gknb/jia/2012/")
    assert f'<code class="digest">{digest}</code>' in html
    assert "原件“扫描.PDF”" in shown(html)
    assert "不能由程序识读" not in shown(html)
    data = json.loads(content(project, made, "gknb/jia/2012/jia-2012.json"))
    assert data["original"]["sha256"] == digest
    assert data["original"]["size"] == len(scan)
    assert data["original"]["url"].endswith("/zwgk/gknb/jia/2012/jia-2012-yuanjian.pdf")
    assert "original" not in json.loads(content(project, made, "gknb/jia/2010/jia-2010.json"))


def test_a_scan_is_told_from_what_can_be_read(project: Path) -> None:
    made = published(project)
    html = page(project, made, "gknb/jia/2009/")
    text = shown(html)
    assert "文字不能由程序识读" in text
    assert "示例县甲镇人民政府2009年政府信息公开工作年度报告" in text
    assert "2010年3月1日" in text
    notice = html[html.index('role="note"') :]
    assert 'href="jia-2009-yuanjian.pdf"' in notice[: notice.index("</p>")]
    # The original comes first; the PDF is no full text.
    offered = re.findall(r"<li><a href=\"(jia-2009[^\"]*)\"[^>]*><strong>([^<]*)<", html)
    assert offered == [
        ("jia-2009-yuanjian.pdf", "原件 PDF"),
        ("jia-2009.pdf", "说明页 PDF"),
        ("jia-2009.docx", "说明页 Word"),
        ("jia-2009.json", "下载 JSON"),
    ]
    assert 'class="toc"' not in html
    printed = PdfReader(BytesIO(content(project, made, "gknb/jia/2009/jia-2009.pdf")))
    said = "".join("".join(sheet.extract_text().split()) for sheet in printed.pages)
    assert "文字不能由程序识读" in said
    assert "/zwgk/gknb/jia/2009/jia-2009-yuanjian.pdf" in said
    volume = PdfReader(BytesIO(content(project, made, "gknb/2009/nianbao-2009.pdf")))
    assert "不能由程序识读" in "".join(
        "".join(sheet.extract_text().split()) for sheet in volume.pages
    )


def test_what_is_not_there_is_not_zero(project: Path) -> None:
    made = published(project)
    assert json.loads(content(project, made, "gknb/jia/2010/jia-2010.json"))["tables"] == []
    assert "主要数字" not in page(project, made, "gknb/jia/2010/")
    assert "<table" not in page(project, made, "gknb/jia/2010/")
    year = shown(page(project, made, "gknb/2010/"))
    assert "已发布机关1个应发布1个" in year
    listing = page(project, made, "gknb/jia/")
    assert listing.count(">原件</a>") == 2
    assert 'class="number' not in listing


def test_there_is_nothing_to_compare_and_that_is_said(project: Path) -> None:
    made = published(project)
    assert "两份报告都没有统计表，不能比较" in shown(page(project, made, "gknb/jia/2010/duibi/"))
    beside = shown(page(project, made, "gknb/jia/2011/duibi/"))
    assert "示例县甲镇人民政府2010年报告没有统计表，不能比较" in beside
    assert "有一份报告没有统计表，不能比较" in beside
    assert "另一种统计格式" not in shown(page(project, made, "gknb/jia/2011/"))
    data = json.loads(content(project, made, "nbsj/duibi/duibi.json"))
    assert data["forms"]["无"]["tables"] == []
    (pair,) = data["pairs"][-1:]
    assert {pair["form"], pair["other"]} == {"自定", "无"}
    assert pair["otherwise"] == "有一份报告没有统计表，不能比较"


def test_they_are_found_and_counted(project: Path) -> None:
    made = published(project)
    board = content(project, made, "nbsj/fabu/fabu.csv").decode("utf-8-sig")
    assert board.count("示例县甲镇人民政府") == 4
    facts = made.overview.facts
    assert [each.form.key for each in facts.reports] == ["无", "无", "自定", "无"]
    searched = [e.path for e in made.entries if "jia-2009" in e.path and "search" in e.path]
    texts = [equipment_for(project).store.path(e.sha256).read_bytes() for e in made.entries]
    assert searched
    assert any("全年公开信息120条".encode() in text for text in texts)


def test_a_correction_keeps_both_originals(project: Path) -> None:
    release(project)
    folder = project / "reports/jia"
    before = (folder / "2009.md").read_text("utf-8")
    (folder / "2009.v1.md").write_text(before, "utf-8")
    (folder / "更清楚.png").write_bytes(PIXEL)
    told = "corrections:\n  - {date: 2011-05-01, what: [正文], why: 换上清楚的一份}\n"
    text = before.replace("扫描.PDF", "更清楚.png").replace("---\n", f"{told}---\n", 2)
    text = text.replace(told, "", 1) + WORDS
    (folder / "2009.md").write_text(text, "utf-8")
    made = published(project, is_release=True)
    assert "jia-2009-v1-yuanjian.pdf" in files(made, "zwgk/gknb/jia/2009/v1")
    assert "jia-2009-yuanjian.png" in files(made, "zwgk/gknb/jia/2009")
    assert "jia-2009-yuanjian.pdf" not in files(made, "zwgk/gknb/jia/2009")


def test_what_is_withdrawn_has_no_original(project: Path) -> None:
    release(project)
    path = project / "reports/jia/2012.md"
    gone = "withdrawn: {date: 2014-01-01, why: 原件里有个人信息}\n"
    path.write_text(path.read_text("utf-8").replace("form:", f"{gone}form:", 1), "utf-8")
    made = published(project, is_release=True)
    assert files(made, "zwgk/gknb/jia/2012") == {"index.html"}


def test_another_original_is_no_silent_change(project: Path) -> None:
    release(project)
    (project / "reports/jia/扫描.PDF").write_bytes(_pdf() + b"\n")
    with pytest.raises(Exception, match="图片或附件"):
        published(project, is_release=True)


def test_its_figures_can_be_filled_in_later(project: Path) -> None:
    path = project / "reports/jia/2009.md"
    path.write_text(
        FRONT_LOCAL.replace("---\n", "---\noriginal: 扫描.PDF\n", 1)
        + body(tableless_form())
        + "\n\n## 附表：政府信息公开情况统计表\n",
        "utf-8",
    )
    made = published(project)
    assert {"jia-2009.csv", "jia-2009-yuanjian.pdf"} <= files(made, "zwgk/gknb/jia/2009")
    assert "不能由程序识读" not in shown(page(project, made, "gknb/jia/2009/"))


def test_every_form_says_why_it_cannot_be_compared() -> None:
    assert {*tableless_form().comparable} >= {*forms()}
