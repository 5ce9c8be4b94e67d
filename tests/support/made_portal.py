"""A portal published as a build does it, without any hand-written pages."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from nianbao.build.store import Store
from nianbao.build.tasks import Progress, Tools
from nianbao.build.workers import LocalWorkers, Workers
from nianbao.program_files import THEME
from nianbao.publish import Equipment, Frame, Nav, Published, Site, check, make
from nianbao.publish.paper.typefaces import load_typefaces
from nianbao.publish.reading import Readings, read_all
from nianbao.publish.search import DirectPage
from nianbao.publish.web.scripts import read_scripts
from nianbao.settings import HouseRules, Settings
from places import ROOT
from plain_build import frame_of
from reading import SITE

__all__ = ["Processes", "equipment_for", "publish", "read_folder", "silent", "tools_for"]


def silent(_what: str) -> Progress:
    """For work whose progress nobody watches."""
    return lambda _done, _total: None


def equipment_for(root: Path, rules: HouseRules | None = None) -> Equipment:
    """What a build in the folder ``root`` has, outside any history."""
    settings = Settings(rules=rules or HouseRules())
    typefaces = load_typefaces(settings, ROOT / ".cache")
    return Equipment(root, settings, typefaces, {}, (THEME,), read_scripts(THEME))


class Processes(LocalWorkers):
    """Two processes, however little there is to be done."""

    def __init__(self) -> None:
        super().__init__(2)

    def executor(self, seconds: float) -> Executor | None:
        return super().executor(seconds + 1000)


def read_folder(
    folder: Path, cache: Path, rules: HouseRules | None = None, workers: Workers | None = None
) -> Readings:
    """What reading and checking a folder of reports comes to, with nothing kept before.

    ``cache`` is a folder of the test's own; all is done here, unless there are ``workers``.
    """
    equipment = equipment_for(cache, rules)
    store = Store(Path(mkdtemp(dir=cache)))
    return read_all(folder, equipment, Tools(store, workers or LocalWorkers(1), silent))


def tools_for(equipment: Equipment, workers: Workers) -> Tools:
    """What works for such a build."""
    return Tools(equipment.store, workers, silent)


def publish(
    equipment: Equipment,
    tools: Tools,
    hand_written: Iterable[DirectPage] = (),
    taken: Iterable[tuple[str, str]] = (),
) -> Published:
    """Checks and makes everything; ``hand_written`` pages are found by the search.

    ``taken`` are addresses of others.
    """
    site = Site(
        equipment.root,
        equipment.settings,
        equipment.theme,
        _frame(),
        SITE,
        equipment.typefaces.digest,
    )
    return make(check(equipment, tools), site, hand_written, taken, tools)


@cache
def _frame() -> Frame:
    return replace(frame_of(ROOT / "mkdocs.yml"), nav=Nav(), titles={})
