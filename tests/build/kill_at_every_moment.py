"""Kills a build or a rollback before each thing it does to the file system, one after the other.

A program of its own, which forks: ``kill_at_every_moment.py folder build|rollback way``. Prints how
many moments there were.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from listed_site import manifest_of
from nianbao.build import SiteFolder, site_folder

Files = dict[str, bytes]


def written(folder: Path, text: str) -> Files:
    """A small site with its manifest."""
    (folder / "zwgk").mkdir(parents=True)
    (folder / "zwgk/index.html").write_text(text, "utf-8")
    (folder / "index.html").write_text(text, "utf-8")
    for path, content in manifest_of(folder).files().items():
        (folder / path).write_bytes(content)
    return files(folder)


def files(folder: Path) -> Files:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def work(place: Path, name: str) -> None:
    folder = SiteFolder.at(place / "site", place)
    if name == "rollback":
        folder.rollback()
    else:
        written(folder.begin(), "new")
        folder.finish()


def is_killed(place: Path, name: str, moment: int) -> bool:
    """Whether the work has so many moments: then it does not get beyond that one."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] != 0
    left = moment

    def before_each(event: str, _: object) -> None:
        nonlocal left
        if event.startswith(("os.", "shutil.", "open", "ctypes.")):
            left -= 1
            if not left:
                os._exit(1)

    sys.addaudithook(before_each)
    work(place, name)
    os._exit(0)


def main() -> None:
    place, name, way = Path(sys.argv[1]), sys.argv[2], sys.argv[3]
    if way == "by renaming":
        site_folder.exchange = lambda *_: False  # type: ignore[attr-defined]
    if hasattr(os, "sync"):
        os.sync = lambda: None
    moment, goes_on = 0, True
    while goes_on:
        moment += 1
        shutil.rmtree(place, ignore_errors=True)
        old = [written(place / "site", "old"), written(place / "site.earlier", "oldest")]
        goes_on = is_killed(place, name, moment)
        new = written(place / "new", "new") if name == "build" else old[1]
        if way == "in one step":
            assert files(place / "site") in (old[0], new), moment
        # What the next build finds.
        folder = SiteFolder.at(place / "site", place)
        folder.begin(wait=0)
        folder.give_up()
        assert files(place / "site") in (old[0], new), moment
        left = {path.name for path in place.iterdir()} - {"new"}
        assert left <= {".cache", "site", "site.earlier"}, (moment, left)
    assert files(place / "site") == new
    sys.stdout.write(str(moment))


if __name__ == "__main__":
    main()
