"""What tests of pages share."""

from __future__ import annotations

import pytest
from nianbao.publish.site import Publication
from small_portal import small_publication


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """The small portal, described."""
    return small_publication(tmp_path_factory.mktemp("small") / "reports")
