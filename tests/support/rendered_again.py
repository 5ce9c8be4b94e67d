"""Makes all that is made of a built project's reports once more, elsewhere and without MkDocs.

    PYTHONPATH=hooks:tests/support python tests/support/rendered_again.py <project> <folder>

What is typeset is taken from what the project has kept; every page is rendered anew. Prints the
files of the site as JSON, path and digest.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from nianbao.build.tasks import Tools
from nianbao.build.workers import LocalWorkers
from nianbao.publish import check, make, read_equipment
from nianbao.publish.record import read_record


def main() -> None:
    """Copies, makes and tells."""
    project, folder = Path(sys.argv[1]), Path(sys.argv[2])
    shutil.copytree(project / "reports", folder / "reports")
    shutil.copytree(project / ".cache/store", folder / ".cache/store", copy_function=os.link)
    record = read_record(project / "site")
    if record is None:
        raise SystemExit("the project was not built with a record")
    site = replace(record.site, root=folder)
    equipment = read_equipment(folder, site.settings)
    new: list[int] = []

    def progress(_what: str) -> Callable[[int, int], None]:
        return lambda done, _total: new.append(done)

    with LocalWorkers() as workers:
        tools = Tools(equipment.store, workers, progress)
        published = make(check(equipment, tools), site, (), (), tools)
    if not new or "mkdocs" in sys.modules:
        raise SystemExit("nothing was rendered" if not new else "MkDocs was imported")
    json.dump({entry.path: entry.sha256 for entry in published.entries}, sys.stdout)


if __name__ == "__main__":
    main()
