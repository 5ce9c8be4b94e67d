"""MkDocs is not needed for any page that is made of reports."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from campaigns import LONG
from nianbao.build import MANIFEST, Manifest
from nianbao.publish.web.addresses import COLUMN, DATA, SEARCH
from places import ROOT
from previewing import small_project
from site_building import build

pytestmark = pytest.mark.slow("a whole site, twice")


@pytest.fixture
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A site with the record of what stands around its pages: in the long run the county's."""
    if LONG:
        demo_site: Path = request.getfixturevalue("demo_site")
        return demo_site
    project = small_project(tmp_path / "project")
    done = build(project, NIANBAO_PREVIEW="1")
    assert done.returncode == 0, done.stderr
    return project / "site"


def test_a_whole_site_is_rendered_without_it(site: Path, tmp_path: Path) -> None:
    paths = os.pathsep.join([str(ROOT / "hooks"), str(ROOT / "tests/support")])
    command = [sys.executable, str(ROOT / "tests/support/rendered_again.py")]
    done = subprocess.run(
        [*command, str(site.parent), str(tmp_path / "again")],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rendered = json.loads(done.stdout)
    manifest = Manifest.from_json((site / MANIFEST).read_bytes())
    with_mkdocs = {entry.path: entry.sha256 for entry in manifest.entries}
    # The search knows of hand-written pages, too.
    same = {path: digest for path, digest in rendered.items() if not path.startswith(SEARCH)}
    assert len(same) > (3000 if LONG else 100)
    assert same.items() <= with_mkdocs.items()
    by_hand = with_mkdocs.keys() - rendered.keys()
    assert not [path for path in by_hand if path.startswith((COLUMN, DATA)) and "/20" in path]
