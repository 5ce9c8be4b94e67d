"""核验文件 in Chromium: whether a file is a published one, by whichever digests there are."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from nianbao.program_files import THEME
from playwright.sync_api import Browser, FilePayload, Page
from site_browser import wait_until
from site_looks import LOOKS, look, scrolls_sideways, violations
from site_pages import COLUMN
from site_reading import page as tree_of

VERIFICATION = "help/heyan/"
SCRIPT = THEME / "javascripts/verification/1-sha256.js"
# On pages that came by http a browser has no digests.
BY_HTTP = "Object.defineProperty(Crypto.prototype, 'subtle', { get: () => undefined })"
PDF = f"{COLUMN}shilixian/2025/shilixian-2025.pdf"


def given(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def payload(file: Path | FilePayload) -> FilePayload:
    return given(file.name, file.read_bytes()) if isinstance(file, Path) else file


def ask(page: Page, *files: Path | FilePayload) -> tuple[str, list[str]]:
    """Chooses files; what the page says of all of them and of each."""
    page.locator("#verify-status").evaluate("e => { e.textContent = ''; }")
    page.set_input_files("#verify-files", list(map(payload, files)))
    wait_until(
        page,
        "() => { const said = document.getElementById('verify-status').textContent;"
        " return said && !said.startsWith('正在'); }",
    )
    results = page.locator("#verify-results > li").all_inner_texts()
    return page.inner_text("#verify-status"), results


@pytest.fixture(params=["", BY_HTTP], ids=["https", "http"])
def window(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """The page as both kinds of site have it; no policy may refuse what it does."""
    context = browser.new_context()
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.on("pageerror", lambda error: refused.append(str(error)))
    if request.param:
        page.add_init_script(request.param)
    page.goto(address + VERIFICATION)
    yield page
    context.close()
    assert refused == []


def test_a_published_file_is_named(window: Page, demo_site: Path) -> None:
    said, (result,) = ask(window, demo_site / PDF)
    assert said == "核验了 1 个文件：是本网站发布的 1 个。"
    assert "√ 是本网站发布的文件" in result
    assert "示例县人民政府2025年政府信息公开工作年度报告：shilixian-2025.pdf" in result
    assert hashlib.sha256((demo_site / PDF).read_bytes()).hexdigest() in result


def test_the_version_is_told_where_a_report_was_corrected(window: Page, demo_site: Path) -> None:
    (first,) = demo_site.glob(f"{COLUMN}shilixian/2023/v1/*.csv")
    (current,) = demo_site.glob(f"{COLUMN}shilixian/2023/*-2023.csv")
    _, (old, new) = ask(window, first, current)
    assert "第1版，已经更正，不是现行版本" in old
    assert "现行版本见这里" in old
    assert "第2版，现行版本" in new
    window.get_by_role("link", name="这里", exact=True).click()
    window.wait_for_url(f"**/{COLUMN}shilixian/2023/")


def test_a_changed_file_is_not_the_published_one(window: Page, demo_site: Path) -> None:
    content = (demo_site / PDF).read_bytes()
    said, (changed, hostile, empty) = ask(
        window,
        given("shilixian-2025.pdf", content[:-1] + b"!"),
        given("<img src=x onerror=alert(1)>.pdf", b"%PDF"),
        given("__proto__", b""),
    )
    assert said == "核验了 3 个文件：不是的 3 个。"
    assert "× 不是本网站现在发布的文件" in changed
    assert "名字相同的有" in changed
    assert "<img src=x onerror=alert(1)>.pdf" in hostile
    assert hashlib.sha256().hexdigest() in empty
    assert "名字相同的有" not in empty


def test_it_works_without_a_network_once_it_is_there(
    browser: Browser, address: str, demo_site: Path
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + VERIFICATION)
    page.wait_for_load_state("networkidle")
    context.set_offline(True)
    assert "是本网站发布的 1 个" in ask(page, demo_site / PDF)[0]
    context.close()


def test_without_the_data_it_says_so(browser: Browser, address: str, demo_site: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/files.json", lambda route: route.fulfill(status=404, body="<!doctype html>"))
    page.goto(address + VERIFICATION)
    said, results = ask(page, demo_site / PDF)
    assert said.startswith("没有读到本网站的校验值")
    assert results == []
    page.unroute("**/files.json")
    assert "是本网站发布的 1 个" in ask(page, demo_site / PDF)[0]
    context.close()


def test_a_file_can_be_dropped(window: Page, demo_site: Path) -> None:
    text = (demo_site / f"{COLUMN}shilixian/2025/shilixian-2025.json").read_text("utf-8")
    window.evaluate(
        """text => {
          const moved = new DataTransfer();
          moved.items.add(new File([text], "收到的.json"));
          document.body.dispatchEvent(
            new DragEvent("drop", { dataTransfer: moved, bubbles: true, cancelable: true }));
        }""",
        text,
    )
    window.locator("#verify-results .verified").wait_for()
    assert "shilixian-2025.json" in window.inner_text("#verify-results")


def test_the_single_file_needs_nothing_else(browser: Browser, demo_site: Path) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    whole = (demo_site / VERIFICATION / "heyan.htm").as_uri()
    page.goto(whole)
    told, results = ask(page, demo_site / PDF, given("a", b"a"))
    assert told == "核验了 2 个文件：是本网站发布的 1 个，不是的 1 个。"
    link = page.locator("#verify-results a").first.get_attribute("href")
    assert link == f"https://demo.example.gov.cn/{COLUMN}shilixian/2025/"
    assert violations(page) == []
    assert (asked, said) == ([whole], [])
    assert len(results) == 2
    context.close()


def test_a_browser_s_own_digests_are_not_needed(browser: Browser) -> None:
    """Every length around the ends of blocks, and more than 2^29 bits' worth of counting."""
    context = browser.new_context()
    page = context.new_page()
    page.goto("about:blank")
    page.evaluate(SCRIPT.read_text("utf-8"))
    source = random.Random(1)
    lengths = [*range(130), 1000, 65535, 100_001]
    for content in (source.randbytes(length) for length in lengths):
        computed = page.evaluate(
            "hex => sha256.computed(Uint8Array.from(hex.match(/../g) || [], x => parseInt(x, 16)))",
            content.hex(),
        )
        assert computed == hashlib.sha256(content).hexdigest(), len(content)
    large = page.evaluate("sha256.computed(new Uint8Array(70_000_000))")
    assert large == hashlib.sha256(bytes(70_000_000)).hexdigest()
    context.close()


def test_by_keyboard_and_without_scripts(page: Page, scripted: Page, address: str) -> None:
    page.goto(address + VERIFICATION)
    assert page.get_by_text("现在脚本没有启用").is_visible()
    assert not page.locator("#verify").is_visible()
    assert page.get_by_text("certutil -hashfile").is_visible()
    scripted.goto(address + VERIFICATION)
    assert not scripted.get_by_text("现在脚本没有启用").is_visible()
    scripted.get_by_label("选择文件").focus()
    assert scripted.evaluate("document.activeElement.id") == "verify-files"
    assert scripted.locator("#verify-status").get_attribute("role") == "status"


@pytest.mark.parametrize(("width", "choice"), [*LOOKS, (320, "")])
def test_it_is_accessible_and_never_scrolls_sideways(
    scripted: Page, address: str, demo_site: Path, width: int, choice: str
) -> None:
    look(scripted, address, VERIFICATION, width, choice)
    ask(scripted, demo_site / PDF, given("很长的名字" * 12 + ".pdf", b"x"))
    assert violations(scripted) == []
    assert not scrolls_sideways(scripted)


def test_digests_stand_beside_every_download(demo_site: Path) -> None:
    """Folded, and those of the files that are there."""
    found = 0
    for path in (f"{COLUMN}shilixian/2025/", f"{COLUMN}shilixian/2023/v1/", f"{COLUMN}2021/"):
        tree = tree_of(demo_site, path)
        names = [each.text for each in tree.xpath("//details[contains(@class, 'digests')]//dt")]
        digests = [each.text for each in tree.xpath("//details[contains(@class, 'digests')]//code")]
        links = [str(link) for link in tree.xpath("//ul[@class='down']//a/@href")]
        assert names == [link.rpartition("/")[2] for link in links]
        for name, digest in zip(names, digests, strict=True):
            assert hashlib.sha256((demo_site / path / name).read_bytes()).hexdigest() == digest
            found += 1
    assert found > 8


def test_the_data_have_every_file_to_take_away(demo_site: Path) -> None:
    data = json.loads((demo_site / VERIFICATION / "files.json").read_bytes())
    known = {f"{each[0]}{name}": sha for each in data["folders"] for name, sha in each[4].items()}
    listed = json.loads((demo_site / "manifest.json").read_bytes())["files"]
    column = {
        each["path"]: each["sha256"]
        for each in listed
        if each["path"].startswith(("zwgk/", "data/"))
        and each["media_type"] not in ("text/html", "application/atom+xml")
    }
    assert known == column
    assert all(each[1] for each in data["folders"])
