"""MkDocs is not needed for any page that is made of reports."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from nianbao.build import MANIFEST, Manifest
from nianbao.publish.web.addresses import COLUMN, DATA, SEARCH
from places import ROOT

pytestmark = pytest.mark.slow("the whole county")


def test_the_whole_demonstration_is_rendered_without_it(demo_site: Path, tmp_path: Path) -> None:
    paths = os.pathsep.join([str(ROOT / "hooks"), str(ROOT / "tests/support")])
    command = [sys.executable, str(ROOT / "tests/support/rendered_again.py")]
    done = subprocess.run(
        [*command, str(demo_site.parent), str(tmp_path)],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rendered = json.loads(done.stdout)
    manifest = Manifest.from_json((demo_site / MANIFEST).read_bytes())
    with_mkdocs = {entry.path: entry.sha256 for entry in manifest.entries}
    # The search knows of hand-written pages, too.
    same = {path: digest for path, digest in rendered.items() if not path.startswith(SEARCH)}
    assert len(same) > 3000
    assert same.items() <= with_mkdocs.items()
    by_hand = with_mkdocs.keys() - rendered.keys()
    assert not [path for path in by_hand if path.startswith((COLUMN, DATA)) and "/20" in path]
