"""What a page costs a reader: bytes and requests, shifts of its layout, waiting for scripts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from playwright.sync_api import Browser, Page, Route
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError
from site_browser import wait_until
from site_serving import compressed

__all__ = [
    "SlowLoad",
    "Transfer",
    "Weight",
    "heaviest_report",
    "layout_shift",
    "load_slowly",
    "shows_before_scripts",
    "weigh",
]

# The icon is asked for by hand: a browser without a window has no place to show it.
# The browser's own sizes: the body as transferred and 300 bytes for the head, nothing from cache
# (Resource Timing, 4.3 transferSize).
_TRANSFERS = """async () => {
  for (const icon of document.querySelectorAll("link[rel=icon]")) await fetch(icon.href);
  const kinds = ["navigation", "resource"];
  return kinds.flatMap(kind => performance.getEntriesByType(kind))
    .map(entry => [entry.name, entry.transferSize]);
}"""
_WATCH_SHIFTS = """
  window.shifts = [];
  new PerformanceObserver(list => window.shifts.push(...list.getEntries().map(e => e.value)))
    .observe({type: "layout-shift", buffered: true});
"""
_READ_THROUGH = """async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight) {
    scrollTo(0, y);
    await new Promise(requestAnimationFrame);
  }
  // What moved in the last frame is told after it.
  for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  await new Promise(done => setTimeout(done));
}"""
_PAINTED = 'performance.getEntriesByName("first-contentful-paint").length'
_TIMES = """[
  performance.getEntriesByName("first-contentful-paint")[0].startTime,
  performance.getEntriesByType("navigation")[0].loadEventEnd,
]"""
# A telephone far from its mast: 1.6 Mbit/s, 150 ms there and back.
_SLOW = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 200_000,
    "uploadThroughput": 90_000,
}


@dataclass(frozen=True)
class Transfer:
    """A file that came over the wire, and the bytes it took with its head."""

    path: str
    size: int


@dataclass(frozen=True)
class Weight:
    """What is transferred for a page visited first, and for one visited after the home page."""

    first: tuple[Transfer, ...]
    next: tuple[Transfer, ...]


@dataclass(frozen=True)
class SlowLoad:
    """Milliseconds on a slow network until there is something to read, and until all is there."""

    painted: float
    loaded: float


def heaviest_report(site: Path) -> str:
    """The address of the report whose page is largest on the wire."""
    pages = sorted(site.glob("zwgk/gknb/*/[0-9]*/index.html"))
    heaviest = max(pages, key=lambda page: len(compressed(page.read_bytes())))
    return f"{heaviest.parent.relative_to(site).as_posix()}/"


def weigh(browser: Browser, address: str, path: str) -> Weight:
    """Visits a page twice: with an empty cache, and coming from the home page."""
    with _window(browser) as page:
        first = _transfers(page, address, path)
    with _window(browser) as page:
        _transfers(page, address, "")
        return Weight(first, _transfers(page, address, path))


def _transfers(page: Page, address: str, path: str) -> tuple[Transfer, ...]:
    page.goto(address + path, wait_until="networkidle")
    return tuple(
        Transfer(unquote(url.removeprefix(address)), size)
        for url, size in page.evaluate(_TRANSFERS)
        if size
    )


def layout_shift(browser: Browser, address: str, path: str, width: int) -> float:
    """The sum of all layout shifts while a page loads and is read to its end."""
    with _window(browser, width) as page:
        page.add_init_script(_WATCH_SHIFTS)
        page.goto(address + path, wait_until="networkidle")
        page.evaluate(_READ_THROUGH)
        return float(page.evaluate("shifts.reduce((sum, value) => sum + value, 0)"))


def shows_before_scripts(
    browser: Browser, address: str, path: str, *, patience: float = 60_000
) -> bool:
    """Whether a page is painted to its foot while none of its script files arrives."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        if route.request.resource_type == "script":
            held.append(route)
        else:
            route.continue_()

    with _window(browser) as page:
        page.route("**/*", hold)
        page.goto(address + path, wait_until="commit")
        try:
            page.locator("footer").wait_for(timeout=patience)
            wait_until(page, _PAINTED, patience)
        except PlaywrightTimeoutError:
            return False
        finally:
            for route in held:
                route.abort()
        return True


def load_slowly(browser: Browser, address: str, path: str) -> SlowLoad:
    """Loads a page with an empty cache over a slow network."""
    with _window(browser) as page:
        page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", _SLOW)
        page.goto(address + path)
        wait_until(page, _PAINTED)
        return SlowLoad(*page.evaluate(_TIMES))


@contextmanager
def _window(browser: Browser, width: int = 390) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": width, "height": 800})
    yield context.new_page()
    context.close()
