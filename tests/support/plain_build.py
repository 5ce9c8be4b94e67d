"""Makes everything that is made of a project's reports, in a process of its own, without MkDocs.

    PYTHONPATH=<project>/hooks:tests/support python tests/support/plain_build.py <project> [plain]

Prints the files of the site as JSON, path and digest, and how many pieces of work were new. With
``plain`` nothing is typeset: a PDF is replaced by a digest of all that Typst would have seen, which
is read where Typst reads it.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable
from pathlib import Path

import yaml
from nianbao.build.tasks import Tools
from nianbao.build.workers import LocalWorkers, Workers
from nianbao.publish import Frame, Nav, NavItem, Published, Site, check, make, read_equipment
from nianbao.publish.paper import typesetting
from nianbao.publish.paper.manuscripts import Work
from nianbao.publish.paper.paper_pictures import put_on_paper
from nianbao.settings import read_site_settings

__all__ = ["build", "frame_of"]


def frame_of(mkdocs_yml: Path) -> Frame:
    """A frame as MkDocs would give it, of the settings that a page shows."""
    config = yaml.safe_load(mkdocs_yml.read_text("utf-8"))
    theme = {"icon": {}, "features": [], "palette": {}, "language": "zh-CN", "font": False}
    theme |= {"name": "material", "favicon": "images/favicon.svg"}
    items = [(title, page) for entry in config["nav"] for title, page in entry.items()]
    shown = tuple(
        NavItem(title, page.removesuffix("index.md")) if isinstance(page, str) else NavItem(title)
        for title, page in items
    )
    titles = {"": "首页", "zwgk/gknb/": "政府信息公开年报", "zwgk/nbsj/": "年报数据"}
    known = {name: config.get(name) for name in ("site_name", "site_url")}
    known["extra_css"] = ["stylesheets/portal.css"]
    return Frame({**known, "extra": {}, "plugins": [], "theme": theme}, Nav(shown), titles)


def build(
    project: Path, workers: Workers, progress: Callable[[str], Callable[[int, int], None]]
) -> Published:
    """Everything that is made of the project's reports."""
    equipment = read_equipment(project, read_site_settings(project / "mkdocs.yml"))
    frame = frame_of(project / "mkdocs.yml")
    url = str(frame.config["site_url"])
    site = Site(
        project, equipment.settings, equipment.theme, frame, url, equipment.typefaces.digest
    )
    tools = Tools(equipment.store, workers, progress)
    published = make(check(equipment, tools), site, (), (), tools)
    published.forget(equipment.store, equipment.settings.kept_builds)
    return published


def _seen_by_typst(typesetter: typesetting.Typesetter, work: Work) -> tuple[bytes, int]:
    root, typefaces = typesetter.root, typesetter.typefaces
    seen = hashlib.sha256(typefaces.digest.encode())
    for name in (work.template, *typesetting.TEMPLATES[work.template]):
        seen.update((root / name).read_bytes())
    for name, value in sorted(work.inputs().items()):
        seen.update(f"{name}={value}\n".encode())
    for name, file in work.images:
        put_on_paper(file, root / name)
        seen.update((root / name).read_bytes())
    return b"%PDF seen " + seen.hexdigest().encode(), 1


def main() -> None:
    """Builds and tells."""
    new = 0

    def progress(_what: str) -> Callable[[int, int], None]:
        def count(_done: int, _total: int) -> None:
            nonlocal new
            new += 1

        return count

    if "plain" in sys.argv[2:]:
        typesetting.Typesetter.pdf = _seen_by_typst  # type: ignore[assignment, method-assign]
    with LocalWorkers(1) as workers:
        published = build(Path(sys.argv[1]), workers, progress)
    if "mkdocs" in sys.modules:
        raise SystemExit("MkDocs was imported")
    files = {entry.path: entry.sha256 for entry in published.entries}
    days = {entry.path: str(entry.day) for entry in published.entries}
    json.dump({"files": files, "days": days, "new": new}, sys.stdout)


if __name__ == "__main__":
    main()
