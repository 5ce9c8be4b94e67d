"""What is pushed or uploaded never runs: the policy of every page, and attacks in a real browser.

The attacks are put into a built page, as if all escaping had failed. Each is first seen to work
where nothing stands against it. What no policy stops is a page that leads elsewhere: links, and
``<meta http-equiv="refresh">``.
"""

from __future__ import annotations

import hashlib
import html
import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Route
from playwright.sync_api import Error as PlaywrightError
from site_pages import CORRECTED, YEAR
from site_serving import serve

FOLDER = "zwgk/gknb/shilixian"
ELSEWHERE = "http://elsewhere.example"
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


def test_every_page_begins_with_its_policy(demo_site: Path) -> None:
    pages = sorted(path for end in ("html", "htm") for path in demo_site.rglob(f"*.{end}"))
    assert len(pages) > 1000
    digests: dict[str, str] = {}
    for path in pages:
        text = path.read_text("utf-8")
        (written,) = POLICY.findall(text)
        head, _, rest = text.partition(written)
        assert re.findall(r"<([!\w]+)", head) == ["!doctype", "html", "head", "meta"]
        # HTML 4.2.5.4: where browsers look for the encoding.
        assert text.encode().index(b'<meta charset="utf-8">') < 1000
        policy = html.unescape(written)
        assert "unsafe" not in policy
        assert not re.search(r"\sstyle=|\son\w+=", rest)
        # What is saved to be opened without a site has its style in itself, by its digest.
        styles = re.findall(r"<style>(.*?)</style>", rest, re.DOTALL)
        assert rest.count("<style") == len(styles) == (path.name in ("tianbao.htm", "heyan.htm"))
        for style in styles:
            raw = hashlib.sha256(style.encode()).digest()
            assert f"style-src 'sha256-{b64encode(raw).decode()}';" in policy
        for attributes, inline in re.findall("<script([^>]*)>(.*?)</script>", rest, re.DOTALL):
            if re.search('type="application/(ld\\+)?json"', attributes):
                continue  # data, which no browser runs
            source = re.search(r'src="[^"]*(javascripts/[^"]*)"', attributes)
            content = (demo_site / source[1]).read_text("utf-8") if source else inline
            if content not in digests:
                raw = hashlib.sha256(content.encode()).digest()
                digests[content] = f"sha256-{b64encode(raw).decode()}"
            assert f"'{digests[content]}'" in policy, path
            assert not source or f'integrity="{digests[content]}"' in attributes


def done(name: str) -> str:
    """A script that tells that it ran; the policy would let it load this."""
    return f"void(new Image().src='/hacked/{name}')"


FILES = {
    "evil.js": done("uploaded.js"),
    "evil.txt": done("uploaded.txt"),
    "evil.html": f"<!doctype html><script>{done('uploaded.html')}</script>",
    "evil.svg": f'<svg xmlns="http://www.w3.org/2000/svg"><script>{done("uploaded.svg")}</script></svg>',
    "evil.xhtml": '<html xmlns="http://www.w3.org/1999/xhtml"><body><p/>'
    f"<script>{done('uploaded.xhtml')}</script></body></html>",
    "evil.css": "body { background: url(/hacked/uploaded.css) }",
}
ATTACKS = {
    "inline": f"<script>{done('inline')}</script>",
    "module": f"<script type=module>{done('module')}</script>",
    "second-policy": "<meta http-equiv=Content-Security-Policy "
    f"content=\"script-src * 'unsafe-inline'\"><script>{done('second-policy')}</script>",
    "img": f'<img src=nowhere.png onerror="{done("img")}">',
    "svg": f'<svg onload="{done("svg")}"></svg>',
    "details": f'<details open ontoggle="{done("details")}"><summary>x</summary></details>',
    "uploaded.js": "<script src=../evil.js></script>",
    "uploaded.txt": "<script src=../evil.txt></script>",
    "through-the-folder": f"<script src=/javascripts/%2e%2e/{FOLDER}/evil2.js></script>",
    "data": f'<script src="data:text/javascript,{done("data")}"></script>',
    "srcdoc": f'<iframe srcdoc="<script>{done("srcdoc")}</script>"></iframe>',
    "javascript-frame": f'<iframe src="javascript:{done("javascript-frame")}"></iframe>',
    "uploaded.html": "<iframe src=../evil.html></iframe>",
    "uploaded.svg": "<object data=../evil.svg></object>",
    "uploaded.xhtml": "<embed src=../evil.xhtml>",
    "style": "<style>h1 { background: url(/hacked/style) }</style>",
    "style-attribute": '<p style="background: url(/hacked/style-attribute)">x</p>',
    "image-elsewhere": f"<img src={ELSEWHERE}/hacked/image-elsewhere>",
    "style-elsewhere": f"<link rel=stylesheet href={ELSEWHERE}/hacked/style-elsewhere>",
    "frame-elsewhere": f"<iframe src={ELSEWHERE}/hacked/frame-elsewhere></iframe>",
    "video-elsewhere": f"<video src={ELSEWHERE}/hacked/video-elsewhere></video>",
    "font-elsewhere": "<link rel=preload as=font crossorigin "
    f"href={ELSEWHERE}/hacked/font-elsewhere>",
    "prefetched-elsewhere": f"<link rel=prefetch href={ELSEWHERE}/hacked/prefetched-elsewhere>",
}
"""Markup by the name under which it tells that it worked."""
CLICKED = {
    "link": f'<a href="javascript:{done("link")}">{{}}</a>',
    "form": f'<form action="javascript:{done("form")}"><button>{{}}</button></form>',
    "form-elsewhere": f"<form action={ELSEWHERE}/hacked/form-elsewhere>"
    "<button>{}</button></form>",
    "button-elsewhere": f"<form><button formaction={ELSEWHERE}/hacked/button-elsewhere>"
    "{}</button></form>",
    "base": f"<base href={ELSEWHERE}/hacked/><a href=base>{{}}</a>",
}
"""The same, for what a reader has to press."""


def page_with(demo_site: Path, markup: str, *, has_policy: bool) -> bytes:
    """A report's page with markup where its text begins."""
    text = (demo_site / CORRECTED / "index.html").read_text("utf-8")
    if not has_policy:
        text = POLICY.sub("", text)
    place = '<article class="sheet" id="main">'
    assert place in text
    return text.replace(place, place + markup).encode()


def served(demo_site: Path, *, has_policy: bool) -> Mapping[str, bytes]:
    """The uploaded files, a page with all attacks, and one for each that has to be pressed."""
    pages = {"all": "".join(ATTACKS.values())}
    pages |= {name: markup.format("按这里") for name, markup in CLICKED.items()}
    files = {f"{FOLDER}/{name}": content.encode() for name, content in FILES.items()}
    files[f"{FOLDER}/evil2.js"] = done("through-the-folder").encode()
    return files | {
        f"{FOLDER}/{name}/index.html": page_with(demo_site, markup, has_policy=has_policy)
        for name, markup in pages.items()
    }


REFUSALS = ("violates the following Content Security Policy", "document's frame is sandboxed")


class Victim:
    """A reader's window; knows which attacks have worked."""

    def __init__(self, browser: Browser) -> None:
        self.context = browser.new_context()
        self.page = self.context.new_page()
        self.hacked: set[str] = set()
        self.refused = 0
        self.context.route("**/hacked/**", self._note)
        self.context.on("console", self._listen)

    def _note(self, route: Route) -> None:
        self.hacked.add(route.request.url.rpartition("/")[2].rstrip("?"))
        route.fulfill(status=200, content_type="text/plain", body="")

    def _listen(self, message: ConsoleMessage) -> None:
        self.refused += any(words in message.text for words in REFUSALS)

    def visit(self, address: str) -> None:
        """Opens a page and waits until nothing more comes."""
        self.page.goto(address, wait_until="networkidle")

    def wait_until(self, condition: Callable[[], bool]) -> None:
        """Waits: a busy browser does and tells things long after it has loaded a page."""
        for _ in range(6000):
            if condition():
                return
            self.page.wait_for_timeout(20)
        pytest.fail(f"in vain for two minutes: {self.refused} refused, worked: {self.hacked}")

    def press(self, address: str) -> None:
        """Opens a page, presses what it asks for, and waits for what comes of it."""
        self.page = self.context.new_page()
        self.page.goto(address)
        refused, hacked = self.refused, set(self.hacked)
        self.page.get_by_text("按这里").click(no_wait_after=True)
        before = (refused, hacked, address)
        self.wait_until(lambda: (self.refused, self.hacked, self.page.url) != before)


@pytest.fixture
def victim(browser: Browser) -> Iterator[Victim]:
    victim = Victim(browser)
    yield victim
    victim.context.close()


def test_the_attacks_work_where_nothing_stands_against_them(
    victim: Victim, demo_site: Path
) -> None:
    with serve(demo_site, instead=served(demo_site, has_policy=False)) as address:
        victim.visit(f"{address}{FOLDER}/all/")
        victim.wait_until(lambda: victim.hacked >= set(ATTACKS))
        for name in CLICKED:
            victim.press(f"{address}{FOLDER}/{name}/")
        victim.wait_until(lambda: victim.hacked >= set(CLICKED))
    assert victim.refused == 0


@pytest.mark.parametrize("like_sample", [False, True], ids=["mirror", "server"])
def test_no_attack_works_in_a_page(
    victim: Victim,
    demo_site: Path,
    like_sample: bool,  # noqa: FBT001
) -> None:
    instead = served(demo_site, has_policy=True)
    with serve(demo_site, like_sample=like_sample, instead=instead) as address:
        victim.visit(f"{address}{FOLDER}/all/")
        victim.wait_until(lambda: victim.refused >= len(ATTACKS))
        # The page's own scripts still run.
        victim.page.get_by_role("button", name="大字版").click()
        assert "large" in victim.page.evaluate("document.documentElement.className")
        for name in CLICKED:
            victim.press(f"{address}{FOLDER}/{name}/")
    assert victim.hacked == set()


STANDALONE = [name for name in FILES if name.endswith(("html", "svg"))]


@pytest.mark.parametrize("name", STANDALONE)
def test_an_uploaded_file_opened_by_itself_runs_nothing(
    victim: Victim, demo_site: Path, name: str
) -> None:
    instead = served(demo_site, has_policy=True)
    with serve(demo_site, instead=instead) as address:
        victim.visit(f"{address}{FOLDER}/{name}")
        victim.wait_until(lambda: victim.hacked == {name.replace("evil", "uploaded")})
    victim.hacked.clear()
    with serve(demo_site, like_sample=True, instead=instead) as address:
        # An attachment is not shown; were it shown, it would run nothing, as a page runs nothing.
        if name != "evil.html":
            with pytest.raises(PlaywrightError, match="Download is starting"):
                victim.visit(f"{address}{FOLDER}/{name}")
        victim.context.route(f"**/{name}", _show_in_sandbox)
        victim.visit(f"{address}{FOLDER}/{name}")
        victim.wait_until(lambda: victim.refused > 0)
    assert victim.hacked == set()


def _show_in_sandbox(route: Route) -> None:
    answer = route.fetch()
    kept = {name: value for name, value in answer.headers.items() if "disposition" not in name}
    route.fulfill(response=answer, headers=kept)


def test_no_text_becomes_markup_by_a_script(scripted: Page, address: str) -> None:
    scripted.goto(address + YEAR)
    for name in ("innerHTML", "outerHTML"):
        with pytest.raises(PlaywrightError, match="TrustedHTML"):
            scripted.evaluate(f"document.querySelector('h1').{name} = '<b>x</b>'")


def test_a_script_that_is_not_the_programs_own_leaves_a_page_without_scripts(
    browser: Browser, demo_site: Path
) -> None:
    (script,) = (demo_site / "javascripts").glob("display.*.js")
    instead = {script.relative_to(demo_site).as_posix(): script.read_bytes() + b"\n"}
    with serve(demo_site, instead=instead) as address:
        page = browser.new_page()
        page.goto(address + YEAR)
        assert not page.locator(".tools").is_visible()
        assert "scripted" not in (page.locator("html").get_attribute("class") or "")
        page.goto((demo_site / YEAR / "index.html").as_uri())
        assert page.locator("h1").is_visible()
        assert "scripted" not in (page.locator("html").get_attribute("class") or "")
        page.context.close()


def test_scripts_run_where_the_site_is_laid_below_a_path(scripted: Page, demo_site: Path) -> None:
    with serve(demo_site.parent) as address:
        scripted.goto(f"{address}site/{YEAR}")
        scripted.get_by_role("button", name="大字版").click()
        assert "large" in scripted.evaluate("document.documentElement.className")
        assert scripted.locator("table.sortable th button").count() > 3
