"""Sites that the command makes."""

from __future__ import annotations

import shutil
from collections.abc import Callable

import pytest
from new_sites import NewSite, make_site, site_in
from shared import made_once


@pytest.fixture(scope="session")
def new_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], NewSite]:
    """Makes new sites, each in a folder of its own; they have one program."""
    model = site_in(made_once(tmp_path_factory, "new-site", make_site))

    def another() -> NewSite:
        folder = tmp_path_factory.mktemp("sites") / model.folder.name
        shutil.copytree(model.folder, folder)
        return NewSite(folder, model.library)

    return another
