"""The preview as webmasters see it: what is saved is shown, what is wrong is said."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from commands import nianbao, with_library
from nianbao.preview import Answers, Board, Project
from opened_pdf import text_of
from PIL import Image
from previewing import Answer, Preview, edited, small_project
from pypdf import PdfReader
from reading import PIXEL

pytestmark = pytest.mark.slow("a whole site, in a process of its own")

PAGE = "/zwgk/gknb/shili1/2022/"
VOLUME = "/zwgk/gknb/2022/nianbao-2022.pdf"
WORD = "甲乙丙丁戊己庚辛"


def with_word(project: Path, word: str = WORD) -> str:
    return (project / "reports/shili1/2022.md").read_text("utf-8") + f"\n{word}。\n"


def with_error(project: Path) -> str:
    text = (project / "reports/shili1/2022.md").read_text("utf-8")
    wrong, count = re.subn(r"(?m)^    总计: \[", "    总计: [9", text, count=1)
    assert count == 1
    return wrong


@contextmanager
def reports_as_they_were(project: Path) -> Iterator[Path]:
    """The reports, which a block may change as it likes."""
    reports, before = project / "reports", project / "before"
    shutil.copytree(reports, before)
    yield reports
    shutil.rmtree(reports)
    before.rename(reports)


def is_found(answer: Answer) -> bool:
    return answer.status == 200


def test_a_page_shows_what_was_saved_and_its_pdf_is_made_when_it_is_asked_for(
    preview: Preview, previewed: Path
) -> None:
    address = f"{PAGE}shili1-2022.pdf"
    with edited(previewed / "reports/shili1/2022.md", with_word(previewed)):
        page = preview.until(PAGE, lambda answer: WORD in answer.text)
        assert page.status == 200
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Content-Type"] == "text/html; charset=utf-8"
        paper = preview.get(address)
        assert paper.headers["Content-Type"] == "application/pdf"
        assert WORD in text_of(PdfReader(BytesIO(paper.content)))
        table = preview.get(f"{PAGE}shili1-2022.csv")
        assert table.headers["Content-Type"] == "text/csv; charset=utf-8"
    preview.until(PAGE, lambda answer: WORD not in answer.text)
    assert WORD not in text_of(PdfReader(BytesIO(preview.get(address).content)))


def test_a_volume_is_waited_for(preview: Preview, previewed: Path) -> None:
    with edited(previewed / "reports/shili1/2022.md", with_word(previewed)):
        preview.until(PAGE, lambda answer: WORD in answer.text)
        volume = preview.get(VOLUME)
        assert volume.status == 200
        assert WORD in text_of(PdfReader(BytesIO(volume.content)))


def test_pages_and_papers_name_the_published_address(preview: Preview) -> None:
    page = preview.get(PAGE).text
    assert f'<link rel="canonical" href="https://www.example.gov.cn{PAGE}">' in page
    assert "127.0.0.1" not in page


def test_an_error_is_shown_at_its_address_and_on_every_page_until_it_is_mended(
    preview: Preview, previewed: Path
) -> None:
    line = next(
        number
        for number, text in enumerate(with_error(previewed).splitlines(), 1)
        if text.startswith("    总计: [9")
    )
    with edited(previewed / "reports/shili1/2022.md", with_error(previewed)):
        page = preview.until(PAGE, lambda answer: "六类申请人之和为" in answer.text).text
        # Its page is there all the same, with what is wrong beside it.
        assert "<article" in page
        assert f"reports/shili1/2022.md 第 {line} 行" in page
        assert "六类申请人之和为" in page
        assert "改法：" in page
        assert "preview.js" in page
        for other in ("/", "/zwgk/gknb/shili1/2021/", "/zwgk/gknb/shili2/2022/", "/nowhere/"):
            bar = preview.get(other).text
            assert 'class="preview-bar"' in bar
            assert f"reports/shili1/2022.md 第 {line} 行" in bar
        assert "六类申请人之和为" in preview.get("/.preview/problems").text
        refused = preview.get(VOLUME)
        assert refused.status == 503
        assert "改好以后才能制作" in refused.text
    preview.until("/", lambda answer: 'class="preview-bar"' not in answer.text)
    assert "六类申请人之和为" not in preview.get(PAGE).text


def test_what_an_author_writes_is_not_markup(preview: Preview, previewed: Path) -> None:
    text = with_word(previewed, "<script>alert(1)</script>")
    with edited(
        previewed / "reports/shili1/2022.md", text.replace("行政许可: 0", "行政许可: <b>0")
    ):
        page = preview.until(PAGE, lambda answer: answer.status == 500).text
        assert "&lt;b&gt;" in page
        assert "<b>" not in page
        assert "<script>" not in page
    preview.until(PAGE, is_found)


def test_a_report_of_one_organ_is_shown_while_another_has_an_error(
    preview: Preview, previewed: Path
) -> None:
    other = previewed / "reports/shili2/2022.md"
    with (
        edited(other, other.read_text("utf-8").replace("year: 2022", "year: [202x")),
        edited(previewed / "reports/shili1/2022.md", with_word(previewed)),
    ):
        preview.until(PAGE, lambda answer: WORD in answer.text)
        preview.until("/zwgk/gknb/shili2/2022/", lambda answer: answer.status == 500)
        assert preview.get("/zwgk/gknb/shili2/2021/").status == 200
    preview.until("/zwgk/gknb/shili2/2022/", is_found)


def test_a_report_comes_and_goes(preview: Preview, previewed: Path) -> None:
    text = (previewed / "reports/shili2/2022.md").read_text("utf-8")
    organs = (previewed / "reports/organs.yml").read_text("utf-8")
    more = f"{organs}xinjia:\n  name: 示例县新设机关\n  kind: 部门\n  from: 2022\n"
    address = "/zwgk/gknb/xinjia/2022/"
    with reports_as_they_were(previewed) as reports:
        (reports / "organs.yml").write_text(more, "utf-8")
        (reports / "xinjia").mkdir()
        (reports / "xinjia/2022.md").write_text(text, "utf-8")
        page = preview.until(address, is_found)
        assert "示例县新设机关" in page.text
        # Lists of all reports follow.
        preview.until("/zwgk/gknb/2022/", lambda answer: "示例县新设机关" in answer.text)
    preview.until(address, lambda answer: answer.status == 404)
    assert preview.get("/zwgk/gknb/shili1/2021/").status == 200


def test_an_organ_gets_another_name(preview: Preview, previewed: Path) -> None:
    organs = previewed / "reports/organs.yml"
    text = organs.read_text("utf-8").replace("示例县第1机关", "示例县更名机关")
    with edited(organs, text):
        preview.until(PAGE, lambda answer: "示例县更名机关" in answer.text)
        preview.until("/zwgk/gknb/", lambda answer: "示例县更名机关" in answer.text)
    preview.until(PAGE, lambda answer: "示例县更名机关" not in answer.text)


def test_organs_that_cannot_be_read_take_no_page_away(preview: Preview, previewed: Path) -> None:
    organs = previewed / "reports/organs.yml"
    with edited(organs, organs.read_text("utf-8") + "shili3: [\n"):
        preview.until("/", lambda answer: "reports/organs.yml 第" in answer.text)
        assert preview.get(PAGE).status == 200
    preview.until("/", lambda answer: 'role="alert"' not in answer.text)


def test_a_picture_is_replaced_under_its_name(preview: Preview, previewed: Path) -> None:
    picture = previewed / "reports/shili1/tu.png"
    other = (previewed / "badge.png").read_bytes()
    larger = _larger_picture()
    assert other == PIXEL != larger
    text = with_word(previewed, "![示意图](tu.png)")
    with edited(picture, PIXEL), edited(previewed / "reports/shili1/2022.md", text):
        preview.until(PAGE, lambda answer: "tu.png" in answer.text)
        assert preview.get("/zwgk/gknb/shili1/tu.png").content == PIXEL
        picture.write_bytes(larger)
        preview.until("/zwgk/gknb/shili1/tu.png", lambda answer: answer.content == larger)
    preview.until("/zwgk/gknb/shili1/tu.png", lambda answer: answer.status == 404)


def test_wrong_settings_are_told(preview: Preview, previewed: Path) -> None:
    settings = previewed / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("severities: {}", "severities: {sum-row: 大}")
    with edited(settings, text):
        preview.until("/", lambda answer: "extra.nianbao.severities.sum-row" in answer.text)
    preview.until("/", lambda answer: 'role="alert"' not in answer.text)


def test_what_a_site_decides_makes_no_difference_between_preview_and_build(
    preview: Preview, previewed: Path
) -> None:
    settings = previewed / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("severities: {}", "severities: {sum-row: warning}")
    text = text.replace("deadlines: {}", 'deadlines: {"2021": {部门: 01-20, 政府: 01-20}}')
    preview.forget_lines()
    with edited(settings, text):
        preview.line_with("mkdocs.yml：")
        # It is waited for until the last site is made of what the preview knows.
        assert preview.get(VOLUME).status == 200
    preview.line_with("mkdocs.yml：")
    assert preview.get(VOLUME).status == 200


def test_nothing_is_waited_for_without_an_end(preview: Preview, previewed: Path) -> None:
    preview.until(VOLUME, is_found)
    project = Project(previewed, lambda _: ())
    answers = Answers(project, Board(project), print, patience=0)
    answer = answers.answer(VOLUME[1:])
    assert answer.status == 503
    assert "这个文件正在后台制作" in answer.content.decode()
    assert answer.headers["Retry-After"]


def test_a_wrong_template_is_told_with_its_line(preview: Preview, previewed: Path) -> None:
    template = previewed / "hooks/nianbao/theme/report.html"
    with edited(template, template.read_text("utf-8") + "\n{% if %}"):
        last = len(template.read_text("utf-8").splitlines())
        page = preview.until(PAGE, lambda answer: answer.status == 500).text
        assert f"theme/report.html 第 {last} 行" in page
        assert "Traceback" not in page
        where = f"theme/report.html 第 {last} 行"
        preview.until("/", lambda answer: where in answer.text)
    preview.until(PAGE, is_found)
    preview.until("/", lambda answer: 'role="alert"' not in answer.text)


def test_a_hand_written_page_follows(preview: Preview, previewed: Path) -> None:
    page = previewed / "docs/zwgk/ysqgk.md"
    with edited(page, page.read_text("utf-8") + f"\n{WORD}\n"):
        preview.until("/zwgk/ysqgk/", lambda answer: WORD in answer.text)
    preview.until("/zwgk/ysqgk/", lambda answer: WORD not in answer.text)


@pytest.mark.parametrize(
    "path",
    [
        "/../mkdocs.yml",
        "/zwgk/../../../../mkdocs.yml",
        "/%2e%2e/%2e%2e/mkdocs.yml",
        "/zwgk/..%2f..%2f..%2f..%2fmkdocs.yml",
        "/..%5c..%5cmkdocs.yml",
        "//etc/passwd",
        "/%00",
        "/.cache/",
        "/c:/",
        "/javascripts/",
        "/nowhere/",
        "/zwgk/gknb/nobody/",
        "/%ff/",
    ],
)
def test_nothing_but_the_site_is_served(preview: Preview, path: str) -> None:
    answer = preview.get(path)
    assert answer.status == 404
    assert b"site_name" not in answer.content


def test_a_folder_without_its_slash_leads_to_the_page(preview: Preview) -> None:
    answer = preview.get("/zwgk/gknb/shili1")
    assert (answer.status, answer.headers["Location"]) == (301, "/zwgk/gknb/shili1/")


def test_a_page_from_elsewhere_reads_nothing(preview: Preview) -> None:
    assert preview.get("/", host="evil.example").status == 421


def test_what_the_preview_adds_is_allowed_by_the_policy_of_the_page(preview: Preview) -> None:
    page = preview.get(PAGE).text
    policy = re.findall('http-equiv="Content-Security-Policy" content="([^"]+)"', page)[0]
    (digest,) = re.findall('preview.js" integrity="([^"]+)"', page)
    assert f"'{digest}'" in policy
    assert "unsafe" not in policy


def test_a_site_below_a_portal_is_previewed_there(preview: Preview, previewed: Path) -> None:
    settings = previewed / "mkdocs.yml"
    text = settings.read_text("utf-8").replace("example.gov.cn/  ", "example.gov.cn/nianbao/  ")
    with edited(settings, text):
        moved = preview.until("/", lambda answer: answer.status == 302)
        assert moved.headers["Location"] == "/nianbao/"
        assert preview.get("/nianbao").status == 302
        assert preview.get(f"/nianbao{PAGE}").status == 200
        assert preview.get("/nianbao/zwgk/gknb").headers["Location"] == "/nianbao/zwgk/gknb/"
        missing = preview.get("/elsewhere/")
        assert missing.status == 404
        assert '"/nianbao/zwgk/gknb/"' in missing.text
    preview.until("/", is_found)


def test_a_taken_port_is_told_before_anything_is_built(tmp_path: Path) -> None:
    project = small_project(tmp_path / "project")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = subprocess.run(
            nianbao("serve", "--port", str(port)),
            cwd=project,
            capture_output=True,
            encoding="utf-8",
            env=with_library(project),
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr.startswith(f"端口 {port} 正被别的程序占用")
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""
    assert not (project / ".cache/preview").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_ctrl_c_leaves_no_process(tmp_path: Path, how: signal.Signals) -> None:
    project = small_project(tmp_path / "project")
    preview = Preview(project)
    # The first site takes long enough to be interrupted.
    preview.line_with("第一次生成")
    preview.process.send_signal(how)
    assert preview.process.wait(60) == 0
    assert _processes_in(project) == []


def _processes_in(folder: Path) -> list[str]:
    """The processes at work in a folder, but for those that have ended and are not collected."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            is_dead = ") Z " in (process / "stat").read_text()
            if not is_dead and (process / "cwd").readlink() == folder:
                found.append((process / "cmdline").read_text())
        except OSError:
            continue
    return found


def _larger_picture() -> bytes:
    made = BytesIO()
    Image.new("RGB", (40, 30), "navy").save(made, "PNG")
    return made.getvalue()
