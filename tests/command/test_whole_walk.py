"""A site of an organ's own from its first day on, in real git, nginx and Chromium.

Made, filled, a wrong figure refused, published below a path of a portal, found by search,
corrected, one report withdrawn, an organ renamed, the program upgraded, the site rolled back.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import threading
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import nianbao.command
import pytest
from new_sites import NewSite, make_kit, unpacked
from nianbao.command.kit import wheel_in
from nianbao.program_files import THEME
from nianbao.publish.web.scripts import read_scripts
from nianbao.servers import ServedSite
from playwright.sync_api import Browser, Route
from served_site import SITE_URL, GitServer, git_server, publishable, run_with
from site_browser import wait_until
from site_building import git
from web_servers import nginx

pytestmark = [
    pytest.mark.slow("builds a site again and again"),
    pytest.mark.skipif(shutil.which("flock") is None, reason="no flock(1)"),
]
HOOKS = Path(nianbao.command.__file__).with_name("pipelines") / "git-server"
ORGANS = """\
shili: {name: 示例县人民政府, kind: 政府}
lin: {name: 示例县林业局, kind: 部门, parent: shili}
shui: {name: 示例县水利局, kind: 部门, parent: shili}
"""


class Walk:
    """The server, what a webmaster has at home, and what the world sees."""

    def __init__(self, server: GitServer, address: str, library: Path) -> None:
        self.server = server
        self.address = address
        self.library = library

    def report(self, organ: str) -> Path:
        return self.server.clone / f"reports/{organ}/2021.md"

    def change(self, file: Path, old: str, new: str) -> None:
        text = file.read_bytes().decode("utf-8")
        assert old in text
        file.write_bytes(text.replace(old, new).encode("utf-8"))

    def run(self, word: str, *arguments: str) -> None:
        done = NewSite(self.server.clone, self.library).run(word, *arguments)
        assert done.returncode == 0, done.stdout + done.stderr

    def get(self, path: str) -> tuple[int, str]:
        """What the world gets at a path of the site."""
        try:
            with urllib.request.urlopen(f"{self.address}{quote(path)}", timeout=20) as answer:  # noqa: S310
                return answer.status, answer.read().decode("utf-8", "replace")
        except urllib.error.HTTPError as error:
            return error.code, ""

    def answer(self, route: Route) -> None:
        """Answers a browser that asks for the site by its own address, which its policy names."""
        there = route.request.url.removeprefix(SITE_URL)
        route.fulfill(response=route.fetch(url=f"{self.address}{there}"))

    @contextmanager
    def watched(self, path: str) -> Iterator[list[int]]:
        """Asks for a page all the time, and gives the answers."""
        answers: list[int] = []
        is_over = threading.Event()

        def ask() -> None:
            while not is_over.is_set():
                answers.append(self.get(path)[0])
                is_over.wait(0.01)

        thread = threading.Thread(target=ask)
        thread.start()
        try:
            yield answers
        finally:
            is_over.set()
            thread.join()

    def push(self, message: str) -> None:
        self.server.push(message)
        self.server.pull()


@pytest.fixture
def walk(new_site: Callable[[], NewSite], tmp_path: Path) -> Iterator[Walk]:
    """A new site with three organs, whose server answers below a path of a portal."""
    made = new_site()
    publishable(made.folder, made.library)
    reports = made.folder / "reports"
    (reports / "organs.yml").write_text(ORGANS, "utf-8")
    template = (reports / "shili/2021.md").read_text("utf-8")
    for organ, name, done in (
        ("lin", "林", "巡护员走遍了全部林班，防火公告贴到每个路口。"),
        ("shui", "水", "汛期水情每天两次公布，小水库的责任人都列了名单。"),
    ):
        text = template.replace("全年公开信息四十条。", done)
        text = text.replace(
            "部分乡镇报送不够及时，将按月督促。", f"{name}情栏目更新慢，改为每周一次。"
        )
        (reports / organ).mkdir()
        # As Windows' notepad writes it.
        content = f"\ufeff{text}".replace("\n", "\r\n").encode("utf-8")
        (reports / organ / "2021.md").write_bytes(content)
    (reports / "lin/防火 公告.txt").write_text("示例\n", "utf-8")
    with (reports / "lin/2021.md").open("ab") as file:
        file.write("\r\n见[公告](<防火 公告.txt>)。\r\n".encode())
    server = git_server(tmp_path, made.folder, HOOKS)
    portal = tmp_path / "portal"
    portal.mkdir()
    site = ServedSite(SITE_URL, read_scripts(THEME).inline)
    with nginx(tmp_path / "nginx", site, server.site, portal, {}) as address:
        yield Walk(server, f"{address}{site.path}", made.library)


def page_of(organ: str, version: str = "") -> str:
    return f"zwgk/gknb/{organ}/2021/{version}"


def refuse_and_mend(walk: Walk) -> None:
    """A wrong figure is refused at the push, and mended."""
    walk.change(
        walk.report("shui"), "本年新收: [5, 2, 0, 0, 0, 0, 7]", "本年新收: [5, 2, 0, 0, 0, 0, 8]"
    )
    git(walk.server.clone, "add", "--all")
    git(walk.server.clone, "commit", "-qm", "三份报告")
    refused = walk.server.push_only()
    assert refused.returncode != 0
    assert re.search(r"reports/shui/2021\.md:\d+:\d+: error\[sum-row\]", refused.stderr)
    assert "六类申请人之和为 7，总计填 8" in refused.stderr
    assert walk.get("")[0] == 404
    walk.change(walk.report("shui"), "[5, 2, 0, 0, 0, 0, 8]", "[5, 2, 0, 0, 0, 0, 7]")
    walk.push("改正")
    for organ in ("shili", "lin", "shui"):
        status, html = walk.get(page_of(organ))
        assert status == 200
        assert "<h1" in html
    assert walk.get("zwgk/gknb/lin/防火 公告.txt") == (200, "示例\n")


def find_by_a_word(walk: Walk, browser: Browser) -> None:
    """Somebody looks for a word."""
    page = browser.new_page()
    page.route(f"{SITE_URL}**", walk.answer)
    page.goto(f"{SITE_URL}search/?q={quote('防火公告')}")
    wait_until(page, "() => document.querySelector('#search-results a') !== null")
    href = page.locator("#search-results a").first.get_attribute("href") or ""
    assert "lin/2021" in href
    page.close()


def correct(walk: Walk, tell: Callable[[str], None]) -> None:
    """Corrected: both versions are there; the old pages answer all the while."""
    walk.run("correct", "lin", "2021", "--what", "正文", "--why", "漏写一项工作")
    walk.change(walk.report("lin"), "走遍了全部林班", "走遍了全部林班和国有林场")
    with walk.watched(page_of("shui")) as answers:
        walk.push("更正")
    assert set(answers) == {200}
    tell(f"while a site was published, a page of it answered {len(answers)} times")
    assert "全部林班和国有林场" in walk.get(page_of("lin"))[1]
    assert "全部林班和国有林场" not in walk.get(page_of("lin", "v1/"))[1]
    assert walk.get(page_of("lin", "v1/"))[0] == 200


def withdraw(walk: Walk) -> None:
    """Withdrawn: its address says so, its files are gone."""
    assert walk.get(f"{page_of('shui')}shui-2021.pdf")[0] == 200
    walk.run("withdraw", "shui", "2021", "--why", "统计口径有误，另行公布")
    walk.push("撤回")
    assert "统计口径有误，另行公布" in walk.get(page_of("shui"))[1]
    assert walk.get(f"{page_of('shui')}shui-2021.pdf")[0] == 404


def rename(walk: Walk) -> None:
    """Renamed: the report keeps the name under which it was published."""
    organs = walk.server.clone / "reports/organs.yml"
    walk.change(
        organs,
        "lin: {name: 示例县林业局, kind: 部门, parent: shili}",
        "lin: {name: 示例县林业和草原局, kind: 部门, parent: shili, "
        "names: [{name: 示例县林业局, to: 2021}]}",
    )
    walk.push("改名")
    assert "示例县林业和草原局" in walk.get("zwgk/gknb/lin/")[1]
    assert "示例县林业局2021年" in walk.get(page_of("lin"))[1]


def upgrade(walk: Walk, folder: Path) -> None:
    """Upgraded: the same site, by a newer program."""
    before = walk.get(page_of("lin"))
    walk.run("upgrade", str(make_kit(folder / "newer", "9.9.0")))
    library = unpacked(wheel_in(walk.server.clone / "program"), folder / "library-9")
    run_with(walk.server.clone, library)
    walk.push("换新版本")
    assert walk.get(page_of("lin")) == before


def roll_back(walk: Walk) -> None:
    """Rolled back on the server: the site before the last that differed."""
    walk.run("correct", "shili", "2021", "--what", "正文", "--why", "漏写一项")
    walk.change(walk.report("shili"), "全年公开信息四十条。", "全年公开信息四十条，都可以查到。")
    walk.push("又一次更正")
    assert "都可以查到" in walk.get(page_of("shili"))[1]
    done = subprocess.run(
        ["python3", "run.py", "rollback"],
        cwd=walk.server.work,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    status, html = walk.get(page_of("shili"))
    assert status == 200
    assert "都可以查到" not in html


def test_a_site_lives(
    walk: Walk, browser: Browser, tmp_path: Path, tell: Callable[[str], None]
) -> None:
    refuse_and_mend(walk)
    find_by_a_word(walk, browser)
    correct(walk, tell)
    withdraw(walk)
    rename(walk)
    upgrade(walk, tmp_path)
    roll_back(walk)
