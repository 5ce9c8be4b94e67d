"""Golden files: ``pytest --update`` rewrites them, and a reviewer reads the diff."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(__file__).parent / "data"


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
    for name in ("docs", "reports", "hooks", "scripts"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    return tmp_path
