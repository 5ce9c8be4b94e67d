"""What tests of every folder share: golden files, figures told at the end, a built site.

``pytest --update`` rewrites golden files, and a reviewer reads the diff.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from campaigns import LONG
from hypothesis import HealthCheck, settings
from nianbao.demonstration.incidents import MEANT
from nianbao.demonstration.writing import write_demonstration
from nianbao.intake.readers.office import find_office
from places import ROOT
from playwright.sync_api import Browser
from shared import made_once
from site_browser import chromium
from site_building import build, copy_of_project

# No test is timed: a busy machine is no fault of the program's.
settings.register_profile(
    "nianbao",
    max_examples=100 if LONG else 30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("nianbao")

TOLD = pytest.StashKey[list[str]]()


# What a test asks for when it needs a browser or the whole program with a site of its own.
WHOLE = {"browser", "demo_site", "own_site", "project"}


def pytest_configure(config: pytest.Config) -> None:
    config.stash[TOLD] = []
    # A hook of Git's tells its repository to all that it starts; tests have repositories of theirs.
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        del os.environ[name]
    # Tests keep all processors busy as it is; a build that starts processes imports the program
    # in each. Tests of several processes ask for them.
    os.environ.setdefault("NIANBAO_PROCESSES", "1")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Finds what ``make test-fast`` leaves out."""
    no_office = find_office(ROOT) is None
    for item in items:
        if WHOLE.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow("a browser, or a whole site"))
        if item.get_closest_marker("office"):
            item.add_marker(pytest.mark.slow("LibreOffice takes seconds"))
            if no_office:
                item.add_marker(pytest.mark.skip("LibreOffice is not installed"))
    # Tests go to processes file by file: the long ones come first, so that none ends alone.
    dear = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in dear)


def pytest_collection_finish() -> None:
    # Ten thousand tests are no garbage, and need not be looked through for it again and again.
    gc.collect()
    gc.freeze()


def pytest_sessionfinish(session: pytest.Session) -> None:
    # Tests may run in several processes (pytest-xdist), whose figures go to the one that prints.
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["told"] = session.config.stash[TOLD]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    node.config.stash[TOLD] += getattr(node, "workeroutput", {}).get("told", [])


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    told = config.stash[TOLD]
    for line in sorted(told):
        terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def tell(pytestconfig: pytest.Config) -> Callable[[str], None]:
    """Keeps a line of figures, which is printed when all tests have run."""
    return pytestconfig.stash[TOLD].append


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the expected outputs")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compares a text with an expected file, or rewrites the file with ``--update``."""

    def compare(expected: Path, text: str) -> None:
        if request.config.getoption("--update"):
            expected.parent.mkdir(parents=True, exist_ok=True)
            expected.write_text(text, "utf-8", newline="\n")
        assert text == expected.read_text("utf-8")

    return compare


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project's own site, without history, to build and to break."""
    return copy_of_project(tmp_path)


def _own_project(folder: Path) -> None:
    done = build(copy_of_project(folder), "--strict")
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own site as built in strict mode, without a warning; only to be read."""
    return made_once(tmp_path_factory, "project", _own_project) / "site"


def _demonstration(folder: Path) -> None:
    write_demonstration(folder)
    # With the record that a preview needs, which says what stands around every page. The tests
    # wait for it, so that it may take all processors.
    everything = str(os.cpu_count() or 1)
    done = build(folder, NIANBAO_PREVIEW="1", NIANBAO_PROCESSES=everything)
    assert done.returncode == 0, done.stderr
    warnings = [line for line in done.stderr.splitlines() if line.startswith("WARNING")]
    assert len(warnings) == len(MEANT), warnings


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented county's site, on which nothing is warned of but what is meant; to be read."""
    return made_once(tmp_path_factory, "demo", _demonstration) / "site"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The one browser of all tests."""
    with chromium() as browser:
        yield browser
