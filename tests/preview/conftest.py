"""One project and one preview of it for all tests that change it and put it back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from previewing import Preview, small_project


@pytest.fixture(scope="session")
def previewed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of which there is a preview."""
    return small_project(tmp_path_factory.mktemp("preview") / "project")


@pytest.fixture(scope="session")
def preview(previewed: Path) -> Iterator[Preview]:
    """The preview."""
    with Preview(previewed) as preview:
        yield preview
