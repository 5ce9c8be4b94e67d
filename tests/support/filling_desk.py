"""填报助手 as somebody uses it in a browser that has no network; counts what is pressed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from nianbao.source import Report
from playwright.sync_api import Browser, Locator, Page
from reading import ORGAN, read_report
from site_browser import wait_until

__all__ = ["SAID", "Desk", "desk_in"]

SAID = "document.querySelector('[data-part=%s]').textContent"


@dataclass
class Desk:
    """The page as somebody uses it."""

    page: Page
    folder: Path
    strokes: int = 0
    """Keys pressed and clicks so far."""

    def text(self, part: str) -> str:
        return str(self.page.locator(f"[data-part={part}]").text_content())

    def press(self, *keys: str) -> None:
        self.strokes += len(keys)
        for key in keys:
            self.page.keyboard.press(key)

    def click(self, part: str) -> None:
        self.strokes += 1
        self.page.locator(f"[data-part={part}]").click()

    def year(self, year: int) -> None:
        self.strokes += 1 + len(str(year))
        self.page.fill("[data-part=year]", str(year))
        self.press("Tab")

    def place(self, name: str) -> Locator:
        """The cell that is read out as so, with or without last year's figure."""
        return self.page.get_by_label(re.compile(f"^{re.escape(name)}(，上一年度 .*)?$"))

    def cell(self, name: str) -> str:
        """What stands in a cell."""
        return self.place(name).input_value()

    def go(self, name: str) -> None:
        self.strokes += 1
        self.place(name).focus()

    def here(self) -> str:
        """What a screen reader says of the cell in which the typing is."""
        return str(self.page.evaluate("document.activeElement.getAttribute('aria-label')"))

    def write(self, text: str) -> None:
        self.strokes += len(text)
        self.page.keyboard.type(text)

    def paste(self, text: str) -> None:
        """Pastes by the real clipboard into the cell in which the typing is."""
        before = self.strokes
        here = self.here()
        area = self.page.locator("#filling-section-0")
        kept = area.input_value()
        area.fill(text)
        area.focus()
        self.press("Control+a", "Control+c")
        area.fill(kept)
        self.go(here)
        self.press("Control+v")
        self.strokes = before + 1  # the rest is what makes the clipboard's content

    def load(self, text: str, part: str = "file", name: str = "2021.md") -> None:
        """Loads a file, and waits until it is said what came of it."""
        path = self.folder / name
        path.write_text(text, "utf-8")
        self.page.evaluate(f"{SAID % 'said'} = ''")
        self.page.set_input_files(f"[data-part={part}]", path)
        wait_until(self.page, f"{SAID % 'said'} !== ''")

    def settled(self) -> str:
        """What is said of all checks when the typing has paused."""
        self.page.evaluate("document.activeElement.blur()")
        return self.text("count")

    def downloaded(self) -> str:
        with self.page.expect_download() as waiting:
            self.click("download")
        return Path(waiting.value.path()).read_text("utf-8")

    def report(self, text: str, year: int) -> tuple[Report, list[str]]:
        """The report in a text as the library reads it, and the codes of what reading found."""
        path = self.folder / f"{year}.md"
        path.write_text(text, "utf-8")
        report, problems = read_report(path, ORGAN, path.name)
        assert report is not None
        return report, [problem.code for problem in problems]


@contextmanager
def desk_in(browser: Browser, file: Path, folder: Path, width: int = 1280) -> Iterator[Desk]:
    """The saved file in a window without a network, which nothing may ask for anything."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    context.set_offline(offline=True)
    asked: list[str] = []
    said: list[str] = []
    context.on("request", lambda each: asked.append(each.url))
    context.on("console", lambda message: said.append(message.text))
    page = context.new_page()
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(file.as_uri())
    yield Desk(page, folder)
    context.close()
    assert {url for url in asked if not url.startswith("blob:")} == {file.as_uri()}
    assert said == []
