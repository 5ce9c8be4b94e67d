"""Sites that the command makes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from new_sites import NewSite, make_site


@pytest.fixture(scope="session")
def new_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], NewSite]:
    """Makes new sites, each in a folder of its own."""
    return lambda: make_site(tmp_path_factory.mktemp("sites"))
